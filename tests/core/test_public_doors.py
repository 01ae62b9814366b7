"""Whatever is passed to a public function, only our own errors come out: what, where, what was given, what fits.

The functions are found by looking: every name of `maturity_core` and `maturity_core.testing`, and each public method of
every class among them that this library defines. A new one is tried here as soon as it exists.
"""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Mapping
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pytest
from builders import Product, tiny
from kept_results import RESULT, RICH

import maturity_core
from maturity_core import MaturityError, compare_views, testing
from maturity_core.answers.matrix import Matrix
from maturity_core.exchange.importing.imported import Imported
from maturity_core.model.node import Node
from maturity_core.plugins.registry import list_plugins
from maturity_core.results.stored import Stored
from maturity_core.testing.suite.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

MODEL = "service-maturity-check"


class Thing:
    """An object of an unknown class."""


@cache
def framework() -> maturity_core.Framework:
    return tiny(profiles=[{"id": "short", "name": "Short", "questions": "all"}])


@cache
def over_time() -> maturity_core.History:
    sheets = [framework().assess([code, code], {"date": f"202{code}-01-01"}) for code in (0, 1)]
    return maturity_core.compare_dates(framework(), sheets, "high")


@cache
def firms() -> dict[str, maturity_core.Assessment]:
    return {f"firm-{place}": framework().assess([place // 3, 1]) for place in range(6)}


GROWTH: dict[str, Any] = {"outcomes": {"growth": {"better": "more", "figures": {f"firm-{n}": n for n in range(6)}}}}
FIGURES: dict[str, Any] = {
    "outcomes": {"churn": {"better": "less", "figures": {"2020-01-01": 8, "2021-01-01": 6}}},
    "improvements": {"plan": {"cost": 3, "gain": 1}},
}


HOSTILE: dict[str, Callable[[], Any]] = {
    "none": lambda: None,
    "text": lambda: "x",
    "empty": lambda: "",
    "whole": lambda: 3,
    "minus": lambda: -1,
    "huge": lambda: 10**5000,
    "half": lambda: 1.5,
    "nan": lambda: float("nan"),
    "list": list,
    "list_of_objects": lambda: [Thing()],
    "list_of_lists": lambda: [[]],
    "table": dict,
    "table_of_numbers": lambda: {3: 4},
    "table_of_things": lambda: {"x": Thing()},
    "bytes": lambda: b"x",
    "thing": Thing,
    "true": lambda: True,
    "level": lambda: framework().levels[1],
    "framework": framework,
    "assessment": lambda: framework().assess([1, 1]),
    "batch": lambda: framework().assess_many([[1, 1]]),
    "scorer": Product,
    "class": lambda: Thing,
}


@cache
def samples() -> dict[type, Any]:
    """Return an object of every public class: of its methods, and of its `repr`."""
    model = framework()
    low, batch = model.assess([0, 0]), model.assess_many([[1, 1], [0, 2]])
    problem = maturity_core.Problem("wrong", "here", "3", "4", "5")
    law = next(testing.laws())
    record = law.check(model)
    made = [
        *(model, model.levels[0], model.dimensions[0], model.capabilities[0], model.questions[0]),
        *(model.scales["percent"], model.scales["habit"].options[0], model.requirements[0]),
        maturity_core.WeakestLink(ladder="framework", basis="source"),
        maturity_core.CutPoints(ladder="framework", cuts={"mid": Fraction(1, 2)}, basis="source"),
        maturity_core.Staged(ladder="framework", mean=Fraction(1, 2), basis="source"),
        maturity_core.Coverage(ladder="framework", count=Fraction(1), basis="source"),
        maturity_core.Requirements(requirements=model.requirements),
        *(low, low.gaps("high"), low.next_steps("high"), low.next_steps("high").steps[0], low.explain()),
        low.what_if({"kept": "often"}),
        low.least_change(),
        low.sensitivity(),
        low.roadmap("high", budget=9, periods=1, benefits={"levels": {"high": 1}}),
        low.alternatives("high"),
        *(low.short_path(), batch, batch.gaps("high"), batch.next_steps(target="high")),
        maturity_core.RecordBatchScorer(model),
        *(
            maturity_core.Standings(level=1, score=Fraction(1)),
            maturity_core.Status.REACHED,
            list_plugins()[0],
            problem,
        ),
        *(maturity_core.lint_framework(model)[0], law, record, testing.Oracle(model), testing.LawBroken(record)),
    ]
    made += [
        maturity_core.answers_model(model).model_validate({"kept": "often"}),
        model.questions,
        low.result(),
        low.result().short(),
        maturity_core.carry(low, model),
        model.assess([2, 1]).since(low),
        maturity_core.compare_dates(model, {"2025": low, "2026": model.assess([1, 1])}),
        maturity_core.roll_up(model, {"North": low, "South": model.assess([1, 1])}, parents={"North": "All"}),
        maturity_core.compare_raters(model, {"Ada": low, "Ben": model.assess([2, 1])}),
        maturity_core.compare_outcomes(model, over_time(), FIGURES),
        maturity_core.forecast(over_time()),
        maturity_core.prove(model, "framework >= mid"),
        maturity_core.find_archetypes(model, firms(), GROWTH, shares=["50%", "50%"], minimum=2),
        maturity_core.SheetFacts(organisation="North", comments={"kept": "Every Monday."}),
    ]
    peers = maturity_core.PeerGroup.from_assessments([model.assess([1, 1])] * 6)
    made.append(Imported(model, ()))
    made += [peers, maturity_core.publish_peers(model, peers), low.compare(peers)]
    errors = [getattr(maturity_core, name) for name in maturity_core.__all__ if name.endswith("Error")]
    return {type(one): one for one in [*made, *(error([problem]) for error in errors)]}


@cache
def held() -> dict[type, list[Any]]:
    """Return what the samples contain, by class, down to the last part: what people read but do not make."""
    found: dict[type, list[Any]] = {}
    waiting = [*samples().values(), RESULT, RESULT.record, RESULT.gaps("high"), RESULT.next_steps("high")]
    waiting += [RESULT.explain(), compare_views(RICH, {"board": RESULT, "team": "mid"})]
    while waiting:
        one = waiting.pop()
        if type(one).__module__.startswith("maturity_core"):
            found.setdefault(type(one), []).append(one)
        if isinstance(one, Node):
            waiting += [getattr(one, name) for name in type(one).model_fields]
        elif isinstance(one, Mapping):
            waiting += one.values()
        elif isinstance(one, tuple):
            waiting += one
    return found


ABSTRACT = {maturity_core.Scorer}
"""Only classes derived from it have objects."""


def kinds() -> set[type]:
    """Return every public class, and the types of what they contain for people to read."""
    public = {getattr(module, name) for module in (maturity_core, testing) for name in module.__all__}
    return {one for one in public if inspect.isclass(one)} - ABSTRACT


VALID: dict[str, Callable[[], Any]] = {
    "answers": lambda: {"kept": 1, "seen": 1},
    "AssessmentBatch.of answers": lambda: [[1, 1]],
    "AssessmentBatch.results names": lambda: ["levels"],
    "Framework.assess_many answers": lambda: [[1, 1]],
    "Framework.profile profile_id": lambda: "short",
    "assessments": lambda: framework().assess_many([[1, 1]] * 6),
    "batch": lambda: pa.RecordBatch.from_pydict({"kept": ["often"]}),
    "capability_id": lambda: "plan",
    "compare_dates results": lambda: {"2025": framework().assess([0, 0]), "2026": framework().assess([1, 1])},
    "figures": lambda: FIGURES,
    "find_archetypes figures": lambda: GROWTH,
    "find_archetypes organisations": firms,
    "groups": lambda: [samples()[maturity_core.PeerGroup].model_copy(update={"segment": "north"})],
    "history": over_time,
    "import_framework format_name": lambda: "samm",
    "import_framework source": lambda: "nowhere",
    "sheets": lambda: {"Ada": framework().assess([0, 0])},
    "teams": lambda: {"North": framework().assess([0, 0])},
    "earlier": lambda: framework().assess([0, 0]),
    "changes": lambda: {"kept": "often"},
    "claim": lambda: "framework >= mid",
    "codes": lambda: [1, 1],
    "context": lambda: None,
    "dialect": lambda: "duckdb",
    "dimension_id": lambda: "work",
    "framework": framework,
    "framework_id": lambda: MODEL,
    "profile_id": lambda: "short",
    "frameworks": lambda: [framework()],
    "found": dict,
    "given": lambda: {"kept": "often"},
    "group": lambda: samples()[maturity_core.PeerGroup],
    "json_data": lambda: "{}",
    "key": lambda: 0,
    "ladder": lambda: "framework",
    "question": lambda: "kept",
    "levels": lambda: ["mid", "high"],
    "matrix": lambda: Matrix(framework(), [[1, 1]]),
    "number": lambda: Fraction(3),
    "obj": dict,
    "package": lambda: "maturity_frameworks.service_maturity_check",
    "path": lambda: "nowhere.toml",
    "peers": lambda: samples()[maturity_core.PeerGroup],
    "problems": lambda: "wrong",
    "question_id": lambda: "kept",
    "record": lambda: next(testing.laws()).check(framework()),
    "requirement": lambda: 0,
    "row": lambda: 0,
    "scale": lambda: framework().scales["habit"],
    "size": lambda: 1,
    "schema": lambda: pa.schema([("kept", pa.string())]),
    "sheet": lambda: (1, 1),
    "subject": lambda: Subject(framework()),
    "text": lambda: "{}",
    "to": framework,
    "views": lambda: {"me": "low"},
}
"""What fits a parameter of that name if it has no default and its class has no field of that name."""


class Door(NamedTuple):
    """A public callable, its name, and what fits its parameters."""

    name: str
    call: Callable[..., Any]
    parameters: dict[str, inspect.Parameter]
    fields: dict[str, Any]

    def valid(self) -> dict[str, Any]:
        """Return arguments for every required parameter."""
        needed = [
            name
            for name, parameter in self.parameters.items()
            if parameter.default is parameter.empty
            and parameter.kind not in {parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD}
        ]
        return {name: self.fields[name] if name in self.fields else self.fitting(name) for name in needed}

    def fitting(self, parameter: str) -> Any:
        """Return what fits a parameter, by its name together with the function's, or by its name alone."""
        own = f"{self.name} {parameter}"
        assert own in VALID or parameter in VALID, f"say in VALID what fits {own!r}"
        return VALID[own if own in VALID else parameter]()

    def tried(self, parameter: str, value: Any) -> Any:
        """Call it with a value for one of its parameters, and with fitting values for the others."""
        given = self.valid()
        if self.parameters[parameter].kind is inspect.Parameter.VAR_POSITIONAL:
            return self.call(*given.values(), value)
        if self.parameters[parameter].kind is inspect.Parameter.VAR_KEYWORD:
            return self.call(**given, **{parameter: value})
        given[parameter] = value
        first = [
            given.pop(name)
            for name, one in self.parameters.items()
            if one.kind is one.POSITIONAL_ONLY and name in given
        ]
        return self.call(*first, **given)


def doors() -> Iterator[Door]:
    """Yield every public callable."""
    for module in (maturity_core, testing):
        for name in module.__all__:
            thing = getattr(module, name)
            if inspect.isclass(thing):
                yield from of_class(thing)
            elif callable(thing):
                yield Door(name, thing, dict(inspect.signature(thing).parameters), {})
    for kind, things in held().items():
        if kind not in kinds():
            yield from methods(kind, things[0], {Node, Stored})


def of_class(kind: type) -> Iterator[Door]:
    """Yield the constructor of a class, and the methods that this library defines, on a sample if they need one."""
    sample = samples().get(kind)
    names = kind.model_fields if issubclass(kind, Node) else getattr(kind, "__dataclass_fields__", {})
    fields = {name: getattr(sample, name) for name in names if sample is not None}
    if not inspect.isabstract(kind) and not issubclass(kind, Enum):
        yield Door(kind.__name__, kind, dict(inspect.signature(kind).parameters), fields)
    yield from methods(kind, sample)


def methods(kind: type, sample: Any, but: Collection[type] = ()) -> Iterator[Door]:
    """Yield the methods of a class that this library defines, except those of some of its bases."""
    for name in dir(kind):
        owner = next((base for base in kind.__mro__ if name in vars(base)), object)
        if owner in but:
            continue
        if owner.__module__.startswith("maturity_core") and (not name.startswith("_") or name in SPECIAL):
            method = getattr(kind if sample is None else sample, name)
            if inspect.isroutine(method) and kind not in ABSTRACT:
                yield Door(f"{kind.__name__}.{name}", method, dict(inspect.signature(method).parameters), {})


SPECIAL = {"__getitem__", "__call__"}


TRIES = {
    f"{door.name} {parameter}": (door, parameter)
    for door in doors()
    for parameter, one in door.parameters.items()
    if not (one.kind is one.VAR_KEYWORD and parameter == "settings")  # Python itself refuses unexpected arguments
}
DOCUMENTED = {"packaged_framework package": ModuleNotFoundError}
"""What a docstring may name apart from our own errors."""


def name_of(kind: object) -> str:
    return getattr(kind, "__name__", "")


def test_D6_the_walk_meets_classes_methods_and_functions() -> None:
    met = {door.name for door, _ in TRIES.values()}

    assert {
        "Framework",
        "Framework.assess",
        "Assessment.of",
        "CutPoints.write",
        "Oracle.plan",
        "check_framework",
        "answers_model",
        "Assessment.model_validate",
        "Entries.__getitem__",
        "Stamp.fits",
    } <= met
    assert len(met) > 150


@pytest.mark.parametrize("name", TRIES)
def test_D6_only_errors_of_ours_come_out_of_a_public_door(name: str) -> None:
    door, parameter = TRIES[name]
    found: dict[str, str] = {}
    for kind, value in HOSTILE.items():
        if parameter in {"distributions", "on_record"} and kind == "class":
            continue  # it can be called, which is all that is tested
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                done = door.tried(parameter, value())
                list(done) if inspect.isgenerator(done) else None
        except (MaturityError, DOCUMENTED.get(name, MaturityError)) as error:
            found |= {} if len(repr(error)) <= 200 else {kind: "its repr is long"}
        except Exception as error:  # noqa: BLE001 - the test is about which exceptions come out
            found[kind] = f"{type(error).__name__}: {error}"[:200]

    assert found == {}


@pytest.mark.parametrize("kind", sorted(kinds(), key=name_of), ids=name_of)
def test_D6_the_repr_of_every_public_object_is_a_line_or_two(kind: type) -> None:
    assert kind in samples(), "add an object of it to the samples"
    told = repr(samples()[kind])

    assert len(told) <= 200
    assert told.count("\n") <= 1


@pytest.mark.parametrize("kind", sorted(held(), key=name_of), ids=name_of)
def test_D6_the_repr_of_all_that_they_hold_is_a_line_or_two(kind: type) -> None:
    told = max((repr(one) for one in held()[kind]), key=len)

    assert len(told) <= 200
    assert told.count("\n") <= 1


def test_D6_the_repr_of_large_objects_is_as_short() -> None:
    model = maturity_core.load_framework("johnny-grow-customer-service")
    batch = model.assess_many(np.zeros((5000, len(model.questions)), np.int8))
    large: list[Any] = [model.questions, model.scales, model.assess({}).record.answers]
    large += [model, model.assess({}), model.assess({}).record, model.assess({}).explain(), model.assess({}).gaps()]

    for one in [*large, batch, batch.gaps(), batch.next_steps(), maturity_core.RecordBatchScorer(model)]:
        assert len(repr(one)) <= 200
        assert "\n" not in repr(one)
