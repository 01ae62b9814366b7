"""Whose level rises or falls by another definition, against all sheets of small models."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from builders import LEVELS, Product, question, rule, tiny, two

from maturity_core import NOT_APPLICABLE, UNANSWERED, ArgumentError, MaturityError
from maturity_core.readers.proof.certain import Decided
from maturity_core.readers.proof.editions import _Pair, as_answered, diff_editions, links_of

if TYPE_CHECKING:
    from maturity_core import Framework

BASE = tiny()
RULES = {
    "raised": [rule("framework", "mid", mean="0.25"), rule("framework", "high", mean=1)],
    "lowered": [
        rule("framework", "mid", mean="0.5"),
        rule("framework", "mid", least="0.5"),
        rule("framework", "high", mean=1),
    ],
    "mixed": [rule("framework", "mid", least="0.5"), rule("framework", "high", mean="0.75")],
    "same": [rule("framework", "mid", mean="0.3"), rule("framework", "high", least=1)],
}
MOVES = {"raised": (False, True), "lowered": (True, False)}
SHARED = [question("goals-set", "goals"), question("plan-kept", "plan", weight=2), question("plan-seen", "plan")]
NEEDS = {"question": "kept", "option": "always"}
RENAMED = tiny(
    edition="2",
    questions=[question("kept"), question("looked-at", not_applicable=True), question("new", needs=NEEDS)],
    since=[{"edition": "1", "questions": [{"id": "looked-at", "was": "seen"}], "added": ["new"]}],
)
OTHER_SCALE = tiny(questions=[question("kept", scale="yes-no"), question("seen", not_applicable=True)])
NEEDING = {
    name: tiny(questions=[question("kept"), question("seen", needs={**NEEDS, "option": option})], **changes)
    for name, option, changes in (
        ("before", "always", {}),
        ("for another option", "often", {}),
        ("as before", "always", {"requirements": RULES["mixed"]}),
    )
}
HALF = [
    tiny(levels=LEVELS[:2], questions=[question("kept")], requirements=[rule("framework", "mid", least=bar)])
    for bar in ("0.5", "1")
]
TWO_OF = [
    tiny(
        levels=LEVELS[:2],
        questions=[question(name) for name in names],
        requirements=[rule("framework", "mid", count=2, reaching="0.5")],
    )
    for names in (("kept", "seen", "left"), ("kept", "seen"))
]
ONE, OTHER = (rule("framework", "mid", least="0.5", of={"questions": [name]}) for name in ("kept", "seen"))
HEAVY = [
    tiny(levels=LEVELS[:2], questions=[question("kept", weight=3), question("seen")], requirements=[ONE, rules])
    for rules in (OTHER, rule("framework", "mid", mean="0.6"))
]
PAIRS: dict[str, tuple[Framework, Framework]] = {
    "an answer asked twice": (HEAVY[0], HEAVY[1]),
    "a higher option": (HALF[0], HALF[1]),
    "two of three, two of two": (TWO_OF[0], TWO_OF[1]),
    **{f"needing {name}": (NEEDING["before"], after) for name, after in NEEDING.items()},
    **{name: (BASE, tiny(requirements=rules)) for name, rules in RULES.items()},
    "weights": (BASE, tiny(questions=[question("kept", weight=3), question("seen", not_applicable=True)])),
    "needing": (BASE, tiny(questions=[question("kept"), question("seen", needs=NEEDS)])),
    "renamed": (BASE, RENAMED),
    "options": (BASE, OTHER_SCALE),
    "dimensions": (
        two(),
        two(questions=[*SHARED, question("team-there", "team", scale="yes-no", not_applicable=True)]),
    ),
}


def verdicts(before: Framework, after: Framework) -> dict[str, str]:
    """Return what all sheets say, ladder by ladder."""
    links = links_of(before, after)
    linked = {link.after for link in links}
    free = [[0] if place in linked else range(len(entry.options)) for place, entry in enumerate(after.questions)]
    found: dict[str, set[int]] = {}
    for codes in product(*(range(len(entry.options)) for entry in before.questions)):
        taken = as_answered(links, after, codes)
        for more in product(*free):
            answers = [taken[place] if place in linked else code for place, code in enumerate(more)]
            for name in ("framework", *(f"dimension {entry.id}" for entry in before.dimensions)):
                ranks = [rank(framework, name, sheet) for framework, sheet in ((before, codes), (after, answers))]
                found.setdefault(name, set()).add((ranks[1] > ranks[0]) - (ranks[1] < ranks[0]))
    told = {frozenset({1}): "raised", frozenset({-1}): "lowered", frozenset({1, -1}): "mixed", frozenset(): "same"}
    return {name: told[frozenset(signs - {0})] for name, signs in found.items()}


def rank(framework: Framework, name: str, codes: Any) -> int:
    single = framework.engine.single
    assert single is not None
    return single.stand(framework.lookup.conditions.counted(codes)).rank(framework.engine.index[name])


@pytest.mark.parametrize(("before", "after"), PAIRS.values(), ids=PAIRS)
def test_a_difference_is_what_all_sheets_say(before: Framework, after: Framework) -> None:
    found = diff_editions(before, after)

    expected = verdicts(before, after)
    assert found.ladders
    assert {entry.ladder: entry.verdict for entry in found.ladders} == {
        entry.ladder: expected[entry.ladder] for entry in found.ladders
    }


@pytest.mark.parametrize("name", ["raised", "lowered", "mixed"])
def test_what_rises_and_what_falls_comes_with_a_sheet(name: str) -> None:
    before, after = PAIRS[name]
    found = diff_editions(before, after)

    (entry,) = [entry for entry in found.ladders if entry.ladder == "framework"]
    assert (entry.rises is not None, entry.falls is not None) == (name != "lowered", name != "raised")
    for move, sign in ((entry.rises, 1), (entry.falls, -1)):
        if move is not None:
            levels = [framework.assess(move.answers_before).level for framework in (before, after)]
            assert [level.id for level in levels if level] == [move.level_before, move.level_after]
            ranks = [after.levels.ids.index(level) for level in (move.level_before, move.level_after)]
            assert (ranks[1] > ranks[0]) - (ranks[1] < ranks[0]) == sign
    assert found.core_version == before.assess({}).record.core_version


def test_questions_are_matched_by_what_the_file_says_of_the_edition() -> None:
    found = diff_editions(BASE, RENAMED)

    assert (found.free_before, found.free_after) == ((), ("new",))
    assert as_answered(links_of(BASE, RENAMED), RENAMED, [2, NOT_APPLICABLE]) == [2, NOT_APPLICABLE, UNANSWERED]
    plain = tiny(questions=[question("kept"), question("seen")])
    assert as_answered(links_of(BASE, plain), plain, [2, NOT_APPLICABLE]) == [2, UNANSWERED]
    assert diff_editions(BASE, OTHER_SCALE).free_before == ("kept",)


def test_options_that_become_others_are_followed() -> None:
    options = {"rarely": "no", "often": "no", "always": "yes"}
    since = [{"edition": "1", "questions": [{"id": "kept", "options": options}]}]
    after = tiny(edition="2", questions=[question("kept", scale="yes-no"), question("seen")], since=since)

    found = diff_editions(BASE, after)

    assert (found.free_after, found.ladders[0].verdict) == ((), verdicts(BASE, after)["framework"])


@pytest.mark.parametrize("options", [{"no": "rarely", "yes": "often"}, {"no": "often", "yes": "always"}])
def test_an_option_that_no_other_becomes_is_not_reached(options: dict[str, str]) -> None:
    """If it is a lower one, it is passed by everyone."""
    since = [{"edition": "1", "questions": [{"id": "kept", "options": options}]}]
    after = tiny(edition="2", since=since)

    found = diff_editions(OTHER_SCALE, after)

    assert (found.free_after, found.ladders[0].verdict) == ((), verdicts(OTHER_SCALE, after)["framework"])


def test_ladders_with_other_levels_are_not_compared() -> None:
    after = tiny(levels=LEVELS[:2], requirements=[rule("framework", "mid", mean="0.5")])

    assert diff_editions(BASE, after).not_compared == ("framework",)


def test_scorers_in_code_are_refused() -> None:
    with pytest.raises(ArgumentError, match="scored in code"):
        diff_editions(BASE, tiny().with_scorer(Product()))


def test_a_search_that_is_given_up_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("maturity_core.readers.proof.certain.Cases.find", lambda *_: Decided(None, certain=False))

    assert diff_editions(*PAIRS["mixed"]).ladders[0].verdict == "unknown"


SEEN = {
    "itself": BASE,
    "other words": tiny(questions=[question("seen", text="Seen?", not_applicable=True), question("kept")]),
}
EITHER = [
    rule("each dimension", "mid", mean="0.5"),
    rule("framework", "mid", count=1, of={"dimensions": "all"}, reaching="mid"),
]
WORK = [EITHER[0], EITHER[1] | {"of": {"dimensions": ["work"]}}]
ORDERED = {
    "a lower threshold": (
        "raised",
        (BASE, tiny(requirements=[rule("framework", "mid", mean="0.25"), rule("framework", "high", mean="0.75")])),
    ),
    "a higher threshold": (
        "lowered",
        (BASE, tiny(requirements=[rule("framework", "mid", mean="0.75"), rule("framework", "high", mean=1)])),
    ),
    "one requirement more": ("lowered", PAIRS["lowered"]),
    "one of two": (
        "lowered",
        (two(levels=LEVELS[:2], requirements=EITHER), two(levels=LEVELS[:2], requirements=WORK)),
    ),
}


@pytest.mark.parametrize("after", SEEN.values(), ids=SEEN)
def test_what_is_made_alike_is_compared_without_a_search(after: Framework, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("maturity_core.readers.proof.certain.Cases.find")

    assert {entry.verdict for entry in diff_editions(BASE, after).ladders} == {"same"}


@pytest.mark.parametrize(("verdict", "pair"), ORDERED.values(), ids=ORDERED)
def test_that_nobody_moves_against_what_is_asked_is_seen_without_a_search(
    verdict: str, pair: tuple[Framework, Framework], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A search that finds nothing and is not certain decides nothing; what is certain all the same was seen before."""
    monkeypatch.setattr("maturity_core.readers.proof.certain.Cases.find", lambda *_: Decided(None, certain=False))
    joint = _Pair(*pair, 1)
    whole = pair[0].engine.ladders[-1]
    against, with_it = (joint._moving(whole, upwards=upwards) for upwards in MOVES[verdict])

    assert (against, with_it) == ((None, True), (None, False))


def test_a_wrong_solution_is_not_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("maturity_core.readers.proof.joint.Side.rank", lambda *_: 1)

    with pytest.raises(MaturityError, match="diff: the sheet that was found"):
        diff_editions(BASE, tiny(requirements=RULES["raised"]))
