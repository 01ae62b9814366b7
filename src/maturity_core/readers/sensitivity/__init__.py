"""How much a level rests on what an author chose: thresholds and weights; and how far it is from the cuts beside it.

- `thresholds`: between which numbers a threshold leaves the level as it is
- `weightings`: which levels other weights give; `weighed`: one sheet under many weightings
- `reading`: the result, with the margins of requirements
"""
