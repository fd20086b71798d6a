"""`fingerpost guide`: what is known is listed and shown, packs come and go."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.commands.conftest import Cli, Small

RESOURCE = """
checked = 2026-11-23

[[resource]]
id = "night-school"
title = "Night school"
skill = "{skill}"
from_level = 0
to_level = 1
hours = [3, 5, "our guess"]
price = "free"
sources = [{{ text = "A leaflet", dated = "2019-05" }}]
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "night-pack"
    folder.mkdir()
    (folder / "resources.toml").write_text(RESOURCE.format(skill="statistics"))
    return folder


def test_without_a_home_the_packaged_guide_is_shown(cli: Cli) -> None:
    done = cli("guide", "list", "path")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "clinical-researcher" in done.stdout
    shown = " ".join(cli("guide", "show", "founder", "--today", "2026-11-23").stdout.split())
    assert "dated 16 August 2019" in shown
    assert "older than 24 months" in shown
    assert "Beside clinical work: nobody says. Ask a clinician who founded" in shown
    assert "4 to 10 hours (our guess)" in shown
    done = cli("guide", "show", "foundr")
    assert (done.exit_code, "Did you mean founder?" in done.stderr) == (2, True)


def test_every_entry_can_be_shown_in_words_and_as_data(cli: Cli) -> None:
    entries = json.loads(cli("guide", "list", "--json").stdout)["entries"]
    assert {e["kind"] for e in entries} == {
        "path", "skill", "resource", "programme", "opportunity", "project", "criterion", "area",
    }  # fmt: skip
    for entry in entries[::7]:
        name = f"{entry['kind']}/{entry['id']}"
        done = cli("guide", "show", name, "--json", "--today", "2026-11-23")
        (whole,) = json.loads(done.stdout)["entries"]
        assert whole["freshness"].endswith(".")
        assert whole["sources"]
        assert whole["name"] in " ".join(cli("guide", "show", name).stdout.split())


def test_an_opportunity_tells_its_next_day_and_whether_that_is_sure(cli: Cli) -> None:
    name = "nhs-fellowship-clinical-ai-application"
    done = cli("guide", "show", name, "--today", "2026-11-23")
    assert "closes 2026-12-15 (a guess from another year" in " ".join(done.stdout.split())
    done = cli("guide", "show", name, "--json", "--today", "2025-11-23")
    assert json.loads(done.stdout)["entries"][0]["next"] == {
        "opens": "2025-11-10", "closes": "2025-12-15", "confirmed": True,
    }  # fmt: skip


def test_a_pack_comes_is_labelled_and_goes(small: Small, pack: Path) -> None:
    added = small.json("guide", "add-pack", pack)
    assert (added["added"], added["pack"], added["entries"]) == (
        True,
        "night-pack",
        {"resource": 1},
    )
    assert "Night school (pack night-pack)" in small.run("guide", "list", "resource").stdout
    shown = small.run("guide", "show", "night-school", "--today", "2026-11-23").stdout
    assert "[from the pack night-pack]" in shown
    assert "May 2019, older than 24 months" in shown
    assert [p["name"] for p in small.json("guide", "packs")["packs"]] == ["night-pack"]
    assert "1 resource." in small.run("guide", "packs").stdout
    assert small.run("guide", "check").stdout.startswith("1 entry of your own or from packs.")
    assert small.json("guide", "drop", "night-pack") == {"dropped": "night-pack", "files": 1}
    assert small.json("guide", "packs") == {"packs": []}
    assert small.run("guide", "drop", "night-pack").exit_code == 2
    verbs = (small.home / "journal.jsonl").read_text(encoding="utf-8")
    assert '"pack added"' in verbs
    assert '"pack dropped"' in verbs


def test_a_faulty_pack_is_told_with_file_and_line_and_not_added(small: Small, pack: Path) -> None:
    (pack / "resources.toml").write_text(RESOURCE.format(skill="statistix"))
    for verb in ("check", "add-pack"):
        done = small.run("guide", verb, pack)
        assert done.exit_code == 1
        assert "resources.toml, line 7: 'statistix' is no skill." in done.stderr
        done = small.run("guide", verb, pack, "--json")
        assert json.loads(done.stdout)["problems"][0]["line"] == 7
    assert not (small.home / "guide").exists()


