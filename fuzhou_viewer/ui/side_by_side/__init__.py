"""Two reports beside each other: what stayed, what changed, what is new."""
