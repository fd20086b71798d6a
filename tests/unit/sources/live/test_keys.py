"""Keys go into the system's keyring and out of it again, and into nothing else."""

from __future__ import annotations

import sys
import types

import pytest

from fingerpost.errors import FailureError, UsageError
from fingerpost.sources.live.keys import VARIABLES, forget_key, keep_key, key_place, keyring_fault

KEY = "a-made-up-key-of-mine"


def a_keyring(
    kept: dict[str, str], priority: float = 5, *, locked: bool = False
) -> dict[str, types.ModuleType]:
    """Modules that stand for the package keyring, which need not be installed."""

    class KeyringError(Exception):
        pass

    class PasswordDeleteError(KeyringError):
        pass

    def check() -> None:
        if locked:
            raise KeyringError("it is locked")

    def put(service: str, name: str, key: str) -> None:
        check()
        assert service == "fingerpost"
        kept[name] = key

    def get(_service: str, name: str) -> str | None:
        check()
        return kept.get(name)

    def drop(_service: str, name: str) -> None:
        check()
        if name not in kept:
            raise PasswordDeleteError
        del kept[name]

    package, errors = types.ModuleType("keyring"), types.ModuleType("keyring.errors")
    vars(package).update(
        set_password=put, get_password=get, delete_password=drop,
        get_keyring=lambda: types.SimpleNamespace(priority=priority),
    )  # fmt: skip
    vars(errors).update(KeyringError=KeyringError, PasswordDeleteError=PasswordDeleteError)
    return {"keyring": package, "keyring.errors": errors}


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for variable in VARIABLES.values():
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setitem(sys.modules, "keyring", None)
    return monkeypatch


def use(patch: pytest.MonkeyPatch, modules: dict[str, types.ModuleType]) -> None:
    for name, module in modules.items():
        patch.setitem(sys.modules, name, module)


def test_a_key_is_kept_found_and_taken_away(bare: pytest.MonkeyPatch) -> None:
    kept: dict[str, str] = {}
    use(bare, a_keyring(kept))
    assert keyring_fault() == ""
    assert key_place("ncbi") == ""
    keep_key("ncbi", f" {KEY} ")
    assert kept == {"ncbi": KEY}
    assert key_place("ncbi") == "keyring"
    forget_key("ncbi")
    forget_key("ncbi")
    assert kept == {}


def test_the_environment_goes_first(bare: pytest.MonkeyPatch) -> None:
    use(bare, a_keyring({"openalex": KEY}))
    bare.setenv("FINGERPOST_OPENALEX_KEY", "another")
    assert key_place("openalex") == "environment"
    bare.setenv("FINGERPOST_OPENALEX_KEY", "")
    assert key_place("openalex") == "", "an empty one means none"


@pytest.mark.parametrize("key", ["", "two words", "kéy", "line\nline", "x" * 501])
def test_what_is_no_key_is_refused(bare: pytest.MonkeyPatch, key: str) -> None:
    kept: dict[str, str] = {}
    use(bare, a_keyring(kept))
    with pytest.raises(UsageError, match="no key"):
        keep_key("ncbi", key)
    assert kept == {}


def test_without_a_key_store_nothing_is_kept_and_the_key_is_not_told(
    bare: pytest.MonkeyPatch,
) -> None:
    assert "not installed" in keyring_fault()
    with pytest.raises(FailureError, match="never written into a file") as error:
        keep_key("ncbi", KEY)
    assert KEY not in str(error.value)
    use(bare, a_keyring({}, priority=0))
    assert "no key store" in keyring_fault()
    use(bare, a_keyring({}, locked=True))
    for call in (lambda: keep_key("ncbi", KEY), lambda: forget_key("ncbi")):
        with pytest.raises(FailureError, match="locked") as error:
            call()
        assert KEY not in str(error.value)
