"""Every law, over the models that are included."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hypothesis import settings

from maturity_core import available_frameworks, load_framework
from maturity_core.testing import parametrize_with_laws

if TYPE_CHECKING:
    from maturity_core import Framework
    from maturity_core.testing import Law

FEW = (
    None if os.environ.get("MATURITY_PROFILE") == "long" else settings(max_examples=15, derandomize=True, database=None)
)
"""Models change more rarely than what checks them: `maturity check` tries more sheets."""
MODELS = [load_framework(name) for name in available_frameworks()]


@parametrize_with_laws(MODELS)
def test_laws(framework: Framework, law: Law) -> None:
    law.check(framework, FEW)
