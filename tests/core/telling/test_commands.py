"""Commands in texts: placeholders, shown as typed on the command line or in plain words."""

from __future__ import annotations

import pytest
from builders import tiny

from maturity_core import available_frameworks, load_framework
from maturity_core.telling.commands import COMMANDS, PLACEHOLDER, unknown_commands
from maturity_core.telling.page import result_page
from maturity_core.telling.words import ENGLISH

TYPED = ENGLISH.calling({"compare": "maturity compare"})
TEXTS = {
    "at the beginning": (
        "{command:compare} shows it.",
        "A comparison of views shows it.",
        "maturity compare shows it.",
    ),
    "within": ("Then {command:compare} helps.", "Then a comparison of views helps.", "Then maturity compare helps."),
    "after a full stop": (
        "It is open. {command:compare} shows it.",
        "It is open. A comparison of views shows it.",
        "It is open. maturity compare shows it.",
    ),
    "twice": (
        "{command:compare}, {command:compare}",
        "A comparison of views, a comparison of views",
        "maturity compare, maturity compare",
    ),
    "one that does not exist": (
        "{command:fly} and {command:}",
        "{command:fly} and {command:}",
        "{command:fly} and {command:}",
    ),
    "none": ("{name} costs {1}", "{name} costs {1}", "{name} costs {1}"),
}


@pytest.mark.parametrize(("text", "plain", "typed"), TEXTS.values(), ids=TEXTS.keys())
def test_U3_commands_are_told_in_plain_words_or_as_they_are_typed(text: str, plain: str, typed: str) -> None:
    """What is not a command stays as written."""
    assert (ENGLISH.told(text), TYPED.told(text)) == (plain, typed)


def test_U3_unknown_commands_are_found() -> None:
    """By their names."""
    assert unknown_commands("{command:compare} {command:fly} {command:}") == ["fly", ""]


def test_U3_a_page_tells_the_commands_of_notes_as_it_is_asked_to() -> None:
    """In plain words in Python, which has no command line."""
    notes = [
        {"at": at, "text": f"At {at}: {{command:compare}}.", "basis": "source"} for at in ("level", "gaps", "about")
    ]
    result = tiny(notes=notes).assess([0, 0])

    plain, typed = str(result), result_page(result, language=TYPED)

    assert plain.count("A comparison of views.") == typed.count("maturity compare.") == 3
    assert not PLACEHOLDER.search(plain + typed)


def test_U3_no_model_names_a_command_that_does_not_exist_or_leaves_a_placeholder() -> None:
    """Whatever the answers."""
    named: set[str] = set()
    for name in available_frameworks():
        framework = load_framework(name)
        named |= {command for note in framework.notes for command in PLACEHOLDER.findall(note.text)}
        for options in ([], [0], [-1]):
            answers = {entry.id: entry.options[place].id for entry in framework.questions for place in options}
            assert not PLACEHOLDER.search(str(framework.assess(answers)))

    assert named == {"compare", "roadmap"}
    assert named <= set(COMMANDS)
