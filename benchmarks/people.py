"""Who is one person, where affiliations lie, and what that costs: figures on real papers.

No file of the shared data says which authors are one person but for a few ORCIDs, so three truths
are used, and the ORCIDs are hidden from what is measured:

* ORCIDs that stand on more than one paper (few: read it as an example, not as a measure);
* initials: authors of rare full names, half of whose papers give initials only;
* one name for several: two to four authors of different names are all given one full name of a
  common family, so that only what stands around the name can tell them apart.

In the last two a full name whose family is rare in these papers counts as one person. Pairs and
B-cubed (Bagga and Baldwin 1998) are beside two baselines. Names fall by their digest into two
halves: the rules were made on the first, the second only measures.
"""

from __future__ import annotations

import csv
import gzip
import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from fingerpost.landscape.affiliations import read_affiliation
from fingerpost.landscape.identity import Mention, identities, name_of
from fingerpost.landscape.people import people
from fingerpost.records import Author, Paper
from fingerpost.sources import read_file
from fingerpost.text import digest, fold

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT.parent / "shared" / "data"
LABELS = ROOT / "tests" / "exports" / "affiliation_places.json"
FOLDERS = ("pubmed", "scholarly_apis/europepmc", "arxiv", "refs", "medai_lit")
RARE = 3
"""A family is rare here if at most so many given names go with it."""
PEOPLE_TO_A_NAME = (2, 3, 4)
MANY = 20_000
TODAY = date(2026, 1, 1)

Key = tuple[int, int]
"""A mention: the paper's place in the list and the author's place in it."""
Truth = Mapping[Key, str]
Groups = Mapping[Key, object]


def main() -> int:
    """Print every figure."""
    if not DATA.is_dir():
        print("There are no real papers to measure on: ../shared/data is not here.")
        return 0
    _affiliations()
    papers = real_papers()
    stated = sum(any(author.affiliations for author in paper.authors) for paper in papers)
    print(f"\nWho is one person: {len(papers):,} real papers, {stated:,} of them with affiliations")
    hidden = [_without_orcids(paper) for paper in papers]
    _compare("ORCID on several papers, hidden", hidden, _by_orcid(papers))
    for half in (0, 1):
        part = ("rules were made on this half", "only measured")[half]
        _compare(f"initials, half {half + 1} ({part})", *_with_initials(hidden, half))
        _compare(f"one name for several, half {half + 1} ({part})", *_with_one_name(hidden, half))
    _seconds(papers)
    return 0


def real_papers() -> list[Paper]:
    """Return the papers of the shared data that name authors, each once, the fullest of each."""
    found: dict[str, Paper] = {}
    for folder in FOLDERS:
        for file in sorted((DATA / folder).rglob("*")):
            if file.is_file():
                for record in read_file(file):
                    if isinstance(record, Paper) and record.authors:
                        key = fold(record.title) or record.id
                        found[key] = max(found.get(key, record), record, key=_fullness)
    return [found[key] for key in sorted(found)]


def _fullness(paper: Paper) -> int:
    return sum(len(a.affiliations) + len(a.given) + 50 * bool(a.orcid) for a in paper.authors)


def _without_orcids(paper: Paper) -> Paper:
    return replace(paper, authors=tuple(replace(author, orcid="") for author in paper.authors))


def _by_orcid(papers: Sequence[Paper]) -> dict[Key, str]:
    return {
        (index, place): author.orcid
        for index, paper in enumerate(papers)
        for place, author in enumerate(paper.authors)
        if author.orcid
    }


def _rare_names(papers: Sequence[Paper], half: int) -> dict[str, list[Key]]:
    """Full names of rare families that stand on two papers or more."""
    given: dict[str, set[str]] = defaultdict(set)
    where: dict[str, list[Key]] = defaultdict(list)
    for index, paper in enumerate(papers):
        for place, author in enumerate(paper.authors):
            name = name_of(author)
            given[name.family].add(name.given or name.whole[:1])
            if name.given and name.family:
                where[f"{name.family}, {name.given}"].append((index, place))
    return {
        name: keys
        for name, keys in sorted(where.items())
        if len(given[name.partition(",")[0]]) <= RARE
        and len({index for index, _ in keys}) == len(keys) > 1
        and int(digest(name), 16) % 2 == half
    }


def _with_initials(papers: Sequence[Paper], half: int) -> tuple[list[Paper], dict[Key, str]]:
    chance = random.Random(half)
    renamed: dict[Key, Author] = {}
    truth: dict[Key, str] = {}
    for name, keys in _rare_names(papers, half).items():
        for key in keys:
            truth[key] = name
            author = papers[key[0]].authors[key[1]]
            if chance.random() < 0.5:
                renamed[key] = replace(author, given=author.given[:1])
    return _renamed(papers, renamed), truth


def _with_one_name(papers: Sequence[Paper], half: int) -> tuple[list[Paper], dict[Key, str]]:
    chance = random.Random(half)
    names = list(_rare_names(papers, half).items())
    chance.shuffle(names)
    renamed: dict[Key, Author] = {}
    truth: dict[Key, str] = {}
    number = 0
    while names:
        count = chance.choice(PEOPLE_TO_A_NAME)
        family, given = f"Family{number // 6}", f"{'ABCDEF'[number % 6]}lex{number}"
        papers_of: set[int] = set()
        for name, keys in names[:count]:
            for key in keys:
                if key[0] in papers_of:
                    continue  # two people of one name on one paper are no puzzle
                papers_of.add(key[0])
                truth[key] = name
                author = papers[key[0]].authors[key[1]]
                renamed[key] = replace(author, family=family, given=given)
        del names[:count]
        number += 1
    return _renamed(papers, renamed), truth


