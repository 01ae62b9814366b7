"""The assessment of one organisation: what it says, stores and reads back; the same in every thread and process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from importlib.metadata import PackageNotFoundError
from threading import Barrier
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from builders import LEVELS, Product, capability, dear, drawn, question, rule, some_sheets, tiny, two
from hypothesis import given
from hypothesis import strategies as st

from maturity_core import DONT_KNOW, NOT_APPLICABLE, UNANSWERED, Assessment, MaturityError, PluginError, load_framework
from maturity_core.readers import outline
from maturity_core.testing.strategies import answers, sheet_to_mapping

if TYPE_CHECKING:
    from maturity_core import Framework

FRAMEWORKS = drawn()
THREADS = 32


@dear
@given(st.data())
def test_stored_as_json_and_read_back_it_is_equal(data: st.DataObject) -> None:
    """An assessment read back says the same, to the byte, and its readers work with its framework."""
    framework = data.draw(st.sampled_from(FRAMEWORKS))
    result = framework.assess(list(data.draw(answers(framework))))

    text = result.model_dump_json()
    again = Assessment.model_validate_json(text, framework=framework)

    assert again == result
    assert hash(again) == hash(result)
    assert again.model_dump_json() == text
    assert again.gaps() == result.gaps()


@pytest.mark.parametrize("place", range(len(FRAMEWORKS)))
@pytest.mark.wide
def test_a_mapping_and_a_vector_of_the_same_answers_are_equal(place: int) -> None:
    """The way answers are written changes nothing."""
    framework = FRAMEWORKS[place]
    (sheet,) = some_sheets(framework, seed=place, count=1)
    words = sheet_to_mapping(framework, tuple(sheet.tolist()))

    assert framework.assess(words) == framework.assess(sheet)
    assert framework.assess(sheet).answers == words


def test_the_record_names_where_it_is_from() -> None:
    """Framework id, edition, digests of content, rules and words, and core version are in every result."""
    framework = tiny(edition="2024.1")
    stored = json.loads(framework.assess({}).model_dump_json(indent=2))

    assert stored["framework"] == {
        "id": "tiny",
        "name": "Tiny",
        "edition": "2024.1",
        "digest": framework.digest,
        "rules": framework.rules_digest,
        "words": framework.words_digests,
        "profile": None,
    }
    assert stored["core_version"] == outline.core_version()
    assert stored["schema_version"] == 2


def test_a_core_that_is_not_installed_has_no_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run from a plain folder, the core says that it does not know its version."""

    def missing(_: str) -> str:
        raise PackageNotFoundError

    monkeypatch.setattr(outline, "version", missing)

    assert outline.core_version.__wrapped__() == "unknown"


def test_what_an_assessment_says() -> None:
    """Level, range, scores, completeness and the question that narrows most, for every ladder."""
    result = two().assess({"goals-set": "always", "plan-kept": "often", "plan-seen": "dont-know"})

    assert (result.level.id if result.level else None) == "low"
    assert [level.id for level in result.level_range or ()] == ["low", "mid"]
    assert result.score_exact == Fraction(1, 4)
    assert result.score == 0.25
    assert result.completeness == 0.5
    assert result.narrows == "team-there"
    work, people = result.dimensions
    assert (work.level.id if work.level else None, work.score_exact, work.narrows) == ("mid", Fraction(1, 2), None)
    assert [level.id for level in work.level_range or ()] == ["mid", "mid"]
    assert (people.completeness, people.score, people.narrows) == (0, 0, "team-there")
    assert [entry.level for entry in result.capabilities] == [None, None, None]
    assert [entry.score for entry in result.capabilities] == [1, 0.25, 0]
    assert result.codes.tolist() == [2, 1, DONT_KNOW, UNANSWERED]
    assert not [*result.tensions, *result.strengths, *result.levers]


PERCENT = tiny(questions=[question("kept"), question("seen", scale="percent", not_applicable=True)])
GIVEN: dict[str, tuple[Any, str | None]] = {
    "a whole number": (60, "60"),
    "a float": (72.5, "72.5"),
    "a float of many places": (0.1234567891, "0.1234567891"),
    "numpy": (np.float64(0.1), "0.1"),
    "a decimal": (Decimal("33.30"), "33.3"),
    "a fraction": (Fraction(100, 3), "100/3"),
    "an option": ("most", None),
    "a state": ("dont-know", None),
    "nothing": (None, None),
}


