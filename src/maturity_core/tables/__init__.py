"""Tables in and out: Arrow data and data frames with a column a question. Their libraries are extras, imported late."""
