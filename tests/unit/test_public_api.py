"""The public Python API: few names, sorted, loaded when they are used."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.metadata import version

import pytest

import fingerpost

HEAVY = ("numpy", "scipy", "sklearn", "lxml", "tantivy", "httpx", "openTSNE", "jinja2",
         "sqlite3", "starlette", "uvicorn", "click")  # fmt: skip
SAY = "import json, sys; print(json.dumps(sorted(sys.modules)))"


def modules_after(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\n{SAY}"], capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout))


def test_the_names_are_few_and_sorted() -> None:
    assert fingerpost.__all__ == ["Desk", "Paper", "Problem", "__version__", "open_desk"]
    assert fingerpost.__all__ == sorted(fingerpost.__all__)
    assert set(fingerpost.__all__) <= set(dir(fingerpost))


def test_every_name_is_the_thing_itself() -> None:
    from fingerpost import desk, records

    assert fingerpost.Desk is desk.Desk
    assert fingerpost.open_desk is desk.open_desk
    assert fingerpost.Paper is records.Paper
    assert fingerpost.Problem is records.Problem
    assert fingerpost.__version__ == version("fingerpost")


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'desks'"):
        _ = fingerpost.desks
    with pytest.raises(ImportError):
        exec("from fingerpost import everything")


def test_importing_the_package_loads_nothing_of_it() -> None:
    loaded = modules_after("import fingerpost")
    assert {name for name in loaded if name.startswith("fingerpost")} == {"fingerpost"}
    assert loaded.isdisjoint(HEAVY)
    assert "importlib.metadata" not in loaded


def test_a_paper_costs_no_heavy_library() -> None:
    assert modules_after("from fingerpost import Paper, Problem").isdisjoint(HEAVY)


def test_opening_a_desk_loads_no_machine_learning() -> None:
    loaded = modules_after("from fingerpost import Desk, open_desk")
    assert loaded.isdisjoint({"numpy", "scipy", "sklearn", "openTSNE", "httpx", "lxml"})
