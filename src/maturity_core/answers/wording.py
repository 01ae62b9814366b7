"""What people write for a question and for an answer: texts, labels, words for the states, numbers as text.

Case, blanks at the ends and the shape of apostrophes do not matter. What could mean two things is refused.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from maturity_core.answers.numbers import wrong
from maturity_core.errors import Problem, shown
from maturity_core.model.states import NOT_APPLICABLE, STATES
from maturity_core.nearest import folded

if TYPE_CHECKING:
    from maturity_core.model.nouns import Question

TWO_MEANINGS = "this could mean two things"
NO_SUCH_OPTION = "no such option"
YES, NO = "yes", "no"


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    """Return the tables by language."""
    tables = sorted((files("maturity_core.answers") / "words").iterdir(), key=lambda entry: entry.name)
    return {
        table.name.removesuffix(".toml"): tomllib.loads(table.read_text("utf-8"))
        for table in tables
        if table.name.endswith(".toml")
    }


def state_text(code: int, language: str) -> str:
    """Return a state as people write it in a language, in English where it has no table.

    >>> from maturity_core.model.states import DONT_KNOW
    >>> state_text(DONT_KNOW, "en"), state_text(DONT_KNOW, "de-AT"), state_text(DONT_KNOW, "xx")
    ("don't know", 'weiß nicht', "don't know")
    """
    word = next(word for word, state in STATES.items() if state == code)
    return _tables().get(language.partition("-")[0], _tables()["en"])[word][0]


@cache
def spoken_words() -> dict[str, frozenset[str]]:
    """Return what a word can mean, in every language that has a table: states by their words, `yes` and `no`.

    >>> sorted(spoken_words()["n/a"]), sorted(spoken_words()["ja"])
    (['not-applicable'], ['yes'])
    """
    found: dict[str, set[str]] = {}
    for table in _tables().values():
        for meaning, words in table.items():
            for word in words:
                found.setdefault(folded(word), set()).add(meaning)
    return {word: frozenset(meanings) for word, meanings in found.items()}


def spoken_answer(question: Question, text: str) -> int | Problem:
    """Return the code of an answer that is not exactly an id or a word for a state, or what is wrong with it.

    It is read as an option's id or label; as *yes* or *no* where an option is called so; as a word for a state.
    """
    key = folded(text)
    meanings = spoken_words().get(key, frozenset())
    options = _named(question, [key]) or [
        place for word in (YES, NO) if word in meanings for place in _named(question, _words_for(word))
    ]
    states = [STATES[word] for word in (*STATES, *meanings) if word in STATES and (word == key or word in meanings)]
    codes = [*dict.fromkeys([*options, *states])]
    if len(codes) > 1:
        return _unclear(question, text, codes)
    if codes == [NOT_APPLICABLE] and not question.not_applicable:
        return wrong(question, "this question always applies", text)
    return codes[0] if codes else wrong(question, NO_SUCH_OPTION, text)


def _named(question: Question, keys: Iterable[str]) -> list[int]:
    """Return the places of the options with one of these as their id or label, in either language of a translation."""
    known = {*keys}
    pairs = enumerate(zip(question.options, question.original.options, strict=True))
    return [place for place, (one, other) in pairs if {*map(folded, (one.id, one.label, other.label))} & known]


@cache
def _words_for(meaning: str) -> frozenset[str]:
    return frozenset(word for word, meanings in spoken_words().items() if meaning in meanings)


def _unclear(question: Question, text: str, codes: Iterable[int]) -> Problem:
    words = {code: word for word, code in STATES.items()}
    options = [question.options[code] for code in codes if code >= 0]
    told = [f"the option {option.id} ({option.label})" for option in options]
    told += [f"the word {words[code]}" for code in codes if code < 0]
    clear = [*(option.id for option in options), *(words[code] for code in codes if code < 0)]
    hint = f"write {' or '.join(clear)}"
    return Problem(TWO_MEANINGS, f"answers.{question.id}", shown(text), " or ".join(told), hint)
