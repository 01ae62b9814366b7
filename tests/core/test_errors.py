"""Errors: one base, one grammar, and the problems kept as data."""

import pickle

import pytest

from maturity_core import (
    AnswersError,
    ArgumentError,
    FrameworkError,
    MaturityError,
    MissingExtraError,
    NotFoundError,
    PluginError,
    Problem,
    TargetError,
)
from maturity_core.errors import printable, shown
from maturity_core.nearest import nearest

CHILDREN = {
    FrameworkError: ValueError,
    AnswersError: ValueError,
    TargetError: ValueError,
    PluginError: LookupError,
    MissingExtraError: ImportError,
    ArgumentError: TypeError,
    NotFoundError: KeyError,
}
PROBLEMS = [
    Problem("no such question", "answers.gols", "'gols'", hint="did you mean 'goals'?"),
    Problem("no option has this position", "answers.plan", "7", "0 to 3"),
]


@pytest.mark.parametrize(("child", "builtin"), CHILDREN.items())
def test_every_error_is_a_maturity_error_and_the_fitting_builtin(child: type[MaturityError], builtin: type) -> None:
    assert issubclass(child, MaturityError)
    assert issubclass(child, builtin)


def test_a_message_lists_every_problem_on_a_line_of_its_own() -> None:
    error = AnswersError(PROBLEMS)

    assert error.problems == tuple(PROBLEMS)
    assert str(error).splitlines() == [
        "answers.gols: no such question; got 'gols'; did you mean 'goals'?",
        "answers.plan: no option has this position; got 7; allowed: 0 to 3",
    ]


def test_a_text_alone_is_one_problem() -> None:
    assert MaturityError("nothing to read").problems == (Problem("nothing to read"),)


@pytest.mark.parametrize("child", [MaturityError, *CHILDREN])
def test_an_error_travels_between_processes_with_its_problems(child: type[MaturityError]) -> None:
    error = pickle.loads(pickle.dumps(child(PROBLEMS)))  # noqa: S301 - the test made the bytes

    assert type(error) is child
    assert error.problems == tuple(PROBLEMS)
    assert str(error) == str(child(PROBLEMS))


@pytest.mark.parametrize("hidden", ["\x1b[31m", "\u202e", "\u200b", "\u2028", "\x00", "\n"])
def test_R3_a_message_holds_no_control_characters(hidden: str) -> None:
    assert hidden not in str(Problem(f"bad{hidden}name", f"a{hidden}b", f"c{hidden}d"))
    assert printable(f"a{hidden}b") != f"a{hidden}b"


def test_the_nearest_name_is_near_or_none() -> None:
    assert nearest("Gols", ["plan", "goals"]) == "goals"
    assert not nearest("xylophone", ["plan", "goals"])


class Silent:
    def __repr__(self) -> str:
        raise RuntimeError


class Rude:
    def __repr__(self) -> str:
        raise ValueError


OBJECT = object()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        pytest.param("plan", "'plan'", id="text"),
        pytest.param(12, "12", id="number"),
        pytest.param(10**5000, "a number too long to show", id="many_digits"),
        pytest.param({"a": [10**5000]}, "a number too long to show", id="many_digits_inside"),
        pytest.param(Silent(), "an object of type Silent", id="no_repr"),
        pytest.param([Silent()], "an object of type list", id="no_repr_inside"),
        pytest.param(Rude(), "a number too long to show", id="cannot_show_itself"),
        pytest.param(OBJECT, "an object of type object", id="shown_with_its_address"),
        pytest.param([OBJECT], "[an object of type object]", id="shown_with_its_address_inside"),
        pytest.param(b"x" * 500, f"b'{'x' * 78}…{'x' * 39}' (503 characters)", id="long"),
    ],
)
def test_A4_whatever_is_given_is_shown_in_a_few_words(value: object, text: str) -> None:
    assert shown(value) == text


def test_a_name_much_longer_than_any_id_is_near_to_none() -> None:
    assert not nearest("plan" * 100, ["plan" * 100])


@pytest.mark.parametrize("given", [3, None, [3], b"x", [Problem("wrong"), 3]])
def test_an_error_can_be_raised_with_anything(given: object) -> None:
    error = MaturityError(given)  # type: ignore[arg-type]

    assert all(isinstance(problem, Problem) for problem in error.problems)
    assert repr(error).startswith("MaturityError(")


def test_the_repr_of_an_error_is_one_short_line() -> None:
    assert repr(AnswersError(PROBLEMS)) == (
        "AnswersError(\"answers.gols: no such question; got 'gols'; did you mean 'goals'? (and 1 more)\")"
    )
    assert repr(AnswersError([])) == "AnswersError('')"
    assert repr(PROBLEMS[1]) == "Problem('answers.plan: no option has this position; got 7; allowed: 0 to 3')"


def test_what_is_not_found_is_told_as_it_is_written() -> None:
    assert str(NotFoundError("no such dimension")) == "no such dimension"


def test_L4_an_error_tells_its_first_hundred_problems_and_keeps_all() -> None:
    error = AnswersError([Problem("no such question", f"answers.q-{place}") for place in range(1000)])

    assert str(error).splitlines()[98:] == [
        "answers.q-98: no such question",
        "answers.q-99: no such question",
        "... and 900 more",
    ]
    assert len(error.problems) == 1000
