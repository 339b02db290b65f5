"""The shape of every result: frozen dataclasses that turn into plain dictionaries.

`to_dict()` gives only str, int, float, bool, None, list and dict, so that `json.dumps` takes it.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass

VERSION = "0.1.0"  # of kzresolve, for the floors that may not ask the front door
SCHEMA_VERSION = 1  # raised when a field of any result is renamed or removed; stands in the outermost results


class Value:
    """Mixin of all result dataclasses. Fields whose name begins with an underscore are private and left out."""

    __slots__ = ()

    def to_dict(self) -> dict[str, object]:
        """Plain data, nested results included; tuples become lists."""
        if not is_dataclass(self):  # a programming error, not a user's
            raise TypeError(f"{type(self).__name__} is not a dataclass")
        return {f.name: plain(getattr(self, f.name)) for f in fields(self) if not f.name.startswith("_")}


def plain(value: object) -> object:
    """`value` as data that json.dumps takes."""
    if isinstance(value, Value):
        return value.to_dict()
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    return value
