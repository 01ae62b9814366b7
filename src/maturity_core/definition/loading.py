"""Definition files: `framework.toml` read into a framework. Every error names file, line, column and remedy."""

from __future__ import annotations

import os
from typing import Any

from maturity_core.definition.file_text import FILE_NAME, file_text, located, packaged_text, parsed
from maturity_core.errors import FrameworkError, Problem
from maturity_core.model.arguments import text as text_given
from maturity_core.model.framework import Framework, framework_given


def read_framework(path: str | os.PathLike[str], language: str | None = None) -> Framework:
    """Read a framework from a definition file.

    Args:
        path: the file, in the format that `docs/format.md` describes.
        language: a language that a file beside it has the texts in, such as `framework.de.toml`. Default: its own.

    Returns:
        The framework, frozen and checked.

    Raises:
        FrameworkError: listing every problem in the file with line and column, or because the file cannot be read.
        NotFoundError: there is no translation into that language.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = pathlib.Path(folder) / "framework.toml"
    ...     _ = path.write_text('id = "tiny"', encoding="utf-8")
    ...     read_framework(path)
    Traceback (most recent call last):
        ...
    maturity_core.errors.FrameworkError: ...framework.toml:1:1 edition: the file has no 'edition'...
    """
    text, name = file_text(path)
    framework = parse_framework(text, name)
    return framework if language is None else _translated(framework, name, language)


def packaged_framework(package: str) -> Framework:
    """Read the `framework.toml` that a package contains, wherever the package is installed.

    Args:
        package: the name of the package, as in its own `__name__`.

    Returns:
        The framework, frozen and checked.

    Raises:
        FrameworkError: listing every problem in the file, or because the package does not have one.
        ModuleNotFoundError: if there is no such package.

    >>> packaged_framework("maturity_core")
    Traceback (most recent call last):
        ...
    maturity_core.errors.FrameworkError: maturity_core/framework.toml: the file cannot be read...
    """
    return parse_framework(*packaged_text(text_given(package, "package"), FILE_NAME))


def parse_framework(text: str, name: str = FILE_NAME) -> Framework:
    """Read a framework from the text of a definition file.

    Args:
        text: TOML, in the format that `docs/format.md` describes.
        name: what errors call the file.

    Returns:
        The framework, frozen and checked.

    Raises:
        FrameworkError: listing every problem in the text with line and column.

    >>> parse_framework("id = no")
    Traceback (most recent call last):
        ...
    maturity_core.errors.FrameworkError: framework.toml:1:6: the file is not TOML: invalid value...
    """
    tables = parsed(text_given(text, "text"), text_given(name, "name"))
    try:
        return _extended(tables) if "extends" in tables else Framework(**tables)
    except FrameworkError as error:
        raise FrameworkError(located(error.problems, text, name)) from None


def with_examples(framework: Framework, path: str | os.PathLike[str]) -> Framework:
    """Return a framework with the examples of a file beside it: a file with nothing but `[[examples]]`.

    Args:
        framework: the framework that the examples are about; its own examples stay.
        path: the file, usually `examples.toml` in the folder of the definition file.

    Raises:
        FrameworkError: listing every problem in the file with line and column, or because the file cannot be read.

    >>> from importlib.resources import files
    >>> path = files("maturity_frameworks.service_maturity_check") / "examples.toml"
    >>> len(with_examples(packaged_framework("maturity_frameworks.service_maturity_check"), path).examples)
    40
    """
    text, name = file_text(path)
    tables = parsed(text, name)
    strange = [key for key in tables if key != "examples"]
    what, hint = "this file can only contain examples", "write '[[examples]]'"
    problems = [Problem(what, key, hint=hint, path=(key,)) for key in strange]
    whole = framework_given(framework)
    try:
        alone = whole.model_copy(update={"examples": tables.get("examples", ())})
        whole = whole.model_copy(update={"examples": (*framework.examples, *alone.examples)})
    except FrameworkError as error:
        problems += error.problems
    if problems:
        raise FrameworkError(located(problems, text, name))
    return whole


def _translated(framework: Framework, name: str, language: str) -> Framework:
    from maturity_core.definition.besides import translated_beside  # noqa: PLC0415 - few ask for another language

    return translated_beside(framework, name, language)


def _extended(tables: dict[str, Any]) -> Framework:
    from maturity_core.definition.extends.extending import extended_framework  # noqa: PLC0415 - few files need it

    return extended_framework(tables)
