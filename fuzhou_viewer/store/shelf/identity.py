"""What marks a SQLite file as a person's own library."""

from fuzhou_viewer.store.identity import SCHEMA_VERSION

APPLICATION_ID = 0x465A5642
"""The four bytes FZVB at offset 68 of the file."""

VERSION = SCHEMA_VERSION * 1000 + 2
"""Rises with the tables of reports and with those of the shelf; a file with a lower one is made anew from its texts."""
