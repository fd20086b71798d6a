import pytest

from fingerpost.reading import appraise
from fingerpost.reading.model import Appraisal
from fingerpost.records import Paper


def read(abstract: str, title: str = "A made-up model") -> Appraisal:
    return appraise(Paper(title=title, abstract=abstract))


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("In this retrospective study we read scans.", "retrospective"),
        ("We prospectively enrolled 20 patients.", "prospective"),
        ("We retrospectively trained and prospectively tested it.", "both"),
        ("We trained a model. Prospective validation is needed.", "not_stated"),
        ("We trained a model. It requires prospective trials.", "not_stated"),
        ("We used a pseudo-prospective split.", "not_stated"),
        ("We trained on retrospectively undersampled scans.", "not_stated"),
        ("We read retrospective ECG-gated CT.", "not_stated"),
        ("A retrospective analysis of a prospectively maintained database.", "retrospective"),
        (
            "We retrospectively reviewed the prospectively collected surgical registry of a unit.",
            "retrospective",
        ),
        ("This is a retrospective study of prospectively gathered scans.", "retrospective"),
        ("We trained a model on a prospectively kept clinical database.", "not_stated"),
        ("We trained on retrospective scans and tested on prospectively collected scans.", "both"),
        ("We prospectively imaged eight sheep and trained a model.", "not_stated"),
        ("We prospectively imaged eight sheep and eight patients.", "prospective"),
    ],
)
def test_timing(abstract, expected):
    assert read(abstract).timing.value == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("We trained a model and validated it on an external dataset.", "yes"),
        ("We tested the model at another hospital.", "yes"),
        ("The model was externally validated in 300 patients.", "yes"),
        ("We report temporal validation of our model.", "yes"),
        ("We trained a model without external validation.", "not_stated"),
        ("We trained a model; external validation is needed.", "not_stated"),
        ("We trained a model. Earlier ones lack external validation.", "not_stated"),
        ("We tested it on an independent test set.", "not_stated"),
        ("We test it in mice, and compare with multiple labelling rounds.", "not_stated"),
        ("We used ten-fold cross-validation.", "not_stated"),
        ("We tested it on two different clinical data sets.", "not_stated"),
        ("We tested it without records from external data sources.", "not_stated"),
        ("We trained a network and told apart the microbes of other body sites.", "not_stated"),
        ("We applied the classifier to samples of different body sites.", "not_stated"),
        ("We applied the classifier to samples of different hospital sites.", "yes"),
        ("The model takes rainfall and other indicators from external data.", "not_stated"),
        ("The model kept its accuracy in external data.", "yes"),
        ("The network facilitates portability across different institutions.", "not_stated"),
        ("We tested its portability across different institutions.", "yes"),
        ("The network was tested on two different clinical datasets.", "not_stated"),
        ("The network was tested on two other datasets.", "yes"),
    ],
)
def test_external_validation(abstract, expected):
    assert read(abstract).external_validation.value == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("Our model outperformed radiologists in detecting nodules.", "yes"),
        ("We compared the accuracy of our model with that of three dermatologists.", "yes"),
        ("It reached physician-level accuracy in our study.", "yes"),
        ("We compared our contours with those annotated by radiologists.", "not_stated"),
        ("Our model may help radiologists.", "not_stated"),
        ("The robot's cameras detect obstacles with accuracy comparable to humans.", "not_stated"),
        ("On the puzzle our agent was compared with human performance.", "not_stated"),
        ("Detection of lesions was compared with human performance.", "yes"),
        ("A reader study with six readers rated image quality and noise.", "not_stated"),
        ("Image quality was compared by two radiologists to assess performance.", "not_stated"),
        ("In a reader study the model detected more nodules than readers.", "yes"),
        ("Two experts made the ground truth for our comparison.", "not_stated"),
    ],
)
def test_clinicians_compared(abstract, expected):
    assert read(abstract).clinicians_compared.value == expected


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("We trained it. Code is available at https://github.com/none/none.", "yes"),
        ("We release our source code.", "yes"),
        ("We used ICD codes available in the records.", "not_stated"),
        ("The data set is available on request.", "not_stated"),
    ],
)
def test_code(abstract, expected):
    assert read(abstract).code_available.value == expected


