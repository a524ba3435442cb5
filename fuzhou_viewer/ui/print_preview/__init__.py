"""The chosen parts as pages: on the screen, on paper, as PDF; the same pages on all three."""
