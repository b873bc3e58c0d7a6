"""Reported speech as syntax has it: which clauses report, what they report, and the words that name who speaks."""
