"""Papers to and from the bytes that the store keeps: JSON that any tool can read."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from fingerpost.errors import LibraryError
from fingerpost.records import Paper

if TYPE_CHECKING:
    from msgspec.json import Decoder


def encode(paper: Paper) -> bytes:
    """Return a paper as JSON; UnicodeEncodeError for text that is none (see `mended`)."""
    import msgspec

    return msgspec.json.encode(paper)


def decode(stored: bytes, where: str) -> Paper:
    """Return the paper that was stored; LibraryError if it cannot be read."""
    import msgspec

    try:
        return _decoder().decode(stored)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
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
