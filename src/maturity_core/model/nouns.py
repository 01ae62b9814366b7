"""The nouns a framework is made of: levels, dimensions, capabilities, questions."""

from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import Field, PlainSerializer, PrivateAttr

from maturity_core.model.arguments import check_kind
from maturity_core.model.checked import Before
from maturity_core.model.entries import Entries
from maturity_core.model.fields import (
    ColumnId,
    Flag,
    Id,
    Label,
    LongLabel,
    LongText,
    Name,
    Number,
    Positive,
    Text,
    Weight,
    is_table,
)
from maturity_core.model.links import Link
from maturity_core.model.node import FIXED, FixedDict, Node, altered
from maturity_core.model.scale import Option, Scale


class Sign(Node):
    """The answers to a question that bear out a pattern or a circumstance: from one option up, up to one, or between.

    >>> Sign(question="kept", at_most="often").at_least is None
    True
    """

    question: Id
    at_least: Name | None = None
    at_most: Name | None = None


class Advice(Node):
    """Advice for organisations at a level, and the circumstance it is for.

    The reader chooses the circumstance, unless `questions` show which it is: of the advice of a level, that is then
    shown whose circumstance the answers bear out.

    >>> Advice(circumstance="Sudden growth", soon="Count.", questions=[Sign(question="kept")]).questions[0].question
    'kept'
    """

    circumstance: Text = ""
    soon: LongLabel
    start_now: LongText = ""
    questions: tuple[Sign, ...] = ()


class Pattern(Node):
    """Something that is typical of a level, and the questions that show whether it is true of an organisation.

    >>> Pattern(text="Plans hold.", questions=[Sign(question="kept", at_least="often")]).questions[0].at_least
    'often'
    """

    text: Label
    questions: tuple[Sign, ...] = ()


def _pattern(value: Any) -> Any:
    if isinstance(value, str):
        return {"text": value}
    if is_table(value) or isinstance(value, Pattern):
        return value
    raise ValueError("expected text in quotes")


def _text_or_table(pattern: Pattern) -> str | Pattern:
    return pattern if pattern.questions else pattern.text


TextOrPattern = Annotated[
    Pattern,
    Before(_pattern, written_as=Label | Pattern),
    PlainSerializer(_text_or_table, return_type=Label | Pattern),
]
"""A pattern, or the text of one that no question shows."""


class Level(Node):
    """A rung of a ladder. Rank 0, the first of its list, is where everyone starts.

    >>> Level(id="managed", name="Managed").patterns
    ()
    """

    id: Name
    name: Label
    summary: LongText = ""
    patterns: tuple[TextOrPattern, ...] = ()
    place: Text = ""
    advice: tuple[Advice, ...] = ()


class Dimension(Node):
    """An area of the model that gets a level of its own.

    >>> Dimension(id="planning", name="Planning", weight="0.5").weight
    Fraction(1, 2)
    """

    id: Id
    name: Label
    summary: LongText = ""
    help: LongText = ""
    links: tuple[Link, ...] = ()
    weight: Weight = Fraction(1)
    levels: Id | None = None


class Prerequisite(Node):
    """Another capability, and the rung or the credit it has to reach first.

    Instead of a credit it may name a value, in the unit that the capability's score is shown in; the credit follows
    from it once both are part of a framework.
    """

    capability: Id
    level: Name | None = None
    value: Number | None = None
    credit: Number | None = None

    @property
    def follows(self) -> tuple[str, ...]:
        """The fields that follow from others, so that a file does not have them."""
        return () if self.value is None else ("credit",)

    @property
    def says_credit(self) -> bool:
        """Whether it was given a credit, which then does not follow from anything."""
        return self.credit is not None and "credit" in self.model_fields_set


class Remedy(Node):
    """What to do where a question moves: from the option `now`, or from any lower one, to the option `to`.

    >>> Remedy(question="kept", to="often", text="Look at the plan every Monday.").now is None
    True
    """

    question: Id
    now: Name | None = None
    to: Name
    text: LongLabel


