"""A home's own entries and its packs: who has the last word, and what is told."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from fingerpost.errors import GuideError, UsageError
from fingerpost.guide import home_guide, load_guide
from fingerpost.guide.folder import LARGEST
from fingerpost.guide.load import DATA
from fingerpost.guide.packs import add_pack, check_folder, check_own, drop_pack, packs

RESOURCE = """
[[resource]]
id = "{id}"
title = "{title}"
skill = "{skill}"
from_level = 0
to_level = 1
hours = [3, 5, "our guess"]
price = "free"
sources = [{{ text = "A leaflet", dated = "2026-05" }}]
checked = 2026-11-23
"""
SKILL = """
[[skill]]
id = "{id}"
name = "Night work"
axis = "other"
gloss = "Being awake."
levels = ["a", "b", "c", "d", "e"]
hours = [[1, 2, "our guess"], [1, 2, "our guess"], [1, 2, "our guess"], [1, 2, "our guess"]]
prerequisites = {{ {needs} = 1 }}
sources = ["our-wording"]
checked = 2026-11-23
"""


def _resource(
    name: str = "night-school", title: str = "Night school", skill: str = "statistics"
) -> str:
    return RESOURCE.format(id=name, title=title, skill=skill)


def _write(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


def _named(home: Path) -> dict[str, tuple[str, str]]:
    return {r.id: (r.title, r.origin) for r in home_guide(home).resources}


def test_a_home_without_a_guide_has_the_packaged_one(tmp_path: Path) -> None:
    assert home_guide(tmp_path) is load_guide()


def test_own_entries_are_added_or_take_the_place_of_others(tmp_path: Path) -> None:
    _write(tmp_path / "guide", resources=_resource() + _resource("islp", "My islp"))
    found = _named(tmp_path)
    assert found["night-school"] == ("Night school", "added by you")
    assert found["islp"] == ("My islp", "changed by you")
    assert len(found) == len(load_guide().resources) + 1
    assert list(found) == sorted(found)


def test_an_own_path_may_stand_on_an_own_skill(tmp_path: Path) -> None:
    own = _write(tmp_path / "guide", skills=SKILL.format(id="night", needs="statistics"))
    text = (DATA / "paths/founder.toml").read_text("utf-8")
    text = text.replace('id = "founder"', 'id = "night-founder"', 1)
    _write(own / "paths", **{"night-founder": text.replace('"both-worlds"', '"night"')})
    guide = home_guide(tmp_path)
    assert guide.problems == ()
    assert guide.path("night-founder").origin == "added by you"
    assert guide.skill("night").name == "Night work"


def test_a_faulty_entry_is_left_out_and_named_and_the_rest_stays(tmp_path: Path) -> None:
    faulty = _resource("other", skill="statistix")
    _write(tmp_path / "guide", resources=_resource() + faulty, skills="[[skill]\n")
    guide = home_guide(tmp_path)
    assert "night-school" in {r.id for r in guide.resources}
    assert len(guide.problems) == 2
    assert "skills.toml, line 1: this is no valid TOML" in guide.problems[0].sentence()
    line = (_resource() + faulty).splitlines().index('skill = "statistix"') + 1
    assert f"resources.toml, line {line}:" in guide.problems[1].sentence()
    assert "Did you mean 'statistics'?" in guide.problems[1].sentence()
    assert check_own(tmp_path) == guide.problems


def test_a_faulty_change_leaves_the_packaged_entry(tmp_path: Path) -> None:
    needs_itself = SKILL.format(id="statistics", needs="statistics")
    _write(tmp_path / "guide", skills=needs_itself)
    guide = home_guide(tmp_path)
    assert guide.skill("statistics") == load_guide().skill("statistics")
    assert "needs itself first" in guide.problems[0].sentence()


def test_a_pack_is_copied_and_labelled(tmp_path: Path) -> None:
    own = tmp_path / "home" / "guide"
    shared = _write(tmp_path / "Night Pack", resources=_resource(), pack='title = "For nights"\n')
    (shared / "README.md").write_text("Hello")
    checked = add_pack(own, shared)
    assert (checked.name, checked.entries) == ("night-pack", {"resource": 1})
    assert sorted(f.name for f in (own / "packs/night-pack").iterdir()) == [
        "README.md", "pack.toml", "resources.toml",
    ]  # fmt: skip
    title, origin = _named(tmp_path / "home")["night-school"]
    assert (title, origin) == ("Night school (pack night-pack)", "from the pack night-pack")
    assert [(p.name, p.about.title) for p in packs(own)] == [("night-pack", "For nights")]
    with pytest.raises(UsageError, match="already"):
        add_pack(own, shared)
    assert drop_pack(own, "night-pack") == 3
    assert home_guide(tmp_path / "home").resources == load_guide().resources
    assert shared.exists()


def test_a_pack_never_takes_the_place_of_what_is_there(tmp_path: Path) -> None:
    own = tmp_path / "guide"
    first = _write(tmp_path / "first", resources=_resource() + _resource("islp", "Other"))
    second = _write(tmp_path / "second", resources=_resource(title="Second school"))
    conflict = add_pack(own, first).conflicts
    assert [c.id for c in conflict] == ["islp"]
    assert "the guide's was kept" in conflict[0].sentence()
    conflict = add_pack(own, second).conflicts
    assert "the pack first's was kept" in conflict[0].sentence()
    found = _named(tmp_path)
    assert found["night-school"][0] == "Night school (pack first)"
    assert found["islp"][1] == ""
    assert len(home_guide(tmp_path).problems) == 2, "conflicts are told whenever it is read"
    _write(own, resources=_resource(title="My school"))
    assert _named(tmp_path)["night-school"] == ("My school", "changed by you")


def test_a_faulty_pack_is_refused_whole(tmp_path: Path) -> None:
    shared = _write(tmp_path / "p", resources=_resource() + _resource("x", skill="nothing"))
    checked = check_folder(shared)
    assert checked.entries == {"resource": 1}
    assert [p.line for p in checked.problems] == [16]
    with pytest.raises(GuideError, match="'nothing' is no skill"):
        add_pack(tmp_path / "guide", shared)
    assert not (tmp_path / "guide").exists()


def _link(pack: Path) -> None:
    (pack.parent / "secret.toml").write_text(_resource("secret"))
    (pack / "programmes.toml").symlink_to(pack.parent / "secret.toml")


def _linked_folder(pack: Path) -> None:
    (pack / "paths").symlink_to("/etc")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_link, "this is a link"),
        (_linked_folder, "this is a link"),
        (lambda pack: os.mkfifo(pack / "skills.toml"), "no plain file"),
        (lambda pack: (pack / "skills.toml").write_text("#" * (LARGEST + 1)), "more than 256 KB"),
        (lambda pack: (pack / "skill.toml").write_text(""), "Did you mean skills.toml?"),
        (lambda pack: (pack / "run.sh").write_text("rm"), "no file of a guide"),
        (lambda pack: (pack / "bin").mkdir(), "no such folder in a guide"),
        (lambda pack: _write(pack / "paths", **{"Über alles": "id = 1"}), "named after its id"),
    ],
)
def test_a_hostile_folder_is_refused_before_it_is_read(
    tmp_path: Path, spoil: Callable[[Path], object], said: str
) -> None:
    pack = _write(tmp_path / "pack", resources=_resource())
    spoil(pack)
    checked = check_folder(pack)
    assert checked.entries == {}
    assert said in str(checked.problems[0])
    with pytest.raises(GuideError):
        add_pack(tmp_path / "guide", pack)
    assert not (tmp_path / "guide").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"x = {'[' * 9000}", "no valid TOML"),
        (f"x = {'9' * 9000}", "no valid TOML"),
        (f"{'a.' * 50_000}b = 1", "line 1: this line has more than 10,000 characters"),
        (_resource(title="\\u001b[2J gone"), ""),
        (_resource().replace("checked", 'url = "javascript:alert(1)"\nchecked'), "https://"),
        (_resource("../../etc"), "lower-case letters"),
    ],
)
def test_hostile_words_do_no_harm(tmp_path: Path, text: str, said: str) -> None:
    checked = check_folder(_write(tmp_path / "pack", resources=text))
    if said:
        assert said in str(checked.problems[0])
    else:
        add_pack(tmp_path / "guide", tmp_path / "pack")
        assert "\x1b" not in _named(tmp_path)["night-school"][0]


@pytest.mark.parametrize("name", ["..", "../up", "A", ".hidden", "a" * 61])
def test_a_pack_has_a_plain_name(tmp_path: Path, name: str) -> None:
    pack = _write(tmp_path / "pack", resources=_resource())
    with pytest.raises(UsageError, match="no name of a pack"):
        add_pack(tmp_path / "guide", pack, name)
    with pytest.raises(UsageError, match="no name of a pack"):
        drop_pack(tmp_path / "guide", name)


def test_an_empty_folder_and_a_missing_one_are_told(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "no entry of a guide" in str(check_folder(tmp_path / "empty").problems[0])
    with pytest.raises(GuideError, match="no such folder"):
        check_folder(tmp_path / "none")
    with pytest.raises(UsageError, match="There are: none"):
        drop_pack(tmp_path / "guide", "none")


def test_a_file_of_faults_is_left_after_the_first_of_them(tmp_path: Path) -> None:
    faults = "".join(f'[[resource]]\nid = "r{number}"\n' for number in range(2000))
    problems = check_folder(_write(tmp_path / "pack", resources=faults)).problems
    assert len(problems) < 20
    assert "mend those that were told first" in str(problems[-1])
    ring = "".join(SKILL.format(id=f"n{n}", needs=f"n{(n + 1) % 30}") for n in range(30))
    problems = check_folder(_write(tmp_path / "ring", skills=ring)).problems
    assert "the skill 'n0' needs itself first" in str(problems[0])
    assert len(problems) < 20
