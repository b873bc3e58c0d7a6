"""What happened: candidates for the main event, each a predicate with its arguments, read from one passage."""
