"""The shared vectors are up to date, fit their schema, and agree with the slow reference scorer."""

from __future__ import annotations

import json
import os
import sys
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from arrivals import arrives
from jsonschema import Draft202012Validator

from maturity_core import DONT_KNOW, NOT_APPLICABLE, UNANSWERED
from maturity_core.testing import Oracle
from maturity_core.testing.suite.profiled import freed

if TYPE_CHECKING:
    from maturity_core import Framework
    from maturity_core.testing.oracle import Gap, Plan, Sheet, Standing, Target

VECTORS = Path(__file__).parents[1] / "vectors"
FILES = sorted(path.stem for path in VECTORS.glob("*.json") if path.stem != "schema")
STATES = {"unanswered": UNANSWERED, "dont-know": DONT_KNOW, "not-applicable": NOT_APPLICABLE}
COMPLETIONS = 64
"""The most completions of a sheet that the reference tries one by one."""
LONG = os.environ.get("MATURITY_PROFILE") == "long"
WIDEST = "ppc"
"""The reference takes longer for these vectors than for most others together: only in the long profile."""
LARGEST_FOLDER = 2_500_000


@pytest.fixture(scope="module")
def writer() -> Any:
    """The script that writes the vectors."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(VECTORS)
        import write  # noqa: PLC0415 - a script, found only here

        yield write
        for name in ("write", "carried", "form"):
            del sys.modules[name]


def read(name: str) -> Any:
    return json.loads((VECTORS / f"{name}.json").read_text("utf-8"))


def test_T2_the_vectors_are_those_that_are_written_now(writer: Any) -> None:
    """If they are not, run `python vectors/write.py` and look at what has changed."""
    texts = writer.texts()

    found = {path.name: path.read_bytes() for path in VECTORS.glob("*.json")}
    assert found.keys() == texts.keys()
    assert [name for name, text in texts.items() if found[name] != text.encode("ascii")] == []
    assert sum(map(len, found.values())) < LARGEST_FOLDER


@pytest.mark.parametrize("name", FILES)
def test_every_file_fits_the_schema(name: str) -> None:
    Draft202012Validator(read("schema")).validate(read(name))


def test_the_schema_is_a_schema_and_refuses_what_is_not_described() -> None:
    Draft202012Validator.check_schema(read("schema"))
    data = read("out-of-reach")
    data["sheets"][0]["verdict"] = "good"

    assert [error.validator for error in Draft202012Validator(read("schema")).iter_errors(data)] == [
        "additionalProperties"
    ]


def test_all_that_can_happen_happens_in_some_vector() -> None:
    """Every status, every statistic, every way to count, numbers beyond 2**53, and not applicable."""
    files = [read(name) for name in FILES]
    sheets = [sheet for file in files for sheet in file["sheets"]]
    frameworks = [file["framework"] for file in files]

    statuses = {aim["status"] for sheet in sheets for aim in sheet["towards"]}
    assert statuses == {"open", "reached", "out of reach", "nothing left", "refused"}
    states = {requirement["state"] for sheet in sheets for requirement in sheet["requirements"]}
    assert states == {"met", "unmet", "set aside"}
    statistics = {entry["statistic"] for framework in frameworks for entry in framework["requirements"]}
    assert statistics == {"mean", "total", "share", "least", "count"}
    values = {entry["value"] for framework in frameworks for entry in framework["terms"]}
    assert values == {"credit", "reach", "score", "level", "reach score", "reach level", "rung"}
    assert {framework["wide"] for framework in frameworks} == {False, True}
    assert {word for sheet in sheets for word in sheet["answers"].values()} >= STATES.keys()
    flags = {ladder["not_yet"] for sheet in sheets for ladder in sheet["ladders"].values()}
    assert flags == {False, True}
    for name in ("ahead_of_its_time", "tensions", "strengths", "levers", "short_path"):
        assert any(sheet[name] for sheet in sheets), name
    assert any(ladder["level"] is None for sheet in sheets for ladder in sheet["ladders"].values())
    assert {word for sheet in sheets for word in sheet["counted_as"].values()} >= {
        "unanswered",
        "not-applicable",
        "rarely",
    }
    by_profile = [sheet for sheet in sheets if sheet["profile"]]
    assert len(by_profile) > 5
    assert any(requirement["state"] == "set aside" for sheet in by_profile for requirement in sheet["requirements"])
    assert all(any(sheet["portrait"][name] for sheet in sheets) for name in ("borne_out", "denied", "not_asked"))
    steps = [step for sheet in sheets for aim in sheet["towards"] for step in aim["next_steps"]]
    assert all(any(step[name] for step in steps) for name in ("waits_for", "remedies"))
    first = [entry for sheet in sheets for aim in sheet["towards"] for entry in aim["first"]]
    for name in ("required", "in_plan", "carries", "leads_to", "remedies"):
        assert {bool(entry[name]) for entry in first} == {True, False}, name
    results = [aim["results"] for sheet in sheets for aim in sheet["towards"]]
    assert {len(found) for found in results} >= {0, 1, 2}


@pytest.mark.parametrize("name", [name for name in FILES if LONG or name != WIDEST])
def test_the_reference_finds_the_same(writer: Any, name: str) -> None:
    framework: Framework = writer.sources()[name]
    oracles = {by: Oracle(freed_of(framework, by), completions=COMPLETIONS) for by in (None, *framework.profiles.ids)}

    for vector in read(name)["sheets"]:
        oracle = oracles[vector["profile"]]
        sheet = codes_of(framework, vector["answers"])
        standing = oracle.stand(sheet)
        ladders = ladders_expected(framework, oracle, sheet, standing)
        asked = framework if vector["profile"] is None else framework.profile(vector["profile"])
        assert vector["ladders"] == {ladder: ladders[ladder] for ladder in asked.engine.ladders}
        assert vector["counted_as"] == counted_expected(framework, vector["answers"])
        assert vector["portrait"] == oracle.portrait(sheet)
        assert vector["requirements"] == [
            {
                "state": judged.state,
                "measured": text_of(judged.measured),
                "holding_back": [framework.questions[place].id for place in oracle.holding_back(sheet, index)],
            }
            for index, judged in enumerate(standing.requirements)
        ]
        assert tuple(vector["ahead_of_its_time"]) == standing.ahead()
        assert {(kind, *sorted(names)) for kind, *names in vector["tensions"]} == oracle.tensions(sheet)
        assert list(map(tuple, vector["strengths"])) == oracle.strengths(sheet)
        levers = oracle.levers(sheet)[: framework.levers.show if framework.levers else 0]
        assert list(vector["levers"].items()) == [(lever.capability, text_of(lever.gain)) for lever in levers]
        assert_path(oracle, sheet, vector)
        for aim in vector["towards"]:
            assert_towards(framework, oracle, sheet, aim)


def test_everything_that_can_become_of_an_answer_becomes_of_one_in_some_vector() -> None:
    carried = [sheet for name in FILES for sheet in read(name)["carried"]]

    hows = {entry["how"] for sheet in carried for entry in sheet["questions"].values()}
    assert hows == {"same", "renamed", "split", "reworded", "asked anew", "added"}
    for name in ("refused", "arrived", "ask", "reworded", "left_out", "words"):
        assert {bool(sheet[name]) for sheet in carried} == {False, True}, name
    kinds = {type(answer) for sheet in carried for answer in sheet["answers"].values()}
    assert kinds == {str, int, float}


@pytest.mark.parametrize("name", [name for name in FILES if read(name)["carried"]])
def test_a_reader_of_the_data_finds_that_the_same_arrives(name: str) -> None:
    data = read(name)

    assert [arrives(data["framework"], sheet) for sheet in data["carried"]] == data["carried"]


@pytest.mark.parametrize("name", FILES)
def test_every_edition_that_is_known_has_sheets(name: str) -> None:
    data = read(name)

    editions = dict.fromkeys(sheet["edition"] for sheet in data["carried"])
    assert [*editions] == [since["edition"] for since in data["framework"]["framework"]["since"]]


def freed_of(framework: Framework, profile: str | None) -> Framework:
    """Return a framework in which what a profile does not ask can be left out, and counts as nothing then."""
    if profile is None:
        return framework
    asked = framework.profile(profile).questions.ids
    return framework.model_copy(update={**freed(framework, asked), "profiles": ()})


def codes_of(framework: Framework, answers: dict[str, str]) -> Sheet:
    """Return the codes of a sheet; what it does not mention does not apply."""
    found = []
    for question in framework.questions:
        positions = {option.id: place for place, option in enumerate(question.options)}
        found.append({**STATES, **positions}[answers.get(question.id, "not-applicable")])
    return tuple(found)


def counted_expected(framework: Framework, answers: dict[str, str]) -> dict[str, str]:
    """Return what answers count as, where that is something else: each after that of the question it needs."""
    counted = dict(answers)
    for _ in answers:  # as often as one can need another, which needs another
        for question in (question for question in framework.questions if question.needs and question.id in answers):
            assert question.needs
            ids, other = question_ids(framework, question.needs.question), counted[question.needs.question]
            own = answers[question.id]
            if "not-applicable" in {own, other}:
                counted[question.id] = "not-applicable"
            elif other in STATES:
                counted[question.id] = own if own in STATES else "unanswered"
            else:
                low = ids.index(other) < ids.index(question.needs.option)
                counted[question.id] = question.options[0].id if low else own
    return {name: word for name, word in counted.items() if word != answers[name]}


def question_ids(framework: Framework, name: str) -> tuple[str, ...]:
    return framework.question(name).options.ids


def text_of(number: Fraction | None) -> str | None:
    return None if number is None else str(number)


def ladders_expected(framework: Framework, oracle: Oracle, sheet: Sheet, standing: Standing) -> dict[str, Any]:
    """Return the expected results of each ladder."""
    outlook, shares = oracle.outlook(sheet), oracle.completeness(sheet)
    narrowing, ranges, waiting = outlook.narrowing, outlook.ranges, oracle.not_yet(sheet)

    def level(ladder: str, rank: int | None) -> str | None:
        return None if rank is None else framework.ladder_levels(ladder)[rank].id

    def double(number: Fraction | None) -> float | None:
        return None if number is None else number.numerator / number.denominator

    return {
        ladder: {
            "level": level(ladder, rank),
            "level_range": (span := ranges[ladder]) and [level(ladder, end) for end in span],
            "score": double(standing.scores[ladder]),
            "score_exact": text_of(standing.scores[ladder]),
            "score_range_exact": (scores := outlook.score_ranges[ladder]) and [str(end) for end in scores],
            "completeness": double(shares[ladder]),
            "narrows": narrowing[ladder],
            "not_yet": waiting[ladder],
        }
        for ladder, rank in standing.levels.items()
    }


def assert_path(oracle: Oracle, sheet: Sheet, vector: Any) -> None:
    """Settled means a range of one level; the path holds what can change it, if all completions are tried."""
    outlook = oracle.outlook(sheet)
    span = outlook.ranges["framework"]
    assert vector["settled"] == (span is None or span[0] == span[1])
    matters = outlook.mattering(["framework"])
    if matters is not None:
        asked = {oracle.model.framework.questions[place].id for place in matters}
        assert set(vector["short_path"]) == asked


def assert_towards(framework: Framework, oracle: Oracle, sheet: Sheet, aim: Any) -> None:
    target: Target = None
    if aim["levels"] or aim["scores"]:
        ranks = {ladder: oracle.model.rank(ladder, level) for ladder, level in (aim["levels"] or {}).items()}
        target = {**ranks, **{ladder: Fraction(score) for ladder, score in (aim["scores"] or {}).items()}}
    elif aim["sheet"]:
        target = codes_of(framework, aim["sheet"])
    gap = oracle.gap(sheet, target)
    assert aim["status"] == gap.status
    assert aim["rungs"] == rungs_expected(framework, gap)
    assert aim["target_scores"] == scores_expected(gap)
    assert aim["gaps"] == moves_expected(framework, gap.options)
    plan = oracle.plan(sheet, target)
    first = [{**entry, "carries": sorted(entry["carries"])} for entry in aim["first"]]
    assert first == firsts_expected(framework, plan)
    found = [{**step, "waits_for": sorted(step["waits_for"])} for step in aim["next_steps"]]
    assert found == steps_expected(framework, plan)
    assert aim["results"] == moves_expected(framework, {place: option for place, (_, option) in plan.results.items()})


def rungs_expected(framework: Framework, gap: Gap) -> dict[str, str]:
    if isinstance(gap.target, tuple) or gap.status == "refused":
        return {}
    goals = gap.target.items()
    return {ladder: framework.ladder_levels(ladder)[goal].id for ladder, goal in goals if isinstance(goal, int)}


def scores_expected(gap: Gap) -> dict[str, str]:
    if isinstance(gap.target, tuple) or gap.status == "refused":
        return {}
    return {ladder: str(goal) for ladder, goal in gap.target.items() if isinstance(goal, Fraction)}


def moves_expected(framework: Framework, options: Any) -> dict[str, str]:
    asked = {framework.questions[question]: option for question, option in options.items()}
    return {question.id: question.options[option].id for question, option in asked.items()}


def firsts_expected(framework: Framework, plan: Plan) -> list[Any]:
    return [
        {
            "capability": entry.capability,
            "moves": moves_expected(framework, entry.options),
            "remedies": list(remedies),
            "in_plan": entry.in_plan,
            "required": entry.required,
            "carries": sorted(entry.carries),
            "leads_to": [framework.questions[place].id for place in entry.leads_to],
        }
        for entry, remedies, _ in plan.first
    ]


def steps_expected(framework: Framework, plan: Plan) -> list[Any]:
    return [
        {
            "capability": step.capability,
            "moves": moves_expected(framework, {question: option for question, (_, option) in step.moves.items()}),
            "ready": step.ready,
            "waits_for": list(step.waits_for),
            "remedies": list(step.remedies),
        }
        for step in plan.steps
    ]
