"""What marks a SQLite file as a library of this program."""

APPLICATION_ID = 0x465A5657
"""The four bytes FZVW at offset 68 of the file."""

SCHEMA_VERSION = 2
"""Raised by each change of the tables; a file with a higher one comes from a newer program."""
