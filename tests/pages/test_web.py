"""The local web app: for the owner alone, from this machine alone, the home's reports alone."""

from __future__ import annotations

import base64
import hashlib
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fingerpost.guide import example_profile_text
from fingerpost.home import Home

pytestmark = pytest.mark.xdist_group("demo")
TOKEN = "made-up-token-for-tests"
PAGE = "/signposts/2026-11-23/report.html"
SECRET = "only-the-owner-may-read-this"


@dataclass(frozen=True)
class Answer:
    """A status, headers by lower-case name, and the text."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass(frozen=True)
class App:
    """A running app; `ask` sends a path exactly as it is written."""

    port: int
    home: Path

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = {"Host": f"127.0.0.1:{self.port}"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection.putrequest(method, path, skip_host=True)
        for name, value in sent.items():
            connection.putheader(name, value)
        connection.endheaders()
        with connection.getresponse() as got:
            names = {name.lower(): value for name, value in got.getheaders()}
            answer = Answer(got.status, names, got.read().decode("utf-8", "replace"))
        connection.close()
        return answer

    def send(self, path: str, body: str, **headers: str) -> Answer:
        """Send a form with the cookie."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = {
            "Host": f"127.0.0.1:{self.port}",
            "Cookie": f"fingerpost-{self.port}={TOKEN}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request("POST", path, body.encode(), sent)
        with connection.getresponse() as got:
            names = {name.lower(): value for name, value in got.getheaders()}
            answer = Answer(got.status, names, got.read().decode("utf-8", "replace"))
        connection.close()
        return answer

    def owner(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask with the cookie."""
        return self.ask(path, method, Cookie=f"fingerpost-{self.port}={TOKEN}", **headers)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app over a small home of two pages, on a free port."""
    import uvicorn

    from fingerpost.faces.web.app import make_app

    folder = tmp_path_factory.mktemp("web")
    patch = pytest.MonkeyPatch()
    patch.setenv("FINGERPOST_DATA", str(folder / "data"))
    home = Home.create(folder / "home", example_profile_text() + f"# {SECRET}\n")
    for relative in (PAGE, "/dives/sepsis/2026-11-23/report.html", "/signposts/2026-11-23/a.md"):
        file = home.folder / relative.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("<!doctype html><title>A made-up page</title>", encoding="utf-8")
    for outside in (folder / "outside.html", home.folder / "private.html"):
        outside.write_text(SECRET)
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(make_app(home, TOKEN, port), log_level="critical", ws="none")
    )
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield App(port, home.folder)
    server.should_exit = True
    thread.join(20)
    listener.close()
    patch.undo()


def test_without_the_token_nothing_is_shown(app: App) -> None:
    for path in ("/", PAGE, "/nowhere", "/?token=", "/?token=wrong", f"{PAGE}?token=%00"):
        answer = app.ask(path)
        assert answer.status == 401, path
        assert "made-up page" not in answer.text
    assert app.ask("/", Cookie=f"fingerpost-{app.port}=wrong").status == 401
    assert app.ask(f"/?token={TOKEN}x").status == 401


def test_the_token_becomes_a_cookie_and_leaves_the_address(app: App) -> None:
    answer = app.ask(f"{PAGE}?token={TOKEN}")
    assert answer.status == 303
    assert answer.headers["location"] == PAGE
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith(f"fingerpost-{app.port}={TOKEN}")
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert app.owner(PAGE).status == 200


@pytest.mark.parametrize("target", ["//evil.example/", "/\\evil.example", "//evil.example/%2e%2e"])
def test_the_token_never_sends_the_browser_elsewhere(app: App, target: str) -> None:
    location = app.ask(f"{target}?token={TOKEN}").headers.get("location", "/")
    assert not re.match(r"[/\\]{2}|https?:", location), location


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "", "[::1]:{port}"]
)
def test_another_host_is_refused(app: App, host: str) -> None:
    answer = app.owner("/", Host=host.format(port=app.port))
    assert answer.status in (400, 403)
    if host:
        assert answer.status == 403


def test_localhost_is_the_same_place(app: App) -> None:
    assert app.owner("/", Host=f"localhost:{app.port}").status == 200


