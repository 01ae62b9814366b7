"""The JSON Schemas of definition files, for editors that check and complete them."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from maturity_core.definition.writing import ORDER, file_order
from maturity_core.model.extension import Additions, Changes, Extension
from maturity_core.model.fields import is_list, is_table
from maturity_core.model.framework import Framework

DEFS = "#/$defs/"


def framework_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of definition files, for editors that check and complete them.

    A file that fits the schema has the right fields of the right types. Reading it also checks how they fit together.

    >>> framework_schema()["properties"]["headline"]["enum"]
    ['level', 'score']
    """
    schema = _tidy(Framework.model_json_schema(schema_generator=_Schema))
    properties = {name: schema["properties"][name] for name in ORDER}
    for table in schema["$defs"].values():  # the head may state the basis of all
        if "basis" in table.get("required", ()):
            table["required"] = [name for name in table["required"] if name != "basis"]
    return {"$schema": _Schema.schema_dialect, **schema, "title": "Maturity framework", "properties": properties}


def extension_schema() -> dict[str, Any]:
    """Return the JSON Schema of files with `extends`, which `docs/customise.md` describes.

    Only the extended framework knows which entries can be changed or left out: that is checked when the file is read.

    >>> sorted(extension_schema()["required"])
    ['because', 'edition', 'extends', 'id', 'name']
    """
    whole = framework_schema()
    schema = _tidy(Extension.model_json_schema(schema_generator=_Schema))
    definitions = whole["$defs"] | schema["$defs"]
    for name, table in whole["$defs"].items():
        definitions[f"Changed{name}"] = _changed(table, whole["$defs"])
        definitions[f"Added{name}"] = _added(table)
    for name in Changes.model_fields:
        if name != "requirements":
            definitions["Changes"]["properties"][name] = _change_of(whole["properties"][name], whole["$defs"])
    for name in Additions.model_fields:
        definitions["Additions"]["properties"][name] = _addition_to(whole["properties"][name])
    title = "Maturity framework that extends another"
    return {"$schema": _Schema.schema_dialect, **schema, "title": title, "$defs": definitions}


def _changed(table: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of a table with new values for some fields: never its id, and no basis but interpretation."""
    fields = {name: _change_of(field, definitions) for name, field in table["properties"].items() if name != "id"}
    return {name: part for name, part in table.items() if name != "required"} | {"properties": _ours(fields)}


def _change_of(field: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of what a file may change in a field: entries with ids one by one, other lists as a whole."""
    if "$ref" in field:
        return {"$ref": field["$ref"].replace(DEFS, f"{DEFS}Changed")}
    if "patternProperties" in field:
        return {
            **field,
            "patternProperties": {
                pattern: _change_of(entry, definitions) for pattern, entry in field["patternProperties"].items()
            },
        }
    entry = field.get("items", {}).get("$ref", "").removeprefix(DEFS)
    if entry and "id" in definitions[entry]["properties"]:
        return {"type": "object", "additionalProperties": _change_of(field["items"], definitions)}
    return dict(field)


def _added(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of a whole table that may omit its basis."""
    required = [name for name in table.get("required", []) if name != "basis"]
    return {**table, "properties": _ours(table["properties"]), "required": required}


def _addition_to(schema: Any) -> Any:
    """Return a schema that refers to the tables for additions."""
    if is_table(schema):
        return {
            name: part.replace(DEFS, f"{DEFS}Added") if name == "$ref" else _addition_to(part)
            for name, part in schema.items()
        }
    return [_addition_to(entry) for entry in schema] if is_list(schema) else schema


def _ours(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: {"const": "interpretation"} if name == "basis" else field for name, field in fields.items()}


class _Schema(GenerateJsonSchema):
    """A schema as TOML needs it: without null, and without titles that repeat the names."""

    def nullable_schema(self, schema: Any) -> dict[str, Any]:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - the signature is pydantic's
        return False

    def encode_default(self, dft: Any) -> Any:
        return int(dft) if isinstance(dft, Fraction) else super().encode_default(dft)


def _tidy(schema: dict[str, Any]) -> dict[str, Any]:
    """Return `schema` in the order of the format, with short descriptions, and without defaults that are empty."""
    tidied: dict[str, Any] = {}
    for key, value in schema.items():
        if key == "description":
            tidied[key] = value.split("\n\n")[0].replace("\n", " ")
        elif key in {"properties", "$defs", "patternProperties"}:
            tidied[key] = {name: _tidy(value[name]) for name in file_order(value)}
        elif key in {"anyOf", "oneOf", "prefixItems"}:
            tidied[key] = [_tidy(entry) for entry in value]
        elif key == "items":
            tidied[key] = _tidy(value)
        elif key != "discriminator" and (key != "default" or value):
            tidied[key] = value
    if "patternProperties" in schema:
        tidied["additionalProperties"] = False
    if "const" in schema.get("properties", {}).get("kind", {}):
        tidied["required"] = sorted({"kind", *schema.get("required", [])})
    return tidied
