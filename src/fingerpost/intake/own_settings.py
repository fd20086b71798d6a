"""The user's settings kept: small files in their own folder of settings, never in the home."""

from __future__ import annotations

import re
from pathlib import Path

from fingerpost.errors import FailureError, UsageError
from fingerpost.home import write_output
from fingerpost.home.profile_edit import with_value
from fingerpost.sources.language_model.settings import settings_file, settings_in
from fingerpost.sources.live.credentials import FILE, settings_folder
from fingerpost.text import toml_value

_EMAIL = re.compile(r"[^@\s\x00-\x1f<>\"]{1,64}@[^@\s\x00-\x1f<>\"]+\.[^@\s\x00-\x1f<>\"]+")
LONGEST_EMAIL = 254


def keep_email(email: str) -> None:
    """Keep the address for suppliers, none for an empty text; UsageError for what is no address."""
    email = email.strip()
    if email and (not _EMAIL.fullmatch(email) or len(email) > LONGEST_EMAIL):
        raise UsageError(f"'{email[:60]}' is no e-mail address, such as you@example.org.")
    text = (
        "# What Fingerpost tells suppliers of papers that ask for it. No key stands here.\n"
        f"email = {toml_value(email)}\n"
    )
    write_output(settings_folder() / FILE, text)


def keep_model(address: str, model: str, seconds: float) -> None:
    """Set a language model up, keeping comments in its file; SourceError where it cannot be."""
    path = settings_file()
    text = _text_of(path)
    for key, value in (("address", address.strip()), ("model", model.strip())):
        text = with_value(text, key, value)
    text = with_value(text, "seconds", seconds)
    settings_in(text, path)
    write_output(path, text)


def switch_model_off() -> None:
    """Put the language model's file aside, so that none can be asked; it is kept as it is."""
    _rename(settings_file(), _aside())


def switch_model_on() -> None:
    """Put the file that was put aside back in its place; UsageError where there is none."""
    if not _aside().exists() or settings_file().exists():
        raise UsageError("There is nothing to take back.")
    _rename(_aside(), settings_file())


def _aside() -> Path:
    return settings_file().with_suffix(".off.toml")


def _rename(now: Path, then: Path) -> None:
    try:
        now.replace(then)
    except FileNotFoundError:
        return
    except OSError as error:
        raise FailureError(f"{now} cannot be moved: {error.strerror}.") from None


def _text_of(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
        settings_in(text, path)
    except (OSError, UnicodeDecodeError):
        return ""
    else:
        return text
