"""Write `api.md` from the public names, their signatures and their docstrings: `python docs/api_page.py`.

It is kept in the repository, so that people can read it there; a test checks that it matches the code.
"""

from __future__ import annotations

import ast
import inspect
import pkgutil
import re
import textwrap
from dataclasses import MISSING
from fractions import Fraction
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any

import maturity_core

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

INSIDE = {
    *("Engine", "Map", "Outline", "Node", "Stored", "Targeted"),
    *("Words", "Lookup", "Formed", "Recorded", "Rescored", "Written"),
}
"""Reachable, but internal: what they pass on is shown on the classes that receive it."""
COMMON = {"Node", "Stored"}
"""What every table inherits from these is described only once."""
KINDS = (property, cached_property, classmethod, staticmethod, FunctionType)
ROOMS_NOT_SHOWN = ("testing", "pictures", "lint", "telling", "compiled", "scoring", "exchange.sql")
LONGEST_LINE = 100
"""A longer signature gets one line for each parameter."""
ANNOTATED = re.compile(r"Annotated\[((?:[^\[\],]|\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\])+), [^\[\]]*\]")
INTRODUCTION = """# The public names

<!-- Written by docs/api_page.py: change the docstrings, and run it again. -->

All of them are imported from `maturity_core`. Anything that is neither here nor on a page of its own ([laws](laws.md),
[pictures](pictures.md)) may change at any time.

Whatever is refused raises a `MaturityError` that says where the problem is, what is wrong, what was given, what is
allowed and the nearest valid name. All tables of a framework and all results are frozen pydantic models: `model_dump`,
`model_dump_json`, `model_validate`, `model_validate_json`, `model_json_schema` and `model_copy` are pydantic's. Lists
whose entries have ids are `Entries`. The values that types such as `Id`, `Label` or `Number` allow are described in
[the framework file](format.md).
"""


def write_page(path: Path) -> None:
    """Write the page."""
    path.write_text(page(), "utf-8")


def page() -> str:
    """Return the page."""
    public = {name: getattr(maturity_core, name) for name in sorted(maturity_core.__all__)}
    kinds = {name: kind(value) for name, value in public.items()}
    blocks = [INTRODUCTION]
    for heading in ("Functions", "Classes", "Errors", "Constants and types"):
        blocks.append(f"## {heading}\n")
        for name in (name for name in public if kinds[name] == heading):
            blocks += constant(name) if heading.startswith("Constants") else entry(name, public[name])
    blocks.append("## What they are made of\n\nYou get these from frameworks and results, without importing them.\n")
    for part in parts(public.values()):
        blocks += entry(part.__name__, part)
    return "\n".join(blocks).rstrip() + "\n"


def kind(value: object) -> str:
    """Return the heading that a public name belongs under."""
    if inspect.isclass(value):
        return "Errors" if issubclass(value, BaseException) else "Classes"
    return "Functions" if inspect.isfunction(value) else "Constants and types"


def entry(name: str, value: Any) -> Iterator[str]:
    """Yield the description of a function or a class."""
    yield f"### {name}\n"
    if not inspect.isclass(value):
        yield from described(signature(name, value), value)
        return
    made = [] if issubclass(value, BaseException) or fields(value) else [signature(name, value)]
    yield from described(made[0] if made and "(self" not in made[0] and "*args" not in made[0] else "", value)
    if table := fields(value):
        rows = [f"| `{field}` | `{text}` | {default} |" for field, text, default in table]
        yield "\n".join(["| field | type | default |", "|---|---|---|", *rows]) + "\n"
    for member, thing in members(value):
        getter = getattr(thing, "fget", None) or (thing.func if isinstance(thing, cached_property) else None)
        function = getter or getattr(thing, "__func__", thing)
        told = f"{member}: {annotation(function, 'return')}" if getter else signature(member, function, bound=True)
        yield f"#### {name}.{member}\n"
        yield from described(told, function)


def described(told: str, thing: Any) -> Iterator[str]:
    """Yield the signature, if there is one, and the docstring."""
    if told:
        yield f"```python\n{told}\n```\n"
    if text := (inspect.getdoc(thing) if thing.__doc__ else None):
        yield markdown(text) + "\n"


