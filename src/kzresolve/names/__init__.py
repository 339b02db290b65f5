"""What a name says: its parts, case endings, readings, the spellings to search for, and codes by sound."""