@pytest.mark.parametrize(
    "header",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_another_site_may_not_ask(app: App, header: dict[str, str]) -> None:
    assert app.owner("/", **header).status == 403
    assert app.ask(f"/?token={TOKEN}", **header).status == 403


def test_the_home_itself_may_ask(app: App) -> None:
    origin = f"http://127.0.0.1:{app.port}"
    assert app.owner("/", Origin=origin, Sec_Fetch_Site="same-origin").status == 200
    assert app.owner("/", Sec_Fetch_Site="none").status == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_pages_are_only_read(app: App, method: str) -> None:
    mine = f"http://127.0.0.1:{app.port}"
    for path in ("/", PAGE):
        assert app.owner(path, method, Content_Length="0", Origin=mine).status == 405


def test_a_form_is_taken_only_from_our_own_pages(app: App) -> None:
    mine = f"http://127.0.0.1:{app.port}"
    key = re.search(r'name="key" value="([0-9a-f]{64})"', app.owner("/").text)
    assert key
    refused = [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": mine, "Sec_Fetch_Site": "cross-site"},
        {"Origin": mine, "Host": "evil.example"},
    ]
    for headers in refused:
        assert app.send("/today/missed", f"key={key[1]}", **headers).status == 403, headers
    for body in ("", "key=", "key=wrong", "key=%00", f"key={key[1]}x"):
        answer = app.send("/today/missed", body, Origin=mine)
        assert answer.status == 403, body
        assert "earlier session" in answer.text
    assert app.ask("/today/missed", "POST", Origin=mine, Content_Length="0").status == 401
    journal = app.home / "journal.jsonl"
    assert not journal.exists() or "week missed" not in journal.read_text()
    assert app.send("/today/missed", f"key={key[1]}", Origin=mine).status == 303
    assert "week missed" in journal.read_text()
    assert app.send("/today/undo", f"key={key[1]}", Origin=mine).status == 303


def test_what_is_sent_is_bounded(app: App) -> None:
    mine = f"http://127.0.0.1:{app.port}"
    big = {"Origin": mine, "Content_Type": "application/x-www-form-urlencoded"}
    assert app.owner("/today/done", "POST", Content_Length="99999999", **big).status == 413
    assert app.owner("/today/done", "POST", Transfer_Encoding="chunked", **big).status == 411
    big["Content_Type"] = "multipart/form-data; boundary=x"
    answer = app.owner(
        "/library/import/take",
        "POST",
        Content_Length="2000000001",
        Accept="application/json",
        **big,
    )
    assert answer.status == 413
    assert json.loads(answer.text)["error"]["status"] == 413
    assert "MB" in json.loads(answer.text)["error"]["sentence"]


def test_pages_come_with_guarding_headers(app: App) -> None:
    for answer in (app.owner("/reports"), app.owner(PAGE), app.owner("/no"), app.ask("/")):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["cache-control"] == "no-store"
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        scripts = policy.partition("script-src")[2].partition(";")[0]
        assert "unsafe" not in scripts
        assert "access-control-allow-origin" not in answer.headers


def test_a_stored_report_runs_its_own_scripts_and_no_other(app: App) -> None:
    day = app.home / "signposts" / "2026-11-20"
    day.mkdir(exist_ok=True)
    own = "document.title = 'mine';"
    (day / "report.html").write_text(
        '<meta http-equiv="Content-Security-Policy" content="script-src *">'
        f"<script>{own}</script><script src='https://evil.example/x.js'></script>"
        '<p onclick="alert(1)">A made-up page</p><a rel="noreferrer" href="https://a.example">a</a>'
    )
    answer = app.owner("/signposts/2026-11-20/report.html")
    policy = answer.headers["content-security-policy"]
    known = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
    assert f"script-src 'sha256-{known}';" in policy
    assert policy.startswith("sandbox allow-scripts")
    assert "allow-same-origin" not in policy
    assert "http-equiv" not in answer.text
    assert answer.headers["x-frame-options"] == "DENY"
    framed = app.owner("/signposts/2026-11-20/report.html?framed=1")
    assert framed.headers["x-frame-options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in framed.headers["content-security-policy"]
    assert 'target="_blank"' in framed.text


def test_the_reports_are_listed(app: App) -> None:
    text = app.owner("/reports").text
    assert 'href="/reports/signposts/2026-11-23"' in text
    assert 'href="/reports/dives/sepsis/2026-11-23"' in text
    assert f'src="{PAGE}?framed=1"' in app.owner("/reports/signposts/2026-11-23").text
    assert app.owner("/dives/sepsis/2026-11-23/report.html").status == 200
    markdown = app.owner("/signposts/2026-11-23/a.md")
    assert markdown.headers["content-type"].startswith("text/plain"), "never run as a page"


@pytest.mark.parametrize(
    "path",
    [
        "/me.toml",
        "/signposts/../../me.toml",
        "/signposts/../me.toml",
        "/signposts/../private.html",
        "/signposts/2026-11-23/../../private.html",
        "/signposts/%2e%2e/private.html",
        "/signposts/%2e%2e%2fprivate.html",
        "/signposts/..%2fprivate.html",
        "/signposts/%2e%2e/%2e%2e%2foutside.html",
        "/signposts/x/..%2f..%2fprivate.html",
        "/signposts/x/..%5c..%5cprivate.html",
        "/signposts/x/%252e%252e%252fprivate.html",
        "/dives/../../outside.html",
        "/dives/../private.html",
        "/dives/a/..%2f../private.html",
        "/dives/%2e%2e/%2e%2e/outside.html",
        "/signposts//private.html",
        "/signposts/2026-11-23/",
        "/signposts/2026-11-23",
        "/journal.jsonl",
        "/fingerpost.toml",
    ],
)
def test_nothing_else_of_the_disk_is_shown(app: App, path: str) -> None:
    answer = app.owner(path)
    assert SECRET not in answer.text
    assert answer.status == 404


@pytest.mark.parametrize(
    "path", ["/signposts/2026-11-23/%00.html", f"/signposts/x/{'y' * 5000}.html"]
)
def test_a_name_that_no_disk_can_hold_is_no_page(app: App, path: str) -> None:
    assert app.owner(path).status == 404


def test_a_link_that_leads_out_of_the_home_is_not_followed(app: App) -> None:
    day = app.home / "signposts" / "2026-11-22"
    day.mkdir(exist_ok=True)
    (day / "report.html").symlink_to(app.home.parent / "outside.html")
    (day / "mine.html").symlink_to(app.home / "private.html")
    (app.home / "dives" / "elsewhere").symlink_to(app.home.parent)
    (app.home / "dives" / "up").symlink_to(app.home)
    for path in (
        "/signposts/2026-11-22/report.html",
        "/signposts/2026-11-22/mine.html",
        "/dives/elsewhere/home/private.html",
        "/dives/up/signposts/../private.html",
        "/dives/elsewhere/./outside.html",
    ):
        answer = app.owner(path)
        assert SECRET not in answer.text
        assert answer.status == 404, path


def test_a_page_that_is_not_there_says_so(app: App) -> None:
    answer = app.owner("/signposts/1999-01-01/report.html")
    assert answer.status == 404
    assert "no such page" in answer.text


@pytest.fixture(scope="module")
def served(demo: dict[str, Any]) -> Iterator[str]:
    """`fingerpost serve` as a user runs it: the one line that it prints, until Ctrl-C."""
    environment = {**os.environ, "FINGERPOST_DATA": str(demo["data"]), "PYTHONUNBUFFERED": "1"}
    running = subprocess.Popen(
        [sys.executable, "-m", "fingerpost.faces.cli.main", "serve", "--no-open"],
        cwd=demo["home"], env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert running.stdout is not None
    yield running.stdout.readline()
    running.send_signal(signal.SIGINT)
    said, wrong = running.communicate(timeout=30)
    assert said == "", "one line and nothing else"
    assert "Traceback" not in wrong


def test_serve_prints_one_line_with_address_and_token(served: str) -> None:
    assert re.search(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{32,}", served)


def test_the_report_opens_in_a_browser_through_the_server(
    served: str, demo: dict[str, Any], browser: Any
) -> None:
    found = re.search(r"http://127\.0\.0\.1:\d+/\?token=[\w-]+", served)
    assert found
    page = browser.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(found[0])
    assert "token" not in page.url
    assert page.evaluate("document.cookie") == "", "no script may read the key"
    page.get_by_role("link", name="Reports", exact=True).click()
    page.locator("a[href^='/reports/signposts/']").first.click()
    inner = page.frame_locator("iframe")
    inner.locator("footer").wait_for()
    assert inner.locator("svg.map").count() == 3
    inner.locator("[data-map] input[type=search]").first.fill("deep")
    assert "are marked" in inner.locator(".map-said").first.inner_text(), "its scripts run"
    frame = page.frames[1]
    assert frame.evaluate("self.origin") == "null", "and can reach nothing of ours"
    page.get_by_role("link", name="Open it on a page of its own").click()
    page.wait_for_url("**/report.html")
    assert page.title() == "Your signpost · Fingerpost"
    assert page.locator("svg.map").count() == 3
    page.go_back()
    page.go_back()
    page.locator("a[href^='/reports/dives/']").first.click()
    page.wait_for_url("**/reports/dives/**")
    host = found[0].split("/?")[0] + "/"
    assert [url for url in asked if not url.startswith((host, "data:"))] == []
    assert said == []
    page.close()


def test_a_port_that_is_taken_is_told(app: App) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "fingerpost.faces.cli.main", "serve", "--no-open",
         "--home", str(app.home), "--port", str(app.port)],
        text=True, capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    assert f"Port {app.port} cannot be used" in done.stderr
    assert "Traceback" not in done.stderr
