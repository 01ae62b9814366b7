"""The importer of custom lenses of the AWS Well-Architected Tool: pillars, questions, and choices with risk rules.

A pillar becomes a dimension, a question a capability with the risks as its levels, and each choice a question to be
answered with yes or no. What the rules ask of the choices is worked out exactly from their truth table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from maturity_core.exchange.importing.draft import Draft
from maturity_core.exchange.importing.entries import Entry
from maturity_core.exchange.importing.scales import YES_OR_NO, Answer, Scales
from maturity_core.exchange.importing.source import Source
from maturity_core.exchange.importing.truth import MOST_CHOICES, Truth, asked, condition
from maturity_core.model.ladder import Ladder

RISKS = ("HIGH_RISK", "MEDIUM_RISK", "NO_RISK")
_NAMES = ("High risk", "Medium risk", "No risk")
_LEVELS = ("high-risk", "medium-risk", "no-risk")
MOST_CLAUSES = 60
_NO_RISK = len(RISKS) - 1
_RULED = "the risk rules of the question"


@dataclass(frozen=True)
class _Rules:
    """What the risk rules of a question come to: its outcomes from the worst, and what each but the worst asks for."""

    outcomes: tuple[int, ...]
    asks: Mapping[int, list[tuple[int, tuple[int, ...]]]]
    turned: frozenset[int]
    unread: frozenset[int]


def lens(source: Source) -> Draft:
    """Return a custom lens as a draft.

    Args:
        source: the JSON file of the lens.

    Raises:
        FrameworkError: the file cannot be read, or is not a lens.
    """
    draft, whole = Draft(), source.file()
    name = draft.line(whole["name"]) or draft.name(Entry(source.path.stem, source.path.name))
    draft.knows("lens", whole, ("schemaVersion", "name", "description", "pillars"))
    draft.tables |= {
        "id": draft.id(name),
        "edition": draft.line(whole["schemaVersion"]) or "1",
        "name": name,
        "headline": "score",
        "summary": draft.long(whole["description"]),
        "source": {"title": name, "licence": source.licence()},
    }
    draft.ours("The file names no publisher, and its edition is that of the format: state them in the new file.")
    draft.ours("A choice becomes a question; a choice that stands for none of the others becomes a no to all of them.")
    draft.ours("Scores are ours: each question counts with its risk, the lowest it can reach as full.")
    scales, best = Scales(draft), list[str]()
    for pillar in whole["pillars"].list:
        _pillar(draft, pillar, scales, best)
    draft.tables["scores"] = [{"ladder": "each dimension", "mean_of": {"capabilities": "all"}, "by": "level"}]
    if best:
        counted = {"count_of": {"capabilities": best}, "reaching": _LEVELS[_NO_RISK]}
        draft.add("measures", id=draft.id("Without risk"), name="Questions without risk", **counted)
    return draft


def _pillar(draft: Draft, pillar: Entry, scales: Scales, best: list[str]) -> None:
    draft.knows("pillars", pillar, ("id", "name", "questions"))
    found = [(entry, one) for entry in pillar["questions"].list if (one := _read(draft, entry)) is not None]
    if not found:
        draft.left_out(pillar, "a pillar without a question that can be read")
        return
    name = draft.name(pillar["name"], pillar["id"])
    dimension = draft.add("dimensions", id=draft.id(pillar["id"].text or name), name=name)
    for entry, one in found:
        capability = _question(draft, entry, dimension["id"], one, scales)
        best += [capability] if _NO_RISK in one[1].outcomes else []


def _read(draft: Draft, entry: Entry) -> tuple[list[Entry], _Rules] | None:
    """Return the choices of a question, without one that stands for none of them, and its rules; None if it is lost."""
    draft.knows("questions", entry, ("id", "title", "description", "helpfulResource", "choices", "riskRules", "url"))
    choices, nothing, seen = list[Entry](), list[Entry](), set[str]()
    for choice in entry["choices"].list:
        name = choice["id"].text
        if name in seen:
            draft.fault(choice["id"], f"two choices have the id {name!r}; the second is left out")
            continue
        seen.add(name)
        (nothing if _is_nothing(choice) else choices).append(choice)
    if not 0 < len(choices) <= MOST_CHOICES:
        draft.left_out(entry, f"a question with {len(choices)} choices; it can have 1 to {MOST_CHOICES}")
        return None
    rules = _rules(draft, entry, choices, nothing)
    return None if rules is None else (choices, rules)


def _is_nothing(choice: Entry) -> bool:
    title = choice["title"].text.strip().lower()
    return choice["id"].text.lower().endswith("_no") or title.startswith("none of")


def _rules(draft: Draft, entry: Entry, choices: Sequence[Entry], nothing: Sequence[Entry]) -> _Rules | None:
    """Return what the risk rules come to. Rules are tried in their order; the first that holds gives the risk."""
    truth = Truth(len(choices))
    tables = {choice["id"].text: truth.chosen(at) for at, choice in enumerate(choices)}
    tables |= {choice["id"].text: 1 for choice in nothing}  # the set without any choice
    left, reached = truth.every, [0, 0, 0]
    for rule in entry["riskRules"].list:
        risk, text = rule["risk"].text, rule["condition"].text
        try:
            met = left if text == "default" else left & condition(text, tables, truth.every)
            reached[RISKS.index(risk)] |= met
        except ValueError as error:
            draft.fault(rule, str(error) if risk in RISKS else f"{risk!r} is not one of {', '.join(RISKS)}")
            draft.left_out(entry, "a question, because one of its rules cannot be read")
            return None
        left &= ~met
    if left:
        draft.fault(entry, "no rule holds for some choices, and there is no default; they are read as high risk")
        reached[0] |= left
    outcomes = tuple(risk for risk, table in enumerate(reached) if table)
    if outcomes[-1] != _NO_RISK:
        draft.fault(entry, f"nobody can reach NO_RISK: the best result that any choices have is {RISKS[outcomes[-1]]}")
    if len(outcomes) == 1:
        draft.left_out(entry, f"a question whose result is {RISKS[outcomes[0]]} whatever is chosen")
        return None
    return _asking(draft, entry, truth, reached, outcomes)


def _asking(draft: Draft, entry: Entry, truth: Truth, reached: Sequence[int], outcomes: Sequence[int]) -> _Rules | None:
    """Return what each outcome but the worst asks of choices, after turning those that only ever do harm."""
    at_least = {risk: sum(reached[risk:]) for risk in outcomes[1:]}
    turned, unread = set[int](), set[int]()
    for choice in range(truth.choices):
        rises = all(truth.rises(table, choice) for table in at_least.values())
        falls = all(truth.falls(table, choice) for table in at_least.values())
        if not rises and not falls:
            draft.left_out(entry, "a question with a choice that lowers the risk for some and raises it for others")
            return None
        if falls:
            (unread if rises else turned).add(choice)
        if falls and not rises:
            at_least = {risk: truth.turned(table, choice) for risk, table in at_least.items()}
    asks = {risk: asked(truth.clauses(table)) for risk, table in at_least.items()}
    if sum(map(len, asks.values())) > MOST_CLAUSES:
        draft.left_out(entry, f"a question whose rules need more than {MOST_CLAUSES} requirements")
        return None
    return _Rules(tuple(outcomes), asks, frozenset(turned), frozenset(unread))


def _question(draft: Draft, entry: Entry, dimension: str, found: tuple[list[Entry], _Rules], scales: Scales) -> str:
    choices, rules = found
    name = draft.name(entry["title"], entry["id"])
    capability = draft.add(
        "capabilities",
        id=draft.id(entry["id"].text or name),
        name=name,
        dimension=dimension,
        help=draft.long(entry["description"], entry["helpfulResource"]["displayText"]),
        links=draft.links((name, entry["url"].text), (name, entry["helpfulResource"]["url"].text)),
        levels=_levels(draft, rules.outcomes),
        basis="source",
    )
    ids = [_choice(draft, choice, capability, scales, harms=at in rules.turned) for at, choice in enumerate(choices)]
    for at in sorted(rules.unread):
        draft.fault(choices[at], "no rule depends on this choice")
    for risk, groups in rules.asks.items():
        for number, group in groups:
            every = number == len(group)
            draft.add(
                "requirements",
                ladder=str(Ladder("capability", capability["id"])),
                level=_LEVELS[risk],
                **({"least": 1} if every else {"count": number, "reaching": 1}),
                of={"questions": [ids[at] for at in group]},
                basis="source",
                place=_RULED,
            )
    return str(capability["id"])


def _levels(draft: Draft, outcomes: Sequence[int]) -> str:
    """Return the name of the list of these risks, which is made where it is first needed."""
    name = "-".join(["risk", *(_LEVELS[risk].partition("-")[0] for risk in outcomes)])
    lists: dict[str, Any] = draft.tables.setdefault("level_lists", {})
    lists[name] = [{"id": _LEVELS[risk], "name": _NAMES[risk]} for risk in outcomes]
    return name


def _choice(draft: Draft, choice: Entry, capability: dict[str, Any], scales: Scales, *, harms: bool) -> str:
    draft.knows("choices", choice, ("id", "title", "description", "helpfulResource", "improvementPlan"))
    more, plan = choice["helpfulResource"], choice["improvementPlan"]
    answers = [Answer("Yes", YES_OR_NO[0].worth), Answer("No", YES_OR_NO[1].worth)] if harms else YES_OR_NO
    scale, options = scales.of("no-or-yes" if not harms else "yes-or-no", answers)
    title = draft.name(choice["title"], choice["id"])
    question = draft.add(
        "questions",
        id=draft.id(choice["id"].text or title, draft.questions),
        capability=capability["id"],
        text=title,
        help=draft.long(choice["description"], more["displayText"]),
        links=draft.links((title, more["url"].text), ("How to improve", plan["url"].text)),
        scale=scale,
        place=choice.place.rpartition(": ")[2],
        basis="stated",
    )
    if text := draft.long(plan["displayText"]):
        remedies = capability.setdefault("remedies", [])
        remedies.append({"question": question["id"], "to": options[-1], "text": text})
    return str(question["id"])
