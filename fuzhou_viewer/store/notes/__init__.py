"""The reader's own layer: one SQLite file of its own, because nothing in it can be made again."""
