"""What a user does with dives: look into an area, come back, read on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.pages.serving import Serving, Visitor
from tests.pages.test_every_page import violations
from tests.unit.faces.web import diving
from tests.unit.faces.web.diving import AREA

from fingerpost.home import Area

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("dives")]
Visit = Callable[..., Visitor]


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """A home of its own, whose papers have abstracts; nobody looked into its area yet."""
    folder: Path = tmp_path_factory.mktemp("dives")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FINGERPOST_DATA", str(folder / "data"))
        home = diving.begin(folder / "home")
    home.add_area(Area("waiting", "Waiting to be looked into", "sepsis"))
    serving = Serving(folder / "home", folder / "data")
    serving.start()
    yield serving
    serving.end()


def look(page: Any) -> None:
    """Press the button that is there, and wait for what comes of it."""
    page.get_by_role("button", name="Look").first.click()
    page.get_by_role("link", name="See what was found").wait_for(timeout=120_000)


@pytest.fixture
def dived(visit: Visit) -> Visitor:
    """A visitor to a home whose area was looked into."""
    visitor = visit()
    page = visitor.go(f"/dives/{AREA}")
    if "nothing to show yet" in page.locator("main").inner_text():
        look(page)
    return visitor


def test_an_area_is_looked_into_with_a_click(visit: Visit) -> None:
    page = visit().go("/dives")
    assert page.get_by_role("button", name="Look").count() == 2
    page.get_by_role("button", name="Early warning").click()
    page.get_by_role("link", name="See what was found").click(timeout=120_000)
    assert page.locator("h1").inner_text() == "Early warning"
    assert "72 papers" in page.locator("main").inner_text()
    page.get_by_text("Where to begin reading").wait_for()
    page.locator("ol.steps a").first.click()
    assert "/library/paper?id=" in page.url


def test_by_keyboard_alone(dived: Visitor) -> None:
    page = dived.go("/dives")
    page.get_by_role("button", name="Look again").focus()
    page.keyboard.press("Enter")
    found = page.get_by_role("link", name="See what was found")
    found.wait_for(timeout=120_000)
    found.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/dives/{AREA}")


def test_without_scripts_too(visit: Visit, dived: Visitor) -> None:
    page = visit(java_script_enabled=False).go(f"/dives/{AREA}")
    assert page.get_by_role("navigation", name="Pages of this dive").is_visible()


def test_an_area_that_is_not_there_is_told(visit: Visit) -> None:
    page = visit().go("/dives/no-such-area")
    assert "There is no such area" in page.locator("main").inner_text()


def test_topics_are_named_made_one_and_taken_back(dived: Visitor) -> None:
    page = dived.go(f"/dives/{AREA}/topics")
    page.locator(".topictree a").first.click()
    was = page.locator("main h2").first.inner_text().removeprefix("1 ")
    assert page.locator("ol.hits li").count() > 1
    page.get_by_label("Call it").fill("Trees at night")
    page.get_by_role("button", name="Rename").click()
    assert page.locator("main h2").first.inner_text() == "1 Trees at night"
    page.get_by_role("button", name="Undo").click()
    assert "Taken back" in page.get_by_role("status").inner_text()
    page.locator(".topictree a").first.click()
    assert page.locator("main h2").first.inner_text() == f"1 {was}"
    other = page.get_by_label("Make it one with").locator("option").first.inner_text()
    page.get_by_role("button", name="Make them one").click()
    listed = dived.go(f"/dives/{AREA}/topics").locator(".topictree")
    assert f"one with “{was}” from the next look on" in listed.inner_text()
    assert other in listed.inner_text()
    page.get_by_role("button", name="Take the last of them back").click()
    assert "from the next look on" not in listed.inner_text()


def test_a_topic_is_renamed_by_keyboard_alone(dived: Visitor) -> None:
    page = dived.go(f"/dives/{AREA}/topics?topic=1")
    page.get_by_label("Call it").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("Typed at night")
    page.keyboard.press("Enter")
    page.get_by_role("status").wait_for()
    assert page.locator("main h2").first.inner_text() == "1 Typed at night"
    page.get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Taken back").wait_for()


def rows(page: Any) -> list[str]:
    return [row.inner_text() for row in page.locator("table.evidence tbody tr").all()]


def test_evidence_is_searched_narrowed_sorted_and_its_quotes_opened(dived: Visitor) -> None:
    page = dived.go(f"/dives/{AREA}/evidence")
    assert len(rows(page)) == 50
    page.get_by_label("Method").select_option("random_forest")
    page.get_by_text("24 of 72 papers").wait_for()
    page.get_by_label("Find words").fill("sepsis external validation")
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_text("6 of 72 papers").wait_for()
    page.get_by_role("link", name="People").last.click()
    page.wait_for_url("**sort=people**")
    people = [int(row.split("\t")[6]) for row in rows(page)]
    assert people == sorted(people)
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("People")
    page.locator("table.evidence summary").first.click()
    assert str(people[0]) in " ".join(page.locator("table.evidence mark").all_inner_texts())
    page.get_by_role("link", name="Show all").click()
    page.get_by_text("72 of 72 papers").wait_for()


def test_evidence_by_keyboard_and_without_scripts(visit: Visit, dived: Visitor) -> None:
    page = visit(java_script_enabled=False).go(f"/dives/{AREA}/evidence")
    page.get_by_label("Find words").focus()
    page.keyboard.type("external validation")
    page.keyboard.press("Enter")
    page.get_by_text("18 of 72 papers").wait_for()
    page.get_by_role("link", name="Year").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**sort=year**")
    years = [int(row.split("\t")[1]) for row in rows(page)]
    assert years == sorted(years)


def test_what_fits_nothing_is_told(dived: Visitor) -> None:
    page = dived.go(f"/dives/{AREA}/evidence?q=zebra")
    assert "No paper of this dive fits all of that" in page.locator("main").inner_text()


def test_a_cell_of_the_grid_lists_its_papers(dived: Visitor) -> None:
    page = dived.go(f"/dives/{AREA}/grid")
    cell = page.locator("table.gaps tbody td a").first
    count = int("".join(filter(str.isdigit, cell.inner_text())))
    cell.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**method=**#cell")
    assert page.locator("table.stack tbody tr").count() == count
    assert page.locator("td a[aria-current=true]").count() == 1
    page.locator("table.stack tbody a").first.click()
    assert "/library/paper?id=" in page.url


def test_the_map_moves_finds_and_leads_to_papers(dived: Visitor) -> None:
    page = dived.go(f"/dives/{AREA}/map")
    page.locator("figure.live").wait_for()
    assert page.locator(".map-said").inner_text() == "72 papers on the map."
    page.get_by_label("Find").fill("study 41")
    page.get_by_text("1 of 72 papers").wait_for()
    page.get_by_role("button", name="Show on the map").click()
    card = page.get_by_role("group", name="The chosen paper")
    assert "study 41" in card.inner_text()
    elsewhere = card.get_by_role("link", name="Open in PubMed").get_attribute("href")
    assert elsewhere == "https://pubmed.ncbi.nlm.nih.gov/1041/"
    card.get_by_role("link", name="Read it here").click()
    page.wait_for_url("**/library/paper?id=pmid%3A1041")
    assert "study 41" in page.locator("h1").inner_text()


def test_the_map_by_keyboard_alone(dived: Visitor) -> None:
    page = dived.go(f"/dives/{AREA}/map")
    stage = page.get_by_role("application")
    stage.focus()
    page.keyboard.press("+")
    page.keyboard.press("ArrowLeft")
    page.locator(".map-rows tbody a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/library/paper?id=**")


def test_without_scripts_the_map_is_a_picture_with_a_table(visit: Visit, dived: Visitor) -> None:
    page = visit(java_script_enabled=False).go(f"/dives/{AREA}/map")
    assert page.locator("svg.map").is_visible()
    assert not page.locator(".map-stage").is_visible()
    page.locator("table.topics tbody a").first.click()
    assert "/library/paper?id=" in page.url


@pytest.mark.parametrize(
    ("part", "said"),
    [("trends", "Papers per year"), ("people", "Ada Okoro"), ("reading", "Key papers")],
)
def test_the_other_pages_of_a_dive(dived: Visitor, part: str, said: str) -> None:
    page = dived.go(f"/dives/{AREA}")
    page.locator(f".tabs a[href$={part}]").click()
    assert said in page.locator("main").inner_text()
    assert page.locator(".tabs a[aria-current=page]").get_attribute("href") == (
        f"/dives/{AREA}/{part}"
    )


def test_one_person_is_told_apart_and_that_is_taken_back(dived: Visitor) -> None:
    page = dived.go(f"/dives/{AREA}/people")
    page.get_by_role("link", name="Ada Okoro").first.click()
    ticks = page.get_by_role("checkbox")
    assert ticks.count() == 72
    ticks.first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Those ticked are by somebody else").focus()
    page.keyboard.press("Enter")
    page.get_by_text("They are two people from the next look on").wait_for()
    assert "You said who is who" in page.locator("main").inner_text()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Taken back").wait_for()
    assert "You said who is who" not in page.locator("main").inner_text()


def test_ticking_nobody_is_told(dived: Visitor) -> None:
    page = dived.go(f"/dives/{AREA}/people")
    page.get_by_role("link", name="Ada Okoro").first.click()
    page.get_by_role("button", name="Those ticked are by somebody else").click()
    assert "Tick the papers that are by somebody else" in page.locator("main").inner_text()


def test_two_different_areas_are_asked_for(dived: Visitor) -> None:
    page = dived.go(f"/dives/beside?area={AREA}&area={AREA}")
    assert "Choose two different areas" in page.locator("main").inner_text()


PARTS = (
    "", "/map", "/topics", "/topics?topic=1", "/evidence", "/evidence?sort=people&q=sepsis",
    "/grid", "/grid?method=random+forest&problem=sepsis+and+intensive+care", "/trends", "/people",
    "/people?person=pmid:1000%232", "/reading",
)  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_abstracts_say_much(
    visit: Visit, dived: Visitor, scheme: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    visitor = visit(color_scheme=scheme, bypass_csp=True)
    addresses = ("/dives", "/dives/waiting", *(f"/dives/{AREA}{part}" for part in PARTS))
    for address in addresses:
        page = visitor.go(address)
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        assert violations(Axe(), page) == [], address


@pytest.mark.parametrize("width", [360, 1600])
def test_nothing_is_wider_than_the_window(visit: Visit, dived: Visitor, width: int) -> None:
    visitor = visit(viewport={"width": width, "height": 800})
    for part in PARTS:
        page = visitor.go(f"/dives/{AREA}{part}")
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert over <= 0, part


def test_a_search_with_a_mistake_is_still_there_to_be_put_right(visit: Visit) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = visit(bypass_csp=True).go("/areas")
    page.get_by_label("What is it about?").fill("Sepsis on surgical wards")
    page.get_by_label("Its search").fill('sepsis AND ("early warning')
    page.get_by_role("button", name="Add it").click()
    alert = page.get_by_role("alert")
    assert "never closed" in alert.inner_text()
    alert.get_by_role("link", name="What you wrote is still there").click()
    assert page.get_by_label("What is it about?").input_value() == "Sepsis on surgical wards"
    assert page.get_by_label("Its search").input_value() == 'sepsis AND ("early warning'
    assert violations(Axe(), page) == []
    page.get_by_label("Its search").fill("sepsis")
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("heading", name="Sepsis on surgical wards").wait_for()


def test_the_map_is_taken_as_a_picture(dived: Visitor) -> None:
    page = dived.go(f"/dives/{AREA}/map")
    with page.expect_download() as drawn:
        page.get_by_role("button", name="Take it as PNG").click()
    assert drawn.value.path().read_bytes().startswith(b"\x89PNG")
    with page.expect_download() as taken:
        page.get_by_role("link", name="Take the picture (SVG)").click()
    assert taken.value.path().read_text(encoding="utf-8").startswith("<svg")
