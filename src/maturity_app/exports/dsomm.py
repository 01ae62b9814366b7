"""Progress of teams, exported by DSOMM's application as YAML: for each activity and team, the stages reached, by date.

The highest stage counts. A team that an activity does not name has not answered there.
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

PROGRESS = "progress"


def dsomm(export: Export) -> Iterator[Said]:
    """Yield what the file says of the activities of each team.

    Raises:
        AnswersError: the file cannot be read, or has no progress.
    """
    activities = export.entry(YAML)[PROGRESS].table
    if not activities:
        raise export.refused(f"a table {PROGRESS!r} with activities, as the application exports it")
    ids = export.ids(activities)
    for activity, teams in activities.items():
        for team, stages in teams.table.items():
            dates = [stage.text for stage in stages.table.values() if stage.text]
            facts = {ORGANISATION: team} | ({DATE: max(dates)} if dates else {})
            yield Said(_line(stages.place), ids[activity], tuple(stages.table), facts=facts)


def _line(place: str) -> int:
    """Return the line of a place, which is a file, a line and a column."""
    *_, line, _ = place.split(":")
    return int(line)
