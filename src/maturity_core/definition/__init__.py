"""Definition files, in and out.

`loading` reads TOML, `writing` writes it, `locate` finds the line of a problem, `schema` describes the files, and
`extends` merges a file that changes another framework.
"""
