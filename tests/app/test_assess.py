"""`maturity assess`: pages, tables, JSON, targets, exit codes."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from maturity_core import Assessment, Framework, available_frameworks, load_framework

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]
    Write = Callable[[str, str | bytes], Path]

MODELS = sorted(available_frameworks())
HALF: dict[str, Any] = {"plan-holds": "always", "plan-known": "rarely", "plan-kept": 40}


def sheet(answers: dict[str, Any], name: str = "North") -> str:
    return json.dumps({"organisation": name, "answers": answers})


def test_one_organisation_is_the_page_of_the_core_under_its_name(
    maturity: Run, tiny_file: Path, tiny: Framework, file: Write
) -> None:
    done = maturity("assess", tiny_file, file("a.json", sheet(HALF)))

    assert done.out == f"North\n{tiny.assess(HALF)}\n"
    assert (done.code, done.told) == (0, "")


def test_an_organisation_without_a_name_is_the_page_alone(
    maturity: Run, tiny_file: Path, tiny: Framework, file: Write
) -> None:
    done = maturity("assess", tiny_file, file("a.csv", "plan-holds,plan-known,plan-kept\nalways,rarely,40"))

    assert done.out == f"{tiny.assess(HALF)}\n"


@pytest.mark.parametrize("form", ["json", "csv", "toml"])
def test_answers_come_from_standard_input(maturity: Run, tiny_file: Path, form: str) -> None:
    sheets = {
        "json": '{"answers": {"plan-holds": 2, "plan-known": 0}}',
        "csv": "plan-holds,plan-known\n2,0",
        "toml": "[answers]\nplan-holds = 2\nplan-known = 0",
    }

    done = maturity("assess", tiny_file, "-", "--format", form, stdin=sheets[form].encode())

    assert done.code == 0
    assert "Level: Low" in done.out


def test_problems_name_standard_input(maturity: Run, tiny_file: Path) -> None:
    done = maturity("assess", tiny_file, "-", "--format", "csv", stdin=b"plan-holds\noftn\noften")

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("standard input, row 2, plan-holds: no such option; got 'oftn'")


def test_json_reads_back_as_the_assessment(maturity: Run, tiny_file: Path, tiny: Framework, file: Write) -> None:
    done = maturity("assess", tiny_file, file("a.json", sheet(HALF)), "--json")

    found, expected = json.loads(done.out), tiny.assess(HALF)
    stored = Assessment.model_validate_json(json.dumps(found["assessment"]), framework=tiny)
    assert found.keys() == {"organisation", "assessment", "gaps", "next_steps", "explanation"}
    assert found["organisation"] == "North"
    assert stored == tiny.assess(HALF, {"organisation": "North"})
    assert found["gaps"] == json.loads(expected.gaps().model_dump_json())
    assert found["next_steps"] == json.loads(expected.next_steps().model_dump_json())
    assert found["explanation"] == json.loads(expected.explain().model_dump_json())


def test_json_of_a_table_is_a_list_however_many_rows_it_has(maturity: Run, tiny_file: Path, file: Write) -> None:
    one = maturity("assess", tiny_file, file("a.csv", "organisation,plan-holds\nNorth,2"), "--json")
    two = maturity("assess", tiny_file, file("b.csv", "organisation,plan-holds\nNorth,2\n,1"), "--json", "--limit", 0)

    assert [entry["organisation"] for entry in json.loads(one.out)] == ["North"]
    assert [entry["organisation"] for entry in json.loads(two.out)] == ["North", ""]
    assert [entry["next_steps"]["steps"] for entry in json.loads(two.out)] == [[], []]


def test_many_organisations_are_a_table_with_counts(maturity: Run, tiny_file: Path, file: Write) -> None:
    header = "organisation,plan-holds,plan-known,plan-kept"
    path = file(
        "a.csv",
        f"{header}\nNorth,always,rarely,40\nSouth,often,rarely,\nA name that goes on and on without an end,2,2,99\n",
    )

    done = maturity("assess", tiny_file, path)

    rows = [line.split("  ") for line in done.out.splitlines()]
    cells = {row[0]: [cell.strip() for cell in row[1:] if cell.strip()] for row in rows}
    assert cells["North"] == ["2 High", "2", "50%", "2"]
    assert cells["South"] == ["1 Low", "1-2", "16.7%", "1"]
    assert cells["A name that goes on and on without an end"] == ["2 High", "2", "100%", "2"]
    assert "By level: 1 Low and 2 High." in done.out
    assert "Levels: 1 Low, 2 High; - means no level." in done.out


def test_U6_many_organisations_without_enough_answers_show_their_range(
    maturity: Run, tiny_file: Path, file: Write
) -> None:
    """No level, score or way to a target; the dimension shows its range, and the counts distinguish them."""
    path = file("a.csv", "organisation,plan-holds,plan-known\nNorth,always,always\nSouth,,\nEast,rarely,\n")

    done = maturity("assess", tiny_file, path, "--target", "high", "--fail-under", "high")

    rows = [[cell for cell in line.split("  ") if cell] for line in done.out.splitlines()]
    cells = {row[0]: [cell.strip() for cell in row[1:]] for row in rows if row}
    assert cells["North"] == ["2 High", "2", "66.7%", "reached", "2"]
    assert cells["South"] == cells["East"] == ["not yet", "1-2", "-", "not yet", "1-2"]
    assert "By level: 1 High and 2 not yet." in done.out
    assert "Not yet: too few answers for a level. Dimensions then show their range." in done.out
    assert (done.code, done.told) == (1, "below High: South, East (2 of 3)\n")


def test_U6_a_sheet_without_answers_has_its_flag_in_json_and_its_data_unchanged(
    maturity: Run, tiny_file: Path, file: Write
) -> None:
    """Level, gaps and steps are available to programs, which read the flag."""
    data = json.loads(maturity("assess", tiny_file, file("a.json", sheet({})), "--json").out)

    assert (data["assessment"]["not_yet"], data["assessment"]["level"]) == (True, "low")
    assert [entry["not_yet"] for entry in data["assessment"]["dimensions"]] == [True]
    assert data["gaps"]["capabilities"]
    assert data["next_steps"]["steps"]


def test_a_table_with_a_target_says_how_far_it_is(maturity: Run, tiny_file: Path, file: Write) -> None:
    path = file("a.csv", "organisation,plan-holds,plan-known\nNorth,always,always\nSouth,rarely,rarely\n")

    done = maturity("assess", tiny_file, path, "--target", "high")

    ways = {line.split()[0]: line for line in done.out.splitlines() if line[:5] in {"North", "South"}}
    assert "reached" in ways["North"]
    assert "1 step" in ways["South"]


LADDERS = {"a level": "high", "a ladder": "framework=high", "several": "dimension work=high, framework = high"}


@pytest.mark.parametrize("target", LADDERS.values(), ids=LADDERS.keys())
def test_a_target_is_a_level_or_rungs(
    maturity: Run, tiny_file: Path, tiny: Framework, file: Write, target: str
) -> None:
    path = file("a.json", sheet({"plan-holds": "rarely", "plan-known": "rarely"}))

    done = maturity("assess", tiny_file, path, "--target", target)
    data = json.loads(maturity("assess", tiny_file, path, "--target", target, "--json").out)

    assert "below what High needs" in done.out
    assert "3 answers are below" in done.out
    assert "1 step to High" in done.out
    assert data["gaps"]["status"] == "open"
    assert (
        data["gaps"]
        == json.loads(tiny.assess({"plan-holds": "rarely", "plan-known": "rarely"}).gaps("high").model_dump_json())
        or target != "high"
    )


def test_a_target_is_another_sheet(maturity: Run, tiny_file: Path, file: Write) -> None:
    best = file("best.csv", "plan-holds,plan-known\nalways,")
    path = file("a.json", sheet({"plan-holds": "rarely", "plan-known": "rarely"}))

    done = maturity("assess", tiny_file, path, "--target", f"@{best}")

    assert "1 answer is below what you need for the target sheet" in done.out
    assert "1 step to the target sheet." in done.out
    assert "Not compared, because these are unanswered or don't apply: plan-known,\n  plan-kept." in done.out


def test_a_target_that_is_reached_and_a_plan_that_is_cut_say_so(maturity: Run, tiny_file: Path, file: Write) -> None:
    best = file("best.json", sheet(HALF))
    worst = file("worst.json", sheet({"plan-holds": "rarely", "plan-known": "rarely"}))

    assert "You have already reached High." in maturity("assess", tiny_file, best, "--target", "high").out
    assert "These are: Plan." in maturity("assess", tiny_file, worst, "--limit", 0).out


WRONG_TARGETS = {
    "no such level": (
        "hgh",
        "target: the framework has no such level; got 'hgh'; allowed: low, high; did you mean 'high'?",
    ),
    "no such ladder": ("dimension wrk=high", "target: no such ladder; got 'dimension wrk'"),
    "no level named": ("dimension work=", "--target: not a goal; got 'dimension work='"),
    "too much": ("a=b=c", "--target: not a goal; got 'a=b=c'"),
    "too high a score": ("101%", "target: the score of the framework cannot be that; got '101%'; allowed: 0% to 100%"),
    "too low a score": ("-1", "target: the score of the framework cannot be that; got '-1'; allowed: 0% to 100%"),
    "a score of nothing": ("dimension wrk=0.5", "target: no such ladder; got 'dimension wrk'"),
    "twice": ("framework=low,framework=high", "--target: duplicate ladder; got 'framework'"),
    "a ladder without levels": ("capability plan=high", "target: the capability plan has no such level"),
    "no such file": ("@nowhere.toml", "nowhere.toml: the file cannot be read"),
    "no answers file": ("@nowhere", "nowhere: cannot tell the format from the file name"),
}


@pytest.mark.parametrize(("target", "problem"), WRONG_TARGETS.values(), ids=WRONG_TARGETS.keys())
def test_wrong_targets_end_with_2(maturity: Run, tiny_file: Path, file: Write, target: str, problem: str) -> None:
    for name, content in {"a.json": sheet(HALF), "a.csv": "plan-holds\n1\n2"}.items():
        done = maturity("assess", tiny_file, file(name, content), "--target", target)

        assert (done.code, done.out) == (2, "")
        assert done.told.startswith(problem)


def test_a_target_file_may_have_a_row_per_organisation(maturity: Run, tiny_file: Path, file: Write) -> None:
    rows = "organisation,plan-holds,plan-known\nNorth,1,2\nSouth,2,1\n"
    path, own = file("a.csv", rows), file("b.csv", rows.replace("North,1", "North,2"))

    done = maturity("assess", tiny_file, path, "--target", f"@{own}")
    assert [line.split()[5:7] for line in done.out.splitlines() if line.startswith("North")] == [["1", "step"]]
    assert [line.split()[5] for line in done.out.splitlines() if line.startswith("South")] == ["reached"]
    data = json.loads(maturity("assess", tiny_file, path, "--target", f"@{own}", "--json").out)
    assert [entry["gaps"]["status"] for entry in data] == ["open", "reached"]

    other = maturity("assess", tiny_file, file("c.csv", rows.replace("South", "West")), "--target", f"@{own}")
    assert other.code == 2
    assert "there is no target for this organisation; got 'West'" in other.told


def test_fail_under_ends_with_1_below_the_level_and_still_prints_the_result(
    maturity: Run, tiny_file: Path, file: Write
) -> None:
    low, high = file("low.json", sheet({})), file("high.json", sheet(HALF))

    below = maturity("assess", tiny_file, low, "--fail-under", "high")

    assert below.code == 1
    assert "No level yet. Answer more questions to get one. Possible so far: Low to High." in below.out
    assert below.told == "below High: North (1 of 1)\n"
    assert maturity("assess", tiny_file, high, "--fail-under", "high").code == 0
    assert maturity("assess", tiny_file, low, "--fail-under", "low").code == 0
    assert maturity("assess", tiny_file, low, "--fail-under", "high", "--json").code == 1


def test_fail_under_names_every_organisation_below(maturity: Run, tiny_file: Path, file: Write) -> None:
    path = file("a.csv", "organisation,plan-holds,plan-known\nNorth,2,2\nSouth,0,0\n,0,0")

    done = maturity("assess", tiny_file, path, "--fail-under", "high")

    assert (done.code, done.told) == (1, "below High: South, row 4 (2 of 3)\n")


def test_fail_under_a_level_that_does_not_exist_is_bad_input(maturity: Run, tiny_file: Path, file: Write) -> None:
    done = maturity("assess", tiny_file, file("a.json", sheet({})), "--fail-under", "hihg")

    assert (done.code, done.out) == (2, "")
    assert (
        done.err
        == "--fail-under: the framework has no such level; got 'hihg'; allowed: low, high; did you mean 'high'?\n"
    )


def test_no_level_is_below_every_level(maturity: Run, file: Write, tiny_text: str) -> None:
    lines = [line for line in tiny_text.splitlines() if line != "not_applicable = true"]
    text = "\n".join(line.replace('basis = "stated"', 'not_applicable = true\nbasis = "stated"') for line in lines)
    framework = file("open.toml", text.replace('basis = "interpretation"', 'not_applicable = true\nbasis = "filled"'))
    header = "organisation,plan-holds,plan-known,plan-kept"
    nothing = ",".join(["not-applicable"] * 3)

    done = maturity("assess", framework, file("a.csv", f"{header}\nA,{nothing}\nB,2,2,99"), "--fail-under", "low")

    (row,) = [line for line in done.out.splitlines() if line.startswith("A ")]
    assert row.split() == ["A", "no", "level", "-", "-", "-"]
    assert "By level: 1 High and 1 no level." in done.out
    assert (done.code, done.told) == (1, "below Low: A (1 of 2)\n")


@pytest.mark.parametrize("model", MODELS)
def test_a_template_fed_back_unchanged_is_a_sheet_without_answers(maturity: Run, model: str, file: Write) -> None:
    text = maturity("template", model).out

    done = maturity("assess", model, file("a.toml", text), "--json")

    questions = [question.id for question in load_framework(model).questions]
    tables = tomllib.loads(text)
    assert tables.pop("framework")["id"] == model
    assert tables == {
        **dict.fromkeys(("organisation", "segment", "date", "respondent", "role"), ""),
        "answers": dict.fromkeys(questions, "unanswered"),
        "comments": {},
        "evidence": {},
    }
    assert json.loads(done.out)["assessment"]["answers"] == dict.fromkeys(questions, "unanswered")
    assert json.loads(done.out)["assessment"]["completeness"] == 0


def test_many_problems_are_cut_after_a_hundred(maturity: Run, tiny_file: Path, file: Write) -> None:
    done = maturity("assess", tiny_file, file("a.csv", "plan-holds\n" + "oftn\n" * 150))

    assert done.code == 2
    assert len(done.err.splitlines()) == 101
    assert done.err.endswith("... and 50 more\n")
