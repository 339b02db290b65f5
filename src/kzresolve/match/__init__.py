"""Name against name: words aligned, evidence weighed, a calibrated score; an index proposes what to compare."""
