"""The number check beside the text: what does not compute, what to ask about, what agrees, what was left alone."""
