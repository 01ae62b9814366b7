"""The report of models with more and more dimensions: how its time grows.

Run by hand: `python benchmarks/wide.py`. Processor time, best of three, and how many times that of the narrowest model.
"""

from __future__ import annotations

from time import process_time
from typing import Any

from maturity_app.report.html import as_html
from maturity_app.report.sections import report
from maturity_app.report.subject import Subject
from maturity_core import Framework
from report import digits, duration, table

DIMENSIONS = (12, 25, 50, 100)
OPTIONS = ("never", "seldom", "often", "always")


def wide(dimensions: int) -> Framework:
    """Return a model with this many dimensions, each with one capability and one question."""
    entries: Any = [
        (
            {"id": f"area-{place}", "name": f"Area {place}"},
            {"id": f"skill-{place}", "name": f"Skill {place}", "dimension": f"area-{place}", "remedy": "Do the next."},
            {
                "id": f"asked-{place}",
                "capability": f"skill-{place}",
                "text": f"How often is {place} done?",
                "scale": "habit",
                "basis": "stated",
            },
        )
        for place in range(dimensions)
    ]
    options = [{"id": name, "label": name.capitalize(), "credit": f"{place}/3"} for place, name in enumerate(OPTIONS)]
    return Framework(
        id="wide",
        edition="1",
        name="Wide",
        source={"title": "An example"},
        levels=[{"id": name, "name": name.capitalize()} for name in ("start", "steady", "strong")],
        scales={"habit": {"options": options}},
        dimensions=[dimension for dimension, _, _ in entries],
        capabilities=[capability for _, capability, _ in entries],
        questions=[question for _, _, question in entries],
        requirements=[
            {
                "ladder": ladder,
                "level": level,
                "mean": mean,
                "of": {"dimensions": "all"} if ladder == "framework" else {"questions": "all"},
                "basis": "source",
            }
            for ladder in ("framework", "each dimension")
            for level, mean in (("steady", "0.4"), ("strong", "0.7"))
        ],
    )


def seconds(dimensions: int) -> float:
    """Return the best processor time of three for the whole report of one organisation."""
    framework = wide(dimensions)
    answers = [place % len(OPTIONS) for place in range(dimensions)]
    times: list[float] = []
    for _ in range(3):
        start = process_time()
        as_html(report(Subject(framework.assess(answers, {"organisation": "Example"})), full=True))
        times.append(process_time() - start)
    return min(times)


def main() -> None:
    """Print how the time of the report grows."""
    found = {number: seconds(number) for number in DIMENSIONS}
    rows = [[str(number), duration(own), digits(own / found[DIMENSIONS[0]])] for number, own in found.items()]
    print("\n".join(table(["dimensions", "time", f"times that of {DIMENSIONS[0]}"], rows)))


if __name__ == "__main__":
    main()
