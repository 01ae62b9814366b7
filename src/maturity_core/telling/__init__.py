"""What is said of a result, in sentences: the page, the card and the report lay the same ones out.

- `standing`: where an organisation is, and why; `coming`: levers, gaps, steps and the reasons of steps
- `wording`: requirements, answers and scores in words; `views`: several people; `origin`: whose model it is
- `words` reads the sentences from `texts`, one table a language, with its plurals and numbers; `page` lays them out as
  plain text
"""

LANGUAGE = "en"
"""The code of the language that is spoken where nobody asks for another one."""
