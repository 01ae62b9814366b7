"""What several results say together: people who see one organisation differently (`views`).

Peers, teams and two points in time belong here, too.
"""
