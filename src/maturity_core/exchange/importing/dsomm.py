"""The importer of the DevSecOps Maturity Model: activities with levels, prerequisites, difficulty and usefulness.

A sub-dimension becomes a dimension, an activity a capability with one question, and each of the model's own dimensions
a measure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from maturity_core.exchange.importing.draft import Draft
from maturity_core.exchange.importing.entries import Entry
from maturity_core.exchange.importing.scales import Answer, Scales
from maturity_core.exchange.importing.source import Source
from maturity_core.model.fields import number_text

_FOLDER = "src/assets/YAML/default"
_READ = (
    *("uuid", "description", "risk", "measure", "assessment", "level", "difficultyOfImplementation", "usefulness"),
    *("dependsOn", "implementation", "tags", "meta"),
)
_TOOLS = "implementations"
_META = "_meta"
_LEVELS = range(1, 100)
_PROGRESS = (
    Answer("Not implemented", Fraction(0)),
    Answer("Started", Fraction(1, 5)),
    Answer("Partly implemented", Fraction(1, 2)),
    Answer("Fully implemented", Fraction(1)),
)
"""The stages of progress that DSOMM's application comes with. The data have none: each organisation may set its own."""
LONGEST_CIRCLE = 10
"""The most activities that a message names of those that require each other."""
_RULE = {
    "kind": "staged",
    "ladder": "each dimension",
    "share": 1,
    "reaching": 1,
    "basis": "interpretation",
    "because": "the source shows how much of each level is in place, and awards none",
}


@dataclass(frozen=True)
class _Activity:
    """An activity with its names: its own, and those of its dimension and its sub-dimension."""

    name: str
    area: str
    part: str
    entry: Entry

    @property
    def level(self) -> int:
        return int(self.entry["level"].number or 0)


def dsomm(source: Source) -> Draft:
    """Return the DevSecOps Maturity Model as a draft.

    Args:
        source: a copy of the model's data, or the folder in it that has a folder for each dimension.

    Raises:
        FrameworkError: a file cannot be read.
    """
    draft = Draft()
    start = f"{_FOLDER}/" if source.has(_FOLDER) else ""
    activities = list(_activities(draft, source, start))
    tools = source.folder(start).get(_TOOLS, Entry(None, _TOOLS))[_TOOLS]
    highest = max((activity.level for activity in activities), default=0)
    _head(draft, source, highest)
    dimensions = _dimensions(draft, activities)
    ids = {activity.name: draft.id(activity.name) for activity in activities}
    needs = _needs(draft, activities)
    scale, _ = Scales(draft).of("progress", _PROGRESS)
    for activity in activities:
        _capability(draft, activity, dimensions[activity.part], ids, needs[activity.name])
        _question(draft, activity, ids[activity.name], scale, tools)
    draft.tables["rules"] = [_RULE]
    return draft


def _activities(draft: Draft, source: Source, start: str) -> Iterator[_Activity]:
    """Yield the activities in the order of the files; a name that is used again is left out."""
    seen = set[str]()
    for folder in source.folders(start):
        for file in source.folder(f"{start}{folder}").values():
            for area, part, name, entry in _described(draft, file):
                names = {name, entry["uuid"].text or name}
                if names & seen:
                    draft.fault(entry, f"the activity {name!r} or its uuid was given before; it is left out")
                    continue
                seen |= names
                level = draft.number(entry["level"])
                if level not in _LEVELS:
                    stated = "no level" if level is None else f"the level {level}, not a whole one up to {_LEVELS[-1]}"
                    draft.fault(entry, f"the activity {name!r} has {stated}; it is left out")
                    continue
                yield _Activity(name, area, part, entry)


def _described(draft: Draft, file: Entry) -> Iterator[tuple[str, str, str, Entry]]:
    """Yield what a file describes: the names of dimension, sub-dimension and activity, and the activity."""
    for area, parts in file.table.items():
        for part, entries in parts.table.items() if area != _META else ():
            for activity, entry in entries.table.items():
                place = entry.place
                names = [draft.name(Entry(name, place)) for name in (area, part, activity)]
                yield names[0], names[1], names[2], entry


def _head(draft: Draft, source: Source, highest: int) -> None:
    levels = [{"id": "start", "name": "Start"}]
    levels += [{"id": f"level-{number}", "name": f"Level {number}"} for number in range(1, highest + 1)]
    draft.tables |= {
        "id": draft.id("dsomm"),
        "edition": "1",
        "name": "DevSecOps Maturity Model",
        "headline": "score",
        "source": {"title": "DevSecOps Maturity Model", "publisher": "OWASP", "licence": source.licence()},
        "levels": levels,
    }
    draft.ours("The data state no edition: give one with --edition.")
    draft.ours("The model shows how much of each level is in place. That a level is reached with all of it is ours.")
    draft.ours("The data state no stages of progress. Those that DSOMM's application comes with are the answers.")


