"""PDFs put together by hand: text where it is wanted, and the faults that real files have."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
_ID = b"0123456789abcdef"


@dataclass(frozen=True)
class Words:
    """Some words on one line, at their place in points from the lower left corner."""

    x: float
    y: float
    text: str
    size: float = 10.0
    bold: bool = False
    turned: bool = False

    def drawn(self) -> bytes:
        raw = self.text.encode("cp1252")
        for special in (b"\\", b"(", b")"):
            raw = raw.replace(special, b"\\" + special)
        matrix = f"0 1 -1 0 {self.x} {self.y}" if self.turned else f"1 0 0 1 {self.x} {self.y}"
        font = "F2" if self.bold else "F1"
        return b"BT /%s %f Tf %s Tm (%s) Tj ET\n" % (
            font.encode(), self.size, matrix.encode(), raw,
        )  # fmt: skip


def pdf(pages: Sequence[Iterable[Words]], *, packed: bool = False) -> bytes:
    """A PDF of A4 pages in Helvetica."""
    contents = [b"".join(words.drawn() for words in page) for page in pages]
    return _document([_stream(content, packed=packed) for content in contents])


def scan(pages: int = 2) -> bytes:
    """A PDF whose pages hold a picture each and no text."""
    return _document([_stream(b"600 0 0 800 0 0 cm /I Do") for _ in range(pages)])


def bomb(megabytes: int = 2000) -> bytes:
    """A small PDF whose one page grows to that many megabytes when it is read."""
    squeezer = zlib.compressobj(9)
    block = b"(a) Tj " * 150_000
    packed = b"".join(squeezer.compress(block) for _ in range(megabytes)) + squeezer.flush()
    twice = zlib.compress(packed, 9)
    head = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>" % len(twice)
    return _document([head + b"\nstream\n" + twice + b"\nendstream"])


def endless(times: int = 100_000) -> bytes:
    """A PDF that names its one page again and again."""
    words = Words(72, 700, "The same page of a made-up paper, over and over again, on and on.")
    return _document([_stream(words.drawn() * 5)], times=times)


def circular() -> bytes:
    """A PDF whose tree of pages contains itself."""
    whole = pdf([[Words(72, 700, "A page")]])
    return whole.replace(b"/Kids [5 0 R]", b"/Kids [2 0 R]")


def locked(password: str = "secret") -> bytes:
    """A PDF that opens with a password only (standard handler, revision 2)."""
    owner = _rc4(hashlib.md5(_padded(password)).digest()[:5], _padded(password))
    permissions = (-4 & 0xFFFFFFFF).to_bytes(4, "little")
    key = hashlib.md5(_padded(password) + owner + permissions + _ID).digest()[:5]
    user = _rc4(key, _PADDING)
    entry = b"<< /Filter /Standard /V 1 /R 2 /O <%s> /U <%s> /P -4 >>" % (
        owner.hex().encode(), user.hex().encode(),
    )  # fmt: skip
    return _document([_stream(Words(72, 700, "secret text").drawn())], encrypt=entry)


def _stream(content: bytes, *, packed: bool = False) -> bytes:
    body = zlib.compress(content) if packed else content
    extra = b" /Filter /FlateDecode" if packed else b""
    return b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(body), extra, body)


def _document(streams: Sequence[bytes], *, times: int = 1, encrypt: bytes = b"") -> bytes:
    """Objects 1 to 4 are catalogue, pages, fonts with the picture, and the lock; then page and
    stream by turns."""
    kids = b" ".join(b"%d 0 R" % (5 + 2 * i) for i in range(len(streams)) for _ in range(times))
    picture = (
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
        b" /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(streams) * times),
        picture,
        encrypt or b"null",
    ]
    fonts = b" ".join(
        b"/F%d << /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>"
        % (number, name)
        for number, name in ((1, b"Helvetica"), (2, b"Helvetica-Bold"))
    )
    for i, stream in enumerate(streams):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << %s >> /XObject << /I 3 0 R >> >> >>" % (6 + 2 * i, fonts)
        )
        objects.append(stream)
    return _written(objects, locked=bool(encrypt))


def _written(objects: Sequence[bytes], *, locked: bool) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    lock = b" /Encrypt 4 0 R /ID [<%s> <%s>]" % ((_ID.hex().encode(),) * 2) if locked else b""
    out += b"trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, lock, table,
    )  # fmt: skip
    return bytes(out)


def _padded(password: str) -> bytes:
    return (password.encode("cp1252") + _PADDING)[:32]


def _rc4(key: bytes, data: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out = bytearray()
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)
