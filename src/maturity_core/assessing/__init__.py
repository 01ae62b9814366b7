"""The classes through which users reach the readers.

`assessment` is for one organisation, `batch` for many. `sweep` and `columns` write the outputs of a batch,
`record_batches` streams, and `verifying` scores a stored result again.
"""
