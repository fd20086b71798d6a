"""What the four-week test is about: one path, one question, one paper, one person, one project."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from fingerpost.dives.model import without_learning
from fingerpost.focus import content_pairs, content_words, matched, personal_terms
from fingerpost.paths.model import JudgedPath, PathJudgement, Verdict
from fingerpost.plan.kinds_of_data import kinds_of_data
from fingerpost.records import Paper, Retraction
from fingerpost.text import fold

if TYPE_CHECKING:
    from fingerpost.dives.model import Dive
    from fingerpost.focus.model import Comparison, RankedArea, Unranked
    from fingerpost.guide.model import Guide, Project
    from fingerpost.home.profile import Profile
    from fingerpost.landscape.model import Person

WORDS_OF_QUESTION = 2
_NOT_TO_READ = (Retraction.RETRACTED, Retraction.NOTICE, Retraction.CONCERN)


@dataclass(frozen=True, slots=True)
class Pick:
    """A paper to read and why this one."""

    paper: Paper
    why: str
    area: str
    """The title of the area in which it was found."""


def chosen_paths(judgement: PathJudgement) -> tuple[JudgedPath, ...]:
    """Return the one or two paths to plan for, the first to test first; none if there are none.

    What is wanted most where only answers are missing, since a small test costs little; the best
    that fit; else the first that is not ruled out; else the most wanted. What nobody wanted and a
    source speaks against comes only where there is nothing else.
    """
    by_id = {judged.path.id: judged for judged in judgement.paths}
    keys = dict.fromkeys((judgement.first_test, *judgement.best))
    best = [by_id[key] for key in keys if key in by_id]
    fitting = [judged for judged in best if judged.verdict is not Verdict.RULED_OUT]
    fitting = [judged for judged in fitting if judged.wanted or not judged.cautions] or fitting
    if fitting:
        return tuple(fitting[:2])
    allowed = [judged for judged in judgement.paths if judged.verdict is not Verdict.RULED_OUT]
    wanted = [judged for judged in judgement.paths if judged.wanted is not None]
    return tuple(allowed[:1] or sorted(wanted, key=lambda judged: judged.wanted or 0)[:1])


def ordered_dives(comparison: Comparison | None, dives: Mapping[str, Dive]) -> tuple[Dive, ...]:
    """Return the dives in the order of the areas; without a comparison by name.

    The person's own areas come before the examples, those that could not be ranked among them too;
    what has no paper comes last.
    """
    names = [area.name for area in _areas(comparison)] if comparison else sorted(dives)
    found = [dives[name] for name in names if name in dives]
    return tuple(sorted(found, key=lambda dive: not dive.papers))


def question(profile: Profile, comparison: Comparison | None, guide: Guide) -> str:
    """Return the person's question, else that of the first area, their own before an example."""
    if profile.question:
        return profile.question
    first = next(iter(_areas(comparison)), None) if comparison else None
    if first is None:
        return "Which problem of your own patients would you most like a machine to help with?"
    known = {area.name: area.question for area in guide.example_areas}
    return known.get(first.name) or f"Where could machine learning help in “{first.title}”?"


def _areas(comparison: Comparison) -> list[RankedArea | Unranked]:
    listed: list[RankedArea | Unranked] = [*comparison.areas, *comparison.unranked]
    return sorted(listed, key=lambda area: area.name in comparison.examples)


def papers_to_read(dive: Dive, landmarks: Mapping[str, str], profile: Profile) -> tuple[Pick, ...]:
    """Return papers of a dive, the best first: landmarks with a summary, then key papers.

    Among landmarks those whose titles have the person's words go first, then key papers, then the
    newest. Never a retracted paper, a notice of one, or one with an expression of concern.
    """
    papers = {p.id: p for p in dive.papers if p.retraction not in _NOT_TO_READ}
    keys = [key for key in dive.landscape.key_papers.papers if key.paper in papers]
    reasons = {key.paper: key.reason for key in keys}
    ranks = {key.paper: rank for rank, key in enumerate(keys)}
    terms = personal_terms(profile.specialty, profile.question)
    known = sorted(
        (-len(matched(terms, paper.title)), ranks.get(key, len(ranks)), -(paper.year or 0), key)
        for key, paper in papers.items()
        if landmarks.get(key)
    )
    first = [
        Pick(
            papers[key],
            _why_landmark(matched(terms, papers[key].title), reasons.get(key)),
            dive.title,
        )
        for *_, key in known
    ]
    told = {pick.paper.id for pick in first}
    rest = [Pick(papers[k.paper], k.reason, dive.title) for k in keys if k.paper not in told]
    return (*first, *rest)


