"""Labels of topics: noun phrases that many papers of the topic have and few others.

The score of a phrase is its share in the topic times the logarithm of how much larger that is than
its share elsewhere, with a bonus for phrases of several words; loose words that only fill papers
on machine learning count little. A phrase that another topic has a larger share of is not used, so
that a label tells its papers from its neighbours'. A second phrase is there for papers without the
first; a topic few of whose papers have any of them is called by three 'and others'.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log2
from typing import Final, NamedTuple

from fingerpost.landscape.words import (
    BREAK,
    LONGEST,
    Words,
    carries,
    ends_phrase,
    is_filler,
    phrases,
    starts_phrase,
)

BONUS: Final = {1: 1.0, 2: 1.9, 3: 1.9}
FILLER: Final = 0.1
HALF_FILLER: Final = 0.8
MIXED: Final = 0.25
"""Where the label's phrases stand in less than this share of its papers, others are named too."""
AND_OTHERS: Final = " and others"
NAMED_OF_MIXED: Final = 3
SECOND: Final = 0.45
"""A second phrase joins the label if it scores at least this share of the first."""
BESIDE: Final = 0.25
"""This share of the papers with the second phrase must be without the first."""
LEAST_HAVING: Final = 0.03
"""A phrase beside the first stands in at least this share of the topic's papers."""
FEW_HAVING: Final = 4
"""And in so many papers, or a quarter of a topic of fewer than sixteen."""
STEM: Final = 5
SMALL: Final = 20
"""A topic of fewer papers is not called by others."""
TERMS: Final = 8
RANKED: Final = 60
SAMPLE: Final = 10_000
"""Of more papers, every second or third … is looked at for phrases."""

VAGUE: Final = frozenset({"inference", "crisis", "decade", "news"})
"""Words that name no subject in a label, though they help to tell papers apart."""
WHOLE: Final = {"term memory": "long short-term memory"}
"""Phrases that begin too late, because no phrase begins with 'long' or 'short'."""

LONGEST_SHOWN: Final = 5
GOES_ON: Final = 0.7
"""A phrase is shown with the word beside it where this share of its places have that one."""

Phrase = tuple[str, ...]
_Found = tuple[set[Phrase], set[Phrase]]
"""The phrases of a paper's title and of its abstract."""


class Label(NamedTuple):
    """What a topic is called, and the phrases that are special to it."""

    label: str
    terms: tuple[str, ...]


class _Scored(NamedTuple):
    phrase: Phrase
    score: float
    papers: int
    """Titles and abstracts of the topic that have it, each counted."""


class _Group(NamedTuple):
    """The phrases of a topic's papers, titles and abstracts each counted, and those of each."""

    counts: Counter[Phrase]
    papers: list[_Found]
    text: list[str]
    """Their titles and bodies: words between blanks."""

    @property
    def size(self) -> int:
        """How many papers it has; one at least."""
        return max(1, len(self.papers))

    def share(self, phrase: Phrase) -> float:
        """Return the share of titles and abstracts that have the phrase."""
        return self.counts[phrase] / (2 * self.size)

    def having(self, phrase: Phrase) -> frozenset[int]:
        """Return the numbers of its papers whose title or abstract has the phrase."""
        return frozenset(
            at for at, (title, body) in enumerate(self.papers) if phrase in title or phrase in body
        )


def label_topics(words: Words, topics: Sequence[int]) -> list[Label]:
    """Return a label for each topic (numbered from 0), no two the same."""
    return label_levels(words, [topics])[0]


