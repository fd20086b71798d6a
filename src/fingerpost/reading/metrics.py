"""Performance figures: each number bound to the name of its metric, in the study's own words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from fingerpost.reading import metric_words as words
from fingerpost.reading.binding import Bound, bind
from fingerpost.reading.document import Document
from fingerpost.reading.metric_names import (
    PROPORTIONS,
    Figure,
    Name,
    beginnings,
    digits,
    figures,
    names,
)
from fingerpost.reading.model import Metric
from fingerpost.reading.sentences import Role, Sentence

_ASIDE = (Role.BACKGROUND,)
_NEAR = 55
_NAME_NEAR = 25
_HYPHENED = re.compile(r"[A-Za-z][-‐‑]\Z")
"""'COVID-19', 'GPT-4': a number that belongs to a name."""
_MOST = 200
"""A sentence of more numbers is a table, or no sentence."""
_FIRST_PART = 0.4
"""How much of a text is background at the most, where a model's figures are told."""
_GAIN = 30
"""'Improved up to 3%' tells a gain in per cent, 'improved up to 93%' a figure."""


def read_metrics(document: Document) -> tuple[Metric, ...]:
    """Return the study's performance figures in the order of the text, each once."""
    text = document.text
    places = digits(document.words)
    perfect = "perfect" in document.lowered
    begun = beginnings(text) if places or perfect else []
    found: list[tuple[int, Metric]] = []
    last: str | None = None
    for number, sentence in enumerate(document.sentences):
        counted = _within(places, sentence)
        aside = sentence.role in _ASIDE and not (counted and _own_models(document, sentence))
        if (not counted or aside) and not perfect:
            last = None
            continue
        here = names(text, sentence.start, sentence.end, _within(begun, sentence))
        if perfect:
            found += _perfect(document, number, sentence, here)
        bound = [] if aside else _read_sentence(document, sentence, here, counted, last)
        last = bound[-1].label if bound else None
        found += [(number, _metric(document, item)) for item in bound]
    return _once(found)


def _within(places: list[int], sentence: Sentence) -> list[int]:
    first = bisect_left(places, sentence.start)
    return places[first : bisect_left(places, sentence.end, first)]


def _read_sentence(
    document: Document,
    sentence: Sentence,
    found: list[Name],
    counted: list[int],
    last: str | None,
) -> list[Bound]:
    text = document.text
    if not counted or (not found and last is None):
        return []
    numbers = _allowed_figures(text, sentence, counted[:_MOST])
    if "@" in text or "-1" in text:
        numbers = [n for n in numbers if not any(f.start <= n.start < f.end for f in found)]
    if not numbers or _told_of_others(document, sentence):
        return []
    if not found:
        return list(_carried(text, numbers, sentence, last or ""))
    bound = list(bind(text, found, numbers, sentence))
    people = document.holds(sentence, words.PEOPLE_HINTS)
    return [b for b in bound if _is_models(text, b, sentence, people)]


def _own_models(document: Document, sentence: Sentence) -> bool:
    """Tell whether a sentence taken for background gives figures of the study's own models.

    Results follow the background unmarked where an export has lost the headings.
    """
    if sentence.start < _FIRST_PART * len(document.text):
        return False
    if not document.holds(sentence, words.MODEL_HINTS):
        return False
    place = document.text, sentence.start, sentence.end
    return words.OWN_MODEL.search(*place) is not None and not words.EARLIER.search(*place)


def _told_of_others(document: Document, sentence: Sentence) -> bool:
    """Tell whether a sentence gives what other studies found; 'we used the data of X et al' not."""
    if not document.holds(sentence, words.OTHERS_HINTS):
        return False
    found = words.OTHERS.search(document.text, sentence.start, sentence.end)
    if found is None:
        return False
    ours = document.holds(sentence, words.OURS) if found[0] == "et al" else False
    return not ours


def _allowed_figures(text: str, sentence: Sentence, counted: list[int]) -> list[Figure]:
    """Return the numbers that may be figures; one listed after a refused one is refused too."""
    kept: list[Figure] = []
    refused: Figure | None = None
    changed = -1
    for figure in figures(text, sentence.start, sentence.end, counted):
        if not figure.decimal and _HYPHENED.search(text, max(0, figure.start - 2), figure.start):
            continue
        listed = refused is not None and _listed(text, refused, figure)
        same = changed >= 0 and figure.percent and not names(text, changed, figure.end + _NAME_NEAR)
        if not listed and not same and _allowed(text, figure, sentence):
            kept.append(figure)
            refused = None
            continue
        if figure.percent and words.BY.search(text, max(0, figure.start - 40), figure.start):
            changed = figure.after
        # 'model 1 and 77%': a bare number says nothing of the one listed after it.
        refused = figure if figure.decimal or figure.percent else None
        if kept and words.RANGE_GAP.fullmatch(text, kept[-1].after, figure.start):
            _drop_range(text, kept)
            if words.DIFFERENCE_AFTER.match(text, figure.after, sentence.end):
                _drop_list(kept, figure)
    return kept