def signature(name: str, function: Any, *, bound: bool = False) -> str:
    """Return how something is called, on one line or with one line for each parameter."""
    found = inspect.signature(function)
    written = as_written(function) if inspect.isfunction(function) else {}
    given = [
        one.replace(annotation=written.get(one.name, one.annotation))
        for one in list(found.parameters.values())[1 if bound else 0 :]
    ]
    words: list[str] = []
    for place, one in enumerate(given):
        if one.kind is one.KEYWORD_ONLY and not any(
            other.kind in {one.KEYWORD_ONLY, one.VAR_POSITIONAL} for other in given[:place]
        ):
            words.append("*")
        words.append(str(one.replace(annotation=one.empty)) if one.annotation is one.empty else parameter(one))
    result = written.get("return", found.return_annotation)
    arrow = f" -> {plain(result)}" if isinstance(result, str) else ""
    line = f"{name}({', '.join(words)}){arrow}"
    return line if len(line) <= LONGEST_LINE else f"{name}(\n    " + ",\n    ".join(words) + f",\n){arrow}"


def parameter(one: inspect.Parameter) -> str:
    """Return a parameter with its type and default."""
    stars = "*" if one.kind is one.VAR_POSITIONAL else "**" if one.kind is one.VAR_KEYWORD else ""
    shown = "..." if inspect.isfunction(one.default) else repr(one.default)
    default = "" if one.default is one.empty else f" = {shown}"
    return f"{stars}{one.name}: {plain(one.annotation)}{default}"


def annotation(function: Any, name: str) -> str:
    """Return an annotation as it is written in the source."""
    return plain(as_written(function).get(name, ""))


@cache
def as_written(thing: Any) -> dict[str, str]:
    """Return the annotations of a function or of the fields of a class, as they are written in the source."""
    try:
        (tree,) = ast.parse(textwrap.dedent(inspect.getsource(thing))).body
    except (OSError, TypeError):  # made by a decorator
        return {name: str(value) for name, value in getattr(thing, "__annotations__", {}).items()}
    if isinstance(tree, ast.ClassDef):
        return {
            ast.unparse(one.target): ast.unparse(one.annotation) for one in tree.body if isinstance(one, ast.AnnAssign)
        }
    assert isinstance(tree, ast.FunctionDef)  # noqa: S101 - nothing else has annotations
    given = [*tree.args.posonlyargs, *tree.args.args, *tree.args.kwonlyargs, tree.args.vararg, tree.args.kwarg]
    found = {one.arg: unquoted(one.annotation) for one in given if one and one.annotation}
    return found | ({"return": unquoted(tree.returns)} if tree.returns else {})


def plain(text: Any) -> str:
    """Return a type without the parts that only pydantic reads."""
    told = text if isinstance(text, str) else str(getattr(text, "__name__", text))
    while (shorter := ANNOTATED.sub(r"\1", told)) != told:
        told = shorter
    return told


def fields(value: Any) -> list[tuple[str, str, str]]:
    """Return the fields of a table or result: name, type and default."""
    written: dict[str, str] = {}
    for base in reversed(value.__mro__):
        if base.__module__.startswith("maturity_core"):
            written |= {name: plain(text).replace("|", "\\|") for name, text in as_written(base).items()}
    if hasattr(value, "model_fields"):
        defaults = {
            name: None if one.is_required() else [one.get_default(call_default_factory=True)]
            for name, one in value.model_fields.items()
        }
    else:
        shown = (one for one in getattr(value, "__dataclass_fields__", {}).values() if one.repr)
        defaults = {one.name: None if one.default is MISSING else [one.default] for one in shown}
    return [(name, text, default(defaults[name])) for name, text in written.items() if name in defaults]


def unquoted(annotation: ast.expr) -> str:
    """Return the source of an annotation; of one in quotes, what they hold."""
    return str(annotation.value) if isinstance(annotation, ast.Constant) else ast.unparse(annotation)


def default(given: list[Any] | None) -> str:
    """Return the default of a field, as a table shows it."""
    if given is None:
        return "required"
    return f"`{given[0] if isinstance(given[0], Fraction) else repr(given[0])}`"


