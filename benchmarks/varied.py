"""The organisations that plans are measured on: 200 for each published model, the same for whoever measures.

Run by hand: `python benchmarks/varied.py` writes `tests/data/varied.csv` again, byte by byte. How they are drawn stands
in the head of that file.
"""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from maturity_core import UNANSWERED, load_framework

if TYPE_CHECKING:
    from collections.abc import Iterator

    from maturity_core import Framework

FILE = Path(__file__).parents[1] / "tests" / "data" / "varied.csv"
SEED, EACH = 20_261_128, 50
LEANS = {"low": (0.05, 0.35), "middle": (0.35, 0.65), "high": (0.65, 0.95), "uneven": (0.05, 0.95)}
"""Between which bounds an organisation of each kind leans to the highest option of a question."""
OPEN = "-"
HEAD = f"""\
# Organisations to measure plans on: {EACH} of each kind for each model.
# Drawn by benchmarks/varied.py with the seed {SEED}, before anything was measured on them.
# A lean of 0 gives the lowest option, 1 the highest; in between, the position is a binomial draw.
# low: one lean from 0.05 to 0.35 for all questions; middle: from 0.35 to 0.65; high: from 0.65 to 0.95.
# uneven: for each dimension a lean of its own from 0.05 to 0.95.
# Of every fifth organisation of a kind, one question in ten is unanswered ({OPEN}).
# answers: the position of the option of each question, in the order of the questions' ids, as named in the first row
# of each model.
"""


def main() -> None:
    """Write the file."""
    names = ("esg-customer-success", "johnny-grow-customer-service", "service-maturity-check", "tsia-customer-success")
    with FILE.open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("framework", "kind", "answers"))
        for name in names:
            framework = load_framework(name)
            table.writerow((name, "questions", " ".join(sorted(framework.questions.ids))))
            table.writerows((name, kind, answers) for kind, answers in drawn(framework))


def drawn(framework: Framework) -> Iterator[tuple[str, str]]:
    """Yield the kind and the answers of every organisation of a model."""
    chance = Random(f"{SEED} {framework.id}")  # noqa: S311 - a draw that can be repeated, not a secret
    homes = {capability.id: capability.dimension for capability in framework.capabilities}
    questions = sorted(framework.questions, key=lambda question: question.id)
    for kind, (low, high) in LEANS.items():
        for place in range(EACH):
            common = chance.uniform(low, high)
            areas = sorted(dimension.id for dimension in framework.dimensions)
            leans = {area: chance.uniform(low, high) if kind == "uneven" else common for area in areas}
            answers = ""
            for question in questions:
                lean = leans[homes[question.capability]]
                position = sum(chance.random() < lean for _ in question.options[1:])
                unknown = chance.random() < 0.1 and place % 5 == 4  # noqa: PLR2004 - as the head of the file says
                answers += OPEN if unknown else str(position)
            yield kind, answers


def organisations(framework: Framework) -> list[list[int]]:
    """Return the sheets of a model, as codes in the order of its file; questions that are new since are unanswered."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        own = [row for row in rows if row["framework"] == framework.id]
    ids = own[0]["answers"].split()
    sheets: list[list[int]] = []
    for row in own[1:]:
        given = dict(zip(ids, row["answers"], strict=True))
        words = [given.get(question.id, OPEN) for question in framework.questions]
        sheets.append([UNANSWERED if word == OPEN else int(word) for word in words])
    return sheets


if __name__ == "__main__":
    main()
