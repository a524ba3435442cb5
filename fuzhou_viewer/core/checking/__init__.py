"""Checking the arithmetic of prose: numbers, the intervals they stand for, and an explanation for each claim.

A rule speaks of a disagreement only when it knows which numbers belong together and no reading of
them fits. What it cannot bind it leaves alone.
"""
