"""The check in the browser: one HTML file with a framework, its scorer and its questions, which contacts no server."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from maturity_app.page.script import one_script, plain_style
from maturity_app.page.usual import with_usual
from maturity_app.places import CALLED
from maturity_core.answers.wording import spoken_words
from maturity_core.exchange.portable import portable
from maturity_core.model.asked import asked_places
from maturity_core.pictures.markup import said
from maturity_core.pictures.svg import element, told
from maturity_core.readers.outline import core_version
from maturity_core.telling import LANGUAGE
from maturity_core.telling.isolating import isolated
from maturity_core.telling.traits import trait_asked
from maturity_core.telling.wording import requirement_texts
from maturity_core.telling.words import Words, filled

if TYPE_CHECKING:
    from maturity_core import Framework
    from maturity_core.model.profiles import Profile

__all__ = ["check_page"]

ESCAPED = re.compile(r"[<>&\x7f-\xa0\xad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ud800-\udfff\ufeff]")
"""What could end the element that the data is in, what nobody sees in it, and what is no character."""
IN_SENTENCES = ("claim-", "item-", "items-", "measure-", "reach-", "views-")
"""How the names of texts begin that the page needs none of: it is given the sentences that are made of them."""

ELSEWHERE = frozenset(
    {
        *(
            "doubt",
            "doubt-field",
            "fact",
            "footer",
            "goal-score",
            "meets-one",
            "no-reasons",
            "noscript",
        ),
        *(
            "legend-open",
            "legend-score",
            "legend-start",
            "legend-target",
            "mark-here",
            "mark-passed-over",
            "mark-possible",
        ),
        *("mark-target", "meets-other", "organisations-by-level", "organisations-one", "organisations-other"),
        *("other-sheet", "outcomes-one", "outcomes-other", "requirement-in", "steps-out-of-reach-bare"),
        *("progress-not-applicable", "questions-answered", "requirement", "steps-left-out", "steps-names"),
        *("steps-reached", "view", "view-placed", "view-possible", "view-score"),
    }
)
"""Texts that only Python says."""
COMMAND = "command-"
"""What the names of texts begin with that say a command in plain words."""
MADE, FROM = ("made-from", "changes-", "difference-", "more-changes-"), "from-"
"""And of those that say what a model was made from, or where a question comes from."""
SEVERAL = (
    *("panel-differences", "panel-no-differences", "panel-point", "panel-says"),
    *(
        "time-fell",
        "time-not-compared-whole",
        "time-nothing-fell",
        "time-overall",
        "time-rose",
        "time-step",
        "time-who",
    ),
    *("what-if-ladder", "what-if-ladder-score", "what-if-place"),
)
"""Texts about several sheets, which `maturity panel` and `maturity history` say, too."""


def check_page(framework: Framework, language: str = LANGUAGE, example: str = "") -> str:
    """Return the page of a framework: the same text whenever it is made.

    Args:
        framework: the framework to answer; for a profile, the page begins with that profile chosen.
        language: the code of a language with a table of texts.
        example: an answers file in JSON that the page begins with and shows the result of; nothing keeps it until an
            answer is changed.

    Raises:
        MaturityError: the framework is scored in code, or there is no such language.

    >>> from maturity_core import load_framework
    >>> page = check_page(load_framework("service-maturity-check"))
    >>> page[:15], "http-equiv" in page
    ('<!doctype html>', True)
    """
    framework, profile = framework.whole, framework.asked_by
    words = Words.of(language).calling(CALLED)
    spoken, script, style = words.part("page"), one_script(), plain_style(_file("page.css"))
    own, data = words.other(framework.language), portable(framework)
    digests = data.pop("words_digests")
    given = {
        "language": language,
        "own": own,
        "texts": _needed(page_texts(words), framework, json.dumps(data)),
        "spoken": spoken_texts(),
        "framework": with_usual(data),
        "digests": " ".join(digests[question.id] for question in framework.questions),
        "profile": "" if profile is None else profile.id,
        "sentences": _sentences(framework, words),
        "asked": {entry.id: _asked_sentences(framework, entry, words) for entry in framework.profiles},
        "traits": _traits(framework),
        "originals": original_texts(framework),
        "example": example,
    }
    footer = spoken.say("footer", version=core_version(), id=framework.id, edition=framework.edition)
    return filled(
        _file("page.html"),
        language=escape(words.tag(framework.language)),
        direction=escape(words.direction),
        policy=_policy(script, style),
        generator=escape(f"maturity-core {core_version()}"),
        title=told(isolated(framework.name, words.direction)),
        name=element("p", said(framework.name, words.direction), **{"class": "name"}, **own),
        style=style,
        skip=escape(spoken.say("skip")),
        noscript=escape(spoken.say("noscript")),
        footer=escape(f"{footer}, {framework.digest[:12]}"),
        given=_in_script(given),
        script=script,
    )


def spoken_texts() -> dict[str, list[str]]:
    """Return what people write in a cell, by what it can mean: a state, yes or no."""
    found: dict[str, list[str]] = {}
    for word, meanings in sorted(spoken_words().items()):
        for meaning in sorted(meanings):
            found.setdefault(meaning, []).append(word)
    return found


def page_texts(words: Words) -> dict[str, str]:
    """Return the texts that the page has: its own, and those about one result and about several."""
    texts = words.texts("language", "result", "page")
    several = words.texts("show")
    texts |= {name: several[name] for name in SEVERAL}
    return {name: text for name, text in texts.items() if not (name.startswith(IN_SENTENCES) or name in ELSEWHERE)}


def _needed(texts: dict[str, str], framework: Framework, data: str) -> dict[str, str]:
    """Return the texts of a page without those that a framework gives no reason to say.

    They are the commands that nothing in its data names, the changes to another model, and other kinds of origin.
    """
    bases = tuple(f"{FROM}{basis}" for basis in {question.basis for question in framework.questions})

    def is_needed(name: str) -> bool:
        if name.startswith(COMMAND):
            return f"{{command:{name[len(COMMAND) :]}}}" in data
        return bool(framework.after or not name.startswith(MADE)) and (
            not name.startswith(FROM) or name.startswith(bases)
        )

    return {name: text for name, text in texts.items() if is_needed(name)}


def _sentences(framework: Framework, words: Words) -> list[str]:
    return requirement_texts(framework, range(len(framework.all_requirements)), words.isolated())


def _traits(framework: Framework) -> dict[int, str]:
    """Return the ids of the questions of traits, by the places of their requirements."""
    found = [trait_asked(framework, requirement) for requirement in framework.all_requirements]
    return {place: trait[0].id for place, trait in enumerate(found) if trait}


def original_texts(framework: Framework) -> dict[str, list[str]]:
    """Return the texts of translated questions in the model's own language, each with its labels: files may have it."""
    pairs = [(question.id, question.original) for question in framework.questions if question.original is not question]
    return {name: [was.text, *(option.label for option in was.options)] for name, was in pairs}


def _asked_sentences(framework: Framework, profile: Profile, words: Words) -> dict[int, str]:
    """Return the requirements of a profile, by their places, that read differently: they may name fewer items."""
    whole, sentences = _sentences(framework, words), _sentences(framework.profile(profile.id), words)
    pairs = zip(asked_places(framework, profile), sentences, strict=True)
    return {place: sentence for place, sentence in pairs if sentence != whole[place]}


def _file(name: str) -> str:
    return (files(__name__) / name).read_text("utf-8")


def _policy(script: str, style: str) -> str:
    """Return what the browser may do with the page: run this one script, apply this one style, and nothing else."""
    rules = [
        "default-src 'none'",
        f"script-src '{_hash(script)}'",
        f"style-src '{_hash(style)}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ]
    return "; ".join(rules)


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}"


def _in_script(data: Any) -> str:
    """Return data as JSON that cannot end the element it is in, whatever a text says, and that hides nothing."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
