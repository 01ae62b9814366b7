"""Trying a law on a framework: on every case if they are few, else on drawn ones, shrunk if one breaks it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given
from hypothesis import settings as Settings  # noqa: N812 - a class, named as one

from maturity_core.testing.suite.aim import Aim
from maturity_core.testing.suite.record import Broken, Record, Undecided
from maturity_core.testing.suite.subject import Subject
from maturity_core.testing.suite.tried import reach_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from maturity_core.testing.oracle_model import Sheet
    from maturity_core.testing.suite.cases import Cases
    from maturity_core.testing.suite.nearby import Seen
    from maturity_core.testing.suite.record import Group, Status

SHRINKS = 200
"""How many smaller cases are tried once a law is broken."""
UNTIMED: dict[str, Any] = {"deadline": None, "suppress_health_check": list(HealthCheck)}
"""A slow framework or machine breaks no law."""
EXAMPLES, FEWEST, EFFORT = 100, 5, 2500
"""The most cheap cases drawn, the fewest of any kind, and how many questions' worth of cheap ones."""


@dataclass(frozen=True)
class Claim:
    """What a law says: `holds` for every case of `over`, unless the law does not apply to the framework.

    `near` compares all sheets near witnesses at once, and returns those that seem to break the law. `proof` returns how
    the law is proved of a framework that no case speaks against; empty if it is not.
    """

    id: str
    group: Group
    sentence: str
    holds: Callable[[Subject, Any], bool]
    over: Cases[Any]
    unless: Callable[[Subject], str]
    near: Callable[[Subject], Seen] | None = field(default=None, kw_only=True)
    proof: Callable[[Subject], str] | None = field(default=None, kw_only=True)


def trial(law: Claim, subject: Subject, settings: Settings | None = None) -> Record:
    """Return the outcome of a law on a framework; any exception from the framework breaks the law."""
    record = Record(law.id, law.group, law.sentence, "passed")
    attempt = _Attempt(law, subject)
    try:
        if reason := law.unless(subject):
            return replace(record, status="not applicable", reason=reason)
        exhaustive = attempt.exhaust()
        if not exhaustive:
            attempt.sample(settings)
            attempt.go_near()
        proof = law.proof(subject) if law.proof is not None and attempt.tried else ""
    except Undecided as undecided:
        return replace(record, status="undecided", reason=str(undecided), tried=attempt.tried)
    except Exception as error:  # noqa: BLE001 - no framework stops the suite
        return replace(record, status="failed", message=attempt.told(error), tried=attempt.tried)
    if not attempt.tried:
        reason = f"none of {attempt.looked_at} {'sheets' if attempt.looked_at > 1 else 'sheet'} gave it anything to say"
        return replace(record, status="not applicable", reason=reason)
    status: Status = "proved" if proof else "passed"
    nearby = law.near is not None and not exhaustive
    reach = reach_of(subject, attempt.sheets, nearby=nearby, every=exhaustive)
    return replace(record, status=status, reason=proof, tried=attempt.tried, exhaustive=exhaustive, reach=reach)


def sheet_of(case: Any) -> Sheet:
    """Return the sheet that a case is about."""
    return case.sheet if isinstance(case, Aim) else case


class _From:
    """Looks at cases from a certain one on."""

    def __init__(self, case: Any, look: Callable[[Any], None]) -> None:
        self.case = case
        self.look = look
        self.met = False

    def __call__(self, case: Any) -> None:
        self.met = self.met or case == self.case
        if self.met:
            self.look(case)


