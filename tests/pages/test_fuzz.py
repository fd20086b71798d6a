"""Made-up requests to every route: no fault of the app's own, no traceback, none left hanging."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from fingerpost.home import Home

ROOT = Path(__file__).resolve().parents[2]
SHORT = ("--phases", "fuzzing", "--max-examples", "4", "--seed", "11")


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


tool = load("fuzz")


def test_no_request_breaks_the_app(tmp_path: Path) -> None:
    assert tool.fuzz(tool.small_home(tmp_path), tmp_path, SHORT) == []


class Broken(BaseHTTPRequestHandler):
    """Answers one page with a fault of its own."""

    def do_GET(self) -> None:
        self.send_response(500 if self.path.startswith("/paths") else 404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def test_a_page_that_breaks_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def served(*_: Path) -> Iterator[Any]:
        server = HTTPServer(("127.0.0.1", 0), Broken)
        Thread(target=server.serve_forever, daemon=True).start()
        running = SimpleNamespace(poll=lambda: None)
        yield tool.App(f"http://127.0.0.1:{server.server_port}", {}, running, "Traceback of ours")
        server.shutdown()
        server.server_close()

    monkeypatch.setattr(tool, "served", served)
    monkeypatch.setattr(tool, "bring_in", lambda _: None)
    monkeypatch.setattr(tool, "let_finish", lambda *_: None)
    monkeypatch.setattr(tool, "look_around", lambda _: {"key": ["made-up"]})
    home = Home.create(tmp_path / "home", "").folder
    found = tool.fuzz(home, tmp_path, [*SHORT, "--include-path", "/paths"])
    assert [each.partition(" values")[0] for each in found] == [
        "schemathesis found faults with known",
        "schemathesis found faults with any",
        "Traceback of ours",
    ]
