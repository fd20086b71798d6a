"""Made-up papers and dives for the tests of dives and of the report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from lxml import html

from fingerpost.dives import Dive, look_into
from fingerpost.home import Area, Profile
from fingerpost.library import Library
from fingerpost.records import Author, Paper

TODAY = date(2026, 11, 23)
HOSTILE_WORDS = (
    "<script>alert('title')</script> of retinal photographs",
    '"><img src=x onerror="alert(1)"> in diabetic retinopathy',
    "</title></svg><script>alert(2)</script> random forest & sons",
    "' onmouseover='alert(3) sepsis | warning `code` [link](javascript:alert(4)) # head",
    "</style><style>body{display:none}</style> heart rate",
    "{{ 7 * 7 }} {% raw %} ${7*7} intensive care",
    "\u202eright to left\u202c التعلم الآلي في الطب \U0001f9e0\u200d\U0001fa7a",
    "Ends with a comment <!-- and never closes",
    "&lt;b&gt;already escaped&lt;/b&gt; &amp; twice",
    "]]> and <![CDATA[ in one title",
)
HOSTILE_AUTHOR = Author(
    "O'Hara<script>alert(5)</script>", '"Eve"', affiliations=('<b onclick="x()">Leeds</b>, UK',)
)


def hostile_papers() -> list[Paper]:
    """Twenty papers in which every field tries to be markup."""
    return [
        Paper(
            title=word,
            abstract=f"{word} We looked at {number} patients.",
            authors=(HOSTILE_AUTHOR,),
            journal="<i>J & Sons</i>",
            keywords=("<script>",),
            year=2020 + number % 3,
            doi=f"10.1000/{number}<img src=x onerror=alert(6)>" if number % 2 else "",
            url="javascript:alert(7)",
        )
        for number, word in enumerate(HOSTILE_WORDS * 2)
    ]


def look(
    folder: Path, papers: Iterable[Paper], area: Area | None = None, profile: Profile | None = None
) -> Dive:
    """Put papers into a new library and look into an area, by default into all of them."""
    with Library.open(folder / "library") as library:
        library.put(papers)
        asked = area or Area("all", "All papers", "*")
        return look_into(library, asked, profile or Profile(), TODAY)


def assert_harmless(page: str, scripts: int = 1) -> Any:
    """Assert that nothing in a page comes from data but text, and return the page's tree."""
    tree = html.document_fromstring(page)
    kinds = [script.get("type") for script in tree.findall(".//script")]
    assert len([kind for kind in kinds if kind != "application/json"]) == scripts
    for tag in ("img", "iframe", "object", "embed", "form", "base", "b", "foreignobject"):
        assert tree.findall(f".//{tag}") == [], tag
    for element in tree.iter():
        if isinstance(element.tag, str):
            handlers = [name for name in element.attrib if name.startswith("on")]
            assert handlers == [], (element.tag, handlers)
    for address in tree.xpath("//@href | //@src | //@action"):
        assert address.startswith(("https://", "#", "data:,")), address
    metas = [meta.get("http-equiv") for meta in tree.iter("meta") if meta.get("http-equiv")]
    assert metas == ["Content-Security-Policy"]
    return tree


def text_of(tree: Any) -> str:
    """Return what a reader sees of a page, white space squeezed."""
    seen = "".join(
        part for part in tree.xpath("//body//text()[not(ancestor::script or ancestor::style)]")
    )
    return " ".join(seen.split())


def same_papers(count: int) -> Sequence[Paper]:
    """The same words many times, under different numbers."""
    return [
        Paper("Sepsis warning with a random forest", "Sepsis on the ward.", pmid=str(n + 1))
        for n in range(count)
    ]
