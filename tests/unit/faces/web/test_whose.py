"""What was made for the example person is told apart once the home has a person of its own."""

from __future__ import annotations

from datetime import date, timedelta

from tests.unit.faces.web.conftest import Owner

from fingerpost.desk import open_desk
from fingerpost.home import Area
from fingerpost.home.front_matter import front_matter
from fingerpost.records import Paper
from fingerpost.report import make_signpost, write_signpost

DAY = date(2026, 11, 23)
NOT_MINE = "an invented person, not you"
FOR_EXAMPLE = "made for the example person"


def write(owner: Owner, day: date = DAY) -> None:
    with open_desk(owner.home.folder) as desk:
        signpost = make_signpost(
            desk.library, desk.guide, desk.home.areas(), desk.profile, day,
        )  # fmt: skip
        write_signpost(desk.home, signpost, desk.guide)
        desk.home.journal.append("signpost written", day.isoformat(), papers=signpost.papers)


def begin(owner: Owner) -> None:
    owner.home.add_area(Area("pain", "Chest pain", "chest"))
    with open_desk(owner.home.folder) as desk:
        title = "Made-up chest pain in the emergency department"
        desk.library.put([Paper(title, "We trained a random forest.", pmid="1")])
    write(owner)
    owner.send("/me/begin", came="/me")


def test_while_one_looks_round_as_the_example_person_nothing_is_marked(owner: Owner) -> None:
    write(owner)
    text = owner.get("/reports").text
    assert "Your signpost" in text
    assert NOT_MINE not in text


def test_the_example_persons_signpost_is_not_called_yours(owner: Owner) -> None:
    begin(owner)
    text = owner.get("/reports").text
    assert NOT_MINE in text
    assert "newest" not in text
    assert "Your signpost" not in text
    assert "The example person" in owner.get(f"/reports/signposts/{DAY}").text
    rows = owner.get("/reports?as=csv").text.splitlines()
    assert rows[1].endswith(",the example person")
    write(owner, DAY + timedelta(days=1))
    text = owner.get("/reports").text
    assert text.index("Your signpost") < text.index("newest") < text.index(NOT_MINE)


def test_the_plan_of_the_example_person_is_told_apart_on_today_and_plan(owner: Owner) -> None:
    begin(owner)
    said = "This plan was made for the invented example person, not for you."
    assert said in owner.get("/").text
    assert said in owner.get("/plan").text
    write(owner, DAY + timedelta(days=1))
    assert said not in owner.get("/").text


def test_the_example_persons_note_is_told_apart_until_one_writes_in_it(owner: Owner) -> None:
    begin(owner)
    [note] = sorted((owner.home.folder / "papers").glob("*.md"))
    assert front_matter(note.read_text(encoding="utf-8"))
    assert FOR_EXAMPLE in owner.get("/notes").text
    with note.open("a", encoding="utf-8") as file:
        file.write("\nRead it on the train.\n")
    assert FOR_EXAMPLE not in owner.get("/notes").text


def test_a_profile_that_cannot_be_read_leaves_the_reports_readable(owner: Owner) -> None:
    begin(owner)
    (owner.home.folder / "me.toml").write_text("name = ", encoding="utf-8")
    assert NOT_MINE in owner.get("/reports").text