def label_levels(words: Words, levels: Sequence[Sequence[int]]) -> list[list[Label]]:
    """Return a label for each topic of each level, no two the same on any level.

    A level gives the topic of each paper, from 0; -1 is a paper without one. Phrases are counted
    in at most `SAMPLE` papers, evenly taken.
    """
    step = -(-len(words.titles) // SAMPLE) or 1
    found = [
        (set(phrases(title)), set(phrases(body)))
        for title, body in zip(words.titles[::step], words.bodies[::step], strict=True)
    ]
    total: Counter[Phrase] = Counter()
    for title, body in found:
        total.update(title)
        total.update(body)
    taken: set[str] = set()
    texts = [
        " ".join(("", *title, BREAK, *body, BREAK, ""))
        for title, body in zip(words.titles[::step], words.bodies[::step], strict=True)
    ]
    return [
        _label_level(
            words, _groups(found, texts, level[::step], max(level, default=-1)), total, taken
        )
        for level in levels
    ]


def _groups(
    found: Sequence[_Found], texts: Sequence[str], topics: Sequence[int], last: int
) -> list[_Group]:
    groups = [_Group(Counter(), [], []) for _ in range(last + 1)]
    for paper, text, topic in zip(found, texts, topics, strict=True):
        if topic >= 0:
            groups[topic].text.append(text)
            for phrases_of_it in paper:
                groups[topic].counts.update(phrases_of_it)
            groups[topic].papers.append(paper)
    return groups


def _label_level(
    words: Words, groups: Sequence[_Group], total: Counter[Phrase], taken: set[str]
) -> list[Label]:
    labels: list[Label] = []
    papers = -(-len(words.titles) // (-(-len(words.titles) // SAMPLE) or 1))
    largest = _largest_shares(groups)
    for topic, group in enumerate(groups):
        ranked = _ranked(group, total, papers, largest)
        chosen = _without_overlap(ranked)
        text = "".join(group.text)
        shown = [_shown(_whole(scored.phrase, text), words.spellings) for scored in chosen]
        label = _name(group, chosen, shown, taken) or _numbered(topic + 1, taken)
        taken.add(label)
        labels.append(Label(label, tuple(shown)))
    return labels


def _numbered(number: int, taken: set[str]) -> str:
    while f"Topic {number}" in taken:
        number += 1
    return f"Topic {number}"


def _ranked(
    group: _Group, total: Counter[Phrase], papers: int, largest: Mapping[Phrase, float]
) -> list[_Scored]:
    """Phrases of a topic, the most telling first, none that another topic has more of."""
    size = group.size
    least = max(2, size // 40) if size > 2 else 1
    scored = []
    for phrase, count in group.counts.items():
        if count < least:
            continue
        share = group.share(phrase)
        elsewhere = (total[phrase] - count + 0.5) / (2 * (papers - size) + 1)
        lift = log2(share / elsewhere) if papers > size else 1.0
        if lift > 0.7:
            scored.append(_Scored(phrase, share**0.8 * lift * _weight(phrase), count))
    scored.sort(key=lambda one: (-round(one.score, 6), one.phrase))
    best = [one for one in scored[: 2 * RANKED] if largest[one.phrase] <= group.share(one.phrase)]
    return (best or scored)[:RANKED]


def _largest_shares(groups: Sequence[_Group]) -> dict[Phrase, float]:
    """Return the share of each phrase in the topic that has most of it."""
    largest: dict[Phrase, float] = {}
    for group in groups:
        for phrase in group.counts:
            share = group.share(phrase)
            if share > largest.get(phrase, 0.0):
                largest[phrase] = share
    return largest


def _weight(phrase: Phrase) -> float:
    fillers = sum(map(_is_vague, phrase))
    weight = BONUS[len(phrase)]
    if fillers == len(phrase):
        return weight * FILLER
    return weight * (HALF_FILLER if fillers else 1.0)


def _without_overlap(ranked: Sequence[_Scored]) -> list[_Scored]:
    """The best phrases, none sharing a word with a better one."""
    chosen: list[_Scored] = []
    used: set[str] = set()
    for best in ranked:
        if len(chosen) == TERMS:
            break
        if _overlaps(best.phrase, used) or _abbreviates(best.phrase, chosen):
            continue
        fuller = _fuller(best, ranked)
        if not _overlaps(fuller.phrase, used):
            chosen.append(fuller)
            used.update(fuller.phrase)
    return chosen


def _overlaps(phrase: Phrase, used: Iterable[str]) -> bool:
    """Tell whether a word of the phrase is used, or one with the same first letters."""
    return any(_stem(word, other) == _stem(other, word) for word in phrase for other in used)


def _stem(word: str, other: str) -> str:
    """As many first letters as the shorter word has, four at least and five at most."""
    return word[: max(4, min(STEM, len(other)))] if min(len(word), len(other)) >= 4 else word


def _fuller(scored: _Scored, ranked: Sequence[_Scored]) -> _Scored:
    """A longer phrase that stands for most of the shorter one's papers, or the same."""
    joined = " ".join(scored.phrase)
    for other in ranked:
        longer = len(other.phrase) > len(scored.phrase)
        within = f" {joined} " in f" {' '.join(other.phrase)} "
        if longer and within and other.papers >= 0.6 * scored.papers:
            return other
    return scored


def _abbreviates(phrase: Phrase, chosen: Iterable[_Scored]) -> bool:
    """Tell whether one is the initials of the other: 'mri', 'magnetic resonance imaging'."""
    for other in chosen:
        for short, full in ((phrase, other.phrase), (other.phrase, phrase)):
            initials = "".join(word[0] for word in full)
            if len(short) == 1 and len(full) > 1 and short[0].rstrip("s") == initials:
                return True
    return False


def _whole(phrase: Phrase, text: str) -> Phrase:
    """The phrase with the words that nearly always stand beside it: 'ejection' has its 'fraction'.

    Phrases of no more than three words are counted, so that names of four are cut.
    """
    while LONGEST <= len(phrase) < LONGEST_SHOWN:
        said = re.escape(" ".join(phrase))
        before = _usual(re.findall(rf" (\S*) {said} ", text))
        after = _usual(re.findall(rf" {said} (?=(\S*) )", text))
        if carries(after) and ends_phrase(after):
            phrase = (*phrase, after)
        elif carries(before) and starts_phrase(before):
            phrase = (before, *phrase)
        else:
            return phrase
    return phrase


def _usual(words: Sequence[str]) -> str:
    """The word that nearly all of them are, or nothing."""
    word, count = Counter(words).most_common(1)[0] if words else (BREAK, 0)
    return word if count >= GOES_ON * len(words) else BREAK


def _shown(phrase: Phrase, spellings: Mapping[str, str]) -> str:
    """The phrase as it is written, only its last word in the plural."""
    *before, last = phrase
    shown = [spellings.get(word, word) for word in phrase[:-1]]
    kept = [
        text if text.casefold() == word or not text.islower() else word
        for word, text in zip(before, shown, strict=True)
    ]
    written = " ".join([*kept, spellings.get(last, last)])
    return WHOLE.get(written.casefold(), written)


def _says_little(phrase: Phrase) -> bool:
    return all(map(_is_vague, phrase))


def _is_vague(word: str) -> bool:
    return word in VAGUE or is_filler(word)


def _name(group: _Group, chosen: Sequence[_Scored], shown: Sequence[str], taken: set[str]) -> str:
    """The best phrase, with a second where it says nearly as much or the first is taken."""
    if not chosen:
        return ""
    chosen, shown, having, scores = _common_first(group, chosen, shown)
    named = _together(scores, having)
    candidates = [", ".join(shown[at] for at in named)]
    if group.size >= SMALL and _is_mixed(group, [(chosen[at], having[at]) for at in named]):
        little = [_says_little(scored.phrase) for scored in chosen]
        telling = [0.0 if one else score for score, one in zip(scores, little, strict=True)]
        several = _several(telling, having) or named
        candidates.insert(0, ", ".join(shown[at] for at in several) + AND_OTHERS)
    candidates.append(shown[0])
    candidates.extend(f"{shown[0]}, {text}" for text in shown[1:])
    labels = map(capitalised, candidates)
    return next((label for label in labels if label not in taken), "")


def _common_first(
    group: _Group, chosen: Sequence[_Scored], shown: Sequence[str]
) -> tuple[list[_Scored], list[str], list[frozenset[int]], list[float]]:
    """The phrases and their papers, those of too few papers last and with a score of 0."""
    having = [group.having(scored.phrase) for scored in chosen]
    least = max(LEAST_HAVING * group.size, min(FEW_HAVING, group.size / 4))
    enough = [len(papers) >= least for papers in having]
    order = sorted(range(len(chosen)), key=lambda at: not enough[at])
    return (
        [chosen[at] for at in order],
        [shown[at] for at in order],
        [having[at] for at in order],
        [chosen[at].score if enough[at] else 0.0 for at in order],
    )


def _is_mixed(group: _Group, named: Sequence[tuple[_Scored, frozenset[int]]]) -> bool:
    """Tell whether the phrases say nothing, or few papers of the topic have any of them."""
    covered = frozenset[int]().union(*(papers for _, papers in named))
    little = all(_says_little(scored.phrase) for scored, _ in named)
    return little or len(covered) < MIXED * group.size


def _together(scores: Sequence[float], having: Sequence[frozenset[int]]) -> list[int]:
    """The first phrase, and of those that say nearly as much the one most beside the first."""
    near = [at for at in range(1, len(scores)) if scores[at] >= max(SECOND * scores[0], 1e-9)]
    beside = {at: _beside(having[at], having[0]) for at in near}
    apart = [at for at in near if beside[at] >= BESIDE]
    best = max(apart, key=lambda at: (_worth(scores[at], beside[at]), -at), default=None)
    return [0, *([best] if best is not None else near[:1])]


def _several(scores: Sequence[float], having: Sequence[frozenset[int]]) -> list[int]:
    """Up to three phrases, each of papers that the others are not of; none with a score of 0."""
    left = [at for at, score in enumerate(scores) if score]
    named: list[int] = []
    covered: frozenset[int] = frozenset()
    while left and len(named) < NAMED_OF_MIXED:
        gains = {at: _worth(scores[at], _beside(having[at], covered)) for at in left}
        at = max(left, key=lambda at: (gains[at], -at))
        named.append(at)
        covered |= having[at]
        left.remove(at)
    return named


def _beside(papers: frozenset[int], others: frozenset[int]) -> float:
    """The share of papers that are none of the others."""
    return len(papers - others) / max(1, len(papers))


def _worth(score: float, beside: float) -> float:
    """What a further phrase is worth: half of its score for papers that have another."""
    return round(score * (1 + beside) / 2, 6)


def capitalised(label: str) -> str:
    """Return the label with a capital first letter, unless its first word has its own ('mRNA')."""
    first = label.split(" ", 1)[0]
    return label if first != first.lower() else label[:1].upper() + label[1:]
