import pytest

from fingerpost.reading import appraise
from fingerpost.reading.numbers import from_words, wholes
from fingerpost.records import Paper


def people(sentence: str) -> int | None:
    return appraise(Paper(title="A made-up model", abstract=sentence)).participants.value


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We studied 1,204 patients with sepsis.", 1204),
        ("We studied 1 204 patients with sepsis.", 1204),
        ("We studied 1\u2009204 patients with sepsis.", 1204),
        ("We studied 1\u00a0204 patients with sepsis.", 1204),
        ("We enrolled adults with asthma (n=1 204).", 1204),
        ("We enrolled adults with asthma (n = 45).", 45),
        ("We studied $1{,}204$ patients.", 1204),
        ("Two hundred and twelve patients were included in this study.", 212),
        ("We scanned fifty eight patients with migraine.", 58),
        ("Eighty-eight consecutive patients were recruited.", 88),
        ("Eight-thousand four-hundred twenty-two women were enrolled.", 8422),
        ("We used records of 1.2 million patients.", 1_200_000),
        ("We used a cohort of 300 patients, of whom 40 patients died.", 300),
        ("We collected 2,000 chest images from 150 patients.", 150),
        ("We trained on a dataset of 5,000 radiographs.", 5000),
        ("We compared 40 patients with asthma and 38 healthy controls.", 78),
        ("We included a total of 78 people: 40 patients and 38 healthy controls.", 78),
        ("The training set had 500 patients and the test set had 100 patients.", None),
        ("We built a model. It was made for 1 in 68 children.", None),
        ("We trained a model in 2019; patients were aged 65 years.", None),
        ("We read 95% of patients right at 3 hospitals.", None),
        ("We modelled the number of COVID-19 cases and IL-6 patients.", None),
        ("We enrolled women (n = 112): 57 to yoga (n = 57) and 55 to care (n = 55).", 112),
        ("We assigned 442 patients to A and 443 to B; 885 patients took part.", 885),
        ("Of the 885 patients, 442 were given the drug.", 885),
        ("The cohort was 6,224 (2.7% of all stays) patient encounters.", 6224),
        ("We followed 2144 (1063 on drug, 1081 not) patients.", 2144),
        ("We included 211 lung cancer patient with scans.", 211),
        (
            "Thirty-eight newly diagnosed stage II or III breast cancer patients were randomized.",
            38,
        ),
        ("We studied a clinic (~75,000 clients a year).", None),
        ("We have scans of 262, 100, 219, and 78 persons of four groups, respectively.", None),
        ("We trained on 96 x 96 grayscale images.", None),
        ("We scanned 43 subjects (27 patients, 16 controls).", 43),
        ("We scanned 45 subjects: 15 patients with A, 15 with B and 15 normal subjects.", 45),
        ("Nurses read 5 simulated clinical cases.", None),
        ("We split 60 CT scans into a training set of 40 and a test set of 20 patients.", 60),
        ("We had 71 people with Parkinson's disease (PD) and 67 healthy controls.", 138),
        ("We used the records of more than 9631 subjects suffering from colic.", 9631),
        ("We included 300 patients; the first 100 cases of each topic were read.", 300),
    ],
)
def test_the_number_of_people_as_papers_write_it(sentence, expected):
    assert people(sentence) == expected


def test_the_size_of_other_studies_in_the_background_is_not_the_sample():
    abstract = (
        "Stroke affects 15,000,000 people worldwide. A previous study of 9,000 patients failed. "
        "In this study we followed 120 patients."
    )
    assert people(abstract) == 120


def test_split_sizes_are_told_apart_from_the_total():
    abstract = (
        "We studied 600 patients. The training set held 400 patients and the test set "
        "held 200 patients. An external validation cohort had 90 patients."
    )
    appraisal = appraise(Paper(title="A made-up model", abstract=abstract))
    assert appraisal.participants.value == 600
    assert {(role, count.value) for role, count in appraisal.splits} == {
        ("train", 400),
        ("test", 200),
        ("external", 90),
    }


def test_the_unit_and_the_quote_are_told():
    appraisal = appraise(Paper(title="T", abstract="We included 45 outpatients in all."))
    assert appraisal.participants.unit == "outpatients"
    assert appraisal.participants.evidence[0].quote == "45 outpatients"


@pytest.mark.parametrize(
    ("words", "value"),
    [("two hundred and twelve", 212), ("fifty eight", 58), ("three thousand", 3000)],
)
def test_spelled_numbers(words, value):
    assert from_words(words) == value


def test_decimals_and_percentages_are_no_whole_numbers():
    assert [w.value for w in wholes("0.87 and 3.5 and 12 and 0·9")] == [12]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("We trained it on data from 12 hospitals.", 12),
        ("We trained it at a single academic medical centre.", 1),
        ("We included patients treated in our hospital.", 1),
        ("We tested it across three medical centers.", 3),
        ("We sequenced 21 laboratory test items.", None),
        ("We looked at 300 CpG sites.", None),
        ("We used data of the Royal Example Hospital.", None),
    ],
)
def test_sites(sentence, expected):
    assert appraise(Paper(title="A model", abstract=sentence)).sites.value == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Infection followed 234 surgeries among the 7910 surgeries available for analysis.",
         7910),
        ("A total of 345 patients (233, development cohort; 112, test cohort) took part.", 345),
        (("A total of 80 patients (training cohort: 63 patients; test cohort: 17 patients) were "
         "studied."), 80),
        ("We studied 1,045 complex patients with a total of 59,948 encounters.", 1045),
        ("We used 621,178 patients. External validation used 5,515,508 patients.", 621178),
    ],
)  # fmt: skip
def test_the_whole_is_taken_and_not_its_parts(sentence, expected):
    assert people(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It was validated on 100 patients, of whom 70 patients formed the training set.", 100),
        ("The notes were held against a curated, 7439 patient research database.", 7439),
        ("We analysed 1449 low-dose CT studies of a screening trial.", 1449),
        ("The organisers annotated 303 documents for training and 202 for testing.", None),
    ],
)  # fmt: skip
def test_a_whole_is_told_from_its_parts(sentence: str, expected: int | None) -> None:
    found = appraise(Paper(title="A network", abstract=f"Methods: {sentence} Results: Good."))
    assert found.participants.value == expected
