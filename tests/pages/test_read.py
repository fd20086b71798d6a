"""What a reader does on the page of a paper: follows marks, puts right, answers, notes, cites."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import run_fingerpost
from tests.pages.serving import Serving, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]
Visit = Callable[..., Visitor]
PAGE = "/library/paper?id=pmid:91000001"
MADE_UP = """\
PMID- 91000001
TI  - A convolutional network for made-up pneumothorax on chest radiographs
AB  - METHODS: In this retrospective cohort study we trained a convolutional neural network
      on chest radiographs of 18,400 patients at two hospitals. RESULTS: The area under the
      receiver operating characteristic curve was 0.91 (95% CI 0.88 to 0.94).
FAU - Okoro, Ada
AU  - Okoro A
PT  - Journal Article
TA  - Made Up J
DP  - 2024

PMID- 91000002
TI  - A made-up random forest that was retracted
AB  - We made a random forest.
FAU - Marek, Jon
AU  - Marek J
PT  - Retracted Publication
DP  - 2021
"""


@pytest.fixture(scope="module")
def serving(demo: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    folder: Path = tmp_path_factory.mktemp("read")
    shutil.copytree(demo["home"], folder / "home")
    shutil.copytree(demo["data"], folder / "data")
    (folder / "made.nbib").write_text(MADE_UP, encoding="utf-8")
    home = folder / "home"
    done = run_fingerpost("import", "made.nbib", "--home", home, data=folder / "data", cwd=folder)
    assert done.returncode == 0, done.stderr
    serving = Serving(home, folder / "data")
    serving.start()
    yield serving
    serving.end()


def field(page: Any, name: str) -> Any:
    return page.locator(f"#f-{name}")


def notes(serving: Serving) -> list[Path]:
    return [
        file for file in (serving.home / "papers").glob("*.md")
        if "pmid:91000001" in file.read_text(encoding="utf-8")
    ]  # fmt: skip


def test_a_mark_and_what_it_says_light_up_together(visit: Visit) -> None:
    page = visit().go(PAGE)
    mark = page.locator("mark", has_text="18,400 patients")
    size = field(page, "participants")
    mark.hover()
    assert "lit" in (size.get_attribute("class") or "")
    assert "lit" not in (field(page, "metrics").get_attribute("class") or "")
    shown, beside = size.bounding_box(), page.locator(".appraised").bounding_box()
    assert beside["y"] <= shown["y"] <= beside["y"] + beside["height"], "it comes into view"
    field(page, "metrics").hover()
    assert "lit" in page.locator("mark", has_text="0.91").get_attribute("class")
    assert "lit" not in (mark.get_attribute("class") or "")
    mark.locator("a").focus()
    assert "lit" in size.get_attribute("class")
    page.keyboard.press("Escape")
    assert "lit" not in size.get_attribute("class")


def test_without_scripts_marks_and_quotes_lead_to_each_other(visit: Visit) -> None:
    page = visit(java_script_enabled=False).go(PAGE)
    mark = page.locator("mark", has_text="18,400 patients").locator("a")
    assert mark.get_attribute("title") == "Size"
    mark.click()
    assert page.url.endswith("#f-participants")
    field(page, "participants").locator("a.quote").click()
    there = page.url.partition("#")[2]
    assert page.locator(f"#{there}").inner_text() == "18,400 patients"


def test_a_value_is_put_right_and_taken_back(visit: Visit) -> None:
    page = visit().go(PAGE)
    assert "retrospective" in field(page, "timing").inner_text()
    field(page, "timing").locator("summary").click()
    field(page, "timing").get_by_label("Timing", exact=True).select_option("prospective")
    field(page, "timing").get_by_label("Why, if you like").fill("see Methods")
    field(page, "timing").get_by_role("button", name="Keep this value").click()
    assert page.url.endswith("#f-timing")
    said = field(page, "timing").inner_text()
    assert "prospective" in said
    assert "by you on Mon 23 Nov 2026: see Methods" in said
    page.reload()
    field(page, "timing").get_by_role("button", name="Undo").click()
    assert "retrospective" in field(page, "timing").inner_text()
    assert "by you" not in field(page, "timing").inner_text()


def test_several_values_and_a_wrong_one(visit: Visit) -> None:
    page = visit().go(PAGE)
    field(page, "modalities").locator("summary").click()
    field(page, "modalities").get_by_label("CT", exact=True).check()
    field(page, "modalities").get_by_role("button", name="Keep").click()
    assert "CT" in field(page, "modalities").locator("ul").inner_text()
    field(page, "metrics").locator("summary").click()
    field(page, "metrics").locator("#v-metrics").fill("auroc 2")
    field(page, "metrics").get_by_label("Why, if you like").fill("I looked")
    field(page, "metrics").get_by_role("button", name="Keep").click()
    assert "cannot be" in page.get_by_role("alert").inner_text()
    assert field(page, "metrics").locator("#v-metrics").input_value() == "auroc 2"
    assert field(page, "metrics").get_by_label("Why, if you like").input_value() == "I looked"


def test_words_that_were_selected_become_the_quote(visit: Visit) -> None:
    page = visit().go(PAGE)
    page.locator(".abstract p").first.click(click_count=3)
    field(page, "sites").locator("summary").click()
    quote = field(page, "sites").get_by_label("The words of the paper")
    # The fold tells a moment later that it was opened.
    said = "box => box.value.includes('two hospitals')"
    page.wait_for_function(said, arg=quote.element_handle())


def test_questions_are_answered_by_keyboard_alone(visit: Visit) -> None:
    page = visit().go(f"{PAGE}&list=probast")
    summary = page.locator("details.questions > summary").first
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.name") != "why":
        page.keyboard.press("Tab")
    page.keyboard.type("two hospitals")
    page.keyboard.press("Enter")
    page.keyboard.type("only")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**said=answered**")
    opened = page.locator("details.questions[open]")
    assert "no" in opened.locator(".mine .tag").first.inner_text()
    assert "two hospitals only" in opened.inner_text()
    assert "1 of" in opened.locator("summary").inner_text()
    opened.get_by_role("button", name="Undo your word").click()
    assert "0 of" in page.locator("details.questions[open] summary").inner_text()


def test_a_note_is_made_written_and_never_lost(visit: Visit, serving: Serving) -> None:
    page = visit().go(PAGE)
    page.get_by_label("Your words").fill("Ask Bo.\n\nTwo hospitals only.")
    page.get_by_role("button", name="Make a note").click()
    (file,) = notes(serving)
    assert file.read_text(encoding="utf-8").endswith("Ask Bo.\n\nTwo hospitals only.\n")
    before = file.read_text(encoding="utf-8")
    box = page.get_by_label("Your words")
    assert box.input_value() == "Ask Bo.\n\nTwo hospitals only."
    box.fill("Ask Bo and Samira.")
    page.get_by_role("button", name="Save").click()
    now = file.read_text(encoding="utf-8")
    assert now == before.replace("Ask Bo.\n\nTwo hospitals only.", "Ask Bo and Samira.")
    page.get_by_role("status").first.get_by_role("button", name="Undo").click()
    assert file.read_text(encoding="utf-8") == before
    page.get_by_role("button", name="Mark as read").click()
    assert 'status: "read"' in file.read_text(encoding="utf-8")

    page.get_by_label("Your words").fill("From the page.")
    file.write_text(f"{before}From my editor.\n", encoding="utf-8")
    page.get_by_role("button", name="Save").click()
    assert "changed on disk" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Your words").input_value() == "From the page."
    assert "From my editor." in page.locator("#note pre").inner_text()
    assert file.read_text(encoding="utf-8") == f"{before}From my editor.\n"

    file.unlink()
    page.get_by_role("button", name="Save").click()
    assert page.get_by_label("Your words").input_value() == "From the page."
    page.get_by_role("button", name="Make the note again").click()
    (again,) = notes(serving)
    assert "From the page." in again.read_text(encoding="utf-8")


def test_a_paper_is_cited_under_one_key(visit: Visit) -> None:
    page = visit().go(PAGE)
    assert "Okoro, A. (2024)." in page.locator("#citation").inner_text()
    keys = set()
    for name, ending in [("BibTeX", "bib"), ("RIS", "ris")]:
        with page.expect_download() as coming:
            page.get_by_role("button", name=name).click()
        assert coming.value.suggested_filename.endswith(f".{ending}")
        keys.add(coming.value.suggested_filename.rpartition(".")[0])
        assert "made-up pneumothorax" in Path(coming.value.path()).read_text(encoding="utf-8")
    assert keys == {"okoro2024convolutional"}


def test_a_retracted_paper_says_so_first(visit: Visit) -> None:
    page = visit().go("/library/paper?id=pmid:91000002")
    assert page.locator("main .cannot").first.inner_text().startswith("This paper was retracted.")
    top = page.locator("main .cannot").first.bounding_box()["y"]
    assert top < page.locator("h1").bounding_box()["y"]


def test_on_a_phone_the_appraisal_stands_below_the_abstract(visit: Visit) -> None:
    for width, below in [(380, True), (1400, False)]:
        page = visit(viewport={"width": width, "height": 800}).go(PAGE)
        abstract = page.locator(".abstract").bounding_box()
        appraisal = page.locator(".appraised").bounding_box()
        assert (appraisal["y"] >= abstract["y"] + abstract["height"]) is below
