"""What the doors for authors are given: what is not of the kind they take is refused in the grammar of all errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maturity_core.errors import AnswersError, Problem, TargetError, shown
from maturity_core.model.arguments import check_kind
from maturity_core.model.fields import is_list, is_table
from maturity_core.model.ladders import ladder_names
from maturity_core.model.states import NOT_APPLICABLE, is_code

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework


def sheet_given(framework: Framework, sheet: Any, where: str = "sheet") -> tuple[int, ...]:
    """Return a sheet, as it is: a code for every question.

    Raises:
        AnswersError: it is something else.
    """
    tops = [len(question.options) - 1 for question in framework.questions]
    codes = sheet if is_list(sheet) else ()
    fitting = [is_code(code) and NOT_APPLICABLE <= code <= top for code, top in zip(codes, tops, strict=False)]
    if len(codes) != len(tops) or not all(fitting):
        allowed = f"{len(tops)} codes: positions of options, or the constants of the other states"
        raise AnswersError([Problem("this is not a sheet", where, shown(sheet), allowed)])
    return tuple(codes)


def target_given(framework: Framework, target: Any) -> Any:
    """Return a target, as it is: none, a rank by ladder, or another sheet.

    Raises:
        TargetError: it is something else.
    """
    if target is None:
        return None
    if not is_table(target):
        return sheet_given(framework, target, "target")
    names = ladder_names(framework)
    for ladder, rank in target.items():
        levels = framework.ladder_levels(ladder) if ladder in names else ()
        if not is_code(rank) or not 0 <= rank < len(levels):
            allowed = "a ladder with the rank of one of its levels"
            raise TargetError([Problem("this is not a target", "target", f"{shown(ladder)}: {shown(rank)}", allowed)])
    return target


def settings_given(settings: Any) -> None:
    """Raise where what should be settings of Hypothesis, or None, is something else.

    Raises:
        ArgumentError: it is something else.
    """
    from hypothesis import settings as Settings  # noqa: N812, PLC0415 - a class, named as one; most calls have none

    if settings is not None:
        check_kind(settings, Settings, "settings")
