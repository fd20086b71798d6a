"""Many papers seen at once: topics, map, trends, key papers, grid, people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from fingerpost.home.person_words import PersonWords
    from fingerpost.home.topic_words import TopicWord
    from fingerpost.intake.yardstick import Yardstick
    from fingerpost.landscape.continuity import EarlierTopic
    from fingerpost.landscape.model import Landscape
    from fingerpost.library.ror import RorTable
    from fingerpost.records import Paper

__all__ = ["describe", "locate", "problems_named"]


def describe(
    papers: Sequence[Paper],
    *,
    today: date,
    city: str = "",
    country: str = "",
    asked: str = "",
    who: PersonWords | None = None,
    ror: RorTable | None = None,
    yardstick: Yardstick | None = None,
    earlier: Sequence[EarlierTopic] = (),
    said: Sequence[TopicWord] = (),
    behind: AbstractSet[str] = frozenset(),
    on_progress: Callable[[str], None] | None = None,
) -> Landscape:
    """Return what the papers show together; it depends on the papers, not on their order.

    `city` and `country` are the user's place, `asked` is what they say they care about, `who` what
    they said of who is who, `ror` knows institutions; `yardstick` gives for each year how many
    papers a supplier has on the query and in all, without which no growth is said; `earlier` are
    the topics of an earlier look, whose labels and colours stay with them; `said` are the reader's
    own words on topics, which hold whatever the words of the papers say; `behind` are ids of papers
    that stand after all others among the key papers.
    """
    from fingerpost.landscape import overview

    return overview.describe(
        papers,
        today=today,
        city=city,
        country=country,
        asked=asked,
        who=who,
        ror=ror,
        yardstick=yardstick,
        earlier=earlier,
        said=said,
        behind=behind,
        on_progress=on_progress,
    )


def locate(city: str, country: str) -> tuple[float, float] | None:
    """Return latitude and longitude of a city in a country (name or ISO code), or None."""
    from fingerpost.landscape import places

    return places.locate(city, country)


def problems_named(text: str) -> frozenset[str]:
    """Return the clinical problems that a text names, in the words of the grid's columns."""
    from fingerpost.landscape import concepts

    return concepts.problems_named(text)
