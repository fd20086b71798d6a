"""Abstracts as fragments of mark-up: labels kept, powers kept apart, nothing lost."""

from __future__ import annotations

import pytest

from fingerpost.sources.jats_abstract import abstract_in, abstract_with_headings
from fingerpost.sources.markup import without_markup

POWER = "<mml:math><mml:msup><mml:mn>10</mml:mn><mml:mn>9</mml:mn></mml:msup></mml:math>"


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        ("", ""),
        ("Plain, p<0.05 and\nin two lines", "Plain, p<0.05 and\nin two lines"),
        ("<jats:title>Abstract</jats:title><jats:p>Why.</jats:p>", "Why."),
        ("<p>First.</p> <p>Second.</p>", "First.\nSecond."),
        ("<jats:p>a &amp;lt; b &amp; p < 3</jats:p>", "a < b & p < 3"),
        ("&lt;p&gt;Escaped&lt;/p&gt;", "Escaped"),
        ("<jats:p>5&nbsp;&#956;g &alpha;</jats:p>", "5 μg α"),
        (f"<jats:p>n = {POWER}/L & more</jats:p>", "n = 10⁹/L & more"),
        (f"<jats:p>unclosed {POWER}", "unclosed 10⁹"),
        ("<jats:p>1.5<jats:sup>2</jats:sup></jats:p>", "1.5²"),
        ("Loose <italic>E. coli</italic> 10<sup>5</sup>", "Loose E. coli 10⁵"),
        (
            "<jats:p>See <jats:list><jats:list-item>a</jats:list-item></jats:list>b</jats:p>",
            "See a b",
        ),
        ("<jats:p>x<jats:unknown>y</jats:unknown></jats:p>", "xy"),
    ],
)
def test_text(marked: str, text: str) -> None:
    assert abstract_in(marked) == (text, ())


@pytest.mark.parametrize(
    ("marked", "labels"),
    [
        (
            "<sec><title>Aim:</title><p>A.</p></sec><sec><title>End.</title><p>B.</p></sec>",
            "Aim End",
        ),
        ("<title>Aim</title><p>A.</p><title>End</title><p>B.</p>", "Aim End"),
        ("<title>Summary</title><sec><title>Aim</title><p>A.</p></sec><p>B.</p>", "Aim -"),
        ("<sec><title>Aim</title><p>A.</p><sec><title>End</title><p>B.</p></sec></sec>", "Aim End"),
    ],
)
def test_labels(marked: str, labels: str) -> None:
    text, sections = abstract_in(marked)
    assert [section.label or "-" for section in sections] == labels.split()
    assert [section.text for section in sections] == ["A.", "B."]
    assert text == "\n".join(f"{s.label}: {s.text}" if s.label else s.text for s in sections)


def test_headings_without_a_section() -> None:
    marked = "Why. <h4>Aim</h4>To count.<h4>Abstract</h4>All.<h4>Empty</h4>"
    text, sections = abstract_with_headings(marked)
    assert [(one.label, one.text) for one in sections] == [
        ("", "Why."),
        ("Aim", "To count."),
        ("", "All."),
    ]
    assert text == "Why.\nAim: To count.\nAll."


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        (POWER, "10⁹"),
        (POWER.replace("<mml:mn>9", "<mml:mo>−</mml:mo><mml:mn>9"), "10⁻⁹"),
        (POWER.replace("<mml:mn>10</mml:mn>", "<mml:mi>x</mml:mi>"), "x⁹"),
    ],
)
def test_powers_in_mathml_never_run_together_with_their_number(marked: str, text: str) -> None:
    assert without_markup(f"n = {marked}/L") == f"n = {text}/L"
