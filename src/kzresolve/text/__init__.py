"""The lowest floor that computes, strings in and strings out: scripts, replayable normalisation, spelling
systems, romanization, and the readings of one word folded to a small alphabet of phonemes.
"""
