"""Laws as property tests: what Hypothesis, its profiles, its database and fuzzers find."""

from __future__ import annotations

import inspect
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from unittest import SkipTest

import pytest
from builders import Product, question, tiny
from hypothesis import HealthCheck, Phase, settings
from hypothesis.database import InMemoryExampleDatabase
from laws.forging import nine, unreachable

from maturity_core import NOT_APPLICABLE, ArgumentError, Framework, Scorer, Standings
from maturity_core.testing import LawBroken, law_tests, laws, property_tests
from maturity_core.testing.suite.aim import Aim
from maturity_core.testing.suite.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SOUND = tiny(questions=nine())


class Falls(Scorer):
    """Wrong on purpose: a good answer to the fourth question costs the level."""

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        """Read that question alone, and the wrong way round."""
        del framework
        return Standings(level=int(answers["q-3"] < 1), score=Fraction(0))


WRONG = tiny(questions=nine(), requirements=[]).with_scorer(Falls())


def of(framework: Framework, law: str) -> Any:
    """Return the test of a law."""
    (found,) = (test for name, test in law_tests(framework).items() if name.startswith(f"test_{law}_of_"))
    return found


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> Iterator[InMemoryExampleDatabase]:
    """Load a profile with five examples and a database of its own, which Hypothesis does without for a given seed."""
    monkeypatch.setattr("hypothesis.core.global_force_seed", None)
    before, database = settings(), InMemoryExampleDatabase()
    loaded(max_examples=5, database=database, derandomize=False)
    yield database
    settings.register_profile("before", before)
    settings.load_profile("before")


def loaded(**options: Any) -> None:
    """Load a profile that differs from the present one."""
    settings.register_profile("here", settings(), **options)
    settings.load_profile("here")


def test_every_law_has_a_test_named_by_law_framework_and_rules() -> None:
    tests = law_tests(SOUND)
    end = f"of_tiny_{SOUND.rules_digest[:12]}"

    assert list(tests) == [f"test_{law.id.replace('-', '_')}_{end}" for law in laws()]
    assert all(test.__name__ == name and name.isidentifier() for name, test in tests.items())


@pytest.mark.usefixtures("kept")
def test_a_fuzzer_finds_all_it_needs() -> None:
    """No arguments, the mark, the inner function by name, the default database and profile, and an entry for bytes.

    HypoFuzz also leaves out tests that are the same in every run, draw nothing, or may contain other tests.
    """
    test = of(SOUND, "bounds")
    used = test._hypothesis_internal_use_settings

    assert test.is_hypothesis_test
    assert not inspect.signature(test).parameters
    assert test.hypothesis.inner_test.__name__ == test.__name__
    assert (used.database, used.max_examples) == (settings().database, 5)
    assert (used.derandomize, Phase.generate in used.phases) == (False, True)
    assert HealthCheck.nested_given not in used.suppress_health_check
    assert test.hypothesis.fuzz_one_input(bytes(range(200))) is not None


@pytest.mark.usefixtures("kept")
def test_a_sound_framework_passes() -> None:
    of(SOUND, "monotone")()
    of(SOUND, "plan_reaches_target")()
    of(SOUND, "ids_are_unique")()
    of(tiny(questions=[question("q-0", not_applicable=True), *nine()[1:]]), "not_applicable_costs_nothing")()


@pytest.mark.parametrize("law", ["bounds", "ids-are-only-names", "plan-reaches-target"])
def test_a_case_that_is_tried_again_is_worked_out_again(law: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """HypoFuzz learns only from cases that run the same way twice; with a memory it learnt from none of 1,566."""
    read: list[int] = []
    assess_many = Framework.assess_many

    def counted(framework: Framework, sheets: Any, **options: Any) -> Any:
        read.append(len(sheets))
        return assess_many(framework, sheets, **options)

    monkeypatch.setattr(Framework, "assess_many", counted)
    subject, (found,) = Subject(SOUND), (entry for entry in laws() if entry.id == law)
    case = (1, 2, 0, 1, 2, 0, 1, 2, 0) if law != "plan-reaches-target" else Aim((1,) * 9)
    runs: list[list[int]] = []
    for _ in range(3):
        subject.forget()
        found.holds(subject, case)
        runs.append([*read])
        read.clear()

    assert runs[1] == runs[2] != []


def test_a_failure_is_told_as_everywhere_and_tried_first_the_next_time(kept: InMemoryExampleDatabase) -> None:
    loaded(max_examples=100, phases=[Phase.generate, Phase.shrink])

    with pytest.raises(LawBroken) as caught:
        of(WRONG, "monotone")()

    assert caught.value.record.message.split("\n")[:2] == [
        "with a better answer, framework changes from mid to low",
        "answers: every question at its lowest option",
    ]
    assert caught.value.record.law == "monotone"
    assert kept.data
    loaded(phases=[Phase.reuse])
    with pytest.raises(SkipTest, match="no test cases"):
        of(SOUND, "monotone")()
    with pytest.raises(LawBroken):
        of(WRONG, "monotone")()


class Raises(Product):
    """Wrong on purpose: gives no result where there is no such question."""

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        """Read a question of another framework."""
        return super().score(framework, {"kept": answers["kept"]})


@pytest.mark.usefixtures("kept")
def test_what_a_scorer_raises_breaks_the_law() -> None:
    framework = tiny(questions=nine(), requirements=[]).with_scorer(Raises())

    for law in ("bounds", "best_gives_top"):
        with pytest.raises(LawBroken, match="KeyError"):
            of(framework, law)()


@pytest.mark.parametrize(
    ("framework", "law", "reason"),
    [
        (SOUND, "prerequisites_first", "no capability requires another"),
        (unreachable(not_applicable=True), "every_level_reachable", "no answers were found"),
    ],
    ids=["not applicable", "undecided"],
)
def test_what_says_nothing_is_skipped(framework: Framework, law: str, reason: str) -> None:
    with pytest.raises(SkipTest, match=reason):
        of(framework, law)()


def test_a_profile_is_refused() -> None:
    short = {"id": "short", "name": "Short", "questions": ["kept"]}

    with pytest.raises(ArgumentError):
        law_tests(tiny(profiles=[short]).profile("short"))


def test_scores_that_are_missing_lead_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    led: list[float] = []
    monkeypatch.setattr(property_tests, "target", lambda height, **_: led.append(height))
    subject = Subject(tiny(questions=[question(f"q-{place}", not_applicable=True) for place in range(2)]))

    property_tests._lead_up(subject, subject.tops)
    property_tests._lead_up(subject, (NOT_APPLICABLE, NOT_APPLICABLE))

    assert led == [3.0]