class _Attempt:
    """One law on one framework: counts the cases, and keeps those that break it."""

    def __init__(self, law: Claim, subject: Subject) -> None:
        self.law = law
        self.subject = subject
        self.looked_at = self.tried = 0
        self.shrinks = SHRINKS
        self.broken: dict[Any, Broken] = {}
        self.last: Any = None
        self.sheets: dict[Sheet, None] = {}

    def exhaust(self) -> bool:
        """Try every case if they are few; return whether they were."""
        cases = self.law.over.few(self.subject)
        for case in cases or ():
            self.look(case)
        return cases is not None

    def sample(self, settings: Settings | None) -> None:
        """Try the first cases, with one less at most than there are examples, and drawn ones."""
        first = self.law.over.first(self.subject)
        chosen = settings or self.settings(self.law.over.cost, len(first) + 1)
        first = first[: chosen.max_examples - 1]
        for case in first:
            self.look_and_shrink(case)
        left = chosen.max_examples - len(first)
        if chosen.derandomize and chosen.database is None:
            self._sample_the_same(settings or self.settings(1, left), left, first)
        else:
            self._draw(Settings(chosen, max_examples=left), self.look)

    def _sample_the_same(self, settings: Settings, most: int, first: Sequence[Any]) -> None:
        """Try cases that are the same in every run, drawn once for all laws; if one breaks this law, shrink it.

        They are evenly spaced, as the first ones that Hypothesis draws are small, and none of those tried `first`. As
        long as the law had nothing to say of any, it gets more of them.
        """
        drawn = self.subject.once(("drawn", self.law.over.draw, settings.max_examples), lambda: self._drawn(settings))
        cases = [case for case in drawn if case not in first]
        try:
            step = max(len(cases) // most, 1)
            for place, case in enumerate(case for start in range(step) for case in cases[start::step]):
                if place >= most and self.tried:
                    break
                self.look(case)
        except Broken:
            self._draw(settings, _From(self.last, self.look))
            raise

    def _drawn(self, settings: Settings) -> list[Any]:
        cases: list[Any] = []
        self._draw(settings, cases.append)
        return cases

    def _draw(self, settings: Settings, look: Callable[[Any], None]) -> None:
        """Let Hypothesis draw cases, and shrink one if the look at it raises."""

        @Settings(settings, **UNTIMED, report_multiple_bugs=False)
        @given(self.law.over.draw(self.subject))
        def on_drawn(case: Any) -> None:
            look(case)

        on_drawn()

    def go_near(self) -> None:
        """Try what is near witnesses, if the law can, all at once; then one by one what seems to break it."""
        if self.law.near is not None:
            pairs, suspects = self.law.near(self.subject)
            self.tried += pairs
            for case in suspects:
                self.look_and_shrink(case)

    def settings(self, cost: int, fewest: int) -> Settings:
        """Return settings for as many examples as the size of the framework allows, the same in every run."""
        wanted = EFFORT // (cost * max(len(self.subject.framework.questions), 1))
        return Settings(
            max_examples=max(min(max(wanted, FEWEST), 2 * EXAMPLES // (1 + cost)), fewest),
            derandomize=True,
            database=None,
            print_blob=False,
        )

    def look(self, case: Any) -> None:
        """Try one case; raise `Broken` if it breaks the law or the framework raises.

        A case that broke the law once counts as breaking it again. After that, only so many smaller cases are tried.
        """
        if case in self.broken:
            self.last = case
            raise self.broken[case]
        self.shrinks -= bool(self.broken)
        if self.shrinks < 0:
            return
        self.looked_at += 1
        if self.law.over.at is not None:
            self.sheets[sheet_of(case)] = None
        try:
            self.tried += self.law.holds(self.subject, case)
        except Undecided:
            self.tried += 1
            raise
        except Exception as error:
            self.tried += 1
            self.broken[case] = error if isinstance(error, Broken) else Broken(f"{type(error).__name__}: {error}")
            self.last = case
            raise self.broken[case] from error

    def look_and_shrink(self, case: Any) -> None:
        """Try one case that was not drawn; if it breaks the law, look for a smaller one before raising."""
        try:
            self.look(case)
        except Broken:
            self._shrink(case)
            raise self.broken[self.last] from None

    def _shrink(self, case: Any) -> None:
        """Lower answers of a case to the lowest option, many at once and then fewer, as long as it breaks the law."""
        at = self.law.over.at
        assert at is not None  # noqa: S101 - what is tried first, or near witnesses, is about a sheet
        sheet = list(sheet_of(case))
        size = len(sheet)
        while size:
            for start in range(0, len(sheet), size):
                lower = [*sheet[:start], *[0] * len(sheet[start : start + size]), *sheet[start + size :]]
                if lower != sheet:
                    try:
                        self.look(at(self.subject, case, tuple(lower)))
                    except Broken:
                        sheet = lower
            size //= 2

    def told(self, error: Exception) -> str:
        """Return the message of a failed law, with the smallest case that broke it."""
        if self.last is None and None not in self.broken:
            return f"{type(error).__name__}: {error}"
        lines = self.broken[self.last].lines(self.law.over.tell(self.subject, self.last))
        if self._holds_now():
            lines.append("tried again with the same answers, it held: the result depends on more than the answers")
        return "\n".join(lines)

    def _holds_now(self) -> bool:
        """Try the case that broke the law again, with nothing remembered by the suite or the framework."""
        try:
            self.law.holds(Subject(self.subject.untouched()), self.last)
        except Exception:  # noqa: BLE001 - whatever it is, it does not hold
            return False
        return True
