"""The lowest floor that computes: strings in, strings out. Scripts, replayable normalisation, spelling systems,
romanization, and the readings of one word, folded to a small alphabet of phonemes."""
