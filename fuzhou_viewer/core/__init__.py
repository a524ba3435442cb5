"""What a report is: pure functions over frozen records, standard library only."""
