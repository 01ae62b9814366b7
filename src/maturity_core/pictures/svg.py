"""SVG as text: elements with escaped texts, exact coordinates, and no styles other than presentation attributes.

Pictures use the colour of the surrounding text and one accent that stands out on white, on black and in greyscale, so
the same bytes serve in light mode, in dark mode and on paper.
"""

from __future__ import annotations

from fractions import Fraction
from html import escape

from maturity_core.telling.isolating import harmless

ACCENT = "#2c82c4"
"""A contrast of at least 3:1 on white and on near-black."""
SIZE = 11
"""The font size."""
Value = str | int | Fraction


def element(tag: str, *inside: str, **attributes: Value) -> str:
    """Return an element with attributes (underscores stand for hyphens) around `inside`, which must already be SVG.

    >>> element("line", x1=0, x2=Fraction(2, 3), stroke_width=1)
    '<line x1="0" x2="0.66" stroke-width="1"/>'
    """
    given = "".join(f' {name.replace("_", "-")}="{_value(value)}"' for name, value in attributes.items())
    return f"<{tag}{given}>{''.join(inside)}</{tag}>" if inside else f"<{tag}{given}/>"


def _value(value: Value) -> str:
    return told(value) if isinstance(value, str) else fixed(value)


def fixed(number: Fraction | int) -> str:
    """Return a coordinate with at most two places, rounded down, so that nothing is drawn larger than it is.

    >>> fixed(Fraction(199999, 1000)), fixed(7), fixed(Fraction(-1, 3))
    ('199.99', '7', '-0.34')
    """
    cents = number.numerator * 100 // number.denominator
    whole, rest = divmod(abs(cents), 100)
    places = f"{rest:02}".rstrip("0")
    return f"{'-' if cents < 0 else ''}{whole}{'.' if places else ''}{places}"


def told(text: str) -> str:
    r"""Return a text escaped for use between tags and in attributes.

    >>> told("<b> & \x07")
    '&lt;b&gt; &amp; \ufffd'
    """
    return escape(harmless(text))


def letters(text: str, x: Fraction | int, y: Fraction | int, **attributes: Value) -> str:
    """Return a line of text with its baseline at `y`."""
    return element("text", told(text), x=x, y=y, **attributes)


def box(
    x: Fraction | int, y: Fraction | int, width: Fraction | int, height: Fraction | int, /, **attributes: Value
) -> str:
    """Return a rectangle."""
    return element("rect", x=x, y=y, width=width, height=height, **attributes)


def picture(title: str, description: str, size: tuple[int, int], *shapes: str) -> str:
    """Return a complete picture: its title, its description in words, and its shapes."""
    width, height = size
    return element(
        "svg",
        element("title", told(title)),
        element("desc", told(description)),
        *shapes,
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        overflow="visible",
        font_family="system-ui, sans-serif",
        font_size=SIZE,
        fill="currentColor",
    )
