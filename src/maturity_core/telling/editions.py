"""What has changed since an earlier edition, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maturity_core.model.since import Since, SinceQuestion


def since_title(since: Since, words: Words = ENGLISH) -> str:
    """Return the title of what has changed since an edition.

    >>> from maturity_core.model.since import Since
    >>> since_title(Since(edition="1.0"))
    'What has changed since edition 1.0'
    """
    return words.part("show").say("since", edition=since.edition)


def since_texts(since: Since, words: Words = ENGLISH) -> list[str]:
    """Return what has become of the questions of an edition: a sentence for each kind of change.

    >>> from maturity_core.model.since import Since
    >>> changes = {"left_out": ["night-calls"], "added": ["on-call"], "questions": [{"id": "plan-kept", "was": "plan"}]}
    >>> since_texts(Since(edition="1.0", **changes))
    ['Renamed: plan-kept (was plan).', 'New: on-call.', 'No longer asked: night-calls.']
    """
    show, entries = words.part("show"), since.questions
    became: dict[str, list[SinceQuestion]] = {}
    for entry in entries:
        became.setdefault(entry.before, []).append(entry)
    renamed = [then[0] for then in became.values() if len(then) == 1 and then[0].before != then[0].id]
    split = {was: [entry.id for entry in then] for was, then in became.items() if len(then) > 1}
    kinds: dict[str, Iterable[str]] = {
        "renamed": [show.say("since-was", question=entry.id, was=entry.before) for entry in renamed],
        "split": [show.say("since-into", was=was, questions=words.listed(now)) for was, now in split.items()],
        "same": [entry.id for entry in entries if entry.words == "same"],
        "asked-anew": [entry.id for entry in entries if entry.words == "asked anew"],
        "added": since.added,
        "left-out": since.left_out,
    }
    told = [show.say(f"since-{kind}", questions=words.listed([*names])) for kind, names in kinds.items() if names]
    for entry in entries:
        options = [show.say("since-option", then=then, now=now) for then, now in entry.options.items()]
        told += [show.say("since-options", question=entry.id, options=words.listed(options))] if options else []
    return told or [show.say("since-nothing")]
