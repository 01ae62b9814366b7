"""The page's scorer alone, in a browser: its modules as one script, and the calls that the equality test makes."""

from __future__ import annotations

import base64
import json
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from maturity_app.page.script import alone, modules
from maturity_core import UNANSWERED, portable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from playwright.sync_api import Page

    from maturity_core import Framework


class ScorerPage:
    """A page with the scorer and one framework, or what one of its profiles asks.

    Sheets and results are those of what is asked: the page itself reads the whole framework.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        names = ("scorer/model.js", "scorer/short_path.js", "scorer/asked.js", "carry.js", "framework.js")
        found = {key: text for name in names for key, text in modules(name).items()}
        script = "\n".join(map(alone, found.values()))
        asked = "".join(
            alone(Path(__file__).with_name(name).read_text("utf-8")) for name in ("equality.js", "vectors.js")
        )
        page.add_script_tag(content=script + asked)

    def read(self, framework: Framework) -> None:
        whole, profile = framework.whole, framework.asked_by
        given = [json.dumps(portable(whole)), "" if profile is None else profile.id]
        self.page.evaluate("([data, profile]) => read(data, profile)", given)
        self.ladders = places_of(whole.engine.ladders, framework.engine.ladders)
        self.questions = places_of(whole.questions.ids, framework.questions.ids)
        self.capabilities = places_of(whole.capabilities.ids, framework.capabilities.ids)
        self.sizes = len(whole.engine.ladders), len(whole.questions), len(whole.capabilities)

    def whole_sheets(self, sheets: NDArray[np.int8]) -> NDArray[np.int8]:
        """Return sheets of all questions, of which those that are not asked have no answer."""
        whole = np.full((len(sheets), self.sizes[1]), UNANSWERED, np.int8)
        whole[:, self.questions] = sheets
        return whole

    def standings(self, sheets: NDArray[np.int8]) -> list[NDArray[Any]]:
        """Return for each organisation and ladder the rank, its worst and best, and the score as double and text."""
        found = self.page.evaluate("(sheets) => standings(sheets)", text_of(self.whole_sheets(sheets)))
        kinds = (np.int8, np.int8, np.int8, np.float64)
        arrays = [array_of(text, kind) for text, kind in zip(found["arrays"], kinds, strict=True)]
        told = (*arrays, np.array(found["exact"].split(" ")))
        return [array.reshape(-1, self.sizes[0])[:, self.ladders] for array in told]

    def plans(
        self, sheets: NDArray[np.int8], target: Any
    ) -> tuple[list[str], NDArray[np.int8], NDArray[np.int16], NDArray[np.int16]]:
        """Return the status in words, the positions to reach, the steps and the number of results, by organisation."""
        asked = [text_of(self.whole_sheets(sheets)), self.target(target)]
        found = self.page.evaluate("([sheets, target]) => plans(sheets, target)", asked)
        positions, steps, results = found["arrays"]
        place = np.full(self.sizes[2] + 1, -1, np.int16)  # the last one is where there is no step
        place[self.capabilities] = range(len(self.capabilities))
        return (
            found["status"],
            array_of(positions, np.int8).reshape(-1, self.sizes[1])[:, self.questions],
            place[array_of(steps, np.int16).reshape(-1, self.sizes[2])[:, : len(self.capabilities)]],
            array_of(results, np.int16),
        )

    def everything(self, sheets: NDArray[np.int8], target: Any = None, limit: int | None = None) -> list[Any]:
        """Return everything that `assess` returns, and the short paths, sheet by sheet."""
        asked = [self.whole_sheets(sheets).tolist(), self.target(target), limit]
        found: list[Any] = json.loads(self.page.evaluate("([...asked]) => everything(...asked)", asked))
        return found

    def target(self, target: Any) -> Any:
        """Return a target as the page takes it."""
        if isinstance(target, dict):
            return {name: {"score": str(goal)} if isinstance(goal, Fraction) else goal for name, goal in target.items()}
        if isinstance(target, tuple):
            return self.whole_sheets(np.array([target], np.int8))[0].tolist()
        return target


def places_of(every: Sequence[str], some: Sequence[str]) -> list[int]:
    """Return the places of some names among all."""
    places = {name: place for place, name in enumerate(every)}
    return [places[name] for name in some]


def text_of(sheets: NDArray[np.int8]) -> str:
    return base64.b64encode(np.ascontiguousarray(sheets).tobytes()).decode("ascii")


def array_of(text: str, kind: Any) -> NDArray[Any]:
    return np.frombuffer(base64.b64decode(text), kind)
