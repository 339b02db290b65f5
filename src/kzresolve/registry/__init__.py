"""Who is known, and under which names: entities, their aliases with dates and sources, and the files they live in."""
