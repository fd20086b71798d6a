"""What a person does in the app: ticks a step, finds papers, brings files in, decides, undoes."""

from __future__ import annotations

import re
import signal
from collections.abc import Callable
from typing import Any

import pytest
from tests.pages.serving import Serving, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]
Visit = Callable[..., Visitor]


def record(number: int, title: str = "") -> str:
    """A made-up record as PubMed exports it."""
    title = title or f"Made-up trial {number} of waiting rooms"
    return (
        f"PMID- {90_000_000 + number}\nTI  - {title}\n"
        f"AB  - Invented abstract {number}.\nFAU - Family{number}, Ada\nAU  - Family{number} A\n"
        f"DP  - 2021\nJT  - Journal of made-up trials\nPT  - Journal Article\n"
    )


def medline(count: int, first: int = 0) -> bytes:
    return "\n".join(record(first + n) for n in range(count)).encode()


def bring(page: Any, serving: Serving, *files: tuple[str, bytes]) -> None:
    """Choose files on the page and send them."""
    page.goto(f"{serving.base}/library/import")
    page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "text/plain", "buffer": content} for name, content in files]
    )
    page.get_by_role("button", name="Bring them in").click()
    page.wait_for_url("**/jobs/*")


def ended(page: Any, state: str) -> None:
    page.locator("[data-state]", has_text=state).wait_for(timeout=90_000)


def test_a_step_is_ticked_and_the_tick_taken_back(visit: Visit, serving: Serving) -> None:
    page = visit().go("/")
    plan = serving.home / "plan.md"
    first = page.locator(".todo .what").first.inner_text()
    page.get_by_role("button", name=re.compile("^Done: ")).first.click()
    assert "Marked as done." in page.get_by_role("status").inner_text()
    assert page.locator(".todo .what").first.inner_text() != first
    assert "[x]" in plan.read_text(encoding="utf-8")
    page.reload()
    assert page.locator(".todo .what").first.inner_text() != first, "reloading sends nothing twice"
    page.get_by_role("button", name="Undo").click()
    assert page.locator(".todo .what").first.inner_text() == first
    assert "[x]" not in plan.read_text(encoding="utf-8")


def test_the_plan_is_made_again_with_what_was_said(visit: Visit, serving: Serving) -> None:
    page = visit().go("/")
    page.get_by_role("button", name="Nothing came of this week").click()
    assert "counts as missed" in page.get_by_role("status").inner_text()
    assert "plan again to take it in" in page.locator("main").inner_text()
    page.get_by_role("button", name="Plan again").click()
    page.wait_for_url("**/plan?said=again")
    assert "Planned again." in page.get_by_role("status").inner_text()
    assert "No longer in the plan" in page.locator("#moved + ul").inner_text()
    assert "cannot be done by Mon 14 Dec 2026" in page.locator("main").inner_text()
    assert "plan again to take it in" not in visit().go("/").locator("main").inner_text()


def test_the_whole_report_is_written_anew(visit: Visit) -> None:
    page = visit().go("/plan")
    page.get_by_text("Begin the plan afresh, or write the whole report").click()
    page.get_by_role("button", name="Write a new signpost").click()
    page.wait_for_url("**/jobs/*")
    ended(page, "Done")
    page.get_by_role("link", name="Read it").click()
    page.frame_locator("iframe").get_by_role("heading", name="Which way, and how far").wait_for()


def test_the_profile_is_changed_checked_and_brought_back(visit: Visit, serving: Serving) -> None:
    page = visit().go("/me/file")
    file = serving.home / "me.toml"
    before = file.read_bytes()
    text = page.get_by_label("About me").input_value()
    assert text == before.decode(), "just as it stands, white space and all"
    page.get_by_label("About me").fill(text.replace("hours_per_week = 5", "hours_per_week = 500"))
    page.get_by_role("button", name="Check and keep").click()
    assert "hours_per_week" in page.locator("#problem").inner_text()
    assert "hours_per_week = 500" in page.get_by_label("About me").input_value(), "nothing is lost"
    assert file.read_bytes() == before
    changed = text.replace("hours_per_week = 5 ", "hours_per_week = 7 ") + "# a note of mine  "
    page.get_by_label("About me").fill(changed)
    page.get_by_role("button", name="Check and keep").click()
    assert "Kept." in page.get_by_role("status").inner_text()
    assert file.read_text(encoding="utf-8") == changed + "\n"
    page.get_by_role("button", name="Undo").click()
    assert file.read_bytes() == before


def test_a_profile_that_was_changed_elsewhere_is_not_overwritten(
    visit: Visit, serving: Serving
) -> None:
    page = visit().go("/me/file")
    file = serving.home / "me.toml"
    before = file.read_bytes()
    file.write_bytes(before + b"# written in an editor meanwhile\n")
    page.get_by_label("About me").fill("name = 'Ada'\n")
    page.get_by_role("button", name="Check and keep").click()
    assert "was changed since it was read" in page.locator("#problem").inner_text()
    assert page.get_by_label("About me").input_value() == "name = 'Ada'\n"
    assert b"written in an editor meanwhile" in file.read_bytes()
    file.write_bytes(before)


