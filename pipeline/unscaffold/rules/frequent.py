"""Jobs that run more than once an hour: what they must not do."""
