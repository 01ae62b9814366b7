"""`maturity roadmap`: the proven route on the terminal and as JSON, with costs from a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from maturity_core import Alternatives, Roadmap

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., Any]
    Write = Callable[[str, str | bytes], Path]


def test_the_route_is_printed(maturity: Run, tiny_file: Path, lowest: Path) -> None:
    done = maturity("roadmap", tiny_file, lowest)

    assert done.code == 0
    assert done.out.startswith("Roadmap to High\n---------------\n  1 step, at a total cost of 0.75.\n")
    assert "\n  1. Plan (cost 0.75)\n     Write it down.\n     > " in done.out


def test_options_are_those_of_the_method(maturity: Run, tiny_file: Path, lowest: Path, file: Write) -> None:
    costs = file("costs.toml", "[capabilities]\nplan = { begin = 2, step = 0.5 }\n[questions]\nplan-known = 0.1\n")

    done = maturity("roadmap", tiny_file, lowest, "--costs", costs, "--budget", "4", "--want", "plan", "--json")

    found = Roadmap.model_validate_json(done.out)
    assert (found.cost, found.budget, found.level) == (3.7, 4.0, "high")
    assert json.loads(done.out)["framework"]["id"] == "tiny"
    none = maturity("roadmap", tiny_file, lowest, "--target", "high", "--exclude", " plan ")
    assert "There is no route to High with what you wanted and excluded." in none.out


def test_what_is_beside_the_route_is_a_section_of_its_own(
    maturity: Run, tiny_file: Path, lowest: Path, file: Write
) -> None:
    costs = file("ranges.toml", "[capabilities]\nplan = { low = 1, likely = 2, high = 3 }\n")

    page = maturity("roadmap", tiny_file, lowest, "--alternatives", "--costs", costs).out
    data = json.loads(maturity("roadmap", tiny_file, lowest, "--alternatives", "--margin", "0.5", "--json").out)

    assert "\n\nOther routes\n------------\n  There is no second best: every route raises all" in page
    assert "Within your ranges, this route costs between" in page
    assert all(len(line) <= 80 for line in page.splitlines())
    found = Alternatives.model_validate(data.pop("alternatives"))
    assert (found.margin, found.cost) == (0.5, Roadmap.model_validate(data).cost)


def test_without_a_route_nothing_is_beside_it(maturity: Run, tiny_file: Path, lowest: Path) -> None:
    done = maturity("roadmap", tiny_file, lowest, "--alternatives", "--exclude", "plan")

    assert "There is no route to High" in done.out
    assert "Beside" not in done.out


def test_options_that_do_not_go_together_are_refused(maturity: Run, tiny_file: Path, lowest: Path) -> None:
    bought = maturity("roadmap", tiny_file, lowest, "--alternatives", "--budget", "3")
    alone = maturity("roadmap", tiny_file, lowest, "--margin", "3")

    assert (bought.code, alone.code) == (2, 2)
    assert "--alternatives and --budget cannot be used together." in bought.told
    assert "--margin needs --alternatives." in alone.told


def test_what_is_wrong_goes_to_stderr(maturity: Run, tiny_file: Path, lowest: Path, file: Write) -> None:
    costs = file("costs.toml", "[capabilities]\nplans = 1\n")
    broken = file("broken.toml", "[capabilities\n")

    done = maturity("roadmap", tiny_file, lowest, "--costs", costs, "--budget", "x", "--seconds", "nan")

    assert (done.code, done.out) == (2, "")
    lines = done.told.splitlines()
    assert lines[0] == "costs.capabilities.plans: no such capability; got 'plans'; allowed: plan; did you mean 'plan'?"
    assert [line.partition(":")[0] for line in lines[1:]] == ["budget", "seconds"]
    assert "the file is not TOML" in maturity("roadmap", tiny_file, lowest, "--costs", broken).told


def test_with_too_few_answers_there_is_no_route_to_show(maturity: Run, tiny_file: Path, file: Write) -> None:
    done = maturity("roadmap", tiny_file, file("none.json", '{"answers": {}}'))

    assert done.out.startswith("No level yet. Answer more questions to get one.\n")
