"""The laws that every framework keeps, one file a group of them."""

from __future__ import annotations

from maturity_core.testing.laws import definition, scoring
from maturity_core.testing.laws.law import Law

ALL: tuple[Law, ...] = (*definition.LAWS, *scoring.LAWS)
