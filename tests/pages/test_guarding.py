"""What every route keeps to, new ones too: who may ask, what may be sent, what is shown."""

from __future__ import annotations

import csv
import errno
import hashlib
import http.client
import io
import re
import socket
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.routing import Route
from tests.pages.serving import Serving

from fingerpost.faces.web.app import ROUTES
from fingerpost.guide import example_profile_text
from fingerpost.home import Area, Home

PAGES = [route for route in ROUTES if isinstance(route, Route)]
FORMS = [route for route in PAGES if "POST" in (route.methods or ())]
pytestmark = pytest.mark.xdist_group("guarded")
OPEN = ("/static/",)
"""What may be had without the key: the looks of the refusals."""
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    text: str


@dataclass(frozen=True)
class Owner:
    """The owner's browser, or somebody else, at a running app."""

    serving: Serving
    cookie: str
    key: str

    @property
    def port(self) -> int:
        return int(self.serving.base.rpartition(":")[2])

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> Answer:
        """Send just these headers, Host and the length of the body apart."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body or None, sent)
        with connection.getresponse() as got:
            names = {name.lower(): value for name, value in got.getheaders()}
            answer = Answer(got.status, names, got.read().decode("utf-8", "replace"))
        connection.close()
        return answer

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, Cookie=self.cookie, **headers)

    def send(self, path: str, body: bytes, kind: str = FORM, **headers: str) -> Answer:
        """Send a form as a page of ours would."""
        mine = {"Cookie": self.cookie, "Origin": self.serving.base, "Content_Type": kind}
        return self.ask("POST", path, body, **{**mine, **headers})


@pytest.fixture(scope="module")
def owner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Owner]:
    folder = tmp_path_factory.mktemp("guarded")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FINGERPOST_DATA", str(folder / "data"))
        home = Home.create(folder / "home", example_profile_text())
        home.add_area(Area("hostile", '=HYPERLINK("http://evil.example")', "sepsis"))
    serving = Serving(home.folder, folder / "data")
    serving.start()
    port = serving.base.rpartition(":")[2]
    cookie = f"fingerpost-{port}={serving.address.partition('token=')[2]}"
    page = Owner(serving, cookie, "").get("/")
    found = re.search(r'name="key" value="(\w+)"', page.text)
    assert found
    yield Owner(serving, cookie, found[1])
    serving.end()  # which finds any traceback


def filled(route: Route) -> str:
    return re.sub(r"\{\w+\}", "made-up", route.path)


@pytest.mark.parametrize("route", PAGES, ids=lambda route: route.path)
def test_no_route_answers_without_the_key_or_to_another_site(owner: Owner, route: Route) -> None:
    path = filled(route)
    method = "POST" if route in FORMS else "GET"
    body, base = (b"key=" + owner.key.encode(), owner.serving.base)
    kind = {"Content_Type": FORM}
    stranger = owner.ask(method, path, body, Origin=base, **kind)
    assert stranger.status == (404 if path.startswith(OPEN) else 401)
    for header in (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": base.replace("http:", "https:")},
        {"Origin": base, "Sec_Fetch_Site": "cross-site"},
        {"Origin": base, "Sec_Fetch_Site": "same-site"},
        {"Origin": base, "Host": "evil.example"},
        {"Origin": base, "Host": f"evil.example:{owner.port}"},
        {"Origin": base, "Host": f"127.0.0.1.evil.example:{owner.port}"},
    ):
        answer = owner.ask(method, path, body, Cookie=owner.cookie, **kind, **header)
        assert answer.status == 403, header


@pytest.mark.parametrize("route", FORMS, ids=lambda route: route.path)
def test_every_form_needs_the_key_of_its_session(owner: Owner, route: Route) -> None:
    path = filled(route)
    for body in (b"", b"key=", b"key=" + b"0" * 64, b"other=" + owner.key.encode()):
        answer = owner.send(path, body, **({} if body else {"Content_Length": "0"}))
        assert answer.status == 403
        assert "earlier session" in answer.text
    assert owner.send(path, b"key=x", "text/plain").status == 403
    assert owner.send(path, b"{}", "application/json").status == 403
    assert owner.ask("POST", path, Cookie=owner.cookie).status == 403, "no Origin at all"
    has_page = any(page.path_regex.match(path) for page in PAGES if page not in FORMS)
    for method in ("PUT", "DELETE", "PATCH", *(() if has_page else ("GET",))):
        answer = owner.ask(method, path, Cookie=owner.cookie, Origin=owner.serving.base)
        assert answer.status == 405, method


@pytest.mark.parametrize("route", PAGES, ids=lambda route: route.path)
def test_every_answer_is_guarded_by_its_headers(owner: Owner, route: Route) -> None:
    for answer in (owner.get(filled(route)), owner.ask("GET", filled(route))):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy.partition("script-src")[2].partition(";")[0]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in answer.headers
        assert "server" not in answer.headers
        secret = owner.cookie.partition("=")[2]
        assert secret not in answer.text, "no page holds the key of the cookie"


@pytest.mark.parametrize("host", ["127.0.0.2", "::1"])
def test_it_listens_at_one_address_alone(owner: Owner, host: str) -> None:
    """Were it bound to every address, these would answer too."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as caller:
        caller.settimeout(10)
        assert caller.connect_ex((host, owner.port)) not in (0, errno.EAGAIN)


