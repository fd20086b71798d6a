"""Fixtures that all tests share: real data beside the project, a demonstration home, a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

SHARED = Path(__file__).resolve().parents[2] / "shared"
TODAY = "2026-11-23"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# A busy machine is slow; no test may depend on it. What lands is tried on the same examples each
# time; at a desk they are drawn anew, and find more.
settings.register_profile(
    "fingerpost",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("fingerpost")

Run = Callable[..., "subprocess.CompletedProcess[str]"]


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


def run_fingerpost(*arguments: object, data: Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the real command in a process of its own, without a terminal."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("FINGERPOST")
    }
    environment |= {"FINGERPOST_DATA": str(data), "PYTHONWARNINGS": "error", "NO_COLOR": "1"}
    environment |= {"FINGERPOST_CONFIG": str(data / "settings")}
    return subprocess.run(
        [sys.executable, "-m", "fingerpost.faces.cli.main", *map(str, arguments)],
        cwd=cwd,
        env=environment,
        text=True,
        encoding="utf-8",
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=300,
    )


@pytest.fixture
def fingerpost(tmp_path: Path) -> Run:
    """The real command, in an empty folder and with a data directory of its own."""

    def run(*arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        return run_fingerpost(*arguments, data=tmp_path / "data", cwd=cwd or tmp_path)

    return run


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The demonstration home, made as `make start` makes it, and what the command printed."""
    folder = tmp_path_factory.mktemp("demo")
    done = run_fingerpost(
        "start", "demo", "--example", "--today", TODAY, data=folder / "data", cwd=folder
    )
    assert done.returncode == 0, done.stderr
    return {
        "home": folder / "demo",
        "data": folder / "data",
        "cwd": folder,
        "stdout": done.stdout,
        "stderr": done.stderr,
        "signpost": folder / "demo" / "signposts" / TODAY,
    }


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, headless; skipped where it is absent, except in CI, which must have it."""
    chromium = shutil.which("chromium")
    if chromium is None:
        message = "no Chromium here: the browser tests need Debian's package chromium"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield running
        running.close()
