"""File formats of registries, our own and the neighbours': each reads entities from lines and writes them so."""
