"""The three ways in: records, the list of laws, and laws as tests of their own."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from builders import Product, question, tiny
from hypothesis import settings
from laws.forging import nine

from maturity_core import Framework, MaturityError, MissingExtraError, Scorer, Standings, load_framework
from maturity_core.testing import LawBroken, Record, check_framework, laws, parametrize_with_laws
from maturity_core.testing.suite import trial

if TYPE_CHECKING:
    from collections.abc import Mapping

HERE = Path(__file__).parent
LAWS = {law.id: law for law in laws()}
FEW = settings(max_examples=5, derandomize=True, database=None)


class Upside(Scorer):
    """Wrong on purpose: an answer above the lowest costs the level."""

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        """Return the middle level if nothing is better than the lowest option."""
        del framework
        level = int(all(code < 1 for code in answers.values()))
        return Standings(level=level, score=Fraction(0))


class Raises(Scorer):
    """Wrong on purpose: fails on the best answers."""

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        """Divide by what is left to do."""
        del framework
        return Standings(level=0, score=Fraction(1, sum(2 - code for code in answers.values())))


class Forgetful(Scorer):
    """Wrong on purpose: every second call gives a different level, whatever the answers."""

    def __init__(self) -> None:
        self.calls = 0

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        """Count the calls."""
        del framework, answers
        self.calls += 1
        return Standings(level=self.calls % 2, score=Fraction(0))


def scored_by(scorer: Scorer) -> Framework:
    return tiny(questions=[question("kept"), question("seen")], requirements=[]).with_scorer(scorer)


def found(framework: Framework) -> dict[str, Record]:
    return {record.law: record for record in check_framework(framework)}


def test_every_law_has_an_id_of_its_own_a_group_and_one_sentence() -> None:
    groups = list(dict.fromkeys(law.group for law in laws()))

    assert len(LAWS) == len(list(laws()))
    assert groups == ["definition", "scoring", "gaps", "steps"]
    assert all(law.sentence.endswith(".") and law.sentence.count(". ") == 0 for law in laws())


@pytest.mark.parametrize("law", LAWS)
def test_the_page_lists_every_law_under_its_group(law: str) -> None:
    page = (HERE.parents[1] / "docs" / "laws.md").read_text("utf-8")
    part = page.partition(f"### {LAWS[law].group.capitalize()}\n")[2].partition("###")[0]

    assert f"| `{law}` | {LAWS[law].sentence} |" in part.split("\n")


def test_the_page_lists_no_other() -> None:
    page = (HERE.parents[1] / "docs" / "laws.md").read_text("utf-8")

    assert page.count("\n| `") == len(LAWS) + 6  # the statuses


def test_a_sound_framework_keeps_every_law_and_the_counts_add_up() -> None:
    records = check_framework(tiny())
    counts = Counter(record.status for record in records)

    assert [record.law for record in records] == list(LAWS)
    assert counts["passed"] + counts["proved"] + counts["not applicable"] == len(LAWS)
    assert counts["passed"] > len(LAWS) // 2
    assert all(record.tried for record in records if record.holds)
    assert all(record.reason for record in records if record.status == "not applicable")


def test_each_record_is_handed_over_as_soon_as_its_law_was_tried() -> None:
    seen: list[Record] = []

    def stop(record: Record) -> None:
        seen.append(record)
        if len(seen) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check_framework(tiny(), on_record=stop)

    assert [record.law for record in seen] == list(LAWS)[:2]


@pytest.mark.wide
def test_a_framework_of_few_sheets_is_checked_exhaustively() -> None:
    # kept: three options or unanswered; seen: the same or not applicable
    record = found(tiny())["bounds"]

    assert (record.tried, record.exhaustive) == (4 * 5, True)
    assert str(record) == "bounds: passed (all 20 cases)"


def test_a_larger_framework_is_checked_on_drawn_sheets_as_many_as_asked() -> None:
    framework = load_framework("service-maturity-check")

    record = LAWS["bounds"].check(framework, settings(max_examples=7, derandomize=True, database=None))

    assert (record.tried, record.exhaustive) == (7, False)


def test_ends_of_a_framework_where_much_may_not_apply_are_drawn() -> None:
    framework = load_framework("esg-customer-success")  # 13 questions may be left out: 8,192 sheets of each end

    record = LAWS["not-applicable-costs-nothing"].check(
        framework, settings(max_examples=7, derandomize=True, database=None)
    )

    assert (record.status, record.exhaustive) == ("passed", False)
    assert 0 < record.tried <= 7


def test_a_framework_that_takes_its_time_breaks_no_law() -> None:
    record = LAWS["bounds"].check(load_framework("service-maturity-check"), settings(max_examples=2, deadline=0.001))

    assert record.status == "passed"


@pytest.mark.wide
def test_a_broken_law_names_the_smallest_answers_that_break_it() -> None:
    record = found(scored_by(Upside()))["monotone"]

    assert record.status == "failed"
    assert record.message.split("\n") == [
        "with a better answer, framework changes from mid to low",
        "answers: every question at its lowest option",
        "then: kept = often instead of rarely",
        "expected: no lower level or score",
    ]


def test_a_law_that_is_broken_is_looked_at_only_so_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trial, "SHRINKS", 0)
    questions = [question("kept"), question("seen"), *nine()]
    framework = tiny(questions=questions, requirements=[]).with_scorer(Upside())

    with pytest.raises(LawBroken, match="out-of-reach-is-named: failed"):
        LAWS["out-of-reach-is-named"].check(framework, FEW)


def test_drawn_answers_are_shrunk_to_the_smallest_that_break_the_law() -> None:
    names = [f"q-{letter}" for letter in "abcdefgh"]
    framework = tiny(questions=[question(name) for name in names], requirements=[]).with_scorer(Upside())

    with pytest.raises(LawBroken, match="monotone: failed") as caught:
        LAWS["monotone"].check(framework)

    assert caught.value.record.exhaustive is False
    assert "answers: every question at its lowest option" in str(caught.value).split("\n")


def test_a_scorer_that_raises_breaks_the_law_and_not_the_suite() -> None:
    records = found(scored_by(Raises()))

    assert records["bounds"].status == "failed"
    assert records["bounds"].message.split("\n") == [
        "ZeroDivisionError: Fraction(1, 0)",
        "answers: kept = always, seen = always",
    ]
    assert len(records) == len(LAWS)


def test_a_result_that_changes_by_itself_is_told_as_such() -> None:
    records = found(scored_by(Forgetful()))

    assert records["no-state-between-calls"].status == "failed"
    told = [record.message for record in records.values() if record.status == "failed"]
    assert [message for message in told if "the result depends on more than the answers" in message]


class InFloats(Product):
    """Wrong on purpose: the score is a float."""

    def score(self, framework: Framework, answers: Mapping[str, int]) -> Standings:
        """Return half of everything."""
        del framework, answers
        return Standings(level=0, score=0.5)  # type: ignore[arg-type]


def test_a_scorer_that_scores_nothing_fails_once_with_the_cause() -> None:
    records = found(scored_by(InFloats()))

    failed = [record for record in records.values() if record.status == "failed"]
    assert "answers-get-a-result" in [record.law for record in failed]
    assert len(failed) < 4
    assert "not an exact number" in records["answers-get-a-result"].message.split("\n")[0]
    assert (records["monotone"].status, records["monotone"].tried) == ("undecided", 0)
    assert records["monotone"].reason == "not tried: answers-get-a-result is broken"


def test_an_expected_failure_is_told_with_its_reason() -> None:
    records = {
        record.law: record for record in check_framework(scored_by(Upside()), FEW, {"monotone": "it is upside down"})
    }

    assert (records["monotone"].status, records["monotone"].reason) == ("expected failure", "it is upside down")
    assert records["monotone"].message


def test_an_expected_failure_that_does_not_come_is_a_failure() -> None:
    status = {"monotone": "passed", "rungs-have-requirements": "not applicable"}

    found = check_framework(scored_by(Product()), FEW, dict.fromkeys(status, "so"))

    records = {record.law: record for record in found if record.law in status}
    assert {record.status for record in records.values()} == {"failed"}
    for law, record in records.items():
        assert record.message.startswith(f"expected to fail (so), but it is {status[law]}")


def test_a_failure_expected_of_no_law_is_refused() -> None:
    with pytest.raises(
        MaturityError, match=r"expected_failures\.monotony: unknown law.*did you mean 'monotone'"
    ) as one:
        check_framework(tiny(), expected_failures={"monotony": "a typing error", "xyz": "another"})

    assert len(one.value.problems) == 2
    with pytest.raises(MaturityError, match=r"expected_failures\.other: not one of the frameworks"):
        parametrize_with_laws([tiny()], expected_failures={"other": {"monotone": "so"}})


def test_failures_expected_of_laws_that_there_are_become_strict_marks() -> None:
    """By the framework's id, and only of that framework and that law."""
    expected = {"tiny": {"monotone": "known"}}

    mark = parametrize_with_laws([tiny()], expected_failures=expected)

    marked = [test for test in mark.args[1] if test.marks]
    assert [test.id for test in marked] == ["tiny-monotone"]
    with pytest.raises(MaturityError, match="unknown law"):
        parametrize_with_laws([tiny()], expected_failures={"tiny": {"monoton": "known"}})


