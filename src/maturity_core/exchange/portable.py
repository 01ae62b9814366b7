"""A framework as data for readers in other languages: its texts, and its requirements compiled to whole numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

from pydantic import Field

from maturity_core.compiled.number_sizes import EXACT_LIMIT
from maturity_core.compiled.terms import CompiledScore
from maturity_core.errors import FrameworkError, Problem
from maturity_core.model.fields import Number, is_list, is_table
from maturity_core.model.framework import Framework, framework_given
from maturity_core.model.ladder import FRAMEWORK, Ladder
from maturity_core.model.ladders import own_questions
from maturity_core.model.node import Node
from maturity_core.model.requirement import Basis
from maturity_core.model.statistics import StatisticName
from maturity_core.model.units import score_of
from maturity_core.readers.outline import core_version
from maturity_core.results.stored import Ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from maturity_core.compiled.terms import Compiled, CompiledLadder, CompiledRequirement, Terms
    from maturity_core.model.profiles import Profile

Whole = int | Annotated[str, Field(pattern="^-?[0-9]+$")]
"""A whole number; always written as text if the data says that its numbers are `wide`."""
Parts = tuple[Whole, Whole]
"""A fraction: numerator and denominator."""
LEFT_OUT = ("rules", "requirements", "scores", "scorer", "examples")
"""The tables of a framework that the data holds only as whole numbers, or not at all."""


class PortableTerms(Node):
    """Items that are added up: which ones, with which weights, and the value each of them counts with.

    A question counts with its `credit`, which `unit` times makes a whole number, or with 1 if it reaches (`reach`) its
    position in `first`. A ladder counts with its `score` or its `level`, with 1 if that reaches `bar`, or with 1 if it
    reaches its `rung` in `first`. `first` has one entry per item.
    """

    of: Literal["questions", "ladders"]
    value: Literal["credit", "reach", "score", "level", "reach score", "reach level", "rung"]
    items: tuple[int, ...]
    weights: tuple[Whole, ...]
    unit: Whole = 1
    first: tuple[int, ...] = ()
    bar: Parts | None = None


class PortableUnit(Node):
    """The unit of a number in the file: `start` plus what is measured, divided by `scale`.

    A total also gets `each` for every unit of weight that applies, before it is divided: less 1 where it counts down.
    """

    start: Parts
    scale: Parts
    each: Parts


class PortableRequirement(Node):
    """A requirement: the rung of the ladder it guards, what is compared with `bar`, and the unit of `threshold`."""

    ladder: int
    rung: int
    statistic: StatisticName
    terms: int
    bar: Parts
    unit: PortableUnit | None
    threshold: Number
    basis: Basis
    because: str
    place: str


class PortableLadder(Node):
    """A ladder: its name, its highest rank (0 if nothing is required), its score, how that is shown, and its marks.

    `questions` are those that a measure reads, by their places; the others have their own.
    """

    name: str
    top: int
    terms: int
    total: PortableUnit | None
    shown: tuple[Number, Number] | None
    marks: tuple[Ratio, ...]
    questions: tuple[int, ...]


class PortableProfile(Node):
    """A profile: its id, the digest of its rules, and the places of the questions it asks. The rest does not apply."""

    id: str
    rules_digest: str
    questions: tuple[int, ...]


class Portable(Node):
    """Everything about a framework that a reader needs. In `ladders`, each comes after those it reads."""

    schema_version: Literal[1] = 1
    core_version: str
    digest: str
    rules_digest: str
    words_digests: dict[str, str]
    framework: dict[str, Any]
    wide: bool
    terms: tuple[PortableTerms, ...]
    requirements: tuple[PortableRequirement, ...]
    ladders: tuple[PortableLadder, ...]
    profiles: tuple[PortableProfile, ...] = ()


def portable(framework: Framework) -> dict[str, Any]:
    """Return a framework as data for readers in other languages, ready for JSON.

    It holds the texts as in the file, and the requirements as `docs/vectors.md` describes them. If `wide` is false, no
    whole number that a reader meets exceeds 2**53; if it is true, all whole numbers are written as text.

    Raises:
        FrameworkError: if the framework is scored by code, which only Python can run.
        ArgumentError: for a profile: `profiles` says of the whole framework what each of them asks.

    >>> from maturity_core import load_framework
    >>> data = portable(load_framework("service-maturity-check"))
    >>> data["wide"], data["ladders"][-1]["name"], data["requirements"][0]["bar"]
    (False, 'framework', [2, 5])
    """
    framework_given(framework).refuse_profile()
    compiled = None if framework.scorer or framework.given_scorer else framework.engine.compiled
    if compiled is None:
        what = "it is scored by code, which only Python can run"
        raise FrameworkError([Problem(what, f"{framework.id}.scorer", allowed="requirements")])
    wide = _wide(framework, compiled)
    written = _Written(framework, compiled, str if wide else int)
    data = Portable(
        core_version=core_version(),
        digest=framework.digest,
        rules_digest=framework.rules_digest,
        words_digests=framework.original.words_digests,
        framework=framework.model_dump(mode="json", exclude=set(LEFT_OUT)),
        wide=wide,
        terms=tuple(map(written.terms, compiled.terms)),
        requirements=tuple(map(written.requirement, compiled.requirements)),
        ladders=tuple(map(written.ladder, compiled.ladders)),
        profiles=tuple(map(written.profile, framework.profiles)),
    )
    return data.model_dump(mode="json")


def portable_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of what `portable` returns.

    >>> sorted(portable_schema()["properties"])[:3]
    ['core_version', 'digest', 'framework']
    """
    schema = Portable.model_json_schema(mode="serialization")
    texts = Framework.model_json_schema(mode="serialization")
    for name in LEFT_OUT:
        del texts["properties"][name]
    texts["required"] = sorted(texts["properties"])
    definitions = schema["$defs"] | texts.pop("$defs")
    schema["properties"]["framework"] = {"$ref": "#/$defs/Framework"}
    used = _used({"properties": schema["properties"], "Framework": texts}, definitions)
    kept = {name: definitions[name] for name in sorted(used - {"Framework"})}
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {"$schema": dialect, **schema, "title": "Portable framework", "$defs": {**kept, "Framework": texts}}


