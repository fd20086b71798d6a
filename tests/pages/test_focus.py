"""Focus: weights before scores, the order told with its doubt, and every word taken back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from tests.pages.serving import Serving, Visitor
from tests.pages.test_every_page import axe, violations

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]
Visit = Callable[..., Visitor]
SHARE = re.compile(r"\d+%")
_ = axe


def said(page: Any) -> str:
    return str(page.get_by_role("status").inner_text())


def entries(serving: Serving, verb: str) -> list[dict[str, Any]]:
    lines = (serving.home / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    return [entry for entry in map(json.loads, lines) if entry["verb"] == verb]


@pytest.fixture(autouse=True)
def as_before(serving: Serving) -> Iterator[None]:
    """Each test finds the home as the demonstration has it: nothing weighed, nothing said."""
    files = [serving.home / "journal.jsonl", *(serving.home / "areas").glob("*.md")]
    before = [file.read_bytes() for file in files]
    yield
    for added in {*(serving.home / "areas").glob("*.md")} - {*files}:
        added.unlink()
    for file, content in zip(files, before, strict=True):
        file.write_bytes(content)


@pytest.fixture
def weighed(visit: Visit) -> Any:
    page = visit().go("/focus")
    page.get_by_role("button", name="Keep these weights and compare").click()
    page.get_by_role("heading", name="The order, and how sure it is").wait_for()
    return page


def test_no_score_is_shown_before_the_weights_are_chosen(visit: Visit, serving: Serving) -> None:
    visitor = visit()
    page = visitor.go("/focus")
    text = page.locator("main").inner_text()
    assert "First say how much each criterion counts" in text
    assert "comes first" not in text
    assert page.locator("[data-weight]").count() == 6
    assert "Fed by the same figure as Momentum" in text
    for kind in ("csv", "md"):
        taken = visitor.context.request.get(f"{serving.base}/focus?as={kind}").text()
        assert "first_share" not in taken
        assert "Scale" in taken
    tried = visitor.go("/focus?try=1&w-scale=3").locator("main").inner_text()
    assert "comes first" not in tried
    page = visitor.go("/focus/why?one=ml-into-practice&other=knowledge-management")
    assert page.url.endswith("/focus")


def test_a_slider_tells_its_weight_in_words_and_is_kept(visit: Visit, serving: Serving) -> None:
    page = visit().go("/focus")
    slider = page.get_by_label("Weight of Scale, as a slider")
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    row = page.locator("[data-weight]").first
    assert row.locator("output").inner_text() == "counts double, 29% of the whole"
    assert slider.get_attribute("aria-valuetext") == "counts double, 29% of the whole"
    page.get_by_label("Weight of Momentum", exact=True).fill("0")
    assert "does not count" in page.locator("[data-weight]").nth(3).inner_text()
    page.get_by_label("Why so, if you like").fill("many patients first")
    page.get_by_role("button", name="Keep these weights and compare").click()
    assert "Your weights are kept." in said(page)
    assert page.locator(".lead").inner_text().startswith("No clear winner"), "told first"
    (entry,) = entries(serving, "criteria weighed")
    assert entry["why"] == "many patients first"
    assert entry["weights"]["scale"] == 2
    assert entry["weights"]["momentum"] == 0
    assert len(entries(serving, "areas compared")) == 1
    page.get_by_role("button", name="Undo").click()
    assert "First say how much each criterion counts" in page.locator("main").inner_text()


def test_the_order_is_told_with_its_shares_and_what_it_rests_on(weighed: Any) -> None:
    table = weighed.locator("table.order")
    shares = [int(word[:-1]) for word in SHARE.findall(table.inner_text())]
    assert len(shares) == 3
    assert sum(shares) == pytest.approx(100, abs=2)
    assert shares == sorted(shares, reverse=True)
    widths = [float(bar.get_attribute("width")) for bar in table.locator("rect.part").all()]
    assert [round(width) for width in widths] == shares
    text = weighed.locator("main").inner_text()
    assert "titles (" in text, "counts"
    assert "2026-11-23" in text, "date"
    assert "cannot be said" in text
    assert re.search(r"\d h, our guess", text), "hours of a next look"
    assert "fingerpost " not in text
    assert "me.toml" not in text


def test_other_weights_are_tried_without_keeping_them(weighed: Any, serving: Serving) -> None:
    weighed.get_by_text("Change them, or try others").click()
    weighed.get_by_label("Weight of Fit with you", exact=True).fill("3")
    weighed.get_by_role("button", name="Only try them").click()
    assert "which are not kept" in weighed.locator(".notice").inner_text()
    assert "Fit with you counts three times" in weighed.locator("#weighed + p").inner_text()
    assert len(entries(serving, "criteria weighed")) == 1
    weighed.get_by_role("link", name="Back to mine").click()
    assert "Fit with you counts as usual" in weighed.locator("#weighed + p").inner_text()


def test_an_own_score_counts_at_once_and_is_taken_back(weighed: Any, serving: Serving) -> None:
    file = serving.home / "areas" / "ml-into-practice.md"
    before = file.read_bytes()
    order = weighed.locator("table.order").inner_text()
    card = weighed.locator("section.card", has=weighed.locator("#a-ml-into-practice"))
    card.get_by_text("Score it yourself").click()
    form = card.locator("form[action='/focus/score']")
    form.get_by_label("On what").select_option("scale")
    form.get_by_label("Score, 1 to 5").fill("5")
    form.get_by_label("Why").fill("every ward asks for it")
    form.get_by_role("button").click()
    assert "Your score is kept" in said(weighed)
    assert weighed.locator("table.order").inner_text() != order
    text = card.inner_text()
    assert "your score" in text
    assert "every ward asks for it" in text
    assert weighed.get_by_text("papers, your words or the day have changed").count() == 0
    assert len(entries(serving, "areas compared")) == 2, "the history has both orders"
    assert "scale of ml-into-practice" in weighed.locator("#past ~ .table").inner_text()
    weighed.get_by_role("button", name="Undo").click()
    assert "Taken back." in said(weighed)
    assert weighed.locator("table.order").inner_text() == order
    assert file.read_bytes() == before


def test_advice_counts_beside_the_papers(weighed: Any, serving: Serving) -> None:
    card = weighed.locator("section.card", has=weighed.locator("#a-ml-into-practice"))
    card.get_by_text("Note what somebody said").click()
    form = card.locator("form[action='/focus/advise']")
    form.get_by_label("On what").select_option("fit")
    form.get_by_label("Score, 1 to 5").fill("1")
    form.get_by_label("Who said it").fill("a ward pharmacist")
    form.get_by_label("What was said or seen").fill("<b>not</b> for you")
    form.get_by_role("button").click()
    assert "Noted; it counts beside what the papers say." in said(weighed)
    assert "a ward pharmacist" in card.inner_text()
    assert "<b>not</b> for you" in card.inner_text(), "words, not marks"
    weighed.get_by_role("button", name="Undo").click()
    assert "a ward pharmacist" not in card.inner_text()


def test_an_area_is_parked_with_a_reason_and_a_day(weighed: Any, serving: Serving) -> None:
    card = weighed.locator("section.card", has=weighed.locator("#a-knowledge-management"))
    card.get_by_text("Park it or drop it").click()
    card.get_by_label("Why", exact=True).last.fill("no data before spring")
    card.get_by_label("Look at it again on").fill("2027-03-01")
    card.get_by_role("button", name="Park").click()
    assert "Parked" in said(weighed)
    aside = weighed.locator("#aside + ul").inner_text()
    assert "to be looked at again on 2027-03-01: no data before spring" in aside
    assert weighed.locator("table.order tbody tr").count() == 2
    weighed.get_by_role("button", name="Undo").click()
    assert weighed.locator("table.order tbody tr").count() == 3


def test_two_areas_are_set_side_by_side(weighed: Any) -> None:
    weighed.get_by_role("button", name="See why").click()
    assert "comes before" in weighed.locator(".lead").inner_text()
    assert weighed.locator("tbody tr").count() == 6
    assert "fingerpost " not in weighed.locator("main").inner_text()
    weighed.go_back()
    weighed.get_by_label("and the other").select_option(index=0)
    weighed.get_by_role("button", name="See why").click()
    assert "Choose two different areas" in weighed.locator("main").inner_text()


def test_a_new_area_is_looked_into_as_work_before_it_is_compared(weighed: Any) -> None:
    page = weighed
    base = page.url.split("/focus")[0]
    page.goto(f"{base}/areas")
    page.get_by_label("What is it about? A question will do.").fill("Delirium after surgery")
    page.get_by_role("button", name="Add it").click()
    page.goto(f"{base}/focus")
    box = page.locator(".cannot").first.inner_text()
    assert "The comparison waits for Delirium after surgery" in box
    assert page.locator("table.order").count() == 0
    page.get_by_role("button", name="Look into it").click()
    page.wait_for_url("**/jobs/*")
    page.get_by_text("Done", exact=True).wait_for()
    page.get_by_role("link", name="See the comparison").click()
    assert page.locator("table.order tbody tr").count() == 4


def test_weights_are_chosen_without_scripts_and_by_keyboard(visit: Visit) -> None:
    page = visit(java_script_enabled=False).go("/focus")
    assert page.locator("input[type=range]").first.is_hidden(), "numbers serve"
    page.get_by_label("Weight of Scale", exact=True).focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="Your weights are kept.").wait_for()
    assert "Scale counts three times, 38% of the whole" in page.locator("main").inner_text()
    opener = page.locator("summary", has_text="Score it yourself").first
    opener.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("4")
    page.keyboard.press("Enter")
    page.get_by_role("status").filter(has_text="Your score is kept").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_once_compared(visit: Visit, axe: Any, scheme: str) -> None:
    visitor = visit(color_scheme=scheme, bypass_csp=True)
    page = visitor.go("/focus")
    page.get_by_role("button", name="Keep these weights and compare").click()
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert violations(axe, page) == []
    page.get_by_role("button", name="See why").click()
    assert violations(axe, page) == []
    for width in (360, 1600):
        page.set_viewport_size({"width": width, "height": 800})
        for path in ("/focus", "/focus/why?one=ml-into-practice&other=knowledge-management"):
            page = visitor.go(path)
            page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
            over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            assert over <= 0, (path, width)


PASTED = """What I might do, from a newsletter that nobody wrote:

