"""What other programs call a question is kept as an alias, so that their exports find it."""

from __future__ import annotations

from pathlib import Path

import pytest
from published import CISO, DSOMM, SAMM, written

from maturity_core import Framework, import_framework
from maturity_core.exchange.importing import Draft

NODES = (
    "    - {urn: 'd2', parent_urn: c, assessable: true, ref_id: A.1}\n    - {urn: score, assessable: true, ref_id: E}\n"
)


def names(framework: Framework) -> dict[str, tuple[str, ...]]:
    return {question.id: question.aliases for question in framework.questions}


@pytest.mark.parametrize("form", ["samm", "dsomm", "ciso"])
def test_questions_keep_the_names_that_their_program_knows_them_by(tmp_path: Path, form: str) -> None:
    files = {"samm": SAMM, "dsomm": DSOMM, "ciso": {"a.yaml": CISO}}[form]
    folder = written(tmp_path, files)

    found = names(import_framework(form, folder / "a.yaml" if form == "ciso" else folder).framework)

    assert (
        found
        == {
            "samm": {"g-s-1-a": ("G-S-A-1-1",), "k-b-1-a": ("K-B-A-1-1",), "k-b-2-a": ("K-B-A-2-1",)},
            "dsomm": {
                "tiles": ("u1",),
                "gutter": ("u2",),
                "chimney": ("u3",),
                "bricks": ("u4",),
                "mortar": (),
                "stones": (),
            },
            "ciso": {"a-1": ("d", "A.1"), "e": (), "f": ("urn:f",), "n7": ("f:g", "7")},
        }[form]
    )


def test_names_that_two_questions_share_and_reserved_ones_are_left_out(tmp_path: Path) -> None:
    library = written(tmp_path, {"a.yaml": CISO + NODES}) / "a.yaml"

    found = names(import_framework("ciso", library).framework)

    assert {name: found[name] for name in ("a-1", "a-1-2")} == {"a-1": ("d",), "a-1-2": ("d2",)}
    assert ("E",) not in found.values()
    assert "score" not in {alias for aliases in found.values() for alias in aliases}


def test_an_activity_with_a_name_of_its_own_has_no_code(tmp_path: Path) -> None:
    files = {name.replace("G-S-1-A", "Digging"): text for name, text in SAMM.items()}

    found = names(import_framework("samm", written(tmp_path, files)).framework)

    assert found["digging"] == ()


def test_a_draft_without_questions_has_no_aliases() -> None:
    draft = Draft()

    draft.keep_clear_aliases()

    assert draft.tables == {}
