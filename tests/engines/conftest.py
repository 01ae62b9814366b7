"""Shared by the tests of engines: one file of answers, and the levels of the same answers in memory."""

from __future__ import annotations

import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from maturity_core import UNANSWERED, load_framework
from maturity_core.answers.sheets import answer_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

sys.path.insert(0, str(Path(__file__).parents[2] / "examples" / "engines"))

ROWS = 3000
LOCAL = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Let engines connect to their own local processes, and to nothing else."""

    def guarded(connect: Callable[..., Any]) -> Callable[..., Any]:
        def only_here(self: socket.socket, address: Any) -> Any:
            if self.family != socket.AF_UNIX and address[0] not in LOCAL:
                pytest.fail(f"a test opened a connection to {address}")
            return connect(self, address)

        return only_here

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded(socket.socket.connect))
        patch.setattr(socket.socket, "connect_ex", guarded(socket.socket.connect_ex))
        yield


@pytest.fixture(scope="session")
def answers(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[int, tuple[str | None, float | None]]]:
    """Return a Parquet file of answers in words and in codes, and the level and score of each organisation."""
    framework = load_framework("service-maturity-check")
    chance = np.random.default_rng(3)
    codes = [chance.integers(UNANSWERED, len(question.options), ROWS, np.int8) for question in framework.questions]
    columns: dict[str, Any] = {"number": pa.array(np.arange(ROWS)), "region": pa.array(["north", None] * (ROWS // 2))}
    for place, (question, column) in enumerate(zip(framework.questions, codes, strict=True)):
        words = [None if code == UNANSWERED else answer_word(question, code) for code in column.tolist()]
        columns[question.id] = pa.array(words) if place % 2 else pa.array(column, mask=column == UNANSWERED)
    path = tmp_path_factory.mktemp("answers") / "answers.parquet"
    pq.write_table(pa.table(columns), path, row_group_size=ROWS // 4)
    batch = framework.assess_many(np.stack(codes, axis=1))
    levels = [framework.levels[rank].id for rank in batch.levels.tolist()]
    return str(path), dict(enumerate(zip(levels, batch.scores.tolist(), strict=True)))
