"""`maturity import`: a published model becomes a definition file, and the output says what became of its source."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from published import SAMM, written

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
