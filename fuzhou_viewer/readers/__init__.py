"""A file to a Manuscript. One format, one file; no reader knows another."""
