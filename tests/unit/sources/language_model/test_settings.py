"""How a language model is set up, and which addresses are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from fingerpost.errors import SourceError
from fingerpost.sources.language_model import read_settings
from fingerpost.sources.language_model.settings import checked_address


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FINGERPOST_CONFIG", str(tmp_path))
    monkeypatch.setenv("FINGERPOST_MODEL_KEY", "a-made-up-key-of-mine")
    return tmp_path


def write(folder: Path, text: str) -> None:
    (folder / "language-model.toml").write_text(text)


def test_nothing_set_up_says_how(folder: Path) -> None:
    with pytest.raises(SourceError, match=r"127\.0\.0\.1:11434") as error:
        read_settings()
    assert str(folder) in str(error.value)


def test_what_is_set_up_is_read_and_the_key_shows_nowhere(folder: Path) -> None:
    write(folder, 'address = "http://127.0.0.1:11434/v1/"\nmodel = "llama3.1"\n')
    settings = read_settings()
    assert (settings.address, settings.model) == ("http://127.0.0.1:11434/v1", "llama3.1")
    assert settings.is_here
    assert "this machine" in settings.host
    assert settings.key == "a-made-up-key-of-mine"
    assert "a-made-up-key" not in repr(settings)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('address = "x', "line 1"),
        ('model = "m"\n', "needs an address"),
        ('address = "https://example.org/v1"\n', "needs an address"),
        ('address = 3\nmodel = "m"\n', "needs an address"),
        ('address = "https://example.org"\nmodel = "m"\napi_key = "secret"\n', "holds a key"),
        ('address = "https://example.org"\nmodel = "m"\ntemperature = 1\n', "temperature"),
        ('address = "https://example.org"\nmodel = "m"\nseconds = 0\n', "seconds"),
        ('address = "http://example.org/v1"\nmodel = "m"\n', "https"),
    ],
)
def test_a_faulty_file_is_a_sentence(folder: Path, text: str, words: str) -> None:
    write(folder, text)
    with pytest.raises(SourceError, match=words) as error:
        read_settings()
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:8080/v1", "http://[::1]:8080", "http://localhost:1234/v1",
        "https://example.org/v1", "https://example.org:8443/api/v1/",
    ],
)  # fmt: skip
def test_these_addresses_may_be_asked(address: str) -> None:
    assert checked_address(address) == address.rstrip("/")


@pytest.mark.parametrize(
    "address",
    [
        "", "127.0.0.1:8080", "ftp://example.org", "file:///etc/passwd", "https://",
        "http://example.org", "http://192.168.1.5:11434/v1", "http://127.0.0.1.example.org/v1",
        "http://localhost.example.org", "https://me:secret@example.org/v1",
        "https://example.org/v1?key=secret", "https://example.org/v1#x", "https://example.org:port",
        "http://0.0.0.0:11434",
    ],
)  # fmt: skip
def test_these_addresses_are_refused(address: str) -> None:
    with pytest.raises(SourceError):
        checked_address(address)
