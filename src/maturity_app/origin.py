"""What answers belong to: framework, edition, rules and wording, as answers files of every format record it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from maturity_app.lines import wrapped
from maturity_core.definition.writing import inline
from maturity_core.errors import MOST_NAMED, Problem, listed
from maturity_core.nearest import nearest
from maturity_core.people.editions import Way
from maturity_core.readers.outline import stamp_of
from maturity_core.results.parts import asked_as
from maturity_core.telling.wording import joined

if TYPE_CHECKING:
    from maturity_core import Framework, Question
    from maturity_core.telling.words import Words

FRAMEWORK = "framework"
EDITION = "edition"
PROFILE = "profile"
FACTS = (FRAMEWORK, EDITION, "rules", "words", PROFILE)
"""Columns of a table of answers that say what the answers belong to."""
KEYS = ("id", EDITION, "rules", "words", PROFILE)
"""The same as keys of the table `framework` of a sheet."""
STAMP = (*KEYS, "name", "digest")
"""The keys of that table in a stored result."""
_RULES = re.compile("[0-9a-f]{64}")
_WORDS = re.compile("[a-z0-9-]+:[0-9a-f]{8}")
UNSAID = "does not say "
"""How notes on what a file does not say begin."""
UNWORDED = f"{UNSAID}how its questions were worded, so rewording goes unnoticed"


@dataclass(frozen=True)
class Origin:
    """What answers belong to; a text is empty if that is not known.

    `words` has a word per question, such as `plan-holds:0123abcd`: its id and the digest of its wording.
    """

    framework: str = ""
    edition: str = ""
    rules: str = ""
    words: str = ""
    profile: str = ""

    @cached_property
    def asked(self) -> dict[str, str]:
        """The digest of the wording by question id."""
        return dict(cast("tuple[str, str]", word.split(":")) for word in self.words.split())


NOWHERE = Origin()
"""Nothing is known about what the answers belong to."""


@dataclass(frozen=True)
class Judgement:
    """What it means for answers that they belong to something else.

    `refusal` says why they are not read at all; `notes` are shown; `then` is the edition that they were given to, if it
    is another one; for the questions in `shifted`, positions cannot be read. `way` leads from the edition they were
    given to, if the framework says what has changed since: they are carried over by it. `asked` has the questions by
    the ids that the answers use.
    """

    refusal: Problem | None = None
    notes: tuple[str, ...] = ()
    then: str = ""
    shifted: frozenset[str] = field(default_factory=frozenset[str])
    way: Way | None = None
    asked: Mapping[str, Question] = field(default_factory=dict[str, "Question"])


def origin_of(framework: Framework) -> Origin:
    """Return what answers to this framework belong to."""
    words = " ".join(f"{question}:{digest}" for question, digest in framework.original.words_digests.items())
    profile = "" if framework.asked_by is None else framework.asked_by.id
    return Origin(framework.id, framework.edition, framework.rules_digest, words, profile)


def origin_table(framework: Framework) -> dict[str, Any]:
    """Return the same as the table `framework` for a JSON file."""
    stamp = stamp_of(framework).model_dump(mode="json")
    return {key: stamp[key] for key in KEYS if stamp[key] is not None}


def origin_toml(framework: Framework, words: Words) -> Iterator[str]:
    """Yield the same as lines for the end of a TOML file."""
    origin = origin_of(framework)
    yield from wrapped(words.part("show").say("belongs-to"), "# ")
    yield f"[{FRAMEWORK}]"
    yield f'id = "{origin.framework}"'
    yield f"edition = {inline(origin.edition)}"
    yield f'rules = "{origin.rules}"'
    yield from [f'{PROFILE} = "{origin.profile}"'] if origin.profile else []
    yield from ['words = """', *wrapped(origin.words), '"""']


def table_origin(table: Any, place: str, problems: list[Problem]) -> Origin:
    """Return the origin from the table `framework` of a sheet; whatever is wrong with it is added to `problems`."""
    if table is None:
        return NOWHERE
    if not isinstance(table, dict):
        problems.append(Problem("expected a table", place, allowed=", ".join(KEYS)))
        return NOWHERE
    found = cast("dict[str, Any]", table)
    for key in [key for key in found if key not in STAMP][:MOST_NAMED]:
        near = nearest(key, STAMP)
        hint = f"did you mean {near!r}?" if near else "answers belong under 'answers'"
        problems.append(Problem("no such key", f"{place}, {key}", allowed=", ".join(KEYS), hint=hint))
    said = {fact: found.get(key) or "" for fact, key in zip(FACTS, KEYS, strict=True)}
    if isinstance(said["words"], dict):
        words = cast("dict[str, Any]", said["words"])
        said["words"] = " ".join(f"{question}:{digest}" for question, digest in words.items())
    return checked_origin(said, place, problems)


def checked_origin(said: Mapping[str, Any], place: str, problems: list[Problem]) -> Origin:
    """Return the origin from texts named as in `FACTS`; whatever is wrong with them is added to `problems`."""
    texts = {fact: said.get(fact) or "" for fact in FACTS}
    wrong = [fact for fact, text in texts.items() if not (isinstance(text, str) and _is_sound(fact, text))]
    what = "this does not identify what the answers belong to"
    problems += [
        Problem(what, f"{place}, {fact}", repr(texts[fact])[:60], hint="restore it as it was written, or remove it")
        for fact in wrong
    ]
    return NOWHERE if wrong else Origin(**texts | {"words": " ".join(texts["words"].split())})


def _is_sound(fact: str, text: str) -> bool:
    if fact == "rules":
        return not text or bool(_RULES.fullmatch(text))
    return fact != "words" or all(map(_WORDS.fullmatch, text.split()))


def judge(framework: Framework, origin: Origin) -> Judgement:
    """Return what it means for this framework that answers belong to `origin`."""
    if origin.framework not in {"", framework.id}:
        hint = "if the answers do belong here, remove the `framework` entry"
        what = "these answers belong to another framework"
        return Judgement(Problem(what, got=repr(origin.framework), allowed=repr(framework.id), hint=hint))
    if origin.edition in framework.since.ids:
        return _by_edition(framework, origin)
    edition = origin.edition if origin.edition != framework.edition else ""
    then = asked_as(framework, origin.profile)
    other = origin.rules != then.rules_digest if origin.rules else bool(edition)
    if edition and other:
        hint = "a table 'since' in the framework has to say what has changed; "
        hint += f"if the answers do belong to edition {framework.edition}, remove their `edition`"
        return Judgement(Problem(_others(framework, edition, origin), hint=hint))
    now = framework.original.words_digests
    reworded = [question for question, digest in origin.asked.items() if now.get(question, digest) != digest]
    notes = unsaid(origin)
    if not notes and origin.profile != origin_of(framework).profile:
        notes.append(_by_profile(framework, origin))
    if other:
        notes.append(_others(framework, "", origin))
    if reworded:
        notes.append(f"questions reworded since it was filled in: {listed(reworded)}")
    same = {question for question, digest in now.items() if origin.asked.get(question) == digest}
    shifted = frozenset(now.keys() - same) if other else frozenset[str]()
    asked = {question.id: question for question in framework.questions}
    return Judgement(notes=tuple(notes), then=edition, shifted=shifted, asked=asked)


def unsaid(origin: Origin) -> list[str]:
    """Return a note on what answers do not say of what they belong to; none if they say it all.

    >>> unsaid(Origin(framework="acme", edition="1", rules="0" * 64))
    ['does not say how its questions were worded, so rewording goes unnoticed']
    """
    version = "" if origin.rules else "rules" if origin.edition else "edition"
    missing = ["" if origin.framework else "framework", version]
    named_parts = [part for part in missing if part]
    if not named_parts:
        return [] if origin.words else [UNWORDED]
    told = joined([*named_parts, *([] if origin.words else ["wording"])])
    return [f"{UNSAID}which {told} it was filled in for, so changes since then go unnoticed"]


def _by_profile(framework: Framework, origin: Origin) -> str:
    """Return in words that answers were given by another profile, or that others are asked now."""
    then = f"by the profile {origin.profile!r}" if origin.profile else "for all questions"
    now = "all questions are" if framework.asked_by is None else f"the profile {framework.asked_by.id!r} is"
    hint = f"; add --profile {origin.profile} to read it as it was" if origin.profile else ""
    return f"filled in {then}, but {now} read{hint}"


def _by_edition(framework: Framework, origin: Origin) -> Judgement:
    """Return what it means that answers belong to an edition of which the framework says what has changed."""
    way, now = Way(framework, framework.since[origin.edition]), framework.original.words_digests
    leads = {then: [entry for entry in ways if way.taken(entry)] for then, ways in way.leads.items()}
    asked = {then: ways[0] for then, ways in leads.items() if ways}
    shifted = [then for then in asked if {now[entry.id] for entry in leads[then]} != {origin.asked.get(then)}]
    return Judgement(shifted=frozenset(shifted), then=origin.edition, way=way, asked=asked)


def _others(framework: Framework, edition: str, origin: Origin) -> str:
    """Return in words that the rules have changed since, or may have; `edition` is empty if it is today's."""
    now = f"edition {framework.edition}"
    if edition and origin.rules:
        told = f"filled in for edition {edition}, whose rules differ from those of {now}"
    elif edition:
        told = f"filled in for edition {edition}, not {now}, and does not say whether the rules are the same"
    else:
        told = f"filled in under different rules from those {now} has now"
    ids = [question.id for question in framework.questions]
    new = [question for question in ids if question not in origin.asked] if origin.words else []
    known = set(ids)
    gone = [question for question in origin.asked if question not in known]
    parts = [told]
    parts += [f"new since then: {listed(new)}"] if new else []
    parts += [f"no longer asked: {listed(gone)}"] if gone else []
    return "; ".join(parts)
