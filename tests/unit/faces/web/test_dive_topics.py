"""Topics of a dive: what is said of them is seen at once, and holds from the next look on."""

from __future__ import annotations

import pytest
from starlette.exceptions import HTTPException
from tests.unit.faces.web import diving
from tests.unit.faces.web.diving import looked

from fingerpost.desk import Desk
from fingerpost.dives.named_topics import merge, rename
from fingerpost.errors import UsageError
from fingerpost.faces.web.dive_topics import _meant, topic_page, topics_now, topics_page
from fingerpost.home.topic_words import undo_last


@pytest.fixture
def desk(dived: Desk) -> Desk:
    return dived


def test_every_paper_stands_in_one_topic_of_the_list(desk: Desk) -> None:
    page = topics_page(looked(desk))
    tops = page.lines
    assert len(tops) > 1
    papers = [paper for line in tops for paper in line.branch.topic.papers]
    assert sorted(papers) == sorted(page.looked.papers)
    numbers = [row[0] for row in page.table().rows]
    assert numbers[0] == "1"
    assert len(set(numbers)) == len(numbers)


def test_a_topic_is_read_a_page_at_a_time(desk: Desk) -> None:
    page = topic_page(looked(desk), "1", 0, most=5)
    assert len(page.papers) == 5
    assert page.earlier == ""
    assert "start=5" in page.later
    rest = topic_page(looked(desk), "1", 5, most=1_000)
    together = [paper.id for paper in (*page.papers, *rest.papers)]
    assert tuple(together) == page.line.branch.topic.papers
    assert rest.later == ""


@pytest.mark.parametrize("number", ["0", "99", "1.99", "x"])
def test_a_topic_that_is_not_there_is_told(desk: Desk, number: str) -> None:
    with pytest.raises(HTTPException, match="no such topic"):
        topic_page(looked(desk), number, 0)


def test_a_name_is_seen_before_the_next_look_and_in_it(desk: Desk) -> None:
    before = looked(desk)
    topics = topics_now(before)
    rename(desk.home.journal, before.area, topics, topics[0], "Trees at night")
    now = looked(desk)
    assert now.is_stale
    assert now.changed == ("You gave topics a name, or made some of them one.",)
    [line] = [line for line in topics_page(now).lines if line.is_new]
    assert (line.label, line.by_you) == ("Trees at night", "named by you")
    diving.look(desk)
    again = looked(desk)
    assert not again.is_stale
    labels = [topic.label for topic in again.dive.landscape.topics]
    assert "Trees at night" in labels
    assert not any(line.is_new for line in topics_page(again).lines)
    undo_last(desk.home.journal, now.area.name)
    assert topics_page(looked(desk)).words == ()


def test_two_made_one_are_told_and_cannot_be_changed_apart(desk: Desk) -> None:
    before = looked(desk)
    one, two = [topic for topic in topics_now(before) if topic.level == 1][:2]
    merge(desk.home.journal, before.area, one, two)
    lines = {line.branch.number: line for line in topics_page(looked(desk)).lines}
    assert lines[two.number].into == one.label
    assert lines[one.number].into == ""
    assert lines[one.number].by_you == "merged by you"
    page = topic_page(looked(desk), one.number, 0)
    assert two.number not in {other.branch.number for other in page.others}


def test_a_page_that_was_shown_before_the_topics_changed_is_refused(desk: Desk) -> None:
    topics = topics_now(looked(desk))
    assert _meant(topics, "1", topics[0].label) == topics[0]
    with pytest.raises(UsageError, match="have changed since this page was shown"):
        _meant(topics, "1", "What it was called before")
