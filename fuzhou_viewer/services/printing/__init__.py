"""Chosen parts of a report to one paged document: what preview, printer and PDF all paint."""
