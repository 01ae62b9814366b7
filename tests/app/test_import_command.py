"""`maturity import`: a published model becomes a definition file, and the output says what became of its source."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from published import SAMM, TRANSLATED, written

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]


def test_a_model_is_written_and_can_be_assessed(maturity: Run, tmp_path: Path) -> None:
    source, out = written(tmp_path / "samm", SAMM), tmp_path / "ours.toml"

    done = maturity("import", "samm", source, "--out", out, "--id", "ours")

    assert (done.code, done.err) == (0, f"written: {out}\n")
    assert done.out.startswith("OWASP SAMM, edition 3.1 (ours): 2 dimensions, 2 capabilities, 3 questions and 2\n")
    assert "Licence of its texts: Attribution 4.0, Version 4." in done.out
    assert "- model/answer_sets/A.yml:4:10: an unquoted No is read as a truth value" in done.out
    assert "\nWhat was left out (2)\n" in done.out
    assert "- warning capability-without-remedy: " in done.out
    assert maturity("template", out).code == 0


def test_json_has_every_remark(maturity: Run, tmp_path: Path) -> None:
    sets = {f"model/answer_sets/{n}.yml": SAMM["model/answer_sets/A.yml"].replace("e1", f"x{n}") for n in range(12)}
    source = written(tmp_path / "samm", SAMM | sets)

    told = maturity("import", "samm", source, "--out", tmp_path / "a.toml")
    done = maturity("import", "samm", source, "--out", tmp_path / "b.toml", "--edition", "7", "--json")

    data = json.loads(done.out)
    assert "  and 3 more; --json lists them all\n" in told.out
    assert (data["framework"], data["edition"], data["counts"]["questions"]) == ("owasp-samm", "7", 3)
    assert [one["kind"] for one in data["remarks"]].count("fault") == 13
    assert {"rule", "severity", "where", "what"} == set(data["findings"][0])


def test_what_is_wrong_leaves_no_file(maturity: Run, tmp_path: Path) -> None:
    out = tmp_path / "out.toml"

    assert "business_functions: no such folder" in maturity("import", "samm", tmp_path, "--out", out).err
    assert maturity("import", "samm", tmp_path, "--out", tmp_path / "out.json").code == 2
    assert not out.exists()


def test_translations_are_written_beside_the_model(maturity: Run, tmp_path: Path) -> None:
    source, out = written(tmp_path, {"l.yaml": TRANSLATED}) / "l.yaml", tmp_path / "model.toml"

    done = maturity("import", "ciso", source, "--out", out)
    data = json.loads(maturity("import", "ciso", source, "--out", tmp_path / "b.toml", "--json").out)

    assert (done.code, done.err.splitlines()) == (
        0,
        [f"written: {out}", *(f"written: {tmp_path / f'model.{code}.toml'}" for code in ("pt-BR", "de"))],
    )
    assert f"Translated, of {data['texts']} texts: de (10) and pt-BR (3)." in " ".join(done.out.split())
    assert data["translated"] == {"de": 10, "pt-BR": 3}
    assert "Warm genug" in maturity("template", out, "--language", "de").out
    assert "3 of" in maturity("translate", out, "--language", "pt-BR").out


def test_a_translation_that_is_there_already_stays_and_nothing_is_written(maturity: Run, tmp_path: Path) -> None:
    source = written(tmp_path, {"l.yaml": TRANSLATED, "model.de.toml": "mine"}) / "l.yaml"
    before = sorted(tmp_path.iterdir())

    done = maturity("import", "ciso", source, "--out", tmp_path / "model.toml")

    assert (done.code, "model.de.toml: a file of that name already exists" in " ".join(done.err.split())) == (2, True)
    assert sorted(tmp_path.iterdir()) == before
    assert (tmp_path / "model.de.toml").read_text("utf-8") == "mine"


def test_names_of_languages_lead_nowhere_else(maturity: Run, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    source = written(folder, {"l.yaml": TRANSLATED.replace("pt-BR", '"../x"')}) / "l.yaml"

    assert maturity("import", "ciso", source, "--out", folder / "model.toml").code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["in"]
    assert sorted(path.name for path in folder.iterdir()) == ["l.yaml", "model.de.toml", "model.toml"]
