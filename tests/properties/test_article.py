"""Whatever an article holds, it gives a pack that loads, or a sentence; no link is lost."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from fingerpost.errors import GuideError
from fingerpost.guide.article import read_article
from fingerpost.guide.article_pack import article_files, write_files
from fingerpost.guide.packs import check_folder

TODAY = date(2026, 11, 23)
LINES = st.sampled_from(
    [
        "# Title", "## A road", "## Ein Weg über alles", "## 路", "### Requirements",
        "#### Ways in", "## [linked](/x)", "- **Medicine:** years", "- **ML**", "* item `code`",
        "> quoted", "---", "", "    code", "```", "<div onclick='x'>", "<b>b</b>",
        "[a](javascript:x)", "![i](/i.png)", "[ref]", "[ref]: https://example.org/ref",
        "<https://example.org/auto>", "\x00\x1b[1m", "***", "1. one", "Title\n===",
        "&amp; \\* \"quotes\" ''' \"\"\" \\",
    ]
)  # fmt: skip
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(st.lists(LINES | WORDS), st.booleans())
@example(["## 路", "### Requirements", "- 1"], True)
def test_any_article_gives_a_sound_pack_or_a_sentence(lines: list[str], with_site: bool) -> None:
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "article.md"
        file.write_text("\n".join(lines), encoding="utf-8", newline="")
        try:
            article = read_article(file)
        except GuideError:
            return
        pack = Path(place) / "pack"
        pack.mkdir()
        address = "https://example.org/page" if with_site else ""
        write_files(article_files(article, "pack", TODAY, address), pack)
        checked = check_folder(pack)
        assert [str(problem) for problem in checked.problems] == []
        assert checked.entries == {"path": len(article.paths)}


@given(st.lists(st.tuples(st.sampled_from("poiar"), st.integers(0, 9)), min_size=1, max_size=12))
def test_every_link_comes_through_wherever_it_stands(places: list[tuple[str, int]]) -> None:
    parts: dict[str, list[str]] = {place: [] for place in "poiar"}
    wanted = []
    for number, (place, _) in enumerate(places):
        address = f"https://example.org/{number}-end"
        wanted.append(address)
        parts[place].append(f"- see [link {number}]({address})")
    text = "\n".join(
        [*parts["a"], "", "## Road", "", *parts["p"], "", "### Requirements", "", *parts["r"],
         "- **Other:** x", "", "### Routes in", "", *parts["i"], "", "---", "", *parts["o"]]
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "article.md"
        file.write_text(text, encoding="utf-8")
        whole = "".join(article_files(read_article(file), "pack", TODAY).values())
    for address in wanted:
        assert whole.count(address) == 1
