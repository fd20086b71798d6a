"""Papers that say the same in other words, found by vectors of the library's own making."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from fingerpost.library import Library
from fingerpost.library.meaning.vectors import products
from fingerpost.records import Paper

HEART = ("cardiac", "ventricle", "myocardial", "echocardiography", "ejection")
LUNG = ("pulmonary", "airway", "bronchial", "spirometry", "asthma")


def papers() -> list[Paper]:
    """Twelve papers on hearts and twelve on lungs; each leaves out one of its subject's words."""
    made = []
    for at in range(24):
        words = HEART if at % 2 else LUNG
        kept = [word for place, word in enumerate(words) if place != at // 2 % 5]
        made.append(Paper(title=f"Case {at}", abstract=" ".join(kept), pmid=str(at + 1)))
    return made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Library.open(tmp_path) as library:
        library.put(papers())
    return tmp_path


def scored(folder: Path, text: str, *, meaning: bool = True) -> list[tuple[str, float]]:
    with Library.open(folder) as library:
        return [(hit.paper.pmid, hit.score) for hit in library.rank(text, meaning=meaning).hits]


def test_a_paper_without_any_of_the_words_is_found_by_what_it_means(folder: Path) -> None:
    by_words = {pmid for pmid, _ in scored(folder, "cardiac", meaning=False)}
    by_meaning = [pmid for pmid, _ in scored(folder, "cardiac")]
    assert len(by_words) < 12
    assert {int(pmid) % 2 for pmid in by_meaning[:12]} == {0}
    assert by_words < set(by_meaning)


def test_papers_with_the_words_stay_in_front(folder: Path) -> None:
    by_words = {pmid for pmid, _ in scored(folder, "cardiac ejection", meaning=False)}
    first = [pmid for pmid, _ in scored(folder, "cardiac ejection")]
    assert set(first[: len(by_words)]) == by_words


def test_the_vectors_are_made_once_and_again_when_papers_change(folder: Path) -> None:
    said: list[str] = []
    with Library.open(folder) as library:
        library.rank("cardiac", meaning=True, tell=said.append)
        assert said[-1] == "Placed by meaning: 24 of 24 papers"
        said.clear()
        library.rank("asthma", meaning=True, tell=said.append)
        assert said == []
    with Library.open(folder) as library:
        library.rank("cardiac", meaning=True, tell=said.append)
        assert said == []
        library.put([Paper(title="Cardiac ventricle, myocardial, echocardiography", pmid="99")])
        assert "99" in [h.paper.pmid for h in library.rank("ejection", meaning=True).hits]


@pytest.mark.parametrize("damage", [b"", b"nonsense", None])
def test_a_damaged_or_missing_file_is_made_anew(folder: Path, damage: bytes | None) -> None:
    before = scored(folder, "cardiac")
    file = folder / "cache" / "meaning.npz"
    file.write_bytes(file.read_bytes()[:-200] if damage is None else damage)
    assert scored(folder, "cardiac") == before
    file.unlink()
    assert scored(folder, "cardiac") == before


def test_the_order_in_which_papers_came_does_not_matter(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    with Library.open(other) as library:
        for paper in reversed(papers()):
            library.put([paper])
    assert scored(other, "cardiac ventricle") == scored(folder, "cardiac ventricle")


@pytest.mark.parametrize("count", [0, 1, 3])
def test_few_papers_are_ranked_by_their_words(tmp_path: Path, count: int) -> None:
    with Library.open(tmp_path / "few") as library:
        library.put(papers()[:count])
        found = [hit.paper.pmid for hit in library.rank("spirometry", meaning=True).hits]
    assert found == [hit for hit in ("1", "3") if int(hit) <= count]


def test_a_text_without_a_known_word_is_near_to_nothing(folder: Path) -> None:
    assert scored(folder, "zebra") == []
    assert scored(folder, "") == []


def test_products_are_whole_numbers_and_exact() -> None:
    chance = np.random.default_rng(5)
    vectors = chance.integers(-127, 128, size=(5_000, 128), dtype=np.int8)
    asked = chance.integers(-127, 128, size=128).astype(np.float32)
    exact = vectors.astype(np.int64) @ asked.astype(np.int64)
    assert (products(vectors, asked).astype(np.int64) == exact).all()
