"""`fingerpost dive`: an area looked into and kept as a dated snapshot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.commands.conftest import Cli, Small
from tests.conftest import TODAY
from tests.loopback import Loopback, serving
from tests.suppliers import PubMed


def test_the_real_command_writes_a_snapshot(small: Small) -> None:
    done = small.process("dive", "sepsis", "--today", TODAY, "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert {"area", "papers", "topics", "placed", "report", "snapshot"} <= set(found)
    assert (found["area"], found["papers"], found["placed"]) == ("sepsis", 6, 6)
    assert sum(topic["size"] for topic in found["topics"]) == 6, "each paper is in one topic"
    assert all({"label", "size", "growth"} <= set(topic) for topic in found["topics"])
    snapshot = Path(found["snapshot"])
    assert snapshot == small.home.resolve() / "dives" / "sepsis" / TODAY
    assert Path(found["report"]).is_file()
    assert {"report.md", "papers.csv", "recipe.json"} <= {p.name for p in snapshot.iterdir()}


def test_an_area_goes_by_its_title_as_well(small: Small) -> None:
    done = small.run("dive", "early signs of SEPSIS")
    assert done.exit_code == 0
    assert done.stdout.startswith("6 papers for ")
    assert "Report: " in done.stdout


def test_the_same_day_gives_the_same_bytes(small: Small) -> None:
    snapshot = Path(small.json("dive", "stroke")["snapshot"])
    before = {path.name: path.read_bytes() for path in snapshot.iterdir()}
    small.json("dive", "stroke")
    assert {path.name: path.read_bytes() for path in snapshot.iterdir()} == before


def test_an_unknown_area_lists_those_there_are(small: Small) -> None:
    done = small.run("dive", "zebra", "--json")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "sepsis, stroke" in done.stderr
    assert 'area add "zebra"' in done.stderr
    assert not (small.home / "dives").exists()


def test_an_area_without_papers_is_no_failure(small: Small) -> None:
    small.run("area", "add", "zebra", "--query", "zebra")
    found = small.json("dive", "zebra")
    assert (found["papers"], found["topics"], found["placed"]) == (0, [], 0)
    assert Path(found["report"]).is_file()


def test_yearly_totals_are_asked_for_once_and_serve_later_dives(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINGERPOST_OFFLINE", "0")
    with serving(Loopback(PubMed([1, 2, 3]))) as server:
        monkeypatch.setenv("FINGERPOST_URL_PUBMED", server.address)
        done = small.run("dive", "sepsis", "--yardstick", "--today", TODAY)
        assert done.exit_code == 0, done.output
        asked = len(server.asked)
    assert asked == 22
    assert "PubMed has 30 papers with an abstract on 'Early signs of sepsis'" in done.stderr
    again = small.json("dive", "sepsis", "--today", TODAY)
    table = (Path(again["snapshot"]) / "yardstick.csv").read_text().splitlines()
    assert table[0] == "year,on_the_query,in_all,year_is_over"
    assert len(table) == 12
    assert table[-1].endswith(",no")


def test_without_a_network_the_dive_goes_on(small: Small, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FINGERPOST_OFFLINE", "1")
    done = small.run("dive", "sepsis", "--yardstick")
    assert done.exit_code == 0
    assert "The dive goes on without new yearly totals." in done.stderr
    assert "Report: " in done.stdout


def test_a_date_that_is_none_is_wrong_use(small: Small) -> None:
    done = small.run("dive", "sepsis", "--today", "30.11.2026")
    assert done.exit_code == 2
    assert "2026-11-30" in done.stderr


def test_no_home_is_wrong_use(cli: Cli) -> None:
    assert cli("dive", "sepsis").exit_code == 2


def test_what_is_new_since_another_day(small: Small) -> None:
    small.json("dive", "sepsis", "--today", "2026-09-01")
    found = small.json("dive", "sepsis", "--since", "2026-10-01", "--today", TODAY)
    assert found["since"]["date"] == "2026-09-01"
    assert found["since"]["sentences"] == ["6 papers now, 6 on 2026-09-01: 0 came, 0 went."]
    done = small.run("dive", "sepsis", "--since", "2026-08-01", "--today", TODAY)
    assert done.exit_code == 2
    assert "there are: 2026-09-01" in done.stderr
    done = small.run("dive", "sepsis", "--since", "garbage", "--today", TODAY)
    assert done.exit_code == 2
    assert "'garbage' is no date; write it as 2026-11-30." in done.stderr


def test_two_areas_side_by_side(small: Small) -> None:
    found = small.json("dive", "sepsis", "--beside", "stroke", "--today", TODAY)
    assert Path(found["beside"]).name == "beside-stroke.html"
    assert (small.home / "dives" / "stroke" / TODAY / "report.html").is_file()
    assert small.run("dive", "sepsis", "--beside", "zebra").exit_code == 2


def test_the_evidence_goes_to_a_parquet_file(small: Small, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "evidence.parquet"
    assert small.run("dive", "sepsis", "--parquet", str(path)).exit_code == 0
    assert "external_validation" in parquet.read_table(path).column_names
