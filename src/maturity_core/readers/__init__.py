"""What is read from requirements and answers, one reader a file. Readers ask the engine; they read no files.

- `outlook`: the range that open questions leave, and *not yet*; `records`: everything an assessment says
- `targets`: what is aimed at, the default included; `gaps`: what is missing
- `steps`: the plan of one organisation, and why each step is in it; `routes`: how plans are found
- `needs`: prerequisites
- `explain`: what each requirement measured; `contrasts`: tensions and strengths; `levers`; `cuts`: what scores are
  compared with
- `short_path`: which open question to ask next; `gates`: what open questions can still decide

To add one: a file here, its result in `results`, a method in `assessing/assessment`, its words in `telling`.
"""
