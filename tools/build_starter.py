"""Build the starter library that the package ships: bibliographic facts of about 2,000 papers.

Run it by hand: `python tools/build_starter.py --from ../shared/data/medai_lit`. It reads

- `horizondl/pubmed.csv.gz`, a PubMed export on deep learning, captured in 2023 and 2024;
- `virology_dl/…csv.gz`, a PubMed export on deep learning, virology and epidemiology, 2014 to 2025;
- `deep_review/…json.gz`, the references of a review of deep learning in biology and medicine;
- `dlma/DLMA.bib`, a bibliography of deep learning in medicine up to 2017;
- `landmarks.json` beside the data: papers that a clinician should know.

No abstract is read. The rule, which gives the same lines on every machine:

1. Landmark papers are taken, all of them. Any other paper needs a title, a year and a PMID, DOI
   or arXiv id (so that it opens in a browser), and is left out when its title is a notice or talks
   about another paper, when it was retracted (a notice names its title), when its journal had many
   retractions in these files, when the title is a translation, when it does not say that it is
   about machine learning, when it is not about medicine or the biology behind it, or when it is a
   second copy (same PMID, DOI, arXiv id or title; a title of under five words needs the year
   too). Of a paper and its preprint the paper stays.
2. Each goes to the first area whose words its title has: knowledge management (the thinnest),
   biological information, then practice. `starter_rules.toml` lists all words and quotas; a first
   rank of words comes before a second and a third.
3. Within an area and rank, years take turns, and within a year journals take turns, so that
   neither the year of the capture nor one large journal fills the starter; a hash of the paper's
   id decides what is left. Papers are taken until the quotas and the total are full.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from fingerpost.records import Author
from fingerpost.text import digest, find_arxiv_id, find_doi, fold, plain

ROOT = Path(__file__).resolve().parents[1]
RULES = ROOT / "tools" / "starter_rules.toml"
TARGET = ROOT / "src" / "fingerpost" / "intake" / "data" / "starter.jsonl.gz"
FIRST_YEAR, LAST_YEAR = 1950, 2026
LONG_TITLE = 5
RANKS = ("first", "second", "third")
PREPRINTS = frozenset({"arxiv", "biorxiv", "medrxiv", "res sq", "chemrxiv"})
LANDMARK_AREAS = {"clinical-ml-into-practice": "ml-into-practice"}


@dataclass(frozen=True)
class Entry:
    """One paper as a file states it; `area` and `rank` are set when it has been judged."""

    title: str
    authors: tuple[str, ...]
    journal: str
    year: int | None
    pmid: str = ""
    doi: str = ""
    arxiv: str = ""
    origin: str = ""
    area: str = ""
    rank: int = 0

    @cached_property
    def folded(self) -> str:
        """The title as terms are compared with it."""
        return fold(self.title)

    @property
    def id(self) -> str:
        """The paper's id as fingerpost shows it."""
        if self.pmid:
            return f"pmid:{self.pmid}"
        return f"arxiv:{self.arxiv}" if self.arxiv else f"doi:{self.doi}"

    @property
    def marks(self) -> tuple[str, ...]:
        """Everything by which a second copy is known; a title of a few words needs its year."""
        ids = (("pmid", self.pmid), ("doi", self.doi), ("arxiv", self.arxiv))
        year = "" if len(self.folded.split()) >= LONG_TITLE else str(self.year)
        return (*(f"{k}:{v}" for k, v in ids if v), f"title:{self.folded} {year}")

    @property
    def is_preprint(self) -> bool:
        """True when the journal is a preprint server."""
        return fold(self.journal) in PREPRINTS

    def line(self) -> str:
        """The paper as one line of the plain JSON-lines form."""
        fields = {
            "id": self.id,
            "title": self.title,
            "authors": self.authors,
            "journal": self.journal,
            "year": self.year,
            "pmid": self.pmid,
            "doi": self.doi,
            "arxiv": self.arxiv,
        }
        return json.dumps({k: v for k, v in fields.items() if v}, ensure_ascii=False)


class Terms:
    """Terms found as whole words in a folded title; an asterisk stands for any ending."""

    def __init__(self, terms: Iterable[str], where: str = r"(?:^| ){}(?: |$)") -> None:
        listed = sorted({term.strip() for term in terms})
        words = "|".join(re.escape(term).replace(r"\*", r"\w*") for term in listed)
        self._pattern = re.compile(where.format(f"(?:{words})")) if listed else None

    def found(self, folded: str) -> bool:
        """Say whether one of the terms stands in the title."""
        return bool(self._pattern and self._pattern.search(folded))

    def without(self, folded: str) -> str:
        """Return the title without the terms."""
        return self._pattern.sub(" ", folded) if self._pattern else folded


