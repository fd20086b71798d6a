"""An import taken out: the library has the papers that it would have had it never come."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.properties.test_duplicates import library, records

from fingerpost.library.store import Store
from fingerpost.library.taking_out import TakenOut
from fingerpost.records import Paper

slow = settings(
    max_examples=40,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
some = st.lists(records, max_size=5)


def bring(kept: Store, name: str, papers: list[Paper]) -> None:
    kept.put(papers, f"{name}.ris", name)


def take_out(kept: Store, name: str, held: dict[str, str] | None = None) -> TakenOut:
    return kept.take_out(name, held or {}, lambda _: None)


def state(kept: Store) -> tuple[set[frozenset[str]], int]:
    """Which records make one paper together, and how many papers there are.

    Links, ids, and which of several records a paper's field is taken from may differ now and then;
    docs/commands/import.md says so.
    """
    each = [kept.records_of(paper.id).records for paper in kept.scan()]
    return {frozenset(record.fingerprint for record in one) for one in each}, kept.count()


@slow
@given(some, some)
def test_what_is_left_is_what_the_other_import_alone_brings(first, second):
    with library() as kept, library() as alone:
        bring(kept, "a", first)
        bring(kept, "b", second)
        bring(alone, "a", first)
        take_out(kept, "b")
        assert state(kept) == state(alone)
        done = take_out(kept, "b")
        assert (done.papers, done.parted, done.stays) == (0, 0, ())
        assert state(kept) == state(alone)


@slow
@given(some, some)
def test_the_first_of_two_can_be_taken_out_and_the_second_keeps_all_its_records(first, second):
    with library() as kept, library() as alone:
        bring(kept, "a", first)
        bring(kept, "b", second)
        bring(alone, "b", second)
        take_out(kept, "a")

        assert state(kept)[0] == state(alone)[0]
        assert kept.faults() == []
        take_out(kept, "b")
        assert kept.count() == 0


@slow
@given(some, some, st.data())
def test_a_paper_that_something_rests_on_is_never_lost(first, second, data):
    with library() as kept:
        bring(kept, "a", first)
        bring(kept, "b", second)
        shown = sorted(paper.id for paper in kept.scan())
        if not shown:
            return
        used = data.draw(st.sampled_from(shown))
        take_out(kept, "b", {used: "you screened it"})
        assert kept.get(used) is not None
        take_out(kept, "a", {used: "you screened it"})
        assert kept.get(used) is not None


@slow
@given(some, some, st.integers(0, 3))
def test_cut_off_anywhere_it_can_be_done_again(first, second, after):
    class CutOffError(Exception):
        pass

    steps = 0

    def told(_):
        nonlocal steps
        steps += 1
        if steps > after:
            raise CutOffError

    with library() as kept, library() as alone, pytest.MonkeyPatch.context() as patch:
        patch.setattr("fingerpost.library.taking_out._PAGE", 1)
        bring(kept, "a", first)
        bring(kept, "b", second)
        bring(alone, "a", first)
        try:
            kept.take_out("b", {}, told)
        except CutOffError:
            assert kept.faults() == []
        take_out(kept, "b")
        assert state(kept) == state(alone)
