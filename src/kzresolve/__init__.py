"""kzresolve says who a name means, when every newspaper, passport and alphabet spells it differently.

The front door: every public name, nothing computed. Each is loaded when it is first used, so importing is quick.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from kzresolve.doors.frames import group_frame, resolve_frame
    from kzresolve.errors import (
        ConflictError,
        DuplicateError,
        InputError,
        KzresolveError,
        StoreError,
        TableError,
        UnknownError,
    )
    from kzresolve.match.compare import Match, compare
    from kzresolve.match.config import Config
    from kzresolve.match.evidence import Evidence
    from kzresolve.names.parse import parse
    from kzresolve.names.parts import Name, Part
    from kzresolve.names.reading import readings
    from kzresolve.names.variants import Variant, variants
    from kzresolve.registry.events import Event, Judgement
    from kzresolve.registry.model import Alias, Entity, ExternalId, Role
    from kzresolve.registry.registry import Registry
    from kzresolve.resolve.evaluate import Evaluation, evaluate
    from kzresolve.resolve.resolver import Resolver
    from kzresolve.resolve.results import (
        AnnotatedEntity,
        Annotations,
        Candidate,
        Group,
        Mention,
        Resolution,
    )
    from kzresolve.resolve.verbs import annotate, group, resolve
    from kzresolve.text.readings import Reading
    from kzresolve.text.restore import restore
    from kzresolve.text.romanize import romanize
    from kzresolve.text.systems import System, systems

_HOMES = {
    "errors": (
        "KzresolveError",
        "InputError",
        "TableError",
        "DuplicateError",
        "ConflictError",
        "StoreError",
        "UnknownError",
    ),
    "text.systems": ("System", "systems"),
    "text.romanize": ("romanize",),
    "text.restore": ("restore",),
    "text.readings": ("Reading",),
    "names.parts": ("Name", "Part"),
    "names.parse": ("parse",),
    "names.reading": ("readings",),
    "names.variants": ("Variant", "variants"),
    "match.config": ("Config",),
    "match.evidence": ("Evidence",),
    "match.compare": ("Match", "compare"),
    "registry.events": ("Event", "Judgement"),
    "registry.model": ("Alias", "Entity", "ExternalId", "Role"),
    "registry.registry": ("Registry",),
    "resolve.results": ("AnnotatedEntity", "Annotations", "Candidate", "Group", "Mention", "Resolution"),
    "resolve.resolver": ("Resolver",),
    "resolve.verbs": ("annotate", "group", "resolve"),
    "resolve.evaluate": ("Evaluation", "evaluate"),
    "doors.frames": ("group_frame", "resolve_frame"),
}
_HOME_OF = {name: f"kzresolve.{home}" for home, names in _HOMES.items() for name in names}

__all__ = [  # written out for type checkers; tests/test_front_door.py compares it with the homes above
    "Alias",
    "AnnotatedEntity",
    "Annotations",
    "Candidate",
    "Config",
    "ConflictError",
    "DuplicateError",
    "Entity",
    "Evaluation",
    "Event",
    "Evidence",
    "ExternalId",
    "Group",
    "InputError",
    "Judgement",
    "KzresolveError",
    "Match",
    "Mention",
    "Name",
    "Part",
    "Reading",
    "Registry",
    "Resolution",
    "Resolver",
    "Role",
    "StoreError",
    "System",
    "TableError",
    "UnknownError",
    "Variant",
    "__version__",
    "annotate",
    "compare",
    "evaluate",
    "group",
    "group_frame",
    "parse",
    "readings",
    "resolve",
    "resolve_frame",
    "restore",
    "romanize",
    "systems",
    "variants",
]


def __getattr__(name: str) -> object:
    """Load a public name from the floor that defines it, on first use (PEP 562)."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'kzresolve' has no attribute {name!r}")
    value: object = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)


# The verb `resolve` has the name of a floor. Importing a floor sets its name here, so that is done now and undone.
import_module("kzresolve.resolve")
delattr(sys.modules[__name__], "resolve")
