"""Keys that records of one paper share, so that few pairs need to be compared."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from fingerpost.library.duplicates.sketch import Sketch

CROWDED = 40
"""A key that more papers share than this tells nothing and is passed over."""

_ENDS = 28
"""How many letters of a title's beginning and of its end make a key each."""


def blocks(sketch: Sketch) -> tuple[int, ...]:
    """Return a record's keys, as 64-bit integers; records that share none are not compared.

    They are the whole title; its beginning, and its end, each with the first author; and the
    first page with volume or year and the journal's initial. So a title may differ at one end,
    or altogether where the place agrees. A short title ('Editorial') needs year and author or
    volume and page beside it. The published version that a preprint names, and the preprint that
    a paper names, are keys as well.
    """
    return tuple(dict.fromkeys(_number(key) for key in _keys(sketch)))


def ids_as_blocks(sketch: Sketch) -> tuple[int, ...]:
    """Return the keys under which a record is found whose links name this one."""
    return tuple(_number(f"link {each}") for each in sorted(sketch.ids))


def _keys(sketch: Sketch) -> Iterator[str]:
    title = sketch.title.squashed
    first_author = sketch.surnames[0] if sketch.surnames else ""
    page, journal = sketch.pages[0], sketch.journal or sketch.abbreviation
    if sketch.title.is_telling:
        yield f"title {title}"
        yield f"start {title[:_ENDS]} {first_author}"
        yield f"end {title[-_ENDS:]} {first_author}"
    elif title:
        yield f"short {title} {sketch.year or ''} {first_author}"
        if sketch.volume or page:
            yield f"short {title} {sketch.volume} {page}"
    if page and journal and sketch.volume:
        yield f"place {sketch.volume} {page} {journal[0][0]}"
    elif page and journal:
        yield f"place {sketch.year or ''} {page} {journal[0][0]}"
    for target in sorted(sketch.published_as | sketch.preprints):
        yield f"link {target}"


def _number(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
