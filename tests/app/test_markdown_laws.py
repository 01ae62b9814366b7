"""Any text made of Markdown's signs reads as it was written."""

from __future__ import annotations

from app.test_markdown import expected, read
from hypothesis import given
from hypothesis import strategies as st

from maturity_app.report.markdown import begun, escaped

ANY = st.text(st.sampled_from("\\`*_{}[]()<>#+-.!|~:&;=1a/ \t\n\"'$@^x"), min_size=1).filter(str.strip)


@given(text=ANY)
def test_R3_any_text_is_read_as_it_is_written(text: str) -> None:
    for before, write in (("", begun), ("* ", begun), ("1. ", begun), ("b ", escaped), ("- [x] ", escaped)):
        assert read(before + write(text)) == expected(before, text)
