"""`maturity inspect`: a model as a whole, on the terminal and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from builders import rule, tiny, two, uncounted

from maturity_app.proving.inspect import inspection_lines
from maturity_core.readers.proof.inspecting import inspect_framework
from maturity_core.results.inspection import Inspection
from maturity_core.telling.page.lines import WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from maturity_core import Framework

    Run = Callable[..., Any]


def told(framework: Framework, **changes: Any) -> str:
    found = inspect_framework(framework).model_copy(update=changes)
    return " ".join(" ".join(inspection_lines(framework, found)).split())


def test_it_is_printed(maturity: Run, tiny_file: Path) -> None:
    done = maturity("inspect", tiny_file)

    assert done.code == 0
    assert all(len(line) <= WIDTH for line in done.out.split("\n"))
    assert "\nHow many sheets have each level: the model\n" in done.out
    assert Inspection.model_validate_json(maturity("inspect", tiny_file, "--json").out).lift_certain


def test_every_outcome_is_told() -> None:
    text = told(two())

    assert "High: Work High People High" in text
    assert "One answer can lift the level from Low to " in text
    assert "None lifts it further." in text
    assert "None: each of the 4 questions changes a level on some sheet." in text
    assert "Calling a question not applicable, instead of its lowest answer, never lifts the level." in told(
        two(), excused=(), lift_certain=False
    )
    assert "The search was stopped: there may be more." in told(two(), lift=None, lift_certain=False)
    part = inspect_framework(two()).lowest_parts[0].model_copy(update={"lowest": None, "certain": False})
    assert "Low: Work ? * How" not in told(two(), lowest_parts=(part,))
    assert "The search was stopped: it may be lower." in told(two(), lowest_parts=(part,))


def test_what_follows_from_other_requirements_is_told() -> None:
    mean = [rule("framework", "mid", mean="0.5"), rule("framework", "high", mean=1)]
    follows = [rule("framework", "high", share="0.5", reaching="0.5")]

    assert "None: each of the 2 requirements is missed on some sheet" in told(tiny(requirements=mean))
    text = told(tiny(requirements=[*mean, *follows]))
    assert "at least 50% of the questions must get a credit of at least 50%" in text
    assert "It follows from the others up to that level" in text
    stopped = told(tiny(requirements=mean), followers=(0, 1), followers_certain=False)
    assert "They follow from the others up to that level" in stopped
    assert "The search was stopped: there may be more." in stopped
    assert "None: each" not in told(tiny(requirements=mean), followers_certain=False, dead=("kept",))
    assert "Requirements that ask" not in told(tiny(requirements=[], headline="score"))


def test_what_calling_a_question_not_applicable_gains_is_told() -> None:
    found = inspect_framework(tiny())

    assert "Calling seen not applicable, instead of its lowest answer, can lift the level from " in told(tiny())
    stopped = found.excused[0].model_copy(update={"certain": False})
    assert "The search was stopped: it may gain more." in told(tiny(), excused=(stopped,))


def test_questions_that_change_nothing_are_told() -> None:
    assert "2 questions, on no sheet, whatever the ladder: two-options and three-options." in told(uncounted())
    assert "before this was known: kept." in told(tiny(), undecided=("kept",))
    assert "No single answer" not in told(tiny(requirements=[], headline="score"))


def test_shares_that_were_drawn_are_told() -> None:
    shares = inspect_framework(two()).shares[0].model_copy(update={"drawn": 10_000})

    assert "Not exact: of 10,000 sheets drawn at random." in told(two(), shares=(shares,))
