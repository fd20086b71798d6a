"""Numbers bound to the names of metrics: 'N name' where they touch, else 'names … numbers'."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from fingerpost.reading import metric_words as words
from fingerpost.reading.metric_names import INTERVAL, SIGNED, Figure, Name, to_float
from fingerpost.reading.sentences import Sentence

_FORWARD = 130
"""How many characters may stand between a name and its number, or one number and the next."""
_SCALED = re.compile(r"(?<![\d.])\d\d\.\d")
"""A figure in hundredths, before which others of its list may stand."""
_CHAIN = 600
"""How far from its name the last number of a long list may stand."""


class Bound(Struct, frozen=True, gc=False):
    """A figure bound to the label of a metric, and where the words stand."""

    label: str
    figure: Figure
    start: int
    end: int


def bind(
    text: str, found: list[Name], numbers: list[Figure], sentence: Sentence
) -> Iterator[Bound]:
    """Pair names and numbers: 'N name' where they touch, else 'names … numbers' in order."""
    name_groups = _group_names(text, found, numbers)
    number_groups = _group_numbers(text, numbers)
    taken: set[int] = set()
    used: set[int] = set()
    for which, group in enumerate(number_groups):
        partner = _touching(text, group, name_groups, used)
        if partner is None or partner in used:
            continue
        first = _late_interval(text, group[0], name_groups[partner][-1].end, sentence.end)
        alone = _said_of_each(text, group, name_groups[partner], number_groups)
        pairs = list(_pair(name_groups[partner], [first, *group[1:]], text, alone))
        if pairs:
            used.add(partner)
            taken.add(which)
            yield from pairs
    for which, group in enumerate(number_groups):
        if which in taken:
            continue
        leader = _leading(text, group, name_groups, number_groups, used)
        if leader is not None:
            alone = _said_of_each(text, group, name_groups[leader], number_groups)
            yield from _pair(name_groups[leader], group, text, alone)


def _said_of_each(
    text: str, group: list[Figure], names_: list[Name], number_groups: list[list[Figure]]
) -> bool:
    """Tell whether one number is all that follows a list of names, or all that leads it."""
    if len(names_) < 2 or len(group) > 1 or len(number_groups) > 1:
        return False
    listed = text[names_[0].end : names_[-1].start]
    return " and " in listed and "(" not in listed


def _group_names(text: str, found: list[Name], numbers: list[Figure]) -> list[list[Name]]:
    """Put names that stand in one list together; an abbreviation in brackets joins its name."""
    groups: list[list[Name]] = []
    end = -1
    starts = [figure.start for figure in numbers]
    for name in found:
        gap = text[end : name.start] if groups else ""
        apart = any(end <= place < name.start for place in starts)
        led = groups and _led(text, groups[-1][0], name, numbers)
        if groups and not apart and not led and words.LIST_GAP.fullmatch(gap):
            if groups[-1][-1].label == name.label and "(" in gap:
                groups[-1][-1] = Name(name.label, groups[-1][-1].start, name.end)
            elif not (groups[-1][-1].label == name.label and gap.strip() in ("", "/")):
                groups[-1].append(name)
        else:
            groups.append([name])
        end = name.end
    return groups


def _led(text: str, first: Name, name: Name, numbers: list[Figure]) -> bool:
    """Tell whether each of two listed names has a number of its own: '95% X and a Y of 96%'."""
    before = any(0 < first.start - figure.after < 3 for figure in numbers)
    return before and bool(words.OWN_NUMBER.match(text, name.end))


def _group_numbers(text: str, numbers: list[Figure]) -> list[list[Figure]]:
    groups: list[list[Figure]] = []
    for figure in numbers:
        if (groups and words.NUMBER_GAP.fullmatch(text, groups[-1][-1].after, figure.start)) or (
            groups and words.RANGE_GAP.fullmatch(text, groups[-1][-1].after, figure.start)
        ):
            groups[-1].append(figure)
        else:
            groups.append([figure])
    return groups


def _late_interval(text: str, figure: Figure, at: int, end: int) -> Figure:
    """Give a figure the interval that stands behind its name: '0.64 AUC (95% CI, 0.63-0.65)'."""
    interval = INTERVAL.match(text, at, end)
    if figure.low is not None or not interval or not interval["ci"]:
        return figure
    low, high = to_float(interval["low"]), to_float(interval["high"])
    return replace(figure, low=low, high=high, after=max(figure.after, interval.end()))


def _touching(
    text: str, group: list[Figure], name_groups: list[list[Name]], used: set[int]
) -> int | None:
    """Return the names that follow the numbers at once: '96.3% accuracy'."""
    end = group[-1].after
    for which, names_ in enumerate(name_groups):
        first, last = names_[0], names_[-1]
        if first.start < end:
            continue
        gap = text[end : first.start]
        # 'of 0.89 for AUC', '0.639 and 0.766 in F1-score'
        loose = re.fullmatch(
            r"[\s,$]*(?:respectively,? )?(?:for|in|on|of)(?: the| terms of)?\s+", gap
        )
        if _owns(text, last, which, name_groups) or words.DIFFERENCE_NEXT.match(text, last.end):
            return None
        if gap.endswith((" were ", " was ", " are ")) and words.RIGHTLY_AFTER.match(text, end):
            return which
        if loose and (len(names_) == len(group) or 1 in (len(names_), len(group))):
            return which if not _named_before(text, group, name_groups, used) else None
        if _owned(text, group[0], name_groups, used):
            return None
        return which if len(gap) < 45 and words.ADJACENT.fullmatch(gap) else None
    return None


def _owned(text: str, figure: Figure, name_groups: list[list[Name]], used: set[int]) -> bool:
    """Tell whether a name right before the number has it: 'κ = 0.79 (…', 'F1 score of 0.88 (…'."""
    return any(
        names_[-1].end <= figure.start
        and (own := words.OWN_NUMBER.match(text, names_[-1].end)) is not None
        and own.end() > figure.start
        and "(" not in own[0]
        for which, names_ in enumerate(name_groups)
        if which not in used
    )


def _owns(text: str, name: Name, which: int, name_groups: list[list[Name]]) -> bool:
    """Tell whether a number follows the name as its own, not as that of the next name.

    '84% accuracy (72% sensitivity, …' leaves 84% to the accuracy.
    """
    own = words.OWN_NUMBER.match(text, name.end)
    if own is None:
        return False
    if which + 1 == len(name_groups):
        return True
    gap = text[own.end() : name_groups[which + 1][0].start]
    return not words.REST_OF_NUMBER.fullmatch(gap)


def _named_before(
    text: str, group: list[Figure], name_groups: list[list[Name]], used: set[int]
) -> bool:
    return any(
        names_[-1].end <= group[0].start
        and group[0].start - names_[-1].end < 60
        and not re.search(r"\d", text[names_[-1].end : group[0].start])
        for which, names_ in enumerate(name_groups)
        if which not in used
    )


def _leading(
    text: str,
    group: list[Figure],
    name_groups: list[list[Name]],
    number_groups: list[list[Figure]],
    used: set[int],
) -> int | None:
    """Return the names before the numbers that they may belong to."""
    start = group[0].start
    before = [
        i
        for i, names_ in enumerate(name_groups)
        if names_[-1].end <= start
        and (not _aside(text, names_, start) or _each_in_brackets(text, names_, group))
    ]
    if not before:
        return None
    which = before[-1]
    if which in used:
        return which if _continues(text, group, name_groups[which]) else None
    end = name_groups[which][-1].end
    between = [g for g in number_groups if end <= g[0].start < start]
    gap = text[end:start]
    last_gap = text[between[-1][-1].after : start] if between else gap
    far = len(last_gap) > _FORWARD and (between or not words.LISTED_MODELS.fullmatch(gap))
    if len(gap) > _CHAIN or far:
        return None
    if (
        words.FORWARD_STOP.search(last_gap)
        or (";" in last_gap and not between)
        or (between and words.ASSIGNED.search(last_gap) and not words.EACH_ASSIGNED.match(gap))
        or words.DIFFERENCE_BETWEEN.search(gap if len(gap) < _FORWARD else last_gap)
        or (between and _against_people(text, name_groups[which][0].start, last_gap))
    ):
        return None
    if between and (len(between[0]) != len(group) and len(name_groups[which]) > 1):
        return None
    return which


def _aside(text: str, names_: list[Name], start: int) -> bool:
    """Tell whether the names stand in a bracket that is closed before the number."""
    first, last = names_[0], names_[-1]
    if text[first.start - 1 : first.start] == "(" and text[last.end : last.end + 1] == ")":
        return False  # 'area under the curve (AUC) of 0.9'
    depth = 0
    for mark in text[first.start : start]:
        if mark in "([":
            depth += 1
        elif mark in ")]":
            depth -= 1
            if depth < 0:
                return True
    return False


def _each_in_brackets(text: str, names_: list[Name], group: list[Figure]) -> bool:
    """Tell whether numbers go on bracket by bracket: 'X (AUC 0.88), Y (0.87) and Z (0.82)'."""
    own = words.OWN_NUMBER.match(text, names_[-1].end)
    if own is None or len(group) > 1 or text[group[0].start - 1] != "(":
        return False
    gap = text[text.rfind(")", 0, group[0].start) : group[0].start]
    fraction = group[0].decimal and group[0].value <= 1
    return fraction and words.NEXT_BRACKET.fullmatch(gap) is not None


def _continues(text: str, group: list[Figure], names_: list[Name]) -> bool:
    """Tell whether numbers go on after 'N name': '68% accuracy in men and 84% in women'."""
    gap = text[names_[-1].end : group[0].start]
    following = text[group[-1].after : group[-1].after + 5]
    return bool(
        len(names_) == 1
        and len(gap) < 60
        and group[0].percent == text[: names_[0].start].rstrip().endswith("%")
        and words.GOES_ON.fullmatch(gap)
        and re.match(r"\s(?:on|for|in|at|with|wh)|[.,;)]", following)
    )


def _pair(
    group: list[Name], numbers: list[Figure], text: str, alone: bool = False
) -> Iterator[Bound]:
    """Pair k names with k numbers, or one name with all; anything else is left alone.

    `alone`: the one number is said of each name, 'above 90% for sensitivity and specificity'.
    """
    percent = numbers[-1].percent
    numbers = _without_rivals(text, numbers)
    if len(group) == 1:
        labels = [group[0].label] * len(numbers)
        chosen = [group[0]] * len(numbers)
    elif len(numbers) % len(group) == 0:
        share = len(numbers) // len(group)
        ranged = share > 1 and bool(
            words.SLASH_OR_DASH.fullmatch(text, numbers[0].after, numbers[1].start)
        )
        chosen = [name for name in group for _ in range(share)] if ranged else group * share
        labels = [name.label for name in chosen]
    elif len(numbers) == 1 and alone:
        numbers = numbers * len(group)
        chosen, labels = group, [name.label for name in group]
    elif len({name.label for name in group}) == 1 or len(numbers) == 1:
        first = len(numbers) == 1 and _first_of_two(text, group, numbers[0])
        chosen = [group[0 if first else -1]] * len(numbers)
        labels = [name.label for name in chosen]
    else:
        return
    for label, name, figure in zip(labels, chosen, numbers, strict=True):
        given = figure
        if percent and not figure.percent and figure.value > 1:
            given = replace(figure, percent=True)
        gap = text[min(name.end, figure.end) : max(name.start, figure.start)]
        if _fits(label, given, gap, text) and not _difference(text, name, figure):
            start, end = min(name.start, figure.start), max(name.end, figure.after)
            yield Bound(label, given, start, end)


def _first_of_two(text: str, group: list[Name], figure: Figure) -> bool:
    """Tell whether 0.9 is the precision in 'a precision (recall) of 0.9 (0.8)'."""
    if len(group) != 2 or text[group[0].end : group[1].start].strip() != "(":
        return False
    return text[figure.after : figure.after + 2] == " (" and text[figure.after + 2].isdigit()


def _without_rivals(text: str, numbers: list[Figure]) -> list[Figure]:
    """Drop what 'a versus b' sets beside a model's figure where b is a clinician's."""
    for last, figure in pairwise(numbers):
        if _against_people(text, numbers[0].start, text[last.after : figure.start]):
            return numbers[: numbers.index(figure)]
    return numbers


def _against_people(text: str, start: int, gap: str) -> bool:
    """Tell whether a gap says 'versus' in a sentence that speaks of clinicians before `start`."""
    if "vs" not in gap and "versus" not in gap:
        return False
    return bool(words.CLINICIAN.search(text, text.rfind(". ", 0, start) + 1, start))


def _difference(text: str, name: Name, figure: Figure) -> bool:
    """Tell whether the number tells by how much the metric changed: 'an increase in X of 3%'."""
    if figure.start < name.end or words.FROM_TO.search(text, name.end, figure.start):
        return False
    return bool(
        words.DIFFERENCE_IN.search(text, max(0, name.start - 60), name.start)
        or words.DIFFERENCE_NEXT.match(text, name.end)
    )


def _fits(label: str, figure: Figure, gap: str, text: str) -> bool:
    """Tell whether the number can be a value of the metric."""
    if label in ("hazard_ratio", "odds_ratio"):
        near = len(gap) < 25 or (len(gap) < 70 and gap.endswith((" was ", " of ", " were ")))
        return figure.decimal and not figure.percent and near
    if label in words.MEASURED:
        return _fits_measure(figure, gap)
    if words.UNIT_AFTER.match(text, figure.end):
        return False
    if label in SIGNED:
        scaled = label == "kappa" and figure.decimal and 10 <= figure.value <= 100
        written = figure.decimal or figure.percent or figure.value in (0, 1)
        return scaled or (written and _unit(figure) <= 1)
    return figure.value >= 0 and _fits_share(figure, gap)


def _fits_measure(figure: Figure, gap: str) -> bool:
    """Tell whether the number can be an error or a distance: a bare one stands by its name."""
    if figure.decimal or figure.percent:
        return True
    near = len(gap) < (110 if " between " in gap else 45)
    return near and figure.value < 1000 and words.BARE_LINK.fullmatch(gap) is not None


def _fits_share(figure: Figure, gap: str) -> bool:
    """Tell whether the number can be a share, in per cent or as a fraction."""
    value = figure.value
    if figure.percent or figure.decimal:
        return value <= (100 if figure.percent else 1) or (
            not figure.percent
            and 10 <= value <= 100
            and (
                len(gap) < 60 or (figure.end - figure.start < 6 and _SCALED.search(gap) is not None)
            )
        )
    if value == 0:
        return False  # a number cut off behind its point
    if value == 1:
        return words.ONE_LINK.fullmatch(gap) is not None
    return 30 <= value < 100 and words.PLAIN_LINK.fullmatch(gap) is not None


def _unit(figure: Figure) -> float:
    return figure.value / 100 if figure.percent else figure.value
