"""A small home that may be changed, and the command run inside the test's own process."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.conftest import TODAY, run_fingerpost

from fingerpost.faces.cli.main import fingerpost as command
from fingerpost.guide import example_profile_text
from fingerpost.home import Area, Home
from fingerpost.intake import import_files
from fingerpost.library import Library

Cli = Callable[..., Result]


def made_up_papers() -> list[dict[str, object]]:
    """Twelve papers, six on each of two problems, with abstracts of our own."""
    return [
        {
            "id": f"p{number}-{word}",
            "title": f"{method} for {word} in hospital {number}",
            "abstract": f"Background: {word} is common. Methods: {method} was developed "
            f"retrospectively in {200 + number} patients. Results: the AUROC was 0.8{number} "
            f"(95% CI 0.7{number} to 0.9{number}).",
            "year": 2018 + number,
            "journal": "Journal of Examples",
            "doi": f"10.5555/{word}.{number}",
            "authors": ["Ada Okoro", "Łucja Żak"],
        }
        for word in ("sepsis", "stroke")
        for number, method in enumerate(
            ("Deep learning", "Machine learning", "A neural network") * 2, 1
        )
    ]


def write_lines(path: Path, records: list[dict[str, object]]) -> Path:
    """Write JSON lines."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


@dataclass(frozen=True)
class Small:
    """A home of its own with twelve papers and two areas."""

    home: Path
    data: Path
    cwd: Path
    run: Cli

    def process(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """The real command in a process of its own, in this home."""
        return run_fingerpost(*arguments, data=self.data, cwd=self.home)

    def json(self, *arguments: object) -> dict[str, Any]:
        """What a command prints with --json: exactly one object, and nothing else."""
        done = self.run(*arguments, "--json")
        assert done.exit_code == 0, done.stderr
        found = json.loads(done.stdout)
        assert isinstance(found, dict)
        return found


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cli:
    """The command in this process: an empty folder, a data directory of its own, no terminal."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FINGERPOST_HOME", raising=False)
    monkeypatch.setenv("FINGERPOST_DATA", str(tmp_path / "data"))

    def run(*arguments: object, **options: Any) -> Result:
        done = CliRunner().invoke(command, [str(a) for a in arguments], **options)
        bug = None if isinstance(done.exception, SystemExit) else done.exception
        assert bug is None, f"a user would be told of a bug inside: {bug!r}"
        assert "Traceback" not in done.output
        return done

    return run


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with `home` and `data`, to be copied."""
    folder = tmp_path_factory.mktemp("template")
    home = Home.create(folder / "home", example_profile_text())
    for word in ("sepsis", "stroke"):
        home.add_area(Area(word, f"Early signs of {word}", word, f"Who has {word}?"))
    file = write_lines(folder / "papers.jsonl", made_up_papers())
    with Library.open(folder / "data" / "libraries" / home.id) as library:
        assert import_files(library, [file]).imported == 12
    return folder


@pytest.fixture
def small(template: Path, tmp_path: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Small:
    """A copy of the small home; the command runs inside it."""
    shutil.copytree(template / "home", tmp_path / "home")
    shutil.copytree(template / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path / "home")

    def run(*arguments: object, **options: Any) -> Result:
        dated = {"dive", "focus", "plan", "report"}
        undated = {"weigh", "history", "--today"} & {str(each) for each in arguments}
        today = ("--today", TODAY) if arguments[0] in dated and not undated else ()
        return cli(*arguments, *today, **options)

    return Small(tmp_path / "home", tmp_path / "data", tmp_path, run)
