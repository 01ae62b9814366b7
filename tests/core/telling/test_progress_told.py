"""What changed between two points in time, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from builders import question, rule, tiny, two
from spoken import unspoken

from maturity_core import NOT_APPLICABLE, compare_dates
from maturity_core.telling.progress import (
    fallen_texts,
    not_compared_texts,
    other_texts,
    planned_texts,
    risen_texts,
    standing_texts,
    towards_texts,
    trend_texts,
)
from maturity_core.telling.words import Words

if TYPE_CHECKING:
    from maturity_core import Framework, Progress

STEP = "A step is one option up on one question."
TWO = two()


def since(framework: Framework, then: Any, now: Any, target: Any = None) -> Progress:
    """Return what changed from one sheet to another."""
    return framework.assess(now).since(framework.assess(then), target)


STANDING = {
    "rose": (TWO, [1] * 4, [2] * 4, ["The level rose from Middle to High.", "The score went from 50% to 100%."]),
    "fell": (TWO, [2] * 4, [1] * 4, ["The level fell from High to Middle.", "The score went from 100% to 50%."]),
    "same": (TWO, [1] * 4, [1] * 4, ["The level is still Middle.", "The score is still 50%."]),
    "not yet": (TWO, {}, [1] * 4, ["The levels can't be compared: at one of the two dates, too few questions were "]),
    "score alone": (
        tiny(requirements=[], levels=(), headline="score"),
        [1, 1],
        [2, 2],
        ["The score went from 50% to 100%."],
    ),
}


@pytest.mark.parametrize(("framework", "then", "now", "texts"), STANDING.values(), ids=STANDING.keys())
def test_what_became_of_the_level(framework: Framework, then: Any, now: Any, texts: list[str]) -> None:
    told = standing_texts(framework, since(framework, then, now))

    assert len(told) == len(texts)
    assert all(one.startswith(text) for one, text in zip(told, texts, strict=True))


def test_a_level_that_is_new_or_gone() -> None:
    framework = tiny(questions=[question("kept", not_applicable=True)])
    none, some = [NOT_APPLICABLE], [2]

    assert standing_texts(framework, since(framework, none, some)) == ["The level is High. There was none before."]
    assert standing_texts(framework, since(framework, some, none)) == ["There is no level any more. It was High."]


def test_other_people_who_answered_are_named() -> None:
    then = TWO.assess([1] * 4, {"respondent": "Ada", "role": "board"})
    now = TWO.assess([1] * 4, {"role": "team"})

    assert standing_texts(TWO, now.since(then))[-1].startswith("Answered by Ada (board) before and by team now")
    assert len(standing_texts(TWO, then.since(then))) == 2


def test_falls_and_rises_are_apart() -> None:
    found = since(TWO, [1, 1, 1, 2], [2, 2, 2, 0])

    assert fallen_texts(TWO, found) == [
        "People: from High (100%) to Low (0%)",
        "Team: from 100% to 0%",
        "How is it with team-there? From “As a rule, for all” to “Rarely or never”.",
        *(text for text in fallen_texts(TWO, found) if text.startswith("No longer met: ")),
    ]
    assert len(fallen_texts(TWO, found)) > 4
    assert risen_texts(TWO, found)[0] == "Work: from Middle (50%) to High (100%)"
    assert risen_texts(TWO, found)[-1].startswith("Newly met: High in Work:")


def test_what_neither_fell_nor_rose() -> None:
    framework = tiny(
        questions=[question("kept", not_applicable=True), question("seen")],
        requirements=[
            rule("framework", "mid", mean="0.5", of={"questions": ["kept"]}),
            rule("framework", "high", mean=1),
        ],
    )

    told = other_texts(framework, since(framework, [1, 1], [NOT_APPLICABLE, 1]))

    assert told[0] == "How is it with kept? From “Often, with gaps” to “doesn't apply”."
    assert told[1].startswith("Was met, and is no longer asked, because nothing in it applies: Middle:")
    turns = {"met": [2, 1], "not met": [0, 1]}
    for word, asked in turns.items():
        set_aside, anew = ([NOT_APPLICABLE, 1], asked), (asked, [NOT_APPLICABLE, 1])
        new, gone = (since(framework, then, now) for then, now in (set_aside, anew))
        assert other_texts(framework, new)[-1].startswith(
            f"Newly asked, because something in it applies now, and {word}:"
        )
        assert other_texts(framework, gone)[-1].startswith(f"Was {word}, and is no longer asked")
        assert not [
            text for text in [*fallen_texts(framework, new), *fallen_texts(framework, gone)] if "Middle" in text
        ]
        assert not [text for text in [*risen_texts(framework, new), *risen_texts(framework, gone)] if "Middle" in text]


def test_what_had_no_score_before_or_has_none_now_neither_rose_nor_fell() -> None:
    apart, there = [1, 1, 1, NOT_APPLICABLE], [1, 1, 1, 2]

    for found in (since(TWO, apart, there), since(TWO, there, apart)):
        assert not [text for text in (*fallen_texts(TWO, found), *risen_texts(TWO, found)) if "Team" in text]
        assert [text.partition(":")[0] for text in other_texts(TWO, found)[:2]] == ["People", "Team"]


def test_a_target_out_of_reach_is_said_to_be_so() -> None:
    rules = [rule("framework", "mid", total=1, base=0), rule("framework", "high", total=2, base=0)]
    framework = tiny(requirements=rules)
    apart, there = [1, NOT_APPLICABLE], [1, 1]
    gone = "You can't reach High, even with the best answers to everything that applies now, so there are no steps to"

    assert towards_texts(framework, since(framework, there, apart, "high"))[0].startswith(gone)
    assert towards_texts(framework, since(framework, apart, apart, "high"))[0].startswith(gone)
    was_gone = towards_texts(framework, since(framework, apart, there, "high"))
    assert was_gone[0].startswith("You couldn't reach High then, because of what didn't apply, so there were no steps")
    assert was_gone[0].endswith("Steps missing now: 2.")
    assert towards_texts(framework, since(framework, [2, 2], [2, 2])) == [
        "Nothing was missing for the target, and nothing is missing now."
    ]


def test_progress_is_counted_apart() -> None:
    found = since(TWO, [1, 1, 1, 1], [1, 0, 2, 1], "high")

    assert towards_texts(TWO, found) == [
        f"Steps missing then: 4. No longer missing: 1. Newly missing: 1. Missing now: 4. {STEP}",
        "What is newly missing, on 1 question, is not set off against what is no longer missing.",
    ]
    assert len(towards_texts(TWO, since(TWO, [1] * 4, [2] * 4))) == 1
    assert towards_texts(TWO, since(TWO, [2] * 4, [2] * 4, "mid")) == [
        "Nothing was missing for Middle, and nothing is missing now."
    ]
    gone = since(TWO, [1] * 4, [1, 1, 1, NOT_APPLICABLE], {"dimension people": "high"})
    assert towards_texts(TWO, gone)[0].startswith("Progress can't be measured")


def test_what_became_of_the_plan() -> None:
    found = since(TWO, [1, 1, 1, 1], [2, 0, 1, 1], "high")

    assert planned_texts(TWO, found) == ["Fell back: Plan.", "Not begun: Team.", "Done: Goals."]
    assert planned_texts(TWO, since(TWO, [1, 1, 1, 1], [1, 1, 1, 2], {"dimension work": "high"})) == [
        "Not begun: Goals and Plan.",
        "Improved without being planned: Team.",
    ]


def test_what_cannot_be_compared_is_named() -> None:
    since_first = {"edition": "1", "left_out": ["plan-liked"], "added": ["team-led"]}
    later = two(
        edition="2",
        since=[since_first],
        questions=[
            {**vars(TWO.questions[0]), "text": "Are there goals?"},
            *TWO.questions[1:],
            question("team-led", "team"),
        ],
    )
    earlier = two(questions=[*TWO.questions, question("plan-liked")])
    found = later.assess([1] * 5).since(earlier.assess([1] * 5))

    assert not_compared_texts(later, found) == [
        "New, or asked anew: How is it with team-led?",
        "Left out of the comparison for that reason: Team and People.",
        "No longer asked: plan-liked.",
        "Compared, although the wording differs: Are there goals?",
    ]
    assert standing_texts(later, found)[0].startswith("The overall level and score can't be compared")


def test_trends_in_a_word() -> None:
    history = compare_dates(TWO, {"1": TWO.assess([1, 1, 1, 2]), "2": TWO.assess([1, 1, 1, 1])})

    assert trend_texts(history) == ["falling", "steady", "falling"]
    assert trend_texts(history, Words.of("de")) == ["fallend", "gleichbleibend", "fallend"]


def test_nothing_of_it_is_in_english_alone() -> None:
    found, words = since(TWO, [1, 1, 1, 2], [2, 2, 2, 0], "high"), unspoken()
    told = [
        *standing_texts(TWO, found, words),
        *fallen_texts(TWO, found, words)[:1],
        *towards_texts(TWO, found, words),
        *planned_texts(TWO, found, words),
    ]

    assert not any(word in " ".join(told) for word in (" from ", "level", "missing", "Done"))
