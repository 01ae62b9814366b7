"""Tables of answers: Arrow data and data frames."""
