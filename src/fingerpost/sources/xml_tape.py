"""A binary stream seen through a moving window of UTF-8 bytes that knows its line."""

from __future__ import annotations

import codecs
import re
import zlib
from typing import BinaryIO

_CHUNK = 1 << 17
_LONGEST_MARK = 128
_HEAD = 256
_ENCODING = re.compile(rb"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"']")
_WIDE = ("utf-16", "utf-32")
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class Tape:
    """The stream as `window`, read at `at`; a failure while reading ends it and is kept."""

    def __init__(self, stream: BinaryIO) -> None:
        # read1 gives what was decompressed before a damaged place; read would throw it away.
        self._read = getattr(stream, "read1", stream.read)
        self._decoder: codecs.IncrementalDecoder | None = None
        self._line, self._counted = 1, 0
        self._ended = False
        self.window, self.at = b"", 0
        self.failure = ""
        self.notice = ""
        while len(self.window) < _HEAD and self.more():
            pass
        self._choose_encoding()

    @property
    def is_empty(self) -> bool:
        """True when nothing could be read."""
        return not self.window and self._ended

    def line(self) -> int:
        """Return the line, counted from 1, on which the window is read."""
        self._line += self.window.count(b"\n", self._counted, self.at)
        self._counted = self.at
        return self._line

    def more(self) -> bool:
        """Lengthen the window; False at the end."""
        if self._ended:
            return False
        before = len(self.window)
        fresh, self._ended = self._fresh()
        self.window += self._decoder.decode(fresh, self._ended).encode() if self._decoder else fresh
        return not self._ended or len(self.window) > before

    def _fresh(self) -> tuple[bytes, bool]:
        """Return the next bytes, and whether they are the last."""
        pieces: list[bytes] = []
        size = 0
        try:
            while size < _CHUNK and (piece := self._read(_CHUNK)):
                pieces.append(piece)
                size += len(piece)
        except (EOFError, OSError, zlib.error) as error:
            self.failure = f"the file is damaged or cut off ({str(error).rstrip('.')})"
            return b"".join(pieces), True
        return b"".join(pieces), size < _CHUNK

    def forget(self) -> None:
        """Drop what stands before `at`."""
        self.line()
        self.window = self.window[self.at :]
        self.at = self._counted = 0

    def seek(self, pattern: re.Pattern[bytes]) -> re.Match[bytes] | None:
        """Move to the next match, forgetting what is passed; None at the end of the stream."""
        while not (found := pattern.search(self.window, self.at)):
            self.at = max(self.at, len(self.window) - _LONGEST_MARK)
            self.forget()
            if not self.more():
                self.at = len(self.window)
                return None
        self.at = found.start()
        return found

    def find(self, token: bytes, longest: int, after: int = 0) -> int:
        """Return where the token stands, `after` bytes from `at` or later, reading on for it.

        -1 at the end, or when more than `longest` bytes lie between. What stands before `at` is
        forgotten when more must be read, so places found earlier no longer hold.
        """
        while (found := self.window.find(token, self.at + after)) < 0:
            after = max(after, len(self.window) - self.at - len(token))
            if len(self.window) - self.at > longest:
                return -1
            self.forget()
            if not self.more():
                return -1
        return found

    def _choose_encoding(self) -> None:
        marked = (name for mark, name in _BYTE_ORDER_MARKS if self.window.startswith(mark))
        stated = _ENCODING.match(self.window.removeprefix(codecs.BOM_UTF8))
        name = next(marked, stated.group(1).decode("ascii") if stated else "utf-8")
        try:
            b"    ".decode(name, "replace")
            codec = codecs.lookup(name)
        except (LookupError, UnicodeError):
            self.notice = f"the encoding {name} is unknown, so the file was read as UTF-8"
            return
        # A declaration that could be read byte by byte is wrong if it says UTF-16 or UTF-32.
        if codec.name in ("utf-8", "ascii") or (stated and codec.name.startswith(_WIDE)):
            return
        self._decoder = codec.incrementaldecoder("replace")
        self.window = self._decoder.decode(self.window, self._ended).encode()