def members(value: type) -> Iterator[tuple[str, Any]]:
    """Yield what a class defines, then what it inherits from bases that are not shown."""
    told: set[str] = set()
    bases = value.__mro__
    if issubclass(value, maturity_core.MaturityError) and value is not maturity_core.MaturityError:
        bases = bases[:1]  # the others are described under `MaturityError`
    for base in bases:
        if base.__module__.startswith("maturity_core") and base.__name__ not in COMMON:
            for name, thing in vars(base).items():
                if (
                    isinstance(thing, KINDS)
                    and name not in told
                    and (not name.startswith("_") or name == "__getitem__")
                ):
                    told.add(name)
                    yield name, thing


def parts(public: Iterable[object]) -> list[type]:
    """Return the classes of the core that the annotations of public ones lead to, by name."""
    found: set[str] = set()
    known, waiting = set(maturity_core.__all__), list(public)
    while waiting:
        thing = waiting.pop()
        for base in thing.__mro__ if inspect.isclass(thing) else [thing]:
            new = (named_by(base) & classes().keys()) - found - known - INSIDE
            found |= new
            waiting += [classes()[name] for name in new]
    return [classes()[name] for name in sorted(found)]


@cache
def classes() -> dict[str, type]:
    """Return the classes in the rooms that hold what people get, by name."""
    walked = pkgutil.walk_packages(maturity_core.__path__, "maturity_core.")
    names = [one.name for one in walked if not one.name.split(".", 1)[1].startswith(ROOMS_NOT_SHOWN)]
    defined = [(name, value) for name in names for value in vars(import_module(name)).values()]
    return {value.__name__: value for name, value in defined if inspect.isclass(value) and value.__module__ == name}


def named_by(thing: Any) -> set[str]:
    """Return every word in the annotations of a function, or of the public attributes of a class."""
    own = {name: value for name, value in vars(thing).items() if name[0] != "_"} if inspect.isclass(thing) else {}
    getters = [getattr(value, "fget", None) or getattr(value, "func", None) or value for value in own.values()]
    texts = [text for value in getters if inspect.isfunction(value) for text in as_written(value).values()]
    texts += [text for name, text in as_written(thing).items() if name[0] != "_"]
    return {word for text in texts for word in re.findall(r"[A-Za-z_]\w*", text)}


def constant(name: str) -> Iterator[str]:
    """Yield a constant or a type with the sentence below it in the source."""
    module = import_module(f"maturity_core.{maturity_core._HOME[name]}")  # noqa: SLF001 - the page is the project's own
    source = inspect.getsource(module)
    body = ast.parse(source).body
    for node, below in zip(body, [*body[1:], None], strict=True):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        named = name in {getattr(target, "id", "") for target in targets}
        if named and isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            yield f"### {name}\n"
            yield f"```python\n{name} = {ast.get_source_segment(source, node.value)}\n```\n"
            if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant):
                yield f"{below.value.value!s}\n"


def markdown(text: str) -> str:
    """Return a docstring as Markdown: lists of arguments and errors, and examples as code with its output."""
    blocks: list[str] = []
    for block in re.split(r"\n\n+", text):
        heading, _, rest = block.partition("\n")
        if heading in {"Args:", "Raises:", "Returns:", "Yields:"} and rest:
            items = re.sub(r"\n {4,}", " ", textwrap.dedent(rest))
            blocks += [f"**{heading[:-1]}**", "\n".join(f"- {item(line)}" for line in items.splitlines())]
        elif block.startswith(">>> "):
            blocks.append("```python\n" + "\n".join(map(example, block.splitlines())) + "\n```")
        else:
            blocks.append(block)
    return "\n\n".join(blocks)


def item(line: str) -> str:
    """Return an argument or an error with its name marked as code."""
    name, colon, rest = line.partition(": ")
    return f"`{name}`{colon}{rest}"


def example(line: str) -> str:
    """Return a line of an example as it would be in a program; output becomes a comment."""
    if line.startswith((">>> ", "... ")):
        return line[4:]
    return "" if line == "..." else f"# {line}"


if __name__ == "__main__":
    write_page(Path(__file__).with_name("api.md"))
