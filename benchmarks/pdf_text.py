"""Text from PDFs, measured: the right words in the right order, in the right part, and how fast.

Real articles (JATS) are printed as PDF by Chromium, in one column and in two, and written once
more by hand in two columns row by row, as some programs do. What comes back is held against the
articles: the share of their runs of five words that come back, and of their paragraphs that stand
in the right part. pypdf and pdfminer.six are measured beside it where they are installed.
"""

from __future__ import annotations

import html
import importlib.util
import io
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from fingerpost.sources.full_text import FullText, PartKind, read_full_text
from fingerpost.sources.full_text.model import Limits
from fingerpost.sources.full_text.pdf.paper import read_paper

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from tests.pdfs import Words, pdf  # noqa: E402 - the tests' own writer

ARTICLES = ROOT.parent / "shared" / "data" / "pubmed" / "pmc_nxml"
RUN = 5
WIDTH = 48
"""Letters in a line of the columns written by hand."""
STYLE = """@page { size: A4; margin: 22mm 16mm;
  @top-left { content: "Journal of Examples 2020; 12:345"; font-size: 8pt }
  @bottom-center { content: counter(page); font-size: 8pt } }
body { font: 9.5pt/1.25 serif } h1 { font-size: 17pt } h2 { font-size: 11pt }
.body { columns: COLUMNS; column-gap: 7mm; text-align: justify; hyphens: auto }
p { margin: 0; text-indent: 1em } .abstract p { text-indent: 0 }"""

Reader = Callable[[bytes], str]


def main() -> int:
    """Print a table for each way of printing."""
    chromium = shutil.which("chromium")
    if not ARTICLES.is_dir() or chromium is None:
        print("There is nothing to measure with: it takes ../shared/data and Chromium.")
        return 0
    articles = [
        one
        for file in sorted(ARTICLES.glob("*.nxml"))
        for one in read_full_text(file)
        if isinstance(one, FullText)
    ]
    with tempfile.TemporaryDirectory() as folder:
        for columns in (1, 2):
            printed = [_printed(one, columns, chromium, Path(folder)) for one in articles]
            _measure(f"Chromium, {columns} column(s)", articles, printed)
    _measure("by hand, 2 columns row by row", articles, [_by_hand(one) for one in articles])
    return 0


def _measure(name: str, articles: list[FullText], printed: list[bytes]) -> None:
    print(f"\n{name}: {len(articles)} articles")
    for reader, read in _readers().items():
        shares, seconds = [], []
        for article, body in zip(articles, printed, strict=True):
            start = time.process_time()
            text = read(body)
            seconds.append(time.process_time() - start)
            wanted = [run for part in _texts(article) for run in _runs(part)]
            found = set(_runs(text))
            shares.append(sum(run in found for run in wanted) / len(wanted))
        print(
            f"  {reader:12} runs of {RUN} words {statistics.mean(shares):.3f}"
            f"  seconds an article {statistics.median(seconds):.2f}"
        )
    papers = [(article, _paper(body)) for article, body in zip(articles, printed, strict=True)]
    right = [_right_parts(article, paper) for article, paper in papers]
    titles = sum(paper.paper.title == article.paper.title for article, paper in papers)
    print(
        f"  paragraphs in the right part {sum(r for r, _ in right)} of {sum(n for _, n in right)};"
        f" titles {titles} of {len(articles)}"
    )


def _readers() -> dict[str, Reader]:
    readers: dict[str, Reader] = {"fingerpost": _ours, "pypdfium2": _pdfium}
    if importlib.util.find_spec("pypdf"):
        readers["pypdf"] = _pypdf
    if importlib.util.find_spec("pdfminer"):
        readers["pdfminer.six"] = _pdfminer
    return readers


def _paper(body: bytes) -> FullText:
    return read_paper(body, "article.pdf", Limits())


def _ours(body: bytes) -> str:
    return "\n".join(_texts(_paper(body)))


def _pdfium(body: bytes) -> str:
    import pypdfium2

    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(body))


