"""Rewrite the vectors: `python vectors/write.py`. The README in this folder says what they are."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from carried import carried_sheets
from form import First, Ladder, Requirement, Sheet, Step, Towards, vector_schema
from maturity_core import Assessment, Framework, Status, TargetError, available_frameworks, load_framework, portable
from maturity_core import read_framework as read
from maturity_core.model.asked import asked_places
from maturity_core.model.ladder import FRAMEWORK
from maturity_core.readers.marks import score_ends
from maturity_core.results.parts import LadderResult
from maturity_core.results.record import AssessmentRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from maturity_core import Level
    from maturity_core.model.node import Node

HERE = Path(__file__).parent
TESTS = HERE.parent / "tests"
FIELD = ("c2m2", "cmmi-dev", "cyfun", "iso-33020", "nist-sp-800-171", "ppc", "samm", "sei-87", "tmmi")
OPEN = (-1, -2)
NOT_APPLICABLE = -3
MANY_QUESTIONS = 30
"""Frameworks with more questions than this get only a few sheets."""

Codes = tuple[int, ...]


def sources() -> dict[str, Framework]:
    """Return the frameworks by file name: made-up ones, rules of the field, and the ones we ship."""
    made = {path.stem: read(path) for path in (HERE / "frameworks").glob("*.toml")}
    field = {name: read(TESTS / "field" / name / "framework.toml") for name in FIELD}
    shipped = {name: load_framework(name) for name in available_frameworks()}
    return made | {"everything": read(TESTS / "data" / "everything.toml")} | field | shipped


def sheets(framework: Framework) -> list[Codes]:
    """Return sheets in all states, the same every time: the extremes, random ones, and answers that do not count."""
    tops = tuple(len(question.options) - 1 for question in framework.questions)
    allowed = tuple(question.not_applicable for question in framework.questions)
    chance = Random(framework.id)  # noqa: S311 - has to be repeated, not to be safe
    drawn = [_drawn(tops, allowed, chance, unknown) for unknown in (0.0, 0.04, 0.3, 0.6)]
    if len(tops) > MANY_QUESTIONS:
        return drawn[: 1 if framework.profiles else 2]
    nothing_applies = tuple(NOT_APPLICABLE if allows else 0 for allows in allowed)
    second = tuple(min(top, 1) for top in tops)
    needed = {pair.other for pair in framework.lookup.conditions.pairs}
    unmet = [
        tuple(code if place in needed else top for place, (code, top) in enumerate(zip(codes, tops, strict=True)))
        for codes in ((0,) * len(tops), nothing_applies)
        if needed
    ]
    return [(-1,) * len(tops), (0,) * len(tops), second, tops, nothing_applies, *drawn, *unmet]


def profile_sheet(framework: Framework, profile: str) -> Codes:
    """Return a random sheet of what a profile asks, the same every time."""
    asked = framework.profile(profile).questions
    chance = Random(f"{framework.id} {profile}")  # noqa: S311 - as above
    tops = tuple(len(question.options) - 1 for question in asked)
    return _drawn(tops, tuple(question.not_applicable for question in asked), chance, 0.1)


def _drawn(tops: Codes, allowed: tuple[bool, ...], chance: Random, unknown: float) -> Codes:
    """Return a random sheet that leans to low or high options; a share of the questions has no option chosen."""
    lean = chance.random()
    codes: list[int] = []
    for top, allows in zip(tops, allowed, strict=True):
        states = (*OPEN, NOT_APPLICABLE) if allows else OPEN
        state = states[int(chance.random() * len(states))]
        option = sum(chance.random() < lean for _ in range(top))
        codes.append(state if chance.random() < unknown else option)
    return tuple(codes)


def targets(framework: Framework, codes: Codes) -> list[dict[str, Any]]:
    """Return the targets for a sheet: the next level, the highest of each kind of ladder, scores, a better sheet."""
    kinds: dict[str, str] = {}
    for ladder in sorted(str(requirement.ladder) for requirement in framework.all_requirements):
        kinds.setdefault(ladder.partition(" ")[0], ladder)
    levels = [{ladder: framework.ladder_levels(ladder)[-1].id} for ladder in kinds.values()]
    better = [
        code if place % 3 or code == NOT_APPLICABLE else len(question.options) - 1
        for place, (question, code) in enumerate(zip(framework.questions, codes, strict=True))
    ]
    low, high = score_ends(framework.engine, FRAMEWORK)
    first = f"dimension {framework.dimensions[0].id}"
    scores = {FRAMEWORK: (low + 2 * high) / 3, first: Fraction(4, 5)}
    sheet = framework.assess(better).answers
    return [{}, *({"levels": rungs} for rungs in levels), {"scores": scores}, {"sheet": sheet}]


def sheet_of(framework: Framework, codes: Codes) -> Sheet:
    """Return the expected results of one sheet; of what a profile asks, towards fewer targets."""
    assessment, by = framework.assess(codes), framework.asked_by
    record = assessment.record
    path, near = assessment.short_path(), assessment.one_answer
    results: dict[str, AssessmentRecord | LadderResult] = {"framework": record}
    results |= {f"dimension {entry.id}": entry for entry in record.dimensions}
    results |= {f"capability {entry.id}": entry for entry in record.capabilities}
    results |= {f"measure {entry.id}": entry for entry in record.measures}
    return Sheet(
        profile=None if by is None else by.id,
        answers=record.answers,
        counted_as=record.counted_as,
        ladders={name: ladder_of(entry) for name, entry in results.items()},
        requirements=requirements_of(framework, assessment),
        ahead_of_its_time=[entry.id for entry in record.capabilities if entry.ahead_of_its_time],
        tensions=[[entry.kind, *entry.dimensions] for entry in record.tensions],
        strengths=[(entry.dimension, entry.least) for entry in record.strengths],
        portrait=record.portrait.model_dump(mode="json"),
        levers={entry.capability: entry.gain_exact for entry in record.levers},
        lifts={change.question: change.to for change in near.lifts},
        drops={change.question: change.to for change in near.drops},
        settled=path.settled,
        short_path=[entry.question for entry in path.questions if entry.matters],
        towards=[
            towards(framework, assessment, target) for target in targets(framework, codes)[: None if by is None else 2]
        ],
    )


def ladder_of(entry: AssessmentRecord | LadderResult) -> Ladder:
    """Return the state of a ladder."""
    return Ladder(
        level=id_of(entry.level),
        level_range=entry.level_range and (entry.level_range[0].id, entry.level_range[1].id),
        score=entry.score,
        score_exact=entry.score_exact,
        score_range_exact=entry.score_range_exact,
        completeness=entry.completeness,
        narrows=entry.narrows,
        not_yet=entry.not_yet,
    )


def id_of(level: Level | None) -> str | None:
    """Return the id of a level."""
    return level.id if level else None


def requirements_of(framework: Framework, assessment: Assessment) -> list[Requirement]:
    """Return the state of every requirement, in the order of the whole framework."""
    found: dict[tuple[str, str], Iterator[Any]] = {
        (ladder.ladder, rung.level): iter(rung.requirements)
        for ladder in assessment.explain().ladders
        for rung in ladder.rungs
    }
    states = [next(found[str(entry.ladder), entry.level]) for entry in framework.all_requirements]
    whole, by = framework.whole, framework.asked_by
    places = range(len(states)) if by is None else asked_places(whole, by)
    told = [Requirement(state="set aside", measured=None, holding_back=()) for _ in whole.all_requirements]
    for place, state in zip(places, states, strict=True):
        told[place] = Requirement(state=state.state, measured=state.measured_exact, holding_back=state.holding_back)
    return told


def towards(framework: Framework, assessment: Assessment, target: Mapping[str, Any]) -> Towards:
    """Return gaps, what to do first and next steps towards `levels`, `scores`, another `sheet`, or by default."""
    named: dict[str, Any] = {name: target.get(name) for name in ("levels", "scores", "sheet")}
    aimed = framework.assess(target["sheet"]) if "sheet" in target else named["levels"] or named["scores"]
    try:
        gaps, plan = assessment.gaps(aimed), assessment.next_steps(aimed)
    except TargetError:
        none: dict[str, Any] = {"rungs": {}, "target_scores": {}, "gaps": {}, "results": {}}
        return Towards(**named, status=Status.REFUSED, first=[], next_steps=[], **none)
    return Towards(
        **named,
        status=gaps.status,
        rungs={rung.ladder: rung.level for rung in gaps.target},
        target_scores={mark.ladder: mark.score_exact for mark in gaps.target_scores},
        gaps={entry.question: entry.to for entry in gaps.questions},
        first=[first_of(entry) for entry in plan.first],
        next_steps=[step_of(step) for step in plan.steps],
        results={entry.question: entry.to for entry in plan.results},
    )


def first_of(entry: Any) -> First:
    """Return what to do first with a capability."""
    moves = {move.question: move.to for move in entry.questions}
    names = ("capability", "remedies", "in_plan", "required", "carries", "leads_to")
    return First(moves=moves, **{name: getattr(entry, name) for name in names})


def step_of(step: Any) -> Step:
    """Return a step of a plan."""
    moves = {move.question: move.to for move in step.questions}
    told = {name: getattr(step, name) for name in ("capability", "ready", "waits_for", "remedies")}
    return Step(moves=moves, **told)


def texts() -> dict[str, str]:
    """Return the text of every file, by name."""
    files = {f"{name}.json": file_text(framework) for name, framework in sources().items()}
    return {"schema.json": f"{json.dumps(vector_schema(), indent=1)}\n", **files}


def file_text(framework: Framework) -> str:
    """Return the text of a framework's file: one line for the framework, one for each sheet."""
    found = [sheet_of(framework, codes) for codes in sheets(framework)]
    found += [sheet_of(framework.profile(name), profile_sheet(framework, name)) for name in framework.profiles.ids]
    carried = lines(carried_sheets(framework))
    return f'{{"framework": {written(portable(framework))},\n"sheets": [{lines(found)}],\n"carried": [{carried}]}}\n'


def lines(entries: Iterable[Node]) -> str:
    """Return entries of a list, each on a line of its own."""
    told = ",\n".join(written(entry.model_dump(mode="json")) for entry in entries)
    return told and f"\n{told}\n"


def written(data: Any) -> str:
    """Return data as one line of JSON in ASCII."""
    return json.dumps(data, ensure_ascii=True, allow_nan=False, separators=(",", ":"))


if __name__ == "__main__":
    for name, text in texts().items():
        (HERE / name).write_text(text, "utf-8", newline="\n")
