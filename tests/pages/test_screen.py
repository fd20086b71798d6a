"""What a reader does when screening: keys and buttons, undo, two windows, a restart, the end."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import run_fingerpost
from tests.pages.serving import Serving, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]
Visit = Callable[..., Visitor]


def made_up(number: int) -> str:
    return (
        f"PMID- {92_000_000 + number}\nTI  - Made-up zeppelins and ward {number}\n"
        f"AB  - METHODS: A zeppelin flew over ward {number}. RESULTS: Nobody looked up.\n"
        f"FAU - Family{number}, Ada\nAU  - Family{number} A\nDP  - 2021\nPT  - Journal Article\n"
    )


@pytest.fixture(scope="module")
def begun(demo: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demonstration home with six made-up papers on zeppelins."""
    folder: Path = tmp_path_factory.mktemp("screen")
    shutil.copytree(demo["home"], folder / "home")
    shutil.copytree(demo["data"], folder / "data")
    (folder / "made.nbib").write_text("\n".join(map(made_up, range(6))), encoding="utf-8")
    for arguments in (("import", "made.nbib"),):
        done = run_fingerpost(
            *arguments, "--home", folder / "home", data=folder / "data", cwd=folder
        )
        assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def serving(begun: Path) -> Iterator[Serving]:
    serving = Serving(begun / "home", begun / "data")
    serving.start()
    yield serving
    serving.end()


