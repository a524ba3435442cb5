"""The index of names: what the report names, where, and the numbers that stand there."""
