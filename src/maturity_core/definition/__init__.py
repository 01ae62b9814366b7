"""Definition files, in and out.

`loading` reads TOML, `writing` writes it, `file_text` holds the text within bounds, `locate` finds the line of a
problem, `schema` describes the files, and `extends` merges a file that changes another framework. `translating` reads
the texts of a framework in another language, `besides` finds them for files and `installed` for plugins, and
`translation_drafts` writes them to fill in.
"""