class AreaRules:
    """The words of one area, and how many papers of each rank it may have."""

    def __init__(self, stated: dict[str, Any]) -> None:
        self.name: str = stated["name"]
        self.quotas: list[int] = stated["quota"]
        self.ranks = [Terms(stated[rank]) for rank in RANKS if rank in stated]
        self.never = Terms(stated.get("not", ()))
        self.always = Terms(stated.get("always", ()))

    def rank(self, folded: str) -> int | None:
        """Return 1, 2 or 3 for a title of this area, None for another."""
        if self.always.found(folded):
            return 1
        if self.never.found(folded):
            return None
        return next((n for n, terms in enumerate(self.ranks, 1) if terms.found(folded)), None)


class Rules:
    """The rules of `starter_rules.toml`, ready to be asked."""

    def __init__(self, stated: dict[str, Any]) -> None:
        out = stated["out"]
        self.total: int = stated["total"]
        self.retraction_share: float = out["retraction_share"]
        self.notice = (
            Terms(out["title_starts"], r"^{}(?: |$)"),
            Terms(out["title_has"]),
            Terms(out["title_ends"], r"(?:^| ){}$"),
        )
        self.not_medical = Terms(out["not_medical"])
        self.not_medical_journals = frozenset(out["not_medical_journals"])
        self.not_medical_unless = Terms(out["not_medical_unless"])
        self.machine_learning = Terms(stated["machine_learning"]["terms"])
        self.medical = Terms(stated["medical"]["terms"])
        self.medical_journals = frozenset(stated["medical"]["journals"])
        self.areas = tuple(AreaRules(area) for area in stated["area"])


def read_pubmed(path: Path, origin: str) -> Iterator[Entry]:
    """Yield the rows of a PubMed CSV export."""
    with gzip.open(path, "rb") as packed:
        for row in csv.DictReader(io.TextIOWrapper(packed, "utf-8-sig", newline="")):
            names = re.split(r"[,;]\s+", row["Authors"].rstrip(". "))
            yield Entry(
                title=plain(row["Title"]),
                authors=tuple(plain(name) for name in names if name.strip()),
                journal=plain(row["Journal/Book"]),
                year=_year(row["Publication Year"]),
                pmid=row["PMID"].strip(),
                doi=(find_doi(row["DOI"]) or ""),
                origin=origin,
            )


def read_csl(path: Path, origin: str) -> Iterator[Entry]:
    """Yield the items of a CSL-JSON file that are articles or preprints."""
    with gzip.open(path, "rb") as packed:
        items = json.load(packed)
    for item in items:
        if item.get("type") not in ("article-journal", "paper-conference", "report"):
            continue
        authors = (_csl_author(stated) for stated in item.get("author", ()))
        parts = item.get("issued", {}).get("date-parts") or [[None]]
        address = item.get("URL", "")
        arxiv = (find_arxiv_id(address) or "") if "arxiv.org" in address else ""
        yield Entry(
            title=plain(item.get("title", "")),
            authors=tuple(a.short_name for a in authors if a.short_name),
            journal=plain(item.get("container-title", "")),
            year=_arxiv_year(arxiv) or _year(parts[0][0]),
            pmid=str(item.get("PMID", "")),
            doi=find_doi(item.get("DOI", "")) or "",
            arxiv=arxiv,
            origin=origin,
        )


def _csl_author(stated: dict[str, str]) -> Author:
    """Return an author; a name of two or three words in one piece is a person's."""
    words = stated.get("literal", "").split()
    if 2 <= len(words) <= 3 and not {"group", "consortium"} & {w.lower() for w in words}:
        return Author(family=words[-1], given=" ".join(words[:-1]))
    return Author(stated.get("family", ""), stated.get("given", ""), collective=" ".join(words))