- Corridor care (crowding, boarding, early discharge)
- **Delirium** after surgery
- Getting machine learning into clinical practice
- <script>alert(1)</script> on wards

Yours, a made-up reader
"""


def test_a_pasted_list_is_reviewed_before_areas_are_added(visit: Visit, serving: Serving) -> None:
    page = visit().go("/areas")
    page.get_by_role("link", name="bring a list of areas in").click()
    page.get_by_label("The list, each point").fill("No list in this.")
    page.get_by_role("button", name="Show what is in it").click()
    assert "This has no list." in page.locator("#problem").inner_text()
    page.get_by_label("The list, each point").fill(PASTED)
    page.get_by_role("button", name="Show what is in it").click()
    assert page.locator(".todo > li").count() == 4
    assert (
        "Ideas inside it: crowding; boarding; early discharge" in page.locator("main").inner_text()
    )
    assert not list((serving.home / "areas").glob("corridor*")), "nothing is added unasked"
    page.get_by_label("Corridor care").check()
    page.get_by_label("Delirium after surgery").check()
    page.get_by_role("button", name="Add those that are ticked").click()
    assert "Added, each with a first search" in said(page)
    for title in ("Corridor care", "Delirium after surgery"):
        page.get_by_role("heading", name=title, exact=True).wait_for()
    page.get_by_role("button", name="Undo").click()
    assert "Dropped" in said(page)
    assert (
        page.locator("section.card", has_text="Corridor care").get_by_text("dropped").count() == 1
    )
