"""The inbox: the user's own file, in which wishes stand and are ticked."""

from __future__ import annotations

from pathlib import Path

from fingerpost.home.inbox import Inbox, Wish


def test_a_wish_is_kept_once_and_read_again(tmp_path: Path) -> None:
    inbox = Inbox.of(tmp_path)
    assert inbox.open_wishes() == ()
    wish = Wish("doi:10.5555/x", "sepsis", note=True)
    assert inbox.keep(wish)
    assert not inbox.keep(wish)
    assert inbox.open_wishes() == (wish,)
    assert inbox.path.read_text().endswith("- [ ] doi:10.5555/x #area/sepsis #note\n")


def test_what_the_user_wrote_is_read_and_no_word_of_it_is_lost(tmp_path: Path) -> None:
    inbox = Inbox.of(tmp_path)
    mine = (
        "# To read\r\n\r\nAda told me of these:\r\n- https://doi.org/10.5555/x  for Monday\r\n"
        "PMID: 12345\r\n- 12 papers on sepsis\r\n- 2019 was a year\r\n- [x] 10.5555/done\r\n"
        "10.5555/in a sentence is no wish\r\n* 10.5555/y #area/stroke"
    )
    inbox.path.write_bytes(mine.encode())
    first, second, third = inbox.open_wishes()
    assert (first.what, second.what) == ("https://doi.org/10.5555/x", "PMID: 12345")
    assert third == Wish("10.5555/y", "stroke")
    inbox.tick(first, "pmid:7")
    inbox.tick(second, "pmid:12345")
    inbox.keep(Wish("10.5555/z"))
    after = inbox.path.read_bytes().decode()
    assert "- [x] https://doi.org/10.5555/x  for Monday → pmid:7\r\n" in after
    assert "- [x] PMID: 12345 → pmid:12345\r\n" in after
    assert after.endswith("* 10.5555/y #area/stroke\r\n- [ ] 10.5555/z\r\n")
    for word in mine.split():
        assert word in after
    assert inbox.open_wishes() == (third, Wish("10.5555/z"))


def test_a_ticked_wish_is_not_open_and_may_be_wished_again(tmp_path: Path) -> None:
    inbox = Inbox.of(tmp_path)
    wish = Wish("pmid:12345")
    inbox.keep(wish)
    inbox.tick(wish, "pmid:12345")
    assert inbox.open_wishes() == ()
    assert "- [x] pmid:12345\n" in inbox.path.read_text()
    assert inbox.keep(wish)
