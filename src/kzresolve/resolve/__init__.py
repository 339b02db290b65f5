"""The jobs: resolve a name, group names, find the names in running text, say who is meant, and score the result."""
