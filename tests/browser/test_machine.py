"""The check as a state machine: answers, don't know, skips and ways back in any order, as in the interview."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from browser.reloading import reload
from builders import question, tiny
from checked import choose
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from maturity_core import Assessment, load_framework

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from maturity_core import Framework

    Check = Callable[..., Page]

LONG = os.environ.get("MATURITY_PROFILE") == "long"
SITTINGS = settings(
    max_examples=60 if LONG else 4,
    stateful_step_count=20 if LONG else 8,
    deadline=None,
    database=None,
    phases=[Phase.generate, *([Phase.shrink] if LONG else [])],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
WAYS = {"short": "Short path", "one": "One question at a time"}
SHOWN = "Show my level while I answer. This can sway your answers"
OPTION = ".options:not(.states) > label.option"
DO_NOT_KNOW, OUT = (f".options.states label:has([value={state}])" for state in ("dont-know", "not-applicable"))
SEEN = """() => {
  const kept = Object.keys(localStorage).map((key) => JSON.parse(localStorage[key] || "null")?.sheet).find(Boolean);
  const all = (selector) => [...document.querySelectorAll(selector)];
  return {
    at: all("fieldset.question").map(({ id }) => id.replace("question-", "")).join(),
    answers: kept ? JSON.parse(kept).answers : {},
    standing: all(".so-far .standing").map(({ textContent }) => textContent).join(),
    notice: all(".notice").map(({ textContent }) => textContent).join(),
    isAsked: all(".question input").some(({ disabled }) => !disabled),
    states: all(".options.states input").map(({ value }) => value),
  };
}"""
PRESSED = """async ([selector, place]) => {
  const [shown, address] = [document.querySelector("main").firstElementChild, location.hash];
  const wait = (time) => new Promise((done) => setTimeout(done, time));
  const click = new MouseEvent("click", { bubbles: true, cancelable: true, detail: 1 });
  document.querySelectorAll(selector)[place].dispatchEvent(click);
  for (let tries = 0; tries < 40 && location.hash === address; tries++) await wait(5); // most presses lead elsewhere
  while (location.hash !== address && shown.isConnected) await wait(5); // a busy machine takes its time to show it
}"""


def frameworks() -> dict[str, Framework]:
    """Return a small framework with a question that may not apply, and one whose questions need others."""
    asked = [question(f"q-{place}", not_applicable=place == 1) for place in range(5)]
    return {"tiny": tiny(questions=asked), "tsia": load_framework("tsia-customer-success")}


def range_of(result: Assessment) -> tuple[int, int]:
    """Return the ends of the range of the whole, by rank; the same for no level."""
    ids = [level.id for level in result.framework.levels]
    ends = [ids.index(level.id) for level in result.level_range or ()]
    return (ends[0], ends[1]) if ends else (-1, -1)


class Visit(RuleBasedStateMachine):
    """One visit to the page. After each press, what it keeps and says is what Python says of the same answers."""

    check: Check

    @initialize(name=st.sampled_from(["tiny", "tsia"]), way=st.sampled_from([*WAYS]))
    def begin(self, name: str, way: str) -> None:
        """Begin on an empty page, on the short path or in the order of the file."""
        self.framework, self.way = frameworks()[name], way
        self.page = self.check(self.framework)
        self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); location.hash = ''; }")
        reload(self.page)
        choose(self.page, WAYS[way], SHOWN)
        self.answers = {entry.id: "unanswered" for entry in self.framework.questions}
        self.passed: set[str] = set()
        self.result = self.framework.assess(self.answers)
        self.seen: dict[str, Any] = {}
        self.trail: list[str] = []
        self.press("main a[href='#/questions']", 0)

    def press(self, selector: str, place: int) -> None:
        """Press something, and hold what the page keeps and says against Python."""
        self.page.evaluate(PRESSED, [selector, place])
        self.seen = self.page.evaluate(SEEN)
        kept = self.seen["answers"] or dict.fromkeys(self.answers, "unanswered")
        assert kept == self.answers
        if self.seen["at"] in self.trail[-2:-1]:
            self.trail.pop()
        elif self.seen["at"] not in {"", *self.trail[-1:]}:
            self.trail.append(self.seen["at"])
        self.result = self.framework.assess(self.answers)
        if self.seen["at"]:
            low, high = (self.framework.levels[rank].name for rank in range_of(self.result))
            assert self.seen["standing"] == (low if low == high else f"{low} to {high}")

    def goes_forward(self, answer: str | None, selector: str, place: int = 0) -> None:
        """Press what answers an open question, or skips one: the range only narrows, and what is settled stays so."""
        before, was_settled, here = range_of(self.result), self.is_settled, str(self.seen["at"])
        is_open = self.answers[here] == "unanswered"
        if answer is None:
            self.passed |= {here} if is_open else set()
        else:
            self.answers[here] = answer
        self.press(selector, place)
        now = range_of(self.result)
        if is_open:
            assert before[0] <= now[0]
            assert now[1] <= before[1]
        if is_open and was_settled and self.seen["at"] and self.way == "short":
            assert self.is_settled
        if self.way == "short" and self.seen["at"]:
            assert self.answers[self.seen["at"]] == "unanswered"
            assert self.seen["at"] not in self.passed

    @property
    def is_settled(self) -> bool:
        """Whether the page says that the level is certain, as it does on the short path."""
        return "Your level is certain" in self.seen["notice"]

    @property
    def asks(self) -> bool:
        """Whether a question is shown that can be answered."""
        return bool(self.seen["at"]) and bool(self.seen["isAsked"])

    @precondition(lambda self: self.asks)
    @rule(option=st.integers(0, 9))
    def answers_it(self, option: int) -> None:
        """Press an option."""
        options = self.framework.question(self.seen["at"]).options
        place = option % len(options)
        self.goes_forward(options[place].id, OPTION, place)

    @precondition(lambda self: self.asks)
    @rule()
    def does_not_know(self) -> None:
        """Say don't know: no range can change by it."""
        was_open, before = self.answers[self.seen["at"]] == "unanswered", range_of(self.result)
        self.goes_forward("dont-know", DO_NOT_KNOW)
        assert not was_open or range_of(self.result) == before

    @precondition(lambda self: self.seen["at"])
    @rule()
    def skips(self) -> None:
        """Go on without an answer: nothing changes."""
        self.goes_forward(None, "form button[type=submit]")

    @precondition(lambda self: self.asks and "not-applicable" in self.seen["states"])
    @rule()
    def says_it_does_not_apply(self) -> None:
        """Say that a question does not apply; the range may grow by that."""
        self.answers[self.seen["at"]] = "not-applicable"
        self.press(OUT, 0)

    @precondition(lambda self: self.seen["at"])
    @rule()
    def goes_back(self) -> None:
        """Go back: all answers stay, and on the short path the question before is shown."""
        before = self.trail[-2:-1] or [""]
        self.press(".steps-on a", 0)
        assert self.way == "one" or self.seen["at"] == before[0]

    @precondition(lambda self: not self.seen["at"])
    @rule()
    def returns(self) -> None:
        """Go back to the questions from the start or the result."""
        self.press("#top a[href='#/questions']", 0)


def test_a_visit_only_narrows_what_is_open_and_says_what_python_says(check: Check) -> None:
    run_state_machine_as_test(type("Visiting", (Visit,), {"check": staticmethod(check)}), settings=SITTINGS)
