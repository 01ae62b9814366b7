"""The importer of OWASP SAMM's core model: business functions, practices, streams, and a question for each activity.

A practice becomes a dimension, a stream a capability, a business function a measure. Scores are shown from 0 to 3, as
SAMM shows them; it awards no levels beyond that number.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from maturity_core.errors import FrameworkError, Problem, shown
from maturity_core.exchange.importing.draft import Draft
from maturity_core.exchange.importing.entries import Entry
from maturity_core.exchange.importing.scales import Answer, Scales
from maturity_core.exchange.importing.source import Source
from maturity_core.model.fields import number_text
from maturity_core.nearest import nearest

_SHOWN, LEAST_ANSWERS = [0, 3], 2
_FIELDS = {
    "business_functions": ("name", "description", "order", "color", "logo"),
    "security_practices": ("function", "name", "shortName", "shortDescription", "longDescription", "order"),
    "streams": ("practice", "name", "letter", "description", "order"),
    "practice_levels": ("practice", "maturityLevel", "objective"),
    "maturity_levels": ("number", "description"),
    "activities": ("stream", "level", "title", "benefit", "shortDescription", "longDescription", "relatedActivities"),
    "answer_sets": ("values",),
    "questions": ("activity", "answerSet", "text", "order", "quality"),
}
"""What is read of each kind of file; `id`, `type` and `model` say how the files belong together."""
_LINKS = ("id", "type", "model")


class _Files:
    """The files of the model by their identifiers, and by name within each folder."""

    def __init__(self, source: Source, draft: Draft) -> None:
        self.draft = draft
        start = "model/" if source.has("model") else ""
        self.named = {kind: source.folder(f"{start}{kind}") for kind in _FIELDS}
        self.by_id: dict[str, tuple[str, str]] = {}
        for kind, files in self.named.items():
            for name, entry in files.items():
                self._take(kind, name, entry)

    def _take(self, kind: str, name: str, entry: Entry) -> None:
        self.draft.knows(kind, entry, (*_FIELDS[kind], *_LINKS))
        own = entry["id"]
        if not own:
            raise FrameworkError([Problem("the file has no 'id'", entry.place)])
        if own.text in self.by_id:
            raise FrameworkError([Problem("two files have the same id", own.place, shown(own.text))])
        self.by_id[own.text] = kind, name

    def ordered(self, kind: str) -> list[tuple[str, Entry]]:
        """Return the files of a folder in the order that they state, then by name."""
        return sorted(self.named[kind].items(), key=lambda file: (file[1]["order"].number or 0, file[0]))

    def name(self, kind: str, link: Entry) -> str:
        """Return the name of the file that a link leads to."""
        found, name = self.by_id.get(link.text, ("", ""))
        if found != kind:
            near = nearest(link.text, [one for one, (of, _) in self.by_id.items() if of == kind])
            hint = f"did you mean {near!r}?" if near else ""
            raise FrameworkError([Problem(f"no file in {kind} has this id", link.place, shown(link.text), hint=hint)])
        return name


def samm(source: Source) -> Draft:
    """Return OWASP SAMM as a draft.

    Args:
        source: a copy of the core model: the folder that contains `model`, or that folder itself.

    Raises:
        FrameworkError: a file cannot be read, has no id, or a link leads nowhere.
    """
    draft = Draft()
    files = _Files(source, draft)
    ids = {
        kind: {name: draft.id(name) for name, _ in files.ordered(kind)} for kind in ("security_practices", "streams")
    }
    _head(draft, source, files)
    _functions(draft, files, ids)
    _practices(draft, files, ids)
    _streams(draft, files, ids, _leanings(files, ids))
    _questions(draft, files, ids)
    return draft


def _head(draft: Draft, source: Source, files: _Files) -> None:
    stated = {entry["model"].text for _, entry in files.ordered("business_functions")}
    number = "".join(filter(str.isdigit, min(stated, default="")))
    draft.tables |= {
        "id": "owasp-samm",
        "edition": ".".join(number) or "2.0",
        "name": "OWASP SAMM",
        "headline": "score",
        "source": {"title": "OWASP SAMM, core model", "publisher": "OWASP", "licence": source.licence()},
        "scores": [
            {"ladder": "each capability", "mean_of": {"questions": "all"}, "shown": _SHOWN},
            {"ladder": "each dimension", "mean_of": {"capabilities": "all"}, "shown": _SHOWN},
            {"ladder": "framework", "mean_of": {"measures": "all"}, "shown": _SHOWN},
        ],
    }
    draft.ours("The model awards no levels. Its scores from 0 to 3 are kept, and there is no level.")


def _functions(draft: Draft, files: _Files, ids: Mapping[str, Mapping[str, str]]) -> None:
    for name, entry in files.ordered("business_functions"):
        practices = [
            ids["security_practices"][practice]
            for practice, one in files.ordered("security_practices")
            if files.name("business_functions", one["function"]) == name
        ]
        draft.add(
            "measures",
            id=draft.id(name),
            name=draft.name(entry["name"]),
            summary=draft.long(entry["description"]),
            mean_of={"dimensions": practices},
            shown=_SHOWN,
        )


def _practices(draft: Draft, files: _Files, ids: Mapping[str, Mapping[str, str]]) -> None:
    order = [name for name, _ in files.ordered("business_functions")]
    practices = files.ordered("security_practices")
    practices.sort(key=lambda file: order.index(files.name("business_functions", file[1]["function"])))
    for name, entry in practices:
        goals = [
            (number, draft.line(one["objective"]))
            for one in files.named["practice_levels"].values()
            if files.name("security_practices", one["practice"]) == name
            for number in [_level(files, one)]
        ]
        draft.add(
            "dimensions",
            id=ids["security_practices"][name],
            name=draft.name(entry["name"]),
            summary=draft.long(entry["shortDescription"]),
            help=_lines(
                draft,
                entry,
                [
                    draft.long(entry["longDescription"]),
                    *(["", "What each maturity level aims at:"] if goals else []),
                    *(f"- {number}: {goal}" for number, goal in sorted(goals)),
                ],
            ),
        )


def _level(files: _Files, practice_level: Entry) -> str:
    name = files.name("maturity_levels", practice_level["maturityLevel"])
    number = files.named["maturity_levels"][name]["number"]
    if number.number is None:
        raise FrameworkError([Problem("the maturity level has no number", number.place)])
    return number_text(number.number)


def _leanings(files: _Files, ids: Mapping[str, Mapping[str, str]]) -> dict[str, list[str]]:
    """Return the streams that each stream leans on: those of the activities that its own are related to."""
    found = dict[str, list[str]]()
    for entry in files.named["activities"].values():
        here = ids["streams"][files.name("streams", entry["stream"])]
        for link in entry["relatedActivities"].list:
            other = files.named["activities"][files.name("activities", link)]
            there = ids["streams"][files.name("streams", other["stream"])]
            if there != here and there not in found.setdefault(here, []):
                found[here].append(there)
    return found


def _streams(
    draft: Draft, files: _Files, ids: Mapping[str, Mapping[str, str]], leanings: Mapping[str, list[str]]
) -> None:
    for name, entry in files.ordered("streams"):
        draft.add(
            "capabilities",
            id=ids["streams"][name],
            name=draft.name(entry["name"]),
            dimension=ids["security_practices"][files.name("security_practices", entry["practice"])],
            summary=draft.long(entry["description"]),
            leans_on=leanings.get(ids["streams"][name]),
            basis="source",
        )
    if leanings:
        draft.ours("Related activities of other streams are kept as what a stream leans on, without an order of steps.")


def _questions(draft: Draft, files: _Files, ids: Mapping[str, Mapping[str, str]]) -> None:
    scales, streams = Scales(draft), {entry["id"]: entry for entry in draft.tables["capabilities"]}
    sets = {name: scales.of(f"answers-{name}", _answers(draft, one)) for name, one in files.ordered("answer_sets")}
    order, found = list(streams), list[tuple[int, str, str, Entry, Entry]]()
    for _, entry in files.ordered("questions"):
        activity = files.name("activities", entry["activity"])
        about = files.named["activities"][activity]
        level = _level(files, files.named["practice_levels"][files.name("practice_levels", about["level"])])
        stream = ids["streams"][files.name("streams", about["stream"])]
        found.append((order.index(stream), level, activity, entry, about))
    for at, level, activity, entry, about in sorted(found, key=lambda one: one[:3]):
        stream = streams[order[at]]
        scale, options = sets[files.name("answer_sets", entry["answerSet"])]
        question = draft.add(
            "questions",
            id=draft.id(activity, draft.questions),
            capability=stream["id"],
            text=draft.name(entry["text"]),
            aliases=_codes(draft, activity, entry),
            help=_help(draft, entry, about),
            scale=scale,
            tags=[f"level-{level}"],
            place=draft.line(Entry(activity, entry.place)),
            basis="stated",
        )
        if text := draft.long(about["longDescription"]) or draft.long(about["shortDescription"]):
            stream.setdefault("remedies", []).append({"question": question["id"], "to": options[1], "text": text})


def _codes(draft: Draft, activity: str, entry: Entry) -> list[str]:
    """Return what the toolbox calls a question: the activity `G-SM-1-A` has the question `G-SM-A-1-1`."""
    practice, _, last = activity.rpartition("-")
    practice, _, level = practice.rpartition("-")
    order = draft.line(entry["order"]) or "1"
    return [draft.line(Entry(f"{practice}-{last}-{level}-{order}", entry.place))] if practice else []


def _help(draft: Draft, entry: Entry, about: Entry) -> str:
    """Return what a question is about: the activity in a paragraph each, and the criteria of its answers as a list."""
    told = draft.long(about["title"], about["shortDescription"], about["benefit"])
    criteria = [f"- {draft.line(criterion)}" for criterion in entry["quality"].list]
    return _lines(draft, entry, [told, *(["", "To count as done:", *criteria] if criteria else [])])


def _lines(draft: Draft, entry: Entry, lines: list[str]) -> str:
    """Return lines as one text that is not too long."""
    return draft.long(Entry("\n".join(lines), entry.place))


def _answers(draft: Draft, entry: Entry) -> list[Answer]:
    """Return the answers of a set, lowest first."""
    answers = list[tuple[Fraction, Entry]]()
    if len(entry["values"].list) < LEAST_ANSWERS:
        raise FrameworkError([Problem("expected at least two answers", entry["values"].place)])
    for one in entry["values"].list:
        draft.knows("answers", one, ("text", "value", "order"))
        answers.append((draft.number(one["value"]) or Fraction(0), one))
    answers.sort(key=lambda pair: pair[0])
    if [answers[0][0], answers[-1][0]] != [0, 1]:
        worth = f"{number_text(answers[0][0])} to {number_text(answers[-1][0])}"
        draft.fault(entry, f"the answers are worth {worth}, not 0 to 1; here the lowest is worth 0 and the highest 1")
    return [Answer(draft.name(one["text"]), worth) for worth, one in answers]
