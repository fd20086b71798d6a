"""A dive's tables, as rows for CSV files and pages."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from fingerpost import reading
from fingerpost.dives.branches import branches
from fingerpost.dives.model import Dive
from fingerpost.landscape.model import Topic
from fingerpost.text import safe_cell

Cell = str | int | float | None


def to_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table as CSV: UTF-8, one header line, formulas made harmless, floats to 4 places."""
    stream = io.StringIO()
    table = csv.writer(stream, lineterminator="\n")
    table.writerow(header)
    for row in rows:
        table.writerow([_cell(value) for value in row])
    return stream.getvalue()


def dive_tables(dive: Dive) -> dict[str, str]:
    """Return the CSV files of a dive by file name."""
    return {
        "papers.csv": _papers(dive),
        "topics.csv": _topics(dive),
        "subtopics.csv": _subtopics(dive),
        "key_papers.csv": _key_papers(dive),
        "reading_order.csv": _reading_order(dive),
        "skills.csv": _skills(dive),
        "grid.csv": _grid(dive),
        "yardstick.csv": _yardstick(dive),
        "gaps.csv": _statements(dive),
        "evidence_by_task.csv": _by_task(dive),
        "years.csv": _years(dive),
        "people.csv": _people(dive),
        "groups.csv": _groups(dive),
        "evidence.csv": _evidence(dive),
    }  # fmt: skip


def evidence_parquet(dive: Dive) -> bytes:
    """Return the evidence table as a Parquet file; FailureError when pyarrow is not installed."""
    from fingerpost.reading.tables import table_rows, to_parquet

    papers = {paper.id: paper for paper in dive.papers}
    return to_parquet(table_rows([(papers[each.paper_id], each) for each in dive.appraisals]))


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{round(value, 4) + 0.0:.4f}".rstrip("0").rstrip(".")
    return safe_cell(value) if isinstance(value, str) else str(value)


def _papers(dive: Dive) -> str:
    seen = dive.landscape
    places = {place.paper: place for place in seen.places}
    header = ["id", "title", "authors", "journal", "year", "doi", "address", "topic", "x", "y"]
    header += ["subtopic", "part", "fit", "fits_loosely"]
    rows: list[list[Cell]] = []
    for paper in dive.papers:
        place = places.get(paper.id)
        authors = "; ".join(author.short_name for author in paper.authors)
        facts = [paper.id, paper.title, authors, paper.journal, paper.year, paper.doi]
        where: list[Cell] = [None] * 7
        if place:
            subtopic = "" if place.subtopic is None else seen.subtopics[place.subtopic].label
            part = "" if place.part is None else seen.parts[place.part].label
            where = [seen.topics[place.topic].label, place.x, place.y, subtopic, part, place.fit]
            where.append("yes" if place.outlier else "no")
        rows.append([*facts, paper.address, *where])
    return to_csv(header, rows)


def _years(dive: Dive) -> str:
    years = dive.landscape.trends.by_year
    rows = [(year.year, year.count, "yes" if year.complete else "no") for year in years]
    return to_csv(["year", "papers", "year_is_over"], rows)


def _yardstick(dive: Dive) -> str:
    taken = dive.landscape.trends.yardstick
    rows: list[list[Cell]] = []
    for each in taken.years if taken else ():
        over = "yes" if taken and each in taken.complete else "no"
        rows.append([each.year, each.found, each.total, over])
    return to_csv(["year", "on_the_query", "in_all", "year_is_over"], rows)


def _topics(dive: Dive) -> str:
    header = ["topic", "label", "papers", "growth", "terms"]
    header += ["colour", "made_label", "by_you", "fit_loosely", "steadiness"]
    return to_csv(header, [_topic(topic, str(topic.id + 1)) for topic in dive.landscape.topics])


def _subtopics(dive: Dive) -> str:
    header = ["topic", "label", "papers", "growth", "terms"]
    header += ["colour", "made_label", "by_you", "fit_loosely"]
    return to_csv(
        header,
        [
            _topic(below.topic, below.number)[:-1]
            for branch in branches(dive.landscape)
            for sub in branch.below
            for below in (sub, *sub.below)
        ],
    )


def _topic(topic: Topic, number: str) -> list[Cell]:
    facts: list[Cell] = [number, topic.label, topic.size, topic.growth, "; ".join(topic.terms)]
    kept: list[Cell] = [topic.colour, topic.made_label, topic.by_you, topic.loose]
    return [*facts, *kept, topic.steadiness]


