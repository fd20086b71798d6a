"""A table of a guide file, read key by key: what is missing, unknown or wrong names its line."""

from __future__ import annotations

import difflib
import math
import re
import tomllib
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NoReturn

from fingerpost.errors import GuideError
from fingerpost.guide.model import NOT_STATED, Basis, Day, Hours, Source, Span
from fingerpost.text import squeeze, toml_error_line, toml_line, visible

Kind = type | tuple[type, ...]
_LISTED = 60
"""How many of the words that are allowed an error lists."""
_NAME = re.compile(r"(?=.{1,80}$)[a-z0-9]+(-[a-z0-9]+)*")
_WEB = re.compile(r"https?://[^\s<>\"'`{}|\\^]+", re.IGNORECASE)
_PART_OF_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_DATED = "the source's own date: 2026-11-23, 2026-11 or 2026, between quotes"
_DAY = re.compile(r"(?:(\d{4})-)?(\d\d)(?:-(\d\d))?")


class Table:
    """One table of a TOML file; every reader checks its value, `end` that nothing is left over."""

    def __init__(self, file: str, text: str, data: dict[str, Any], place: tuple[str | int, ...]):
        self.file, self._text, self._data, self._place = file, text, data, place
        self._read: list[str] = []

    @classmethod
    def parse(cls, file: str, text: str) -> Table:
        """Return the whole file as a table; GuideError when it is no TOML."""
        try:
            return cls(file, text, tomllib.loads(text), ())
        except tomllib.TOMLDecodeError as error:
            line, reason = toml_error_line(error, text), str(error)
        except (ValueError, RecursionError):
            line, reason = 1, "a number is too long, or brackets stand too deep"
        raise GuideError(file, line, f"this is no valid TOML: {reason}")

    def fail(self, reason: str, key: str | None = None) -> NoReturn:
        """Raise a GuideError at the key's line, or at the table's."""
        wanted = (*self._place, key) if key is not None and key in self._data else self._place
        raise GuideError(self.file, toml_line(self._text, wanted) if wanted else 1, reason)

    def value(self, key: str, kind: Kind, what: str) -> Any:
        """Return a value that must be there and of this kind."""
        if key not in self._data:
            self.fail(f"'{key}' is missing; it must be {what}.")
        return self.optional(key, kind, what, None)

    def optional(self, key: str, kind: Kind, what: str, default: Any) -> Any:
        """Return a value of this kind, or the default when the key is not there."""
        self._read.append(key)
        value = self._data.get(key, default)
        wrong = not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool)
        if key in self._data and wrong:
            self.fail(f"'{key}' is {value!r}; it must be {what}.", key)
        return value

    def text(self, key: str) -> str:
        """Return text that must be there and not be empty; white space squeezed."""
        value = _clean(self.value(key, str, "text between quotes"))
        if not value:
            self.fail(f"'{key}' is empty; it must say something.", key)
        return value

    def optional_text(self, key: str) -> str:
        """Return text, or an empty string."""
        return _clean(self.optional(key, str, "text between quotes", ""))

    def name(self, key: str) -> str:
        """Return an id: lower-case letters, digits and hyphens, at most 80 characters."""
        name = self.text(key)
        if not _NAME.fullmatch(name):
            self.fail(f"'{name[:80]}' must be lower-case letters, digits and hyphens.", key)
        return name

    def url(self, key: str, *, needed: bool = False) -> str:
        """Return an address of the web, or an empty string where none is needed."""
        address = self.text(key) if needed else self.optional_text(key)
        if address and not _WEB.fullmatch(address):
            self.fail(f"'{key}' must be an address that begins with https:// or http://.", key)
        return address

    def text_or_not_stated(self, key: str) -> str:
        """Return text, or 'not stated' when the key is not there or says nothing."""
        return self.optional_text(key) or NOT_STATED

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; empty when the key is not there."""
        values = self.optional(key, list, "a list of texts", [])
        if not all(isinstance(value, str) for value in values):
            self.fail(f"'{key}' must be a list of texts between quotes.", key)
        return tuple(_clean(value) for value in values)

    def choice(self, key: str, allowed: Collection[str]) -> str:
        """Return one of the allowed words."""
        word = self.text(key)
        self.known(word, allowed, key)
        return word

    def known(self, word: str, allowed: Collection[str], key: str) -> None:
        """Fail unless the word is allowed; the error lists what is."""
        if word not in allowed:
            words = sorted(allowed)
            near = difflib.get_close_matches(word, words, 1)
            hint = f" Did you mean '{near[0]}'?" if near else ""
            more = f" and {len(words) - _LISTED} more" if len(words) > _LISTED else ""
            listed = ", ".join(words[:_LISTED])
            self.fail(f"'{word[:80]}' is no {key}.{hint} Allowed: {listed}{more}.", key)

    def level(self, key: str) -> int | None:
        """Return a level from 0 to 4, or None when the key is not there."""
        level: int | None = self.optional(key, int, "a level from 0 to 4", None)
        if level is not None and not 0 <= level <= 4:
            self.fail(f"'{key}' is {level}; a level is 0, 1, 2, 3 or 4.", key)
        return level

    def needed_level(self, key: str) -> int:
        """Return a level that must be there."""
        level = self.level(key)
        if level is None:
            self.fail(f"'{key}' is missing; it must be a level from 0 to 4.")
        return level

    def hours(self, key: str) -> Hours:
        """Return a range of hours: [least, most, basis]."""
        return self.hours_from(self.value(key, list, "[least, most, basis]"), key)

    def hours_from(self, row: Any, key: str) -> Hours:
        """Return a range of hours from a list that stands under the key."""
        low, high, basis = self._range(row, key, "hours above 0")
        if low <= 0:
            self.fail(f"'{key}' must be hours above 0.", key)
        return Hours(low, high, basis)

    def optional_hours(self, key: str) -> Hours | None:
        """Return a range of hours, or None when the key is not there."""
        return self.hours(key) if key in self._data else None

    def span(self, key: str, unit: str) -> Span:
        """Return a range of weeks or months: [least, most, basis]."""
        row = self.value(key, list, "[least, most, basis]")
        return Span(*self._range(row, key, f"{unit}, 0 or more"))

    def optional_span(self, key: str, unit: str) -> Span | None:
        """Return a range of weeks or months, or None when the key is not there."""
        return self.span(key, unit) if key in self._data else None

    def _range(self, row: Any, key: str, what: str) -> tuple[float, float, Basis]:
        bases = [basis.value for basis in Basis]
        if not (
            isinstance(row, list)
            and len(row) == 3
            and all(isinstance(n, int | float) and not isinstance(n, bool) for n in row[:2])
            and 0 <= row[0] <= row[1] < math.inf
        ):
            self.fail(f"'{key}' must be [least, most, basis] with {what}, the least first.", key)
        if row[2] not in bases:
            self.fail(f"'{row[2]}' is no basis of {key}. Allowed: {', '.join(bases)}.", key)
        return float(row[0]), float(row[1]), Basis(row[2])

    def day(self, key: str) -> Day | None:
        """Return a day or a month, of one year or of every year; None when the key is not there."""
        what = 'a date such as 2026-11-23, "2026-11", or every year "11-23" or "11"'
        value = self.optional(key, (date, str), what, None)
        if value is None:
            return None
        parts = _DAY.fullmatch(str(value))
        if parts is None:
            self.fail(f"'{key}' is {str(value)!r}; it must be {what}.", key)
        year, month, day = (int(part) if part else None for part in parts.groups())
        try:
            # 2024 is a leap year: the 29th of February may come every year that has one.
            date(year or 2024, month or 1, day or 1)
        except ValueError:
            self.fail(f"'{key}' is {str(value)!r}; there is no such day.", key)
        return Day(month or 1, day, year)

    def checked(self, default: str = "") -> str:
        """Return the date of the check as ISO text, from the table or else the default."""
        value = self.optional("checked", date, "a date such as 2026-11-23", None)
        if value is None and not default:
            self.fail("'checked' is missing; it must be a date such as 2026-11-23.")
        return value.isoformat() if value is not None else default

    def sources(self, known: Mapping[str, Source]) -> tuple[Source, ...]:
        """Return the sources: ids of sources.toml, or tables with text, url and dated."""
        rows = self.value("sources", list, "a list of sources")
        if not rows:
            self.fail("'sources' is empty; every entry needs one.", "sources")
        return tuple(self._source(row, number, known) for number, row in enumerate(rows))

    def _source(self, row: Any, number: int, known: Mapping[str, Source]) -> Source:
        if isinstance(row, dict):
            return read_source(Table(self.file, self._text, row, (*self._place, "sources", number)))
        if row not in known:
            self.known(str(row), known, "sources")
        return known[row]

    def tables(self, key: str) -> list[Table]:
        """Return the tables of an array of tables; empty when there are none."""
        rows = self.optional(key, list, f"tables headed [[{key}]]", [])
        if not all(isinstance(row, dict) for row in rows):
            self.fail(f"'{key}' must be tables headed [[{key}]].", key)
        return [
            Table(self.file, self._text, row, (*self._place, key, number))
            for number, row in enumerate(rows)
        ]

    def table(self, key: str) -> Table:
        """Return a table that must be there."""
        data = self.value(key, dict, f"a table headed [{key}]")
        return Table(self.file, self._text, data, (*self._place, key))

    def levels_by_name(self, key: str) -> tuple[tuple[str, int], ...]:
        """Return pairs of a name and a level from an inline table, sorted by name."""
        inner = Table(
            self.file,
            self._text,
            self.optional(key, dict, "a table such as { programming = 2 }", {}),
            (*self._place, key),
        )
        return tuple((name, inner.needed_level(name)) for name in sorted(inner._data))

    def default_day(self) -> str:
        """Return the date of the check that stands at the top of a file; empty when none does."""
        self._read.append("checked")
        return self.checked() if "checked" in self._data else ""

    def end(self) -> None:
        """Fail at the first key that nobody read; the error lists the keys that there are."""
        for key in self._data:
            if key not in self._read:
                near = difflib.get_close_matches(key, self._read, 1)
                hint = f" Did you mean '{near[0]}'?" if near else ""
                allowed = ", ".join(sorted(self._read))
                self.fail(f"the key '{key}' is not known.{hint} Allowed: {allowed}.", key)


def read_source(table: Table) -> Source:
    """Return a source from its table."""
    dated = str(table.optional("dated", (str, date), _DATED, ""))
    if dated and not _PART_OF_DATE.fullmatch(dated):
        table.fail(f"'dated' is {dated!r}; it must be {_DATED}.", "dated")
    source = Source(table.text("text"), table.url("url"), dated)
    table.end()
    return source


def _clean(text: str) -> str:
    """White space squeezed, and nothing in it that a terminal would obey."""
    return visible(squeeze(text))
