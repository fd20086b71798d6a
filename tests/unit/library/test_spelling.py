"""British and American spellings are one word; words that only look alike stay two."""

from __future__ import annotations

from pathlib import Path

import pytest

from fingerpost.library import Library
from fingerpost.library.index.spelling import one_spelling, respelt
from fingerpost.library.index.words import words_of
from fingerpost.records import Paper

PAIRS = """
tumour tumor; tumours tumors; tumourigenic tumorigenic; behavioural behavioral; colour color
favourable favorable; labour labor; neighbouring neighboring; vapour vapor; odour odor
anaemia anemia; anaemic anemic; leukaemia leukemia; ischaemic ischemic; bacteraemia bacteremia
hypoglycaemia hypoglycemia; haemoglobin hemoglobin; haemorrhage hemorrhage; haematology hematology
septicaemia septicemia; hyponatraemia hyponatremia; uraemic uremic; hypoxaemia hypoxemia
oedema edema; lymphoedema lymphedema; papilloedema papilledema; oesophagus esophagus
oesophageal esophageal; transoesophageal transesophageal; gastrooesophageal gastroesophageal
oestrogen estrogen; oestradiol estradiol; phytooestrogen phytoestrogen; foetal fetal; foetus fetus
diarrhoea diarrhea; diarrhoeal diarrheal; amenorrhoea amenorrhea; dyspnoea dyspnea; apnoeic apneic
homoeopathy homeopathy; coeliac celiac; manoeuvre maneuver; manoeuvres maneuvers
paediatric pediatric; orthopaedic orthopedic; paediatrician pediatrician; gynaecology gynecology
aetiology etiology; anaesthesia anesthesia; anaesthetised anesthetized; paraesthesia paresthesia
caecum cecum; faecal fecal; caesarean cesarean; naevus nevus; phaeochromocytoma pheochromocytoma
leucocyte leukocyte; sulphate sulfate; fibre fiber; fibres fibers; centre center; centred centered
multicentre multicenter; litre liter; millilitres milliliters; titre titer; metre meter
randomised randomized; randomisation randomization; characterise characterize; hospitalised
hospitalized; normalising normalizing; optimiser optimizer; generalisability generalizability
standardised standardized; prioritise prioritize; utilisation utilization; unrecognised unrecognized
analyse analyze; analysed analyzed; analysing analyzing; catalysed catalyzed; hydrolyse hydrolyze
dialysed dialyzed; haemolysed hemolyzed; analogue analog; catalogued cataloged; homologues homologs
modelling modeling; labelled labeled; unlabelled unlabeled; signalling signaling
counsellor counselor; programme program; programmes programs; enrolment enrollment; fulfil fulfill
practise practice; practising practicing; defence defense; licence license; sceptical skeptical
mould mold; ageing aging; judgement judgment; grey gray; artefacts artifacts; aluminium aluminum
disc disk; œdema edema; fœtal fetal
"""
DIFFERENT = """
four for; our or; hour hor; pour por; tour tor; sour sor; course corse; source sorce; contour contor
precise precize; wise wize; rise rize; exercise exercize; promise promize; premise premize
raise raize; revise revize; supervise supervize; expertise expertize; surprise surprize
genre gener; acre acer; tire tier; were weer; there theer; aerobic erobic; anaerobic anerobic
archaea archea; shoe she; does des; toes tes; poem pem; coefficient cefficient; oboe obe
falling faling; controlled controled; calling caling; rogue rog; fatigue fatig; vogue vog
angioedema angiedema; proestrus prestrus; crises crizes; bases bazes; diseased dizeazed
"""


def pairs(text: str) -> list[tuple[str, str]]:
    return [
        (one, other) for one, other in (pair.split() for pair in " ".join(text.split()).split(";"))
    ]


def rows(text: str) -> list[tuple[str, str]]:
    return pairs(";".join(line.strip().rstrip(";") for line in _joined(text)))


def _joined(text: str) -> list[str]:
    """Return lines; a line that ends in the middle of a pair goes on in the next."""
    lines: list[str] = []
    for line in text.strip().splitlines():
        if lines and len(lines[-1].split(";")[-1].split()) == 1:
            lines[-1] += f" {line}"
        else:
            lines.append(line)
    return lines


@pytest.mark.parametrize(("british", "american"), rows(PAIRS))
def test_both_spellings_are_one_word(british: str, american: str) -> None:
    assert one_spelling(british).lower() == one_spelling(american).lower()
    assert words_of(british, stems=True) == words_of(american, stems=True)


@pytest.mark.parametrize(("one", "other"), rows(DIFFERENT))
def test_words_that_only_look_alike_stay_two(one: str, other: str) -> None:
    assert one_spelling(one) != one_spelling(other)


def test_forms_of_a_word_still_meet() -> None:
    for forms in (
        "precise precision",
        "supervised supervision",
        "exercise exercises exercised",
        "revised revision",
        "analyses analysed analyze",
        "randomise randomized",
    ):
        assert len({words_of(form, stems=True)[0] for form in forms.split()}) == 1, forms


def test_only_the_words_change() -> None:
    assert respelt("In 4 TRIALS (tumour-free), p<0.05") == "In 4 TRIALS (tumor-free), p<0.05"


@pytest.mark.parametrize(
    ("asked", "found"),
    [("tumor", "1"), ("tumour", "1"), ("randomized", "1"), ("oedema", "2"), ("edema", "2")],
)
def test_either_spelling_finds_both_and_quoted_words_keep_their_form(
    tmp_path: Path, asked: str, found: str
) -> None:
    with Library.open(tmp_path) as library:
        library.put([
            Paper(title="Tumours", abstract="A randomised trial.", pmid="1"),
            Paper(title="Edema of the lung", pmid="2"),
        ])  # fmt: skip
        assert [hit.paper.pmid for hit in library.search(asked).hits] == [found]
        assert [hit.paper.pmid for hit in library.rank(asked).hits] == [found]
        assert library.search('"tumor"').total == library.search('"tumour"').total == 0
        assert library.search('"tumours"').total == library.search('"oedema"').total == 1


@pytest.mark.parametrize(
    "around", ["{},", "({})", "{}-based", "non-{}", "{}\nnext", '"{}".', "{}/1"]
)
def test_signs_beside_a_word_change_nothing(around: str) -> None:
    for british, american in rows(PAIRS):
        assert words_of(around.format(british), stems=True) == words_of(
            around.format(american), stems=True
        ), (british, american)
