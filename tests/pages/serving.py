"""The app as a user runs it: a process of its own over a copy of a home, and a browser on it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TODAY = "2026-11-23"


@dataclass
class Serving:
    """A home that is served; may be killed and served again."""

    home: Path
    data: Path
    address: str = ""
    running: Any = None
    today: str = TODAY

    @property
    def base(self) -> str:
        return self.address.partition("/?")[0]

    def start(self) -> None:
        environment = {**os.environ, "FINGERPOST_DATA": str(self.data), "PYTHONUNBUFFERED": "1"}
        environment |= {
            "FINGERPOST_CONFIG": str(self.data / "settings"),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
        }
        self.running = subprocess.Popen(
            [sys.executable, "-m", "fingerpost.faces.cli.main", "serve", "--no-open",
             "--home", str(self.home), "--today", self.today],
            env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        found = re.search(r"http://\S+", self.running.stdout.readline())
        assert found
        self.address = found[0]

    def end(self, how: signal.Signals = signal.SIGINT) -> None:
        self.running.send_signal(how)
        _, wrong = self.running.communicate(timeout=60)
        assert "Traceback" not in wrong, wrong


class Visitor:
    """A browser's window with the key; the console must stay silent, and no other host be asked."""

    def __init__(self, browser: Any, serving: Serving, **options: Any) -> None:
        self.serving, self._own = serving, (serving.base, "data:", "about:")
        self.context = browser.new_context(**options)
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page = self.tab()
        self.page.goto(serving.address)

    def tab(self) -> Any:
        page = self.context.new_page()
        page.on("console", lambda message: self.said.append(f"{page.url}: {message.text}"))
        page.on("pageerror", lambda error: self.said.append(f"{page.url}: {error}"))
        page.on("request", lambda request: self.asked.append(request.url))
        return page

    def go(self, path: str) -> Any:
        self.page.goto(self.serving.base + path)
        # A page that is being made ready loads itself again until it is.
        self.page.locator("[data-again]").wait_for(state="detached", timeout=60_000)
        return self.page

    def close(self) -> None:
        self.context.close()
        elsewhere = [url for url in self.asked if not url.startswith(self._own)]
        assert elsewhere == [], elsewhere
        told = ("status of 400", "status of 404", "status of 409")  # refusals that pages explain
        said = [line for line in self.said if not any(code in line for code in told)]
        assert said == [], said
