"""Loading the guide: the packaged folder, alone or with what a home adds to it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fingerpost.errors import GuideError
from fingerpost.guide.folder import FILES, Layer, read_layer, read_text
from fingerpost.guide.model import Guide

DATA = Path(__file__).parent / "data"


def load_guide() -> Guide:
    """Return the packaged guide; read once."""
    return packaged().guide


@cache
def packaged() -> Layer:
    """Return the packaged guide with its sources by id; read once."""
    return _whole(DATA)


def example_profile_text() -> str:
    """Return the text of the example person's me.toml."""
    return read_text(DATA / "example_profile.toml", "example_profile.toml") or ""


def read_guide(folder: Path) -> Guide:
    """Return the guide that a folder describes; GuideError names the file, line and reason.

    All files must be there, and nothing in them may be faulty.
    """
    return _whole(folder).guide


def _whole(folder: Path) -> Layer:
    for file in sorted(FILES):
        if not (folder / file).exists():
            raise GuideError(file, None, "it cannot be read: there is no such file.")
    layer = read_layer(folder)
    if layer.problems:
        raise layer.problems[0]
    return layer
