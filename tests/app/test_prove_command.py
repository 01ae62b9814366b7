"""`maturity prove`: proved, refuted or unknown, on the terminal and as JSON."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from maturity_app.proving.prove import proof_lines
from maturity_core import Proof, load_framework, prove
from maturity_core.telling.page.lines import WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    Run = Callable[..., Any]

TSIA = "tsia-customer-success"
HOLDS = "framework >= performing implies dimension charter-funding >= norming"
FAILS = "framework >= norming implies dimension charter-funding >= performing"


def test_a_claim_that_holds_exits_with_0(maturity: Run) -> None:
    done = maturity("prove", TSIA, HOLDS)

    assert done.code == 0
    assert done.out.startswith(f"Proved: {HOLDS}\n\nThis holds for every sheet on which all questions apply;")
    assert "says nothing" in maturity("prove", TSIA, "framework > performing implies framework = forming").out


def test_a_claim_that_does_not_hold_exits_with_1_and_shows_a_sheet(maturity: Run) -> None:
    done = maturity("prove", TSIA, FAILS)

    assert done.code == 1
    told = " ".join(done.out.split())
    assert f"Refuted: {FAILS} The answers below refute it: " in told
    assert "option steps above the lowest answers. No counter-example has fewer. All questions apply." in told
    assert "framework Norming" in told
    assert "other questions have their lowest answer." in told
    assert all(len(line) <= WIDTH for line in done.out.split("\n"))
    data = json.loads(maturity("prove", TSIA, FAILS, "--json").out)
    assert Proof.model_validate(data).status == "refuted"
    level = load_framework(TSIA).assess(data["answers"]).level
    assert level is not None
    assert level.id == "norming"


def test_a_search_that_is_stopped_exits_with_3(maturity: Run) -> None:
    hard = "framework >= transform implies dimension operationalize = measurable"

    done = maturity("prove", "esg-customer-success", hard, "--cases", "1")

    assert (done.code, "It found no counter-example." in " ".join(done.out.split())) == (3, True)


def test_a_claim_that_cannot_be_read_exits_with_2(maturity: Run) -> None:
    done = maturity("prove", TSIA, "framework >= norminh")

    assert (done.code, done.out) == (2, "")
    assert "did you mean 'norming'?" in done.told


def test_without_a_solver_the_extra_is_named(maturity: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)

    done = maturity("prove", TSIA, HOLDS)

    assert done.code == 2
    assert "this needs the extra 'roadmap'" in done.told


def test_every_outcome_is_told() -> None:
    framework = load_framework(TSIA)
    proof = prove(framework, FAILS)
    coded = proof.model_copy(
        update={"status": "unknown", "reason": "scored-in-code", "answers": None, "steps": None, "smallest": None}
    )
    lowest = {question.id: question.options[0].id for question in framework.questions}

    assert "nothing can be proved about code" in " ".join(proof_lines(framework, coded))
    assert "There may be a smaller" in " ".join(proof_lines(framework, proof.model_copy(update={"smallest": False})))
    assert list(proof_lines(framework, proof.model_copy(update={"answers": lowest, "steps": 0})))[-1] == (
        "35 questions have their lowest answer."
    )
    one = lowest | {name: framework.question(name).options[1].id for name in [*lowest][1:]}
    last = list(proof_lines(framework, proof.model_copy(update={"answers": one})))[-1]
    assert last == "1 other question has its lowest answer."