class Capability(Node):
    """What an organisation builds: the unit of gaps and next steps.

    >>> needs = {"capability": "goals", "credit": 0.5}
    >>> Capability(id="roadmap", name="Roadmap", dimension="planning", requires=[needs]).effort
    Fraction(1, 1)
    """

    id: Id
    name: Label
    dimension: Id
    summary: LongText = ""
    help: LongText = ""
    links: tuple[Link, ...] = ()
    effort: Positive = Fraction(1)
    worth: Positive = Fraction(1)
    remedy: LongText = ""
    remedies: tuple[Remedy, ...] = ()
    weight: Weight = Fraction(1)
    levels: Id | None = None
    requires: tuple[Prerequisite, ...] = ()
    leans_on: tuple[Id, ...] = ()
    tags: tuple[Id, ...] = ()
    basis: Literal["source", "interpretation", "own"] = "interpretation"
    place: Text = ""


class Needed(Node):
    """The lowest option of another question that a question needs, to be asked at all.

    >>> Needed(question="plan-written", option="often").option
    'often'
    """

    question: Id
    option: Name


class Question(Node):
    """One answer column.

    A `trait` of its stage is required there by itself, so that other answers cannot make up for it: the option given,
    or the first that earns any credit. An `outcome` is a result rather than a deed: no step moves it, and `led_by`
    names the capabilities that lead there. `counts_as` is the option that *not applicable* counts as, if it is another
    than its scale says. `stands_for` is its position once the question is part of a framework; None where that answer
    is not allowed, or leaves every sum. One that `needs` another's option is not asked without it, and at its lowest
    option. `aliases` are other names under which files may have it, such as its number; they are no part of the rules.

    >>> Question(id="kept", capability="roadmap", text="Is it kept?", scale="habit", basis="stated").stage is None
    True
    """

    id: ColumnId
    capability: Id
    text: Label
    aliases: tuple[Label, ...] = ()
    help: LongText = ""
    links: tuple[Link, ...] = ()
    scale: Id
    labels: tuple[Label, ...] = ()
    weight: Weight = Fraction(1)
    stage: Name | None = None
    tags: tuple[Id, ...] = ()
    trait: Flag | Name = False
    outcome: Flag = False
    led_by: tuple[Id, ...] = ()
    not_applicable: Flag = False
    counts_as: Name | None = None
    needs: Needed | None = None
    place: Text = ""
    basis: Literal["stated", "applied", "complement", "filled", "interpretation", "own"]
    because: Text = ""
    _options: Entries[Option] = PrivateAttr(default_factory=Entries)
    _stands_for: int | None = PrivateAttr(default=None)
    _original: Any = PrivateAttr(default=None)

    def on(self, scale: Scale, original: "Question | None" = None) -> "Question":
        """Return the question with its options: those of `scale`, in the question's own wording if it has one.

        It may be the translation of another question, its `original`, by whose wording it is known, too.
        """
        check_kind(scale, Scale, "scale")
        check_kind(original, (Question, type(None)), "original")
        labels = self.labels or tuple(option.label for option in scale.options)
        pairs = zip(scale.options, labels, strict=True)
        copy = altered(self)
        own = [option if option.label == label else altered(option, label=label) for option, label in pairs]
        copy._options = Entries(own)  # noqa: SLF001 - its own class
        counts_as = self.counts_as or scale.counts_as
        ids = [option.id for option in scale.options]
        counts = self.not_applicable and counts_as is not None
        copy._original = original  # noqa: SLF001 - its own class
        copy._stands_for = ids.index(counts_as or "") if counts else None  # noqa: SLF001 - its own class
        return copy

    @property
    def original(self) -> "Question":
        """The question in the language of its definition file; itself, unless it is a translation."""
        return self if self._original is None else self._original

    @property
    def stands_for(self) -> int | None:
        """The position of the option that *not applicable* counts as; None if it leaves every sum."""
        return self._stands_for

    @property
    def options(self) -> Entries[Option]:
        """The options, lowest first, in this question's wording. Empty until the question is part of a framework."""
        private = self.__pydantic_private__  # many times as soon as by its own name, which pydantic looks up last
        options: Entries[Option] = private["_options"] if private else Entries()
        return options


class ScorerChoice(Node):
    """A scorer in code, named by its kind in the entry-point group `maturity.scorers`; never by a module path."""

    kind: Id
    settings: Annotated[dict[Id, Number | Text], FIXED] = Field(default_factory=FixedDict)
