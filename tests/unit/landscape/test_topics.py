"""Topics: two levels, what fits nowhere, what is steady, what goes on from an earlier look."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from msgspec.structs import replace
from tests.unit.landscape.corpus import papers

from fingerpost.landscape import describe
from fingerpost.landscape.continuity import EarlierTopic, carried_over
from fingerpost.landscape.levels import find_levels, true_divisions
from fingerpost.landscape.model import Landscape, Topic
from fingerpost.landscape.neighbours import neighbours
from fingerpost.landscape.steadiness import steadiness
from fingerpost.landscape.topics import outliers
from fingerpost.records import Paper

TODAY = date(2026, 1, 15)


def seen(given: list[Paper], earlier: tuple[EarlierTopic, ...] = ()) -> Landscape:
    return describe(given, today=TODAY, earlier=earlier)


def as_earlier(found: Landscape) -> tuple[EarlierTopic, ...]:
    return tuple(EarlierTopic(t.colour, t.label, t.papers) for t in found.topics)


def groups(*sizes: int, seed: int = 1) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """Unit vectors around one axis for each group."""
    rng = np.random.default_rng(seed)
    rows = np.vstack(
        [
            np.eye(8)[number % 8] + rng.normal(0, 0.15, size=(size, 8))
            for number, size in enumerate(sizes)
        ]
    ).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_each_subtopic_lies_in_one_topic_and_holds_its_papers() -> None:
    found = seen(papers(each=60))
    assert found.subtopics
    for part in found.subtopics:
        assert part.parent is not None
        assert set(part.papers) <= set(found.topics[part.parent].papers)
    divided = {part.parent for part in found.subtopics}
    for topic in found.topics:
        parts = [part for part in found.subtopics if part.parent == topic.id]
        assert len(parts) != 1
        if topic.id in divided:
            assert sum(part.size for part in parts) == topic.size
    for place in found.places:
        if place.subtopic is None:
            assert place.topic not in divided
        else:
            assert found.subtopics[place.subtopic].parent == place.topic


def test_a_subtopic_that_is_more_than_an_evening_is_divided_again() -> None:
    space = groups(1600, 1500, 1400)
    levels = find_levels(space, neighbours(space, 15))
    subtopics, parts = true_divisions(levels)
    sizes = np.bincount(subtopics.numbers)
    assert set(parts.parents) == set(np.flatnonzero(sizes > 150).tolist())
    assert np.bincount(parts.numbers[parts.numbers >= 0]).max() < 300
    assert find_levels(space, neighbours(space, 15)).parts.parents == levels.parts.parents


def test_parts_lie_in_their_subtopics(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fingerpost.landscape.levels.EVENING", 25)
    monkeypatch.setattr("fingerpost.landscape.levels.HANDFUL", 12)
    rng = np.random.default_rng(3)
    words = [f"{one}{two}" for one in ("ren", "card", "derm", "oto") for two in ("al", "io", "ex")]
    given = [
        Paper(" ".join(rng.choice(words[:6] if n % 2 else words[6:], 4)), pmid=str(n + 1))
        for n in range(700)
    ]
    found = seen(given)
    assert found.parts
    for part in found.parts:
        assert part.parent is not None
        above = found.subtopics[part.parent]
        assert set(part.papers) < set(above.papers)
    for place in found.places:
        if place.part is not None:
            assert found.parts[place.part].parent == place.subtopic
            assert place.paper in found.parts[place.part].papers


def test_papers_that_fit_loosely_are_counted_on_every_level() -> None:
    found = seen(papers(each=60))
    loose = {place.paper for place in found.places if place.outlier}
    for topic in (*found.topics, *found.subtopics):
        assert topic.loose == len(loose & set(topic.papers))


def test_no_label_stands_twice_on_any_level() -> None:
    found = seen(papers(each=60))
    labels = [topic.label for topic in (*found.topics, *found.subtopics, *found.parts)]
    assert len(set(labels)) == len(labels)


def test_what_fits_nowhere_is_an_outlier_of_its_nearest_topic() -> None:
    given = papers(each=40)
    stranger = Paper(
        title="Bronze coins of a Roman harbour under retinal light",
        abstract="Numismatists catalogued harbour coins, amphorae, anchors and mosaic pavements.",
        pmid="9000",
        year=2020,
    )
    found = seen([*given, stranger])
    place = found.places[-1]
    assert place.outlier
    assert stranger.id in found.topics[place.topic].papers
    assert sum(one.outlier for one in found.places) < 12
    assert any("no topic well" in note for note in found.notes)


def test_nothing_is_said_of_outliers_among_a_handful() -> None:
    space = groups(4, 3)
    whole = np.ones(7, dtype=np.float32)
    assert not outliers(space, whole, np.array([0, 0, 0, 0, 1, 1, 1])).any()


def test_of_many_papers_those_fit_nowhere_whose_words_no_other_has() -> None:
    rng = np.random.default_rng(2)
    explained = rng.normal(0.5, 0.05, size=400).astype(np.float32)
    explained[[3, 77]] = 0.1
    space = groups(200, 200)
    found = outliers(space, explained, np.repeat([0, 1], 200))
    assert found[[3, 77]].all()
    assert found.mean() < 0.06


def test_subtopics_are_numbered_by_topic() -> None:
    space = groups(90, 60, 50)
    levels = find_levels(space, neighbours(space, 15))
    for division, above in ((levels.divided, levels.topics), (levels.parts, levels.subtopics)):
        assert list(division.parents) == sorted(division.parents)
        assert np.array_equal(np.array(division.parents)[division.numbers], above)


def test_groups_that_are_there_are_steadier_than_a_cloud() -> None:
    clear, cloud = groups(40, 40, 40), groups(120)
    three = np.repeat([0, 1, 2], 40)
    apart, drawn = steadiness(clear, three, 10), steadiness(cloud, three, 10)
    assert apart is not None
    assert drawn is not None
    assert min(apart) > 0.75 > max(drawn)


def test_steadiness_is_said_of_few_papers_only() -> None:
    few, many = seen(papers()), seen(papers(each=220))
    assert all(topic.steadiness is not None for topic in few.topics)
    assert all(topic.steadiness is None for topic in many.topics)
    assert any("when a fifth of the papers is left out" in note for note in few.notes)


def test_labels_and_colours_stay_with_their_topics_when_papers_are_added() -> None:
    given = papers(each=40)
    first = seen(given[:80])
    again = seen(given, as_earlier(first))
    before = {t.colour: t for t in first.topics}
    kept = [t for t in again.topics if t.colour in before and t.label == before[t.colour].label]
    assert kept
    for topic in kept:
        shared = set(topic.papers) & set(before[topic.colour].papers)
        assert len(shared) >= 0.3 * len(before[topic.colour].papers)
    assert len({t.colour for t in again.topics}) == len(again.topics)


def test_the_same_papers_again_change_nothing() -> None:
    given = papers(each=30)
    first = seen(given)
    assert seen(given, as_earlier(first)) == first


def topic(number: int, label: str, *members: str, terms: tuple[str, ...] = ()) -> Topic:
    return Topic(id=number, label=label, terms=terms, papers=members)


def test_a_topic_keeps_its_label_when_it_is_no_longer_the_largest() -> None:
    earlier = [EarlierTopic(4, "Sepsis", ("a", "b")), EarlierTopic(2, "Glaucoma", ("c", "d"))]
    now = [topic(0, "Optic disc", "c", "d", "e", "f"), topic(1, "Shock", "a", "b")]
    found = carried_over(now, earlier)
    assert [(t.label, t.colour) for t in found] == [("Glaucoma", 2), ("Sepsis", 4)]


def test_a_new_topic_gives_way_to_a_label_that_is_carried_over() -> None:
    earlier = [EarlierTopic(0, "Sepsis", ("a", "b"))]
    now = [topic(0, "Sepsis", "x", "y", terms=("lactate",)), topic(1, "Shock", "a", "b")]
    found = carried_over(now, earlier)
    assert [(t.label, t.colour) for t in found] == [("Sepsis, lactate", 1), ("Sepsis", 0)]


@pytest.mark.parametrize("shared", [0, 1])
def test_too_little_in_common_is_a_new_topic(shared: int) -> None:
    earlier = [EarlierTopic(0, "Sepsis", tuple("abcdefgh"))]
    also = [EarlierTopic(7, "Stroke", tuple("pqrs"))]
    now = [topic(0, "Anchors", *"abcdefgh"[:shared], *"pqrs")]
    (found,) = carried_over(now, [*earlier, *also])
    assert (found.label, found.colour) == ("Stroke", 7)
    (new,) = carried_over([topic(0, "Anchors", "z")], earlier)
    assert (new.label, new.colour) == ("Anchors", 1), (
        "the colour of a topic that is gone is free later"
    )


def test_many_papers_find_nearly_all_neighbours_among_near_cells(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    space = groups(*[250] * 8)
    exact = neighbours(space, 10).indices
    monkeypatch.setattr("fingerpost.landscape.neighbours.EXACT", 1_000)
    near = neighbours(space, 10)
    rows = zip(exact.tolist(), near.indices.tolist(), strict=True)
    assert np.mean([len({*one} & {*other}) / 10 for one, other in rows]) > 0.9
    assert not (near.indices == np.arange(2_000)[:, None]).any()
    assert np.array_equal(near.indices, neighbours(space, 10).indices)


def test_a_topic_without_an_abstract_title_or_word_is_placed() -> None:
    given = [*papers(), replace(papers()[0], title="<b></b>", abstract="", pmid="77")]
    found = seen(given)
    assert sum(t.size for t in found.topics) == len(given)