def test_two_paths_are_compared(visit: Visit) -> None:
    page = visit().go("/paths")
    page.get_by_role("button", name="Compare").click()
    assert "Tick two" in page.get_by_role("status").inner_text()
    for name in ("Regulation of medical AI", "Clinical AI fellow"):
        page.get_by_role("checkbox", name=f"Compare {name}").check()
    page.get_by_role("button", name="Compare").click()
    heads = page.locator("thead th").all_inner_texts()
    assert sorted(heads[1:]) == ["Clinical AI fellow", "Regulation of medical AI"]


def test_an_area_is_added_parked_and_kept_again(visit: Visit, serving: Serving) -> None:
    page = visit().go("/areas")
    title = "Can a model foresee sepsis & <sepsis> on the ward?"
    page.get_by_label("What is it about?").fill(title)
    page.get_by_role("button", name="Add it").click()
    assert "Added." in page.get_by_role("status").inner_text()
    card = page.locator(".card", has_text="foresee")
    assert title in card.inner_text()
    assert "sepsis" in card.locator("code").text_content()
    files = list((serving.home / "areas").glob("can-a-model*.md"))
    assert len(files) == 1
    page.get_by_role("button", name="Undo").click()
    assert "dropped" in card.inner_text()
    card.get_by_role("button", name="Keep again").click()
    card.get_by_role("button", name="Park").click()
    assert "parked" in card.inner_text()
    page.get_by_role("button", name="Undo").click()
    assert "parked" not in card.inner_text()
    card.get_by_role("button", name="Drop").click()
    assert "foresee" not in visit().go("/").locator("main").inner_text()
    page.get_by_label("What is it about?").fill("Falls again")
    page.get_by_label("Its search").fill("falls AND")
    page.get_by_role("button", name="Add it").click()
    assert "AND has nothing behind it" in page.locator("main").inner_text()


def test_papers_are_found_and_narrowed(visit: Visit) -> None:
    page = visit().go("/library")
    page.get_by_role("searchbox").fill("deep learning")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=deep**")
    total = page.locator("#found").inner_text()
    assert page.locator(".hits li").count() == 20
    first = page.locator(".hits h3").first.inner_text()
    page.get_by_role("link", name="Further").click()
    page.get_by_role("link", name="Earlier").wait_for()
    assert page.locator(".hits h3").first.inner_text() != first
    choice = page.locator(".facet li", has=page.locator("a")).first
    wanted = choice.locator(".n").inner_text()
    choice.locator("a").click()
    page.locator(".facet a[aria-current]").wait_for()
    assert page.locator("#found").inner_text().split()[0] == wanted
    page.locator(".facet a[aria-current]").click()
    page.wait_for_function(f"document.querySelector('#found').innerText === '{total}'")
    page.locator("svg.byyear a").last.click()
    page.wait_for_url("**from=**")
    assert page.get_by_label("From year").input_value() != ""
    page.locator(".hits a").first.click()
    assert page.get_by_role("heading", name="The record").is_visible()


def test_words_of_papers_are_only_ever_text(visit: Visit, serving: Serving) -> None:
    title = "<img src=x onerror=alert(1)> and <script>alert(2)</script> of hostilewords"
    page = visit().page
    bring(
        page,
        serving,
        ("=2+3.nbib", record(1, title).encode() + b"\n" + record(2, "=2+3 hostilewords").encode()),
    )
    ended(page, "Done")
    page.goto(f"{serving.base}/library?q=hostilewords")
    assert title in page.locator(".hits").inner_text()
    assert page.locator("main :is(img, script)").count() == 0
    taken = page.context.request.get(f"{serving.base}/library?q=hostilewords&as=csv").text()
    assert "'=2+3 hostilewords" in taken


def test_files_come_in_and_what_cannot_be_taken_is_told(visit: Visit, serving: Serving) -> None:
    page = visit().page
    before = int(re.sub(r"\D", "", visit().go("/library").locator("label[for=q]").inner_text()))
    bring(page, serving, ("../../a.nbib", medline(30, 100)), ("b.txt", b"\x00\x01 no papers"))
    ended(page, "Done")
    assert "30 papers read: 30 new" in page.locator("[data-said]").inner_text()
    assert "b.txt" in page.locator("table").inner_text()
    assert not list(serving.home.parent.glob("**/a.nbib")), "deleted when they were read"
    page.get_by_role("link", name="To the library").click()
    assert f"{before + 30:,} papers" in page.locator("label[for=q]").inner_text()
    assert "b.txt" in visit().go("/library/problems").locator("main").inner_text()