@pytest.mark.parametrize(
    ("title", "abstract", "expected"),
    [
        ("Machine learning at the bedside: a scoping review",
         "We searched two databases. 40 studies were included.", "review"),
        ("A deep-learning alert for sepsis: a randomised controlled trial",
         "Patients were randomised to alerts or usual care.", "trial"),
        ("ExampleNet: a chest film dataset for deep learning",
         "We present a large dataset of films. The dataset is available.", "resource"),
        ("Predicting sepsis", ("We trained a model on 900 patients and externally validated it in "
         "another hospital. The AUC was 0.8."), "development_and_validation"),
        ("Predicting sepsis", "We trained a model on 900 patients. The AUC was 0.8.",
         "development"),
        ("A neural network versus radiologists for nodules",
         "We compared the accuracy of a network with that of six radiologists.",
         "clinician_comparison"),
        ("External validation of a published sepsis score",
         "We assessed an existing score in 900 patients. The AUC was 0.7.", "validation_only"),
        ("Sparse tensor factorization with a variational algorithm",
         ("We propose a novel framework. Experiments on synthetic data show that our algorithm "
         "outperforms baselines."), "methods"),
    ],
)  # fmt: skip
def test_kind(title, abstract, expected):
    assert read(abstract, title).kind.value == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Automatic segmentation of the liver", "segmentation"),
        ("Detecting skin cancer in photographs", "diagnosis_or_detection"),
        ("Predicting in-hospital mortality", "prognosis_or_risk"),
        ("Extracting symptoms from clinical notes", "phenotyping_or_text_extraction"),
        ("Low-dose CT denoising", "image_reconstruction_or_enhancement"),
        ("Automated treatment planning in radiotherapy", "treatment_or_dose"),
        ("Drug repurposing with graphs of proteins", "molecular_or_drug"),
        ("Scheduling theatre staff and patient flow", "operations"),
        ("Sleep staging at home", "signal_or_monitoring"),
        ("Two words", "not_stated"),
    ],
)
def test_task(title, expected):
    assert read("We trained a neural network.", title).task.value == expected


def test_modalities_of_the_study_and_not_of_its_background():
    abstract = (
        "Electroencephalography is invasive work. We used wristband data and computed tomography "
        "of patients."
    )
    values = {finding.value for finding in read(abstract).modalities}
    assert values == {"wearable", "ct"}


def test_methods_in_british_and_american_spelling():
    abstract = "We compared random forests, k-nearest neighbours, XGBoost and a U-Net."
    values = {finding.value for finding in read(abstract).methods}
    assert values == {"random_forest", "knn", "boosting", "cnn"}


def test_a_general_word_yields_to_the_particular_one():
    abstract = "We used machine learning, namely a support vector machine."
    assert [finding.value for finding in read(abstract).methods] == ["svm"]


@pytest.mark.parametrize(
    ("abstract", "expected"),
    [
        ("We trained on 18 months and tested with data from the subsequent 10 months.", "yes"),
        ("It was trained on visits from 2010 to 2015 and tested on visits from 2016.", "yes"),
        ("Training was completed in May 2016, and validation was completed in May 2017.",
         "not_stated"),
    ],
)  # fmt: skip
def test_a_later_period_is_external(abstract, expected):
    assert read(abstract).external_validation.value == expected


def test_the_timing_of_reviewed_studies_is_not_that_of_the_review():
    found = read(
        "We searched databases. Prospective and retrospective studies of machine learning were "
        "included.",
        "Machine learning in sepsis: a systematic review",
    )
    assert (found.kind.value, found.timing.value) == ("review", "not_stated")


def test_records_whose_words_are_read_are_text():
    found = read("We tried named entity recognition with a CRF on electronic medical records.")
    assert [one.value for one in found.modalities] == ["clinical_text"]