def test_a_law_that_is_broken_can_be_sent_elsewhere() -> None:
    error = LawBroken(Record("monotone", "scoring", "A better answer lowers nothing.", "failed", "two\nlines"))
    kind, arguments = error.__reduce__()

    assert str(kind(*arguments)) == str(error) == "monotone: failed\ntwo\nlines"


TESTS = """
from fractions import Fraction

from builders import question, tiny

from maturity_core import Scorer, Standings
from maturity_core.testing import parametrize_with_laws


class Upside(Scorer):
    def score(self, framework, answers):
        return Standings(level=int(all(code < 1 for code in answers.values())), score=Fraction(0))


WRONG = tiny(questions=[question("kept"), question("seen")], requirements=[]).with_scorer(Upside())
EXPECTED = {"tiny": {"monotone": "it is upside down", "bounds": "it is not", "rungs-have-requirements": "no"}}

@parametrize_with_laws([WRONG], expected_failures=EXPECTED)
def test_expected(framework, law):
    law.check(framework)

@parametrize_with_laws(iter([WRONG]))
def test_plain(framework, law):
    law.check(framework)
"""


def test_every_law_is_a_test_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(TESTS, encoding="utf-8")
    options = ["-q", "-rA", "-p", "no:cacheprovider", "-p", "no:randomly", "-o", f"pythonpath={HERE.parent}"]

    command = [sys.executable, "-m", "pytest", *options]
    wide = os.environ | {"COLUMNS": "200"}
    done = subprocess.run(command, cwd=tmp_path, env=wide, capture_output=True, text=True, check=False)

    lines = done.stdout.split("\n")
    assert done.returncode == 1
    for told in (
        "XFAIL test_it.py::test_expected[tiny-monotone] - it is upside down",
        "FAILED test_it.py::test_expected[tiny-bounds] - [XPASS(strict)] it is not",
        "FAILED test_it.py::test_expected[tiny-rungs-have-requirements] - [XPASS(strict)] no",
        "PASSED test_it.py::test_plain[tiny-bounds]",
    ):
        assert [line for line in lines if line.startswith(told)], told
    assert "rungs-have-requirements: not applicable: scored in code" in done.stdout
    assert "FAILED test_it.py::test_plain[tiny-monotone]" in done.stdout
    assert "then: kept = often instead of rarely" in done.stdout


