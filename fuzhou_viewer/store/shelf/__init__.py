"""The person's own library: many reports in one file beside the embedded one, with a bin and versions."""
