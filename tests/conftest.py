"""Fixtures that all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared measurements and data beside the project; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"real data is not here: no folder {SHARED.name}/ beside the project")
    return SHARED


@pytest.fixture(scope="session")
def shared_data(shared: Path) -> Path:
    """The real exports to test on; skips where they are absent."""
    data = shared / "data"
    if not data.is_dir():
        pytest.skip("real data is not here: no folder shared/data beside the project")
    return data
