"""The framework as the page gets it: in a list of tables, what most of them say, or some in a row, is written once."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

KEY = 12
"""About how long a key is, with what stands around it."""


def with_usual(value: Any) -> Any:
    """Return data in which a list of tables with the same keys is a pair: what is usual in them, and the rest of each.

    The rest leaves out what is usual. Of a key without a usual value, it leaves out what the table before says, too.
    No list in a framework has a table and then a list, so a reader can tell such a pair from other lists.

    >>> with_usual({"questions": [{"id": name, "weight": "2" if name == "b" else "1"} for name in "abc"]})
    {'questions': [{'weight': '1'}, [{'id': 'a'}, {'id': 'b', 'weight': '2'}, {'id': 'c'}]]}
    >>> with_usual([{"id": "a", "of": "x"}, {"id": "b", "of": "x"}, {"id": "c", "of": "y"}, {"id": "d", "of": "y"}])
    [{}, [{'id': 'a', 'of': 'x'}, {'id': 'b'}, {'id': 'c', 'of': 'y'}, {'id': 'd'}]]
    """
    if isinstance(value, dict):
        return {key: with_usual(entry) for key, entry in cast("dict[str, Any]", value).items()}
    if not isinstance(value, list):
        return value
    rows = [with_usual(entry) for entry in cast("Iterable[Any]", value)]
    if not rows[1:] or any(not isinstance(row, dict) or row.keys() != rows[0].keys() for row in rows):
        return rows
    columns = {key: _column([json.dumps(row[key], sort_keys=True) for row in rows]) for key in rows[0]}
    rest = [{key: entry for key, entry in row.items() if place in columns[key][1]} for place, row in enumerate(rows)]
    return [{key: json.loads(usual) for key, (usual, _) in columns.items() if usual}, rest]


def _column(texts: Sequence[str]) -> tuple[str, set[int]]:
    """Return the usual one of texts, or none where leaving out repetitions is shorter, and the places that say one."""
    usual = Counter(texts).most_common(1)[0][0]
    differing = {place for place, text in enumerate(texts) if text != usual}
    changing = {place for place, text in enumerate(texts) if not place or text != texts[place - 1]}
    lengths = [sum(len(texts[place]) + KEY for place in places) for places in (differing, changing)]
    return (usual, differing) if len(usual) + KEY + lengths[0] < lengths[1] else ("", changing)
