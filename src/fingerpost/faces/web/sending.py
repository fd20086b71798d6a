"""What goes out when a supplier is asked: shown before the button that asks, and asked so."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

from fingerpost.errors import FailureError, FingerpostError, UsageError
from fingerpost.faces.web.jobs import Say
from fingerpost.intake.fetching import StoppedError, Wanted
from fingerpost.sources.live import SUPPLIERS, Settings, settings_from_environment
from fingerpost.sources.live.shown import Sending, first_request

LONGEST_QUERY = 20_000
LOOK_EVERY_SECONDS = 0.2
MOST_DIGITS = 7
TOLD_TO_STAY_OFFLINE = (
    "Fingerpost was told to stay offline when it was started, so nobody can be asked. Nothing is"
    " lost: start it without that, and ask then."
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What one supplier would be sent, and how much of it is asked for."""

    sending: Sending
    query: str
    """As it was written."""
    most: int
    """No more papers than this."""
    remarks: tuple[str, ...]
    """What to know of the query before it goes out."""

    @property
    def is_worded_anew(self) -> bool:
        """Whether other words are sent than were written."""
        return " ".join(self.sending.search.split()) != " ".join(self.query.split())

    @property
    def wants_email(self) -> bool:
        """Whether the supplier would like an address and none is set."""
        return self.sending.supplier == "pubmed" and not self.sending.email


def shown(wanted: Wanted, settings: Settings) -> Shown:
    """Return what would be sent for a fetch; SourceError for an address that cannot be asked."""
    sending = first_request(wanted.supplier, wanted.asked, settings)
    return Shown(sending, wanted.query, wanted.most, wanted.remarks)


def settings_now() -> tuple[Settings, str]:
    """Return the settings as they are, and why nobody can be asked with them; '' where one can.

    Where they cannot be read, those without an address and keys stand for them.
    """
    try:
        settings = settings_from_environment()
    except FingerpostError as error:
        return Settings(), str(error)
    return settings, TOLD_TO_STAY_OFFLINE if settings.offline else ""


def refuse_to_ask() -> None:
    """Raise FailureError where nobody can be asked."""
    _, why = settings_now()
    if why:
        raise FailureError(why)


def supplier_named(name: str) -> str:
    """Return the supplier of a form; UsageError where there is none of the name."""
    if name not in SUPPLIERS:
        raise UsageError("Choose one of the suppliers that are listed.")
    return name


def most_of(stated: str) -> int:
    """Return how many papers are asked for at the most; UsageError where that is no number."""
    plain = stated.strip().replace(",", "")
    if not (plain.isascii() and plain.isdigit() and 0 < len(plain) <= MOST_DIGITS and int(plain)):
        raise UsageError(f"How many papers at the most? “{stated[:20]}” is no such number.")
    return int(plain)


def asking_settings(say: Say) -> Settings:
    """Return the settings of a job that asks: its waits end when it is to stop."""

    def sleep(seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            say()
            time.sleep(min(left, LOOK_EVERY_SECONDS))

    return replace(settings_from_environment(), sleep=sleep)


def quietly(say: Say) -> Say:
    """Return what tells and never stops: for work that is whole or not at all."""

    def told(**changes: object) -> None:
        try:
            say(**changes)
        except StoppedError:
            return

    return told
