"""The desk: a home opened with its library, guide and person, and closed again."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from fingerpost.desk import check_profile, open_desk
from fingerpost.errors import HomeError, ProfileError
from fingerpost.guide import load_guide
from fingerpost.home import Home
from fingerpost.records import Paper


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("FINGERPOST_DATA", str(tmp_path / "data"))
    return Home.create(tmp_path / "home", 'name = "Ada"\nhours_per_week = 3\n')


def test_a_desk_holds_everything_that_belongs_to_the_home(home: Home) -> None:
    with open_desk(home.folder) as desk:
        assert desk.home == home
        assert desk.library.count() == 0
        assert desk.profile.name == "Ada"
        assert desk.profile.hours_per_week == 3
        assert len(desk.guide.paths) >= 5


def test_papers_are_there_when_the_desk_opens_again(home: Home, tmp_path: Path) -> None:
    with open_desk(home.folder) as desk:
        desk.library.put([Paper("Sepsis", pmid="1")])
    with open_desk(home.folder) as desk:
        assert [paper.id for paper in desk.library.match("sepsis")] == ["pmid:1"]
    assert (tmp_path / "data").is_dir()
    assert not list(home.folder.rglob("*.sqlite*")), "nothing binary lives in the home"


def test_opening_a_home_loads_nothing_that_only_searching_needs(home: Home) -> None:
    with open_desk(home.folder) as desk:
        desk.library.put([Paper("Sepsis", pmid="1")])
    code = (
        "import sys; from pathlib import Path; from fingerpost.desk import open_desk\n"
        "with open_desk(Path(sys.argv[1])) as desk: print(desk.library.count())\n"
        "heavy = ('fingerpost.library.index', 'fingerpost.library.query', 'numpy', 'tantivy')\n"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(home.folder)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[:2] == ["1", "[]"]


def test_two_homes_have_two_libraries(home: Home, tmp_path: Path) -> None:
    other = Home.create(tmp_path / "other", "")
    with open_desk(home.folder) as desk:
        desk.library.put([Paper("Sepsis", pmid="1")])
    with open_desk(other.folder) as desk:
        assert desk.library.count() == 0


def test_a_failure_inside_closes_the_library_and_comes_out_as_it_is(home: Home) -> None:
    def fail() -> None:
        with open_desk(home.folder) as desk:
            desk.library.put([Paper("Sepsis", pmid="1")])
            raise HomeError("mine")

    with pytest.raises(HomeError, match="mine"):
        fail()
    with open_desk(home.folder) as desk:
        assert desk.library.count() == 1


def test_a_folder_that_is_no_home_makes_no_library(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINGERPOST_DATA", str(tmp_path / "data"))
    with pytest.raises(HomeError, match="is no home yet"), open_desk(tmp_path):
        pass
    assert not (tmp_path / "data").exists()


def test_a_faulty_profile_names_its_line_and_leaves_the_rest_usable(home: Home) -> None:
    (home.folder / "me.toml").write_text('name = "Ada"\nhours_per_week = "many"\n')
    with open_desk(home.folder) as desk:
        with pytest.raises(ProfileError, match=r"me\.toml, line 2"):
            _ = desk.profile
        assert desk.library.count() == 0


def test_a_profile_is_checked_against_the_guide() -> None:
    guide = load_guide()
    path = guide.paths[0].id
    assert check_profile(f'wants = ["{path}"]', "me.toml", guide).wants == (path,)
    with pytest.raises(ProfileError, match="no known path") as raised:
        check_profile('wants = ["astronaut"]', "me.toml", guide)
    assert path in str(raised.value), "the paths there are must be named"