def test_a_faulty_entry_of_ones_own_stops_nothing_and_is_told(small: Small) -> None:
    (small.home / "guide").mkdir()
    (small.home / "guide" / "resources.toml").write_text(RESOURCE.format(skill="statistix"))
    for verb in ("paths", "focus"):
        done = small.run(verb)
        assert done.exit_code == 0
        assert "resources.toml, line 7" in done.stderr
        assert "1 fault in your guide" in done.stderr
    for verb in (("guide", "check"), ("check",)):
        done = small.run(*verb)
        assert done.exit_code == 1
        assert "resources.toml, line 7" in done.output
    done = small.run("guide", "check", "--json")
    (problem,) = json.loads(done.stdout)["problems"]
    assert (problem["line"], Path(problem["file"]).name) == (7, "resources.toml")


def test_a_pack_that_me_toml_needs_is_dropped_with_a_warning(small: Small, tmp_path: Path) -> None:
    file = tmp_path / "roads.md"
    file.write_text(ARTICLE, encoding="utf-8")
    assert small.run("guide", "import", file, "--accept").exit_code == 0
    me = small.home / "me.toml"
    text = me.read_text(encoding="utf-8")
    me.write_text(text.replace("wants = [", 'wants = ["roads-ward-informatics", '), "utf-8")
    assert small.run("paths").exit_code == 0
    done = small.run("guide", "drop", "roads")
    assert done.exit_code == 0
    assert "me.toml names what is no longer there" in done.stderr
    assert "'roads-ward-informatics'" in done.stderr


def test_a_changed_path_says_so_where_paths_are_judged(small: Small) -> None:
    from fingerpost.guide.load import DATA

    folder = small.home / "guide" / "paths"
    folder.mkdir(parents=True)
    text = (DATA / "paths/founder.toml").read_text(encoding="utf-8")
    text = re.sub("(?m)^next_roads = .*$", "", text).replace(
        'name = "Founding', 'name = "Daring', 1
    )
    roads = 'next_roads = ["consulting", "back to the ward"]'
    (folder / "founder.toml").write_text(f"{roads}\n{text}")
    path = small.json("paths", "founder")["paths"][0]
    assert path["origin"] == "changed by you"
    assert path["name"].startswith("Daring")
    shown = " ".join(small.run("paths", "founder", "--today", "2026-11-23").stdout.split())
    assert "[changed by you]" in shown
    assert "dated 16 August 2019" in shown
    assert "older than 24 months" in shown
    assert small.run("report").exit_code == 0
    for page in small.home.glob("signposts/*/report.*"):
        text = page.read_text(encoding="utf-8")
        assert "Changed by you." in text
        assert "dated 16 August 2019" in text
        assert "older than 24 months" in text
        assert "Where it may lead:" in text


ARTICLE = """# Roads

## Ward informatics

Mending the record, see [a diary](/diary).

### Requirements

- **Medicine:** two years on a ward

### Routes in

- <b>Ask</b> around
"""


def test_an_article_is_shown_and_only_kept_if_it_is_accepted(small: Small, tmp_path: Path) -> None:
    file = tmp_path / "roads.md"
    file.write_text(ARTICLE, encoding="utf-8")
    shown = small.run("guide", "import", file)
    assert shown.exit_code == 0
    assert "asks, medicine: two years on a ward" in shown.stdout
    assert "[a diary: /diary]" in shown.stdout
    assert "1 path and 1 link read. Nothing was kept." in shown.stdout
    assert "roads.md, line 13: HTML was left out." in shown.stderr
    assert not (small.home / "guide").exists()
    taken = small.json(
        "guide", "import", file, "--accept", "--address", "https://example.org/roads"
    )
    assert taken["accepted"] is True
    assert taken["links"] == [
        {"text": "a diary", "target": "/diary", "url": "https://example.org/diary"}
    ]
    assert small.run("guide", "check").exit_code == 0
    path = small.json("paths", "roads-ward-informatics")["paths"][0]
    assert path["origin"] == "imported from roads.md, from the pack roads"
    assert path["months_low"] is None, "open questions are never counted as met"
    assert path["verdict"] != "ready"
    again = small.run("guide", "import", file, "--accept")
    assert (again.exit_code, "There is a pack 'roads' already" in again.stderr) == (2, True)
    shown = small.run("guide", "packs").stdout
    assert "Imported from roads.md." in shown


def test_an_article_can_be_looked_at_without_a_home(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "roads.md"
    file.write_text(ARTICLE, encoding="utf-8")
    assert "1 path and 1 link read." in cli("guide", "import", file).stdout
    done = cli("guide", "import", file, "--accept")
    assert (done.exit_code, "no home here" in done.stderr) == (2, True)
