"""What is kept between requests: answers, paces, and where keys come from."""

from __future__ import annotations

import sqlite3
import sys
import time
import types
from pathlib import Path

import pytest

from fingerpost.errors import SourceError
from fingerpost.sources.live import Settings, settings_from_environment
from fingerpost.sources.live.cache import Cache
from fingerpost.sources.live.folders import answers_file, pace_folder
from fingerpost.sources.live.limits import spacing
from fingerpost.sources.live.pace import Pace

KEY = "0123456789abcdef0123456789abcdef0123"


def test_an_answer_comes_back_as_it_was(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "a" / "answers.sqlite")
    assert cache.get("k") is None
    cache.put("k", b"body" * 1000, '"tag"', "")
    kept = cache.get("k")
    assert kept is not None
    assert (kept.body, kept.conditions) == (b"body" * 1000, {"If-None-Match": '"tag"'})
    assert kept.is_fresh(1.0)
    assert not kept.is_fresh(0.0)


def test_the_oldest_answers_go_beyond_the_bound(tmp_path: Path) -> None:
    import random

    noise = random.Random(1).randbytes
    cache = Cache(tmp_path / "answers.sqlite", most_bytes=3_500)
    for name in "abcd":
        cache.put(name, noise(1000), "", "")
        with sqlite3.connect(tmp_path / "answers.sqlite") as database:
            database.execute("UPDATE answers SET taken = taken - 1")
    assert [name for name in "abcd" if cache.get(name)] == ["b", "c", "d"]
    cache.put("too large", noise(4000), "", "")
    assert cache.get("too large") is None


def test_an_answer_of_long_ago_is_let_go(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "answers.sqlite")
    cache.put("old", b"x", "", "")
    with sqlite3.connect(tmp_path / "answers.sqlite") as database:
        database.execute("UPDATE answers SET taken = taken - 40 * 86400")
    cache.put("new", b"y", "", "")
    assert cache.get("old") is None
    assert cache.get("new") is not None


def test_an_answer_from_the_time_to_come_is_not_fresh(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "answers.sqlite")
    cache.put("k", b"x", "", "")
    with sqlite3.connect(tmp_path / "answers.sqlite") as database:
        database.execute("UPDATE answers SET taken = taken + 86400")
    kept = cache.get("k")
    assert kept is not None
    assert not kept.is_fresh(1.0)


def test_a_damaged_cache_only_costs_requests(tmp_path: Path) -> None:
    file = tmp_path / "answers.sqlite"
    file.write_bytes(b"this is no database" * 100)
    cache = Cache(file)
    cache.put("k", b"x", "", "")
    assert cache.get("k") is None
    cache.renew("k")
    in_the_way = Cache(tmp_path / "answers.sqlite" / "below" / "answers.sqlite")
    in_the_way.put("k", b"x", "", "")
    assert in_the_way.get("k") is None


def turns(tmp_path: Path, name: str = "x", wanted: float = 5.0) -> list[float]:
    """The waits of one turn."""
    waits: list[float] = []
    with Pace(tmp_path, name, wanted, waits.append).turn(1.0):
        pass
    return waits


def test_the_first_turn_waits_for_nothing_and_the_next_for_the_spacing(tmp_path: Path) -> None:
    assert turns(tmp_path) == []
    [wait] = turns(tmp_path)
    assert 4.0 < wait <= 5.0
    assert turns(tmp_path, "another supplier") == []


@pytest.mark.parametrize("text", ["", "nonsense", "under way", "1", "1 2 3", "\udcff"])
def test_a_note_that_cannot_be_read_is_waited_for_once(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.last").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert turns(tmp_path) == [5.0]


def test_a_note_of_before_the_machine_was_started_again(tmp_path: Path) -> None:
    (tmp_path / "x.last").write_text(f"{time.monotonic() + 1e6} {time.monotonic() + 1e6}")
    assert turns(tmp_path) == [5.0]


def test_a_turn_that_others_hold_for_ever_is_an_error(tmp_path: Path) -> None:
    with (
        Pace(tmp_path, "x", 0.0, time.sleep).turn(1.0),
        pytest.raises(SourceError, match="Another fetch from this supplier is under way"),
        Pace(tmp_path, "x", 0.0, time.sleep).turn(0.05),
    ):
        pass


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SourceError, match="FINGERPOST_DATA"):
        Pace(tmp_path / "file" / "x", "x", 0.0, time.sleep)


