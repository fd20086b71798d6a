"""The user's e-mail address and keys, as the environment, a file of theirs or the keyring has them.

A key is the user's own. It comes from the environment or the system's keyring and never from a
file; it is sent to its supplier alone and stands in no error, log or cache. The e-mail address may
stand in a small file in the user's folder of settings, never in the home.
"""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from fingerpost.errors import SourceError
from fingerpost.sources.live.model import Settings

CONFIG = "FINGERPOST_CONFIG"
EMAIL = "FINGERPOST_EMAIL"
FILE = "suppliers.toml"
"""In the user's folder of settings; it may hold their e-mail address and nothing else."""
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
        email=email or stated_email(),
        ncbi_key=stated_key(NCBI_KEY, "ncbi"),
        openalex_key=stated_key(OPENALEX_KEY, "openalex"),
        urls=urls,
    )


def settings_folder() -> Path:
    """Return the user's folder of settings, or the one that FINGERPOST_CONFIG names."""
    named = os.environ.get(CONFIG)
    if named:
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path("fingerpost", appauthor=False)


def stated_email() -> str:
    """Return the e-mail address of the environment or the user's file, or ''.

    SourceError where the file cannot be read as it stands.
    """
    stated = os.environ.get(EMAIL)
    if stated is not None:
        return stated.strip()
    path = settings_folder() / FILE
    try:
        email = tomllib.loads(path.read_text(encoding="utf-8")).get("email", "")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SourceError(f"{path} cannot be read: {error}") from None
    if not isinstance(email, str):
        raise SourceError(f'{path}: write  email = "you@example.org"')
    return email.strip()


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
