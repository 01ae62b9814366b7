"""What is said of a result, in sentences: the page, the card and the report lay the same ones out."""
