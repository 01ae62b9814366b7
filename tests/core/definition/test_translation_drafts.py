"""A translation to fill in: what was there stays, and what no longer fits is named and put out of use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from builders import dear, drawn, tiny
from hypothesis import given
from hypothesis import strategies as st
from translated import PREFIX, marked, written

from maturity_core import ArgumentError, Framework, load_framework
from maturity_core.definition.translating import parse_translation
from maturity_core.definition.translation_drafts import translation_draft
from maturity_core.model.texts import texts_by_address

if TYPE_CHECKING:
    from pathlib import Path

SMALL = tiny(
    summary="One line.\n\n- a point",
    notes=[{"at": "about", "text": "See {command:compare}.", "basis": "interpretation"}],
)


def filled(text: str) -> str:
    """Return a draft with every text translated, as a person would: by taking away the comment signs."""
    lines: list[str] = []
    original: list[str] = []
    for line in text.split("\n"):
        if line.startswith("#|"):
            original.append(line.removeprefix("#|").removeprefix(" "))
        elif original:
            key = line.removeprefix("# ").partition(" = ")[0]
            told = PREFIX + "\n".join(original)
            lines += [f"{key} = {quoted(told)}"]
            original = []
        else:
            lines.append(line)
    return "\n".join(lines)


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


@dear
@given(st.sampled_from(drawn()))
def test_a_template_that_is_filled_in_is_a_whole_translation(framework: Framework) -> None:
    draft = translation_draft(framework, "qaa")
    told = parse_translation(framework, filled(draft.text), "x.qaa.toml")

    assert (draft.total, len(draft.missing)) == (len(texts_by_address(framework)),) * 2
    assert told.untranslated == ()
    assert told.digest == marked(framework).digest
    assert len(parse_translation(framework, draft.text, "x.qaa.toml").untranslated) == draft.total


def test_a_translation_that_was_begun_keeps_what_it_has(tmp_path: Path) -> None:
    begun = tmp_path / "tiny.de.toml"
    text = translation_draft(SMALL, "de").text.replace('# name = ""', '# ask Ann\nname = "Winzig"', 1)
    begun.write_text(text, "utf-8")
    again = translation_draft(SMALL, "de", str(begun))

    assert '# ask Ann\n#| Tiny\nname = "Winzig"\n' in again.text
    assert (again.changed, again.gone) == ((), ())
    assert len(again.missing) == again.total - 1
    begun.write_text(again.text, "utf-8")
    assert translation_draft(SMALL, "de", str(begun)) == again


def test_a_text_whose_original_has_changed_is_put_out_of_use(tmp_path: Path) -> None:
    begun = tmp_path / "tiny.de.toml"
    begun.write_text(filled(translation_draft(SMALL, "de").text), "utf-8")
    begun.write_text(re.sub(f"(.*{PREFIX}Tiny.*)", r"#| Tiny\n\1", begun.read_text("utf-8")), "utf-8")
    other = SMALL.model_copy(update={"name": "Small"})
    draft = translation_draft(other, "de", str(begun))

    assert draft.changed == ("name",)
    assert f'#| Small\n# name = "{PREFIX}Tiny"\n' in draft.text
    assert parse_translation(other, draft.text, "x").name == "Small"


def test_what_no_longer_fits_is_named_and_kept_as_a_comment(tmp_path: Path) -> None:
    begun = tmp_path / "tiny.de.toml"
    texts = {
        ("notes", "1", "text"): "Ohne Befehl.",
        ("questions", "gone", "text"): "War da.\u001b[2J",
        ("questions", "gone", "labels", "a"): "A",
        ("dimensions", "work", "name"): "Arbeit",
    }
    text = written(SMALL, texts, "de").replace("\u001b", "\\u001b")
    begun.write_text(f"{text}\ncapabilities.plan.name = 1.5\nold = 2020-01-01\n", "utf-8")
    draft = translation_draft(SMALL, "de", str(begun))

    assert set(draft.changed) == {"notes.1.text", "capabilities.plan.name"}
    assert set(draft.gone) == {"questions.gone", "old"}
    assert '# text = "Ohne Befehl."' in draft.text
    assert '# name = "1.5"' in draft.text
    assert '# questions.gone = { text = "War da.\ufffd[2J", labels = { a = "A" } }' in draft.text
    assert parse_translation(SMALL, draft.text, "x").dimensions[0].name == "Arbeit"


def test_the_own_language_is_refused() -> None:
    for language in ("en", "EN"):
        with pytest.raises(ArgumentError, match="in this language already"):
            translation_draft(SMALL, language)


def test_the_german_translation_was_made_from_the_texts_as_they_are() -> None:
    """Whoever changes a text of the check finds its translation here."""
    check = load_framework("service-maturity-check")
    draft = translation_draft(check, "de", "src/maturity_frameworks/service_maturity_check/framework.de.toml")

    assert (draft.missing, draft.changed, draft.gone) == ((), (), ())
