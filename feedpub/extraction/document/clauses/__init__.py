"""Light grammar of English headlines and leads: verb groups and main clauses."""
