"""The least change: the fewest answers that lift the level, and the fewest that drop it, proven and confirmed exactly.

- `finding`: the programs, one upwards and one downwards, and their solutions
- `reading`: the result
"""
