"""Roles sought for many abstracts at once are those sought one by one."""

import random

from fingerpost.reading.roles.many import Told, likeliest_roles
from fingerpost.reading.roles.model import load, only
from fingerpost.reading.roles.names import TOLD, Role
from fingerpost.reading.roles.words import flatten
from fingerpost.reading.sentences import split, split_many

SAID = (
    "Sepsis is a leading cause of death.",
    "We aimed to predict sepsis early.",
    "A network was trained on 4,512 stays (2014-2019).",
    "The AUC was 0.87 (95% CI 0.84 to 0.90).",
    "Accuracy reached 91%.",
    "Early warning may help clinicians.",
    "Zxqv.",
    "?",
    "Methods: We included 300 patients.",
    "Results: The C-index was 0.71.",
    "Background: Little is known.",
)


def made_up(seed):
    chosen = random.Random(seed)
    return "A title\n" + " ".join(chosen.choices(SAID, k=chosen.randrange(12)))


def one_by_one(told):
    model, spans = load(), [(start, end) for start, end, _ in told.sentences]
    points = model.points(flatten(told.lowered), spans, told.near)
    roles = [roles for _, _, roles in told.sentences]
    return [TOLD[n] for n in model.likeliest(list(map(only, points, roles)))]


def test_many_texts_are_split_as_each_alone():
    texts = [made_up(seed) for seed in range(300)] + ["", "no abstract", "title\n"]
    lowered = [text.lower() for text in texts]
    assert split_many(texts, lowered) == list(map(split, texts, lowered))


def test_only_the_roles_left_open_are_chosen_and_only_near_sentences_are_read():
    text = "we found 91%. we found 92%. earlier work failed. it may help."
    spans = [(0, 13), (14, 27), (28, 48), (49, 61)]
    some = (Role.BACKGROUND, Role.CONCLUSION)
    for near in (range(4), range(1, 3), range(3, 4)):
        for roles in (TOLD, some, (Role.OBJECTIVE,)):
            told = Told(text, [(*span, roles) for span in spans], near)
            found = likeliest_roles([told, told])
            assert found == [one_by_one(told)] * 2
            assert set(found[0]) <= set(roles)


def test_of_no_abstracts_there_are_no_roles():
    assert likeliest_roles([]) == []
