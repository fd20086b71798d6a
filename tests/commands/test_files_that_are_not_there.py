"""A file that is named and not there is wrong use, whichever command was to read it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.commands.conftest import Small

READING = {
    "import": ("import", "absent.ris"),
    "appraise --file": ("appraise", "--file", "absent.ris"),
    "appraise --fulltext": ("appraise", "--fulltext", "absent.ris"),
    "screen --simulate": ("screen", "--simulate", "absent.ris"),
    "screen import": ("screen", "import", "sepsis", "absent.ris"),
    "mesh use": ("mesh", "use", "absent.ris"),
    "ror use": ("ror", "use", "absent.ris"),
    "restore": ("restore", "absent.ris", "--into", "elsewhere"),
    "area import": ("area", "import", "absent.ris"),
    "cite --in": ("cite", "--in", "absent.ris"),
    "guide import": ("guide", "import", "absent.ris", "--accept"),
    "guide check": ("guide", "check", "absent.ris"),
    "guide add-pack": ("guide", "add-pack", "absent.ris"),
    "start --profile": ("start", "elsewhere", "--profile", "absent.ris"),
    "start --papers": ("start", "elsewhere", "--papers", "absent.ris"),
}
"""Every command that reads a file or folder, as it would be typed."""


def written(small: Small) -> dict[str, bytes]:
    """The files of the home, by name."""
    files = [path for path in small.home.rglob("*") if path.is_file()]
    return {str(path): path.read_bytes() for path in files}


@pytest.mark.parametrize("words", READING.values(), ids=READING.keys())
def test_it_is_named_and_nothing_is_done(small: Small, words: tuple[str, ...]) -> None:
    before = written(small)
    done = small.run(*words)
    assert done.exit_code == 2
    assert "absent.ris" in done.stderr
    assert not (small.home / "elsewhere").exists()
    if words[0] != "import":
        assert written(small) == before


def test_an_import_that_finds_nothing_still_prints_its_object(small: Small) -> None:
    done = small.run("import", "absent.ris", "--json")
    assert done.exit_code == 2
    assert json.loads(done.stdout)["imported"] == 0


def test_every_command_that_reads_a_file_is_asked_here() -> None:
    """A command that takes a file must say so with `INPUT_FILE`, and stand in the list above."""
    folder = Path(__file__).parents[2] / "src" / "fingerpost" / "faces" / "cli"
    uses = {
        path.stem: path.read_text(encoding="utf-8").count("type=INPUT_FILE")
        for path in folder.glob("*.py")
    }
    assert sum(uses.values()) == len(READING) - 1, uses
