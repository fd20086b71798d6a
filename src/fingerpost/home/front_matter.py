"""The front matter of a note, read and never written: what the user says of a paper or a topic."""

from __future__ import annotations

import json
import re
import warnings
from dataclasses import dataclass, field
from typing import Any, Final

_LONGEST: Final = 100_000
_KEY: Final = re.compile(r"([A-Za-z_][\w-]*):(?: +(.*))?")
_ITEM: Final = re.compile(r" {0,4}- (.+)")
_PLAIN: Final = re.compile(r"[A-Za-z](?:[\w ,.()/'’-]*[\w.)])?")
_NUMBER: Final = re.compile(r"0|[1-9]\d{0,8}")
_NO_TEXT: Final = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
_ID: Final = re.compile(r"^id:[ \t]*[\"']?([^\s\"']+)", re.MULTILINE)
_ODD: Final = object()
"""A value that only the YAML reader can tell."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands between the two lines of --- at the top of a note."""

    values: dict[str, Any] = field(default_factory=dict)
    body: int = 0
    """Where the note's text begins."""
    problem: str = ""
    """Why it cannot be read; `values` then holds the id alone, if there is one."""

    def text(self, key: str) -> str:
        """Return a value as text; an empty one where there is none or it is a list."""
        return _scalar(self.values.get(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list's texts, or the one text that stands there; wikilinks without brackets."""
        value = self.values.get(key)
        listed = value if isinstance(value, list) else [value]
        found = (_unlinked(_scalar(each)) for each in listed)
        return tuple(dict.fromkeys(each for each in found if each))


def front_matter(text: str) -> FrontMatter:
    """Return the front matter of a note; an empty one where there is none."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return FrontMatter()
    closing = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if closing is None:
        return FrontMatter(
            _id_in(text), 0, "line 1: the front matter is not ended by a line of ---"
        )
    body = sum(len(line) + 1 for line in lines[: closing + 1])
    inner = [line.rstrip("\r") for line in lines[1:closing]]
    quick = _quick(inner)
    if quick is not None:
        return FrontMatter(quick, body)
    return _by_yaml("\n".join(inner), body)


def _quick(lines: list[str]) -> dict[str, Any] | None:
    """Return front matter as Fingerpost and Obsidian write it; None for any other YAML.

    A full YAML reader takes a millisecond a note.
    """
    values: dict[str, Any] = {}
    last = ""
    for line in lines:
        if found := _KEY.fullmatch(line):
            last, value = found[1], _value(found[2] or "")
            if value is _ODD or last in values:
                return None
            values[last] = value
        elif (item := _ITEM.fullmatch(line)) and last:
            value, listed = _value(item[1]), values[last]
            if value is _ODD or isinstance(value, list) or not (listed is None or _is_ours(listed)):
                return None
            values[last] = _Items([*(listed or ()), value])
        else:
            return None
    return {key: list(value) if _is_ours(value) else value for key, value in values.items()}


class _Items(list[Any]):
    """A list that is being read from lines of its own."""


def _is_ours(value: object) -> bool:
    return isinstance(value, _Items)


def _value(text: str) -> Any:
    text = text.strip(" ")
    if not text:
        return None
    if text[0] in '"[' and "\\u" not in text:
        try:
            return json.loads(text)
        except ValueError:
            return _ODD
    if _NUMBER.fullmatch(text):
        return int(text)
    return text if _PLAIN.fullmatch(text) and text.lower() not in _NO_TEXT else _ODD


def _by_yaml(text: str, body: int) -> FrontMatter:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    if len(text) > _LONGEST:
        return FrontMatter(_id_in(text), body, "line 1: the front matter is too long to be read")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of names that are given twice
            data = YAML(typ="safe", pure=True).load(text)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 2 if error.problem_mark else 2
        why = error.problem or "the front matter cannot be read"
        return FrontMatter(_id_in(text), body, f"line {line}: {why}")
    except (YAMLError, ValueError, RecursionError, OverflowError) as error:
        return FrontMatter(_id_in(text), body, f"line 2: {type(error).__name__}")
    if data is None:
        return FrontMatter({}, body)
    if not isinstance(data, dict):
        return FrontMatter(_id_in(text), body, "line 2: the front matter has no 'key: value' lines")
    return FrontMatter({str(key): value for key, value in data.items()}, body)


def _id_in(text: str) -> dict[str, Any]:
    found = _ID.search(text[:_LONGEST])
    return {"id": found[1]} if found else {}


def _scalar(value: Any) -> str:
    if value is None or isinstance(value, list | dict | set | bytes):
        return ""
    return " ".join(str(value).split())


def _unlinked(text: str) -> str:
    found = re.fullmatch(r"\[\[([^\[\]|#]+)(?:[#|].*)?\]\]", text)
    return found[1].strip() if found else text
