"""The collector of cycles is held back, and is left as it was."""

from __future__ import annotations

import gc

import pytest

from fingerpost.dives.collecting import without_collecting


def test_it_is_held_back_and_brought_back_even_where_something_fails() -> None:
    assert gc.isenabled()

    @without_collecting()
    def fails() -> None:
        assert not gc.isenabled()
        raise KeyError("a fault")

    for _ in range(2):
        with pytest.raises(KeyError, match="a fault"):
            fails()
        assert gc.isenabled()


def test_where_it_was_off_it_stays_off() -> None:
    gc.disable()
    try:
        with without_collecting():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
