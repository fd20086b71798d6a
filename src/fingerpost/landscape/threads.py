"""One BLAS thread: how many there are would change the last digits of floating-point sums."""

from __future__ import annotations

from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def one_thread() -> Iterator[None]:
    """Hold numpy and scipy to one thread for as long as the block lasts."""
    # threadpoolctl comes with scikit-learn and has no type hints
    with import_module("threadpoolctl").threadpool_limits(limits=1):
        yield