def read_bibtex(path: Path, origin: str) -> Iterator[Entry]:
    """Yield the entries of a BibTeX file."""
    import bibtexparser
    from bibtexparser import middlewares

    chain = [
        middlewares.NormalizeFieldKeys(),
        middlewares.LatexDecodingMiddleware(),
        middlewares.SeparateCoAuthors(),
        middlewares.SplitNameParts(),
    ]
    library = bibtexparser.parse_string(path.read_text("utf-8"), append_middleware=chain)
    for entry in library.entries:
        fields = {key: field.value for key, field in entry.fields_dict.items()}
        names = (Author(" ".join(n.von + n.last), " ".join(n.first)) for n in fields["author"])
        journal = fields.get("journal") or fields.get("booktitle") or ""
        told = f"{fields.get('eprint', '')} {journal}"
        arxiv = (find_arxiv_id(told) or "") if "arxiv" in told.lower() else ""
        yield Entry(
            title=plain(fields["title"].replace("{", "").replace("}", "")),
            authors=tuple(name.short_name for name in names),
            journal="arXiv" if arxiv else plain(journal),
            year=_arxiv_year(arxiv) or _year(fields.get("year")),
            doi=find_doi(fields.get("doi", "")) or "",
            arxiv=arxiv,
            origin=origin,
        )


def read_landmarks(path: Path) -> Iterator[Entry]:
    """Yield the landmark papers; a published paper keeps its own ids, not its preprint's."""
    for item in json.loads(path.read_text("utf-8"))["landmarks"]:
        doi = (item["doi"] or "").lower()
        yield Entry(
            title=plain(item["title"]),
            authors=(item["first_author"],),
            journal=item["journal"].removesuffix(" (preprint seen)"),
            year=item["year"],
            pmid=item["pmid"] or "",
            doi=doi,
            arxiv="" if doi else item["arxiv"] or "",
            origin="landmarks",
            area=LANDMARK_AREAS.get(item["area"], item["area"]),
        )


def read_all(folder: Path) -> list[Entry]:
    """Return everything that the files state, landmarks first, then the older bibliographies."""
    return [
        *read_landmarks(folder.parents[1] / "landmarks.json"),
        *read_csl(folder / "deep_review" / "manual-references-2020-01-29.json.gz", "deep_review"),
        *read_bibtex(folder / "dlma" / "DLMA.bib", "dlma"),
        *read_pubmed(folder / "virology_dl" / "pubmed_all_records_raw_dataset.csv.gz", "virology"),
        *read_pubmed(folder / "horizondl" / "pubmed.csv.gz", "horizondl"),
    ]


class Judge:
    """Says of every paper why it is left out, or where it belongs."""

    def __init__(self, rules: Rules, entries: Sequence[Entry]) -> None:
        self.rules = rules
        notices = [e for e in entries if e.folded.startswith("retract")]
        self.retracted = frozenset(_noticed(e.folded) for e in notices)
        rows = Counter(e.journal for e in entries)
        noticed = Counter(e.journal for e in notices)
        self.doubtful = frozenset(
            j for j, n in noticed.items() if n / rows[j] >= rules.retraction_share
        )

    def why_out(self, entry: Entry) -> str:
        """Return the reason why a paper is left out, or an empty string."""
        rules, title = self.rules, entry.folded
        medical = rules.medical.found(title) or entry.journal in rules.medical_journals
        reasons = {
            "no title or no year": not title or entry.year is None,
            "no PMID, DOI or arXiv id": not (entry.pmid or entry.doi or entry.arxiv),
            "no author": not entry.authors,
            "a notice, or about another paper": any(t.found(title) for t in rules.notice),
            "retracted": title in self.retracted,
            "a journal with many retractions": entry.journal in self.doubtful,
            "a translated title": entry.title.startswith("["),
            "machine learning is not in the title": not rules.machine_learning.found(title),
            "not about medicine": not medical
            or entry.journal in rules.not_medical_journals
            or rules.not_medical.found(rules.not_medical_unless.without(title)),
        }
        return next((reason for reason, holds in reasons.items() if holds), "")

    def place(self, entry: Entry) -> Entry:
        """Return the paper with its area and rank; no area when no word of one is there."""
        for area in self.rules.areas:
            if rank := area.rank(entry.folded):
                return replace(entry, area=area.name, rank=rank)
        return entry


def judge_all(rules: Rules, entries: Sequence[Entry]) -> tuple[list[Entry], Counter[str]]:
    """Return the papers that may be taken, placed, without copies, and why others were left out."""
    judge, kept, why = Judge(rules, entries), list[Entry](), Counter[str]()
    seen: dict[str, int] = {}
    for entry in sorted(entries, key=lambda e: (e.origin != "landmarks", e.is_preprint)):
        is_landmark = entry.origin == "landmarks"
        copy = next((seen[mark] for mark in entry.marks if mark in seen), None)
        if copy is not None:
            why["a second copy"] += 1
            if set(entry.marks[:-1]) & set(kept[copy].marks):
                kept[copy] = _joined(kept[copy], entry)
            continue
        placed = entry if is_landmark else judge.place(entry)
        reason = "" if is_landmark else judge.why_out(entry)
        reason = reason or ("" if placed.area else "of none of the three areas")
        if reason:
            why[reason] += 1
            continue
        seen.update(dict.fromkeys(entry.marks, len(kept)))
        kept.append(placed)
    return kept, why


