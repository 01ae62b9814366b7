"""The models of the field, their expected values, and what the library finds: every expected value has a reader."""

from __future__ import annotations

import tomllib
from fnmatch import filter as matching
from fractions import Fraction
from functools import cache
from itertools import chain
from math import floor
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from maturity_core import Assessment, Framework, read_framework
from maturity_core.model.ladder import FRAMEWORK
from maturity_core.model.units import score_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from maturity_core import Level
    from maturity_core.results.parts import LadderResult

HERE = Path(__file__).parent
MODELS = (
    *("iso-33020", "cmmi-dev", "tmmi", "c2m2", "sei-87", "omm", "samm", "scorecard"),
    *("cyfun", "nist-sp-800-171", "ppc"),
)
FILES = tuple(sorted(path.relative_to(HERE).as_posix() for path in HERE.glob("*/*.toml") if path.stem != "golden"))
"""The definition files: one for each model, and a second for the refined ratings of ISO/IEC 33020."""

Case = dict[str, Any]


class Expectation(NamedTuple):
    """One value that a source or its rule expects: `MODEL/CASE/KEY`."""

    id: str
    model: str
    case: Case
    key: str


@cache
def read(file: str) -> Framework:
    """Return the framework in one of `FILES`."""
    return read_framework(HERE / file)


def model(name: str) -> Framework:
    """Return the framework of one of `MODELS`."""
    return read(f"{name}/framework.toml")


@cache
def golden(name: str) -> dict[str, Any]:
    """Return the expected values of a model: its cases and traps, with decimals as fractions."""
    return tomllib.loads((HERE / name / "golden.toml").read_text("utf-8"), parse_float=Fraction)


def expectations() -> list[Expectation]:
    """Return every expected value of every model."""
    return [
        Expectation(f"{name}/{case['id']}/{key}", name, case, key)
        for name in MODELS
        for case in chain(golden(name)["cases"], golden(name).get("table", ()))
        for key in case["expected"]
    ]


def traps() -> set[str]:
    """Return the traps of every model, as `MODEL/TRAP`."""
    return {f"{name}/{trap}" for name in MODELS for trap in golden(name)["traps"]}


def found(expectation: Expectation) -> Any:
    """Return what the library finds for an expectation, in the same shape."""
    _, name, case, key = expectation
    reader = next(reader for given, reader in READERS.items() if given in case)
    framework = model(name).profile(case["profile"]) if "profile" in case else model(name)
    value, expected = reader(framework, case)[key], case["expected"][key]
    return {part: value[part] for part in expected} if isinstance(expected, dict) else value


def exactly(value: Any) -> Any:
    """Return an expected value with its fractions, which are written as text, such as "5/9"."""
    if isinstance(value, dict):
        return {name: exactly(part) for name, part in value.items()}
    return Fraction(value) if isinstance(value, str) and value.replace("/", "").isdigit() else value


def assessed(framework: Framework, answers: Mapping[str, Any]) -> Assessment:
    """Return the assessment of answers whose names may be patterns such as `*-a-1`; later ones replace earlier ones."""
    sheet: dict[str, Any] = {}
    for pattern, answer in answers.items():
        names = matching([question.id for question in framework.questions], pattern)
        assert names, pattern
        sheet |= {name: option(framework, name, answer) for name in names}
    return framework.assess(sheet)


def option(framework: Framework, name: str, answer: Any) -> Any:
    """Return the option with a value or a credit, if the scale reads no numbers; any other answer as it is."""
    question = framework.question(name)
    if isinstance(answer, str) or framework.scales[question.scale].numeric:
        return answer
    return next(entry.id for entry in question.options if answer == (entry.value or entry.credit))


def named(level: Level | None) -> str | None:
    """Return the id of a level; None for no level."""
    return level.id if level else None


def shown(framework: Framework, score: Fraction | None, ladder: str = FRAMEWORK) -> Fraction:
    """Return a ladder's score on the scale that the model shows it on."""
    assert score is not None
    low, high = score_of(framework, ladder).shown or (0, 1)
    return low + score * (high - low)


def stands(framework: Framework, case: Case) -> dict[str, Any]:
    """Read levels and scores."""
    assessment = assessed(framework, case["answers"])
    if not framework.scores or assessment.score_exact is None:
        return {"level": named(assessment.level)}
    overall = shown(framework, assessment.score_exact)
    return {
        "level": named(assessment.level),
        "practice": scores_of(framework, "capability", assessment.capabilities),
        "function": scores_of(framework, "dimension", assessment.dimensions),
        "measures": scores_of(framework, "measure", assessment.measures),
        "overall": overall,
        "overall_exact": overall,
        "overall_rounded_1": Fraction(floor(overall * 10 + Fraction(1, 2)), 10),
    }


