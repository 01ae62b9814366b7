"""What a result says can't be contradicted from its sheet: on the organisations of each model, and on drawn ones."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builders import dear
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import load_framework
from maturity_core.testing.strategies import answers, frameworks

if TYPE_CHECKING:
    from maturity_core import Assessment, Framework
    from maturity_core.model.nouns import Sign

sys.path.append(str(Path(__file__).parents[3] / "benchmarks"))

from varied import organisations

MODELS = ("esg-customer-success", "johnny-grow-customer-service", "service-maturity-check", "tsia-customer-success")


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.wide
def test_nothing_said_of_an_organisation_is_denied_by_it(model: str) -> None:
    framework = load_framework(model)
    for sheet in organisations(framework):
        assert_true(framework.assess(sheet))


@dear
@given(st.data())
def test_nothing_said_by_any_framework_is_denied_by_the_answers(data: st.DataObject) -> None:
    framework = data.draw(frameworks())

    assert_true(framework.assess(list(data.draw(answers(framework)))))


def assert_true(assessment: Assessment) -> None:
    """Assert that no pattern shown as true is denied, and that no step asks for a move that is made."""
    framework = assessment.framework
    counted = framework.lookup.conditions.counted(assessment.codes.tolist())
    codes = dict(zip(framework.questions.ids, counted, strict=True))
    patterns = assessment.level.patterns if assessment.level else ()
    for place in assessment.portrait.borne_out:
        assert not any(denies(framework, sign, codes[sign.question]) for sign in patterns[place].questions)
    for step in assessment.next_steps():
        assert step.questions
        for move in step.questions:
            ids = [option.id for option in framework.question(move.question).options]
            assert ids.index(move.to) > max(codes[move.question], 0)
        for place in step.remedies:
            remedy = framework.capability(step.capability).remedies[place]
            ids = [option.id for option in framework.question(remedy.question).options]
            assert ids.index(remedy.to) > max(codes[remedy.question], 0)


def denies(framework: Framework, sign: Sign, code: int) -> bool:
    """Return whether an answer lies outside the range of a sign."""
    ids = [option.id for option in framework.question(sign.question).options]
    return code >= 0 and not ids.index(sign.at_least or ids[0]) <= code <= ids.index(sign.at_most or ids[-1])
