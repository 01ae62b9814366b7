"""Write `data/agreement.json`: what two other libraries say of the same ratings. Run with both of them installed.

`pip install krippendorff statsmodels`, then `python tests/agreement_elsewhere.py`. No test needs them.
"""

from __future__ import annotations

import json
import random
from importlib.metadata import version
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data" / "agreement.json"
METRICS = ("nominal", "ordinal", "interval", "ratio")
CASES, MISSING = 12, 0.2


def case(seed: int) -> dict[str, Any]:
    """Return ratings by unit, None where one is missing, with the coefficients of the other libraries."""
    import krippendorff  # noqa: PLC0415 - not needed by tests
    import numpy as np  # noqa: PLC0415
    from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa  # noqa: PLC0415

    chance = random.Random(seed)  # noqa: S311 - no secret
    raters, units, values = chance.randint(2, 5), chance.randint(6, 20), chance.randint(3, 6)
    true = [chance.randint(1, values) for _ in range(units)]
    rows = [[one if chance.random() < 0.6 else chance.randint(1, values) for _ in range(raters)] for one in true]
    gaps = [[None if chance.random() < MISSING else one for one in row] for row in rows]
    table = np.array(gaps, float).T
    alphas = {name: float(krippendorff.alpha(table, level_of_measurement=name)) for name in METRICS}
    square = np.zeros((values, values))
    for row in rows:
        square[row[0] - 1, row[1] - 1] += 1
    kappas = {
        name: float(cohens_kappa(square, wt=weights).kappa)
        for name, weights in {"linear": "linear", "quadratic": "quadratic"}.items()
    }
    counts = [[row.count(value) for value in range(1, values + 1)] for row in rows]
    return {"ratings": rows, "gaps": gaps, "alpha": alphas, "kappa": kappas, "fleiss": float(fleiss_kappa(counts))}


if __name__ == "__main__":
    made_by = [f"{name} {version(name)}" for name in ("krippendorff", "statsmodels")]
    cases = [case(seed) for seed in range(CASES)]
    lines = ",\n  ".join(json.dumps(one) for one in cases)
    DATA.write_text(f'{{"made_by": {json.dumps(made_by)}, "cases": [\n  {lines}\n]}}\n', "utf-8")
