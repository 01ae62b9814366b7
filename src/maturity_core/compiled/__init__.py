"""Requirements as integers, made once for each framework.

- `terms`: what a requirement compares: items, weights, credits; `number_kind` chooses the width of integers, 8 to 64
  bits, that holds the largest number a comparison can meet
- `compiler`: makes them, and takes Python's own integers where a number can pass 2**53. What does not apply leaves the
  denominator: a question's weight counts only where it applies, a ladder's in the sums of `scoring`.
- `rises`: how far one more option step raises what is compared
"""
