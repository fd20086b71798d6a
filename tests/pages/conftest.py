"""A copy of the demonstration home, served; and visitors to it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.pages.serving import Serving, Visitor

Visit = Callable[..., Visitor]


@pytest.fixture(scope="module")
def serving(demo: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder: Path = tmp_path_factory.mktemp("served")
    shutil.copytree(demo["home"], folder / "home")
    shutil.copytree(demo["data"], folder / "data")
    serving = Serving(folder / "home", folder / "data")
    serving.start()
    yield serving
    serving.end()


@pytest.fixture
def visit(browser: Any, serving: Serving) -> Iterator[Visit]:
    """Open the app in a window of its own; what must hold of every visit is asserted at its end."""
    visitors: list[Visitor] = []

    def go(**options: Any) -> Visitor:
        visitors.append(Visitor(browser, serving, **options))
        return visitors[-1]

    yield go
    for visitor in visitors:
        visitor.close()
