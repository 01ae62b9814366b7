"""What is said of a result, in sentences: the page, the card and the report lay the same ones out."""

LANGUAGE = "en"
"""The code of the language that is spoken where nobody asks for another one."""
