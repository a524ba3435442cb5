"""The person's own library: what is there, looking before keeping, importing many."""
