"""Answers of a language model, as an interface like OpenAI's gives them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.loopback import Reply


def chat(content: object) -> Reply:
    """A whole answer whose message is the content: text as it is, anything else as JSON."""
    text = content if isinstance(content, str) else json.dumps(content)
    return Reply(json.dumps({"choices": [{"message": {"content": text}}]}).encode())


def proposals(*items: tuple[str, str, str]) -> Reply:
    """An answer in the form asked for: (field, value, quote) each."""
    keys = ("field", "value", "quote")
    return chat({"proposals": [dict(zip(keys, item, strict=True)) for item in items]})


def set_up(folder: Path, address: str, model: str = "made-up-7b") -> Path:
    """Write the file by which a user sets a model up."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "language-model.toml"
    file.write_text(f'address = "{address}"\nmodel = "{model}"\nseconds = 2\n')
    return file
