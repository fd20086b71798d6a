"""A note as a page: what people write is shown, what could do harm is not."""

from __future__ import annotations

import pytest

from fingerpost.notes.rendering import note_html


def html(text: str, title: str = "") -> str:
    return note_html(text, lambda name: "/there" if name == "sepsis" else "", title)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![x](https://evil.example/x.png)",
        "[x](javascript:alert(1))",
        "<a href='data:text/html,x'>x</a>",
        "<p style='position:fixed' onclick='x()'>x</p>",
        "<iframe src='https://evil.example'></iframe>",
        "<form action='/me/keep' method=post><button>x</button></form>",
        "<style>body{display:none}</style>",
        "<svg onload=alert(1)></svg>",
        "<base href='https://evil.example'>",
        "<table onmouseover=x()><tr><td>x</td></tr></table>",
        "[[<img src=x onerror=alert(1)>]]",
    ],
)
def test_nothing_that_runs_or_loads_comes_through(hostile: str) -> None:
    for made in (html(hostile), html(f"> {hostile}")):
        for word in ("<script", "<img", 'href="javascript', 'href="data', "style=", "onclick",
                     'onerror="', "<iframe", "<form", "<style", "<svg", "<base",
                     "onmouseover"):  # fmt: skip
            assert word not in made, made


def test_links_lead_to_notes_and_a_name_without_one_stays_a_word() -> None:
    assert '<a href="/there" rel="noreferrer">sepsis</a>' in html("See [[sepsis]].")
    assert '<a href="/there" rel="noreferrer">alerts</a>' in html("See [[sepsis#Now|alerts]].")
    assert "See nowhere." in html("See [[nowhere]].")
    assert "[[sepsis]]" in html("`[[sepsis]]`"), "code is code"


def test_headings_begin_below_the_pages_own() -> None:
    made = html("---\ntitle: T\n---\n# A title\n\n## Mine\n\n### Deeper\n", "A title")
    assert made == "<h2>Mine</h2>\n<h3>Deeper</h3>\n"
    assert html("# One\n\n## Two\n", "Other") == "<h2>One</h2>\n<h3>Two</h3>\n"


def test_a_callout_folds_and_its_answer_is_inside() -> None:
    made = html("> [!question]- How *large*?\n> 120 patients\n>\n> more\n\nafter")
    assert "<details>\n<summary>How <em>large</em>?</summary>" in made
    assert made.index("120 patients") < made.index("more") < made.index("</details>")
    assert "<blockquote>" in html("> only words")
    assert "<summary>Note</summary>" in html("> [!note]\n")


def test_tables_scroll_and_comments_are_not_shown() -> None:
    made = html("| a |\n| --- |\n| 1 |\n\n%% mine %%\n\n<!-- fingerpost:paper 1 -->\nx\n")
    assert 'tabindex="0" role="region" aria-label="Table 1"' in made
    assert "mine" not in made
    assert "fingerpost:" not in made