@pytest.mark.parametrize("case", GIVEN)
def test_N1_a_number_that_was_given_is_kept_exactly(case: str) -> None:
    """Next to the option whose band it falls in, and only if a number was given; it is stored with the result."""
    answer, text = GIVEN[case]
    result = PERCENT.assess({"kept": 1, "seen": answer})
    stored = json.loads(result.model_dump_json())

    assert stored["numbers_exact"] == ({} if text is None else {"seen": text})
    assert stored["answers"] == PERCENT.assess(result.codes).answers
    assert PERCENT.assess({**result.answers, **result.record.numbers_exact}) == result


def test_N1_codes_are_no_numbers() -> None:
    """A vector has positions, and a question with another scale has no number."""
    assert PERCENT.assess([1, 2]).record.numbers == {}
    assert PERCENT.assess({"kept": 2}).record.numbers == {}


def test_where_nothing_applies_there_is_no_level() -> None:
    """No level, no score, no range, no completeness: neither 0 nor the top."""
    framework = tiny(questions=[question("kept", not_applicable=True)])
    result = framework.assess({"kept": "not-applicable"})

    assert (result.level, result.level_range, result.score, result.score_exact) == (None, None, None, None)
    assert (result.completeness, result.narrows) == (None, None)
    assert repr(result) == "<Assessment by tiny 1: level None>"


def test_nothing_narrows_where_nothing_is_open() -> None:
    """A complete sheet has one level, and no question to ask next."""
    result = two().assess([2, 1, 1, 0])

    assert result.level_range == (result.level, result.level)
    assert result.narrows is None
    assert result.completeness == 1


def test_the_narrowing_question_is_the_one_with_the_smallest_range_left() -> None:
    """Smallest worst-case width first, then the smallest sum, then the id."""
    rules = [rule("framework", "mid", least=1, of={"questions": ["b"]}), rule("framework", "high", least=1)]
    framework = tiny(questions=[question("c"), question("b"), question("a")], requirements=rules)

    assert framework.assess({}).narrows == "b"
    assert framework.assess({"b": "always"}).narrows == "a"


def test_ahead_of_its_time() -> None:
    """A capability with any credit while a prerequisite is unmet is marked, and scored as usual."""
    framework = two()

    early = [entry.ahead_of_its_time for entry in framework.assess({"plan-kept": "often"}).capabilities]
    late = [entry.ahead_of_its_time for entry in framework.assess({"plan-kept": 1, "goals-set": 1}).capabilities]

    assert early == [False, True, False]
    assert late == [False, False, False]


def test_equality_and_hashing() -> None:
    """Two assessments are equal when they say the same, whatever object assessed them."""
    one, other = tiny().assess({"kept": "often"}), tiny().assess([1, UNANSWERED])

    assert one == other
    assert len({one, other}) == 1
    assert one != tiny().assess([2, UNANSWERED])
    assert one != tiny(edition="2").assess([1, UNANSWERED])
    assert one != "level"


def test_repr_is_short() -> None:
    """The repr names framework, edition and level, and says if too few questions are answered for a level."""
    assert repr(tiny().assess([2, 2])) == "<Assessment by tiny 1: level 'high'>"
    assert repr(tiny().assess({})) == "<Assessment by tiny 1: level 'low', not yet>"


def test_A3_input_is_read_only_and_stays_as_it_was() -> None:
    """A vector that cannot be written to is read; the codes of a result cannot be written to, stored or not."""
    vector = np.array([1, 2], np.int8)
    vector.flags.writeable = False
    result = tiny().assess(vector)
    again = Assessment.model_validate_json(result.model_dump_json(), framework=tiny())

    for assessed in (result, again, tiny().assess_many([vector])[0]):
        assert assessed.codes.tolist() == [1, 2]
        assert not assessed.codes.flags.writeable
    assert not np.shares_memory(result.codes, vector)


def test_a_stored_result_refuses_another_framework() -> None:
    """A framework with different rules is refused: id and edition alone prove nothing."""
    text = tiny().assess({}).model_dump_json()
    other = tiny(requirements=[rule("framework", "mid", mean="0.25"), rule("framework", "high", mean=1)])

    with pytest.raises(MaturityError, match="other rules than the one") as caught:
        Assessment.model_validate_json(text, framework=other)

    assert caught.value.problems[0].where == "tiny"
    assert "pass edition 1 of 'tiny'" in caught.value.problems[0].hint


def test_a_stored_result_of_a_framework_that_is_not_installed() -> None:
    """It says everything it said before; what needs its framework reports that it is missing."""
    result = tiny().assess([2, 0])
    again = Assessment.model_validate_json(result.model_dump_json())

    assert again == result
    for reader in (again.gaps, again.next_steps, again.explain, again.__str__):
        with pytest.raises(PluginError, match="no such framework"):
            reader()


