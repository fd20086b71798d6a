"""An import that is killed: what was shown as read is there, and the same import again is whole."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAPERS = 7_000


@pytest.fixture(scope="module")
def faults() -> ModuleType:
    """The script that does it two hundred times."""
    pytest.importorskip("pty", reason="the progress is read from a terminal of Linux or macOS")
    spec = importlib.util.spec_from_file_location("faults", ROOT / "benchmarks" / "faults.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("after", [0, 1, 2_001, 4_001, 6_001, PAPERS])
def test_a_killed_import_keeps_its_promises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, faults: ModuleType, after: int
) -> None:
    monkeypatch.setenv("FINGERPOST_DATA", str(tmp_path / "data"))
    file = tmp_path / "papers.jsonl"
    faults.write_papers(file, PAPERS)
    seconds = random.Random(after).uniform(0, 0.2)
    found = faults.one_run(tmp_path, file, PAPERS, seconds, after)
    assert found.faults == ()
    assert found.kept >= min(after, PAPERS) * 0.99
    assert found.acknowledged >= min(after, PAPERS)
