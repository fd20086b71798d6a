"""Fingerpost from Python: open a home as a desk, with its library, guide and person."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fingerpost.desk import Desk, open_desk
    from fingerpost.records import Paper, Problem

    __version__: str

__all__ = ["Desk", "Paper", "Problem", "__version__", "open_desk"]

_HOMES = {
    "Desk": "fingerpost.desk",
    "Paper": "fingerpost.records",
    "Problem": "fingerpost.records",
    "open_desk": "fingerpost.desk",
}


def __getattr__(name: str) -> object:
    """Load a public name when it is first used, so that importing the package costs nothing."""
    if name == "__version__":
        from importlib.metadata import version

        return version("fingerpost")
    if name not in _HOMES:
        raise AttributeError(f"module 'fingerpost' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """Return the public names, so that they are offered before they are loaded."""
    return sorted({*globals(), *__all__})
