"""`maturity assess` of scores: as targets, as what is asked of everybody, and in the table of many."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]
    Write = Callable[[str, str | bytes], Path]

HALF: dict[str, Any] = {"plan-holds": "always", "plan-known": "rarely", "plan-kept": 40}


def sheet(answers: dict[str, Any]) -> str:
    return json.dumps({"organisation": "North", "answers": answers})


@pytest.mark.parametrize("target", ["60%", "0.6", "framework=60%", "+0.6"])
def test_a_target_may_be_a_score(maturity: Run, tiny_file: Path, file: Write, target: str) -> None:
    """A share or a number, as the result shows it."""
    done = maturity("assess", tiny_file, file("a.json", sheet(HALF)), "--target", target)

    assert "1 step to a score of 60%." in done.out
    assert "below what you need for a score of 60%" in done.out


def test_a_score_is_given_on_the_scale_that_it_is_shown_on(maturity: Run, file: Write) -> None:
    """By a model without levels, which aims at the next whole number by itself, and shows scores in its table."""
    framework = file("scored.toml", SCORED)
    low, high = file("low.json", sheet({"plan-holds": "often"})), file("high.json", sheet({"plan-holds": "always"}))

    assert "1 step to a score of 2.00." in maturity("assess", framework, low).out
    assert "1 step to a score of 3.00." in maturity("assess", framework, low, "--target", "3").out
    assert (
        "1 step to a score of 2.25 in Work."
        in maturity("assess", framework, low, "--target", "dimension work=2.25").out
    )
    assert "You have reached everything that is within reach." in maturity("assess", framework, high).out
    assert maturity("assess", framework, low, "--fail-under", "1.5").code == 0
    below = maturity("assess", framework, low, "--fail-under", "50.1%")
    assert (below.code, below.told) == (1, "below 50.1%: North (1 of 1)\n")
    wrong = maturity("assess", framework, low, "--fail-under", "4")
    assert wrong.told == "--fail-under: the score of the framework cannot be that; got '4'; allowed: 0 to 3\n"


SCORED = """
id = "scored"
edition = "1"
name = "Scored"
headline = "score"
source = { title = "An example" }
scores = [{ ladder = ["framework", "each dimension"], mean_of = { questions = "all" }, shown = [0, 3] }]
dimensions = [{ id = "work", name = "Work" }]
capabilities = [{ id = "plan", name = "Plan", dimension = "work" }]
[[scales.habit.options]]
id = "rarely"
label = "Rarely"
credit = 0
[[scales.habit.options]]
id = "often"
label = "Often"
credit = 0.5
[[scales.habit.options]]
id = "always"
label = "Always"
credit = 1
[[questions]]
id = "plan-holds"
capability = "plan"
text = "Does the plan hold?"
scale = "habit"
basis = "stated"
not_applicable = true
"""


def test_many_organisations_without_levels_show_their_scores(maturity: Run, file: Write) -> None:
    framework = file("scored.toml", SCORED)
    path = file("a.csv", "organisation,plan-holds\nNorth,always\nSouth,often\nEast,\nWest,not-applicable")

    done = maturity("assess", framework, path, "--target", "2")

    rows = [line.split("  ") for line in done.out.splitlines()]
    cells = {row[0]: [cell.strip() for cell in row[1:] if cell.strip()] for row in rows}
    assert cells["North"] == ["3.00", "3.00", "reached", "3.00"]
    assert cells["South"] == ["1.50", "1.50", "1 step", "1.50"]
    assert cells["East"] == ["not yet", "0.00-3.00", "not yet", "-"]
    assert cells["West"] == ["-", "-", "refused", "-"]
    assert "Scores run from 1.50 to 3.00; at least half of the organisations have 3.00 or\nmore." in done.out
    assert "Not yet: too few answers for a score." in done.out
    assert "level" not in done.out
    none = maturity("assess", framework, file("b.csv", "organisation,plan-holds\nEast,\nWest,"))
    assert "No organisation has a score." in none.out


OTHER = """[[questions]]
id = "plan-kept"
capability = "plan"
text = "Is it kept?"
scale = "habit"
basis = "stated"
not_applicable = true
"""


def test_views_without_levels_show_scores_and_ranges(maturity: Run, file: Write) -> None:
    """Of everybody, overall and in each dimension."""
    framework = file("scored.toml", SCORED + OTHER)
    answers: dict[str, dict[str, Any]] = {
        "Ann": {"plan-holds": "always", "plan-kept": "always"},
        "Ben": {"plan-holds": "often"},
        "Cy": {},
        "Di": {"plan-holds": "not-applicable", "plan-kept": "not-applicable"},
    }
    views = [f"{role}={file(f'{role}.json', sheet(given))}" for role, given in answers.items()]

    done = maturity("compare", framework, *views)

    assert done.out.split("\n\n")[1].splitlines()[:5] == [
        "Ann: 3.00",
        "Ben: 0.75, possible so far: 0.75 to 2.25",
        "Cy: not yet, possible so far: 0.00 to 3.00",
        "Di: no score",
        "Overall, the scores are between 0.75 and 3.00.",
    ]
    (row,) = (line for line in done.out.splitlines() if line.startswith("Work "))
    assert " ".join(row.split()) == "Work 3.00 0.75 (0.75 to 2.25) not yet (0.00 to 3.00) no score"
    pair = maturity("compare", framework, *views[:2])
    assert "0.75 (0.75 to 2.25)" in pair.out
    data = json.loads(maturity("compare", framework, *views[:2], "--json").out)
    assert data["views"][1]["scores"]["dimension work"]["score_range"] == [0.25, 0.75]


def test_what_if_without_changes_says_the_score_and_its_range(maturity: Run, file: Write) -> None:
    framework = file("scored.toml", SCORED + OTHER)
    path = file("a.json", sheet({"plan-holds": "often"}))

    done = maturity("what-if", framework, path)

    assert done.code == 0
    assert "Score: 0.75\n" in done.out
    assert "Possible so far: 0.75 to 2.25.\n" in done.out
    least = json.loads(maturity("what-if", framework, path, "--json").out)["least_change"]
    assert (least["level"], least["score_exact"], least["score_range_exact"]) == (None, "1/4", ["1/4", "3/4"])


def test_dimensions_that_do_not_fit_on_a_line_are_left_out(maturity: Run, file: Write) -> None:
    names = [f"area-{place}" for place in range(12)]
    tables = [
        f"""
[[dimensions]]
id = "{name}"
name = "{name}"
[[capabilities]]
id = "{name}"
name = "{name}"
dimension = "{name}"
[[questions]]
id = "{name}-q"
capability = "{name}"
text = "?"
scale = "habit"
basis = "stated"
"""
        for name in names
    ]
    head = "\n".join(line for line in SCORED.splitlines() if not line.startswith(("dimensions", "capabilities")))
    framework = file("wide.toml", head.partition("[[questions]]")[0] + "".join(tables))

    header, cells = ",".join(f"{name}-q" for name in names), ",often" * len(names)

    done = maturity("assess", framework, file("a.csv", f"organisation,{header}\nNorth{cells}\nSouth{cells}"))

    assert "The dimensions don't fit on a line; --json has them." in done.out
    assert all(len(line) <= 80 for line in done.out.splitlines())