def test_headers_that_a_proxy_would_set_change_nothing(owner: Owner) -> None:
    for name in ("X_Forwarded_Host", "X_Forwarded_For", "Forwarded", "X_Original_URL"):
        answer = owner.get("/", Host="evil.example", **{name: f"127.0.0.1:{owner.port}"})
        assert answer.status == 403


def raw(owner: Owner, text: str) -> bytes:
    """Send bytes as they are and return the first of the answer."""
    with socket.create_connection(("127.0.0.1", owner.port), timeout=60) as caller:
        caller.sendall(text.encode())
        return caller.recv(200)


def test_two_names_for_the_app_are_not_taken(owner: Owner) -> None:
    base = f"127.0.0.1:{owner.port}"
    lines = (
        f"GET / HTTP/1.1\r\nHost: {base}\r\nHost: evil.example\r\nCookie: {owner.cookie}\r\n\r\n"
    )
    assert raw(owner, lines).split()[1] in (b"400", b"403")
    absolute = (
        f"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\nCookie: {owner.cookie}\r\n\r\n"
    )
    assert raw(owner, absolute).split()[1] in (b"400", b"403")


def test_looking_at_everything_changes_nothing(owner: Owner) -> None:
    """So another site's link, which a browser follows with the cookie, can do no harm."""

    def sums() -> dict[str, str]:
        files = [path for path in owner.serving.home.rglob("*") if path.is_file()]
        return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    before = sums()
    for route in PAGES:
        if route not in FORMS:
            owner.get(f"{filled(route)}?said=done&verb=join&id=1&step=x&stand=dropped&as=csv")
            owner.get(filled(route))
    assert sums() == before


@pytest.mark.parametrize("route", FORMS, ids=lambda route: route.path)
def test_no_form_is_longer_than_it_may_be(owner: Owner, route: Route) -> None:
    path = filled(route)
    far = str(1 << 40)
    assert owner.send(path, b"", Content_Length=far).status == 413
    multipart = "multipart/form-data; boundary=x"
    assert owner.send(path, b"", multipart, Content_Length=far).status == 413
    assert owner.send(path, b"", Content_Length=str(2 << 20)).status == 413, "only files are long"
    assert owner.send(path, b"", Content_Length="²").status in (400, 411)
    many = b"&".join(b"f%d=1" % number for number in range(2_000))
    answer = owner.send(path, many + b"&key=" + owner.key.encode())
    assert answer.status == 400
    assert "Too many fields" in answer.text


def multipart(*parts: tuple[str, bytes]) -> bytes:
    lines = [
        f"--x\r\nContent-Disposition: form-data; {name}\r\n\r\n".encode() + content + b"\r\n"
        for name, content in parts
    ]
    return b"".join([*lines, b"--x--\r\n"])


