"""What is sent: a request in two parts, what is asked and who asks, and where it may go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import httpx

from fingerpost.errors import SourceError
from fingerpost.sources.live.model import Settings
from fingerpost.sources.live.port import Params, Supplier
from fingerpost.text import digest

_LONGEST_ADDRESS = 1500
_LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class Call:
    """A request to be made. `who` holds what tells of the user; with a key it goes in the body."""

    address: str
    asked: Params
    who: Mapping[str, str] = field(default_factory=dict, repr=False)
    may_post: bool = False
    has_key: bool = False

    @property
    def key(self) -> str:
        """What the answer is kept under: nothing of who asks."""
        parts = (f"{name}={self.asked[name]}" for name in sorted(self.asked))
        return digest(self.address, *parts)

    def request(self, client: httpx.Client, headers: Mapping[str, str]) -> httpx.Request:
        """Return the request; SourceError for an address that is none."""
        sent = {
            name: str(value) for name, value in {**self.asked, **self.who}.items() if value != ""
        }
        is_long = sum(map(len, sent.values())) > _LONGEST_ADDRESS
        try:
            if self.may_post and (self.has_key or is_long):
                return client.build_request("POST", self.address, data=sent, headers=headers)
            return client.build_request("GET", self.address, params=sent, headers=headers)
        except httpx.InvalidURL as error:
            raise SourceError(f"{self.address} is no address that can be asked.") from error


def address_of(supplier: Supplier, settings: Settings, interface: str, path: str = "") -> str:
    """Return the address of one of a supplier's interfaces, or of what the user names instead."""
    named = settings.urls.get(interface)
    base = checked_base(named) if named else supplier.official[interface].rstrip("/")
    return f"{base}{path}"


def checked_base(address: str) -> str:
    """Return an address to ask at, or raise: https, or this machine's own for a test or mirror."""
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise SourceError(f"{address} is no address that can be asked ({error}).") from error
    if url.host and (url.scheme == "https" or (url.scheme == "http" and url.host in _LOOPBACK)):
        return address.rstrip("/")
    raise SourceError(f"{address} cannot be asked: a supplier's address begins with https://")


def next_address(answer: httpx.Response, title: str) -> httpx.URL:
    """Return where an answer sends us on to, if that may be followed: the same host, by https.

    Everything else (another host, so any private address, or an open connection) is refused.
    """
    before = answer.request.url
    try:
        after = before.join(answer.headers.get("Location", ""))
    except httpx.InvalidURL:
        after = httpx.URL("")
    same_host = after.host == before.host and after.port == before.port
    if same_host and after.scheme in ("https", before.scheme) and answer.request.method == "GET":
        return after
    where = after.host or "another address"
    raise SourceError(f"{title}'s address sends us on to {where}; this was not followed.")
