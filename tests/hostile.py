"""A framework with hostile text in every field that takes text."""

from __future__ import annotations

from typing import Any

from maturity_core import Framework

EVIL = "</svg></p><script>alert('<!--')</script><img src=x onerror=\"alert(1)\"> javascript:alert(1) ]]> &lt;b&gt;"
STARTS = {
    "+": ("", "+ a"),
    "-": ("", "- a"),
    "*": ("", "* a"),
    "1.": ("", "1. a"),
    "1)": ("", "1) a"),
    "999999999)": ("", "999999999) a"),
    "1) in an entry": ("* ", "1) a"),
    "- in a numbered entry": ("1. ", "- a"),
    "- [ ]": ("", "- [ ] a"),
    "> ": ("", "> a"),
    ">": ("", ">a"),
    "#": ("", "# a"),
    "######": ("", "###### a"),
    "---": ("", "---"),
    "- - -": ("", "- - -"),
    "***": ("", "***"),
    "___": ("", "___"),
    "=== below a line": ("b\n", "==="),
    "--- below a line": ("b\n", "---"),
    "- below a line": ("b\n", "-"),
    ":-- below a row": ("| b |\n", ":--"),
    "--- below a row": ("| b |\n", "---"),
    "a row": ("", "| a |\n| --- |"),
    "```": ("", "``` a"),
    "~~~": ("", "~~~ a"),
    "four blanks": ("", "    a"),
    "a tab": ("", "\ta"),
    "a tab in an entry": ("* ", "\t\ta"),
    "<div>": ("", "<div>a</div>"),
    "<!--": ("", "<!-- a -->"),
    "[a]: b": ("[a]\n\n", "[a]: b"),
    "[^1]: a": ("", "[^1]: a"),
    "a fence in two lines": ("", "```\na"),
    "a heading in a second line": ("", "a\n# b"),
}
"""What starts a block of Markdown, by its sign: what comes before it, and the text."""
MARKS = {
    "~~a~~": "~~a~~",
    "*a*": "*a*",
    "**a**": "**a**",
    "_a_": "_a_",
    "__a__": "__a__",
    "`a`": "`a`",
    "``a``": "``a``",
    "[a](b)": "[a](b)",
    "![a](b)": "![a](b)",
    "[a][b]": "[a][b]\n\n[b]: c",
    "<b>": "<b>a</b>",
    "<http://a.b>": "<http://a.b>",
    "<a@b.c>": "<a@b.c>",
    "&amp;": "&amp;",
    "&#35;": "&#35;",
    "&#x1F600;": "&#x1F600;",
    "a backslash": "a\\*b",
    "a backslash at the end": "a\\\nb",
    "two blanks at the end": "a  \nb",
}
"""What marks up part of a line, by how it looks; some need a second line."""
LINKS = ("http://a.b", "https://a.b", "HTTPS://a.b", "ftp://a.b", "www.a.b", "(WWW.a.b)")
"""What some readers of Markdown turn into links without any mark-up."""
ADDRESS = "https://a.b/?c='d'&e=(f)[g]*_h_&lt;~~i~~|"
"""An address that is taken, with the signs of HTML and Markdown that an address may have."""
PLACES = ("level", "dimensions", "gaps", "steps", "comparison", "about")
THREE = range(3)


def hostile(text: str = EVIL) -> Framework:
    """Return a framework of three dimensions, one with a level of its own, with the text in all fields."""
    more: dict[str, Any] = {"help": f"{text}\n- {text}", "links": [{"text": text, "address": ADDRESS}]}
    said: dict[str, Any] = {"basis": "interpretation", "because": text, "place": text}
    advice = {"circumstance": text, "soon": text, "start_now": text}
    shown = {"text": text, "questions": [{"question": "q-0-0", "at_least": "o-1"}]}
    levels = [
        {
            "id": name,
            "name": f"{text} {name}",
            "summary": text,
            "patterns": [text, shown],
            "place": text,
            "advice": [advice],
        }
        for name in ("low", "mid", "high")
    ]
    options = [{"id": f"o-{place}", "label": f"{text} {place}", "help": text, "credit": place / 2} for place in THREE]
    return Framework(
        id="hostile",
        name=text,
        edition=text,
        summary=text,
        **more,
        source=dict.fromkeys(("title", "publisher", "date", "licence", "remark"), text),
        levels=levels,
        scales={"habit": {"options": options}},
        dimensions=[{"id": f"d-{place}", "name": f"{text} {place}", "summary": text, **more} for place in THREE],
        capabilities=[
            {"id": f"c-{place}", "name": f"{text} {place}", "dimension": f"d-{place}", "summary": text, "remedy": text}
            | {"remedies": [{"question": f"q-{place}-0", "to": "o-1", "text": text}]}
            | {"requires": [{"capability": "c-0", "credit": 1}] if place else [], "place": text, **more}
            for place in THREE
        ],
        questions=[
            {"id": f"q-{place}-{part}", "capability": f"c-{place}", "text": f"{text} {place}", "scale": "habit"}
            | {"not_applicable": part == 1, **said, **more}
            for place in THREE
            for part in (0, 1)
        ],
        requirements=[
            {"ladder": ladder, "level": level, "share": cut, "of": {"questions": "all"}, "reaching": 0.5, **said}
            for ladder in ("framework", "each dimension")
            for level, cut in (("mid", 0.5), ("high", 1))
        ],
        contrasts={"levels_apart": 1, "levels_below": 1, "options_apart": 2, "options_within": 0, **said},
        levers={"show": 3, **said},
        notes=[{"at": at, "text": text, **said} for at in PLACES],
    )
