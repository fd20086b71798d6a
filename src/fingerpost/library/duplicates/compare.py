"""Whether two records are one paper: identifiers first, then everything else that they say."""

from __future__ import annotations

from dataclasses import dataclass, field

from fingerpost.library.duplicates.model import Comparison, Verdict
from fingerpost.library.duplicates.places import same_journal, same_pages
from fingerpost.library.duplicates.sketch import Sketch

SAME_FROM = 8.5
POSSIBLE_FROM = 5.0
_NEAR = 0.93
_ALIKE = 0.8
_IDS = {"pmid": ("PMID", 400.0), "arxiv": ("arXiv id", 300.0), "pmcid": ("PMCID", 200.0)}
_DOI_POINTS = 100.0


@dataclass(slots=True)
class _Evidence:
    """Points for and against, with what was seen."""

    points: float = 0.0
    for_it: list[str] = field(default_factory=list)
    against: list[str] = field(default_factory=list)

    def add(self, points: float, reason: str) -> None:
        self.points += points
        (self.for_it if points > 0 else self.against).append(reason)


def compare(one: Sketch, other: Sketch) -> Comparison:
    """Return what two records are to each other, and why; the order of the two does not matter."""
    if found := _by_unique_ids(one, other) or _by_stated_link(one, other):
        return found
    if one.about & other.ids or other.about & one.ids:
        return _barred("one corrects, retracts or comments on the other")
    if one.kinds != other.kinds:
        return _barred(_kinds_differ(one, other))
    if one.pmcid and one.pmcid == other.pmcid:
        return Comparison(Verdict.SAME, _IDS["pmcid"][1], ("same PMCID",))
    likeness = title_likeness(one, other)
    if one.doi and one.doi == other.doi:
        return _with_one_doi(one, other, likeness)
    if likeness < _ALIKE:
        return Comparison(Verdict.DIFFERENT, -5.0, ("different titles",))
    if one.title.numbers != other.title.numbers and likeness < 1:
        return _barred("different numbers in the titles")
    if _before_and_after(one, other):
        return _preprint_and_paper(one, other, likeness)
    return _by_everything(one, other, likeness)


def title_likeness(one: Sketch, other: Sketch) -> float:
    """Return how alike two titles are, 0 to 1 (1: the same letters and digits)."""
    mine, theirs = one.title.squashed, other.title.squashed
    if mine == theirs:
        return 1.0
    short, long = sorted((mine, theirs), key=len)
    if len(short) >= 30 and long.startswith(short):
        return 0.95
    return min(0.999, _percent_alike(mine, theirs, 100 * _ALIKE) / 100)


def _percent_alike(one: str, other: str, least: float) -> float:
    """Return how alike two texts are, 0 to 100, and 0 below `least`.

    Loaded on use: opening a library would take a tenth longer.
    """
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other, score_cutoff=least)


def _barred(reason: str) -> Comparison:
    return Comparison(Verdict.DIFFERENT, -10.0, (reason,), barred=True)


def _by_unique_ids(one: Sketch, other: Sketch) -> Comparison | None:
    """Return what PMIDs and arXiv ids decide: a paper has one of each at most."""
    for kind, (name, points) in _IDS.items():
        if kind == "pmcid":
            continue
        mine, theirs = getattr(one, kind), getattr(other, kind)
        if not mine or not theirs:
            continue
        if mine == theirs:
            return Comparison(Verdict.SAME, points, (f"same {name}",))
        if linked := _by_stated_link(one, other):
            return linked
        alike = one.kinds == other.kinds and not (one.about & other.ids or other.about & one.ids)
        if alike and _before_and_after(one, other) and title_likeness(one, other) >= _NEAR:
            return _preprint_and_paper(one, other, title_likeness(one, other))
        return _barred(f"different {name}s ({' and '.join(sorted((mine, theirs)))})")
    return None


def _by_stated_link(one: Sketch, other: Sketch) -> Comparison | None:
    if not (one.published_as or other.published_as or one.preprints or other.preprints):
        return None
    for mine, theirs in ((one, other), (other, one)):
        if mine.published_as & theirs.ids or theirs.preprints & mine.ids:
            return Comparison(
                Verdict.LINKED, 100.0, ("one names the other as its preprint or as published",),
                barred=True,
            )  # fmt: skip
    return None


