"""A first list of areas, read out of a text."""

from __future__ import annotations

from pathlib import Path

import pytest

from fingerpost.focus.first_list import Idea, areas_in


def test_points_with_ideas_in_brackets_become_areas():
    text = """Some words first.

  • Reading records (coding, discharge letters)
  • Triage at night (which I have wanted to do ever since that one terrible shift)

    Not a point any more.

(1) A link that I liked
"""
    remark = "which I have wanted to do ever since that one terrible shift"
    assert areas_in(text) == (
        Idea("Reading records", ("coding", "discharge letters")),
        Idea("Triage at night", (), remark),
    )


def test_a_point_may_run_over_two_lines():
    assert (
        areas_in("- Early warning\n  of sepsis\n- Stroke\n")[0].title == "Early warning of sepsis"
    )


def test_indented_points_are_the_ideas_of_the_point_above():
    found = areas_in(
        "- **Sepsis**\n  - early warning\n  - [antibiotics](https://x.org)\n- Stroke\n"
    )
    assert found == (Idea("Sepsis", ("early warning", "antibiotics")), Idea("Stroke"))


@pytest.mark.parametrize("text", ["", "no list here", "1. one\n2. two", "-", "•", "---\n"])
def test_a_text_without_a_list_has_no_areas(text: str):
    assert areas_in(text) == ()


def test_a_point_twice_is_one_area():
    assert areas_in("- Sepsis\n- sepsis\n") == (Idea("Sepsis"),)


def test_the_newsletter_offers_three_areas(shared: Path):
    text = (shared / "seeds" / "newsletter.md").read_text(encoding="utf-8")
    found = areas_in(text)
    assert len(found) == 3
    assert [len(idea.ideas) for idea in found] == [0, 2, 2]
    assert "drug discovery" in found[1].ideas
