"""One BLAS thread: how many there are would change the last digits of floating-point sums."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def one_thread() -> Iterator[None]:
    """Hold numpy and scipy to one thread for as long as the block lasts."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(limits=1):
        yield
