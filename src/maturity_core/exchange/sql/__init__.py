"""Levels and scores as one SQL query, in whole numbers, for data that stays in a warehouse.

- `query`: the door `sql_query`; `named`: tables and columns that a caller names; `dialects`: what engines can hold
- `numbers`: whole numbers and conditions in SQL, with their bounds; `steps`: named columns, step after step
- `cells`: answers become codes, `bands`: numbers, too; `sums`: what is added up; `ladders`: rungs, levels and scores
- `folding`: lines that fit on a screen
"""
