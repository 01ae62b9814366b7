"""The importer of FinOps++ specifications: domains, capabilities, and actions with a score of 0 to 10.

An action becomes a question whose options are its conditions. Profiles become profiles.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from maturity_core.errors import FrameworkError, Problem
from maturity_core.exchange.importing.draft import Draft
from maturity_core.exchange.importing.entries import Entry
from maturity_core.exchange.importing.scales import Answer, Scales
from maturity_core.exchange.importing.source import Source
from maturity_core.model.fields import number_text

_KINDS = ("domains", "capabilities", "actions", "profiles")
_FIELDS = {
    "domains": ("ID", "Title", "Description", "Capabilities", "Overrides"),
    "capabilities": ("ID", "Title", "Description", "Actions"),
    "actions": (
        *("Score Type", "Supplemental Guidance"),
        *("ID", "Title", "Description", "Slug", "Weight", "Formula", "Scoring", "References"),
    ),
    "profiles": ("ID", "Title", "Description", "Domains"),
}
_RANGE = re.compile(r"(\d+)\s*(?:[-\u2013]|to)\s*(\d+)")
_EXAMPLE = "0"
BEST, LEAST_SCORES, MOST_MENTIONS = 10, 2, 200_000


class _Specifications:
    """The specifications by kind and number; number 0 is the publisher's example, and no part of the model."""

    def __init__(self, source: Source, draft: Draft) -> None:
        start = "specifications/" if source.has("specifications") else ""
        self.of: dict[str, dict[str, Entry]] = {}
        for kind in _KINDS:
            found = self.of[kind] = dict[str, Entry]()
            for file in source.folder(f"{start}{kind}").values():
                entry = file["Specification"]
                number = entry["ID"].text
                if number != _EXAMPLE and self._fits(draft, kind, entry, found):
                    draft.knows(kind, entry, _FIELDS[kind])
                    found[number] = entry

    @staticmethod
    def _fits(draft: Draft, kind: str, entry: Entry, found: Mapping[str, Entry]) -> bool:
        """Return whether a specification can be taken, and note what is wrong if it cannot."""
        number, wrong = entry["ID"].text, ""
        if not number:
            wrong = f"one of {kind} has no ID; it"
        elif number in found:
            wrong = f"two {kind} have the ID {number}; the second"
        elif kind == "actions" and len({one["Score"].number or 0 for one in entry["Scoring"].list}) < LEAST_SCORES:
            wrong = f"action {number} has fewer than two scores; it"
        if wrong:
            draft.fault(entry["ID"], f"{wrong} is left out")
        return not wrong