def choose(rules: Rules, entries: Sequence[Entry]) -> list[Entry]:
    """Return the papers to ship: years and journals take turns until the quotas are full."""
    groups: dict[tuple[str, int], list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.area, entry.rank].append(entry)
    chosen = [entry for entry in entries if entry.rank == 0]
    for area in rules.areas:
        for rank, quota in enumerate(area.quotas, start=1):
            room = min(quota, rules.total - len(chosen))
            chosen += in_turns(groups[area.name, rank])[:room]
    return sorted(chosen, key=lambda e: (-(e.year or 0), e.id))


def in_turns(entries: Iterable[Entry]) -> list[Entry]:
    """Return the papers so that years take turns, and within a year journals do."""
    by_hash = sorted(entries, key=lambda e: digest(e.id))
    by_journal = _rounds(by_hash, lambda e: (e.year, e.journal))
    return _rounds(by_journal, lambda e: e.year)


def _rounds(entries: Sequence[Entry], kind: Callable[[Entry], object]) -> list[Entry]:
    """Return the first of every kind, then the second of every kind …, else in their order."""
    seen = Counter[object]()
    turns: list[int] = []
    for entry in entries:
        seen[kind(entry)] += 1
        turns.append(seen[kind(entry)])
    return [entries[i] for i in sorted(range(len(entries)), key=turns.__getitem__)]


def _joined(known: Entry, other: Entry) -> Entry:
    """Return the known paper with what another record of the same id states beyond it."""
    richer = other.authors if len(other.authors) > len(known.authors) else known.authors
    return replace(known, authors=richer, pmid=known.pmid or other.pmid, doi=known.doi or other.doi)


def _noticed(folded: str) -> str:
    return re.sub(r"^retract(?:ed|ion)(?: note| notice)?(?: to| of)?(?: article)? ", "", folded)


def _year(stated: object) -> int | None:
    found = re.fullmatch(r"\s*(\d{4})\s*", str(stated))
    year = int(found.group(1)) if found else None
    return year if year and FIRST_YEAR <= year <= LAST_YEAR else None


def _arxiv_year(arxiv: str) -> int | None:
    """Return the year of the first version, which stands in the id; files give the last one's."""
    return _year(f"20{arxiv[:2]}") if re.match(r"\d{4}\.", arxiv) else None


def packed(entries: Iterable[Entry]) -> bytes:
    """Return the papers as gzipped JSON lines without a date, so the same bytes every time."""
    text = "".join(f"{entry.line()}\n" for entry in entries)
    stream = io.BytesIO()
    with gzip.GzipFile("", "wb", 9, stream, mtime=0) as out:
        out.write(text.encode())
    return stream.getvalue()


def report(chosen: Sequence[Entry], why: Counter[str]) -> str:
    """Return counts by area, year and file, and why the others were left out."""
    parts = {
        "area": Counter(e.area for e in chosen),
        "year": Counter(e.year for e in chosen),
        "file": Counter(e.origin for e in chosen),
        "left out": why,
    }
    lines = [f"{len(chosen):,} papers, {len({e.journal for e in chosen}):,} journals"]
    for name, counts in parts.items():
        told = (f"{key}: {count:,}" for key, count in sorted(counts.items(), key=str))
        lines.append(f"{name}: " + "; ".join(told))
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the files, choose, write the packaged file and tell the counts."""
    parser = argparse.ArgumentParser(
        description="Build the starter library that the package ships."
    )
    parser.add_argument("--from", dest="folder", type=Path, required=True, help="…/data/medai_lit")
    parser.add_argument("--to", type=Path, default=TARGET)
    asked = parser.parse_args(arguments)
    rules = Rules(tomllib.loads(RULES.read_text("utf-8")))
    kept, why = judge_all(rules, read_all(asked.folder.resolve()))
    chosen = choose(rules, kept)
    asked.to.parent.mkdir(parents=True, exist_ok=True)
    asked.to.write_bytes(packed(chosen))
    sys.stdout.write(report(chosen, why) + "\n")


if __name__ == "__main__":
    main()