def scores_of(framework: Framework, kind: str, places: Iterable[LadderResult]) -> dict[str, Fraction]:
    """Read the scores of capabilities, dimensions or measures, of those that apply."""
    return {
        place.id: shown(framework, place.score_exact, f"{kind} {place.id}")
        for place in places
        if place.score_exact is not None
    }


def rated(framework: Framework, case: Case) -> dict[str, Any]:
    """Read the rating a percentage falls into, on the scale of four and on the refined one of six."""
    return {
        name: next(
            entry.label
            for entry in of.question("pa-1-1").options
            if entry.id == of.assess({"pa-1-1": case["percent"]}).answers["pa-1-1"]
        )
        for name, of in {"rating": framework, "refined": read("iso-33020/refined.toml")}.items()
    }


def satisfied(framework: Framework, case: Case) -> dict[str, Any]:
    """Read the level of an organisation that satisfies some of the process areas."""
    answers = dict.fromkeys(case["satisfied"], "yes") | dict.fromkeys(case["not_applicable"], "not-applicable")
    assessment = framework.assess({q.id: answers.get(q.capability, "no") for q in framework.questions})
    return {"level": named(assessment.level)}


def practised(framework: Framework, case: Case) -> dict[str, Any]:
    """Read the level of a domain, given how many practices of each level have each answer."""
    own = {entry.id for entry in framework.capabilities if entry.dimension == "domain-1"}
    sheet: dict[str, str] = {}
    for stage, counts in case["counts"].items():
        names = [q.id for q in framework.questions if q.stage == stage and q.capability in own]
        answers = [answer for answer, count in counts.items() for _ in range(count)]
        answers += ["not-applicable"] * (len(names) - len(answers))
        sheet |= zip(names, ["unanswered" if answer == "u" else answer for answer in answers], strict=True)
    domain = framework.assess(sheet).dimensions[0]
    return {"mil": named(domain.level)}


def yes_answers(framework: Framework, case: Case) -> dict[str, Any]:
    """Read whether level 2 is reached, given how many of its key questions, and of all questions, are a yes."""
    asked = [q for q in framework.questions if q.stage == "level-2"]
    key = [q.id for q in asked if q.capability == "key"]
    other = [q.id for q in asked if q.capability == "other"]
    yes, of = case["key"]
    all_yes, of_all = case["all"]
    assert (of, of_all) == (len(key), len(asked))
    assert 0 <= all_yes - yes <= len(other)
    assessment = framework.assess(dict.fromkeys([*key[:yes], *other[: all_yes - yes]], "yes"))
    return {"reached": assessment.level == framework.levels[1]}


def compared(framework: Framework, case: Case) -> dict[str, Any]:
    """Read the progress of one practice towards a target (another answer sheet), and since a baseline."""
    sheets = {name: assessed(framework, case[name]) for name in ("baseline", "current", "target") if name in case}
    scores = {
        name: scores_of(framework, "capability", sheet.capabilities)[case["practice"]] for name, sheet in sheets.items()
    }
    gaps = sizes(framework, sheets["current"], sheets["target"])
    wanted = sum(worth(framework, name, sheets["target"].answers[name]) for name in case["target"])
    baseline = scores.get("baseline", scores["current"])
    return {
        "gaps": dict.fromkeys(case["target"], 0) | gaps,
        "absolute_gap": sum(gaps.values()),
        "absolute_target": wanted,
        "percent_to_target": round(1 - sum(gaps.values()) / wanted, 3),  # as it is published: to three places
        "baseline_score": baseline,
        "current_score": scores["current"],
        "target_score": scores["target"],
        "progress_to_date_exact": (scores["current"] - baseline) / (scores["target"] - baseline),
    }


def sizes(framework: Framework, current: Assessment, target: Assessment) -> dict[str, Fraction]:
    """Return the credit missing for another answer sheet, for each question with a gap."""
    return {
        gap.question: worth(framework, gap.question, gap.to) - worth(framework, gap.question, gap.answer)
        for gap in current.gaps(target).questions
    }


def worth(framework: Framework, name: str, answer: str) -> Fraction:
    """Return the credit of an answer; an open one has none."""
    credits_of = {entry.id: entry.credit for entry in framework.question(name).options}
    return credits_of.get(answer, Fraction(0))


READERS: dict[str, Callable[[Framework, Case], dict[str, Any]]] = {
    "answers": stands,
    "percent": rated,
    "satisfied": satisfied,
    "counts": practised,
    "key": yes_answers,
    "target": compared,
}
"""For each kind of case: what the library finds, by the names that cases use."""