@pytest.mark.parametrize(
    ("supplier", "told", "seconds"),
    [
        ("pubmed", {}, 1 / 3),
        ("pubmed", {"ncbi_key": KEY}, 0.1),
        ("arxiv", {}, 3.0),
        ("arxiv", {"email": "a@example.org", "ncbi_key": KEY}, 3.0),
        ("openalex", {"openalex_key": KEY}, 0.1),
        ("europepmc", {}, 1 / 3),
        ("crossref", {}, 1.0),
        ("crossref", {"email": "a@example.org"}, 1 / 3),
    ],
)
def test_the_published_limits(supplier: str, told: dict[str, str], seconds: float) -> None:
    assert spacing(supplier, Settings(**told)) == pytest.approx(seconds)  # type: ignore[arg-type]


def test_paces_and_answers_lie_in_the_users_folders(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FINGERPOST_DATA", str(tmp_path))
    assert pace_folder(Settings()) == tmp_path / "suppliers"
    assert answers_file(Settings()) == tmp_path / "suppliers" / "answers.sqlite"
    monkeypatch.delenv("FINGERPOST_DATA")
    assert "fingerpost" in str(pace_folder(Settings()))
    assert answers_file(Settings()) != pace_folder(Settings()) / "answers.sqlite"


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that says nothing."""
    for name in ("EMAIL", "NCBI_KEY", "OPENALEX_KEY", "URL_PUBMED", "OFFLINE"):
        monkeypatch.delenv(f"FINGERPOST_{name}", raising=False)
    monkeypatch.setenv("FINGERPOST_CONFIG", "no-such-folder")
    monkeypatch.setitem(sys.modules, "keyring", None)
    return monkeypatch


def test_settings_come_from_the_environment(bare: pytest.MonkeyPatch) -> None:
    bare.setenv("FINGERPOST_NCBI_KEY", f" {KEY}\n")
    bare.setenv("FINGERPOST_EMAIL", "ada@example.org")
    bare.setenv("FINGERPOST_URL_ARXIV_OAI", "https://mirror.example.org/oai")
    settings = settings_from_environment()
    assert (settings.ncbi_key, settings.email) == (KEY, "ada@example.org")
    assert settings.urls == {"arxiv-oai": "https://mirror.example.org/oai"}
    assert KEY not in repr(settings)
    assert settings_from_environment("sam@example.org").email == "sam@example.org"


def a_keyring(answer: object) -> dict[str, types.ModuleType]:
    """Modules that stand for the package keyring, which need not be installed."""

    class KeyringError(Exception):
        pass

    def get_password(service: str, user: str) -> str | None:
        assert service == "fingerpost"
        if isinstance(answer, dict):
            return answer.get(user)
        raise KeyringError("it is locked")

    errors = types.ModuleType("keyring.errors")
    errors.KeyringError = KeyringError  # type: ignore[attr-defined]
    package = types.ModuleType("keyring")
    package.get_password = get_password  # type: ignore[attr-defined]
    return {"keyring": package, "keyring.errors": errors}


def test_a_key_comes_from_the_keyring_unless_the_environment_has_one(
    bare: pytest.MonkeyPatch,
) -> None:
    for name, module in a_keyring({"ncbi": KEY}).items():
        bare.setitem(sys.modules, name, module)
    settings = settings_from_environment()
    assert (settings.ncbi_key, settings.openalex_key) == (KEY, "")
    bare.setenv("FINGERPOST_NCBI_KEY", "")
    assert settings_from_environment().ncbi_key == "", "an empty one means none"


def test_a_locked_keyring_and_none_at_all_are_no_key(bare: pytest.MonkeyPatch) -> None:
    assert settings_from_environment().ncbi_key == ""
    for name, module in a_keyring(None).items():
        bare.setitem(sys.modules, name, module)
    assert settings_from_environment().ncbi_key == ""
