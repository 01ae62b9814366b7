"""Progress of teams, exported by DSOMM's application as YAML: for each activity and team, the stages reached, by date.

The highest stage counts. A team that an activity does not name has not answered there. The export of evidence may
follow in the same file.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from maturity_app.csv_files import DATE
from maturity_app.exports.export import Said
from maturity_app.file_text import YAML
from maturity_app.raw_sheet import ORGANISATION

if TYPE_CHECKING:
    from maturity_app.exports.export import Export
    from maturity_core.exchange.importing.entries import Entry

PROGRESS, EVIDENCE = "progress", "evidence"
Kept = dict[str, dict[str, list["Entry"]]]
"""Evidence by activity and team."""


def dsomm(export: Export) -> Iterator[Said]:
    """Yield what the file says of the activities of each team.

    Raises:
        AnswersError: the file cannot be read, or has no progress.
    """
    whole = export.entry(YAML)
    progress, kept = whole[PROGRESS].table, _kept(whole[EVIDENCE], export)
    if not progress:
        hint = "" if not kept else "; the export of evidence belongs in the same file, below the one of progress"
        raise export.refused(f"a table {PROGRESS!r} with activities, as the application exports it{hint}")
    ids = export.ids([*progress, *kept])
    for activity, teams in progress.items():
        shown = kept.get(activity, {})
        for team, stages in teams.table.items():
            dates = [stage.text for stage in stages.table.values() if stage.text]
            facts = {ORGANISATION: team} | ({DATE: max(dates)} if dates else {})
            yield _said(_line(stages.place), ids[activity], tuple(stages.table), shown.pop(team, []), facts)
    for activity, others in kept.items():
        for team, entries in others.items():
            yield _said(_line(entries[0].place), ids[activity], (), entries, {ORGANISATION: team})


def _kept(evidence: Entry, export: Export) -> Kept:
    """Return the evidence of teams; how much belongs to none is noted."""
    kept: Kept = {}
    for activity, entries in evidence.table.items():
        for entry in entries.list:
            for team in entry["teams"].list:
                kept.setdefault(activity, {}).setdefault(team.text, []).append(entry)
    without = sum(1 for entries in evidence.table.values() for entry in entries.list if not entry["teams"])
    if without:
        export.reading.tell(f"evidence that names no team is not read: {without}")
    return kept


def _said(row: int, question: str, answers: tuple[str, ...], kept: list[Entry], facts: dict[str, str]) -> Said:
    told = [(_line_of(entry["title"].text), entry["description"].text.strip()) for entry in kept]
    comment = "\n".join(f"{title}: {text}" if title else text for title, text in told if text)
    pieces = [piece for entry in kept for piece in _pieces(entry)]
    return Said(row, question, answers, comment, "\n".join(pieces), facts)


def _pieces(entry: Entry) -> list[str]:
    """Return what an entry shows, a line for each attachment: its title, when and by whom, and where it is."""
    when = ", ".join(filter(None, (entry["evidenceRecorded"].text, _line_of(entry["reviewer"].text))))
    title = " ".join(filter(None, (_line_of(entry["title"].text), when and f"({when})")))
    links = [_line_of(attached["externalLink"].text) for attached in entry["attachment"].list]
    return [piece for piece in (f"{title} {link}".strip() for link in [*filter(None, links)] or [""]) if piece]


def _line_of(text: str) -> str:
    return " ".join(text.split())


def _line(place: str) -> int:
    """Return the line of a place, which is a file, a line and a column."""
    *_, line, _ = place.split(":")
    return int(line)
