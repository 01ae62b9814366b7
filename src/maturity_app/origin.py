"""What answers were given to: framework, edition, rules and words, as answer files of every format say it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from maturity_app.lines import wrapped
from maturity_core.errors import Problem, nearest
from maturity_core.readers.records import stamp_of

if TYPE_CHECKING:
    from maturity_core import Framework
    from maturity_core.telling.words import Words

FRAMEWORK = "framework"
FACTS = (FRAMEWORK, "edition", "rules", "words")
"""Columns of a table of answers that say what they were given to."""
KEYS = ("id", "edition", "rules", "words")
"""The same in the table `framework` of a sheet."""
STAMP = (*KEYS, "name", "digest")
"""What a stored result says, too."""
MOST_NAMED = 20
_RULES = re.compile("[0-9a-f]{64}")
_WORDS = re.compile("[a-z0-9-]+:[0-9a-f]{8}")
UNNAMED = "does not say which framework, edition and wording it was filled in for; changes since go unnoticed"


@dataclass(frozen=True)
class Origin:
    """What answers were given to; empty texts where that is not said.

    `words` has a word a question, such as `plan-holds:0123abcd`: its id, and the digest of what it was asked in.
    """

    framework: str = ""
    edition: str = ""
    rules: str = ""
    words: str = ""

    @cached_property
    def asked(self) -> dict[str, str]:
        """By question id the digest of its words."""
        return dict(cast("tuple[str, str]", word.split(":")) for word in self.words.split())


NOWHERE = Origin()
"""Nothing is said of what the answers were given to."""


@dataclass(frozen=True)
class Judgement:
    """What it means that answers were given to something else.

    `refusal` says why they are not read at all; `notes` is told; of the questions `shifted` no position can be read.
    """

    refusal: Problem | None = None
    notes: tuple[str, ...] = ()
    shifted: frozenset[str] = field(default_factory=frozenset[str])


def origin_of(framework: Framework) -> Origin:
    """Return what answers to this framework are given to."""
    words = " ".join(f"{question}:{digest}" for question, digest in framework.words_digests.items())
    return Origin(framework.id, framework.edition, framework.rules_digest, words)


def origin_table(framework: Framework) -> dict[str, Any]:
    """Return the same as the table `framework` of a JSON file."""
    stamp = stamp_of(framework).model_dump(mode="json")
    return {key: stamp[key] for key in KEYS}


def origin_toml(framework: Framework, words: Words) -> Iterator[str]:
    """Yield the same as lines of a TOML file, to stand at its end."""
    origin = origin_of(framework)
    yield from wrapped(words.part("show").say("belongs-to"), "# ")
    yield f"[{FRAMEWORK}]"
    yield f'id = "{origin.framework}"'
    yield f"edition = {json.dumps(origin.edition)}"
    yield f'rules = "{origin.rules}"'
    yield from ['words = """', *wrapped(origin.words), '"""']


def table_origin(table: Any, place: str, problems: list[Problem]) -> Origin:
    """Return what the table `framework` of a sheet says; what is wrong with it is added to `problems`."""
    if table is None:
        return NOWHERE
    if not isinstance(table, dict):
        problems.append(Problem("expected a table", place, allowed=", ".join(KEYS)))
        return NOWHERE
    found = cast("dict[str, Any]", table)
    for key in [key for key in found if key not in STAMP][:MOST_NAMED]:
        near = nearest(key, STAMP)
        hint = f"did you mean {near!r}?" if near else "answers stand under 'answers'"
        problems.append(Problem("no such key", f"{place}, {key}", allowed=", ".join(KEYS), hint=hint))
    said = {fact: found.get(key, "") for fact, key in zip(FACTS, KEYS, strict=True)}
    if isinstance(said["words"], dict):
        words = cast("dict[str, Any]", said["words"])
        said["words"] = " ".join(f"{question}:{digest}" for question, digest in words.items())
    return checked_origin(said, place, problems)


def checked_origin(said: Mapping[str, Any], place: str, problems: list[Problem]) -> Origin:
    """Return what texts say under the names `FACTS`; what is wrong with them is added to `problems`."""
    texts = {fact: said.get(fact) or "" for fact in FACTS}
    wrong = [fact for fact, text in texts.items() if not (isinstance(text, str) and _is_sound(fact, text))]
    what = "this does not say what the answers were given to"
    problems += [
        Problem(what, f"{place}, {fact}", repr(texts[fact])[:60], hint="leave it as it was written, or take it out")
        for fact in wrong
    ]
    return NOWHERE if wrong else Origin(**texts | {"words": " ".join(texts["words"].split())})


def _is_sound(fact: str, text: str) -> bool:
    if fact == "rules":
        return not text or bool(_RULES.fullmatch(text))
    return fact != "words" or all(map(_WORDS.fullmatch, text.split()))


def judge(framework: Framework, origin: Origin) -> Judgement:
    """Return what it means for this framework that answers were given to `origin`."""
    if origin.framework not in {"", framework.id}:
        hint = "if they do fit, take out what names the other framework"
        what = "these answers were given to another framework"
        return Judgement(Problem(what, got=repr(origin.framework), allowed=repr(framework.id), hint=hint))
    edition = origin.edition if origin.edition != framework.edition else ""
    whole = bool(origin.framework and origin.rules and origin.words)
    other = origin.rules != framework.rules_digest if origin.rules else bool(edition)
    now = framework.words_digests
    reworded = [question for question, digest in origin.asked.items() if now.get(question, digest) != digest]
    notes = [] if whole or edition else [UNNAMED]
    if other:
        notes.append(_others(framework, edition, origin))
    if reworded:
        notes.append(f"questions reworded since it was filled in: {named(reworded)}")
    same = {question for question, digest in now.items() if origin.asked.get(question) == digest}
    return Judgement(None, tuple(notes), frozenset(now.keys() - same) if other else frozenset())


def _others(framework: Framework, edition: str, origin: Origin) -> str:
    """Return in words that the rules are not those of then."""
    now = f"edition {framework.edition}"
    if edition and origin.rules:
        told = f"filled in for edition {edition}, whose rules differ from those of {now}"
    elif edition:
        told = f"filled in for edition {edition}, not for {now}; whether the rules are the same is not said"
    else:
        told = f"filled in for other rules than {now} has now"
    ids = [question.id for question in framework.questions]
    new = [question for question in ids if question not in origin.asked] if origin.words else []
    known = set(ids)
    gone = [question for question in origin.asked if question not in known]
    parts = [told]
    parts += [f"not asked then: {named(new)}"] if new else []
    parts += [f"no longer asked: {named(gone)}"] if gone else []
    return "; ".join(parts)


def named(ids: Iterable[str]) -> str:
    """Return ids as a list, the first of many.

    >>> named(["a", "b"])
    'a, b'
    """
    every = list(ids)
    more = len(every) - MOST_NAMED
    return ", ".join(every[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
