"""Rules about slips that leave a valid file: one entry contradicts another, or is unlike all others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from maturity_core.lint.finding import Found, LintRule, Subject
from maturity_core.lint.guards import MOST_GUARDED, singled_out
from maturity_core.lint.labels import labels_off_band
from maturity_core.model.fields import Path, number_text
from maturity_core.model.ladders import ladder_levels, rank_of, selected, stage_levels
from maturity_core.model.requirement import Filter
from maturity_core.model.written import expanded
from maturity_core.telling.wording import joined

if TYPE_CHECKING:
    from maturity_core.model.nouns import Level, Pattern

OTHER_UNIT, FEW = 10, 3
"""How many times the next largest effort looks like another unit, and of how many capabilities at least."""


def gates_of_later_stages(subject: Subject) -> Iterator[Found]:
    """Find requirements that single out questions, all of which are of later stages than the level they are for."""
    framework = subject.framework
    told: set[Path] = set()
    for requirement, path in subject.written:
        if path[0] != "requirements" or requirement.of.kind != "questions" or not singled_out(requirement):
            continue
        levels = ladder_levels(framework, requirement.one_ladder)
        asked = [framework.question(name) for name in selected(framework, requirement.one_ladder, requirement.of)]
        staged = [entry for entry in asked if entry.stage and stage_levels(framework, entry) == levels]
        rank = rank_of(levels, requirement.level) or 0
        stages = [rank_of(levels, entry.stage or "") or 0 for entry in staged]
        if len(staged) == len(asked) and stages and min(stages) > rank and path not in told:
            told.add(path)
            what = f"it is for {requirement.level!r}, but asks for {joined([repr(entry.id) for entry in staged])}"
            yield Found(path, f"{what}, from {levels[min(stages)].id!r} on")


def uneven_measures(subject: Subject) -> Iterator[Found]:
    """Find a question in two measures that otherwise share out the questions, if another is in none of them."""
    framework = subject.framework
    lists = [_listed(entry.mean_of) + _listed(entry.total_of) for entry in framework.measures]
    named = Counter(name for listed in lists for name in listed)
    twice = [name for name, times in named.items() if times > 1]
    none = [entry.id for entry in framework.questions if entry.id not in named]
    if len([listed for listed in lists if listed]) > 1 and len(twice) == 1 and len(none) == 1:
        index = next(place for place, listed in enumerate(lists) if twice[0] in listed)
        yield Found(("measures", index), f"{twice[0]!r} is in two measures, and {none[0]!r} in none")


def _listed(of: object) -> list[str]:
    """Return the questions that are listed one by one."""
    chosen = getattr(of, "questions", None)
    ids = chosen.ids if isinstance(chosen, Filter) else chosen
    return [] if ids is None or ids == "all" else list(ids)


def gates_left_out(subject: Subject) -> Iterator[Found]:
    """Find profiles that leave out all questions of a gate, but award its level."""
    framework = subject.framework
    for place, profile in enumerate(() if subject.coded or framework.asked_by else framework.profiles):
        part = framework.profile(profile.id)
        kept = {(str(entry.ladder), entry.level) for entry, _ in expanded(part)}
        for index, (requirement, path) in enumerate(subject.written):
            rule = subject.compiled.requirements[index]
            read = sorted(framework.questions[column].id for column in subject.reads.questions(rule.terms))
            gate = path[0] == "requirements" and len(read) <= MOST_GUARDED and singled_out(requirement)
            if gate and not {*read} & {*part.questions.ids} and (str(requirement.ladder), requirement.level) in kept:
                what = f"it leaves out {joined([repr(name) for name in read])}, without which the whole model"
                yield Found(("profiles", place), f"{what} does not award {requirement.level!r}")


def best_if_not_applicable(subject: Subject) -> Iterator[Found]:
    """Find questions that say themselves that not applicable counts as their best option."""
    for index, entry in enumerate(subject.framework.questions):
        if entry.counts_as is not None and entry.counts_as == entry.options[-1].id:
            yield Found(("questions", index, "counts_as"), "whoever calls it not applicable gets full credit")


def patterns_turned_round(subject: Subject) -> Iterator[Found]:
    """Find patterns of a highest level that the worst answers show and the best deny, and the reverse of a lowest."""
    framework = subject.framework
    lists: list[tuple[Path, tuple[Level, ...]]] = [(("levels",), framework.levels)]
    lists += [(("level_lists", name), levels) for name, levels in framework.level_lists.items()]
    for path, levels in lists:
        for rank in {0, len(levels) - 1} if len(levels) > 1 else ():
            for place, pattern in enumerate(levels[rank].patterns):
                if _only(pattern, "at_most" if rank else "at_least"):
                    whose, shown = ("highest", "low") if rank else ("lowest", "good")
                    what = f"this is typical of the {whose} level, but only {shown} answers show it"
                    yield Found((*path, rank, "patterns", place), what)


def _only(pattern: Pattern, bound: str) -> bool:
    """Return whether all that shows a pattern is bounded on one side only, so that answers at that end deny it."""
    other = {"at_most": "at_least", "at_least": "at_most"}[bound]
    return bool(pattern.questions) and all(getattr(sign, other) is None for sign in pattern.questions)


def odd_efforts(subject: Subject) -> Iterator[Found]:
    """Find an effort that is many times as large as all others, as if it were in another unit."""
    entries = subject.framework.capabilities
    largest = sorted((entry.effort for entry in entries), reverse=True)[:2]
    if len(entries) >= FEW and largest[0] >= OTHER_UNIT * largest[1]:
        index = next(place for place, entry in enumerate(entries) if entry.effort == largest[0])
        what = f"it is {number_text(largest[0])}, where no other is above {number_text(largest[1])}"
        yield Found(("capabilities", index, "effort"), what)


RULES: tuple[LintRule, ...] = (
    LintRule(
        "label-off-band",
        "warning",
        "A label names a number on the wrong side of a cut.",
        "correct the cuts, 'cut_falls' or 'better', or the label",
        labels_off_band,
    ),
    LintRule(
        "gate-of-later-stage",
        "warning",
        "A requirement singles out questions that are all of later stages than its level.",
        "name other questions, or correct the stages",
        gates_of_later_stages,
    ),
    LintRule(
        "pattern-turned-round",
        "warning",
        "Only low answers show a pattern of the highest level, or only good ones a pattern of the lowest.",
        "write at_least for at_most, or the reverse",
        patterns_turned_round,
    ),
    LintRule(
        "uneven-measures",
        "note",
        "A question is in two measures, and another in none.",
        "move one of them, or leave it if it is meant",
        uneven_measures,
    ),
    LintRule(
        "gate-left-out",
        "note",
        "A profile leaves out all that a requirement of a few questions reads, so its level is awarded without.",
        "add one of the questions to the profile, or leave it if the profile is not meant to ask for it",
        gates_left_out,
    ),
    LintRule(
        "best-if-not-applicable",
        "note",
        "Not applicable counts as the best option of this question.",
        "let it count as another option, or leave it if the source says so",
        best_if_not_applicable,
    ),
    LintRule(
        "odd-effort",
        "note",
        "One effort is ten times as large as any other.",
        "give all efforts in one unit",
        odd_efforts,
    ),
)
