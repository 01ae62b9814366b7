"""A framework as data, for `maturity show --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maturity_app.showing import unknown
from maturity_core.exchange.portable import LEFT_OUT
from maturity_core.model.ladder import Ladder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from maturity_core import Framework
    from maturity_core.model.node import Node


def shown_data(framework: Framework, level: str | None = None, capability: str | None = None) -> dict[str, Any]:
    """Return a framework as data for JSON, or one of its levels or capabilities with its requirements.

    Raises:
        MaturityError: there is no such level or capability.

    >>> from maturity_core import load_framework
    >>> data = shown_data(load_framework("service-maturity-check"), capability="roadmap")
    >>> data["name"], [question["id"] for question in data["questions"]]
    ('Roadmap', ['plan-ahead', 'improvements-connected'])
    """
    rules = framework.all_requirements
    if level is not None:
        lists = {"": framework.levels, **framework.level_lists}
        found = {name: entry for name, levels in lists.items() for entry in levels if entry.id == level}
        if not found:
            raise unknown("level", level, [entry.id for levels in lists.values() for entry in levels])
        told = [{**entry.model_dump(mode="json"), "list": name or None} for name, entry in found.items()]
        return {"levels": told, "requirements": _all(rule for rule in rules if rule.level == level)}
    if capability is None:
        head = {"digest": framework.digest, "rules_digest": framework.rules_digest}
        return {**framework.model_dump(mode="json", exclude=set(LEFT_OUT)), **head, "requirements": _all(rules)}
    ids = [entry.id for entry in framework.capabilities]
    if capability not in ids:
        raise unknown("capability", capability, ids)
    own = Ladder("capability", capability)
    return {
        **framework.capability(capability).model_dump(mode="json"),
        "questions": _all(entry for entry in framework.questions if entry.capability == capability),
        "requirements": _all(rule for rule in rules if rule.ladder == own),
    }


def _all(entries: Iterable[Node]) -> list[dict[str, Any]]:
    return [entry.model_dump(mode="json") for entry in entries]
