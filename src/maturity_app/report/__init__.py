"""The report of one result: a section for each reader, made of neutral blocks, written as HTML or Markdown."""
