"""What a supplier would be sent, shown before anything is: its own first request, held back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from fingerpost.sources.live import SUPPLIERS
from fingerpost.sources.live.calls import address_of
from fingerpost.sources.live.model import Settings
from fingerpost.sources.live.port import Answer, Check, Params

KEY_SAID: Final = "(your key)"
_SEARCHES: Final = ("term", "search_query", "id_list", "search", "filter", "query", "set")
"""The names by which suppliers are given what to look for."""


@dataclass(frozen=True, slots=True)
class Sending:
    """The first request of a fetch as it would leave this machine; later ones ask for its pages."""

    supplier: str
    title: str
    address: str
    """Where it goes, without what is asked."""
    asked: tuple[tuple[str, str], ...]
    """What is asked, by the supplier's own names."""
    email: str
    """The address that is told; empty for none."""
    has_key: bool
    """True where the user's key goes with it; it stands in no text."""
    batch: int
    """Records in one answer."""

    @property
    def host(self) -> str:
        """The machine that is asked."""
        return urlsplit(self.address).hostname or self.address

    @property
    def search(self) -> str:
        """What is looked for, in the words that are sent."""
        return next((value for name, value in self.asked if name in _SEARCHES), self.address)


def first_request(supplier: str, query: str, settings: Settings) -> Sending:
    """Return what a fetch would send first, by the supplier's own code; nothing is sent.

    SourceError for an address that cannot be asked.
    """
    chosen, recorder = SUPPLIERS[supplier], _Recorder(supplier, settings)
    try:
        chosen.count(recorder, query)
        chosen.page(recorder, query, {}, chosen.batch)  # some count without asking
    except _HeldBackError as held:
        keys = {settings.ncbi_key, settings.openalex_key} - {""}
        told = set(held.who.values())
        return Sending(
            supplier,
            chosen.title,
            held.address,
            tuple((name, str(value)) for name, value in held.asked.items() if value != ""),
            settings.email if settings.email in told else "",
            bool(keys & told),
            settings.batch or chosen.batch,
        )
    raise AssertionError(f"{supplier} asked for nothing")


class _HeldBackError(Exception):
    """A request that was made up and not sent."""

    def __init__(self, address: str, asked: Params, who: Mapping[str, str]) -> None:
        self.address, self.asked, self.who = address, asked, who


@dataclass(frozen=True, slots=True)
class _Recorder:
    """Stands where a client would; it has no connection."""

    supplier: str
    settings: Settings

    def address(self, interface: str, path: str = "") -> str:
        return address_of(SUPPLIERS[self.supplier], self.settings, interface, path)

    def ask(
        self,
        address: str,
        asked: Params,
        check: Check,  # noqa: ARG002 - as a client is asked
        *,
        who: Mapping[str, str] | None = None,
        may_post: bool = False,  # noqa: ARG002
        keep: bool = False,  # noqa: ARG002
    ) -> Answer:
        raise _HeldBackError(address, asked, who or {})
