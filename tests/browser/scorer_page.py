"""The page's scorer alone, in a browser: its modules as one script, and the calls that the equality test makes."""

from __future__ import annotations

import base64
import json
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_app.page.script import alone, modules
from maturity_core import portable

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from playwright.sync_api import Page

    from maturity_core import Framework


class ScorerPage:
    """A page with the scorer and one framework."""

    def __init__(self, page: Page) -> None:
        self.page = page
        names = ("scorer/model.js", "scorer/short_path.js", "carry.js", "framework.js")
        found = {key: text for name in names for key, text in modules(name).items()}
        script = "\n".join(map(alone, found.values()))
        asked = "".join(
            alone(Path(__file__).with_name(name).read_text("utf-8")) for name in ("equality.js", "vectors.js")
        )
        page.add_script_tag(content=script + asked)

    def read(self, framework: Framework) -> None:
        self.page.evaluate("(data) => read(data)", json.dumps(portable(framework)))
        self.shape = -1, len(framework.engine.ladders)
        self.sizes = (-1, len(framework.questions)), (-1, len(framework.capabilities))

    def standings(self, sheets: NDArray[np.int8]) -> list[NDArray[Any]]:
        """Return for each organisation and ladder the rank, its worst and best, and the score as double and text."""
        found = self.page.evaluate("(sheets) => standings(sheets)", text_of(sheets))
        kinds = (np.int8, np.int8, np.int8, np.float64)
        arrays = [array_of(text, kind) for text, kind in zip(found["arrays"], kinds, strict=True)]
        return [array.reshape(self.shape) for array in (*arrays, np.array(found["exact"].split(" ")))]

    def plans(
        self, sheets: NDArray[np.int8], target: Any
    ) -> tuple[list[str], NDArray[np.int8], NDArray[np.int16], NDArray[np.int16]]:
        """Return the status in words, the positions to reach, the steps and the number of results, by organisation."""
        asked = [text_of(sheets), as_data(target)]
        found = self.page.evaluate("([sheets, target]) => plans(sheets, target)", asked)
        positions, steps, results = found["arrays"]
        by_question, by_capability = self.sizes
        return (
            found["status"],
            array_of(positions, np.int8).reshape(by_question),
            array_of(steps, np.int16).reshape(by_capability),
            array_of(results, np.int16),
        )

    def everything(self, sheets: NDArray[np.int8], target: Any = None, limit: int | None = None) -> list[Any]:
        """Return everything that `assess` returns, and the short paths, sheet by sheet."""
        asked = [sheets.tolist(), as_data(target), limit]
        found: list[Any] = json.loads(self.page.evaluate("([...asked]) => everything(...asked)", asked))
        return found


def as_data(target: Any) -> Any:
    """Return a target as the page takes it."""
    if isinstance(target, dict):
        return {name: {"score": str(goal)} if isinstance(goal, Fraction) else goal for name, goal in target.items()}
    return target.tolist() if isinstance(target, np.ndarray) else target


def text_of(sheets: NDArray[np.int8]) -> str:
    return base64.b64encode(np.ascontiguousarray(sheets).tobytes()).decode("ascii")


def array_of(text: str, kind: Any) -> NDArray[Any]:
    return np.frombuffer(base64.b64decode(text), kind)