def _key_papers(dive: Dive) -> str:
    papers = {paper.id: paper for paper in dive.papers}
    return to_csv(
        ["id", "title", "citation", "reason", "score"],
        [
            (key.paper, papers[key.paper].title, papers[key.paper].cite(), key.reason, key.score)
            for key in dive.landscape.key_papers.papers
        ],
    )


def _reading_order(dive: Dive) -> str:
    papers = {paper.id: paper for paper in dive.papers}
    header = ["role", "id", "title", "reason", "minutes_abstract", "minutes_paper_guess"]
    return to_csv(
        header,
        [
            (r.role, r.paper, papers[r.paper].title, r.reason, r.minutes_abstract, r.minutes_paper)
            for r in dive.reading_order
        ],
    )


def _skills(dive: Dive) -> str:
    found = dive.skills.skills if dive.skills else ()
    rows = [
        (one.skill, one.papers, one.of, "; ".join(f"{name} {count}" for name, count in one.named))
        for one in found
    ]
    return to_csv(["skill", "papers", "of", "named"], rows)


def _grid(dive: Dive) -> str:
    return to_csv(*grid_rows(dive))


def grid_rows(dive: Dive) -> tuple[list[str], list[list[Cell]]]:
    """Return header and cells of the appraisals' grid; of the words', where few have abstracts."""
    said = ("external", "prospective", "compared", "code")
    header = ["method", "problem", "papers", "expected", "state"]
    header += [part for name in said for part in (name, f"{name}_of")] + ["ids"]
    rows: list[list[Cell]] = []
    if dive.grid_by_words:
        for seen in dive.landscape.grid.cells:
            facts: list[Cell] = [seen.method, seen.problem, seen.count, seen.expected, ""]
            rows.append([*facts, *[None] * 8, "; ".join(seen.papers)])
        return header, rows
    for cell in dive.gaps.cells if dive.gaps else ():
        shares = [number for one in cell.said for number in (one.count, one.of)]
        facts = [cell.method, cell.problem, cell.count, cell.expected, cell.state]
        rows.append([*facts, *shares, "; ".join(cell.papers)])
    return header, rows


def _statements(dive: Dive) -> str:
    found = dive.gaps.statements if dive.gaps else ()
    rows = [(s.kind, s.sentence, s.basis, s.which, "; ".join(s.papers)) for s in found]
    return to_csv(["kind", "sentence", "counted_from", "papers_are", "ids"], rows)


def _by_task(dive: Dive) -> str:
    header = [
        "task", "data", "studies", "people_stated", "people_median", "external", "prospective",
        "auroc_stated", "auroc_low", "auroc_high",
    ]  # fmt: skip
    return to_csv(header, [[getattr(row, name) for name in header] for row in dive.by_task])


def _people(dive: Dive) -> str:
    return to_csv(*people_rows(dive))


def people_rows(dive: Dive) -> tuple[list[str], list[tuple[Cell, ...]]]:
    """Return header and authors of a dive; no author where too few papers state an address."""
    people = dive.landscape.people
    header = [
        "key", "name", "papers", "last_author_of", "corresponding_author_of", "last_year", "orcid",
        "affiliation", "institution", "ror", "city", "country", "km", "sure", "because", "ids",
    ]  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (
            person.key,
            person.name,
            len(person.papers),
            person.senior_on,
            person.corresponding_on,
            person.last_year,
            person.orcid,
            person.affiliation,
            person.institution,
            person.ror,
            person.city,
            person.country,
            person.distance_km,
            person.sure,
            person.because,
            "; ".join(person.papers),
        )
        for person in (people.authors if people.coverage.enough else ())
    ]
    return header, rows


def _groups(dive: Dive) -> str:
    header = [
        "key", "lead", "institution", "ror", "city", "country", "km", "papers", "last_year",
        "problems", "methods", "with", "fits", "ids",
    ]  # fmt: skip
    rows = [
        (
            group.lead.key,
            group.lead.name,
            group.institution,
            group.lead.ror,
            group.city,
            group.country,
            group.distance_km,
            len(group.papers),
            group.last_year,
            "; ".join(group.problems),
            "; ".join(group.methods),
            "; ".join(group.members),
            "; ".join(group.fits),
            "; ".join(group.papers),
        )
        for group in dive.landscape.people.groups
    ]
    return to_csv(header, rows)


def _evidence(dive: Dive) -> str:
    rows = [reading.as_row(appraisal) for appraisal in dive.appraisals]
    header = list(rows[0]) if rows else ["id"]
    return to_csv(header, [[row[name] for name in header] for row in rows])
