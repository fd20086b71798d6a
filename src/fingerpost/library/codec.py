"""Papers to and from the bytes that the store keeps: JSON without what is empty, in a zlib stream.

Any tool that knows zlib reads it; SQLite's own shell does, with `sqlar_uncompress`. The stream
ends with a checksum, so a byte that went bad on the disk is noticed and never becomes a wrong word.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from fingerpost.errors import LibraryError
from fingerpost.records import Paper

if TYPE_CHECKING:
    from msgspec.json import Decoder

LONGEST = 64_000_000
"""Bytes of JSON; a file from outside could hold a stream that swells without end."""
_LEVEL = 1
"""Higher levels save 5 in 100 of the bytes and take twice the time."""
_compress: Callable[[bytes, int], bytes] = zlib.compress
with suppress(ImportError):
    # ISA-L makes the same kind of stream in a third of the time, where it is to be had.
    from isal import isal_zlib

    _compress = isal_zlib.compress


def encode(paper: Paper) -> bytes:
    """Return a paper as JSON without empty fields; UnicodeEncodeError for text that is none."""
    import msgspec

    return msgspec.json.encode(paper)


def pack(encoded: bytes) -> bytes:
    """Return the bytes that the store keeps of an encoded paper."""
    return _compress(encoded, _LEVEL)


def unpack(stored: bytes | str) -> bytes:
    """Return an encoded paper from what the store keeps of it, packed or as plain JSON.

    zlib.error if it is unsound.
    """
    if isinstance(stored, str):
        return stored.encode()
    if stored.startswith(b"{"):
        return stored
    stream = zlib.decompressobj()
    encoded = stream.decompress(stored, LONGEST)
    if not stream.eof:
        raise zlib.error("its end is missing, or it is too long")
    return encoded


def decode(stored: bytes | str, where: str) -> Paper:
    """Return the paper that was stored, packed or as plain JSON; LibraryError if it is unsound."""
    import msgspec

    try:
        return _decoder().decode(unpack(stored))
    except (msgspec.MsgspecError, UnicodeDecodeError, zlib.error) as error:
        raise LibraryError(
            f"{where}: a paper in it cannot be read ({error}). It may come from a newer Fingerpost:"
            " bring Fingerpost up to date, or restore the file from a backup."
        ) from error


def mended(paper: Paper) -> Paper:
    """Return the paper with half characters (lone surrogates) replaced by the sign for them."""
    import msgspec

    return msgspec.convert(_mended(msgspec.to_builtins(paper)), Paper)


def fingerprint(record: bytes) -> str:
    """Return what a record is known by when the very same record comes again."""
    return blake2b(record, digest_size=12).hexdigest()


@cache
def _decoder() -> Decoder[Paper]:
    import msgspec

    return msgspec.json.Decoder(Paper)


def _mended(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {name: _mended(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_mended(part) for part in value]
    return value