def test_hostile_uploads_are_refused_with_a_sentence(owner: Owner) -> None:
    kind, path = "multipart/form-data; boundary=x", "/library/import/take"
    key = ('name="key"', owner.key.encode())
    file = 'name="files"; filename="a{}.ris"'
    many = multipart(key, *((file.format(n), b"TY  - JOUR\r\n") for n in range(60)))
    long = multipart(key, ('name="why"', b"x" * 2_000_000))
    assert "Too many files" in owner.send(path, many, kind).text
    for body in (long, b"no parts at all", b"--x\r\n\r\n", multipart(key)):
        answer = owner.send(path, body, kind)
        assert 400 <= answer.status < 500, body[:40]
        assert "<h1>" in answer.text
    for wrong in ("multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data;;"):
        assert 400 <= owner.send(path, many, wrong).status < 500
    as_key = multipart(('name="key"; filename="key"', owner.key.encode()))
    assert owner.send(path, as_key, kind).status == 403, "a file is no key"


def ended(owner: Owner, address: str) -> str:
    """Wait for a job and return its page."""
    for _ in range(600):
        text = owner.get(address).text
        if "<noscript><meta" not in text:
            return text
        time.sleep(0.1)
    raise AssertionError(text)


def kept_files(owner: Owner) -> list[Path]:
    return [path for path in owner.serving.data.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    "name",
    ["../../../evil.ris", "..\\..\\evil.ris", "/etc/evil.ris", "C:\\evil.ris", "evil\x01.ris",
     "=cmd|calc.ris", ".bashrc", "CON", "a" * 600],
)  # fmt: skip
def test_no_name_of_a_file_leads_out_of_its_folder(owner: Owner, name: str) -> None:
    around = set(owner.serving.home.parent.parent.glob("*"))
    body = multipart(
        ('name="key"', owner.key.encode()), (f'name="files"; filename="{name}"', b"no papers here")
    )
    answer = owner.send("/library/import/take", body, "multipart/form-data; boundary=x")
    assert answer.status == 303
    ended(owner, answer.headers["location"])
    strange = [
        path for path in kept_files(owner) if "work" not in path.parts and "evil" in path.name
    ]
    assert strange == []
    assert set(owner.serving.home.parent.parent.glob("*")) == around
    files = {path.name for path in owner.serving.home.rglob("*")}
    assert not any("evil" in each or each == ".bashrc" for each in files)


def bomb(megabytes: int) -> bytes:
    """A gzip file of blanks that is a thousandth of what it holds."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = [packer.compress(b" " * (1 << 20)) for _ in range(megabytes)]
    return b"".join([*packed, packer.flush()])


def test_a_file_that_swells_beyond_measure_is_told_and_the_others_come_in(owner: Owner) -> None:
    good = b"TY  - JOUR\nTI  - A made-up letter on bombs\nPY  - 2020\nER  -\n"
    body = multipart(
        ('name="key"', owner.key.encode()),
        ('name="files"; filename="bomb.xml.gz"', bomb(700)),
        ('name="files"; filename="good.ris"', good),
    )
    answer = owner.send("/library/import/take", body, "multipart/form-data; boundary=x")
    text = ended(owner, answer.headers["location"])
    assert "1 paper read: 1 new" in text
    assert "bomb.xml.gz" in text


def test_a_sender_that_stops_half_way_keeps_nobody_waiting(owner: Owner) -> None:
    lines = (
        f"POST /today/missed HTTP/1.1\r\nHost: 127.0.0.1:{owner.port}\r\nCookie: {owner.cookie}\r\n"
        f"Origin: {owner.serving.base}\r\nContent-Type: {FORM}\r\nContent-Length: 100\r\n\r\nkey="
    )
    callers = [socket.create_connection(("127.0.0.1", owner.port)) for _ in range(60)]
    for caller in callers:
        caller.sendall(lines.encode())
    assert owner.get("/me").status == 200, "others are answered while these dawdle"
    for caller in callers:
        caller.close()
    assert owner.get("/me").status == 200
    assert owner.serving.running.poll() is None


def test_no_cell_of_a_table_is_a_formula(owner: Owner) -> None:
    for route in PAGES:
        if route in FORMS or "{" in route.path:
            continue
        answer = owner.get(f"{route.path}?as=csv")
        if "text/csv" not in answer.headers.get("content-type", ""):
            continue
        for row in csv.reader(io.StringIO(answer.text)):
            strange = [cell for cell in row if cell[:1] in "=+-@\t\r" and not _is_number(cell)]
            assert strange == [], route.path
    assert "'=HYPERLINK" in owner.get("/areas?as=csv").text


def _is_number(cell: str) -> bool:
    return cell == "" or re.fullmatch(r"[+-]?\d+(\.\d+)?", cell) is not None
