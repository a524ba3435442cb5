"""The table of contents: where the reader is, where to go, what to print."""
