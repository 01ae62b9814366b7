"""Arguments of the functions for authors: those of the wrong type are refused in the same form as all errors."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from maturity_core.errors import AnswersError, Problem, TargetError, shown
from maturity_core.model.arguments import check_kind
from maturity_core.model.fields import is_list, is_table
from maturity_core.model.ladders import ladder_names
from maturity_core.model.states import NOT_APPLICABLE, is_code

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework


def sheet_given(framework: Framework, sheet: Any, where: str = "sheet") -> tuple[int, ...]:
    """Return a sheet unchanged if it has a valid code for every question.

    Raises:
        AnswersError: it is not such a sheet.
    """
    tops = framework.lookup.tops
    codes = sheet if is_list(sheet) else ()
    fitting = [is_code(code) and NOT_APPLICABLE <= code <= top for code, top in zip(codes, tops, strict=False)]
    if len(codes) != len(tops) or not all(fitting):
        allowed = f"{len(tops)} codes: positions of options, or the constants of the other states"
        raise AnswersError([Problem("not a valid answer sheet", where, shown(sheet), allowed)])
    return tuple(codes)


def target_given(framework: Framework, target: Any) -> Any:
    """Return a target unchanged if it is valid: None, a rank or a score for each ladder named, or another sheet.

    Raises:
        TargetError: it is not a valid target.
    """
    if target is None:
        return None
    if not is_table(target):
        return sheet_given(framework, target, "target")
    names = ladder_names(framework)
    for ladder, rank in target.items():
        levels = framework.ladder_levels(ladder) if ladder in names else ()
        scored = isinstance(rank, Fraction) and ladder in names
        if not scored and (not is_code(rank) or not 0 <= rank < len(levels)):
            allowed = "a ladder and the rank of one of its levels, or a score as a fraction"
            raise TargetError([Problem("not a valid target", "target", f"{shown(ladder)}: {shown(rank)}", allowed)])
    return target


def settings_given(settings: Any) -> None:
    """Check that an argument is None or Hypothesis settings.

    Raises:
        ArgumentError: it is neither.
    """
    from hypothesis import settings as Settings  # noqa: N812, PLC0415 - a class; most calls pass none

    if settings is not None:
        check_kind(settings, Settings, "settings")
