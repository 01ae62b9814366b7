"""Requirements as integers, made once for each framework.

- `terms`: what a requirement compares: items, weights, credits; `number_kind` picks the smallest integer width, 8 to
  64 bits, that holds the largest number in any comparison
- `compiler`: builds them, and falls back on Python's own integers where a number can exceed 2**53. What does not apply
  leaves the denominator: for questions that is compiled in; for ladders the sums in `scoring` see to it.
- `rises`: how much each further option adds to a sum
"""
