"""National lists of organisations: the layout of each file, and the organisation that a row describes."""
