"""Scorers in code that a file names by their kind: installed, with settings, missing, or made wrongly."""

from __future__ import annotations

import sys
from fractions import Fraction
from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from builders import Product, tiny

from maturity_core import (
    Framework,
    FrameworkError,
    PluginError,
    parse_framework,
)

if TYPE_CHECKING:
    from pathlib import Path


PLUGIN = dedent("""
    from fractions import Fraction
    from maturity_core import Scorer, Standings

    class Weakest(Scorer):
        def __init__(self, bonus_points=Fraction(0), remark="none"):
            self.bonus, self.remark = bonus_points, remark

        def score(self, framework, answers):
            worst = max(min(answers.values()), 0)
            return Standings(level=worst, score=min(Fraction(worst, 2) + self.bonus, Fraction(1)))

    ready = Weakest(Fraction(1, 2))
""")


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install a distribution with two scorers for a single test."""
    (tmp_path / "made_of_code.py").write_text(PLUGIN, "utf-8")
    folder = tmp_path / "made_of_code-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: made-of-code\nVersion: 1.0\n", "utf-8")
    entries = "[maturity.scorers]\ncoded-weakest = made_of_code:Weakest\ncoded-ready = made_of_code:ready\n"
    (folder / "entry_points.txt").write_text(entries, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "made_of_code", raising=False)


def naming(kind: str, settings: str = "") -> Framework:
    """Return a framework read from a file that names a scorer."""
    return parse_framework(tiny(requirements=[], scorer={"kind": kind}).to_toml() + f"\n{settings}")


@pytest.mark.usefixtures("installed")
def test_a_file_names_a_scorer_by_its_kind_with_settings() -> None:
    """A class is called with the settings of the file, hyphens as underscores; an instance is used as it is."""
    settings = '[scorer.settings]\nbonus-points = "1/4"\nremark = "kept"\n'
    framework = naming("coded-weakest", settings)

    assert framework.assess([1, 2]).score_exact == Fraction(3, 4)
    assert framework.assess([1, 2]).level == framework.levels[1]
    assert naming("coded-weakest").assess([1, 2]).score_exact == Fraction(1, 2)
    assert naming("coded-ready").assess([0, 2]).score_exact == Fraction(1, 2)
    assert framework.with_scorer(Product()).assess([1, 2]).score_exact == Fraction(1, 2)


def test_a_kind_that_is_not_installed_is_named_when_it_is_needed() -> None:
    """The file can be read; assessing says which scorer is missing."""
    framework = naming("nowhere-to-be-found")

    with pytest.raises(PluginError, match="no such scorer; got 'nowhere-to-be-found'"):
        _ = framework.assess({}).level


def test_a_scorer_stands_in_place_of_requirements() -> None:
    """A file has either rules or a scorer."""
    with pytest.raises(FrameworkError, match="replaces requirements"):
        tiny(scorer={"kind": "coded-weakest"})


@pytest.mark.usefixtures("installed")
def test_settings_that_a_scorer_does_not_take_are_refused() -> None:
    """An instance takes none, a class only its own; the error is this library's, and says where."""
    wrong = {
        ("coded-ready", 'remark = "kept"'): "scorer.settings: this scorer takes no settings; got remark; remove them",
        (
            "coded-weakest",
            'malus = "1"',
        ): "scorer.settings: the scorer cannot be created with these settings: TypeError: ",
    }
    for (kind, setting), message in wrong.items():
        with pytest.raises(PluginError) as caught:
            _ = naming(kind, f"[scorer.settings]\n{setting}\n").assess({}).level
        assert str(caught.value).startswith(message)
