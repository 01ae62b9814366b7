"""The assessment of one organisation: levels, scores and ranges, and the readers for reasons and next steps.

Most processes ask for little of it, so each reader is imported when it is first asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self

from maturity_core.answers.given import answered
from maturity_core.answers.sheets import sheet_codes
from maturity_core.assessing.tried import Tried
from maturity_core.errors import AnswersError
from maturity_core.model.arguments import whole
from maturity_core.model.framework import framework_given
from maturity_core.plugins.registry import load_framework
from maturity_core.readers.records import Facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maturity_core.answers.facts import FactsLike, SheetFacts
    from maturity_core.answers.likes import AnswersLike, Codes
    from maturity_core.assessing.routed import TargetLike
    from maturity_core.assessing.verifying import Verification
    from maturity_core.model.framework import Framework
    from maturity_core.people.peers import PeerGroup
    from maturity_core.results.peers import PeerComparison, PublishedPeers
    from maturity_core.results.progress import Progress
    from maturity_core.results.record import AssessmentRecord
    from maturity_core.results.whole import Result


class Assessment(Tried):
    """The level and score of one organisation, with reasons and next steps. Made by `Framework.assess`; never changes.

    Two assessments with the same content are equal. One read back from JSON is not verified: `verify`, or a framework
    passed to `model_validate_json`, scores its answers again; `gaps` and the others do so by the installed framework.

    >>> from maturity_core import load_framework
    >>> framework = load_framework("service-maturity-check")
    >>> assessment = framework.assess({"role-decided": "well-on"})
    >>> assessment.level.name, [level.name for level in assessment.level_range]
    ('Reactive', ['Reactive', 'Strategic'])
    >>> assessment.not_yet
    True
    """

    _verification: Verification | None = None

    def __init__(
        self,
        framework: Framework | None,
        codes: Sequence[int],
        record: AssessmentRecord | None = None,
        numbers: Mapping[str, Fraction] | None = None,
        facts: SheetFacts | None = None,
    ) -> None:
        self._framework, self._record = framework, record
        self._said = record or Facts(framework_given(framework), codes, numbers, facts)

    @classmethod
    def of(cls, framework: Framework, answers: AnswersLike, facts: FactsLike | None = None) -> Assessment:
        """Return the assessment of `answers`; see `Framework.assess`."""
        if facts is None:
            codes, numbers = answered(framework, answers)
            return cls(framework, codes, None, numbers)
        from maturity_core.answers.facts import sheet_facts  # noqa: PLC0415 - most sheets are answers alone

        known, problems = sheet_facts(facts, framework.questions.ids)
        try:
            codes, numbers = answered(framework, answers)
        except AnswersError as error:
            raise AnswersError([*error.problems, *problems]) from None
        if problems:
            raise AnswersError(problems)
        return cls(framework, codes, numbers=numbers, facts=known)

    @cached_property
    def framework(self) -> Framework:
        """The framework of the assessment.

        Raises:
            MaturityError: the assessment was read from JSON, and its framework is not installed or does not verify it.
        """
        if self._framework is not None:
            return self._framework
        again = self.verify(load_framework(self.record.framework.id))
        self._verification = again.verification
        return again.framework

    @property
    def verification(self) -> Verification:
        """Whether this is known to match the answers. Reading it loads no plugin and scores nothing."""
        if self._verification is None:
            from maturity_core.assessing.verifying import NOT_VERIFIED, VERIFIED  # noqa: PLC0415 - a door

            self._verification = NOT_VERIFIED if self._record else VERIFIED
        return self._verification

    def verify(self, framework: Framework | None = None) -> Assessment:
        """Return this assessment with its answers scored again, by the framework given or else by the installed one.

        If it was made by a profile, so is this: the framework may be the whole one.

        Its `verification` is then `verified`, or `differs` if another version or a scorer in code had made it.

        Raises:
            MaturityError: the framework is not installed or has other rules; or the result differs although the same
                version of the library had scored the answers by requirements.

        >>> from maturity_core import load_framework
        >>> text = load_framework("service-maturity-check").assess({}).model_dump_json()
        >>> stored = Assessment.model_validate_json(text)
        >>> stored.verification.status, stored.verify().verification.status
        ('not verified', 'verified')
        """
        from maturity_core.assessing.verifying import verification  # noqa: PLC0415 - a door

        scored_by = self.record.framework.maker(framework or self.framework)
        if self.verification.status == "verified" and self.record.framework.fits(scored_by):
            return self
        found = type(self)(scored_by, (), self.record)
        found._verification = verification(self.record, scored_by)  # noqa: SLF001 - of its own class
        return found

    @cached_property
    def codes(self) -> Codes:
        """The answers as codes (n_questions,), in file order."""
        import numpy as np  # noqa: PLC0415 - a level needs no arrays

        codes = np.array(self._facts.given, np.int8)
        codes.flags.writeable = False
        return codes

    @cached_property
    def _facts(self) -> Facts:
        """What the answers give by the framework, worked out part by part."""
        if isinstance(self._said, Facts):
            return self._said
        return Facts(self.framework, sheet_codes(self.framework, self._said.answers))

    @cached_property
    def record(self) -> AssessmentRecord:
        """Everything this assessment says, as data."""
        return self._record or self._facts.record()

    def result(self, target: TargetLike = None, limit: int | None = None) -> Result:
        """Return everything about the organisation in one object, as `maturity assess --json` prints it.

        Args:
            target: the target of gaps and steps, as for `gaps`.
            limit: cut the plan after this many steps.

        Raises:
            TargetError: the target is invalid.

        >>> from maturity_core import load_framework
        >>> result = load_framework("service-maturity-check").assess([2] * 20).result()
        >>> result.assessment.level.name, result.short().first[0].name
        ('Improving', 'Role of service')
        """
        from maturity_core.results.whole import Result  # noqa: PLC0415 - a door

        return Result(
            organisation=self.facts.organisation,
            assessment=self.record,
            gaps=self.gaps(target),
            next_steps=self.next_steps(target, limit),
            explanation=self.explain(),
        )

    def page(self, target: TargetLike = None, limit: int | None = None, language: str = "en") -> str:
        """Return the result as a page of plain text, 80 columns wide; `str()` returns the page for the next level.

        Args:
            target: the target of gaps and steps, as for `gaps`.
            limit: how many steps to show in full; five by default.
            language: the code of a language with a table of texts.

        Raises:
            TargetError: the target is invalid.
            ArgumentError: there is no table for the language.
        """
        from maturity_core.telling.page import result_page  # noqa: PLC0415 - a door

        return result_page(self, target, limit, language)

    def since(self, earlier: Assessment, target: TargetLike = None) -> Progress:
        """Return what changed since an earlier assessment of the same organisation: levels, answers, requirements.

        What fell and what rose are listed apart, and never set off against each other. An earlier assessment of another
        edition is carried over to this one's framework; what cannot be compared then is listed.

        Args:
            earlier: the earlier assessment.
            target: what progress is measured towards, as for `gaps`. By default, what the earlier one aimed at.

        Raises:
            AnswersError: the earlier assessment is by another framework, or cannot be carried over.
            ArgumentError: it is no assessment.
            TargetError: the target is invalid.

        >>> from maturity_core import load_framework
        >>> framework = load_framework("service-maturity-check")
        >>> progress = framework.assess([3] * 20).since(framework.assess([2] * 20))
        >>> len(progress.falls), progress.towards.left
        (0, 0)
        """
        from maturity_core.people.progress import progress  # noqa: PLC0415 - a door

        return progress(self, earlier, target)

    def compare(self, peers: PeerGroup | PublishedPeers, minimum: int | None = None) -> PeerComparison:
        """Return where the organisation is among its peers: by score, by level, and what those further on have.

        Args:
            peers: a group that was counted or published; the organisation may be in it itself.
            minimum: the fewest peers that are shown together, by default 5, or what a published group has.

        Raises:
            ArgumentError: the group belongs to another framework or edition, or the minimum is not possible.
        """
        from maturity_core.people.among_peers import among_peers  # noqa: PLC0415 - a door

        return among_peers(self, peers, minimum)

    def model_dump_json(self, *, indent: int | None = None, **settings: Any) -> str:
        """Return this assessment as JSON text; all other settings are pydantic's."""
        return self.record.model_dump_json(indent=whole(indent, "indent", 0), **settings)

    @classmethod
    def model_validate_json(cls, text: str | bytes, *, framework: Framework | None = None) -> Assessment:
        """Return the assessment stored as JSON text: not verified, unless a framework is passed. Loads no plugin.

        Args:
            text: what `model_dump_json` returned.
            framework: the framework by which to score the stored answers again; see `verify`.

        Raises:
            MaturityError: the text is not a stored assessment, contradicts itself, or is refused by `verify`.
        """
        found = cls._of_form(cls._form().model_validate_json(text))
        return found if framework is None else found.verify(framework)

    @classmethod
    def model_validate(cls, obj: Any, *, framework: Framework | None = None) -> Assessment:
        """Return the assessment held in a dict, as returned by `model_dump`; see `model_validate_json`.

        Raises:
            MaturityError: with everything that is wrong.

        >>> from maturity_core import load_framework
        >>> assessment = load_framework("service-maturity-check").assess([2] * 20)
        >>> Assessment.model_validate(assessment.model_dump()) == assessment
        True
        """
        found = obj if isinstance(obj, cls) else cls._of_form(cls._form().model_validate(obj))
        return found if framework is None else found.verify(framework)

    @classmethod
    def _of_form(cls, form: AssessmentRecord) -> Self:
        return cls(None, (), form)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Assessment) and self.record == other.record

    def __hash__(self) -> int:
        return hash((self._said.framework.digest, frozenset(self._said.answers.items())))

    def __repr__(self) -> str:
        level = repr(self.level.id if self.level else None) + ", not yet" * self.not_yet
        doubt = "" if self.verification.status == "verified" else f", {self.verification.status}"
        by = self._record.framework if self._record else self.framework
        return f"<Assessment by {by.id} {by.edition}: level {level}{doubt}>"

    def __str__(self) -> str:
        return self.page()

    def _repr_html_(self) -> str | None:
        from maturity_core.pictures.card import assessment_card  # noqa: PLC0415 - only notebooks draw

        return assessment_card(self)
