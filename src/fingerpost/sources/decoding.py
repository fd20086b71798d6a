"""Text of unknown encoding decoded, with a word on it where it was a guess."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_SAMPLE = 1 << 20
_CANDIDATES = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "koi8_r", "mac_roman",
]  # fmt: skip


def decode(raw: bytes) -> tuple[str, str]:
    """Return the text and what is to be told about its encoding ('' where nothing is).

    Tried in this order: a byte order mark, UTF-8, UTF-16 without a mark, UTF-8 with single faulty
    lines, a Western or other national encoding, which is a guess and told with the line of the
    first letter that is not UTF-8. Never raises.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _marked(raw, encoding)
    try:
        return raw.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    if raw[:4096].count(0) > len(raw[:4096]) // 4:
        return _marked(raw, "utf-16-le" if raw[1:2] == b"\0" else "utf-16-be")
    return _mixed(raw) or _national(raw)


def _marked(raw: bytes, encoding: str) -> tuple[str, str]:
    try:
        return raw.decode(encoding), ""
    except UnicodeDecodeError:
        text = raw.decode(encoding, "replace")
        name = encoding.removesuffix("-sig").upper()
        line = text.count("\n", 0, text.find("\ufffd")) + 1
        return text, f"line {line}: some letters are not valid {name}; they are shown as \ufffd"


def _mixed(raw: bytes) -> tuple[str, str] | None:
    """Text that is UTF-8 but for single lines, which are read as Windows-1252; or None."""
    lines, faulty, sound = [], [], 0
    for number, line in enumerate(raw.split(b"\n"), 1):
        try:
            lines.append(line.decode("utf-8"))
            sound += not line.isascii()
        except UnicodeDecodeError:
            lines.append(line.decode("cp1252", "replace"))
            faulty.append(number)
    if len(faulty) > sound:
        return None
    first = f"line {faulty[0]}" + (f" and {len(faulty) - 1} more" if len(faulty) > 1 else "")
    return "\n".join(lines), f"{first} not in UTF-8 like the rest; read as Windows-1252"


def _national(raw: bytes) -> tuple[str, str]:
    runs = _HIGH_RUN.findall(raw[:_SAMPLE])
    single = sum(len(run) == 1 for run in runs)
    encoding = "cp1252" if single > 0.8 * len(runs) and len(runs) < 50 else _detected(raw)
    line = _first_faulty_line(raw)
    for name in filter(None, (encoding, "cp1252")):
        try:
            return raw.decode(name), (
                f"line {line} is not UTF-8, so the file was read as {_shown(name)}, going by its "
                "letters; where names look wrong, save it as UTF-8"
            )
        except UnicodeDecodeError:
            continue
    remark = "the encoding could not be told, so letters with accents may be wrong"
    return raw.decode(
        "cp1252", "replace"
    ), f"line {line} is not UTF-8 and {remark}; save it as UTF-8"


def _first_faulty_line(raw: bytes) -> int:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return raw.count(b"\n", 0, error.start) + 1
    return 1


def _shown(encoding: str) -> str:
    name = encoding.replace("_", "-")
    return f"Windows-{name[2:]}" if name.startswith("cp") else name.upper()


def _detected(raw: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:_SAMPLE], cp_isolation=_CANDIDATES).best()
    if best and str(best) == raw[:_SAMPLE].decode("cp1252", "replace"):
        return "cp1252"  # Signs that are the same in the Western encoding need no rarer one.
    return best.encoding if best else None
