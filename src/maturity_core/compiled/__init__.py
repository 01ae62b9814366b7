"""Requirements as integers, made once for each framework.

- `terms`: what a requirement compares: items, weights, credits; `counts`: answers that are counted together
- `compiler`: builds them; `rises`: how much each further option adds to a sum
- `units`: numbers in a unit of the author's own
- `applying`: what does not apply leaves the denominator
- `number_sizes`: the smallest integer width, 8 to 64 bits, or Python's own integers where a number can exceed 2**53
"""