def _kinds_differ(one: Sketch, other: Sketch) -> str:
    """Say which of two records is a correction, reply or the like, and of what."""
    kinds = sorted(one.kinds ^ other.kinds)
    return f"only one of them is a {' and a '.join(kinds)}"


def _with_one_doi(one: Sketch, other: Sketch, likeness: float) -> Comparison:
    """Return the verdict for one DOI, which chapters and meeting abstracts may share."""
    elsewhere = same_pages(one.pages, other.pages) is False
    led_by_others = _led_by_others(one, other)
    if likeness < _ALIKE and elsewhere and led_by_others:
        reasons = ("same DOI", "but different titles, pages and first authors")
        return Comparison(Verdict.DIFFERENT, -5.0, reasons, barred=True)
    if (likeness < 1 and elsewhere) or (likeness < _ALIKE and led_by_others):
        reasons = ("same DOI", "but different titles, and different pages or first authors")
        return Comparison(Verdict.POSSIBLE, 4.0, reasons, barred=True)
    seen = ("same DOI", "same title") if likeness == 1 else ("same DOI",)
    return Comparison(Verdict.SAME, _DOI_POINTS + likeness, seen)


def _led_by_others(one: Sketch, other: Sketch) -> bool:
    return bool(one.surnames and other.surnames and not _alike(one.surnames[0], other.surnames[0]))


def _before_and_after(one: Sketch, other: Sketch) -> bool:
    """True when one is a preprint and the other says that it was published."""
    return (one.is_preprint and other.is_published) or (one.is_published and other.is_preprint)


def _preprint_and_paper(one: Sketch, other: Sketch, likeness: float) -> Comparison:
    """Return whether a preprint and a published paper belong together; they are never one."""
    years_apart = abs(one.year - other.year) if one.year and other.year else 0
    agree = _authors_agree(one, other)
    reasons = (_title_reason(likeness), "one is a preprint")
    if likeness >= _NEAR and agree and years_apart <= 4 and one.title.is_telling:
        return Comparison(Verdict.LINKED, 10.0, (*reasons, "same authors"), barred=True)
    if agree is False or years_apart > 6:
        return Comparison(Verdict.DIFFERENT, -5.0, (*reasons, "different authors"), barred=True)
    return Comparison(Verdict.POSSIBLE, POSSIBLE_FROM, reasons, barred=True)


def _by_everything(one: Sketch, other: Sketch, likeness: float) -> Comparison:
    evidence = _Evidence()
    _weigh_title(evidence, one, likeness)
    _weigh_doi(evidence, one, other)
    agree = _weigh_authors(evidence, one, other)
    pages = _weigh_pages(evidence, one, other)
    volume = _weigh_volume(evidence, one, other)
    journal = _weigh_journal(evidence, one, other)
    years = _weigh_year(evidence, one, other)
    reasons = (*evidence.for_it, *evidence.against)
    elsewhere = pages is False and (volume is False or journal is False)
    if elsewhere or years > 3:
        verdict = Verdict.POSSIBLE if likeness == 1 and agree and years <= 1 else Verdict.DIFFERENT
        return Comparison(verdict, min(evidence.points, 0.0), reasons, barred=True)
    enough = evidence.points >= SAME_FROM and agree is not False
    if volume is False and not pages:
        enough = False
    placed = bool(pages) and (bool(volume) or bool(journal))
    if differ := one.is_meeting_abstract != other.is_meeting_abstract:
        enough = enough and bool(journal) and (bool(volume) or bool(pages))
    in_time = years <= 2 if placed else years == 0 or (years == 1 and _one_came_early(one, other))
    if enough and (likeness == 1 or placed) and in_time:
        return Comparison(Verdict.SAME, evidence.points, reasons)
    if likeness == 1 and not evidence.against and not differ and _says_no_more(one, other, agree):
        return Comparison(Verdict.SAME, evidence.points, reasons)
    if evidence.points >= POSSIBLE_FROM:
        return Comparison(Verdict.POSSIBLE, evidence.points, reasons)
    return Comparison(Verdict.DIFFERENT, evidence.points, reasons)


def _one_came_early(one: Sketch, other: Sketch) -> bool:
    """True when just one of them has a place in print yet, so that a year may lie between."""
    mine, theirs = (bool(each.volume or each.pages[0]) for each in (one, other))
    return mine != theirs


