"""Optional libraries: named in the error if missing, and never imported to look at what is not a table."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa
import pytest
from builders import tiny

from maturity_core import MissingExtraError, RecordBatchScorer

if TYPE_CHECKING:
    from collections.abc import Callable

ARROW = "this needs the extra 'arrow', which installs pyarrow; install it with: pip install 'maturity-core[arrow]'"
FRAMES = "this needs the extra 'frames', which installs narwhals; install it with: pip install 'maturity-core[frames]'"


def without(monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    for name in [library, f"{library}.stable.v2"]:
        monkeypatch.setitem(sys.modules, name, None)


def test_without_narwhals_frames_name_their_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "narwhals")

    with pytest.raises(MissingExtraError, match="narwhals") as caught:
        tiny().assess_many(pd.DataFrame({"kept": [1]}))
    assert str(caught.value) == FRAMES
    assert tiny().assess_many(pa.table({"kept": [1]})).levels.tolist() == [0]


def test_without_pyarrow_results_and_scorers_name_their_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    without(monkeypatch, "pyarrow")
    batch = tiny().assess_many([[2, 2]])

    uses: tuple[Callable[[], object], ...] = (batch.to_arrow, lambda: RecordBatchScorer(tiny())(None))
    for use in uses:
        with pytest.raises(MissingExtraError) as caught:
            use()
        assert str(caught.value) == ARROW
    assert batch.levels.tolist() == [2]


def test_matrices_import_no_library_of_tables() -> None:
    """Nor does the import of the core, nor that of a scorer for engines."""
    program = (
        "import sys; from maturity_core import RecordBatchScorer, load_framework; "
        "f = load_framework('service-maturity-check'); f.assess_many([[0] * 20]).levels; "
        "RecordBatchScorer(f); f.assess({}).page(); "
        "print(*sorted(set(sys.modules) & {'pyarrow', 'pandas', 'polars', 'narwhals'}))"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.split() == []
