"""The doors through which users reach the readers.

`assessment` is one organisation, `batch` many. `sweep` and `columns` write what a batch holds, `record_batches`
streams, and `verifying` scores a stored result again.
"""
