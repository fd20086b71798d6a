"""Words that mean machine learning here and something else there, in sentences made up for it."""

import pytest

from fingerpost.reading import appraise
from fingerpost.reading.model import Appraisal
from fingerpost.records import Paper

LEARNS = "We used machine learning. "


def read(abstract: str, title: str = "A made-up paper") -> Appraisal:
    return appraise(Paper(title=title, abstract=abstract))


def methods(abstract: str) -> set[str]:
    return {finding.value for finding in read(abstract).methods}


def modalities(abstract: str) -> set[str]:
    return {finding.value for finding in read(abstract).modalities}


@pytest.mark.parametrize(
    "abstract",
    [
        "Children were given 5 mL of syrup and 10 ml/kg of fluid; the level was 3 mg/ML.",
        "Recurrent malaria was common, and infections recurred with recurrent fever.",
        "It would be unethical to withhold the drug.",
        "COX-2 inhibitors and a Cox-1 inhibitor were given.",
        "GBM is the commonest glioma; patients with GBM had surgery.",
        "SVR was reached in 90% of those with hepatitis C.",
        "Obstruction of the SVC was relieved by a stent.",
        "Haemodialysis in CRF was begun early.",
        "GPT and GOT were raised; vit D was low and Vit K was given.",
        "Boosting with a second vaccine raised antibodies, and boosted ritonavir was stopped.",
        "A cluster randomised trial of cluster headache in clusters of villages.",
        "Tumour regression was seen on CT; the regression of the mass was complete.",
        "A care network of nurses paid attention to embedding of tissue in paraffin.",
        "The transformer of the scanner was replaced.",
        "Forest plots show that old people live near the forest.",
        "The association of weight with death was U-shaped.",
        "The discs at C4-5 and the body of T5 were fused.",
        "Surgeons wear a glove; bagging with a mask was hard.",
        "Spiking fever and a watershed infarct were seen.",
        "Albert and Roberta, as Ann Arbor, are names.",
        "Deep Q waves were seen in the leads.",
        "DNA evidence was heard by the court on CNN.",
        "Quantum dots and evolutionary change are discussed.",
        "The decision tree of a cost-effectiveness analysis had a Markov model.",
        "A logistic regression adjusted for age; Cox proportional hazards models were fitted.",
        "Aromatase inhibitors (AI) prolong life; AI in breast cancer is old.",
    ],
)
def test_medicine_without_machine_learning_has_no_method_and_no_kind(abstract):
    found = read(abstract)
    assert methods(abstract) == set()
    assert (found.kind.value, found.task.value) == ("not_stated", "not_stated")


@pytest.mark.parametrize(
    ("abstract", "wrong"),
    [
        ("We gave 5 mL to each and 2 ML/min.", "rnn"),
        ("It was tried in recurrent malaria.", "rnn"),
        ("It is unethical to wait.", "cnn"),
        ("COX-2 was measured.", "cox"),
        ("It was tried in glioblastoma (GBM); GBM is rare.", "boosting"),
        ("Sustained virologic response (SVR) was the outcome.", "svm"),
        ("Chronic renal failure (CRF) was common.", "crf"),
        ("Booster vaccines and boosting doses were given.", "boosting"),
        ("The villages were drawn in a cluster randomised design.", "clustering"),
        ("The relation was U-shaped.", "cnn"),
        ("The gan of the word is small.", "gan"),
        ("Vit D was measured.", "transformer"),
        ("The level was at C4-5.", "decision_tree"),
        ("Ambu bagging was needed.", "ensemble"),
        ("It was told on CNN news.", "cnn"),
        ("Each nurse wore a glove.", "nlp_unspecified"),
        ("Pattern recognition receptors of cells were counted.", "rules"),
    ],
)
def test_other_senses_are_no_methods_beside_machine_learning(abstract, wrong):
    assert methods(LEARNS + abstract) == {"ml_unspecified"}
    assert wrong not in methods(LEARNS + abstract)


@pytest.mark.parametrize(
    ("abstract", "right"),
    [
        ("We used machine learning (ML).", "ml_unspecified"),
        ("ML models were trained to find sepsis.", "ml_unspecified"),
        ("AI-based reading of films was tried.", "ml_unspecified"),
        ("A recurrent neural network found recurrent malaria.", "rnn"),
        ("A bidirectional recurrent network was trained.", "rnn"),
        ("We trained a U-Net and call it UNet.", "cnn"),
        ("A CNN was trained on films.", "cnn"),
        ("We trained a model: a Cox regression.", "cox"),
        ("We trained a model. COX proportional hazards were used.", "cox"),
        ("A gradient boosting machine (GBM) was trained.", "boosting"),
        ("Gradient boosting foretold the response to the vaccine.", "boosting"),
        ("Support vector regression (SVR) was used.", "svm"),
        ("A conditional random field (CRF) marked the words of neural networks.", "crf"),
        ("A generative adversarial network (GAN) drew films.", "gan"),
        ("A vision transformer (ViT) was trained with deep learning.", "transformer"),
        ("BERT was fine-tuned on notes.", "transformer"),
        ("A C4.5 tree was learned with machine learning.", "decision_tree"),
        ("A decision tree was learned to find sepsis.", "decision_tree"),
        ("Random forests were trained.", "random_forest"),
        ("An SVM was trained.", "svm"),
        ("Bagging of neural networks was tried.", "ensemble"),
        ("GloVe vectors fed a neural network.", "nlp_unspecified"),
        ("Clustering of electronic health records found four groups.", "clustering"),
        ("Logistic regression was used as a prediction model.", "logistic_regression"),
        ("A Bayesian network was learned.", "bayesian"),
        ("A Swarm (particle swarm optimisation) was run.", "other"),
    ],
)
def test_true_methods_stay(abstract, right):
    assert right in methods(abstract)


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("The trial is registered at ClinicalTrials.gov, NCT00000000.", set()),
        ("ClinicalTrials.gov identifier: NCT00000000.", set()),
        ("A text miner read the records of trials from ClinicalTrials.gov.", {"literature_text"}),
        ("The performance status was ECOG 1.", set()),
        ("Knockout mice mimic the disease; a pet dog and its smiles had flair.", set()),
        ("We used MIMIC-III.", {"ehr_structured"}),
        ("PET of the chest, and CT, were read; PET was quick.", {"nuclear", "ct"}),
        ("Carpal tunnel syndrome (CTS) was found.", set()),
        ("On 3 Oct 2020 the OCT was read.", {"fundus_or_oct"}),
    ],
)
def test_kinds_of_data(abstract, expected):
    assert modalities(LEARNS + abstract) == expected


def test_a_law_paper_on_dna_is_about_nothing_of_ours():
    found = read("DNA in court: genetic evidence and the law of proof.", "DNA and the law")
    assert (found.modalities, found.methods) == ((), ())
    assert (found.kind.value, found.task.value) == ("not_stated", "not_stated")


def test_a_protocol_without_an_abstract_has_no_kind():
    found = read("", "Drugs for the prevention of headache in adults (Protocol)")
    assert found.kind.value == "not_stated"


@pytest.mark.parametrize("words", ["on day 2 all subjects walked", "in arm 3 both patients died"])
def test_a_number_before_all_or_both_counts_nobody(words):
    assert read(f"We began on Monday; {words}.").participants.value is None


@pytest.mark.parametrize(
    "abstract", [LEARNS, "A neural network did it.", "We trained a model on 90 patients.", ""]
)
def test_a_kind_always_has_words(abstract):
    kind = read(abstract).kind
    assert bool(kind.evidence) is (kind.value != "not_stated")
