"""Results that are stored and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from maturity_core import (
    Alternatives,
    Carried,
    Explanation,
    Gaps,
    History,
    LeastChange,
    Outcomes,
    Plan,
    Progress,
    Proof,
    RaterPanel,
    Roadmap,
    RollUp,
    Sensitivity,
    ShortPath,
    WhatIf,
    carry,
    compare_dates,
    compare_outcomes,
    compare_raters,
    compare_views,
    prove,
    roll_up,
)
from maturity_core.results.record import AssessmentRecord
from maturity_core.results.views import ViewsResult

if TYPE_CHECKING:
    from maturity_core.results.stored import Stored
from kept_results import RESULT, RICH

BENEFITS: dict[str, Any] = {"per": "month", "levels": {"mid": 1, "high": 2}, "outcomes": {"calm": "mid"}}
ROLES: dict[str, Any] = {"board": RESULT, "team": "mid"}

YEARS = compare_dates(RICH, {"2025": RICH.assess({}), "2026": RESULT})
FIGURES: dict[str, Any] = {
    "per": "month",
    "outcomes": {"churn": {"unit": "%", "better": "less", "figures": {"2025": 8.5, "2026": 6}}},
    "improvements": {"plan": {"cost": 3, "gain": "1/3"}},
}
RANGE = {"low": 1, "likely": "4/3", "high": 9}

STORED: dict[str, tuple[type[Stored], Stored]] = {
    "assessment": (AssessmentRecord, RESULT.record),
    "gaps": (Gaps, RESULT.gaps()),
    "plan": (Plan, RESULT.next_steps()),
    "least change": (LeastChange, RESULT.least_change()),
    "sensitivity": (Sensitivity, RESULT.sensitivity()),
    "what-if": (WhatIf, RESULT.what_if({RICH.questions[0].id: 0})),
    "proof": (Proof, prove(RICH, "framework >= mid implies dimension people >= mid")),
    "roadmap": (Roadmap, RESULT.roadmap(budget=2, periods=1, benefits=BENEFITS)),
    "alternatives": (Alternatives, RESULT.alternatives(costs={"capabilities": {"plan": RANGE, "team": 1}})),
    "explanation": (Explanation, RESULT.explain()),
    "path": (ShortPath, RESULT.short_path()),
    "carried": (Carried, carry(RESULT, RICH)),
    "progress": (Progress, RESULT.since(RICH.assess({}))),
    "history": (History, YEARS),
    "outcomes": (Outcomes, compare_outcomes(RICH, YEARS, FIGURES)),
    "panel": (RaterPanel, compare_raters(RICH, {"Ada": RESULT, "Ben": RICH.assess({})})),
    "rollup": (RollUp, roll_up(RICH, {"North": RESULT, "South": RICH.assess({})}, "50%", parents={"North": "All"})),
    "views": (ViewsResult, compare_views(RICH, ROLES)),
}


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats()
    | st.sampled_from(["1e999999999", "1/0", "9" * 5000, "high", "unanswered", "goals-set", "0", ""])
    | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
