"""Importers as plugins: listed, loaded by the name of their format, refused if they are not functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from maturity_core import PluginError, list_plugins
from maturity_core.plugins.registry import IMPORTERS, load_importer

if TYPE_CHECKING:
    from sites import Site


def test_an_importer_is_found_by_the_name_of_its_format(site: Site) -> None:
    module = site.module("tea", "def tea(source):\n    return source\n\nleaf = 7\n")
    site.metadata("acme-tea", f"[{IMPORTERS}]\ntea = {module}:tea\nleaf = {module}:leaf\n")

    assert load_importer("tea", distributions=site.distributions)(3) == 3
    with pytest.raises(
        PluginError, match=r"importer 'leaf' of acme-tea 1.0: TypeError: gives 7, which is not a function"
    ):
        load_importer("leaf", distributions=site.distributions)
    assert [str(one) for one in list_plugins(distributions=site.distributions)] == [
        "importer 'leaf' of acme-tea 1.0",
        "importer 'tea' of acme-tea 1.0",
    ]
