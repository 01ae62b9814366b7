"""Every law, over the models that are included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core import available_frameworks, load_framework
from maturity_core.testing import parametrize_with_laws

if TYPE_CHECKING:
    from maturity_core import Framework
    from maturity_core.testing import Law

MODELS = [load_framework(name) for name in available_frameworks()]


@parametrize_with_laws(MODELS)
def test_laws(framework: Framework, law: Law) -> None:
    law.check(framework)
