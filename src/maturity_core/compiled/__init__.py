"""Requirements as integers, made once for each framework.

- `terms`: what a requirement compares: items, weights, credits; `number_kind` chooses the width of integers that holds
  the largest number a comparison can meet (8 to 64 bits, beyond 2**53 Python's own)
- `compiler`: makes them. What does not apply leaves the denominator: a question's weight counts only where it applies.
- `rises`: how far one more option step raises what is compared
"""
