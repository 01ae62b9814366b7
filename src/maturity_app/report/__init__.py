"""The report of one result: sections, one a reader, each of neutral blocks, written as HTML or as Markdown."""
