"""Settings are kept in the user's own folder, checked first, and can be put back."""

from __future__ import annotations

from pathlib import Path

import pytest

from fingerpost.errors import SourceError, UsageError
from fingerpost.intake.own_settings import (
    keep_email,
    keep_model,
    switch_model_off,
    switch_model_on,
)
from fingerpost.sources.language_model import read_settings
from fingerpost.sources.live import settings_from_environment


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FINGERPOST_CONFIG", str(tmp_path / "settings"))
    monkeypatch.delenv("FINGERPOST_EMAIL", raising=False)
    return tmp_path / "settings"


def test_an_address_is_given_to_suppliers_and_taken_away(folder: Path) -> None:
    assert settings_from_environment().email == ""
    keep_email(" sam@example.org ")
    assert settings_from_environment().email == "sam@example.org"
    assert settings_from_environment("other@example.org").email == "other@example.org"
    keep_email("")
    assert settings_from_environment().email == ""


@pytest.mark.parametrize(
    "email", ["sam", "sam@", "a b@example.org", "a@b", 'a"@example.org', "x" * 300]
)
def test_what_is_no_address_is_refused(folder: Path, email: str) -> None:
    with pytest.raises(UsageError, match="no e-mail address"):
        keep_email(email)
    assert not folder.exists()


def test_the_environment_goes_before_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_email("sam@example.org")
    monkeypatch.setenv("FINGERPOST_EMAIL", "")
    assert settings_from_environment().email == "", "an empty one means none"


@pytest.mark.parametrize("text", ["email = ", "email = 3\n"])
def test_a_faulty_file_is_a_sentence(folder: Path, text: str) -> None:
    folder.mkdir()
    (folder / "suppliers.toml").write_text(text)
    with pytest.raises(SourceError, match=r"suppliers\.toml"):
        settings_from_environment()


def test_a_model_is_set_up_switched_off_and_on(folder: Path) -> None:
    keep_model("http://127.0.0.1:11434/v1", "llama3.1", 90)
    file = folder / "language-model.toml"
    file.write_text(f"# mine\n{file.read_text()}")
    keep_model("http://127.0.0.1:11434/v1", "other", 90)
    assert (read_settings().model, read_settings().seconds) == ("other", 90)
    assert "# mine" in file.read_text()
    switch_model_off()
    assert not file.exists()
    switch_model_on()
    assert read_settings().model == "other"
    with pytest.raises(UsageError, match="nothing to take back"):
        switch_model_on()


@pytest.mark.parametrize(
    ("address", "model", "seconds", "told"),
    [("http://example.org/v1", "m", 90, "https"), ("nowhere", "m", 90, "no address"),
     ("https://example.org/v1", "", 90, "needs an address and a model"),
     ("https://example.org/v1", "m", 0, "seconds")],
)  # fmt: skip
def test_a_model_that_could_harm_is_not_set_up(
    folder: Path, address: str, model: str, seconds: float, told: str
) -> None:
    with pytest.raises(SourceError, match=told):
        keep_model(address, model, seconds)
    assert not folder.exists()
