"""Small reviews that people have screened, replayed."""

from __future__ import annotations

import pytest

from fingerpost.reading.screening import Entry, Screener, simulate
from fingerpost.sources.labelled import read_labelled


def replayed(path, target=0.95, seed=0):
    papers = read_labelled(path).papers
    entries = [Entry(f"{p.record:06}", p.title, p.abstract, p.keywords) for p in papers]
    labels = {f"{p.record:06}": p.relevant for p in papers}
    return simulate(Screener(entries, target=target), labels, seed)


@pytest.mark.parametrize(
    ("name", "records", "relevant", "loss"),
    [("Antihistamines", 310, 16, 0.35), ("Estrogens", 368, 80, 0.18), ("NSAIDS", 393, 41, 0.08)],
)
def test_small_reviews_are_read_whole_and_in_a_useful_order(
    shared_data, name, records, relevant, loss
):
    path = shared_data / "screening" / f"Cohen_2006_{name}.csv.gz"
    result = replayed(path)
    assert (result.records, result.relevant) == (records, relevant)
    assert result.loss < loss
    assert result.recall_at_stop >= 0.95
    assert result.stopped_at <= records
    earlier = replayed(path, target=0.8)
    assert earlier.recall_at_stop >= 0.8
    assert earlier.stopped_at < result.stopped_at


def test_labels_in_the_notes_of_asreviews_ris(shared_data):
    found = read_labelled(shared_data / "refs" / "asreview" / "baseline_tag-notes_labels.ris")
    assert (len(found.papers), sum(paper.relevant for paper in found.papers)) == (20, 10)
    assert found.unlabelled == 12
    assert found.problems == ()
