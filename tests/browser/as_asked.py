"""What the page says of a whole framework, as far as a profile asks for it: as Python says it of the profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from maturity_core.model.asked import asked_places

if TYPE_CHECKING:
    from maturity_core import Framework

THRESHOLD = ("threshold", "threshold_exact")
"""What an explanation says otherwise of a count by a profile, which asks for no more items than are left."""


def as_asked(found: dict[str, Any], framework: Framework) -> dict[str, Any]:
    """Return what the page found, without what the profile leaves out, and requirements by their places in it."""
    if framework.asked_by is None or "refused" in found:
        return found
    places = {whole: own for own, whole in enumerate(asked_places(framework.whole, framework.asked_by))}
    own = {*framework.questions.ids}
    result = found["assessment"]
    for table in ("dimensions", "capabilities", "measures"):
        result[table] = [entry for entry in result[table] if entry["id"] in getattr(framework, table).ids]
    for table in ("answers", "counted_as"):
        result[table] = {name: answer for name, answer in result[table].items() if name in own}
    for part in ("gaps", "next_steps"):
        found[part]["blockers"] = [places[place] for place in found[part]["blockers"]]
        found[part]["left_out"] = [name for name in found[part]["left_out"] if name in own]
    for step in found["next_steps"]["steps"]:
        step["meets"] = [places[place] for place in step["meets"] if place in places]
    ladders = found["explanation"]["ladders"]
    for ladder in ladders:
        for rung in ladder["rungs"]:
            kept = [entry for entry in rung["requirements"] if entry["requirement"] in places]
            rung["requirements"] = [{**entry, "requirement": places[entry["requirement"]]} for entry in kept]
    ruled = [ladder for ladder in ladders if any(rung["requirements"] for rung in ladder["rungs"])]
    found["explanation"]["ladders"] = ruled
    return comparable(found, framework)


def comparable(found: dict[str, Any], framework: Framework) -> dict[str, Any]:
    """Return a result without what the page does not work out for a profile: its stamp, and thresholds of counts."""
    if framework.asked_by is None or "refused" in found:
        return found
    del found["assessment"]["framework"]
    for ladder in found["explanation"]["ladders"]:
        for rung in ladder["rungs"]:
            for entry in (entry for entry in rung["requirements"] if entry["statistic"] == "count"):
                for name in THRESHOLD:
                    del entry[name]
    return found
