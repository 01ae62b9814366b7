"""The user's own figures beside a history, and a forecast, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maturity_core.telling.words import ENGLISH, Words

if TYPE_CHECKING:
    from maturity_core.model.framework import Framework
    from maturity_core.results.outcomes import Forecast, Improvement, Outcomes, OutcomeSeries


def series_texts(framework: Framework, found: OutcomeSeries, words: Words = ENGLISH) -> list[str]:
    """Return how a figure went, and what rose and fell meanwhile: that is shown, and not called the cause."""
    show = words.part("show")
    if not found.moves:
        return [show.say("outcome-one", name=found.name)]
    figures = {one.point: one.value_exact for one in found.figures}
    told: list[str] = []
    for move in found.moves:
        values = {"name": found.name, "then": move.then, "now": move.now}
        values |= {"before": words.amount(figures[move.then], found.unit)}
        values |= {"after": words.amount(figures[move.now], found.unit)}
        told.append(show.say(f"outcome-{move.went}", **values))
        for key, ids in {"outcome-rose": move.rose, "outcome-fell": move.fell}.items():
            names = words.listed([framework.capability(name).name for name in ids])
            told += [show.say(key, names=names)] if ids else []
    return told


def improvement_text(framework: Framework, per: str, found: Improvement, words: Words = ENGLISH) -> str:
    """Return what raising a capability cost and brings, after how long it has paid, and whether it rose at all."""
    show = words.part("show")
    values = {
        "name": framework.capability(found.capability).name,
        "cost": words.number(found.payback.investment_exact),
        "gain": words.number(found.payback.benefit_exact),
        "per": per or show.say("outcome-period"),
    }
    told = [show.say("improvement", **values)]
    if found.payback.periods_exact is not None:
        told.append(show.say("improvement-paid", periods=words.decimal(found.payback.periods_exact)))
    if found.payback.return_12_exact is not None:
        told.append(show.say("improvement-return", share=words.percent(found.payback.return_12_exact)))
    if found.rose != "better":
        told.append(show.say("improvement-not-risen" if found.rose else "improvement-unknown"))
    return " ".join(told)


def forecast_texts(found: Forecast, words: Words = ENGLISH) -> list[str]:
    """Return when the target would be reached at the pace so far, as a range, and the day that was planned."""
    show = words.part("show")
    if found.earliest is None:
        told = [show.say("forecast-never", left=found.left)]
    elif found.latest is None:
        told = [show.say("forecast-open", left=found.left, earliest=found.earliest.isoformat())]
    else:
        ends = {"earliest": found.earliest.isoformat(), "latest": found.latest.isoformat()}
        key = "forecast-done" if not found.left else "forecast-day" if len({*ends.values()}) == 1 else "forecast"
        told = [show.say(key, left=found.left, **ends)]
    if found.due and found.left:
        told.append(show.say("forecast-due", due=found.due.isoformat()))
    return told


def outcomes_texts(framework: Framework, found: Outcomes, words: Words = ENGLISH) -> list[str]:
    """Return everything that figures say, an outcome after the other, then what was paid."""
    told = [text for one in found.outcomes for text in series_texts(framework, one, words)]
    return [*told, *(improvement_text(framework, found.per, one, words) for one in found.improvements)]
