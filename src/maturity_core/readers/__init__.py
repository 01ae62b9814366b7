"""Readers of requirements and answers, one per file. They use the engine, and read no files.

- `outlook`: the range that open questions leave, and *not yet*; `records`: everything an assessment says
- `targets`: targets, including the default; `gaps`: what is missing
- `steps`: the plan of one organisation, and why each step is in it; `routes`: how plans are found
- `needs`: prerequisites
- `explain`: what each requirement measured; `contrasts`: tensions and strengths; `levers`; `cuts`: what scores are
  compared with
- `short_path`: which open question to ask next; `gates`: what open questions can still decide

To add a reader, write a file here, its result in `results`, a method in `assessing/assessment`, its words in `telling`.
"""
