"""Where the organisation stands, and why: the first half of the page."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from maturity_core.errors import printable
from maturity_core.fields import number_text
from maturity_core.ladders import FRAMEWORK, score_of
from maturity_core.page.lines import WIDTH, notes, paragraph, title
from maturity_core.results import RungState
from maturity_core.wording import counted, decimal, joined, made_from, percent, score_text

if TYPE_CHECKING:
    from maturity_core.assessment import Assessment
    from maturity_core.framework import Framework
    from maturity_core.nouns import Level
    from maturity_core.results import LadderResult, LadderState, RequirementState

NAMES_SHOWN = 6
BAR = 20


def head(assessment: Assessment) -> list[str]:
    """Return level, range and score, in the order the framework asks for."""
    framework, level = assessment.framework, assessment.level
    lines = paragraph(f"{framework.name}, edition {framework.edition}", "")
    lines += [line for base in framework.after for line in paragraph(made_from(base), "")]
    lines.append("=" * WIDTH)
    why = ", as nothing of the model applies here" if assessment.completeness is None else ""
    standing = f"Level: {level.name}{_place_of(framework, level)}" if level else f"Level: none{why}"
    shown = _score(framework, assessment.score_exact)
    ordered = [f"Score: {shown}"]
    if _has_levels(assessment, FRAMEWORK):
        first = framework.headline == "level"
        ordered = [standing, f"Beside it, the score: {shown}"] if first else [*ordered, standing]
    lines += [line for text in ordered for line in paragraph(text, "")]
    if level and level.summary:
        lines += paragraph(level.summary)
    lines += _open(assessment)
    return lines + notes(framework, "level", level)


def _has_levels(assessment: Assessment, ladder: str) -> bool:
    """Return whether levels are awarded on the ladder at all; a scorer in code may award some anywhere."""
    explanation = assessment.explain()
    return not explanation.available or any(state.ladder == ladder for state in explanation.ladders)


def _place_of(framework: Framework, level: Level) -> str:
    rank = [entry.id for entry in framework.levels].index(level.id)
    return f" ({rank + 1} of {len(framework.levels)})"


def _score(framework: Framework, score: Fraction | None) -> str:
    if score is None:
        return "none"
    shown = score_of(framework, FRAMEWORK).shown
    scale = f" on {number_text(shown[0])} to {number_text(shown[1])}" if shown else ""
    return f"{score_text(framework, FRAMEWORK, score)}{scale}"


def _open(assessment: Assessment) -> list[str]:
    states = list(assessment.answers.values())
    unanswered, unknown = states.count("unanswered"), states.count("dont-know")
    if not unanswered + unknown:
        return []
    parts = [f"{counted(unanswered, 'question')} not answered"] if unanswered else []
    parts += [f"{unknown} not known"] if unknown else []
    worst, best = assessment.level_range or (None, None)
    text = f"Open: {joined(parts)}."
    if worst and best and worst.id != best.id:
        text += f" If all of them apply, the level may be anything from {worst.name} to {best.name}."
    elif worst:
        text += " They cannot change the level."
    if assessment.narrows:
        text += f" Most would be settled by: “{assessment.framework.question(assessment.narrows).text}”"
    return paragraph(text)


def reasons(assessment: Assessment) -> list[str]:
    """Return why the level is reached, and what the next one still asks for."""
    explanation = assessment.explain()
    if not explanation.available:
        return ["Why: this model is scored in code, which gives no reasons."]
    whole = next((state for state in explanation.ladders if state.ladder == FRAMEWORK), None)
    if whole is None or assessment.level is None:
        return []
    held = [rung for rung in whole.rungs if rung.state == "met"]
    missed = next((rung for rung in whole.rungs if rung.state == "unmet"), None)
    reached = [rung for rung in held if missed is None or whole.rungs.index(rung) < whole.rungs.index(missed)]
    lines: list[str] = []
    if reached:
        lines += [*title(f"Why {assessment.level.name}"), *_requirements(assessment, reached)]
    if missed:
        lines += (
            ["", *title(f"What {missed.name} still asks for")] if lines else title(f"What {missed.name} still asks for")
        )
        lines += _requirements(assessment, [missed])
    return lines


def _requirements(assessment: Assessment, rungs: list[RungState]) -> list[str]:
    lines: list[str] = []
    for rung in rungs:
        for state in rung.requirements:
            mark = {"met": "  [x] ", "unmet": "  [ ] ", "set aside": "  [-] "}[state.state]
            basis = "" if state.basis == "source" else " (interpretation)"
            lines += paragraph(f"{state.sentence}{basis} {_measured(state)}", mark)
            if state.state == "unmet":
                lines += _holding_back(assessment.framework, state)
    return lines


def _measured(state: RequirementState) -> str:
    if state.measured is None:
        return "Nothing of it applies."
    if state.statistic == "count":
        return f"Now: {number_text(state.measured)}."
    return f"Now: {decimal(state.measured)}." if state.statistic == "total" else f"Now: {percent(state.measured)}."


def _holding_back(framework: Framework, state: RequirementState) -> list[str]:
    owners = [framework.question(question).capability for question in state.holding_back]
    names = [framework.capability(name).name for name in dict.fromkeys(owners)]
    if not names:
        return []
    where = joined(names) if len(names) <= NAMES_SHOWN else f"{len(names)} capabilities"
    return paragraph(f"Held back by {counted(len(owners), 'question')} of {where}.", "      ")


def dimensions(assessment: Assessment) -> list[str]:
    """Return a line a dimension: score, level, range, and the share at each rung."""
    framework = assessment.framework
    lines = title("Dimensions")
    states = {state.ladder: state for state in assessment.explain().ladders}
    widest = max(len(printable(result.name)) for result in assessment.dimensions)
    for result in assessment.dimensions:
        lines += _dimension(assessment, result, min(widest, 34))
        lines += _coverage(states.get(f"dimension {result.id}"))
    early = [result for result in assessment.capabilities if result.ahead_of_its_time]
    for result in early:
        lines += paragraph(f"Ahead of its time: {result.name}, as what it builds on is not in place.")
    return lines + notes(framework, "dimensions", assessment.level)


def _dimension(assessment: Assessment, result: LadderResult, width: int) -> list[str]:
    ladder, score = f"dimension {result.id}", result.score_exact
    filled = int(score * BAR) if score is not None else 0
    level = result.level.name if result.level else "no level" * _has_levels(assessment, ladder)
    if result.level_range and result.level_range[1].id != result.level_range[0].id:
        level = f"{level} to {result.level_range[1].name}"
    name = printable(result.name)
    shown = score_text(assessment.framework, ladder, score) if score is not None else ""
    bar = "#" * filled + "." * (BAR - filled)
    text = f"  {name[:width]:<{width}}  {bar}  {shown:>6}"
    level, room = printable(level), WIDTH - len(text) - 2
    return [f"{text}  {level}".rstrip()] if len(level) <= room else [text, *paragraph(level, " " * (width + 4))]


def _coverage(state: LadderState | None) -> list[str]:
    """The share at each rung, also of those above the level: progress out of order is progress."""
    if state is None:
        return []
    shares = [
        f"{rung.name} {percent(entry.measured)}"
        for rung in state.rungs
        for entry in rung.requirements
        if entry.statistic == "share" and entry.measured is not None
    ]
    return paragraph(f"of what it asks: {', '.join(shares)}", "      ") if shares else []


def contrasts(assessment: Assessment) -> list[str]:
    """Return what is well set up, and where tensions show."""
    lines: list[str] = []
    if assessment.strengths:
        lines += title("Well set up")
        lines += [line for strength in assessment.strengths for line in paragraph(strength.sentence, "  + ")]
    if assessment.tensions:
        lines += ["", *title("Tensions")] if lines else title("Tensions")
        lines += [line for sentence in _tensions(assessment) for line in paragraph(sentence, "  ! ")]
    return lines


def _tensions(assessment: Assessment) -> list[str]:
    """One sentence for each tension; pairs of dimensions that share the lower one are told together."""
    names = {result.id: result.name for result in assessment.dimensions}
    levels = {result.id: result.level.name for result in assessment.dimensions if result.level}
    lower: dict[str, list[str]] = {}
    sentences: dict[str, str] = {}
    for tension in assessment.tensions:
        if tension.kind != "levels apart":
            sentences[tension.sentence] = tension.sentence
            continue
        high, low = tension.dimensions
        lower.setdefault(low, []).append(f"{names[high]} at {levels[high]}")
        sentences[low] = f"{names[low]} stands at {levels[low]}, {joined(lower[low])}."
    return list(sentences.values())
