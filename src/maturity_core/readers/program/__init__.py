"""A framework and one sheet as a 0/1 integer program, in the lowest integers there are. No solver: plain data to ask.

- `parts`: the program: variables, rows with whole coefficients, and how it is checked exactly
- `blocks`: all sheets of one capability; `spaces`: where a solver searches, in sheets or in single variables
- `writing`: makes it of the requirements, in the order of ids, so that no order of the input makes a difference
"""
