"""Results in sentences, shared by the page, the card and the report.

- `standing`: the level of an organisation, and why; `coming`: levers, gaps, steps and the reasons for steps
- `wording`: requirements, answers and scores in words; `views`: several people; `origin`: whose model it is
- `words` reads the sentences from `texts`, one table per language, with plurals and numbers; `page` lays them out as
  plain text
"""

LANGUAGE = "en"
"""The code of the default language."""