@pytest.fixture
def area(request: pytest.FixtureRequest, begun: Path) -> str:
    """An area of a test's own over the zeppelins."""
    name = re.sub(r"\W", "", request.node.name)[5:45].strip("_").replace("_", "-")
    done = run_fingerpost(
        "area", "add", name, "--query", "zeppelin*", "--home", begun / "home",
        data=begun / "data", cwd=begun,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return name


def open_at(visitor: Visitor, area: str, more: str = "") -> Any:
    page = visitor.go(f"/screen/{area}{more}")
    page.locator("#paper").wait_for(timeout=60_000)
    return page


def title(page: Any) -> str:
    return str(page.locator("#paper h2").inner_text())


def read(page: Any) -> str:
    return str(page.locator(".count-big").inner_text())


def decide(page: Any, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def said(serving: Serving, area: str) -> list[str]:
    lines = (serving.home / "journal.jsonl").read_text(encoding="utf-8").splitlines()
    entries = [json.loads(line) for line in lines]
    return [
        str(entry.get("verdict", entry["verb"])) for entry in entries
        if entry.get("area") == area and entry["verb"].startswith("screen")
    ]  # fmt: skip


def test_papers_are_decided_with_the_mouse_and_taken_back(
    visit: Visit, serving: Serving, area: str
) -> None:
    page = open_at(visit(), area)
    first = title(page)
    assert "0 of 6" in read(page)
    assert page.locator("#paper mark").first.inner_text() == "zeppelins"
    page.get_by_label("Reason, if you like").fill("no ward\nat all")
    decide(page, "Not relevant")
    assert "1 of 6" in read(page)
    assert title(page) != first
    assert first in page.locator(".after").inner_text()
    page.reload()
    assert said(serving, area) == ["not"], "reloading sends nothing twice"
    with page.expect_navigation():
        page.get_by_role("button", name="Undo").click()
    assert title(page) == first
    assert "0 of 6" in read(page)
    decide(page, "Relevant")
    assert said(serving, area) == ["not", "screening undone", "relevant"]


def test_papers_are_decided_by_keyboard_alone(visit: Visit, serving: Serving, area: str) -> None:
    page = open_at(visit(), area)
    for key in ("r", "n", "m"):
        with page.expect_navigation():
            page.keyboard.press(key)
    assert said(serving, area) == ["relevant", "not", "maybe"]
    before = title(page)
    with page.expect_navigation():
        page.keyboard.press("l")
    assert title(page) != before
    assert "1 paper put off" in page.locator(".after").inner_text()
    with page.expect_navigation():
        page.keyboard.press("u")
    assert said(serving, area)[-1] == "screening undone"
    page.keyboard.press("w")
    page.keyboard.type("run, not relevant")
    assert page.get_by_label("Reason, if you like").input_value() == "run, not relevant"
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert len(said(serving, area)) == 4, "writing decides nothing, nor does Enter"
    with page.expect_navigation():
        page.keyboard.press("n")
    page.goto(f"{serving.base}/screen/{area}/decided")
    assert "run, not relevant" in page.locator("main").inner_text()


def test_keys_are_told_and_can_be_switched_off(visit: Visit, serving: Serving, area: str) -> None:
    page = open_at(visit(), area)
    page.keyboard.press("?")
    help_ = page.locator("[data-keys-help]")
    assert "take the last verdict back" in help_.inner_text()
    for combined in ("Control+m", "Alt+r", "Meta+n"):
        page.keyboard.press(combined)
    page.get_by_label("Keys work on this page").uncheck()
    page.locator("h1").click()
    page.keyboard.press("r")
    page.wait_for_timeout(300)
    page.reload()
    page.locator("h1").click()
    page.keyboard.press("r")
    page.wait_for_timeout(300)
    assert said(serving, area) == []
    assert not page.locator(".verdicts kbd").first.is_visible()
    page.keyboard.press("?")
    help_.locator("summary").click()
    page.get_by_label("Keys work on this page").check()
    page.locator("h1").click()
    with page.expect_navigation():
        page.keyboard.press("r")
    assert said(serving, area) == ["relevant"]


def test_without_scripts_everything_can_be_done(visit: Visit, serving: Serving, area: str) -> None:
    page = open_at(visit(java_script_enabled=False), area)
    assert not page.locator("[data-keys-help]").is_visible()
    first = title(page)
    decide(page, "Later")
    assert title(page) != first
    page.get_by_role("button", name="Show it again").click()
    assert title(page) == first
    decide(page, "Maybe")
    page.get_by_role("button", name="Undo").click()
    decide(page, "Relevant")
    assert said(serving, area) == ["maybe", "screening undone", "relevant"]


def test_two_windows_count_once_and_overrule_nothing(
    visit: Visit, serving: Serving, area: str
) -> None:
    visitor = visit()
    one = open_at(visitor, area)
    other = visitor.tab()
    other.goto(f"{serving.base}/screen/{area}")
    assert title(one) == title(other)
    same = title(one)
    decide(one, "Relevant")
    decide(other, "Relevant")
    assert said(serving, area) == ["relevant"]
    assert "counts once" in other.get_by_role("status").inner_text()
    assert title(other) == title(one) != same
    undecided = title(one)
    decide(one, "Not relevant")
    other.get_by_label("Reason, if you like").fill("I doubt it")
    decide(other, "Maybe")
    assert said(serving, area) == ["relevant", "not"]
    assert "nothing was written" in other.get_by_role("status").inner_text()
    assert title(other) == undecided
    assert other.get_by_label("Reason, if you like").input_value() == "I doubt it"
    decide(other, "Maybe")
    assert said(serving, area) == ["relevant", "not", "maybe"]
    one.reload()
    assert "2 of 6" in read(one)


def test_a_restart_and_the_command_line_lose_nothing(
    visit: Visit, serving: Serving, begun: Path, area: str
) -> None:
    page = open_at(visit(), area)
    decide(page, "Relevant")
    decide(page, "Not relevant")
    done = run_fingerpost(
        "screen", "mark", area, "maybe", "pmid:92000003", "--home", serving.home,
        data=begun / "data", cwd=begun,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    page.reload()
    counted = read(page)
    serving.end(signal.SIGKILL)
    serving.start()
    page = open_at(visit(), area)
    assert read(page) == counted
    told = run_fingerpost(
        "screen", "status", area, "--json", "--home", serving.home, data=begun / "data", cwd=begun
    )
    flow = json.loads(told.stdout)["prisma"]
    assert f"{flow['screened']} of 6" in counted


def test_decisions_are_found_changed_and_taken_back(
    visit: Visit, serving: Serving, area: str
) -> None:
    page = open_at(visit(), area)
    names = []
    for verdict in ("Relevant", "Not relevant", "Maybe"):
        names.append(title(page))
        decide(page, verdict)
    page.get_by_role("link", name="What was decided").last.click()
    assert page.locator(".todo > li").count() == 3
    page.get_by_label("Verdict").select_option("not")
    page.wait_for_url("**verdict=not**")
    (row,) = page.locator(".todo > li").all()
    assert names[1] in row.inner_text()
    row.get_by_role("link", name="Change").click()
    assert title(page) == names[1]
    assert "You said: not relevant" in page.locator("#paper").inner_text()
    decide(page, "Relevant")
    page.goto(f"{serving.base}/screen/{area}/decided?q={names[2].split()[-1]}")
    (row,) = page.locator(".todo > li").all()
    row.get_by_role("button", name="Take back").click()
    assert "unread again" in page.get_by_role("status").inner_text()
    assert page.locator(".todo > li").count() == 2
    assert said(serving, area) == ["relevant", "not", "maybe", "relevant", "screening undone"]


def test_criteria_order_and_target_are_the_readers(
    visit: Visit, serving: Serving, area: str
) -> None:
    page = open_at(visit(), area)
    page.get_by_label("A paper that fits this").fill("a ward below")
    page.get_by_role("button", name="belongs to it").click()
    page.locator("#paper").wait_for(timeout=60_000)
    assert "Take in: a ward below" in page.locator("aside").inner_text()
    assert "a ward below" in (serving.home / "areas" / f"{area}.md").read_text(encoding="utf-8")
    page.get_by_label("Order").select_option("random")
    page.wait_for_url("**by=random**")
    assert "drawn at random" in page.locator("#paper").inner_text()
    decide(page, "Relevant")
    assert "by=random" in page.url, "the order stays chosen"
    page.get_by_label("Stop when").select_option("0.8")
    page.wait_for_url("**recall=0.8**")
    page.locator("summary", has_text="How sure").click()
    assert "80%" in page.locator("aside").inner_text()


def test_the_end_says_what_stands_and_how_it_is_taken(
    visit: Visit, serving: Serving, area: str
) -> None:
    page = open_at(visit(), area)
    for verdict in ("Relevant", "Not relevant", "Maybe", "Relevant", "Not relevant", "Later"):
        decide(page, verdict)
    assert "Nothing else is unread" in title(page)
    page.get_by_role("button", name="Show it again").click()
    decide(page, "Not relevant")
    assert title(page) == "Every paper is read"
    assert "2 relevant, 1 maybe, 3 not relevant" in page.locator("#paper").inner_text()
    assert "All read" in page.locator("aside").inner_text()
    with page.expect_download() as coming:
        page.get_by_role("link", name="CSV", exact=True).click()
    text = Path(coming.value.path()).read_text(encoding="utf-8")
    verdicts = [row["verdict"] for row in csv.DictReader(io.StringIO(text))]
    assert sorted(verdicts) == ["maybe", "not", "not", "not", "relevant", "relevant"]
    with page.expect_download() as coming:
        page.get_by_role("link", name="RIS", exact=True).click()
    assert Path(coming.value.path()).read_text(encoding="utf-8").count("ASReview_relevant") == 2


def test_areas_are_listed_with_how_far_they_are(visit: Visit, serving: Serving, area: str) -> None:
    visitor = visit()
    page = open_at(visitor, area)
    decide(page, "Relevant")
    page = visitor.go("/screen")
    card = page.locator(".card", has=page.get_by_role("heading", name=area))
    assert "6 papers found in your library, 1 read: 1 relevant" in card.inner_text()
    card.get_by_role("link", name="Go on").click()
    assert "1 of 6" in read(page)
    assert visitor.go("/screen/nowhere").locator("h1").inner_text() == "Not here"
