"""Labels: noun phrases, written as in the papers, no filler, no two the same."""

from __future__ import annotations

from fingerpost.landscape.labels import capitalised, label_topics
from fingerpost.landscape.words import phrases, read_words, tokens
from fingerpost.records import MeshHeading, Paper


def labelled(*groups: list[str]) -> list[str]:
    given = [Paper(title=title) for group in groups for title in group]
    topics = [number for number, group in enumerate(groups) for _ in group]
    return [found.label for found in label_topics(read_words(given), topics)]


def test_phrases_are_runs_that_end_in_a_noun() -> None:
    found = {
        " ".join(p) for p in phrases(tokens("Using deep learning for chronic kidney disease."))
    }
    assert "chronic kidney disease" in found
    assert "chronic" not in found
    assert not any("using" in phrase.split() for phrase in found)
    assert not any(phrase.endswith(" for") for phrase in found)


def test_no_phrase_crosses_a_mark() -> None:
    found = {" ".join(p) for p in phrases(tokens("sepsis, stroke"))}
    assert found == {"sepsis", "stroke"}


def test_capitals_stay_and_plurals_merge() -> None:
    scans = ["Brain MRI of tumours", "A brain MRI study", "Brain MRIs at night", "More brain MRI"]
    fever = ["COVID-19 wards", "Wards in COVID-19", "A ward with COVID-19", "COVID-19 on a ward"]
    first, second = labelled(scans, fever)
    assert "MRI" in first
    assert "COVID-19" in second


def test_headline_capitals_do_not_show() -> None:
    shouted = [f"Breast Cancer Screening Programme Number {n}" for n in "abcdef"]
    calm = [f"Kidney stones in people {n}" for n in "abcdef"]
    assert labelled(shouted, calm)[0].startswith("Breast cancer")


def test_machine_learning_filler_is_not_a_label_where_something_else_is_special() -> None:
    eyes = [f"Deep learning model for glaucoma {n}" for n in "abcdef"]
    hips = [f"Deep learning model for hip fracture {n}" for n in "abcdef"]
    assert labelled(eyes, hips) == ["Glaucoma", "Hip fracture"]


def test_topics_with_the_same_words_still_get_two_labels() -> None:
    same = [f"Sepsis in children {n}" for n in "abcd"]
    found = labelled(same, same, [f"Stroke unit {n}" for n in "abcd"])
    assert len(set(found)) == 3


def test_an_abbreviation_does_not_stand_beside_its_words() -> None:
    scans = [f"Magnetic resonance imaging (MRI) of knees {n}" for n in "abcdef"]
    other = [f"Sleep in shift workers {n}" for n in "abcdef"]
    label = labelled(scans, other)[0].casefold()
    assert not ("mri" in label and "magnetic resonance imaging" in label)


def test_a_first_word_with_its_own_capitals_is_left() -> None:
    assert capitalised("mRNA vaccine") == "mRNA vaccine"
    assert capitalised("breast cancer") == "Breast cancer"


def test_a_topic_without_words_has_a_label_all_the_same() -> None:
    assert labelled(["???"]) == ["Topic 1"]


def test_headings_given_to_everything_are_no_words_of_a_paper() -> None:
    paper = Paper(title="Sepsis", mesh=(MeshHeading("Adolescent"), MeshHeading("Shock, Septic")))
    (body,) = read_words([paper]).bodies
    assert "adolescent" not in body
    assert "septic" in body


def test_a_topic_of_many_subjects_is_called_by_three_and_others() -> None:
    subjects = ("glaucoma", "asthma", "psoriasis", "gout", "rabies", "scurvy", "measles", "mumps",
                "rickets", "anthrax", "cholera", "plague", "leprosy", "tetanus")  # fmt: skip
    mixed = [f"The {subject} of {n}" for subject in subjects for n in range(5)]
    (label, _) = labelled(mixed, [f"Sepsis warning {n}" for n in range(90)])
    assert label.endswith(" and others")
    named = label.removesuffix(" and others").casefold().split(", ")
    assert len(named) == 3
    assert {name.split()[0] for name in named} <= set(subjects)


def test_the_second_phrase_is_of_papers_that_have_not_the_first() -> None:
    both = [f"Pacemaker wire of the atrium {n}" for n in "abcdefgh"]
    other = [f"Holter tape {n}" for n in "abcdef"]
    (label, _) = labelled([*both, *other], [f"Sepsis warning {n}" for n in "abcdefgh"])
    assert label == "Pacemaker wire, holter tape"


def test_short_term_memory_is_named_whole() -> None:
    kept = [f"Long short-term memory of breathing {n}" for n in "abcdef"]
    other = [f"Hip fracture {n}" for n in "abcdef"]
    label = labelled(kept, other)[0]
    assert "Term memory" not in label
    assert "long short-term memory" in label.casefold()


def test_a_name_of_four_words_is_not_cut() -> None:
    hearts = [f"Left ventricular ejection fraction in ward {n}" for n in "abcdef"]
    label, _ = labelled(hearts, [f"Knee pain in ward {n}" for n in "abcdef"])
    assert label == "Left ventricular ejection fraction"


def test_a_heading_in_capitals_is_written_small_in_a_label() -> None:
    said = "METHODS: double blind methods were used. DESIGN: double blind METHODS."
    given = [Paper(f"Trial {n}", abstract=said, mesh=(MeshHeading("Calcium Antagonists"),))
             for n in "abcdef"] + [Paper(f"Knee pain {n}") for n in "abcdef"]  # fmt: skip
    first, _ = label_topics(read_words(given), [0] * 6 + [1] * 6)
    assert "METHODS" not in " ".join((first.label, *first.terms))
    assert "Antagonist" not in " ".join(first.terms)


def test_a_word_that_names_no_subject_is_not_the_label() -> None:
    eyes = [f"Inference in fundus photographs {n}" for n in "abcdef"]
    other = [f"Hip fracture {n}" for n in "abcdef"]
    assert "nference" not in labelled(eyes, other)[0]