def _dimensions(draft: Draft, activities: list[_Activity]) -> dict[str, str]:
    """Add dimensions, and a measure for each of the areas that the model calls dimensions."""
    areas = dict[str, list[str]]()
    found = dict[str, str]()
    for activity in activities:
        if activity.part not in found:
            found[activity.part] = draft.add("dimensions", id=draft.id(activity.part), name=activity.part)["id"]
            areas.setdefault(activity.area, []).append(found[activity.part])
    for area, dimensions in areas.items():
        draft.add("measures", id=draft.id(f"{area} overall"), name=area, mean_of={"dimensions": dimensions})
    return found


def _needs(draft: Draft, activities: list[_Activity]) -> dict[str, list[str]]:
    """Return what each activity requires, by name; what leads nowhere or round in a circle is left out."""
    names = {key: one.name for one in activities for key in (one.entry["uuid"].text, one.name) if key}
    needs = {activity.name: dict[str, None]() for activity in activities}
    for activity in activities:
        for link in activity.entry["dependsOn"].list:
            if link.text not in names:
                draft.fault(link, f"depends on {link.text!r}, which is not an activity; left out")
            else:
                needs[activity.name][names[link.text]] = None
    places = {activity.name: activity.entry for activity in activities}
    for circle in _circles(needs):
        *_, before, again = circle
        shown = circle if len(circle) <= LONGEST_CIRCLE else [*circle[: LONGEST_CIRCLE - 2], "...", before, again]
        round_trip = " -> ".join(shown)
        draft.fault(places[before], f"depends on itself: {round_trip}; the last step is left out")
    return {name: list(needed) for name, needed in needs.items()}


def _circles(needs: Mapping[str, dict[str, None]]) -> Iterator[list[str]]:
    """Yield ways on which an activity requires itself; the last step of each is taken out of what is needed."""
    done, way = set[str](), dict[str, Iterator[str]]()
    for start in needs:
        if start in done:
            continue
        way[start] = iter(tuple(needs[start]))
        while way:
            here = next(reversed(way))
            there = next(way[here], None)
            if there is None:
                done.add(here)
                del way[here]
            elif there in way:
                del needs[here][there]
                names = list(way)
                yield [*names[names.index(there) :], there]
            elif there not in done:
                way[there] = iter(tuple(needs[there]))


def _capability(draft: Draft, activity: _Activity, dimension: str, ids: Mapping[str, str], needs: list[str]) -> None:
    entry = activity.entry
    draft.knows("activities", entry, _READ)
    difficulty = [draft.number(one) or Fraction(0) for one in entry["difficultyOfImplementation"].table.values()]
    draft.add(
        "capabilities",
        id=ids[activity.name],
        name=activity.name,
        dimension=dimension,
        summary=draft.long(entry["description"]),
        effort=number_text(sum(difficulty, Fraction(0))) if sum(difficulty) else "",
        worth=number_text(worth) if (worth := draft.number(entry["usefulness"])) else "",
        remedy=draft.long(entry["measure"], entry["meta"]["implementationGuide"]),
        requires=[{"capability": ids[name], "credit": 1} for name in needs],
        basis="source",
    )


def _question(draft: Draft, activity: _Activity, capability: str, scale: str, tools: Entry) -> None:
    entry = activity.entry
    found = [_tool(draft, link, tools) for link in entry["implementation"].list]
    taken = set[str]()
    draft.add(
        "questions",
        id=draft.id(activity.name, draft.questions),
        capability=capability,
        text=activity.name,
        aliases=[uuid] if (uuid := draft.line(entry["uuid"])) else [],
        help=draft.long(entry["risk"], entry["assessment"]),
        links=draft.links(*dict.fromkeys(found)),
        scale=scale,
        stage=f"level-{activity.level}",
        tags=[draft.id(tag.text, taken) for tag in entry["tags"].list if tag],
        place=f"{activity.area}, {activity.part}",
        basis="stated",
    )


def _tool(draft: Draft, link: Entry, tools: Entry) -> tuple[str, str]:
    """Return name and address of what an activity can be done with, as its reference says."""
    reference = link["$ref"]
    tool = tools[reference.text.rpartition("/")[2]]
    if not tool:
        draft.fault(reference, "this reference leads to nothing that is described; left out")
    return draft.line(tool["name"]), tool["url"].text
