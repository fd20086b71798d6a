"""`fingerpost report`: the whole signpost again."""

from __future__ import annotations

import json
from pathlib import Path

from tests.commands.conftest import Cli, Small
from tests.conftest import TODAY

from fingerpost.guide import load_guide


def test_the_real_command_writes_the_signpost(small: Small) -> None:
    done = small.process("report", "--today", TODAY, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert {"report", "home", "paths", "areas", "next_steps"} <= set(found)
    assert Path(found["home"]) == small.home.resolve()
    assert Path(found["report"]) == small.home.resolve() / "signposts" / TODAY / "report.html"
    assert len(found["paths"]) == len(load_guide().paths)
    assert {area["name"] for area in found["areas"]} == {"sepsis", "stroke"}
    assert len(found["next_steps"]) == 3
    assert all(isinstance(path, str) for path in found["paths"])


def test_the_page_holds_no_address_that_it_would_fetch(small: Small) -> None:
    page = Path(small.json("report")["report"]).read_text(encoding="utf-8")
    for loading in (' src="http', "url(http", '<link rel="stylesheet" href="http', "@import"):
        assert loading not in page
    assert "Łucja" in page or "Okoro" in page or "hospital" in page


def test_markup_in_a_paper_or_an_area_is_text_on_the_page(small: Small) -> None:
    canary = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    lines = json.dumps({"title": f"sepsis {canary}", "abstract": f"sepsis {canary}", "year": 2021})
    (small.cwd / "bad.jsonl").write_text(lines + "\n" + json.dumps({"title": "sepsis two"}))
    small.run("import", small.cwd / "bad.jsonl")
    small.run("area", "add", f"sepsis {canary}", "--query", "sepsis")
    page = Path(small.json("report")["report"]).read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page
    assert "<img src=x" not in page


def test_one_screen_for_people(small: Small) -> None:
    done = small.run("report")
    assert done.exit_code == 0
    for words in ("Which way in fits me?", "What should I focus on?", "What do I do next?"):
        assert words in done.stdout
    assert "report.html" in done.stdout


def test_an_empty_library_and_no_area_still_give_a_report(small: Small) -> None:
    for file in (small.home / "areas").iterdir():
        file.unlink()
    found = small.json("report")
    assert found["areas"] == []
    assert Path(found["report"]).is_file()


def test_no_home_is_wrong_use(cli: Cli) -> None:
    done = cli("report", "--json")
    assert (done.exit_code, done.stdout) == (2, "")
