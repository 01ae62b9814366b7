"""The progress bar: how much of something is done."""

from __future__ import annotations

from fractions import Fraction

from maturity_core.pictures.bars import track
from maturity_core.pictures.lettering import cut
from maturity_core.pictures.svg import ACCENT, box, letters, picture

WIDTH, THICK = 360, 10


def progress(title: str, done: int, total: int, words: str) -> str:
    """Return a picture of `done` out of `total`, with the words for it; the bar is empty if `total` is 0.

    >>> '<rect x="0" y="20" width="180" height="10"' in progress("Answered", 10, 20, "10 of 20 questions answered")
    True
    """
    share = Fraction(done, total) if total else Fraction(0)
    shapes = [letters(cut(words, WIDTH), 0, 13), track(20, WIDTH, THICK), box(0, 20, share * WIDTH, THICK, fill=ACCENT)]
    return picture(title, words, (WIDTH, 31), *shapes)