def one_paper(
    dives: Sequence[Dive],
    landmarks: Mapping[str, str],
    profile: Profile,
    had: frozenset[str] = frozenset(),
) -> Pick | None:
    """Return the paper to read first: the one whose title has most of the question.

    Two words that stand together in the question must stand together in the title; in a question
    without such a pair, two of its words. Landmarks with a summary go first, then the newest.
    Without such a title it comes from the area that has most of the question's words, and that is
    said. Papers whose steps are in `had` were read; those that show no machine learning, where
    their area asks for it, do not answer. None when there is no paper.
    """
    terms, pairs = content_words(profile.question), content_pairs(profile.question)
    behind = frozenset(paper for dive in dives for paper in dive.behind)
    answering = [
        (-len(words), not landmarks.get(paper.id), -(paper.year or 0), paper.id, paper, dive, words)
        for dive in dives
        for paper in _unread(dive, had)
        if paper.id not in behind
        and (words := (*matched(pairs, paper.title), *matched(terms, paper.title)))
        and (words[0] in pairs if pairs else len(words) >= WORDS_OF_QUESTION)
    ]
    if answering:
        *_, paper, dive, words = min(answering, key=lambda found: found[:4])
        told = [w for w in words if not any(w != other and w in other.split() for other in words)]
        why = f"Its title has these words of your question: {', '.join(told)}."
        known = " A landmark paper with a summary in plain words." if paper.id in landmarks else ""
        return Pick(paper, why + known, dive.title)
    return _nearest_paper(dives, landmarks, profile, terms, had)


def _nearest_paper(
    dives: Sequence[Dive],
    landmarks: Mapping[str, str],
    profile: Profile,
    terms: Sequence[str],
    had: frozenset[str],
) -> Pick | None:
    """Return what is nearest to a question that no title answers, and say so.

    Of the areas that have most of its words, the rarer ones counting more, the title that has most
    of them; without one where reading begins on that area.
    """
    tells = _rarity(terms, (paper.title for dive in dives for paper in dive.papers))

    def weight(text: str) -> float:
        return round(sum(tells[word] for word in matched(terms, text)), 9)

    for dive in sorted(dives, key=lambda dive: -weight(f"{dive.title} {dive.query}")):
        picks = [p for p in papers_to_read(dive, landmarks, profile)
                 if f"read:{p.paper.id}" not in had]  # fmt: skip
        if not terms:
            if picks:
                return picks[0]
            continue
        whys = {pick.paper.id: f" {pick.why}" for pick in picks}
        if named := _best_title(_unread(dive, had), dive, landmarks, profile, weight):
            words = ", ".join(matched(terms, named.title))
            said = (
                "No title here has your question's words together; of the area nearest to it "
                f"this one has {words}."
            )
            return Pick(named, said + whys.get(named.id, ""), dive.title)
        if picks:
            said = (
                "No title here has your question's words together, so this is where reading on "
                f"“{dive.title}” begins. {picks[0].why}"
            )
            return replace(picks[0], why=said)
    return None


def _best_title(
    papers: Iterable[Paper],
    dive: Dive,
    landmarks: Mapping[str, str],
    profile: Profile,
    weight: Callable[[str], float],
) -> Paper | None:
    """Return the paper of an area whose title weighs most; None where no title weighs anything.

    What shows no machine learning goes last; of equal ones what names the specialty goes first.
    """
    off, own = without_learning(dive.appraisals), personal_terms(profile.specialty, "")
    found = [
        (
            paper.id in off,
            -heavy,
            -len(matched(own, paper.title)),
            not landmarks.get(paper.id),
            -(paper.year or 0),
            paper.id,
            paper,
        )
        for paper in papers
        if (heavy := weight(paper.title))
    ]
    return min(found, key=lambda each: each[:6])[-1] if found else None


