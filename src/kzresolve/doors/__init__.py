"""The outside world: the command line and what it prints, whole files, data frames, Spark."""
