"""The numbers of a theme over the whole library, one small chart each."""