def _says_no_more(one: Sketch, other: Sketch, agree: bool | None) -> bool:
    """True for a record without ids that agrees in year and first author with the other.

    Where neither has an id nor says year or author, a telling title is enough.
    """
    if (one.is_identified and other.is_identified) or one.year != other.year:
        return False
    if agree and one.year is not None:
        return _alike(one.surnames[0], other.surnames[0])
    unnamed = not one.surnames and not other.surnames
    return one.title.is_telling and unnamed and not (one.is_identified or other.is_identified)


def _title_reason(likeness: float) -> str:
    return "same title" if likeness == 1 else f"titles alike to {likeness:.0%}"


def _weigh_title(evidence: _Evidence, one: Sketch, likeness: float) -> None:
    if likeness == 1:
        points = 6.0 if one.title.is_telling else 3.0
    else:
        points = 5.0 if likeness >= 0.97 else 4.0 if likeness >= _NEAR else 2.0
    evidence.add(points, _title_reason(likeness))


def _weigh_doi(evidence: _Evidence, one: Sketch, other: Sketch) -> None:
    if one.doi and other.doi:
        evidence.add(-4.0, f"different DOIs ({' and '.join(sorted((one.doi, other.doi)))})")


def _authors_agree(one: Sketch, other: Sketch) -> bool | None:
    """True when the first authors agree or most names do, False when no name does; None else."""
    if not one.surnames or not other.surnames:
        return None
    if _alike(one.surnames[0], other.surnames[0]):
        return True
    mine, theirs = set(one.surnames), set(other.surnames)
    shared = len(mine & theirs)
    if shared >= 2 and 3 * shared >= 2 * max(len(mine), len(theirs)):
        return True
    if shared:
        return None
    return None if _parts(mine) & _parts(theirs) else False


def _parts(names: set[str]) -> set[str]:
    """Return the words of names, for records that take a given name for the family's."""
    return {part for name in names for part in name.split() if len(part) >= 3}


def _alike(one: str, other: str) -> bool:
    if one == other or one.replace(" ", "") == other.replace(" ", ""):
        return True
    mine, theirs = _parts({one}), _parts({other})
    if mine and theirs and (mine <= theirs or theirs <= mine):
        return True
    return min(len(one), len(other)) >= 5 and _percent_alike(one, other, 85) >= 85


def _weigh_authors(evidence: _Evidence, one: Sketch, other: Sketch) -> bool | None:
    agree = _authors_agree(one, other)
    if agree is not None:
        evidence.add(2.0 if agree else -4.0, "same authors" if agree else "different authors")
    elif one.surnames and other.surnames:
        evidence.add(-1.0, "another first author")
    return agree


def _weigh_pages(evidence: _Evidence, one: Sketch, other: Sketch) -> bool | None:
    agree = same_pages(one.pages, other.pages)
    if agree:
        evidence.add(3.0, "same pages")
    elif agree is False:
        shown = sorted(("-".join(filter(None, one.pages)), "-".join(filter(None, other.pages))))
        evidence.add(-4.0, f"different pages ({' and '.join(shown)})")
    return agree


def _weigh_volume(evidence: _Evidence, one: Sketch, other: Sketch) -> bool | None:
    if not one.volume or not other.volume:
        return None
    agree = one.volume == other.volume
    shown = " and ".join(sorted((one.volume, other.volume)))
    evidence.add(1.5 if agree else -2.0, "same volume" if agree else f"different volumes ({shown})")
    return agree


def _weigh_journal(evidence: _Evidence, one: Sketch, other: Sketch) -> bool | None:
    pairs = [
        same_journal(mine, theirs)
        for mine in (one.journal, one.abbreviation)
        for theirs in (other.journal, other.abbreviation)
    ]
    if any(pairs):
        evidence.add(1.5, "same journal")
        return True
    if all(pair is None for pair in pairs):
        return None
    evidence.add(-2.0, "different journals")
    return False


def _weigh_year(evidence: _Evidence, one: Sketch, other: Sketch) -> int:
    if one.year is None or other.year is None:
        return 0
    apart = abs(one.year - other.year)
    if apart == 0:
        evidence.add(1.0, "same year")
    elif apart > 1:
        evidence.add(-3.0, f"{apart} years apart")
    return apart
