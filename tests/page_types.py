"""The data that the page gets, as types for checking its JavaScript, generated from `portable_schema`.

`python tests/page_types.py` writes them; a test fails if the file is out of date.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from maturity_core import portable_schema

GIVEN = Path(__file__).parents[1] / "src/maturity_app/page/given.d.ts"
HEAD = """\
// What the page is given of a framework. Made from its schema by tests/page_types.py: change that, not this.

/** An exact number: a decimal such as "0.25", or a fraction such as "2/3". The schema allows more than is written. */
export type Exact = string;

/** A whole number; a text where the data says that its numbers are `wide`. */
export type Whole = number | string;
"""
NUMBERS = {"integer": "Whole", "number": "Exact"}
PLAIN = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}


def given_types() -> str:
    """Return the declarations of everything that the schema defines, by name."""
    schema = portable_schema()
    tables = {**schema["$defs"], "Portable": schema}
    return "\n".join([HEAD, *(_interface(name, table) for name, table in sorted(tables.items()))])


def _interface(name: str, table: dict[str, Any]) -> str:
    """Return one table: `portable` writes all of its keys, including those with defaults."""
    told = " ".join(str(table.get("description", "")).partition("\n\n")[0].split())
    lines = [f"  {key}: {_type(part)};" for key, part in table["properties"].items()]
    return "\n".join([*([f"/** {told} */"] if told else []), f"export interface {name} {{", *lines, "}\n"])


def _type(part: dict[str, Any]) -> str:
    if "$ref" in part:
        return str(part["$ref"]).rpartition("/")[2]
    if "anyOf" in part:
        return _union(part["anyOf"])
    if "const" in part or "enum" in part:
        return " | ".join(json.dumps(value) for value in part.get("enum", [part.get("const")]))
    if part["type"] == "array":
        return _array(part)
    if part["type"] == "object":
        values = part.get("additionalProperties") or next(iter(part["patternProperties"].values()))
        return f"{{ [name: string]: {_type(values)} }}"
    kinds = part["type"] if isinstance(part["type"], list) else [part["type"]]
    return " | ".join(dict.fromkeys(PLAIN[kind] for kind in kinds))


def _union(parts: list[dict[str, Any]]) -> str:
    """Return a union of types; a number or its text is a number of the kind that the page reads."""
    kinds = [part.get("type") for part in parts]
    number = NUMBERS.get(str(kinds[0])) if kinds[1:] == ["string"] and "pattern" in parts[1] else None
    return number or " | ".join(map(_type, parts))


def _array(part: dict[str, Any]) -> str:
    if "prefixItems" in part:
        return f"[{', '.join(map(_type, part['prefixItems']))}]"
    each = _type(part["items"])
    return f"({each})[]" if "|" in each else f"{each}[]"


if __name__ == "__main__":
    GIVEN.write_text(given_types(), "utf-8")
