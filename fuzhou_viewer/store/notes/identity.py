"""What marks a SQLite file as a reader's notes."""

APPLICATION_ID = 0x465A564E
"""The four bytes FZVN at offset 68 of the file."""

MAJOR, MINOR = 1, 0
VERSION = MAJOR << 16 | MINOR
"""Kept as user_version. A higher minor can still be read and written, a higher major is left alone."""

FILE_NAME = "user.db"
