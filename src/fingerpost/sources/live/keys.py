"""Keys kept in the system's keyring and taken away again; never shown, never in a file."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Final

from fingerpost.errors import FailureError, UsageError
from fingerpost.sources.live.credentials import KEYRING, NCBI_KEY, OPENALEX_KEY, stated_key

LONGEST: Final = 500
VARIABLES: Final = {
    "ncbi": NCBI_KEY,
    "openalex": OPENALEX_KEY,
    "language-model": "FINGERPOST_MODEL_KEY",
}
"""The names under which keys stand in the keyring, with the variables that go before it."""


def key_place(name: str) -> str:
    """Return where a key stands: 'environment', 'keyring', or '' for nowhere."""
    if os.environ.get(VARIABLES[name]) is not None:
        return "environment" if os.environ[VARIABLES[name]].strip() else ""
    return "keyring" if stated_key(VARIABLES[name], name) else ""


def keyring_fault() -> str:
    """Return why no key can be kept on this machine, or '' where one can."""
    try:
        import keyring
    except ImportError:
        return "The part of Fingerpost that speaks to the system's key store is not installed."
    if float(keyring.get_keyring().priority) <= 0:
        return "This system has no key store that Fingerpost can use."
    return ""


def keep_key(name: str, key: str) -> None:
    """Keep a key in the keyring; UsageError for what is none, FailureError where it has no room."""
    key = key.strip()
    if not key or len(key) > LONGEST or not key.isascii() or not key.isprintable() or " " in key:
        raise UsageError("This is no key: it is one word of letters, digits and signs.")
    _refuse_without_keyring()
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(KEYRING, name, key)
    except KeyringError:
        raise FailureError("The system's key store did not take the key. Is it locked?") from None


def forget_key(name: str) -> None:
    """Take a key out of the keyring; nothing where there is none."""
    _refuse_without_keyring()
    import keyring
    from keyring.errors import KeyringError, PasswordDeleteError

    try:
        with suppress(PasswordDeleteError):
            keyring.delete_password(KEYRING, name)
    except KeyringError:
        raise FailureError("The system's key store did not answer. Is it locked?") from None


def _refuse_without_keyring() -> None:
    fault = keyring_fault()
    if fault:
        raise FailureError(f"{fault} Nothing was kept: a key is never written into a file.")
