"""The map in a real browser, from a file: searched, narrowed, moved, chosen, copied, printed."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.unit.dives.looking import HOSTILE_WORDS
from tests.unit.dives.mapped import mapped

from fingerpost.dives.pages import dive_page
from fingerpost.landscape.model import Place
from fingerpost.reading import appraise
from fingerpost.records import Author, Paper

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("map")]
ARABIC = "التعلم الآلي في الطب السريري"
CHINESE = "深度学习在视网膜图像中的应用"
FORMULA = "=HYPERLINK(1) of formulas, with a comma"
LONELY = "Lonely paper in the corner"


def shelf() -> list[Paper]:
    """Forty papers in two topics, and some that try to be markup or a formula."""
    usual = [
        Paper(f"Made-up study {n} of {'sepsis' if n % 2 else 'retina'}", pmid=str(n + 1),
              year=2000 + n % 20, authors=(Author(f"Family{n}", "Ada"), Author("Müller", "Ben")),
              publication_types=("Review",) if n % 4 == 0 else ("Journal Article",))
        for n in range(40)
    ]  # fmt: skip
    odd = (*HOSTILE_WORDS, ARABIC, CHINESE, FORMULA)
    hostile = [Paper(title, pmid=str(n + 101), year=2021) for n, title in enumerate(odd)]
    undated = Paper("A paper without a year", doi="10.1000/none")
    told = Paper(
        LONELY, "We trained a random forest on 1,204 patients.", arxiv="2401.00001", year=1998
    )
    return [*usual, *hostile, undated, told]


def standing(papers: list[Paper]) -> list[Place]:
    """The first topic at the left, the second at the right, one paper alone at the lower right."""
    places = []
    for n, paper in enumerate(papers):
        topic, row = n % 2, round((n // 2) / len(papers) * 1.6 + 0.15, 4)
        places.append(Place(paper.id, 0.1 + 0.6 * topic + n % 5 / 50, min(row, 0.95), topic, 0.5))
    places[-1] = Place(papers[-1].id, 1.0, 0.0, 1, 0.5)
    return places


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    papers = shelf()
    read = [appraise(paper) for paper in papers if paper.abstract]
    dive = mapped(papers, topics=2, places=standing(papers), appraisals=read)
    path = tmp_path_factory.mktemp("map") / "report.html"
    path.write_text(dive_page(dive), encoding="utf-8")
    return path


Open = Callable[..., Any]


@pytest.fixture
def opened(browser: Any, file: Path) -> Iterator[Open]:
    """Open the page; what the console said and what was asked for must be nothing at the end."""
    contexts, said, asked = [], [], []

    def go(fragment: str = "", **options: Any) -> Any:
        context = browser.new_context(viewport={"width": 1200, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(file.as_uri() + fragment)
        return page

    yield go
    for context in contexts:
        context.close()
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


def status(page: Any) -> str:
    return str(page.locator(".map-said").inner_text())


def listed(page: Any) -> list[str]:
    return list(page.locator(".map-rows tbody th > :first-child").all_inner_texts())


def picture(page: Any) -> bytes:
    """The canvas when it has come to rest."""
    before = b""
    for _ in range(60):
        now = page.locator(".map-stage canvas").screenshot()
        if now == before:
            return bytes(now)
        before = now
        page.wait_for_timeout(60)
    raise AssertionError("the map never comes to rest")


def lonely_place(page: Any) -> tuple[float, float]:
    """Where the paper of the lower right corner stands on the screen: a margin from the edges."""
    box = page.locator(".map-stage canvas").bounding_box()
    return box["x"] + box["width"] - 26, box["y"] + box["height"] - 26


def test_search_as_one_types_counts_and_lists_what_it_finds(opened: Open) -> None:
    page = opened()
    assert status(page) == "55 papers on the map."
    box = page.locator("[data-map] input[type=search]")
    box.type("SEPSIS stu")
    assert status(page) == "20 of 55 papers are marked."
    assert len(listed(page)) == 20
    assert all("sepsis" in title for title in listed(page))
    for words, found in (("family7", 1), ("muller", 40), ("2003", 2), (CHINESE, 1), ("zzz", 0)):
        box.fill(words)
        assert status(page) == f"{found} of 55 papers are marked.", words
        assert len(listed(page)) == found


def test_the_find_boxes_take_both_spellings(opened: Open) -> None:
    page = opened()
    box = page.locator("[data-map] input[type=search]")
    for words, found in (("corner", 1), ("lonely paper", 1), ("lonelly", 1), ("studies", 0)):
        box.fill(words)
        assert status(page) == f"{found} of 55 papers are marked.", words
    alike = page.evaluate(
        """pairs => pairs.split(";").map((pair) => pair.trim().split(" "))
        .filter(([one, other]) => !isIn(bothSpellings(one), other)
            || !isIn(bothSpellings(other), one))""",
        "tumour tumor;anaemia anemia;oedema edema;randomised randomized;analyse analyze;"
        "centre center;fibres fibers;modelling modeling;paediatric pediatric",
    )
    assert alike == []
    assert page.evaluate("isIn(bothSpellings('a tumour'), 'tumou')")
    table = page.locator("[data-evidence] input[type=search]")
    for words, found in (("patients", 1), ("foreest", 0), ("lonelly", 1)):
        table.fill(words)
        assert page.locator("table.evidence tbody tr:visible").count() == found, words


def test_words_of_papers_are_only_ever_text(opened: Open) -> None:
    page = opened()
    titles = listed(page)
    page.locator("button[data-do=more]").click()
    titles = listed(page)
    assert {*HOSTILE_WORDS, ARABIC, CHINESE, FORMULA} <= set(titles)
    assert page.locator("[data-map] :is(img, b, form)").count() == 0
    for row in page.locator(".map-rows .where").all()[:14]:
        row.click()
    assert page.locator(".map-card").is_visible()


def test_years_have_two_ends_and_say_what_has_no_year(opened: Open) -> None:
    page = opened()
    low, high = page.get_by_label("From year"), page.get_by_label("To year")
    low.focus()
    for _ in range(23):
        page.keyboard.press("ArrowRight")
    assert page.locator(".map-years output").inner_text() == "2021"
    assert status(page) == ("13 of 55 papers are marked. 1 without a year cannot be shown by year.")
    page.keyboard.press("ArrowRight")
    assert page.locator(".map-years output").inner_text() == "2021", "the ends do not cross"
    low.fill("1998")
    high.fill("1999")
    assert listed(page) == [LONELY]


def test_kind_and_topic_narrow_the_map(opened: Open) -> None:
    page = opened()
    page.locator("select[data-kind]").select_option("type:Review")
    assert status(page) == "10 of 55 papers are marked."
    page.locator("button.topic").nth(1).click()
    assert status(page) == "0 of 55 papers are marked.", "reviews are in the other topic"
    page.locator("select[data-kind]").select_option("")
    count = page.locator("table.topics tbody tr").nth(1).locator("td.n").first.inner_text()
    assert status(page) == f"{count} of 55 papers are marked."
    page.get_by_role("button", name="Reset").click()
    assert status(page) == "55 papers on the map."


def test_keys_zoom_move_and_come_back(opened: Open) -> None:
    page = opened(reduced_motion="reduce")
    stage = page.locator(".map-stage")
    stage.focus()
    home = picture(page)
    page.keyboard.press("+")
    nearer = picture(page)
    assert nearer != home
    page.keyboard.press("ArrowLeft")
    assert picture(page) != nearer
    page.keyboard.press("ArrowRight")
    assert picture(page) == nearer
    page.keyboard.press("-")
    assert picture(page) == home
    page.keyboard.press("+")
    page.keyboard.press("0")
    assert picture(page) == home
    outline = stage.evaluate("stage => getComputedStyle(stage).outlineStyle")
    assert outline == "solid", "focus is seen"


def test_the_wheel_zooms_only_a_map_that_was_chosen(opened: Open) -> None:
    page = opened(reduced_motion="reduce")
    page.locator(".map-stage").scroll_into_view_if_needed()
    home = picture(page)
    x, y = lonely_place(page)
    page.mouse.move(x, y)
    page.mouse.wheel(0, -40)
    assert page.locator(".map-hint").is_visible()
    page.locator(".map-hint").wait_for(state="hidden")
    page.locator(".map-stage").focus()
    scrolled = page.evaluate("scrollY")
    page.mouse.move(*lonely_place(page))
    page.mouse.wheel(0, -200)
    assert picture(page) != home
    assert page.evaluate("scrollY") == scrolled
    tip = page.locator(".map-tip")
    page.mouse.move(lonely_place(page)[0] - 1, lonely_place(page)[1])
    assert LONELY in tip.inner_text(), "what was under the pointer is still there"


def test_two_fingers_zoom(opened: Open) -> None:
    page = opened(has_touch=True, reduced_motion="reduce")
    page.locator(".map-stage").scroll_into_view_if_needed()
    page.locator(".map-stage").focus()
    home = picture(page)
    box = page.locator(".map-stage canvas").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    hands = page.context.new_cdp_session(page)

    def touch(kind: str, apart: float | None) -> None:
        points = [] if apart is None else [{"x": x - apart, "y": y}, {"x": x + apart, "y": y}]
        hands.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 40)
    for apart in (60, 90, 120, 160):
        touch("touchMove", apart)
    touch("touchEnd", None)
    assert picture(page) != home
    assert page.evaluate("visualViewport.scale") == 1, "the map came nearer, not the page"
    page.keyboard.press("0")
    assert picture(page) == home


def test_pointing_tells_and_a_click_keeps_a_paper_with_its_links(opened: Open) -> None:
    page = opened()
    page.locator(".map-stage").scroll_into_view_if_needed()
    x, y = lonely_place(page)
    page.mouse.move(x - 40, y - 40)
    assert not page.locator(".map-tip").is_visible()
    page.mouse.move(x, y)
    assert page.locator(".map-tip").inner_text().startswith(LONELY)
    page.mouse.click(x, y)
    card = page.locator(".map-card")
    assert LONELY in card.inner_text()
    assert card.locator("a").get_attribute("href") == "https://arxiv.org/abs/2401.00001"
    assert card.locator("a").get_attribute("rel") == "noreferrer"
    card.get_by_role("button", name="Show in evidence table").click()
    assert page.locator("table.evidence tbody tr:visible").count() == 1
    assert "1,204" in page.locator("table.evidence tbody tr:visible").inner_text()
    page.locator(".map-stage").focus()
    page.keyboard.press("Escape")
    assert not card.is_visible()


def test_papers_drawn_round_are_listed_and_copied_without_formulas(opened: Open) -> None:
    page = opened()
    page.locator(".map-stage").scroll_into_view_if_needed()
    box = page.locator(".map-stage canvas").bounding_box()
    left, top = box["x"] + 4, box["y"] + 60
    right, low = box["x"] + box["width"] * 0.5, box["y"] + box["height"] - 4
    page.get_by_role("button", name="Lasso").click()
    page.mouse.move(left, top)
    page.mouse.down()
    for x, y in ((right, top), (right, low), (left, low), (left, top)):
        page.mouse.move(x, y, steps=4)
    page.mouse.up()
    first = page.locator("table.topics tbody tr").first.locator("td.n").first.inner_text()
    assert status(page) == f"55 papers on the map. {first} of them are selected and listed."
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()) }")
    page.get_by_role("button", name="Copy as CSV").click()
    area = page.get_by_label("The list as CSV")
    rows = list(csv.DictReader(io.StringIO(area.input_value())))
    assert len(rows) == int(first)
    assert {row["topic"] for row in rows} == {"Topic"}
    assert any(row["title"] == f"'{FORMULA}" for row in rows)
    assert all(not re.match(r"[=+@-]", cell) for row in rows for cell in row.values())
    page.locator(".map-stage").focus()
    page.keyboard.press("Escape")
    assert status(page) == "55 papers on the map."


def test_keyboard_alone_reaches_the_list_and_opens_a_paper(opened: Open) -> None:
    page = opened(reduced_motion="reduce")
    page.locator("[data-map] input[type=search]").fill("family7")
    assert len(listed(page)) == 1
    page.locator(".map-stage").focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.map-rows a')"):
            break
    assert page.evaluate("document.activeElement.href") == "https://pubmed.ncbi.nlm.nih.gov/8/"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "Made-up study 7" in page.locator(".map-card").inner_text()


def test_the_address_keeps_what_is_asked(opened: Open) -> None:
    page = opened()
    page.locator("[data-map] input[type=search]").fill("sepsis & <b>")
    page.locator("button.topic").first.click()
    fragment = page.evaluate("location.hash")
    assert fragment.startswith("#map=dive-mapped")
    page.get_by_role("button", name="Reset").click()
    assert page.evaluate("location.hash") == ""
    again = opened(fragment)
    assert again.locator("[data-map] input[type=search]").input_value() == "sepsis & <b>"
    assert again.locator("button.topic").first.get_attribute("aria-pressed") == "true"
    card = opened("#map=dive-mapped&paper=arxiv%3A2401.00001").locator(".map-card")
    assert LONELY in card.inner_text()


@pytest.mark.parametrize(
    "fragment",
    [
        "#dive-mapped-topics",
        "#map=another&find=x",
        "#map=dive-mapped&years=9-1&kind=x",
        "#map=dive-mapped&topics=99,x&paper=nobody",
        "#%E0%A4%A",
    ],
)
def test_an_odd_address_asks_nothing(opened: Open, fragment: str) -> None:
    page = opened(fragment)
    assert len(listed(page)) == 50
    assert "55 papers" in status(page)


def test_without_scripts_the_still_picture_and_the_table_are_there(opened: Open) -> None:
    page = opened(java_script_enabled=False)
    assert page.locator("svg.map").is_visible()
    assert page.locator("svg.map [data-id]").count() == 55
    assert page.locator("table.topics").is_visible()
    for absent in (".map-tools", ".map-stage", ".map-list", ".map-said"):
        assert not page.locator(absent).is_visible()


def test_paper_gets_the_still_picture(opened: Open) -> None:
    page = opened()
    assert not page.locator("svg.map").is_visible()
    page.emulate_media(media="print")
    assert page.locator("svg.map").is_visible()
    assert not page.locator(".map-stage").is_visible()


@pytest.mark.parametrize("width", [360, 768, 1200, 1600])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_every_window_in_light_and_dark(opened: Open, width: int, scheme: str) -> None:
    page = opened(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert overflow <= 0
    corner = page.evaluate(
        "() => { const c = document.querySelector('.map-stage canvas');"
        " return [...c.getContext('2d').getImageData(2, 2, 1, 1).data] }"
    )
    assert corner[:3] == ([255, 255, 255] if scheme == "light" else [28, 35, 38])


def test_filling_the_window_and_leaving_it(opened: Open) -> None:
    page = opened()
    page.get_by_role("button", name="Fill").click()
    box = page.locator("figure.map").bounding_box()
    assert (box["width"], box["height"]) == (1200, 900)
    page.keyboard.press("Escape")
    assert page.locator("figure.map").bounding_box()["height"] > 900


def test_a_stricter_policy_lets_the_map_work(browser: Any, file: Path, tmp_path: Path) -> None:
    """Scripts and styles by their hashes alone, in a frame without an origin of its own."""
    text = file.read_text(encoding="utf-8")

    def named(tag: str) -> str:
        inside = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        sums = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in inside]
        return " ".join(f"'sha256-{one}'" for one in sums)

    scripts, styles = named("script"), named("style")
    policy = f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:"
    strict = re.sub(r"(Content-Security-Policy\" content=\")[^\"]*", lambda m: m[1] + policy, text)
    (tmp_path / "report.html").write_text(strict, encoding="utf-8")
    frame = tmp_path / "frame.html"
    frame.write_text(
        '<!doctype html><iframe sandbox="allow-scripts" src="report.html"'
        ' width="1100" height="900"></iframe>'
    )
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(frame.as_uri())
    inner = page.frame_locator("iframe")
    inner.locator("[data-map] input[type=search]").fill("family7")
    assert inner.locator(".map-said").inner_text() == "1 of 55 papers are marked."
    assert [line for line in said if "favicon" not in line and "data:," not in line] == []
    page.close()


def test_a_map_without_room_waits_for_it(browser: Any, file: Path, tmp_path: Path) -> None:
    """A folded part, or a frame that is not laid out yet, gives the map no size at first."""
    text = file.read_text(encoding="utf-8")
    folded = tmp_path / "folded.html"
    folded.write_text(
        text.replace(
            "</head>", "<style id=folded>figure.map{display:none!important}</style></head>"
        ),
        encoding="utf-8",
    )
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(folded.as_uri())
    page.wait_for_function(
        "() => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(true))))"
    )
    assert said == []
    page.evaluate("document.getElementById('folded').remove()")
    page.wait_for_function("document.querySelector('.map-stage canvas').width > 300")
    assert said == []
    context.close()
