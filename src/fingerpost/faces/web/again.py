"""A form that could not be done: its page shown again with what was typed and the reason above.

So no form needs a page of its own for what was wrong in it. The form is known again on its page by
its address and its hidden fields. Where these are others now (somebody else changed what it is
about), or the page cannot be shown, what was typed is listed to be copied.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from starlette.requests import Request
from starlette.types import Message

from fingerpost.faces.web.ways import Cannot, page_before
from fingerpost.text import visible

if TYPE_CHECKING:
    from lxml.html import HtmlElement

NEVER_SHOWN = ("key", "secret")
_KEPT_AS_IT_IS = frozenset(
    {"password", "file", "hidden", "submit", "button", "image", "reset", "checkbox", "radio"}
)
_WHAT_WAS_READ = ("type", "asgi", "http_version", "scheme", "server", "client", "root_path", "app")


@dataclass(frozen=True, slots=True)
class Again:
    """A form as it was sent, and why it could not be done."""

    told: Cannot
    """What happened and what to do."""
    address: str
    """Where the form was sent."""
    sent: tuple[tuple[str, str], ...]
    """Names and texts of its fields, without keys and files."""

    @property
    def words(self) -> tuple[str, ...]:
        """What a person wrote into it: texts of more than one word."""
        return tuple(text for _, text in self.sent if len(text.split()) > 1)

    def filled(self, page: str) -> str:
        """Return its page with the form filled in; with what was typed listed where it has none."""
        from lxml import html

        root = html.document_fromstring(page)
        form = max(self._forms(root), key=lambda one: len(_hidden(one)), default=None)
        if form is None:
            return page
        filled = [self._fill(field) for field in _fields(root, form)]
        for each in form.iterancestors("details"):
            each.set("open", "")
        form.set("id", form.get("id") or "again")
        for words in root.iter("div"):
            if words.get("id") != "typed":
                continue
            link = html.fragment_fromstring("<p><a>What you wrote is still there.</a></p>")
            link[0].set("href", f"#{form.get('id')}")
            words[:] = [link] if any(filled) else []
        text: str = html.tostring(root, encoding="unicode", doctype="<!doctype html>")
        return text

    def _forms(self, root: HtmlElement) -> Iterator[HtmlElement]:
        """The forms that are sent to the same address about the same thing."""
        for form in root.iter("form"):
            action = unquote(urlsplit(form.get("action", "")).path)
            if action == self.address and _hidden(form) <= set(self.sent):
                yield form

    def _fill(self, field: HtmlElement) -> bool:
        """Give a field what was sent in it; True where that is something typed."""
        name = field.get("name", "")
        texts = [text for other, text in self.sent if other == name]
        if field.tag == "textarea" and texts:
            field.text = f"\n{texts[0]}"  # a browser leaves the first line end out
            return bool(texts[0].strip())
        if field.tag == "select" and texts:
            for option in field.iter("option"):
                _mark(option, "selected", option.get("value", option.text_content()) in texts)
        elif field.get("type") in ("checkbox", "radio"):
            _mark(field, "checked", field.get("value", "on") in texts)
        elif field.tag == "input" and texts and field.get("type") not in _KEPT_AS_IT_IS:
            field.set("value", texts[0])
            return bool(texts[0].strip())
        return False


def again_of(request: Request, told: Cannot) -> Again | None:
    """Return the form that a request sent, or None where it sent none."""
    form = getattr(request.state, "form", None)
    if form is None:
        return None
    sent = [
        (name, visible(value.replace("\r\n", "\n")))
        for name, value in form.multi_items()
        if isinstance(value, str) and name not in NEVER_SHOWN
    ]
    return Again(told, request.url.path, tuple(sent))


async def page_again(request: Request, again: Again) -> bytes | None:
    """Return the page that a form came from as it is now, filled in; None where there is none."""
    path, _, query = page_before(request).partition("?")
    if not path:
        return None
    scope = {name: request.scope[name] for name in _WHAT_WAS_READ if name in request.scope}
    headers = [(name, text) for name, text in request.scope["headers"] if name[:8] != b"content-"]
    scope |= {"method": "GET", "path": unquote(path), "raw_path": path.encode()}
    scope |= {"query_string": query.encode(), "headers": headers, "state": {"again": again}}
    parts: list[bytes] = []
    statuses: list[int] = []

    async def send(message: Message) -> None:
        statuses.extend([message["status"]] if "status" in message else [])
        parts.append(message.get("body", b""))

    await request.app(scope, request.receive, send)
    return b"".join(parts) if statuses == [200] else None


def _hidden(form: HtmlElement) -> set[tuple[str, str]]:
    """Return names and values of the form's hidden fields, without its key."""
    hidden = [each for each in form.iter("input") if each.get("type") == "hidden"]
    found = {(each.get("name", ""), each.get("value", "")) for each in hidden}
    return {each for each in found if each[0] not in NEVER_SHOWN}


def _fields(root: HtmlElement, form: HtmlElement) -> list[HtmlElement]:
    """Return the fields that stand in a form, and those elsewhere that name it."""
    name = form.get("id", "")
    inside = set(form.iter())
    return [
        each
        for each in root.iter("input", "textarea", "select")
        if (each.get("form") == name if each.get("form") else each in inside)
    ]


def _mark(element: HtmlElement, name: str, is_so: bool) -> None:
    if is_so:
        element.set(name, "")
    elif name in element.attrib:
        del element.attrib[name]