class _Model:
    """What has been made of the specifications: the capability of each action, and the profiles that ask it."""

    def __init__(self, draft: Draft, files: _Specifications) -> None:
        self.draft, self.files = draft, files
        self.dimensions: dict[str, str] = {}
        self.capabilities: dict[str, str] = {}
        self.actions: dict[str, str] = {}
        self.asked: dict[str, list[str]] = {}
        self.empty = self.mentions = 0

    def profile(self, entry: Entry) -> None:
        """Take up a profile: its domains, those given in full included, and what it asks of them."""
        name = self.draft.name(entry["Title"])
        tag = self.draft.id(name, {one["id"] for one in self.draft.tables.get("profiles", ())})
        before = sum(tag in tags for tags in self.asked.values())
        for place in entry["Domains"].list:
            domain = self.found("domains", place)
            for capability in self.counted(self.listed(domain, entry["Title"].text)):
                self.capability(domain, self.found("capabilities", capability), tag)
        if sum(tag in tags for tags in self.asked.values()) > before:
            summary = self.draft.long(entry["Description"])
            self.draft.add("profiles", id=tag, name=name, summary=summary, questions={"tag": tag})

    def counted(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        """Return what a list mentions. Lists are mentioned in lists, so that few of them can stand for very many."""
        self.mentions += len(entries)
        if self.mentions > MOST_MENTIONS:
            what = f"the profiles mention more than {MOST_MENTIONS:,} capabilities and actions"
            raise FrameworkError([Problem(what, entries[0].place)])
        return entries

    def listed(self, domain: Entry, profile: str) -> list[Entry]:
        """Return the capabilities that a domain has in a profile: some are dropped there, others added."""
        changes = [one for one in domain["Overrides"].list if one["Profile"].text == profile]
        for name in ("TitleUpdate", "DescriptionUpdate"):
            for one in changes:
                if one[name]:
                    self.draft.left_out(one[name], f"another {name.removesuffix('Update').lower()} in one profile")
        dropped = {entry["ID"].text for one in changes for entry in one["DropIDs"].list}
        kept = [entry for entry in domain["Capabilities"].list if entry["ID"].text not in dropped]
        return [*kept, *(entry for one in changes for entry in one["AddIDs"].list)]

    def found(self, kind: str, place: Entry) -> Entry:
        """Return what a place in a list means: a specification by its number, or what stands there in full."""
        number = place["ID"].text
        if number and number not in self.files.of[kind]:
            self.draft.fault(place["ID"], f"no file in {kind} has the ID {number}; left out")
        return self.files.of[kind].get(number, Entry(None, place.place)) if number else place

    def capability(self, domain: Entry, entry: Entry, tag: str) -> None:
        """Add a capability of a domain once, with the actions that no other has; note what the profile asks."""
        places = [one for one in self.counted(entry["Actions"].list) if self.found("actions", one)]
        self.empty += not places
        for place in places:
            number = place["ID"].text
            if not number:
                self.draft.fault(place, "an action without an ID; left out")
                continue
            if number not in self.actions:
                self.actions[number] = self.home(domain, entry)
            self.asked.setdefault(number, []).append(tag)

    def home(self, domain: Entry, entry: Entry) -> str:
        """Return the capability of an action, which is made with its dimension where it is first needed."""
        if domain.place not in self.dimensions:
            self.dimensions[domain.place] = self.add("dimensions", domain)
        if entry.place not in self.capabilities:
            dimension = self.dimensions[domain.place]
            self.capabilities[entry.place] = self.add("capabilities", entry, dimension=dimension, basis="source")
        return self.capabilities[entry.place]

    def add(self, table: str, entry: Entry, **fields: Any) -> str:
        name, summary = self.draft.name(entry["Title"]), self.draft.long(entry["Description"])
        return str(self.draft.add(table, id=self.draft.id(name), name=name, summary=summary, **fields)["id"])


def finopspp(source: Source) -> Draft:
    """Return the FinOps++ specifications as a draft.

    Args:
        source: a copy of the project, or its folder `specifications`.

    Raises:
        FrameworkError: a file cannot be read.
    """
    draft = Draft()
    files = _Specifications(source, draft)
    title = "FinOps++ specifications"
    draft.tables |= {
        "id": draft.id("finopspp"),
        "edition": "1",
        "name": "FinOps++",
        "headline": "score",
        "source": {"title": title, "publisher": "FinOps++", "licence": source.licence()},
    }
    draft.ours("The specifications state an edition for each file and none for all: give one with --edition.")
    model = _Model(draft, files)
    for entry in files.of["profiles"].values():
        model.profile(entry)
    scales = Scales(draft)
    for number, capability in model.actions.items():
        _question(draft, files.of["actions"][number], capability, scales, model.asked[number])
    _left(draft, files, model)
    return draft


def _question(draft: Draft, entry: Entry, capability: str, scales: Scales, tags: Sequence[str]) -> None:
    text = draft.name(entry["Title"])
    answers = _answers(draft, entry)
    draft.add(
        "questions",
        id=draft.id(entry["Slug"].text or text, draft.questions),
        capability=capability,
        text=text,
        help=draft.long(entry["Description"], entry["Formula"], *entry["Supplemental Guidance"].list),
        links=draft.links(*((draft.line(one["Name"]), one["Link"].text) for one in entry["References"].list)),
        scale=scales.of(entry["Score Type"].text or "score", answers)[0],
        weight="" if (weight := draft.number(entry["Weight"])) in {None, 1} else number_text(weight or Fraction(0)),
        tags=list(dict.fromkeys(tags)),
        place=f"action {draft.line(entry['ID'])}",
        basis="stated",
    )


def _answers(draft: Draft, entry: Entry) -> list[Answer]:
    """Return the conditions of an action, lowest score first, after looking for gaps between them."""
    scoring = [(draft.number(one["Score"]) or Fraction(0), one["Condition"]) for one in entry["Scoring"].list]
    scored = sorted(scoring, key=lambda pair: pair[0])
    best = scored[-1][0] if scored else 0
    if best != BEST:
        draft.fault(entry["Scoring"], f"the best score is {best}, not {BEST}; here it counts as full")
    _bands(draft, entry["Scoring"], [draft.line(condition) for _, condition in scored])
    return [Answer(draft.line(draft.checked(one)) or number_text(score), score) for score, one in scored]


def _bands(draft: Draft, place: Entry, texts: Sequence[str]) -> None:
    """Note where the ranges that conditions name leave a gap, or have numbers in common.

    Ranges that all begin alike are no bands: "items 1-2", then "items 1-3".
    """
    ranges = [(int(found[1]), int(found[2])) for text in texts if (found := _RANGE.search(text))]
    for (_, end), (start, _) in pairwise(ranges if len({start for start, _ in ranges}) > 1 else []):
        if start > end + 1:
            draft.fault(place, f"no condition covers {end} to {start}")
        elif start <= end:
            draft.fault(place, f"two conditions cover {start}")


def _left(draft: Draft, files: _Specifications, model: _Model) -> None:
    for number, entry in files.of["actions"].items():
        if number not in model.actions:
            draft.left_out(entry, f"action {number}, which no capability of a profile has")
    if model.empty:
        draft.left_out(Entry(None, "capabilities"), f"{model.empty} capabilities without an action")
