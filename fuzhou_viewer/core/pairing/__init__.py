"""Two reports side by side: which sections, sentences and numbers of one answer to which of the other."""
