"""Help and links in the terminal: what `show`, `template` and `ask` print of them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from app.test_models import joined

from maturity_app.interview.screen import help_lines
from maturity_core import read_framework

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.terminals import Terminal

    Begin = Callable[..., Terminal]
    Run = Callable[..., Any]
    Write = Callable[[str, str | bytes], Path]

FILE = Path(__file__).parents[1] / "data" / "everything.toml"
EVERYTHING = read_framework(FILE)
ADDRESS = f"https://example.org/{'a' * 90}"


def test_show_has_the_help_and_links_of_a_model_and_its_parts(maturity: Run) -> None:
    text = maturity("show", FILE).out

    assert (
        "\n\nAnswer for the workshop as it is today, not as it was planned.\n\nIf two answers fit:\n"
        "- take the lower one\n- say why in a note\n"
        "The workshop that does not exist: https://example.org/workshop?part=1&of=2\n" in text
    )
    assert "\n  An order is a promise that somebody pays for.\n  The order desk: mailto:orders@example.org\n" in text
    assert "\n    Promises count however they are made:\n    - on paper\n" in text
    assert "\n    What to do: Write every promise into one book.\n    - Read it aloud on Mondays.\n" in text


def test_show_has_the_help_on_questions_and_options(maturity: Run) -> None:
    text = maturity("show", FILE, "--capability", "promises").out

    assert (
        "\nCan everyone see what was promised to whom? (promises-known)\n  What counts as yes:\n"
        "  - a list on the wall\n  - a book that everyone may open\n\n  A list in a drawer doesn't count.\n"
        "  Lists on walls: https://example.org/lists#walls\n" in text
    )
    assert (
        "\n  often   They can see most of it\n            In most weeks:\n            - but not in all\n"
        "            - and not by everyone\n  always  They can see all of it\n" in text
    )
    assert "\n  How to promise: https://example.org/promises\n" in text


def test_an_address_stays_in_one_piece(maturity: Run, file: Write) -> None:
    link = f'links = [{{ text = "Read more", address = "{ADDRESS}" }}]\n'
    model = file("long.toml", link + FILE.read_text("utf-8").partition("links = ")[0] + rest())

    assert f"\n  {ADDRESS}\n" in maturity("show", model).out


def rest() -> str:
    """Return the model without its own links."""
    return FILE.read_text("utf-8").partition("links = ")[2].partition("\n")[2]


def test_a_template_has_help_as_comments_and_is_read_as_before(maturity: Run) -> None:
    text = maturity("template", FILE).out

    assert (
        "\n# Can everyone see what was promised to whom?\n#   What counts as yes:\n#   - a list on the wall\n"
        "#   - a book that everyone may open\n#\n#   A list in a drawer doesn't count.\n"
        "#   Lists on walls: https://example.org/lists#walls\n" in text
    )
    blank = f"#{'':<14}"
    often = ["#   often  = They can see most of it", f"{blank}In most weeks:", f"{blank}- but not in all"]
    assert "\n".join(["", *often, ""]) in text
    assert "\n#   Answer for the workshop as it is today, not as it was planned.\n#\n" in text
    assert "\n# Orders\n#   An order is a promise that somebody pays for.\n#   The order desk: mailto:" in text
    assert list(tomllib.loads(text)["answers"]) == list(EVERYTHING.questions.ids)


def test_short_help_is_shown_with_its_question_and_long_help_when_asked_for(
    begin: Begin, file: Write, tiny_text: str
) -> None:
    first, second = 'text = "Does the plan hold?"\n', 'text = "Is the plan known?"\n'
    text = tiny_text.replace(first, first + 'help = "Yes, if:\\n- it was kept"\n')
    more = 'help = "One.\\n\\nTwo.\\n\\nThree."\nlinks = [{ text = "More", address = "https://a.b" }]\n'
    text = text.replace(second, second + more)
    plan = 'id = "plan"\n'
    text = text.replace(
        plan, plan + 'help = "What we plan."\nlinks = [{ text = "Plans", address = "https://a.b/p" }]\n'
    )
    text = text.replace('name = "Tiny"\n', 'name = "Tiny"\nhelp = "For today."\n')
    terminal = begin(file("tiny.toml", text))
    terminal.unnamed()

    assert ".\n  For today.\n" in terminal.shown
    assert "\nDoes the plan hold?\n  Yes, if:\n  - it was kept\n    1  Rarely\n" in terminal.shown
    known = terminal.type("1")
    assert "\nIs the plan known?\n  Type ? to see what counts.\n    1  Rarely\n" in known
    assert (
        "\n  One.\n\n  Two.\n\n  Three.\n  More: https://a.b\n"
        "  About Plan:\n    What we plan.\n    Plans: https://a.b/p\nType the number"
    ) in terminal.type("?")


@pytest.mark.parametrize("question", EVERYTHING.questions.ids)
def test_help_lines_have_everything_there_is_to_say(question: str) -> None:
    entry = EVERYTHING.question(question)

    told = joined(" ".join(help_lines(entry)))

    assert joined(entry.help) in told
    assert all(f"{link.text}: {link.address}" in told for link in entry.links)
    assert all(f"{option.label}: {joined(option.help)}" in told for option in entry.options if option.help)
