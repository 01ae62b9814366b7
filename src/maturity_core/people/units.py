"""Trees of units: which teams belong to which unit, at any depth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.errors import Problem, shown

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping


def nested(names: Collection[str], separator: str) -> dict[str, str]:
    """Return to which unit each team and unit belongs, from names such as `Acme / Berlin / Support`.

    A unit has the whole name of its path, so two units of the same last name stay apart.

    >>> nested(["Acme / Berlin / Support", "Acme / Lyon"], " / ")
    {'Acme / Berlin / Support': 'Acme / Berlin', 'Acme / Berlin': 'Acme', 'Acme / Lyon': 'Acme'}
    """
    found: dict[str, str] = {}
    for name in names:
        parts = name.split(separator)
        while len(parts) > 1:
            below, parts = separator.join(parts), parts[:-1]
            found[below] = separator.join(parts)
    return found


def tree(teams: Collection[str], parents: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the teams of each unit, units before those that belong to them, both in the order of the teams.

    >>> tree(["Berlin", "Lyon"], {"Berlin": "Germany", "Germany": "Europe", "Lyon": "Europe"})
    {'Europe': ['Berlin', 'Lyon'], 'Germany': ['Berlin']}
    """
    found: dict[str, list[str]] = {}
    for team in teams:
        for unit in reversed([*above(team, parents)]):
            found.setdefault(unit, []).append(team)
    return found


def above(name: str, parents: Mapping[str, str]) -> Iterator[str]:
    """Yield the units that a team or a unit belongs to, the nearest first."""
    while name in parents:
        name = parents[name]
        yield name


def misplaced(teams: Collection[str], parents: Mapping[str, str]) -> Iterator[Problem]:
    """Yield what is wrong with a tree: circles, units that are teams, and entries that belong to no team."""
    nameless = [name for name, unit in parents.items() if not (_is_text(name) and _is_text(unit))]
    yield from (
        Problem("expected the name of a unit", f"parents.{shown(name)}", shown(parents[name])) for name in nameless
    )
    if nameless:
        return
    known = {*teams, *parents.values()}
    for name, unit in parents.items():
        where = f"parents.{name}"
        if unit in teams:
            yield Problem("a team cannot have teams below it", where, repr(unit))
        if name not in known:
            yield Problem("no such team or unit", where, repr(name), near=(name, sorted(known)))
        seen, place = {name}, unit
        while place in parents and place not in seen:
            seen.add(place)
            place = parents[place]
        if place == name:
            yield Problem("a unit cannot be above itself", where, repr(unit))


def _is_text(name: object) -> bool:
    return isinstance(name, str) and bool(name.strip())