def _drop_range(text: str, kept: list[Figure]) -> None:
    """Drop the lower end of a range whose upper end was refused: '3.7% to 38% higher'."""
    between = text[max(0, kept[-1].start - 9) : kept[-1].start].lower().endswith("between ")
    if between or not text[kept[-1].after :].lstrip().startswith("and"):
        kept.pop()


def _drop_list(kept: list[Figure], figure: Figure) -> None:
    """Drop the ranges listed before one that is a difference: '5% to 7% and 1% to 4% higher'."""
    start = figure.start
    while kept and kept[-1].percent == figure.percent and start - kept[-1].after < 12:
        start = kept.pop().start


def _listed(text: str, refused: Figure, figure: Figure) -> bool:
    """Tell whether a number goes on with what was said of a refused one.

    'by 4% and 7%' is a list; so is 'by 4% in accuracy and 7% in recall'.
    """
    gap = text[refused.after : figure.start]
    if words.LISTED.fullmatch(gap):
        return True
    if not (len(gap) < 40 and gap.endswith(" and ") and words.NEXT_DIFFERENCE.match(gap)):
        return False
    by = words.BY.search(text, max(0, refused.start - 40), refused.start)
    return bool(by and words.NEXT_DIFFERENCE.match(text, figure.after))


def _allowed(text: str, figure: Figure, sentence: Sentence) -> bool:
    before = text[max(sentence.start, figure.start - 80) : figure.start]
    if _refused_by(before, figure) or _wanted(before):
        return False
    if figure.percent and _told_right(text, before, figure):
        return True
    if (
        "by" in before
        and words.BY.search(before)
        and words.CHANGED.search(text, max(sentence.start, figure.start - 120), figure.end)
    ):
        return False
    if words.NOT_AFTER.match(text, figure.end, sentence.end) or _counts(text, figure, sentence):
        return False
    having = ("having" in before or "whose" in before) and words.HAVING.search(before)
    if having or words.PEOPLE_AFTER.match(text, figure.after, sentence.end):
        return False
    if figure.percent and figure.value < _GAIN and _gained(text, figure, sentence, before):
        return False
    if figure.percent and text.startswith(" of ", figure.end):
        # '44% of tumours' is no figure, '97% of detection accuracy' is.
        return bool(names(text, figure.end, min(sentence.end, figure.end + 45)))
    if not figure.decimal and not figure.percent and 1900 <= figure.value <= 2035:
        return False
    if not (figure.decimal or figure.percent or words.BARE_BEFORE.search(before)):
        return False
    return not words.DIFFERENCE_AFTER.match(text, figure.after, sentence.end)


def _told_right(text: str, before: str, figure: Figure) -> bool:
    """Tell whether a share is told to be right: '92% of the notes were correctly classified'."""
    if ("ly " in before or " in " in before[-5:]) and words.RIGHTLY.search(before):
        return True
    if "ly" in text[figure.end : figure.end + 70] and words.RIGHTLY_AFTER.match(text, figure.end):
        return True
    if not text.startswith(" of ", figure.end) or not before.endswith(("ed ", "es ", "ts ")):
        return False
    verb = text.rfind(" ", 0, figure.start - 1) + 1
    return words.FOUND.match(text, verb) is not None


def _refused_by(before: str, figure: Figure) -> bool:
    """Tell whether the words right before a number make it something else than a figure."""
    if "bound" in before and words.BOUND.search(before):
        return True
    if figure.percent and before.endswith(("(", "[")) and words.MORE_OF.search(before):
        return True
    if figure.percent and before[-4:-1].lower() == " of" and words.BEFALLS.search(before):
        return True
    if not words.NOT_BEFORE.search(before[-_NEAR:]):
        return False
    # 'F = 5.2' is a statistic, 'F = 89%' an F score.
    share = figure.percent or (figure.decimal and figure.value <= 1)
    return not (share and "=" in before[-3:] and words.F_VALUE.search(before))


def _wanted(before: str) -> bool:
    """Tell whether a number is what the authors aimed at."""
    lowered = before.lower()
    hinted = any(hint in lowered for hint in words.WANTED_HINTS)
    return hinted and words.WANTED.search(before) is not None


def _counts(text: str, figure: Figure, sentence: Sentence) -> bool:
    """Tell whether a number counts what stands behind it: '80% training samples'."""
    if figure.decimal and not figure.percent and figure.value <= 1:
        return False
    return words.COUNTED_AFTER.match(text, figure.end, sentence.end) is not None


