"""How many examples a property gets that takes long for each: a part of those of the profile."""

from __future__ import annotations

from hypothesis import settings

FIFTH = settings(max_examples=(settings.default or settings()).max_examples // 5)
"""A fifth of the profile's examples: for what plans or builds several frameworks for each."""
