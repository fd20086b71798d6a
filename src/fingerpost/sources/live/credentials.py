"""The user's e-mail address and keys: from the environment or the system's keyring, never a file.

A key is the user's own. It is sent to its supplier alone and stands in no error, log or cache.
"""

from __future__ import annotations

import os

from fingerpost.sources.live.model import Settings

EMAIL = "FINGERPOST_EMAIL"
NCBI_KEY = "FINGERPOST_NCBI_KEY"
OPENALEX_KEY = "FINGERPOST_OPENALEX_KEY"
KEYRING = "fingerpost"
"""The name under which keys stand in the keyring; their user names are 'ncbi' and 'openalex'."""

_URL = "FINGERPOST_URL_"


def settings_from_environment(email: str = "") -> Settings:
    """Return the settings that the environment and the keyring state; SourceError for a bad key.

    FINGERPOST_URL_PUBMED and the like name another address for a supplier, such as a mirror.
    """
    urls = {
        name.removeprefix(_URL).lower().replace("_", "-"): value
        for name, value in os.environ.items()
        if name.startswith(_URL) and value
    }
    return Settings(
        email=email or os.environ.get(EMAIL, ""),
        ncbi_key=stated_key(NCBI_KEY, "ncbi"),
        openalex_key=stated_key(OPENALEX_KEY, "openalex"),
        urls=urls,
    )


def stated_key(variable: str, name: str) -> str:
    """Return the key that an environment variable or the system's keyring holds, or ''."""
    stated = os.environ.get(variable)
    if stated is not None:
        return stated.strip()
    try:
        import keyring
        from keyring.errors import KeyringError
    except ImportError:
        return ""
    try:
        return (keyring.get_password(KEYRING, name) or "").strip()
    except KeyringError:
        return ""
