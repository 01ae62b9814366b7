"""For authors of frameworks and scorers: laws, strategies for random frameworks and answers, a slow reference scorer.

Needs the extra `testing`, which brings Hypothesis.
"""

from maturity_core.errors import MissingExtraError, Problem

try:
    from maturity_core.testing.checking import check_framework, laws
    from maturity_core.testing.laws.law import Law
    from maturity_core.testing.laws.record import LawBroken, Record
    from maturity_core.testing.oracle import Oracle
    from maturity_core.testing.pytest_door import parametrize_with_laws
    from maturity_core.testing.strategies import answers, frameworks, improvements, sheet_to_mapping, targets
except ModuleNotFoundError as error:
    if error.name != "hypothesis":
        raise
    hint = "install it with: pip install 'maturity-core[testing]'"
    raise MissingExtraError(
        [Problem("maturity_core.testing needs the extra 'testing', which brings Hypothesis", hint=hint)]
    ) from error

__all__ = [
    "Law",
    "LawBroken",
    "Oracle",
    "Record",
    "answers",
    "check_framework",
    "frameworks",
    "improvements",
    "laws",
    "parametrize_with_laws",
    "sheet_to_mapping",
    "targets",
]