def test_a_law_as_a_test_takes_another_framework_too() -> None:
    (_, tests) = parametrize_with_laws([tiny()]).args
    law = next(entry.values[1] for entry in tests if entry.id == "tiny-monotone")

    assert law.check(tiny()).status == "proved"
    with pytest.raises(LawBroken):
        law.check(scored_by(Upside()))


def test_a_law_that_does_not_apply_is_a_skipped_test_with_the_reason() -> None:
    framework = tiny()
    (_, tests) = parametrize_with_laws([framework]).args
    law = next(entry.values[1] for entry in tests if entry.id == "tiny-prerequisites-first")

    with pytest.raises(pytest.skip.Exception, match="not applicable: no capability requires another"):
        law.check(framework)


def test_without_hypothesis_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    package = importlib.import_module("maturity_core")
    monkeypatch.setattr(package, "testing", sys.modules["maturity_core.testing"])
    for name in [name for name in sys.modules if name.startswith("maturity_core.testing")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr("importlib.util.find_spec", lambda *_: None)

    with pytest.raises(MissingExtraError, match="needs the extra 'testing'"):
        importlib.import_module("maturity_core.testing")


def test_every_public_name_is_there_and_no_other() -> None:
    package = importlib.import_module("maturity_core.testing")

    assert [name for name in package.__all__ if not hasattr(package, name)] == []
    with pytest.raises(AttributeError, match="has no attribute 'law_suit'"):
        package.law_suit  # noqa: B018 - asking is the test
