"""The check of the docs: what a reader would stumble over is named, and true pages pass."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[3]


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


claims = load("doc_claims")


def in_block(*lines: str) -> str:
    return "\n".join(["```sh", *lines, "```"])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (in_block("fingerpost fly"), "there is no command fly"),
        (in_block("fingerpost search sepsis --fast"), "has no option --fast"),
        (in_block("fingerpost area add"), "is missing"),
        (in_block("fingerpost plan by some:step 2027-01-01 more"), "no place for more"),
        (in_block("fingerpost note 'not closed"), "cannot be taken apart"),
        ("    fingerpost dive sepsis --before 2026", "has no option --before"),
        ("Say `fingerpost dive --quick` then.", "has no option --quick"),
        ("Say `dive AREA --quick` then.", "has no option --quick"),
        ("Wrapped: `fingerpost area\nfind sepsis --all`.", "has no option --all"),
    ],
)
def test_a_command_that_would_be_refused_is_told(text: str, told: str) -> None:
    (sentence,) = claims.wrong_commands(text)
    assert told in sentence


@pytest.mark.parametrize(
    "text",
    [
        in_block("$ fingerpost search 'sepsis' --sort newest  # the newest", "Nothing found."),
        in_block(".venv/bin/fingerpost start demo --example"),
        in_block("Usage: fingerpost fly [OPTIONS]", "", "Example:", "  fingerpost plan"),
        "    fingerpost plan lost 2026-12-21 2027-01-03 --why holiday",
        "`fingerpost dive --fetch`, `fingerpost me --json`, `focus --weight scale=3`, `plan`",
        "`report --share` and `import this`",
    ],
)
def test_what_fingerpost_understands_passes(text: str) -> None:
    assert claims.wrong_commands(text) == []


def test_a_file_that_moved_is_told_and_one_that_is_there_is_not() -> None:
    gone = "Run `python tools/fly.py`, see `sources/wings.py` and `wings.py`."
    assert len(claims.missing_files(ROOT, gone)) == 3
    there = "Run `tools/check_docs.py`, see `sources/guess.py`, `guess.py` and `me.toml`."
    assert claims.missing_files(ROOT, there) == []


def test_a_decision_is_called_by_its_own_number() -> None:
    assert claims.wrong_numbers("See [0003](decisions/0004-other.md).") != []
    assert claims.wrong_numbers("See [0003](decisions/0003-pages.md), [it](0004-x.md).") == []


def test_footnotes_come_in_pairs() -> None:
    assert claims.wrong_footnotes("As told.[^a]\n\n[^a]: Here.") == []
    wrong = claims.wrong_footnotes("As told.[^a]\n\n[^b]: Here.")
    assert wrong == ["the footnote [^a] is not written.", "the footnote [^b] is never called."]


def test_american_spelling_is_told_except_where_it_must_be_named() -> None:
    assert claims.american_words("The color of a topic") == [
        "'color' is American; here it is 'colour'."
    ]
    assert claims.american_words("*tumor* finds 'tumor', `color`, the Organization Registry") == []


def test_a_path_of_this_machine_is_told() -> None:
    assert claims.machine_paths(ROOT, f"It lies in {ROOT}/docs.") != []
    assert claims.machine_paths(ROOT, "It lies in ~/fingerpost.") == []


def test_a_page_that_no_link_leads_to_is_told(tmp_path: Path) -> None:
    texts = {
        "README.md": "[one](docs/one.md)",
        "docs/one.md": "[two](two.md#part)",
        "docs/two.md": "",
        "docs/three.md": "[one](one.md)",
    }
    assert claims.unreachable_pages(tmp_path, texts) == [
        "docs/three.md: no link leads here from README.md."
    ]


def test_a_variable_that_no_page_names_is_told(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "one.py").write_text('os.environ["FINGERPOST_WINGS"]', encoding="utf-8")
    (sentence,) = claims.untold_variables(tmp_path, {"README.md": "Set FINGERPOST_DATA."})
    assert "FINGERPOST_WINGS" in sentence
    assert claims.untold_variables(tmp_path, {"README.md": "`FINGERPOST_WINGS=1` flies"}) == []
