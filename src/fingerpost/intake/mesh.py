"""NLM's list of headings from a file into the table beside a library."""

from __future__ import annotations

from pathlib import Path

from fingerpost.library import Library
from fingerpost.library.mesh import MeshSource


def use_mesh(library: Library, file: Path) -> MeshSource:
    """Read a file of NLM's and keep what searching needs of it, in place of any before.

    SourceError for a file that is no list of headings, or is not whole; what was there stays.
    """
    from fingerpost.sources.mesh_file import read_mesh

    return library.mesh.replace(file.name, read_mesh(file))
