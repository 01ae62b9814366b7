"""What a framework is: its nouns, and what can be computed from them alone.

- `framework`, `nouns`, `scale`, `requirement`: the tables of a file; `node`: their base class, which keeps them frozen
- `ladders`: which levels, questions and requirements belong to a ladder
- `statistics`: one record for each of mean, total, share, least and count. To add one, start here; what else it needs
  is listed in `docs/architecture.md`.
- `states`: every answer code and every sentinel
- `scorer`, `scorers`: the base class, and the stock scorers, which write requirements
- `digests`: what makes two frameworks the same; `rounding`: numbers as people read them
- `misread`: what pydantic finds wrong, in our error grammar; `checks`: whether a framework is well formed
"""