def _gained(text: str, figure: Figure, sentence: Sentence, before: str) -> bool:
    """Tell whether a small share is a gain: 'a gain of 1.1% in AUC for A and 2.2% for B'."""
    if words.GAINED.search(before):
        return True
    listed = before.endswith(("and ", ", "))
    return listed and words.GAIN_OF.search(text, sentence.start, figure.start) is not None


def _carried(text: str, numbers: list[Figure], sentence: Sentence, last: str) -> Iterator[Bound]:
    """Read 'This improved to 0.85 (0.75-0.91)' after a sentence that named the metric."""
    for figure in numbers:
        before = text[max(sentence.start, figure.start - 30) : figure.start]
        sure = figure.low is not None and (figure.decimal or figure.percent)
        if last in PROPORTIONS | {"other"} and (sure or words.CONTINUED.search(before)):
            scaled = _scaled(last, figure, loose=False)
            if scaled is not None and 0 <= scaled <= 1:
                yield Bound(last, figure, figure.start, figure.after)


def _scaled(label: str, figure: Figure, *, loose: bool = True) -> float | None:
    """Return the value as a fraction where the metric is a proportion."""
    if figure.percent:
        return figure.value / 100
    if loose and label in PROPORTIONS | {"kappa"} and figure.value > 1:
        return figure.value / 100
    return figure.value


def _is_models(text: str, bound: Bound, sentence: Sentence, named: bool) -> bool:
    """Tell whether the figure is a model's, not that of the clinicians beside it.

    `named`: whether the sentence may name clinicians at all.
    """
    if bound.label in ("hazard_ratio", "odds_ratio"):
        return bool(words.RATIO_CONTEXT.search(text, sentence.start, sentence.end))
    if not named:
        return True
    head = text[sentence.start : bound.start]
    people = [m.start() for m in words.CLINICIAN.finditer(head) if not _helped(head, m.start())]
    between = words.CLINICIAN.search(text, bound.start, bound.end)
    if between and not words.MODEL.search(text, bound.start, min(sentence.end, bound.end + 40)):
        return False
    if not people:
        return True
    models = [m.start() for m in words.MODEL.finditer(text, sentence.start, bound.start)]
    if not models:
        return bool(re.search(r"(?<!nter-)(?<!nter)annotat|label|by (?:expert|clinician)", head))
    nearest = max(models) - sentence.start
    return nearest > people[-1] or not re.search(
        r"(?:physician|radiologist|clinician|doctor|\w+ologist|expert|reader|observer|"
        r"rater)s?['’]?s?"
        r"[^,;]{0,60}(?:achiev|had|reach|obtain|assess|sensitivity|specificity|accuracy|perform)"
        r"|inter[- ]?(?:rater|observer|annotator|reader)",
        head[people[-1] :] + text[bound.start : bound.end],
        re.IGNORECASE,
    )


def _helped(head: str, start: int) -> bool:
    """Tell whether clinicians are named as those whom the model helps."""
    return bool(words.HELPED.search(head, max(0, start - 30), start))


def _perfect(
    document: Document, number: int, sentence: Sentence, found: list[Name]
) -> Iterator[tuple[int, Metric]]:
    """Read 'a perfect F1-score' as 1."""
    if document.lowered.find("perfect", sentence.start, sentence.end) < 0:
        return
    for name in found:
        before = words.PERFECT.search(document.text, max(0, name.start - 12), name.start)
        if before and name.label in PROPORTIONS:
            span = document.span(before.start(), name.end)
            yield number, Metric(name.label, 1.0, None, None, span, 0.7)


def _metric(document: Document, bound: Bound) -> Metric:
    figure = bound.figure
    value = _scaled(bound.label, figure)
    percent = figure.percent or (bound.label in PROPORTIONS | {"kappa"} and figure.value > 1)
    factor = 100 if percent else 1
    low = None if figure.low is None else round(figure.low / factor, 6)
    high = None if figure.high is None else round(figure.high / factor, 6)
    end = bound.end
    quote = document.text[bound.start : end]
    for opening, closing in ("()", "[]"):
        if quote.count(opening) > quote.count(closing) and document.text.startswith(closing, end):
            end += 1
            break
    near = 1.0 if bound.end - bound.start < 60 else 0.85
    return Metric(
        bound.label, round(value or 0.0, 6), low, high, document.span(bound.start, end), near
    )


def _once(found: list[tuple[int, Metric]]) -> tuple[Metric, ...]:
    """Drop a figure that an earlier sentence already gave."""
    kept: list[tuple[int, Metric]] = []
    for number, metric in found:
        same = any(
            n < number
            and (m.name, m.value) == (metric.name, metric.value)
            and (metric.low is None or (m.low, m.high) == (metric.low, metric.high))
            for n, m in kept
        )
        if not same:
            kept.append((number, metric))
    return tuple(metric for _, metric in sorted(kept, key=lambda e: e[1].span.start))
