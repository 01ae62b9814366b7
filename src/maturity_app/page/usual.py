"""The framework as the page gets it: in a list of tables, what most of them say is written once."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterable


def with_usual(value: Any) -> Any:
    """Return data in which a list of tables with the same keys is a pair: what is usual in them, and the rest of each.

    No list in a framework has a table and then a list, so a reader can tell such a pair from other lists.

    >>> with_usual({"questions": [{"id": "a", "weight": "1"}, {"id": "b", "weight": "1"}]})
    {'questions': [{'weight': '1'}, [{'id': 'a'}, {'id': 'b'}]]}
    """
    if isinstance(value, dict):
        return {key: with_usual(entry) for key, entry in cast("dict[str, Any]", value).items()}
    if not isinstance(value, list):
        return value
    rows = [with_usual(entry) for entry in cast("Iterable[Any]", value)]
    if not rows[1:] or any(not isinstance(row, dict) or row.keys() != rows[0].keys() for row in rows):
        return rows
    texts = {key: [json.dumps(row[key], sort_keys=True) for row in rows] for key in rows[0]}
    often = {key: Counter(written).most_common(1)[0] for key, written in texts.items()}
    usual = {key: text for key, (text, number) in often.items() if number > 1}
    rest = [
        {key: entry for key, entry in row.items() if texts[key][place] != usual.get(key)}
        for place, row in enumerate(rows)
    ]
    return [{key: json.loads(text) for key, text in usual.items()}, rest]
