"""Write the page of public names from `maturity_core.__all__`, and of what their results and frameworks are made of."""

from __future__ import annotations

import inspect
import pkgutil
import re
from importlib import import_module
from typing import TYPE_CHECKING

import maturity_core

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

INSIDE = {"Engine", "Map", "Node"}  # reachable, and still nobody's business


def write_page(path: Path) -> None:
    """Write the page."""
    path.write_text("\n".join(page()) + "\n", "utf-8")


def page() -> Iterator[str]:
    """Yield the lines of the page."""
    public = {name: getattr(maturity_core, name) for name in sorted(maturity_core.__all__)}
    yield "# The public names\n"
    yield "All of them are imported from `maturity_core`. What stands neither here nor on a page of its own"
    yield "([laws](laws.md), [pictures](pictures.md)) may change at any time.\n"
    for heading, directive in (
        ("Functions", "autofunction"),
        ("Classes", "autoclass"),
        ("Errors", "autoexception"),
        ("Constants", "autodata"),
    ):
        names = [name for name, value in public.items() if kind(value) == directive]
        yield from section(heading, directive, (f"maturity_core.{name}" for name in names))
    yield "## What they are made of\n"
    yield "These come with frameworks and results. They are read, not imported.\n"
    yield from directives("autoclass", (f"{part.__module__}.{part.__qualname__}" for part in parts(public.values())))


def kind(value: object) -> str:
    """Return the directive that documents `value`."""
    if inspect.isclass(value):
        return "autoexception" if issubclass(value, BaseException) else "autoclass"
    return "autofunction" if callable(value) else "autodata"


def parts(public: Iterable[object]) -> list[type]:
    """Return the classes of the core that public ones lead to by their annotations, module by module."""
    modules = [import_module(f"maturity_core.{module.name}") for module in pkgutil.iter_modules(maturity_core.__path__)]
    defined = [value for module in modules for value in vars(module).values() if inspect.isclass(value)]
    own = {value.__name__: value for value in defined if value.__module__.startswith("maturity_core.")}
    known = {value.__name__ for value in public if inspect.isclass(value)}
    found: set[str] = set()
    waiting = list(public)
    while waiting:
        new = (named_by(waiting.pop()) & own.keys()) - found - known - INSIDE
        found |= new
        waiting += [own[name] for name in new]
    return sorted((own[name] for name in found), key=lambda part: (part.__module__, part.__name__))


def named_by(thing: object) -> set[str]:
    """Return every word in the annotations of a function, or of the public attributes of a class."""
    attributes = (
        {name: value for name, value in vars(thing).items() if name[0] != "_"} if inspect.isclass(thing) else {}
    )
    getters = [getattr(value, "fget", None) or getattr(value, "func", None) or value for value in attributes.values()]
    texts = [text for value in getters for text in getattr(value, "__annotations__", {}).values()]
    own = getattr(thing, "__annotations__", {})
    texts += [text for name, text in own.items() if name[0] != "_" and name != "model_config"]
    return {word for text in texts for word in re.findall(r"[A-Za-z_]\w*", str(text))}


def section(heading: str, directive: str, names: Iterable[str]) -> Iterator[str]:
    """Yield a heading with its names."""
    yield f"## {heading}\n"
    yield from directives(directive, names)


def directives(directive: str, names: Iterable[str]) -> Iterator[str]:
    """Yield one directive a name, in the mark-up that autodoc speaks."""
    yield "```{eval-rst}"
    yield from (f".. {directive}:: {name}" for name in names)
    yield "```\n"
