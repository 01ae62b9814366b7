"""Several results read together: people who see one organisation differently (`views`), editions (`editions`).

Peers, teams and points in time belong here, too.
"""
