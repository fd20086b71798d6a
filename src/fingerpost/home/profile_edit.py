"""Changing me.toml as its owner would: one value, everything else as it stands.

A value that is there is replaced; one that waits as a comment, as the template has them, is
uncommented in its place. Whatever way is taken, the new text says what the old one said and the
one new thing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from typing import Any

from fingerpost.home.profile_text import bare_key
from fingerpost.text import toml_value

Value = str | float | bool | Sequence[object]


def with_value(text: str, key: str, value: Value) -> str:
    """Return the text with a key at the top set; the text must be TOML."""
    data = tomllib.loads(text)
    said = data | {key: _plain(value)}
    if key not in data:
        waiting = re.search(
            rf"^# {re.escape(key)} = [^#\r\n]*?( +#[^\r\n]*)?(?=\r?$)", text, re.MULTILINE
        )
        if waiting:
            line = f"{bare_key(key)} = {toml_value(value)}{waiting[1] or ''}"
            new = text[: waiting.start()] + line + text[waiting.end() :]
            if _says(new, said):
                return new
    document = _parsed(text)
    document[key] = _plain(value)
    return _written(document, text)


def without_value(text: str, key: str) -> str:
    """Return the text without a key at the top, so that it counts as not said."""
    document = _parsed(text)
    if key in document:
        del document[key]
    return _written(document, text)


def with_skill(text: str, skill: str, level: int, evidence: str = "") -> str:
    """Return the text with a skill's level and evidence set; the text must be TOML."""
    data = tomllib.loads(text)
    claim = {"level": level, "evidence": evidence}
    said = data | {"skills": data.get("skills", {}) | {skill: claim}}
    if skill not in data.get("skills", {}):
        for new in _added(text, skill, level, evidence):
            if _says(new, said):
                return new
    document = _parsed(text)
    if "skills" not in document:
        document["skills"] = {}
    if skill in document["skills"]:
        document["skills"][skill]["level"] = level
        document["skills"][skill]["evidence"] = evidence
    else:
        document["skills"][skill] = claim
    return _written(document, text)


def without_skill(text: str, skill: str) -> str:
    """Return the text with what it says of a skill made a comment, so that it counts as not said.

    The text must be TOML.
    """
    data = tomllib.loads(text)
    claims = data.get("skills", {})
    if skill not in claims:
        return text
    left = {key: value for key, value in claims.items() if key != skill}
    said = {key: value for key, value in data.items() if key != "skills"}
    new = _commented(text, f"[skills.{bare_key(skill)}]")
    if _says(new, said | {"skills": left}) or (not left and _says(new, said)):
        return new
    document = _parsed(text)
    del document["skills"][skill]
    return _written(document, text)


def _commented(text: str, head: str) -> str:
    """Return the text with the table of this head as comments, up to the next table."""
    lines, inside = [], False
    for line in text.splitlines(keepends=True):
        if line.startswith("["):
            inside = line.startswith(head)
        is_said = inside and line.strip() and not line.startswith("#")
        lines.append(f"# {line}" if is_said else line)
    return "".join(lines)


def _added(text: str, skill: str, level: int, evidence: str) -> list[str]:
    """Return the text with a new table in place of its comment, and with one at the end."""
    end = "\r\n" if "\r\n" in text else "\n"
    head = f"[skills.{bare_key(skill)}]"
    values = f"level = {level}{end}evidence = {toml_value(evidence)}"
    waiting = re.search(
        rf"^# {re.escape(head)}(?P<note> +#[^\r\n]*)?\r?\n# level = [^\r\n]*\r?\n"
        r"# evidence = [^\r\n]*?(?=\r?$)",
        text,
        re.MULTILINE,
    )
    found = []
    if waiting:
        block = f"{head}{waiting['note'] or ''}{end}{values}"
        found.append(text[: waiting.start()] + block + text[waiting.end() :])
    lead = end if text and not text.endswith("\n") else ""
    return [*found, f"{text}{lead}{end}{head}{end}{values}{end}"]


def _says(text: str, data: dict[str, Any]) -> bool:
    try:
        return tomllib.loads(text) == data
    except tomllib.TOMLDecodeError:
        return False


def _parsed(text: str) -> Any:
    import tomlkit

    return tomlkit.parse(text)


def _written(document: Any, before: str) -> str:
    import tomlkit

    text = tomlkit.dumps(document)
    if "\r\n" in before:
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    return text


def _plain(value: Value) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return list(value) if isinstance(value, tuple) else value