def _used(part: Any, definitions: dict[str, Any]) -> set[str]:
    """Return the names of the definitions that a part of a schema needs."""
    found: set[str] = set()
    waiting = [part]
    while waiting:
        part = waiting.pop()
        if is_table(part):
            name = str(part.get("$ref", "")).rpartition("/")[2]
            if name and name not in found:
                found.add(name)
                waiting.append(definitions.get(name))
            waiting += part.values()
        elif is_list(part):
            waiting += part
    return found


def _wide(framework: Framework, compiled: Compiled) -> bool:
    """Return whether a whole number can exceed 2**53.

    The comparisons of requirements were checked when they were compiled. Checked here are scores that have to reach a
    bar, in a requirement or as a prerequisite, and totals that an explanation shows together with their start.
    """
    compared = (ladder.largest * bar.denominator for ladder, bar in _bars(framework, compiled))
    return compiled.wide or any(largest > EXACT_LIMIT for largest in (*compared, *_totals(compiled)))


def _totals(compiled: Compiled) -> Iterator[int]:
    """Yield an upper bound on the numbers of each total that a requirement measures, and the parts of its unit."""
    for rule in compiled.requirements:
        if rule.statistic.adds:
            start, scale, each = rule.start, rule.scale, rule.each
            spread = start.denominator * scale.denominator + abs(start.numerator) * scale.numerator
            yield rule.terms.largest * spread * (each.denominator + abs(each.numerator))
            yield from (scale.numerator, start.denominator)


def _bars(framework: Framework, compiled: Compiled) -> Iterator[tuple[CompiledLadder, Fraction]]:
    for terms in compiled.terms:
        if terms.value == "reach score":
            yield from ((compiled.ladders[item], Fraction(terms.reaching[0])) for item in terms.items)
    for capability in framework.capabilities:
        for needed in capability.requires:
            if needed.credit is not None:
                yield compiled.ladders[compiled.positions[Ladder("capability", needed.capability)]], needed.credit


class _Written:
    """Writes the parts of a compiled framework, with whole numbers converted by `number`."""

    def __init__(self, framework: Framework, compiled: Compiled, number: Callable[[int], Whole]) -> None:
        self.framework = framework
        self.compiled = compiled
        self.number = number

    def parts(self, value: Fraction | int) -> Parts:
        return self.number(value.numerator), self.number(value.denominator)

    def terms(self, terms: Terms) -> PortableTerms:
        first: tuple[int, ...] = ()
        if terms.value == "rung":
            first = tuple(int(rung) for rung in terms.reaching)
        elif terms.value == "reach":
            rows = [self.compiled.credits[item] for item in terms.items]
            pairs = zip(rows, terms.reaching, strict=True)
            first = tuple([credit >= bar for credit in row].index(True) for row, bar in pairs)
        return PortableTerms(
            of="questions" if terms.kind == "questions" else "ladders",
            value=cast("Any", terms.value),
            items=terms.items,
            weights=tuple(map(self.number, terms.weights)),
            unit=self.number(terms.unit),
            first=first,
            bar=self.parts(terms.reaching[0]) if terms.value in {"reach score", "reach level"} else None,
        )

    def unit(self, of: CompiledRequirement | CompiledScore) -> PortableUnit | None:
        """Return the unit of a total or of values; None where numbers are shares of the whole."""
        adds = of.start is not None if isinstance(of, CompiledScore) else of.statistic.adds
        if of.start is None or not (adds or of.start or of.scale != 1):
            return None
        return PortableUnit(start=self.parts(of.start), scale=self.parts(of.scale), each=self.parts(of.each))

    def questions(self, ladder: Ladder) -> tuple[int, ...]:
        columns = self.framework.lookup.columns
        return tuple(columns[question.id] for question in own_questions(self.framework, ladder))

    def requirement(self, rule: CompiledRequirement) -> PortableRequirement:
        requirement = self.framework.all_requirements[rule.index]
        return PortableRequirement(
            ladder=rule.ladder,
            rung=rule.rung,
            statistic=requirement.statistic,
            terms=rule.terms.slot,
            bar=self.parts(rule.bar),
            unit=self.unit(rule),
            threshold=rule.threshold,
            basis=requirement.basis,
            because=requirement.because,
            place=requirement.place,
        )

    def profile(self, profile: Profile) -> PortableProfile:
        columns = self.framework.lookup.columns
        asked = self.framework.profile(profile.id)
        places = tuple(columns[question.id] for question in asked.questions)
        return PortableProfile(id=profile.id, rules_digest=asked.rules_digest, questions=places)

    def ladder(self, ladder: CompiledLadder) -> PortableLadder:
        score = ladder.score
        return PortableLadder(
            name=ladder.name,
            top=ladder.top,
            terms=score.terms.slot,
            total=self.unit(score),
            shown=score_of(self.framework, ladder.name).shown,
            marks=self.framework.chart.marks if ladder.name == FRAMEWORK else (),
            questions=self.questions(ladder.name) if ladder.name.kind == "measure" else (),
        )