def _pypdf(body: bytes) -> str:
    import pypdf

    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(body)).pages)


def _pdfminer(body: bytes) -> str:
    from pdfminer.high_level import extract_text

    return str(extract_text(io.BytesIO(body)))


def _texts(article: FullText) -> Iterator[str]:
    yield article.paper.abstract
    yield from (part.text for part in article.parts if part.kind is not PartKind.REFERENCES)


def _runs(text: str) -> list[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return [tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)]


def _right_parts(article: FullText, found: FullText) -> tuple[int, int]:
    """How many paragraphs stand mostly in a part of their own kind, of how many."""
    kinds = {
        run: part.kind
        for part in found.parts
        for line in part.text.split("\n")
        for run in _runs(line)
    }
    right = total = 0
    for part in article.parts:
        for paragraph in part.text.split("\n"):
            runs = _runs(paragraph)
            if len(runs) < 2 * RUN:
                continue
            votes = Counter(kinds[run] for run in runs if run in kinds)
            total += 1
            right += bool(votes) and votes.most_common(1)[0][0] is part.kind
    return right, total


def _blocks(article: FullText) -> Iterator[tuple[str, str]]:
    """The article's body as (tag, text), and a list of references that must not come back."""
    before: list[str] = []
    for part in article.parts:
        way = part.heading.split(" > ") if part.heading else []
        for depth, heading in enumerate(way):
            if before[: depth + 1] != way[: depth + 1]:
                yield f"h{min(depth + 2, 4)}", heading
        before = way
        yield from (("p", paragraph) for paragraph in part.text.split("\n"))
    yield "h2", "References"
    for number, reference in enumerate(article.paper.references, 1):
        yield "p", f"{number}. {reference.text}"


def _printed(article: FullText, columns: int, chromium: str, folder: Path) -> bytes:
    body = "".join(f"<{tag}>{html.escape(text)}</{tag}>" for tag, text in _blocks(article))
    abstract = "".join(f"<p>{html.escape(p)}</p>" for p in article.paper.abstract.split("\n"))
    page = folder / "article.html"
    page.write_text(
        f"<html lang=en><meta charset=utf-8><style>{STYLE.replace('COLUMNS', str(columns))}</style>"
        f"<h1>{html.escape(article.paper.title)}</h1><div class=abstract><h2>Abstract</h2>"
        f"{abstract}</div><div class=body>{body}</div>",
        encoding="utf-8",
    )
    target = folder / "article.pdf"
    subprocess.run(
        [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
         f"--print-to-pdf={target}", str(page)],
        capture_output=True, check=True, timeout=120,
    )  # fmt: skip
    return target.read_bytes()


def _by_hand(article: FullText) -> bytes:
    lines: list[tuple[str, bool]] = [("Abstract", True)]
    lines += _wrapped("p", article.paper.abstract)
    for tag, text in _blocks(article):
        lines += _wrapped(tag, text)
    title = _wrapped("p", article.paper.title, 60)
    pages = []
    while lines:
        top = 740 - 20 * len(title) if not pages else 760
        rows = (top - 60) // 12
        left, right, lines = lines[:rows], lines[rows : 2 * rows], lines[2 * rows :]
        heads = [] if pages else title
        page = [Words(50, 780 - 20 * i, text, 16, True) for i, (text, _) in enumerate(heads)]
        for row in range(rows):
            for x, column in ((50, left), (310, right)):
                if row < len(column):
                    text, bold = column[row]
                    page.append(Words(x, top - 12 * row, text, 11 if bold else 9.5, bold))
        pages.append(page)
    return pdf(pages, packed=True)


def _wrapped(tag: str, text: str, width: int = WIDTH) -> list[tuple[str, bool]]:
    import textwrap

    plain = text.encode("cp1252", "replace").decode("cp1252")
    indent = "  " if tag == "p" and width == WIDTH else ""
    return [(line, tag != "p") for line in textwrap.wrap(plain, width, initial_indent=indent)]


if __name__ == "__main__":
    raise SystemExit(main())
