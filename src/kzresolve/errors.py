"""What can go wrong, as a tree. Every error kzresolve raises on purpose is one of these.

KzresolveError            catch this one
├── InputError            an argument is unusable: wrong type, no letters, too long (also a ValueError)
├── TableError            a table or user file is malformed; names file, row and column (also a ValueError)
├── DuplicateError        an entity id is taken (also a KeyError)
├── ConflictError         a change contradicts a judgement or a later change; says which (also a ValueError)
├── StoreError            a registry database cannot be opened, read or written now (also a RuntimeError)
└── UnknownError          an id, system or entity that does not exist (also a KeyError)
"""

from __future__ import annotations


class KzresolveError(Exception):
    """Base of all errors raised on purpose; its text says what, where and what was expected."""

    def __str__(self) -> str:
        # KeyError would show the repr of the message; a person reads the message itself.
        return str(self.args[0]) if self.args else ""


class InputError(KzresolveError, ValueError):
    """An argument cannot be used."""


class TableError(KzresolveError, ValueError):
    """A table, registry file or gold file is malformed."""


class DuplicateError(KzresolveError, KeyError):
    """An entity id is already taken."""


class ConflictError(KzresolveError, ValueError):
    """A change to a registry contradicts what stands in it."""


class StoreError(KzresolveError, RuntimeError):
    """A registry database cannot be used."""


class UnknownError(KzresolveError, KeyError):
    """An id, orthography or entity that does not exist."""
