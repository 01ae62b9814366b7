"""Many sheets, in blocks. The shapes of the arrays are described here, once.

Inside, arrays are (questions, organisations): `codes` (n_questions, n_organisations) has one contiguous run of bytes
per question, because a requirement reads few questions of all organisations. Whatever describes a ladder or a
requirement is (n_organisations,). Where other rooms say (n_questions, n), they mean these arrays; one sheet is one
column.

Outside, what users pass and receive is the other way round: (organisations, questions), or dimensions, capabilities or
steps instead of questions. Arrays are transposed in two places only: in `answers/` on the way in and in
`assessing/sweep.py` on the way out. Arrays that the library allocates there are stored column by column, so transposing
them needs no copy.
"""
