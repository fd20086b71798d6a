"""Public data sets by their names, and words that only look like them."""

import re

import pytest

from fingerpost.reading import appraise
from fingerpost.reading.datasets import known_datasets
from fingerpost.records import Paper


def named(abstract, title="A model"):
    return [f.value for f in appraise(Paper(title=title, abstract=abstract)).datasets]


@pytest.mark.parametrize(
    ("abstract", "names"),
    [
        ("We used the MIMIC-III database.", ["MIMIC-III"]),
        ("We used MIMIC-IV and the eICU database.", ["MIMIC-IV", "eICU"]),
        ("We trained on CheXpert and ChestX-ray14.", ["CheXpert", "ChestX-ray14"]),
        ("We took images of the Alzheimer's Disease Neuroimaging Initiative.", ["ADNI"]),
        ("We studied participants of UK Biobank.", ["UK Biobank"]),
        ("We report results on BraTS 2018 and ISIC 2017.", ["BraTS", "ISIC"]),
        ("We tested it on the DRIVE and STARE datasets.", ["DRIVE", "STARE"]),
        ("We drew cases from The Cancer Genome Atlas (TCGA).", ["TCGA"]),
        ("We used the Surveillance, Epidemiology, and End Results registry.", ["SEER"]),
        ("We used the corpus of the 2014 i2b2 challenge.", ["i2b2 and n2c2"]),
    ],
)
def test_names_are_found(abstract, names):
    assert named(abstract) == names


@pytest.mark.parametrize(
    "abstract",
    [
        "We mimic clinicians in a database of our own.",
        "We drive a car with a dataset of our own.",
        "We stare at images of a dataset.",
        "We used a MIMIC model of latent causes.",
        "We used an i2b2-based query tool.",
        "We collected a chaos of data.",
        "Background: UK Biobank is large. Methods: We used our own records.",
    ],
)
def test_other_senses_and_the_background_do_not_count(abstract):
    assert named(abstract) == []


def test_a_particular_name_takes_the_general_one_s_place():
    assert named("We used MIMIC-III; MIMIC is public.") == ["MIMIC-III"]


def test_the_list_is_sound():
    known = known_datasets()
    assert len({each.name for each in known}) == len(known) >= 100
    for each in known:
        assert each.access in ("open", "on application")
        assert each.source.startswith(("https://", "http://"))
        assert each.words == each.words.lower()
        re.compile(each.written)
