"""Which language model the user has set up: a small file of their own, never in the home."""

from __future__ import annotations

import ipaddress
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from fingerpost.errors import SourceError
from fingerpost.sources.live.credentials import settings_folder, stated_key
from fingerpost.text import toml_error_line

KEY = "FINGERPOST_MODEL_KEY"
KEYRING_NAME = "language-model"
FILE = "language-model.toml"
EXAMPLE = 'address = "http://127.0.0.1:11434/v1"\nmodel = "llama3.1"\n'
_KNOWN = {"address", "model", "seconds"}


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """A model behind an interface like OpenAI's; times in seconds.

    `address` is `https`, or `http` on this machine alone. The key stands in no text of ours.
    """

    address: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = 120.0
    """For one answer, from the request to its last byte."""
    most_bytes: int = 1 << 20
    tries: int = 3
    first_wait: float = 1.0

    @property
    def host(self) -> str:
        """The machine that is asked, as it is shown to the user."""
        parts = urlsplit(self.address)
        return f"{parts.hostname} (this machine)" if self.is_here else str(parts.hostname)

    @property
    def is_here(self) -> bool:
        """Whether the model runs on this machine."""
        return _is_loopback(urlsplit(self.address).hostname or "")


def settings_file() -> Path:
    """Return where the file stands: the user's folder of settings, or FINGERPOST_CONFIG."""
    return settings_folder() / FILE


def read_settings() -> ModelSettings:
    """Return what the user has set up; SourceError where that is nothing, or is faulty."""
    path = settings_file()
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SourceError(
            "No language model is set up, so none was asked. To use one, for example Ollama on"
            f" this machine, write into {path}:\n\n{EXAMPLE}\ndocs/language-model.md says more."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path} cannot be read: {error}") from None
    return settings_in(text, path)


def settings_in(text: str, path: Path) -> ModelSettings:
    """Return what a text of the file sets up; SourceError where it is faulty."""
    try:
        stated = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = toml_error_line(error, text)
        raise SourceError(f"{path}, line {line}: this is no TOML ({error}).") from None
    return _checked(stated, path)


def _checked(stated: dict[str, Any], path: Path) -> ModelSettings:
    if any("key" in name.lower() or "token" in name.lower() for name in stated):
        raise SourceError(
            f"{path} holds a key. Keys are not read from files: take it out, and put it into"
            f" {KEY} or the system's keyring (keyring set fingerpost {KEYRING_NAME})."
        )
    unknown = sorted(set(stated) - _KNOWN)
    if unknown:
        raise SourceError(f"{path}: '{unknown[0]}' is not known; there are {sorted(_KNOWN)}.")
    address, model = stated.get("address"), stated.get("model")
    seconds = stated.get("seconds", 120.0)
    if not isinstance(address, str) or not isinstance(model, str) or not model.strip():
        raise SourceError(f"{path} needs an address and a model, for example:\n\n{EXAMPLE}")
    if not isinstance(seconds, int | float) or not 1 <= seconds <= 3600:
        raise SourceError(f"{path}: seconds is a number from 1 to 3600.")
    return ModelSettings(
        address=checked_address(address),
        model=model.strip(),
        key=stated_key(KEY, KEYRING_NAME),
        seconds=float(seconds),
    )


def checked_address(address: str) -> str:
    """Return an address that may be asked, without a slash at its end; SourceError for any other.

    Plain `http` is for this machine alone: elsewhere anyone on the way could read along.
    """
    parts = _split(address)
    host = parts.hostname if parts else None
    if parts is None or not host or parts.scheme not in ("http", "https"):
        raise SourceError(f"'{address}' is no address of a language model; see {EXAMPLE!r}.")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise SourceError("The address of a language model has no user, no '?' and no '#'.")
    if parts.scheme == "http" and not _is_loopback(host):
        raise SourceError(
            f"'{address}' would send the texts unprotected. Use https; http is for a model on"
            " this machine (127.0.0.1)."
        )
    return address.rstrip("/")


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address.strip())
        _ = parts.port
    except ValueError:
        return None
    return parts


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
