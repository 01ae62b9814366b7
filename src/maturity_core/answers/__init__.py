"""Answers: what callers give, as validated codes.

- `sheets`: one sheet; `answer_code` turns any single answer (an option, a state, a number, a cell of a table) into its
  code. Cells of CSV files are interpreted before that, in `maturity_app/csv_cells`.
- `matrix`: many sheets as numbers; `tables`: many sheets as Arrow data or data frames, `tables/cells` column by column
- `given`: a sheet with the numbers that were given; `models`: a pydantic model of the answers of one framework
"""
