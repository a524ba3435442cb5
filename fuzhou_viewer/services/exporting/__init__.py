"""Chosen parts and their numbers as files for other programs, one module for each format."""