def test_a_file_is_dropped(visit: Visit) -> None:
    page = visit().go("/library/import")
    page.evaluate(
        """text => {
            const moved = new DataTransfer();
            moved.items.add(new File([text], "dropped.nbib"));
            document.querySelector(".drop").dispatchEvent(
                new DragEvent("drop", { dataTransfer: moved, bubbles: true, cancelable: true }));
        }""",
        medline(3, 300).decode(),
    )
    assert page.get_by_role("status").inner_text() == "dropped.nbib"
    page.get_by_role("button", name="Bring them in").click()
    page.wait_for_url("**/jobs/*")
    ended(page, "Done")
    assert "3 papers read" in page.locator("main").inner_text()


def test_files_come_in_without_scripts_too(visit: Visit, serving: Serving) -> None:
    page = visit(java_script_enabled=False).page
    bring(page, serving, ("plain.nbib", medline(3, 400)))
    for _ in range(200):
        if "Done" in page.locator("[data-state]").inner_text():
            break
        page.wait_for_timeout(250)
        page.reload()
    assert "3 papers read" in page.locator("main").inner_text()


def test_an_import_goes_on_while_the_app_is_killed_and_started_again(
    visit: Visit, serving: Serving
) -> None:
    page = visit().page
    bring(page, serving, ("many.nbib", medline(6_000, 10_000)))
    path = page.url.removeprefix(serving.base)
    page.goto("about:blank")
    serving.end(signal.SIGKILL)
    serving.start()
    again = visit()
    page = again.go(path)
    ended(page, "Done")
    assert "6,000 papers read: 6,000 new" in page.locator("[data-said]").inner_text()


def test_an_import_is_stopped_and_run_again(visit: Visit, serving: Serving) -> None:
    page = visit().page
    bring(page, serving, ("long.nbib", medline(40_000, 100_000)))
    page.get_by_role("button", name="Stop").click()
    ended(page, "Stopped")
    assert "What was read before is kept" in page.locator("[data-said]").inner_text()
    page.get_by_role("button", name="Try again").click()
    page.get_by_role("button", name="Stop").wait_for()
    page.get_by_role("button", name="Stop").click()
    ended(page, "Stopped")


def test_pages_answer_while_work_goes_on_and_two_tabs_see_the_same(
    visit: Visit, serving: Serving
) -> None:
    visitor = visit()
    one, two = visitor.page, visitor.tab()
    bring(one, serving, ("both.nbib", medline(12_000, 200_000)))
    two.goto(one.url)
    two.get_by_role("button", name="Stop").wait_for()
    other = visitor.tab()
    other.goto(f"{serving.base}/library?q=deep")
    assert other.locator(".hits li").count() == 20
    assert "both.nbib" in other.locator(".working").inner_text()
    ended(one, "Done")
    ended(two, "Done")


def test_two_records_are_merged_by_hand_and_the_merge_undone(
    visit: Visit, serving: Serving
) -> None:
    page = visit().page
    title = "A made-up cohort study of corridor care and its seventeen consequences"
    places = (("Acta Nova", 12, 221, "ward"), ("Wards Today", 3, "S14", "meeting"))
    twins = "\n".join(
        f"TY  - JOUR\nTI  - {title}\nAU  - Okoro, Ada\nAU  - Lindqvist, Bo\nJO  - {journal}\n"
        f"PY  - 2019\nVL  - {volume}\nSP  - {first}\nDO  - 10.5555/{doi}\nER  -\n"
        for journal, volume, first, doi in places
    )
    bring(page, serving, ("twins.ris", twins.encode()))
    ended(page, "Done")
    page.goto(f"{serving.base}/library/duplicates")
    card = page.locator(".card", has_text="corridor care")
    card.get_by_role("button", name="One paper").click()
    assert "one paper now" in page.get_by_role("status").inner_text()
    assert page.locator(".card", has_text="corridor care").count() == 0
    page.get_by_role("button", name="Undo").click()
    assert page.locator(".card", has_text="corridor care").count() == 1
    page.locator(".card", has_text="corridor care").get_by_role("button", name="Two papers").click()
    assert page.locator(".card", has_text="corridor care").count() == 0
    page.get_by_role("button", name="Undo").click()
    assert page.locator(".card", has_text="corridor care").count() == 1


def test_a_second_tab_with_an_old_form_is_told_what_holds(visit: Visit, serving: Serving) -> None:
    visitor = visit()
    one, two = visitor.go("/"), visitor.tab()
    two.goto(one.url)
    for page in (one, two):
        page.get_by_role("button", name=re.compile("^Done: ")).first.click()
        assert "Marked as done." in page.get_by_role("status").inner_text()
    one.get_by_role("button", name="Undo").click()
    assert "Taken back" in one.get_by_role("status").inner_text()
    two.get_by_role("button", name="Undo").click()
    assert "There is nothing to take back" in two.locator("main").inner_text()
