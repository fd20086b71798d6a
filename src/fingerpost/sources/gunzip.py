"""Files opened as streams of their content, decompressed when they are gzipped."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from contextlib import suppress
from typing import Any, BinaryIO

_decompressor: Callable[[int], Any] = zlib.decompressobj
_DAMAGES: tuple[Any, ...] = (zlib.error,)
with suppress(ImportError):
    # ISA-L inflates two to three times as fast as zlib, where it is to be had.
    from isal import igzip_lib, isal_zlib

    _decompressor, _DAMAGES = isal_zlib.decompressobj, (zlib.error, igzip_lib.IsalError)

MAGIC = b"\x1f\x8b"
LARGEST = 20 * 1000**3
LARGEST_RATIO = 1000
_RATIO_COUNTS_FROM = 16 << 20
_CHUNK = 1 << 18
_CUT = "the compressed file is cut off; what stands before the cut was read"
_DAMAGED = "the compressed file is damaged; what stands before the damage was read"
_BOMB = "the compressed file grows beyond all measure, so the rest was not read"


class Content(io.RawIOBase):
    """The content of a binary file, decompressed if it is gzip, known by its first bytes.

    Damage ends the stream early instead of raising: `fault` then says what is wrong. Content
    beyond `LARGEST` bytes, or that grew more than `LARGEST_RATIO` times, is refused the same way.
    """

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file = file
        self._waiting = file.read(_CHUNK)
        self._gzip = _decompressor(31) if self._waiting.startswith(MAGIC) else None
        self._ready = memoryview(b"")
        self._taken, self._given = len(self._waiting), 0
        self.fault = ""

    def readable(self) -> bool:
        """True: the stream can be read."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Fill the buffer with what comes next; 0 at the end or at a fault."""
        while not self._ready and not self.fault:
            piece = self._next()
            if piece is None:
                break
            self._ready = memoryview(piece)
        size = min(len(buffer), len(self._ready))
        buffer[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def push_back(self, head: bytes) -> None:
        """Put bytes that were read before what comes next."""
        self._ready = memoryview(head + bytes(self._ready))

    def _next(self) -> bytes | None:
        """The next piece of content, perhaps empty; None at the end."""
        if not self._waiting:
            self._waiting = self._read_file()
        if self._gzip is not None:
            return self._inflate(self._gzip)
        piece, self._waiting = self._waiting, b""
        return piece or None

    def _read_file(self) -> bytes:
        try:
            piece = self._file.read(_CHUNK)
        except OSError as error:
            self.fault = f"the file could not be read to its end ({error.strerror or error})"
            return b""
        self._taken += len(piece)
        return piece

    def _inflate(self, gzip: Any) -> bytes | None:
        if not self._waiting:
            self.fault = self.fault or _CUT
            return None
        try:
            piece: bytes = gzip.decompress(self._waiting, _CHUNK)
        except _DAMAGES:
            self.fault = _DAMAGED
            return None
        self._waiting = gzip.unconsumed_tail
        if gzip.eof:
            self._begin_member(gzip.unused_data or self._read_file())
        self._given += len(piece)
        ratio = self._given / max(self._taken, 1)
        if self._given > LARGEST or (self._given > _RATIO_COUNTS_FROM and ratio > LARGEST_RATIO):
            self.fault = _BOMB
        return piece

    def _begin_member(self, rest: bytes) -> None:
        """Go on with a further gzip member; zeros or anything else behind the last are left."""
        if rest.startswith(MAGIC):
            self._gzip, self._waiting = _decompressor(31), rest
        else:
            self._gzip, self._waiting, self._file = None, b"", io.BytesIO()
