"""Errors: one base, one grammar, and the problems kept as data."""

import pickle

import pytest

from maturity_core import (
    AnswersError,
    FrameworkError,
    MaturityError,
    MissingExtraError,
    PluginError,
    Problem,
    TargetError,
)
from maturity_core.errors import nearest, printable

CHILDREN = {
    FrameworkError: ValueError,
    AnswersError: ValueError,
    TargetError: ValueError,
    PluginError: LookupError,
    MissingExtraError: ImportError,
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
