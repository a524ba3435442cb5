"""The report as one page to read in, with the look of an official document."""
