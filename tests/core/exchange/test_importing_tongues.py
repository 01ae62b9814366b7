"""Translations that a source has become files beside the definition, with nothing that a translation cannot say."""

from __future__ import annotations

from pathlib import Path

import pytest
from published import CISO, TRANSLATED, written

from maturity_core import Framework, FrameworkError, Imported, import_framework, read_framework
from maturity_core.definition.translating import beside
from maturity_core.exchange.importing import tongues
from maturity_core.model.texts import address_text


def imported(folder: Path, text: str) -> Imported:
    return import_framework("ciso", written(folder, {"l.yaml": text}) / "l.yaml")


def left_out(found: Imported) -> list[str]:
    return [str(remark) for remark in found.remarks if remark.kind == "left out"]


def read_back(folder: Path, found: Imported, language: str) -> Framework:
    path = folder / "model.toml"
    path.write_text(found.framework.to_toml(), "utf-8")
    for code, text in found.translations.items():
        Path(beside(str(path), code)).write_text(text, "utf-8")
    return read_framework(path, language=language)


def test_a_library_in_three_languages_is_read_back_in_each(tmp_path: Path) -> None:
    found = imported(tmp_path, TRANSLATED)
    german = read_back(tmp_path, found, "de")

    assert sorted(found.translations) == ["de", "pt-BR"]
    assert {address_text(address): text for address, text in german.translations.items()} == {
        "name": "Rahmen",
        "summary": "Wenige Anforderungen.",
        "source.licence": "Frei",
        "scales.score-2.options.good.label": "Gut",
        "dimensions.a.name": "A Küche",
        "dimensions.a.summary": "Kochen.",
        "capabilities.b.name": "B Heizt den Raum.",
        "questions.b-1.text": "Warm genug",
        "questions.b-1.place": "B.1",
        "profiles.g.name": "Alle",
    }
    assert german.rules_digest == found.framework.rules_digest
    assert german.questions[0].help == "It is warm.\n\nTouch it."  # the hint has no German: no text in two languages
    portuguese = read_back(tmp_path, found, "pt-BR")
    assert portuguese.questions[0].help == "Está quente.\n\nToque."
    assert portuguese.questions[1].text == "Cold"
    assert '#| Warm\ntext = "Warm genug"' in found.translations["de"]


def test_what_has_no_place_is_counted(tmp_path: Path) -> None:
    said = [text for text in left_out(imported(tmp_path, TRANSLATED)) if "in 'de'" in text or "translations" in text]

    assert [text.partition(": the orig")[0] for text in said] == [
        "l.yaml:4:5: 2 of 11 texts in 'de'",
        "translations of scores: the field 'doc'",
        "translations of the library: the field 'name'",
    ]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("../x", "the translation into '../x': expected a language tag"),
        ("de/../../x", "the translation into 'de/../../x': expected a language tag"),
        ("C:x", "expected a language tag"),
        ("de.toml", "expected a language tag"),
        ("x" * 500, "expected a language tag"),
        ("\u202ede", "expected a language tag"),
        ("EN", "the translation into 'EN': the framework is in this language already"),
        ("en", "the framework is in this language already"),
    ],
)
def test_D2_a_name_that_is_no_other_language_never_becomes_part_of_a_file_name(
    tmp_path: Path, code: str, said: str
) -> None:
    found = imported(tmp_path, TRANSLATED.replace("pt-BR", f'"{code}"'))

    assert list(found.translations) == ["de"]
    assert any(said in text for text in left_out(found))
    assert all(len(text) < 300 and "\u202e" not in text for text in left_out(found))


def test_one_language_in_two_spellings_has_no_file(tmp_path: Path) -> None:
    found = imported(tmp_path, TRANSLATED.replace("pt-BR", "DE"))

    assert not found.translations
    assert sum("it is there in another spelling, too" in text for text in left_out(found)) == 2


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("translations: x", "expected a table; got 'x'"),
        ("translations: [de]", "expected a table; got a list"),
        ("translations: {de: x}", "expected a table; got 'x'"),
        ("translations: {de: {name: [a]}}", "expected a text; got a list"),
        ("translations: {de: {name: {a: b}}}", "expected a text; got a table"),
    ],
)
def test_D2_translations_of_a_wrong_kind_are_refused_with_their_place(tmp_path: Path, new: str, said: str) -> None:
    old = "translations: {de: {name: Rahmen, description: Wenige Anforderungen.}}"

    with pytest.raises(FrameworkError, match=r"l\.yaml:\d+:\d+: ") as refused:
        imported(tmp_path, TRANSLATED.replace(old, new))
    assert said in str(refused.value)


def test_texts_that_do_not_fit_are_comments(tmp_path: Path) -> None:
    found = imported(tmp_path, TRANSLATED.replace("Warm genug", "'{w}'").replace("Gut", "' '"))
    both = imported(tmp_path, TRANSLATED.replace("Warm genug", "'{w}'").replace("Gut", "'{g}'"))

    assert any("1 text in de that does not fit: questions.b-1.text" in text for text in left_out(found))
    assert any(
        "2 texts in de that do not fit: scales." in text and "and 1 more; comm" in text for text in left_out(both)
    )
    assert '# text = "{w}"' in found.translations["de"]
    assert ("questions", "b-1", "text") not in read_back(tmp_path, found, "de").translations


def test_D2_languages_and_sizes_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = ", ".join(f"q{chr(97 + n // 26)}{chr(97 + n % 26)}: {{name: N}}" for n in range(30))
    found = imported(tmp_path, TRANSLATED.replace("pt-BR: {name: Quente", f"{many}, pt-BR: {{name: Quente"))

    assert len(found.translations) == tongues.MOST_LANGUAGES
    assert any("languages beyond the first 25" in text for text in left_out(found))

    monkeypatch.setattr("maturity_core.definition.file_text.LARGEST_FILE", 2_500)
    long = imported(tmp_path, TRANSLATED.replace("Kochen.", "Kochen. " * 200))
    assert list(long.translations) == ["pt-BR"]
    assert any("the translation into 'de': the file is too large" in text for text in left_out(long))


def test_a_library_without_translations_has_none(tmp_path: Path) -> None:
    found = imported(tmp_path, CISO.replace("translations", "labels"))

    assert dict(found.translations) == {}
