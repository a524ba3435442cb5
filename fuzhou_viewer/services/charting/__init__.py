"""Metrics to what a chart may draw: never mixing units, periods, shares with counts, plans with results.

grouping  metrics to groups of rows that share one scale        order  the order of rows in a group
wording   values and names as people read them                  scale  where a value stands on a linear or log scale
"""
