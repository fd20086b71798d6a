"""Formatted bibliographies: papers set in a citation style (CSL) by a citation processor."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from fingerpost.errors import UsageError
from fingerpost.records import Paper
from fingerpost.sources.csl_writing import csl_item
from fingerpost.text import visible

STYLES: Final = ("numbered", "author-date")
LARGEST_STYLE: Final = 2_000_000
_CSL: Final = "{http://purl.org/net/xbiblio/csl}style"
_UNSHOWN: Final = ("abstract", "keyword", "note", "language")
"""What no style prints; it would only cost time."""


def style_bytes(named: str) -> bytes:
    """Return a citation style: one of ours by name, else a CSL file; UsageError when it is none.

    What a file declares beside the style (entities, a DTD, other files) is never read.
    """
    if named in STYLES:
        return files("fingerpost.notes").joinpath(f"data/{named}.csl").read_bytes()
    path = Path(named)
    if not path.is_file():
        raise UsageError(
            f"'{named}' is no style; ours are {' and '.join(STYLES)}. Else name a file that ends in"
            " .csl, as zotero.org/styles has them."
        )
    if path.stat().st_size > LARGEST_STYLE:
        raise UsageError(f"{path} is larger than a citation style can be (2 MB).")
    return _checked(path)


def bibliography(papers: Sequence[tuple[str, Paper]], style: bytes) -> list[str]:
    """Return the papers set in a style, in the style's own order, each as one line of plain text.

    UsageError when the style needs what the citation processor cannot do.
    """
    from citeproc import (
        Citation,
        CitationItem,
        CitationStylesBibliography,
        CitationStylesStyle,
        formatter,
    )
    from citeproc.source.json import CiteProcJSON

    items = [_item(number, paper) for number, (_, paper) in enumerate(papers)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of every field that it does not know
        try:
            parsed = CitationStylesStyle(BytesIO(style), validate=False)
            made = CitationStylesBibliography(parsed, CiteProcJSON(items), formatter.plain)
            for item in items:
                made.register(Citation([CitationItem(item["id"])]))
            made.sort()
            return [_line(str(entry)) for entry in made.bibliography()]
        except Exception as error:  # noqa: BLE001 - the processor raises whatever it stumbles over
            raise UsageError(
                f"This style cannot be followed ({type(error).__name__}: {error}). Try one of ours:"
                f" {', '.join(STYLES)}."
            ) from None


def _item(number: int, paper: Paper) -> dict[str, object]:
    # The processor tells items apart by keys in lower case, and takes 'SY' for one name.
    authors = tuple(replace(each, given=each.given_apart) for each in paper.authors)
    item = csl_item(f"item{number}", replace(paper, authors=authors))
    return {name: value for name, value in item.items() if name not in _UNSHOWN}


def _checked(path: Path) -> bytes:
    from lxml import etree

    from fingerpost.sources.xml_safe import safe_parser

    content = path.read_bytes()
    try:
        root = etree.fromstring(content, safe_parser())
    except etree.XMLSyntaxError as error:
        raise UsageError(f"{path} is no citation style: {error.msg}.") from None
    if root.tag != _CSL:
        raise UsageError(f"{path} is no citation style: its first element is no CSL <style>.")
    if root.find(".//{*}link[@rel='independent-parent']") is not None:
        raise UsageError(f"{path} only names another style that it follows; take that one's file.")
    return etree.tostring(root)


def _line(text: str) -> str:
    # A style's stop after a title that ends in one.
    return visible(" ".join(re.sub(r"(?<!\.)\.\.(?!\.)", ".", text).split()))
