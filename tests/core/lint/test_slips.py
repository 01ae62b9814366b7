"""Slips that leave a valid file: each is found, and nothing next to it."""

from __future__ import annotations

from typing import Any

import pytest
from builders import PERCENT
from lint_cases import with_percent
from linted import LEVELS, RULED, TWO, Findings, Tables, able, ask, found, need, sound, what

from maturity_core.lint.slips import RULES


def labelled(*labels: str, **fields: Any) -> Tables:
    """Return a numeric scale with these labels, lowest option first, with the cuts 15 and 50.5."""
    given: Any = PERCENT["options"]
    options = [{**option, "label": label} for option, label in zip(given, labels, strict=True)]
    return with_percent(lowest=0, options=options, **fields)


def gated(name: str, **fields: Any) -> Tables:
    """Return a requirement of the middle level that singles out a question; one is of that stage, the other later."""
    questions = [ask("kept", stage="mid"), ask("seen", stage="high"), ask("told")]
    gate = need("framework", "mid", least=1, of={"questions": [name]})
    return {"questions": questions, "requirements": [*RULED, gate], **fields}


def profiled(*asked: str) -> Tables:
    """Return a gate, and a profile that asks these questions."""
    return gated("kept", profiles=[{"id": "short", "name": "Short", "questions": [*asked]}])


def measured(*listed: list[str]) -> Tables:
    """Return measures of these questions."""
    measures = [
        {"id": f"part-{place}", "name": f"Part {place}", "mean_of": {"questions": names}}
        for place, names in enumerate(listed)
    ]
    return {"questions": [*TWO, ask("told"), ask("heard")], "measures": measures}


def patterned(rank: int, *signs: Tables) -> Tables:
    """Return a pattern of a level."""
    pattern = {"text": "It is so.", "questions": [{"question": "kept", **sign} for sign in signs]}
    return {"levels": [{**level, **({"patterns": [pattern]} if at == rank else {})} for at, level in enumerate(LEVELS)]}


def costing(*efforts: int) -> Tables:
    """Return capabilities with these efforts."""
    names = [f"part-{place}" for place in range(len(efforts))]
    return {
        "capabilities": [able(name, effort=effort) for name, effort in zip(names, efforts, strict=True)],
        "questions": [ask(f"{name}-{of}", name) for name in names for of in ("kept", "seen")],
    }


SCALE = "scales.percent.options"
CASES: dict[str, tuple[Tables, Findings, Tables]] = {
    "numbers of the wrong end": (
        labelled("Few", "16 to 50", "60 and more", better="less", cut_falls="above"),
        [("label-off-band", f"{SCALE}.most")],
        labelled("Few", "16 to 50", "60 and more", cut_falls="above"),
    ),
    "fractions for percentages": (
        labelled("Few", "From 15%", "Most", cuts=["0.15", "0.5"]),
        [("label-off-band", f"{SCALE}.half")],
        labelled("Few", "From 15%", "Most"),
    ),
    "a cut that falls on the other side": (
        labelled("Few", "15% or more", "Most"),
        [("label-off-band", f"{SCALE}.half")],
        labelled("Few", "15% or more", "Most", cut_falls="above"),
    ),
    "a number that is counted out": (
        labelled("Few", "Half", "More than 50.5", cut_falls="above"),
        [("label-off-band", f"{SCALE}.most")],
        labelled("Up to 15", "More than 15, not more than 50.5", "More than 50.5"),
    ),
    "a label of the question's own": (
        labelled("Few", "Half", "Most")
        | {"questions": [ask("kept"), ask("seen", scale="percent", labels=["16", "b", "c"])]},
        [("label-off-band", "questions.seen.labels.0")],
        labelled("1 in 4", "1,000 of them", "12,5") | {"language": "de"},
    ),
    "a gate of a later stage": (
        gated("seen"),
        [("gate-of-later-stage", "requirements.2")],
        gated("kept"),
    ),
    "a gate without a stage": (
        gated("seen", requirements=[*RULED, need("framework", "mid", least=1, of={"questions": ["seen", "kept"]})]),
        [],
        gated("told"),
    ),
    "a profile without the gate": (
        profiled("seen", "told"),
        [("gate-left-out", "profiles.short")],
        profiled("seen", "kept"),
    ),
    "a question in two measures and one in none": (
        measured(["kept", "seen"], ["seen", "told"]),
        [("uneven-measures", "measures.part-0")],
        measured(["kept", "seen"], ["told", "heard"]),
    ),
    "measures that share": (
        measured(["kept", "seen"], ["seen", "told", "heard"]),
        [],
        measured(["kept", "seen"]) | {"measures": [{"id": "all", "name": "All", "mean_of": {"questions": "all"}}]},
    ),
    "full credit for what does not apply": (
        {"questions": [ask("kept"), ask("seen", not_applicable=True, counts_as="always")]},
        [("best-if-not-applicable", "questions.seen.counts_as")],
        {"questions": [ask("kept"), ask("seen", not_applicable=True, counts_as="often")]},
    ),
    "a pattern of the highest level that low answers show": (
        patterned(2, {"at_most": "often"}),
        [("pattern-turned-round", "levels.high.patterns.0")],
        patterned(2, {"at_least": "often", "at_most": "often"}),
    ),
    "a pattern of the lowest level that good answers show": (
        patterned(0, {"at_least": "often"}),
        [("pattern-turned-round", "levels.low.patterns.0")],
        patterned(0, {"at_most": "often"}),
    ),
    "a pattern of a level between": (patterned(1, {"at_most": "often"}), [], patterned(2)),
    "an effort in another unit": (
        costing(1, 40, 4),
        [("odd-effort", "capabilities.part-1.effort")],
        costing(1, 39, 4),
    ),
    "few efforts": (costing(1, 40), [], costing(1)),
}


@pytest.mark.parametrize("case", CASES)
def test_a_slip_is_found_and_nothing_next_to_it(case: str) -> None:
    wrong, findings, neighbour = CASES[case]

    assert found(sound(**wrong)) == findings
    assert found(sound(**neighbour)) == []


def test_every_rule_about_slips_has_a_case() -> None:
    assert {name for _, findings, _ in CASES.values() for name, _ in findings} == {rule.id for rule in RULES}


def test_a_finding_says_which_option_a_number_gets() -> None:
    assert what(labelled("Few", "15% or more", "Most")) == "'15% or more' names 15, which gets 'Few'"
    counted_out = labelled("Below 15", "Half", "Most")
    assert what(counted_out) == "'Below 15' names 15, which gets this option"


def test_a_profile_itself_and_a_scorer_in_code_leave_out_no_gate() -> None:
    whole = sound(**profiled("seen", "told"))

    assert found(whole.profile("short")) == []
    assert found(sound(**gated("kept", requirements=[], scorer={"kind": "any"}))) == []
