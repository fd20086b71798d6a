"""`fingerpost topics`: what an area's topics are called, and which are one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from fingerpost.desk import Desk, open_desk
from fingerpost.dives.kept_topics import KeptTopic, KeptTopics
from fingerpost.dives.named_topics import find_topic, topics_of
from fingerpost.dives.named_topics import merge as merge_two
from fingerpost.dives.named_topics import rename as rename_one
from fingerpost.faces.cli.options import home_option, json_option, today_option
from fingerpost.faces.cli.output import emit_json, heading, table, wrapped
from fingerpost.home.topic_words import TopicWord, undo_last


@click.group(name="topics", epilog='Example: fingerpost topics rename sepsis 3 "Early warning"')
def command() -> None:
    """What the topics of an area are called, and which are one: your word holds.

    A topic is named by its number or label, as the newest dive's page shows them. What you say
    here holds in every later dive, with new papers too.
    """


@command.command("list", epilog="Example: fingerpost topics list sepsis")
@click.argument("area")
@home_option
@json_option
@today_option
def list_(area: str, folder: Path, as_json: bool, today: date) -> None:
    """List the topics and subtopics of AREA's newest dive, and what you said of them."""
    with open_desk(folder) as desk:
        found = _topics(desk, area, today)
        words = desk.home.area(area).topics
    if as_json:
        emit_json(
            {
                "area": area,
                "dive": found.day.isoformat(),
                "topics": [_json(topic) for topic in found.topics],
                "words": [_word(word) for word in words],
            }
        )
        return
    click.echo(f"Topics of the dive of {found.day.isoformat()}:")
    order = sorted(found.topics, key=lambda topic: [int(n) for n in topic.number.split(".")])
    table(
        (
            f"{'  ' * (topic.level - 1)}{topic.number}",
            str(len(topic.papers)),
            topic.label + (f" ({topic.by_you})" if topic.by_you else ""),
        )
        for topic in order
    )
    if words:
        heading("What you said")
    for word in words:
        verb = "made one" if word.is_merge else "renamed"
        wrapped(f"{word.day}: “{word.was}” {verb}, “{word.label}”", "    ", "  ")


@command.command("rename", epilog='Example: fingerpost topics rename sepsis 3.2 "Lactate at home"')
@click.argument("area")
@click.argument("topic")
@click.argument("label")
@home_option
@json_option
@today_option
def rename(area: str, topic: str, label: str, folder: Path, as_json: bool, today: date) -> None:
    """Call TOPIC of AREA by another LABEL, from the next dive on."""
    with open_desk(folder) as desk:
        found = _topics(desk, area, today)
        chosen = find_topic(found.topics, topic)
        rename_one(desk.home.journal, desk.home.area(area), found.topics, chosen, label)
        now = find_topic(_topics(desk, area, today).topics, chosen.number)
    if as_json:
        emit_json({"verb": "renamed", "was": chosen.label, "topic": _json(now)})
    else:
        wrapped(f"“{chosen.label}” is called “{now.label}” from the next dive on.")
        _what_next(area)


@command.command("merge", epilog="Example: fingerpost topics merge sepsis 3 7")
@click.argument("area")
@click.argument("topic")
@click.argument("other")
@home_option
@json_option
@today_option
def merge(area: str, topic: str, other: str, folder: Path, as_json: bool, today: date) -> None:
    """Make one topic of TOPIC and OTHER of AREA, which keeps the name of the first."""
    with open_desk(folder) as desk:
        found = _topics(desk, area, today)
        one, two = (find_topic(found.topics, stated) for stated in (topic, other))
        merge_two(desk.home.journal, desk.home.area(area), one, two)
        now = find_topic(_topics(desk, area, today).topics, one.label)
    if as_json:
        emit_json({"verb": "merged", "was": [one.label, two.label], "topic": _json(now)})
    else:
        wrapped(f"“{one.label}” and “{two.label}” are one topic from the next dive on,"
                f" called “{now.label}” ({len(now.papers):,} papers).")  # fmt: skip
        _what_next(area)


@command.command("undo", epilog="Example: fingerpost topics undo sepsis")
@click.argument("area")
@home_option
@json_option
def undo(area: str, folder: Path, as_json: bool) -> None:
    """Take back your last word on the topics of AREA; what you said before it holds again."""
    with open_desk(folder) as desk:
        taken = undo_last(desk.home.journal, desk.home.area(area).name)
    if as_json:
        emit_json({"verb": "undone", "word": _word(taken)})
    else:
        wrapped(f"Taken back: “{taken.was}” to “{taken.label}” of {taken.day}.")
        click.echo(f"To see it in the page:  fingerpost dive {area}")


def _what_next(area: str) -> None:
    click.echo(f"To see it in the page:  fingerpost dive {area}")
    click.echo(f"To take this back:      fingerpost topics undo {area}")


def _topics(desk: Desk, area: str, today: date) -> KeptTopics:
    return topics_of(desk.home, desk.home.area(area), today)


def _json(topic: KeptTopic) -> dict[str, Any]:
    return {
        "number": topic.number,
        "level": topic.level,
        "label": topic.label,
        "made_label": topic.made_label,
        "by_you": topic.by_you,
        "papers": len(topic.papers),
    }


def _word(word: TopicWord) -> dict[str, Any]:
    return {
        "verb": "merged" if word.is_merge else "renamed",
        "label": word.label,
        "was": word.was,
        "time": word.time,
    }
