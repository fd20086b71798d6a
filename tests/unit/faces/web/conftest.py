"""The app without a server: requests as the owner's browser sends them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.unit.faces.web import diving

from fingerpost.desk import Desk, open_desk
from fingerpost.faces.web.app import make_app
from fingerpost.faces.web.guard import Guard
from fingerpost.guide import example_profile_text
from fingerpost.home import Home

TOKEN, PORT = "made-up-token-for-tests", 8123
BASE = f"http://127.0.0.1:{PORT}"


@dataclass(frozen=True)
class Owner:
    """The app as its owner meets it; without `cookies`, as anybody else does."""

    home: Home
    app: Guard
    cookies: dict[str, str] = field(default_factory=lambda: {f"fingerpost-{PORT}": TOKEN})

    def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        async def asked() -> httpx.Response:
            way = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(
                transport=way, base_url=BASE, cookies=self.cookies
            ) as client:
                return await client.request(method, path, **options)

        with ThreadPoolExecutor(1) as apart:  # a browser's tests leave a loop running in ours
            return apart.submit(asyncio.run, asked()).result()

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.ask("GET", path, headers=headers)

    def send(self, path: str, came: str = "/", files: Any = None, **fields: str) -> httpx.Response:
        """Send a form as a page of ours would."""
        key = re.search(r'name="key" value="(\w+)"', self.get("/library/import").text)
        assert key
        headers = {"Origin": BASE, "Referer": BASE + came}
        return self.ask("POST", path, data={"key": key[1], **fields}, files=files, headers=headers)


@pytest.fixture
def owner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Owner:
    monkeypatch.setenv("FINGERPOST_DATA", str(tmp_path / "data"))
    home = Home.create(tmp_path / "home", example_profile_text())
    return Owner(home, make_app(home, TOKEN, PORT, lambda: date(2026, 11, 23)))


@pytest.fixture
def begun(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A home with an area of abstracts that was not looked into yet."""
    monkeypatch.setenv("FINGERPOST_DATA", str(tmp_path / "data"))
    with open_desk(diving.begin(tmp_path / "home").folder) as desk:
        yield desk


@pytest.fixture
def dived(begun: Desk) -> Desk:
    """The same, looked into."""
    diving.look(begun)
    return begun
