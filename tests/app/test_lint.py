"""`maturity lint`: what it prints, the place in the file it points to, and its exit code."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from maturity_core import Finding, available_frameworks, lint_framework, load_framework, parse_framework
from maturity_core.lint import RULES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]

NO_NUMBER = ("lowest = 0\n", "lowest = 15\n"), ('cut_falls = "below"', 'cut_falls = "above"')


@pytest.fixture
def wrong_file(tmp_path: Path, tiny_text: str) -> Path:
    """Return a definition file with an option that no number falls in."""
    for old, new in NO_NUMBER:
        assert old in tiny_text
        tiny_text = tiny_text.replace(old, new)
    path = tmp_path / "wrong.toml"
    path.write_text(tiny_text, "utf-8")
    return path


def test_lint_tells_rule_place_and_remedy(maturity: Run, tiny_file: Path) -> None:
    done = maturity("lint", tiny_file)

    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Tiny, edition 1 (tiny): 0 errors, 1 warning and 4 notes.\n")
    assert "level-without-summary: The level does not describe what it is like to be there.\n" in done.out
    assert "  Remedy: describe it in a sentence or two.\n" in done.out
    assert "Errors" not in done.out


def test_lint_points_to_line_and_column(maturity: Run, tiny_file: Path, tiny_text: str) -> None:
    high = tiny_text[: tiny_text.index('[[levels]]\nid = "high"')].count("\n") + 1
    question = tiny_text[: tiny_text.index('[[questions]]\nid = "plan-known"')].count("\n") + 1

    done = maturity("lint", tiny_file)

    told = " ".join(done.out.split())
    assert f"- {high}:1 levels.high: it has no summary" in told
    assert f"- {question}:1 questions.plan-known: " in told


def test_an_error_ends_with_1(maturity: Run, wrong_file: Path) -> None:
    done = maturity("lint", wrong_file)

    assert done.code == 1
    assert "1 error, " in done.out
    assert "empty-band: No number falls in this option.\n" in done.out


def test_what_cannot_be_read_ends_with_2(maturity: Run, tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text('id = "broken"\n', "utf-8")

    done = maturity("lint", broken)

    assert (done.code, done.out) == (2, "")
    assert "broken.toml:1:1 name: the file has no 'name'" in done.err
    assert maturity("lint", tmp_path / "missing.toml").code == 2
    assert maturity("lint", "no-such-model").code == 2


@pytest.mark.parametrize("model", sorted(available_frameworks()))
def test_of_an_installed_model_findings_have_no_line(maturity: Run, model: str) -> None:
    done = maturity("lint", model)

    assert (done.code, done.err) == (0, "")
    assert all(finding.where in done.out for finding in first_ten(lint_framework(load_framework(model))))
    assert not re.search("- [0-9]+:", done.out)


def first_ten(findings: tuple[Finding, ...]) -> list[Finding]:
    """Return the findings that are listed: the first ten of each rule."""
    return [each for rule in RULES for each in [found for found in findings if found.rule == rule.id][:10]]


def test_findings_of_a_rule_after_the_tenth_are_counted(maturity: Run) -> None:
    model = "service-maturity-check"
    found = [each.where for each in lint_framework(load_framework(model)) if each.rule == "thin-capability"]

    listed, data = maturity("lint", model).out, json.loads(maturity("lint", model, "--json").out)

    assert [f"  - {where}: " in listed for where in found] == [True] * 10 + [False] * 2
    assert listed.count("  and 2 more; --json lists them all\n") == 1
    assert [each["where"] for each in data["findings"] if each["rule"] == "thin-capability"] == found


def test_lines_fit_a_terminal(maturity: Run) -> None:
    for model in available_frameworks():
        assert all(len(line) <= 80 for line in maturity("lint", model).out.splitlines())


def test_json_has_every_finding_with_its_place(maturity: Run, wrong_file: Path) -> None:
    done = maturity("lint", wrong_file, "--json")

    data = json.loads(done.out)
    framework = parse_framework(wrong_file.read_text("utf-8"))
    found = lint_framework(framework)
    assert done.code == 1
    assert {name: data[name] for name in ("framework", "edition", "digest")} == {
        "framework": "tiny",
        "edition": "1",
        "digest": framework.digest,
    }
    assert data["counts"] == {
        name: sum(finding.severity == name for finding in found) for name in ("error", "warning", "note")
    }
    line = wrong_file.read_text("utf-8").splitlines().index('  { id = "few", label = "Few", credit = 0 },') + 1
    assert data["findings"][0] == {
        "rule": "empty-band",
        "severity": "error",
        "where": "scales.percent.options.few",
        "what": "no number falls in 'Few': lowest equals the cut 15, which itself falls above",
        "remedy": "move the cut or the bound, or let numbers on a cut fall on the other side",
        "line": line,
        "column": 3,
        "language": None,
    }
    assert [entry["where"] for entry in data["findings"]] == [finding.where for finding in found]


def test_json_of_an_installed_model_has_no_line(maturity: Run) -> None:
    data = json.loads(maturity("lint", "tsia-customer-success", "--json").out)

    assert {(entry["line"], entry["column"]) for entry in data["findings"]} == {(None, None)}


EXAMPLE = '[[examples]]\nid = "one"\nlevel = "low"\n[examples.answers]\nplan-holds = "rarely"\n'


def test_examples_are_read_in_the_file_and_beside_it(maturity: Run, tiny_file: Path, tiny_text: str) -> None:
    """They are pointed to if they are in the file; those beside it are in another one."""
    path = tiny_file.with_name("with.toml")
    path.write_text(tiny_text + EXAMPLE, "utf-8")
    line = tiny_text.count("\n") + 1

    assert f"- {line}:1 examples: 1 of 1 states no score, one first" in maturity("lint", path).out
    assert "examples:" not in maturity("lint", tiny_file).out
    tiny_file.with_name("examples.toml").write_text(EXAMPLE, "utf-8")
    beside = maturity("lint", tiny_file)
    assert "  - examples: 1 of 1 states no score, one first\n" in beside.out
    assert "few-scored-examples: Fewer than three examples state a score.\n" in beside.out
    assert (beside.code, json.loads(maturity("lint", tiny_file, "--json").out)["findings"][-1]["line"]) == (0, None)
    digests = [json.loads(maturity("lint", tiny_file, "--json").out)["digest"], parse_framework(tiny_text).digest]
    assert len({*digests}) == 1


def test_what_is_wrong_in_a_file_of_examples_ends_with_2(maturity: Run, tiny_file: Path) -> None:
    tiny_file.with_name("examples.toml").write_text(EXAMPLE.replace("low", "lwo"), "utf-8")

    done = maturity("lint", tiny_file)

    assert done.code == 2
    assert "did you mean 'low'?" in done.err


def test_R3_nothing_in_a_file_reaches_the_terminal_as_it_is(maturity: Run, tmp_path: Path, tiny_text: str) -> None:
    path = tmp_path / "red\x1b[31m.toml"
    path.write_text(tiny_text.replace('id = "work"', 'id = "wo\\u001brk"'), "utf-8")

    done = maturity("lint", path)

    assert done.code == 2
    assert "\x1b" not in done.out + done.err
