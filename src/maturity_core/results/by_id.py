"""Levels in stored results: their texts are stored once, in lists, and everywhere else only their ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from maturity_core.model.fields import is_list, is_table
from maturity_core.model.nouns import Level


def with_levels(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the table of a stored assessment with every id of a level replaced by the level.

    An id that is not on its list is left as it is, and refused by validation.
    """
    lists = data.get("level_lists")
    named = {name: _by_id(levels) for name, levels in lists.items()} if is_table(lists) else {}
    whole = _by_id(data.get("levels"))
    found = _placed(data, whole)
    for field, default in (("dimensions", whole), ("capabilities", {}), ("measures", {})):
        if is_list(data.get(field)):
            found[field] = [_result(entry, named, default) for entry in data[field]]
    return found


def _by_id(levels: Any) -> dict[str, Any]:
    entries = levels if is_list(levels) else ()
    ids = [entry.id if isinstance(entry, Level) else entry.get("id") if is_table(entry) else None for entry in entries]
    return {name: entry for name, entry in zip(ids, entries, strict=True) if isinstance(name, str)}


def _result(entry: Any, named: dict[str, dict[str, Any]], default: dict[str, Any]) -> Any:
    if not is_table(entry):
        return entry
    name = entry.get("level_list")
    return _placed(entry, default if name is None else named.get(name, {}) if isinstance(name, str) else {})


def _placed(entry: Mapping[str, Any], levels: dict[str, Any]) -> dict[str, Any]:
    found = dict(entry)
    level, ends = entry.get("level"), entry.get("level_range")
    if isinstance(level, str):
        found["level"] = levels.get(level, level)
    if is_list(ends):
        found["level_range"] = [levels.get(end, end) if isinstance(end, str) else end for end in ends]
    return found
