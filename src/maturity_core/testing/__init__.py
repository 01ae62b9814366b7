"""For authors of frameworks and scorers: laws, strategies for random frameworks and answers, a slow reference scorer.

Needs the extra `testing`, which installs Hypothesis. A name is imported on first use: Hypothesis looks into this
package whenever it is itself imported, and should not have to wait for all of it.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if find_spec("hypothesis") is None:
    from maturity_core.errors import MissingExtraError, Problem

    raise MissingExtraError(
        [
            Problem(
                "maturity_core.testing needs the extra 'testing', which installs Hypothesis",
                hint="install it with: pip install 'maturity-core[testing]'",
            )
        ]
    )

if TYPE_CHECKING:
    from maturity_core.testing.checking import check_framework, laws
    from maturity_core.testing.oracle import Oracle
    from maturity_core.testing.property_tests import law_tests
    from maturity_core.testing.pytest_door import parametrize_with_laws
    from maturity_core.testing.strategies import answers, frameworks, improvements, sheet_to_mapping, targets
    from maturity_core.testing.suite.law import Law
    from maturity_core.testing.suite.record import LawBroken, Record

else:  # hidden from type checkers, which would believe that any name can be found

    def __getattr__(name: str) -> object:
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = globals()[name] = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
        return value


__all__ = [
    "Law",
    "LawBroken",
    "Oracle",
    "Record",
    "answers",
    "check_framework",
    "frameworks",
    "improvements",
    "law_tests",
    "laws",
    "parametrize_with_laws",
    "sheet_to_mapping",
    "targets",
]

_HOMES = {
    "checking": "check_framework laws",
    "oracle": "Oracle",
    "property_tests": "law_tests",
    "pytest_door": "parametrize_with_laws",
    "strategies": "answers frameworks improvements sheet_to_mapping targets",
    "suite.law": "Law",
    "suite.record": "LawBroken Record",
}
"""By module, the names that the imports above show to type checkers."""
_HOME = {name: module for module, names in _HOMES.items() for name in names.split()}