def _renamed(papers: Sequence[Paper], renamed: Mapping[Key, Author]) -> list[Paper]:
    touched = {index for index, _ in renamed}
    return [
        replace(
            paper,
            authors=tuple(
                renamed.get((index, place), author) for place, author in enumerate(paper.authors)
            ),
        )
        if index in touched
        else paper
        for index, paper in enumerate(papers)
    ]


def _compare(title: str, papers: Sequence[Paper], truth: Truth) -> None:
    mentions = [
        Mention(
            index, place, last=False, author=author,
            places=tuple(map(read_affiliation, author.affiliations)),
        )
        for index, paper in enumerate(papers)
        for place, author in enumerate(paper.authors)
        if author.family
    ]  # fmt: skip
    ours: dict[Key, object] = {}
    for number, identity in enumerate(identities(papers, mentions)):
        for mention in identity.mentions:
            ours[mention.paper, mention.position] = number
    by: dict[str, Callable[[Author], object]] = {
        "family and first initial": lambda a: (fold(a.family), fold(a.given)[:1]),
        "full name as written": lambda a: (fold(a.family), fold(a.given)),
    }
    counts = Counter(truth.values())
    pairs = sum(count * (count - 1) // 2 for count in counts.values())
    print(f"\n{title}: {len(truth):,} mentions of {len(counts):,} people, {pairs:,} true pairs")
    print(f"  {'':26}precision  recall   B-cubed: precision  recall  F1   people merged wrongly")
    _print_scores("fingerpost", ours, truth)
    for name, key in by.items():
        grouped = {(i, j): key(papers[i].authors[j]) for i, j in truth}
        _print_scores(name, grouped, truth)


def _print_scores(name: str, groups: Groups, truth: Truth) -> None:
    precision, recall = pairwise_scores(groups, truth)
    p, r = b_cubed(groups, truth)
    found: dict[object, set[str]] = defaultdict(set)
    for key, person in truth.items():
        found[groups[key]].add(person)
    merged = {person for people in found.values() if len(people) > 1 for person in people}
    share = len(merged) / len(set(truth.values()))
    f1 = 2 * p * r / (p + r)
    print(f"  {name:26}{precision:9.3f}  {recall:6.3f}  {p:19.3f}  {r:6.3f}  {f1:.3f}  {share:.3f}")


def pairwise_scores(groups: Groups, truth: Truth) -> tuple[float, float]:
    """Return precision and recall of the pairs of mentions that are put together."""
    said = _pairs(groups[key] for key in truth)
    true = _pairs(truth.values())
    both = _pairs((groups[key], person) for key, person in truth.items())
    return both / said if said else 1.0, both / true if true else 1.0


def _pairs(labels: Iterable[object]) -> int:
    return sum(count * (count - 1) // 2 for count in Counter(labels).values())


def b_cubed(groups: Groups, truth: Truth) -> tuple[float, float]:
    """Return B-cubed precision and recall, over the mentions whose person is known."""
    said = Counter(groups[key] for key in truth)
    true = Counter(truth.values())
    both = Counter((groups[key], person) for key, person in truth.items())
    precision = sum(n * n / said[group] for (group, _), n in both.items()) / len(truth)
    recall = sum(n * n / true[person] for (_, person), n in both.items()) / len(truth)
    return precision, recall


def _affiliations() -> None:
    strings = {digest(text): text for text in _strings()}
    print("Countries and cities of affiliations that state one (goals 0.97 and 0.90)")
    for part, told in (("places", "rules were made on these"), ("held_out", "only measured")):
        right: Counter[str] = Counter()
        of: Counter[str] = Counter()
        for key, (iso, city) in json.loads(LABELS.read_text("utf-8"))[part].items():
            found = read_affiliation(strings[key])
            right["country"] += bool(iso) and found.iso == iso
            right["city"] += bool(city) and fold(found.city) == fold(city)
            of["country"] += bool(iso)
            of["city"] += bool(city)
        figures = ", ".join(
            f"{name} {right[name] / of[name]:.3f} ({right[name]} of {of[name]})" for name in of
        )
        print(f"  {told:25} {figures}")


def _strings() -> Iterable[str]:
    folder = DATA / "affiliations"
    gold = folder / "s2aff" / "gold_affiliation_annotations_2021.csv"
    with gold.open(encoding="utf-8", newline="") as file:
        yield from (row["original_affiliation"] for row in csv.DictReader(file))
    with gzip.open(folder / "ror" / "dataset_affiliations_crossref_2024_02_19.json.gz") as packed:
        yield from (entry["affiliation"] for entry in json.load(packed))


def _seconds(papers: Sequence[Paper]) -> None:
    """Processor time of 20,000 papers with affiliations: real ones, with their numbers changed."""
    stated = [paper for paper in papers if any(author.affiliations for author in paper.authors)]
    many = [
        replace(stated[number % len(stated)], pmid=str(number), doi="", arxiv="")
        for number in range(MANY)
    ]
    for label in ("first time", "again"):
        began = time.process_time()
        people(many, TODAY, "Leeds", "United Kingdom")
        spent = time.process_time() - began
        print(f"\n{MANY:,} papers with affiliations, {label}: {spent:.1f} s of one core", end="")
    print()


if __name__ == "__main__":
    sys.exit(main())
