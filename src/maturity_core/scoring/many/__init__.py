"""Many sheets, in blocks. The shapes of their arrays are said here, once.

Inside, arrays are (questions, organisations): `codes` (n_questions, n_organisations) has one contiguous run of bytes a
question, because a requirement reads few questions of all organisations. What is known of a ladder or a requirement is
(n_organisations,). Where other rooms say (n_questions, n), they mean these arrays; one sheet is a column of them.

Outside, what users give and get is the other way round: (organisations, questions), or dimensions, capabilities,
steps. Arrays are turned over in two places only: in `answers/` on the way in, in `assessing/sweep.py` on the way out.
What the library makes there has one run a column, so that it is turned over without a copy.
"""
