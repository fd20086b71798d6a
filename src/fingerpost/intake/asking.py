"""A person's question turned into a first search, shown to them and theirs to change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from fingerpost.errors import UsageError
from fingerpost.home import Area
from fingerpost.intake.foreign_words import language_of
from fingerpost.intake.general_words import GENERAL
from fingerpost.intake.learning_names import LEARNING
from fingerpost.library import parse_query
from fingerpost.text import slug, squeeze

MOST_CONCEPTS = 6
EVERY_PAPER = "*"

# Machine learning, which every search asks for anyway, and nouns that any question may have.
_OF_THE_METHOD = """
accuracy ai algorithm algorithms analysis application applications approach approaches artificial
assessment assistance automated automatic challenge challenges change changes classification
comparison computer data dataset datasets decision decisions deep detection development diagnosis
difference differences differentiation digital discrimination earlier early effect effectiveness
effects estimation evaluation evidence extraction factor factors forecasting future grade graded
grades grading high idea ideas identification impact implementation improvement intelligence
intelligent interpretation kind kinds language late learning llm llms low machine method methods ml
model models need needs network networks neural onset option options part performance planning
prediction predictions predictive predictor predictors probability quality reading readings
reduction robot role science selection severe severity side software step steps stratification
summarisation summarization summary system systems technology time tool tools training type types
value way ways
"""
# What the papers of any field have been seen in, by or for; alone it names no field.
_WEAK_WORDS = """
acute admission admissions admitted aged alert alerts blood care center centre chronic clinic
clinical clinician clinicians clinics community complication complications condition conditions
consultant consultation consultations department departments disease diseases disorder disorders
doctor doctors ed elderly emergency failure family gp gps health healthcare home hospital
hospitalised hospitalized hospitals icu information injury inpatient inpatients intensive
intra-operative intraoperative invasive junior knowledge laboratory length level levels management
medical medicine midwife midwives news nhs night nights nurse nurses nursing older operation
operations outcome outcomes outpatient outpatients paper papers pathway pathways personal
pharmacist pharmacists pharmacy physician physicians post-operative postoperative practice
pre-operative preoperative pressure primary procedure procedures process professional progression
rate rates registrar research researcher researchers resource resources risk risks round rounds
safety score scores secondary service services shift shifts sick staff stage stages state status
surgeon surgeons surgery surgical symptom symptoms team teams test testing tests theatre therapies
therapist therapists therapy treat treated treating treatment treatments trust unit units unwell
ward wards warning warnings workflow young
"""
# What is measured or what comes of it: a subject only where no disease or task is named.
_SEEN_IN = """
angiography babies baby biomarker biomarkers child children ct ct-scan data death deaths die died
dies discharge discharged dying ecg ecgs eeg ehr ehrs electrocardiogram electrocardiograms film
films histology image images imaging letter letters mammogram mammograms mammography mortality mri
mris neonate neonates newborn newborns note notes pet photo photograph photographs photos pregnant
radiograph radiographs radiography readmission readmissions readmitted record recording recordings
records recurrence registry relapse report reports responder responders response responses scan
scanning scans screening segment segmentation signal signals slide slides survival survive survives
text texts ultrasound video videos vital vitals voice wave waveform waveforms wearable wearables
woman women x-ray x-rays xray xrays
"""
# Who a question is about, by the words that papers have for them.
_WHOSE = {
    **dict.fromkeys(
        ("child", "children", "paediatric", "paediatrics", "pediatric", "pediatrics"),
        "(child* OR pediatric OR paediatric)",
    ),
    **dict.fromkeys(
        ("baby", "babies", "neonate", "neonates", "newborn", "newborns"), "(newborn* OR neonat*)"
    ),
    "pregnant": "pregnan*",
}
# Words beside them that a search can do without: young children, pregnant women.
_OF_SUCH = frozenset(
    ("admitted", "girls", "hospitalised", "hospitalized", "ill", "sick", "unwell", "woman", "women",
     "young")
)  # fmt: skip
# What a model's answer rests on: the general verb of a question becomes what papers call it.
_EXPLAINED = "explainable"
_NARROWING = {**_WHOSE, _EXPLAINED: "(explain* OR interpretab*)"}
_OF_A_MODEL = re.compile(
    r"\b(?:explain(?:ing|s)?|interpret(?:ing|s)?)\s+"
    r"(?:(?:a|the|of|how|why|our|my|their|clinical|such|these)\s+)*"
    r"(?=(?:deep|machine|neural|artificial|ai|ml|black|models?|networks?|algorithms?|predictions?)\b)"
    r"|\b(?:explainab|interpretab|explanation)\w*"
)
_LEARNING_WORDS = """
ai algorithm algorithms artificial automated automatic computer deep forecasting intelligence
learning llm llms machine ml model models network networks neural prediction predictions predictive
robot software
"""
_NAMES_LEARNING = frozenset(_LEARNING_WORDS.split())
_PARTING = (GENERAL | frozenset(_OF_THE_METHOD.split())) - frozenset(_SEEN_IN.split())
_WEAK = frozenset(_WEAK_WORDS.split())
_SEEN = frozenset(_SEEN_IN.split())
_CLAUSE = re.compile(r"[.;:?!](?=\s|$)|\n")
_WORD = re.compile(r"[^\W\d_][\w-]*[^\W_]|[^\W\d_]|[,.:/()]")
_POSSESSIVE = re.compile(r"(?<=\w)['\u2019]s?\b")
_JOINED = re.compile(r"(?:anti|intra|multi|non|peri|post|pre|re|sub)-[^\W\d_]+")
_LOOKS_LIKE_QUERY = re.compile(r'\b(?:AND|OR|NOT)\b|["()\[\]*]|\w:\S')
_NARROWS, _SUBJECT, _SUBJECT_SEEN_IN, _SEEN_ALONE, _ANY_FIELD = 4, 3, 2, 1, 0


class Concept(NamedTuple):
    """Words that stand together in a question, and how much they say about its subject."""

    words: tuple[str, ...]
    strength: int

    @property
    def query(self) -> str:
        """All its words in any order; words that are weak without each other side by side."""
        if len(self.words) > 1 and self.strength == _ANY_FIELD:
            return f'"{" ".join(self.words)}"'
        return " AND ".join(dict.fromkeys(map(_sought, self.words)))


def query_from(question: str) -> str:
    """Return a search for the papers that bear on a question; a search is given back as it is.

    A concept is a run of neighbouring words: grammar, general verbs (develop, improve), times,
    words for machine learning itself and punctuation part one from the next. A paper must have all
    words of a concept, in any order, and of several concepts one. A concept counts only where its
    clause has no stronger one: one that names a subject (sepsis, brain tumour) is stronger than one
    that names what it is seen in or what comes of it (ECG, skin photographs, mortality), and all
    are stronger, in any clause, than one of words that every field has (emergency department,
    research), which is sought as a phrase. A paper must be on the children, newborns or pregnant
    women whom a question names beside its subject, and on explaining where models are to be
    explained. All this goes together with the usual names of machine learning, which are left alone
    where the question names nothing else. UsageError for a question that is not in English or has
    no word that can be searched by.
    """
    if _LOOKS_LIKE_QUERY.search(question) or squeeze(question) == EVERY_PAPER:
        return squeeze(question)
    words = tuple(_WORD.findall(question.casefold()))
    if language := language_of(words):
        raise UsageError(
            f"“{squeeze(question)}” seems to be {language}. Questions are read in English, and most"
            " papers are in English: ask it in English, or give a search of your own."
        )
    concepts = concepts_of(question)
    if not concepts and _NAMES_LEARNING.isdisjoint(words):
        raise UsageError(
            f"No word of “{squeeze(question)}” can be searched by: every field has them. Name the"
            " disease, the patients or the task that you mean, or give a search of your own."
        )
    return query_of(concepts)


def query_of(concepts: Sequence[Concept]) -> str:
    """Return the search for papers with one of the concepts and a name of machine learning."""
    narrowing = [concept.query for concept in concepts if concept.strength == _NARROWS]
    queries = [concept.query for concept in concepts if concept.strength != _NARROWS]
    several = f"({' OR '.join(map(_bracketed, queries))})"
    subject = several if len(queries) > 1 else "".join(queries)
    return " AND ".join([*([subject] if subject else []), *narrowing, LEARNING])


def without_learning(query: str) -> str:
    """Return a search that was made from a question without the names of machine learning in it.

    Empty where none were put there, and where nothing else is asked for.
    """
    added = f" AND {LEARNING}"
    return query.removesuffix(added) if query.endswith(added) else ""


def concepts_of(question: str) -> tuple[Concept, ...]:
    """Return the concepts that a question is searched by, in its order, none within another."""
    kept: list[Concept] = []
    narrowing: list[Concept] = []
    plain = _OF_A_MODEL.sub(f", {_EXPLAINED}, ", _POSSESSIVE.sub("", question.casefold()))
    for clause in _CLAUSE.split(plain):
        found = list(dict.fromkeys(map(_concept, _runs(clause))))
        kept += _strongest([each for each in found if each.strength != _NARROWS])
        narrowing += [each for each in found if each.strength == _NARROWS]
    if any(concept.strength > _ANY_FIELD for concept in kept):
        kept = [concept for concept in kept if concept.strength > _ANY_FIELD]
    elif any(len(concept.words) > 1 for concept in kept):
        kept = [concept for concept in kept if len(concept.words) > 1]
    kept = list(dict.fromkeys(kept))
    subjects = [each for each in kept if not _is_within(each, kept)][:MOST_CONCEPTS]
    return (*subjects, *{each.query: each for each in narrowing}.values())


def without_a_word(concept: Concept) -> tuple[Concept, ...]:
    """Return what a concept becomes without one of its words, as long as it names as much.

    A phrase of words that are weak without each other becomes the same words in any order.
    """
    if len(concept.words) == 1:
        return ()
    if concept.strength == _ANY_FIELD:
        return (Concept(concept.words, _SEEN_ALONE),)
    fewer = ((*concept.words[:at], *concept.words[at + 1 :]) for at in range(len(concept.words)))
    return tuple(each for each in map(_concept, fewer) if each.strength >= concept.strength)


def names_no_field(word: str) -> bool:
    """Return whether a word, in lower case, tells no field of medicine from another by itself."""
    return word in _WEAK or word in _PARTING


def _strongest(concepts: list[Concept]) -> list[Concept]:
    most = max((concept.strength for concept in concepts), default=0)
    return [concept for concept in concepts if concept.strength == most]


def _is_within(concept: Concept, others: Iterable[Concept]) -> bool:
    """True where what this concept finds, another finds anyway."""
    if concept.strength == _ANY_FIELD:
        mine = f" {' '.join(concept.words)} "
        return any(f" {' '.join(o.words)} " in mine for o in others if o != concept)
    return any(set(other.words) < set(concept.words) for other in others)


def _concept(run: Sequence[str]) -> Concept:
    words = tuple(dict.fromkeys(run))
    if (narrowing := _NARROWING.keys() & words) and set(words) <= narrowing | _OF_SUCH:
        return Concept(tuple(word for word in words if word in narrowing), _NARROWS)
    own = sum(word not in _WEAK and word not in _SEEN for word in words)
    if own == 1 and len(words) > 1 and words[-1] in _SEEN:
        return Concept(words, _SUBJECT_SEEN_IN)
    if own:
        return Concept(words, _SUBJECT)
    return Concept(words, _SEEN_ALONE if _SEEN & set(words) else _ANY_FIELD)


def _sought(word: str) -> str:
    """A word as it is sought: one with a hyphen is a phrase, which has no other forms by itself."""
    if word in _NARROWING:
        return _NARROWING[word]
    if "-" not in word or not word[-1].isalpha():
        return word
    stem = word[:-1] if word.endswith("s") and not word.endswith("ss") else word
    if _JOINED.fullmatch(word):
        return f"({stem}* OR {word.replace('-', '')})"
    return f"{stem}*"


def _bracketed(query: str) -> str:
    return f"({query})" if " AND " in query else query


def _runs(clause: str) -> list[list[str]]:
    """The words between parting words and punctuation, in lower case."""
    runs: list[list[str]] = [[]]
    for word in _WORD.findall(clause):
        if word in _PARTING or not word[0].isalpha():
            runs.append([])
        else:
            runs[-1].append(word)
    return [run for run in runs if run]


def area_from(title: str, query: str | None = None, question: str = "") -> Area:
    """Return a new area from what a person calls it, with a query made from it unless given.

    QueryError, which is wrong use too, for a query or a title with signs of one that is faulty.
    """
    title = squeeze(title)
    if not title:
        raise UsageError("An area needs a name, such as  'Early warning of sepsis'.")
    if title == EVERY_PAPER and query is None:
        return Area(name="every-paper", title="Every paper in the library", query=EVERY_PAPER)
    made = query or query_from(title)
    parse_query(made)
    return Area(name=slug(title), title=title, query=made, question=question)