def _rarity(terms: Sequence[str], titles: Iterable[str]) -> dict[str, float]:
    """Return how much each word tells: the more, the fewer titles have it; always above 0.

    Inverse document frequency, after Spärck Jones (1972).
    """
    listed = list(titles)
    having = Counter(word for title in listed for word in matched(terms, title))
    return {term: math.log(2 + len(listed) / (1 + having[term])) for term in terms}


def _unread(dive: Dive, had: frozenset[str]) -> list[Paper]:
    return [
        paper
        for paper in dive.papers
        if paper.retraction not in _NOT_TO_READ and f"read:{paper.id}" not in had
    ]


def near_people(dives: Sequence[Dive]) -> tuple[Person, ...]:
    """Return authors near home, last authors first; none where it cannot be said."""
    found: dict[str, Person] = {}
    for dive in dives:
        people = dive.landscape.people
        if people.coverage.enough:
            for person in sorted(people.near, key=lambda person: person.senior_on == 0):
                found.setdefault(fold(person.name), person)
    return tuple(found.values())


def introduce(person: Person) -> str:
    """Return who an author is: name, place, distance and how many of the papers they led."""
    place = ", ".join(part for part in (person.affiliation, person.city) if part)
    away = "" if person.distance_km is None else f", {person.distance_km:.0f} km away"
    led = f", last author of {person.senior_on} of these papers" if person.senior_on else ""
    several = "" if person.sure >= 0.7 else " (check that this is one person)"
    return f"{person.name}{f' ({place})' if place else ''}{away}{led}{several}"


def projects(
    guide: Guide, path_id: str, dive: Dive | None, profile: Profile, hours: float
) -> list[Project]:
    """Return small projects for a path, the one that suits best first, ties by hours, then id.

    Best is one that can be finished in the hours, then one made for the path and whose areas'
    words stand in the area's title, name or query or in the person's question. Data of another
    kind than the question's, as images for a question about records, suit nobody.
    """
    text, kinds = " ".join(_about(profile, dive)), asked_kinds(profile, dive)
    suited = [
        project
        for project in guide.projects
        if (not project.paths or path_id in project.paths)
        and (not project.kinds or not kinds or kinds & set(project.kinds))
    ]

    def rank(project: Project) -> tuple[bool, bool, int, float, str]:
        same_kind = kinds & set(project.kinds)
        hits = len(matched([fold(word) for word in project.areas], text)) + len(same_kind)
        off = bool(project.areas) and not hits
        fits = project.hours.low <= hours
        own = path_id in project.paths
        return (off, not fits, -hits - own, project.hours.low, project.id)

    return sorted(suited, key=rank)


def open_data(guide: Guide, path_id: str, dive: Dive | None, profile: Profile) -> Project | None:
    """Return the project whose data are of the question's kind; None where there are none."""
    kinds = asked_kinds(profile, dive)
    found = projects(guide, path_id, dive, profile, math.inf)
    return next((project for project in found if kinds & set(project.kinds)), None)


def asked_kinds(profile: Profile, dive: Dive | None) -> frozenset[str]:
    """Return the kinds of data that the person's question is about, else the area, else none."""
    own = kinds_of_data(profile.question) or kinds_of_data(profile.specialty)
    return own or kinds_of_data(" ".join(_about(profile, dive)))


def _about(profile: Profile, dive: Dive | None) -> list[str]:
    of_area = [dive.title, dive.area.replace("-", " "), dive.query] if dive else []
    return [profile.question, profile.specialty, *of_area]


def _why_landmark(words: Sequence[str], reason: str | None) -> str:
    said = "A landmark paper with a summary in plain words"
    if words:
        said += f"; its title has your {'words' if len(words) > 1 else 'word'} {', '.join(words)}"
    return f"{said}. {reason}" if reason else f"{said}."
