"""`maturity translate`, and what `--language` does to a model's own texts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from app.conftest import SAYS_NOTHING, TINY
from translated import GERMAN

from maturity_core import load_framework
from maturity_core.model.fields import is_list, is_table
from maturity_core.model.texts import texts_by_address

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]
    Write = Callable[[str, str | bytes], Path]

CHECK = "service-maturity-check"
HEAD = GERMAN.format(id="tiny", edition="1")
PIECE = re.compile(r"[A-Za-z]+(?:,? [A-Za-z-]+){3,}")


def english(printed: str) -> set[str]:
    """Return the pieces of English texts of the check, of four words or more, that were printed."""
    told = " ".join(printed.split())
    own = {*texts_by_address(load_framework(CHECK, language="de")).values()}
    pieces = {piece for text in texts_by_address(load_framework(CHECK)).values() for piece in PIECE.findall(text)}
    return {piece for piece in pieces if piece in told and not any(piece in text for text in own)}


def answers(label: str) -> str:
    return f'[answers]\nplan-holds = "{label}"\nplan-known = "rarely"\n'


def test_a_result_in_german_is_all_in_german(maturity: Run, file: Write) -> None:
    codes = {asked.id: asked.options[place % 3].id for place, asked in enumerate(load_framework(CHECK).questions)}
    sheet = file("a.json", json.dumps({"organisation": "Nord", "answers": codes}))
    told = maturity("assess", CHECK, sheet, "--language", "de")
    assert (told.code, english(told.out)) == (0, set())
    assert "Service-Reifegrad-Check, Ausgabe 2.0" in told.out
    for command in (["show", CHECK], ["show", CHECK, "--capability", "role"], ["template", CHECK]):
        assert english(maturity(*command, "--language", "de").out) == set()


def test_the_page_in_german_has_no_other_texts(maturity: Run, tmp_path: Path) -> None:
    page = tmp_path / "check.html"
    assert maturity("page", CHECK, "--out", page, "--language", "de").err == f"written: {page}\n"
    written = page.read_text("utf-8")
    given = json.loads(re.findall(r'id="given">(.*?)</script>', written)[0])
    told = " ".join(found for found in strings(given["framework"]["framework"]))

    assert '<html lang="de" dir="ltr"' in written
    assert "<title>Service-Reifegrad-Check</title>" in written
    assert english(told) == english(" ".join(given["sentences"])) == set()
    assert given["framework"]["rules_digest"] == load_framework(CHECK).rules_digest
    assert given["digests"].split() == [*load_framework(CHECK).words_digests.values()]


def strings(value: Any) -> list[str]:
    """Return every text in data."""
    if is_table(value):
        return [text for entry in value.values() for text in strings(entry)]
    if is_list(value):
        return [text for entry in value for text in strings(entry)]
    return [value] if isinstance(value, str) else []


def test_what_is_not_translated_is_said_once_and_counted(maturity: Run, file: Write) -> None:
    model, sheet = file("tiny.toml", TINY), file("a.toml", answers("often"))
    none = maturity("assess", model, sheet, "--language", "de")
    total = len(re.findall("^#[|]", maturity("translate", model, "--language", "de", "--template").out, re.MULTILINE))
    file("tiny.de.toml", f"{HEAD}\nname = 'Winzig'")
    some = maturity("assess", model, sheet, "--language", "de")

    expected = f"Dieses Modell gibt es nicht auf Deutsch: Seine {total} Texte erscheinen im Original (English)."
    assert none.err.count(expected) == 1
    assert f"{total - 1} Texte dieses Modells sind nicht ins Deutsche übersetzt" in some.err
    assert "Winzig, Ausgabe 1" in some.out
    assert maturity("assess", model, sheet).err == f"{sheet}: {SAYS_NOTHING}\n"


def test_answers_with_labels_of_either_language_give_one_result(maturity: Run, file: Write) -> None:
    model = file("tiny.toml", TINY)
    file("tiny.de.toml", f"{HEAD}\nscales.habit.options.often.label = 'Oft'")
    told = [
        maturity("assess", model, file(f"{name}.toml", answers(name)), "--language", "de").out
        for name in ("Oft", "Often", "often")
    ]

    assert told[0] == told[1] == told[2]
    assert maturity("assess", model, file("o.toml", answers("Oft"))).code == 2


def test_files_filled_in_in_one_language_are_at_home_in_the_other(maturity: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "blatt.toml"
    maturity("template", CHECK, "--language", "de", "--out", sheet)
    assert "Wie weit hat Ihr Unternehmen" in sheet.read_text("utf-8")

    assert maturity("assess", CHECK, sheet).err == maturity("assess", CHECK, sheet, "--language", "de").err == ""
    here, there = (maturity("assess", CHECK, sheet, "--json", "--language", code).out for code in ("en", "de"))
    assert json.loads(here)["assessment"]["score"] == json.loads(there)["assessment"]["score"]


def test_translate_says_how_far_a_translation_is(maturity: Run, file: Write) -> None:
    model = file("tiny.toml", TINY)
    file("tiny.de.toml", f"{HEAD}\n#| Tinier\nname = 'Winzig'\nlevels.low.name = 'Tief'\nquestions.gone.text = 'x'")
    told = maturity("translate", model, "--language", "de").out
    data = json.loads(maturity("translate", model, "--language", "de", "--json").out)

    assert f"Tiny, edition 1 (tiny), in de: 1 of {data['texts']} texts are translated." in told
    assert "Translated from another wording (1)" in told
    assert data["changed"] == ["name"]
    assert data["gone"] == ["questions.gone"]
    assert len(data["missing"]) == data["texts"] - 2
    assert f"and {len(data['missing']) - 10} more; --json lists them all" in told
    assert "415 of 415 texts" in " ".join(maturity("translate", CHECK, "--language", "de").out.split())


def test_a_template_is_a_new_file_and_keeps_what_there_is(maturity: Run, file: Write, tmp_path: Path) -> None:
    model, begun, out = file("tiny.toml", TINY), tmp_path / "tiny.de.toml", tmp_path / "new.toml"
    made = maturity("translate", model, "--language", "de", "--template", "--out", begun)
    assert made.err == f"written: {begun}\n"
    assert "0 of" in made.out
    again = maturity("translate", model, "--language", "de", "--template", "--out", begun)
    assert (again.code, "already exists and was left unchanged" in again.err) == (2, True)
    begun.write_text(begun.read_text("utf-8").replace('# name = ""', 'name = "Winzig"', 1), "utf-8")

    maturity("translate", model, "--language", "de", "--template", "--out", out)
    printed = maturity("translate", model, "--language", "de", "--template", "--from", out)
    assert '#| Tiny\nname = "Winzig"' in out.read_text("utf-8")
    assert printed.out == out.read_text("utf-8")


def test_translate_refuses_what_makes_no_sense(maturity: Run, file: Write, tmp_path: Path) -> None:
    model = file("tiny.toml", TINY)
    for arguments, said in (
        (["--language", "en"], "in this language already"),
        (["--language", "../x"], "expected a language tag"),
        (["--language", "de", "--out", "x.toml"], "--out needs --template"),
        (["--language", "de", "--template", "--json"], "--json needs --out"),
        (["--language", "de", "--template", "--out", tmp_path / "x.csv"], "cannot be written in this format"),
        (["--language", "de", "--from", tmp_path / "none.toml"], "cannot be read"),
    ):
        done = maturity("translate", model, *arguments)
        assert (done.code, said in " ".join(done.err.split())) == (2, True), done.err


def test_lint_looks_at_translations(maturity: Run, file: Write) -> None:
    model, long = file("tiny.toml", TINY), "Wort " * 30
    file("tiny.de.toml", f"{HEAD}\nname = 'Winzig'\nquestions.plan-holds.text = '{long}'")
    found = json.loads(maturity("lint", model, "--json").out)["findings"]
    here = [(each["rule"], each["where"]) for each in found if each["language"] == "de"]

    assert ("long-text", "questions.plan-holds.text") in here
    assert ("untranslated-text", "levels.low.name") in here
    assert ("untranslated-text", "name") not in here
    assert "translation de, levels.low.name: it is shown in the original language, en" in maturity("lint", model).out
    assert "untranslated" not in maturity("lint", CHECK).out
    broken = file("tiny.de.toml", f"{HEAD}\nnmae = 'x'")
    done = maturity("lint", model)
    assert (done.code, f"{broken}:3:1 nmae: the framework has no such text" in " ".join(done.err.split())) == (2, True)
