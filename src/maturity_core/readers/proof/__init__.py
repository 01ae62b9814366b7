"""Proofs about all sheets of a framework at once, and the sheets that refute what does not hold.

- `sheets`: all sheets as an integer program in which every gate is 1 exactly if what it stands for is met
- `certain`: decides such a program; that there is no solution counts only where whole numbers show it
- `claims`: a claim as text, such as *framework >= strategic implies dimension vision >= improving*
- `proving`: proves a claim, or finds the smallest counter-example
- `reaching`: which levels can be the result, which requirements follow from the others, whether better answers lower
  anything
- `inspecting`: what an author may want to know of a `model` as a whole: what `twins`, two sheets that differ in one
  answer, and `excuses`, answers called not applicable, can change; the `shares` of all sheets; `joint` puts two sides
  into one program
- `editions`: whose level rises by another definition, and whose falls

All of it is about sheets on which every question applies. An open question counts as its lowest option.
"""

from maturity_core.readers.proof.proving import prove
from maturity_core.readers.proof.reaching import followers, reached_levels, rises_only

__all__ = ["followers", "prove", "reached_levels", "rises_only"]
