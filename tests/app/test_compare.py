"""`maturity compare`: several views of one organisation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from maturity_app.lines import table
from maturity_app.side_by_side import side_by_side
from maturity_core import load_framework

if TYPE_CHECKING:
    from collections.abc import Callable

    Run = Callable[..., Any]
    Write = Callable[[str, str | bytes], Path]


def test_compare_lays_views_side_by_side(maturity: Run, file: Write) -> None:
    best = {question.id: question.options[-1].id for question in load_framework("service-maturity-check").questions}
    lines = "\n".join(f'{question} = "{option}"' for question, option in best.items())
    path = file("team.toml", f"[answers]\n{lines}")

    done = maturity("compare", "service-maturity-check", "leadership=improving", f"service-team={path}")

    assert "leadership: Improving" in done.out
    assert "service-team: Strategic" in done.out
    assert "No view yet from: other-departments." in done.out
    assert [line.split()[-1] for line in done.out.splitlines() if line.startswith("Goals & Governance ")] == [
        "Strategic"
    ]


def test_names_are_cut_only_where_there_is_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [["", "leadership", "service-team"], ["Customer Retention & Engagement", "Improving", "Strategic"]]
    wide = [[*row, "x" * 30] for row in rows]

    assert list(side_by_side(wide)) == list(table(wide))
    monkeypatch.setattr("maturity_app.side_by_side.room", lambda: 80)
    assert list(side_by_side(rows)) == list(table(rows))
    named = f"{'Customer Retention & Engageme…':<30}"
    assert list(side_by_side(wide)) == [
        f"{'':<30}  leadership  service-team",
        f"{named}  Improving   Strategic",
        "",
        f"{'':<30}  {'x' * 30}",
        f"{named}  {'x' * 30}",
    ]


@pytest.mark.parametrize("columns", [1, 2, 3, 7, 8, 20])
@pytest.mark.parametrize("width", [1, 14, 48, 90])
def test_a_table_of_any_size_fits_on_a_terminal(columns: int, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """No column is lost, and no cell that fits on a line beside a name is cut."""
    monkeypatch.setattr("maturity_app.side_by_side.room", lambda: 80)
    cells = [[f"{name}{place:02}".ljust(width, "x") for place in range(columns)] for name in "abc"]
    rows = [[f"{place}{'name' * 20}", *row] for place, row in enumerate(cells)]

    lines = list(side_by_side(rows))

    assert max(map(len, lines)) <= 80
    written = "\n".join(lines)
    assert all(written.count(cell[:48] if width <= 48 else f"{cell[:47]}…") == 1 for row in cells for cell in row)


def test_compare_prints_json(maturity: Run) -> None:
    done = maturity("compare", "service-maturity-check", "leadership=improving", "service-team=strategic", "--json")

    assert '"apart": 1' in done.out


WRONG_VIEWS = {
    "no level": (["leadership=imprving"], "did you mean 'improving'?"),
    "no role": (["leadersip=improving"], "did you mean 'leadership'?"),
    "no view": (["leadership"], "views: not a view; got 'leadership'; allowed: ROLE=LEVEL or ROLE=FILE"),
    "twice": (["leadership=improving", "leadership=strategic"], "views.leadership: duplicate role"),
    "no file": (["leadership=nowhere.csv"], "nowhere.csv: the file cannot be read"),
    "nobody": ([], "Missing argument"),
}


@pytest.mark.parametrize(("views", "message"), WRONG_VIEWS.values(), ids=WRONG_VIEWS.keys())
def test_wrong_views_end_with_2(maturity: Run, views: list[str], message: str) -> None:
    done = maturity("compare", "service-maturity-check", *views)

    assert (done.code, done.out) == (2, "")
    assert message in done.err


@pytest.mark.parametrize(
    "model", ["service-maturity-check", "esg-customer-success", "johnny-grow-customer-service", "tsia-customer-success"]
)
def test_U2_two_years_are_told_to_be_no_views(maturity: Run, model: str) -> None:
    """In every model, whether it lists roles or not: a level alone says nothing of what changed."""
    first = load_framework(model).levels[0].id

    done = maturity("compare", model, f"2025={first}", f"2026={first}")

    told = " ".join((done.out + done.err).split())
    assert "points in time" in told
    assert "maturity history" in told
    assert done.code == (2 if load_framework(model).views else 0)


def test_U6_a_view_without_answers_is_not_placed(maturity: Run, file: Write) -> None:
    """Neither overall nor in a dimension."""
    path = file("none.toml", "[answers]\n")

    done = maturity("compare", "service-maturity-check", f"leadership={path}", "service-team=strategic")

    assert "leadership: not yet, possible so far: Reactive to Strategic" in done.out
    assert [
        line.split("  ")[-1].strip() for line in done.out.splitlines() if line.startswith("Goals & Governance ")
    ] == ["not yet"]
