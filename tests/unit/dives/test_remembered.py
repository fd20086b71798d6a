"""Dives remembered: the same dive without looking, and never one of other papers or words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.unit.dives.looking import TODAY

from fingerpost.dives import KeptTopics, look_into, recall, remembered_dive, rests_on
from fingerpost.dives.kept_topics import KeptTopic
from fingerpost.dives.remembered import in_brief
from fingerpost.dives.rests_on import what_changed
from fingerpost.home import Area, Profile
from fingerpost.home.appraisal_words import AppraisalWords, Word
from fingerpost.home.profile import SkillClaim
from fingerpost.intake import yardstick
from fingerpost.library import Library
from fingerpost.notes import Appraiser
from fingerpost.records import Correction, Organisation, Paper


@dataclass
class Asked:
    """What a dive is asked with; every change gives another dive, or may."""

    library: Library
    area: Area = field(default_factory=lambda: Area("sepsis", "Sepsis", "*"))
    profile: Profile = field(default_factory=Profile)
    today: date = TODAY
    appraise: Appraiser | None = None
    before: KeptTopics | None = None

    def dive(self, on_progress: Callable[[str], None] | None = None) -> Any:
        return remembered_dive(self.library, self.area, self.profile, self.today, on_progress,
                               self.appraise, self.before)  # fmt: skip

    def recall(self) -> Any:
        return recall(self.library, self.area, self.profile, self.today, self.appraise, self.before)


def papers(how_many: int = 40) -> list[Paper]:
    return [
        Paper(
            f"A random forest for sepsis number {n}",
            f"We trained a random forest on {n + 100} patients with sepsis.",
            pmid=str(n + 1),
            year=2015 + n % 10,
        )
        for n in range(how_many)
    ]


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Asked]:
    with Library.open(tmp_path / "library") as library:
        library.put(papers())
        yield Asked(library)


def test_the_second_time_nothing_is_looked_at_and_the_dive_is_the_same(asked: Asked) -> None:
    assert asked.recall() is None
    said: list[str] = []
    first = asked.dive(said.append)
    assert said
    said.clear()
    assert asked.dive(said.append) == first
    assert said == []
    assert asked.recall().dive == first
    assert asked.recall().is_current
    assert first == look_into(asked.library, asked.area, asked.profile, asked.today)


def put_right(asked: Asked) -> None:
    word = Word("entry", 0, ("pmid:1",), Correction("kind", "review", ""))
    asked.appraise = Appraiser(AppraisalWords({"pmid:1": (word,)}))


def topics_before(asked: Asked) -> None:
    topic = KeptTopic("1", "Forests", "Forests", 3, "named by you", ("pmid:1", "pmid:2"))
    asked.before = KeptTopics(date(2026, 1, 1), (topic,))


def yearly_totals(asked: Asked) -> None:
    taken = {"supplier": "pubmed", "query": "*", "asked_on": "2026-11-01",
             "years": [{"year": 2020, "found": 1, "total": 9}]}  # fmt: skip
    file = yardstick._file(asked.library.folder, "*")
    file.parent.mkdir()
    file.write_text(json.dumps(taken))


def institutions(asked: Asked) -> None:
    leeds = Organisation("https://ror.org/1", "Leeds", ("Leeds",), "Leeds", "GB", 53.8, -1.5)
    asked.library.ror.replace("ror.json", [leeds])


CHANGES: dict[str, Callable[[Asked], object]] = {
    "a new paper": lambda asked: asked.library.put([Paper("One more on sepsis", pmid="99")]),
    "another query": lambda asked: setattr(asked, "area", replace(asked.area, query="forest")),
    "a paper left out": lambda asked: setattr(
        asked, "area", replace(asked.area, excluded=frozenset({"pmid:1"}))
    ),
    "another place": lambda asked: setattr(asked, "profile", Profile(city="Leeds", country="UK")),
    "another specialty": lambda asked: setattr(asked, "profile", Profile(specialty="pharmacy")),
    "another question": lambda asked: setattr(asked, "profile", Profile(question="Which dose?")),
    "the next day": lambda asked: setattr(asked, "today", date(2026, 11, 24)),
    "a finding put right": put_right,
    "topics of a dive before": topics_before,
    "institutions given": institutions,
    "yearly totals of a supplier": yearly_totals,
}


OTHERWISE = Profile(
    name="Kim", profession="nurse", grade="band 7", years_clinical=9.0, hours_per_week=9.0,
    keep_clinical=True, matters=("cost",), wants=("teaching",), refuses=("consulting",),
    registered=True, exams=("MRCP",), rota="nights", would_move_to=("IE",), approvals=("fellow",),
    data=("audits",), money_needed="as now", not_give_up=("pay",), not_sure=("statistics",),
    skills=(SkillClaim("statistics", 2),), lost_weeks=(date(2026, 12, 24),), is_example=True,
)  # fmt: skip
"""Everything said but what a dive reads."""


def test_what_a_dive_does_not_read_of_a_person_makes_it_no_older(asked: Asked) -> None:
    read = {"city", "country", "specialty", "question"}
    said = {each.name for each in fields(Profile) if getattr(OTHERWISE, each.name) != each.default}
    assert said | read == {each.name for each in fields(Profile)}, "a new word of me.toml"
    before = asked.dive()
    asked.profile = OTHERWISE
    assert asked.recall().is_current
    assert look_into(asked.library, asked.area, asked.profile, asked.today) == before


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_a_dive_rests_on_makes_it_look_again(
    asked: Asked, change: Callable[[Asked], object]
) -> None:
    asked.dive()
    change(asked)
    last = asked.recall()
    assert last is not None
    assert not last.is_current
    said: list[str] = []
    dive = asked.dive(said.append)
    assert said
    assert dive == look_into(
        asked.library, asked.area, asked.profile, asked.today, None, asked.appraise, asked.before
    )
    assert asked.recall().is_current


def test_another_version_of_the_program_looks_again(
    asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked.dive()
    monkeypatch.setattr(rests_on, "_program", lambda: "a later version")
    assert not asked.recall().is_current


@pytest.mark.parametrize("damage", [b"", b"nothing of the kind", b"{}"])
def test_a_damaged_memory_is_no_memory(asked: Asked, damage: bytes) -> None:
    dive = asked.dive()
    [file] = (asked.library.folder / "cache" / "dives").iterdir()
    whole = file.read_bytes()
    for bytes_left in (
        damage,
        whole[:-1],
        whole[: len(whole) // 2],
        whole[:100] + b"x" + whole[101:],
    ):
        file.write_bytes(bytes_left)
        assert asked.recall() is None
        assert asked.dive() == dive


def test_papers_that_come_in_during_a_dive_are_not_passed_over(asked: Asked) -> None:
    def meanwhile(doing: str) -> None:
        if doing == "reading the abstracts":
            asked.library.put([Paper("It came meanwhile", pmid="77")])

    assert len(asked.dive(meanwhile).papers) == 40
    assert asked.recall() is None
    assert len(asked.dive().papers) == 41


def test_a_disk_that_refuses_costs_time_only(asked: Asked) -> None:
    asked.library.count()
    (asked.library.folder / "cache" / "dives").write_text("a file where the folder should be")
    assert len(asked.dive().papers) == 40
    assert asked.recall() is None


def test_a_dive_is_known_in_brief_without_reading_it(asked: Asked) -> None:
    assert in_brief(asked.library, asked.area) is None
    asked.area = replace(asked.area, excluded=frozenset({"pmid:1", "pmid:2"}))
    asked.dive()
    made = in_brief(asked.library, asked.area)
    assert made is not None
    assert (made.day, made.papers, made.left_out) == (TODAY, 38, 2)


def told(asked: Asked) -> tuple[str, ...]:
    last = asked.recall()
    return what_changed(last.made, last.changed, asked.library, asked.area, asked.today)


SAID: dict[str, tuple[Callable[[Asked], object], str]] = {
    "another paper": (CHANGES["a new paper"], "41 papers answer its search now, 40 did then."),
    "a paper changed": (
        lambda asked: asked.library.put([Paper(papers()[0].title, pmid="1", journal="Acta")]),
        "Your library was changed since; as many papers as then answer its search.",
    ),
    "the search": (
        lambda asked: setattr(asked, "area", replace(asked.area, query="number 7")),
        "Its search was changed: it finds 1 paper now, 40 then.",
    ),
    "no search": (
        lambda asked: setattr(asked, "area", replace(asked.area, query="sepsis AND")),
        "Its search was changed and cannot be understood:",
    ),
    "the next day": (CHANGES["the next day"], "Nothing that it rests on has changed since then."),
    "a paper left out": (CHANGES["a paper left out"], "You left papers out of it"),
    "a finding": (CHANGES["a finding put right"], "You put something right"),
    "the person": (
        CHANGES["another place"],
        "You changed where you are, your specialty or your question.",
    ),
}


@pytest.mark.parametrize(("change", "sentence"), SAID.values(), ids=SAID)
def test_what_changed_since_is_told_and_nothing_else(
    asked: Asked, change: Callable[[Asked], object], sentence: str
) -> None:
    asked.dive()
    assert told(asked) == ()
    change(asked)
    [said] = told(asked)
    assert said.startswith(sentence)
