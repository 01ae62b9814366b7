"""How the report's writers render every block, word for word: one report as Markdown and as HTML."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from typing import TYPE_CHECKING

import pytest

from maturity_app.report.blocks import (
    Check,
    Checks,
    Facts,
    Heading,
    Paragraph,
    Picture,
    Point,
    Points,
    Report,
    Section,
    Table,
    paragraphs,
    points,
)
from maturity_app.report.html import as_html
from maturity_app.report.markdown import as_markdown
from maturity_core.errors import MaturityError

if TYPE_CHECKING:
    from collections.abc import Callable

TABLE = Table("Counts", ("Name", "How many"), (("Work", "3"), ("People", "<4>")), frozenset({1}))
REPORT = Report(
    "Title & more",
    "below it",
    (
        Section(
            "first",
            "First part",
            (
                Heading("Here"),
                Heading("Deeper", 4),
                Paragraph("Plain."),
                Paragraph("Read first.", leads=True),
                Points((Point("one"), Point("two", "Second:"))),
                Points((Point("go"), Point("on", "Then")), numbered=True),
                Facts((("Organisation", "North"), ("Edition", "2"))),
                Facts((("Level", "High"),), brief=True),
            ),
        ),
        Section(
            "second",
            "Second part",
            (
                Checks((Check("met", "asks", "more of it"), Check("unmet", "asks too"), Check("set aside", "is out"))),
                TABLE,
                Picture((("Left", "<svg>1</svg>"), ("Right", "<svg>2</svg>")), "Both", (TABLE,)),
                Picture((("Alone", "<svg>3</svg>"),)),
            ),
        ),
    ),
)
MARKDOWN = """\
# Title \\& more

below it

## First part

### Here

#### Deeper

Plain.

**Read first.**

* one
* **Second:** two

1. go
2. **Then** on

* Organisation: North
* Edition: 2

* Level: High

## Second part

- [x] asks more of it
- [ ] asks too
- (not applicable) is out

**Counts**

| Name | How many |
| --- | --: |
| Work | 3 |
| People | \\<4\\> |

**Counts**

| Name | How many |
| --- | --: |
| Work | 3 |
| People | \\<4\\> |
"""
ROWS = """\
<table role="table"><caption>Counts</caption>
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">Name</th><th role="columnheader" scope="col" class="number">How many</th>
</tr></thead>
<tbody role="rowgroup">
<tr role="row"><th role="rowheader" scope="row" data-title="Name">Work</th>
<td role="cell" class="number" data-title="How many">3</td></tr>
<tr role="row"><th role="rowheader" scope="row" data-title="Name">People</th>
<td role="cell" class="number" data-title="How many">&lt;4&gt;</td></tr>
</tbody></table>
"""
HEAD = """\
<!DOCTYPE html>
<html lang="en" dir="ltr"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src &#x27;none&#x27;; style-src &#x27;sha256-DIGEST&#x27;;
 base-uri &#x27;none&#x27;; form-action &#x27;none&#x27;">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Title &amp; more: below it</title><style>:root</style></head>
"""
BODY = f"""\
<body><header><h1>Title &amp; more</h1><p>below it</p></header>
<nav aria-label="Contents"><ol>
<li><a href="#first">First part</a></li><li><a href="#second">Second part</a></li></ol></nav>
<main>
<section id="first" aria-labelledby="first-title"><h2 id="first-title">First part</h2>
<h3>Here</h3><h4>Deeper</h4><p>Plain.</p><p class="leads">Read first.</p>
<ul><li>one</li><li><strong>Second:</strong> two</li></ul>
<ol><li>go</li><li><strong>Then</strong> on</li></ol>
<dl><div><dt>Organisation</dt><dd>North</dd></div><div><dt>Edition</dt><dd>2</dd></div></dl>
<dl class="brief"><div><dt>Level</dt><dd>High</dd></div></dl></section>
<section id="second" aria-labelledby="second-title"><h2 id="second-title">Second part</h2>
<ul class="checks">
<li><p><strong class="met">✓ met</strong> asks</p><p>more of it</p></li>
<li><p><strong class="unmet">✗ not met</strong> asks too</p></li>
<li><p><strong class="set-aside">○ not applicable</strong> is out</p></li></ul>
{ROWS}
<figure><div><div><p>Left</p><svg>1</svg></div><div><p>Right</p><svg>2</svg></div></div><figcaption>Both</figcaption></figure>
<figure><div><div><svg>3</svg></div></div></figure></section></main></body></html>
"""


def test_a_report_as_markdown() -> None:
    assert as_markdown(REPORT) == MARKDOWN


def test_a_report_as_html() -> None:
    """It is one line; here it is broken between elements for readability."""
    head, found, body = as_html(REPORT).partition("<body>")

    assert found + body == BODY.replace("\n", "") + "\n"
    style = re.fullmatch(".*<style>(.*)</style></head>\n?", head, re.DOTALL)
    assert style
    digest = b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert head.replace(style[1], ":root").replace("\n", "") == HEAD.replace("\n", "").replace("DIGEST", digest)
    assert head.startswith("<!DOCTYPE html>\n<html")


@pytest.mark.parametrize("writer", [as_markdown, as_html])
def test_a_language_that_is_not_there_is_refused(writer: Callable[[Report, str], str]) -> None:
    with pytest.raises(MaturityError, match="no such language"):
        writer(REPORT, "xx")


def test_empty_texts_make_no_block() -> None:
    assert paragraphs("a", "", "b") == (Paragraph("a"), Paragraph("b"))
    assert points(["a", "b"]) == (Points((Point("a"), Point("b"))),)
    assert points([]) == ()


def test_rows_that_do_not_fit_their_header_are_not_written() -> None:
    """A missing or extra cell is our own mistake, and is not hidden."""
    for row in (("a",), ("a", "b", "c")):
        report = Report("a", "b", (Section("c", "d", (Table("e", ("f", "g"), (row,)),)),))
        with pytest.raises(ValueError, match="zip"):
            as_html(report)