def test_a_stored_result_finds_its_installed_framework() -> None:
    """The readers look the framework up by its id, and check that its rules are the same."""
    result = load_framework("service-maturity-check").assess({})
    text = result.model_dump_json()
    assert Assessment.model_validate_json(text).gaps() == result.gaps()
    changed = text.replace(result.framework.rules_digest, "0" * 64)
    with pytest.raises(MaturityError, match="other rules"):
        Assessment.model_validate_json(changed).explain()


@pytest.mark.parametrize("text", ["", "[]", "{}", "not json", '{"schema_version": 3}', b"\xff", '{"level": NaN}'])
def test_what_is_no_stored_assessment_is_refused(text: str | bytes) -> None:
    """Text that is not a stored assessment gives an error of this library, with the place."""
    with pytest.raises(MaturityError) as caught:
        Assessment.model_validate_json(text)

    assert all(problem.where.startswith("assessment") for problem in caught.value.problems)


def test_a_result_of_a_newer_library_is_refused() -> None:
    """An unknown schema version is not guessed at."""
    stored = json.loads(tiny().assess({}).model_dump_json()) | {"schema_version": 3}

    with pytest.raises(MaturityError, match=r"assessment\.schema_version"):
        Assessment.model_validate_json(json.dumps(stored))


def test_completeness_counts_what_applies() -> None:
    """The share of applicable questions with an option chosen."""
    framework = tiny(questions=[question(name, not_applicable=True) for name in ("kept", "seen", "told")])

    assert framework.assess([1, NOT_APPLICABLE, UNANSWERED]).completeness == 0.5
    assert framework.assess([1, NOT_APPLICABLE, DONT_KNOW]).score_exact == Fraction(1, 4)


def fresh() -> Framework:
    """Return a framework that nothing has read yet, with ladders of every kind."""
    capabilities = [
        capability("goals", levels="own"),
        capability("plan", requires=[{"capability": "goals", "level": "mid"}]),
        capability("team", "people"),
    ]
    more = [rule("capability goals", level, least=bar) for level, bar in (("mid", "0.5"), ("high", 1))]
    requirements = [*two().requirements, *more]
    return two(capabilities=capabilities, level_lists={"own": LEVELS}, requirements=requirements)


@pytest.mark.parametrize("coded", [False, True], ids=["requirements", "code"])
@pytest.mark.wide
def test_T1_many_threads_share_one_fresh_framework(coded: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """Threads that start together on a framework that nothing has read yet all get the same result."""
    framework = two(requirements=[]).with_scorer(Product()) if coded else fresh()
    barrier = Barrier(THREADS)

    def work(_: int) -> tuple[str, str, list[int]]:
        barrier.wait()
        result = framework.assess([1, UNANSWERED, 2, 0])
        return result.model_dump_json(), str(result), framework.assess_many([[1, 1, 2, 0]]).levels.tolist()

    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(work, range(THREADS)))

    assert len({(text, page, tuple(levels)) for text, page, levels in found}) == 1


def test_T1_many_threads_share_one_assessment() -> None:
    """What an assessment computes on demand is the same for all threads that ask at once."""
    result = fresh().assess([1, UNANSWERED, 2, 0])

    with ThreadPoolExecutor(THREADS) as pool:
        found = list(pool.map(lambda _: (result.model_dump_json(), result.explain()), range(THREADS)))

    assert all(entry == found[0] for entry in found)


PROGRAM = """
import sys
from maturity_core import load_framework
sys.stdout.reconfigure(encoding="utf-8", newline="\\n")
framework = load_framework("tsia-customer-success")
result = framework.assess([place % 3 - (place % 5 == 0) for place in range(len(framework.questions))])
print(result.model_dump_json())
print(result)
print(result.next_steps(framework.levels[-1]).model_dump_json())
print(result.explain().model_dump_json())
print(framework.to_toml())
print(result._repr_html_())
print(framework.assess_many([result.codes])._repr_html_())
print(framework._repr_html_())
"""
ENVIRONMENTS: list[dict[str, str]] = [
    {"PYTHONHASHSEED": "0"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Pacific/Apia"},
    {"PYTHONHASHSEED": "4242", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "COLUMNS": "20", "TZ": "Asia/Kathmandu"},
]


def test_T2_every_process_says_the_same() -> None:
    """Hash seed, locale, time zone and width of the terminal change no byte of what is printed."""
    printed = []
    for changes in ENVIRONMENTS:
        environment: dict[str, Any] = {**os.environ, **changes}
        done = subprocess.run([sys.executable, "-c", PROGRAM], env=environment, capture_output=True, check=True)
        printed.append(done.stdout)

    assert printed[0]
    assert printed[0] == printed[1] == printed[2]
