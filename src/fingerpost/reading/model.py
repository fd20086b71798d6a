"""What an appraisal of one paper is: values, each with the words that say so."""

from __future__ import annotations

from dataclasses import dataclass

from fingerpost.records import Answer, Correction, Span

NOT_STATED = "not_stated"

KINDS = (
    "development", "development_and_validation", "validation_only", "clinician_comparison",
    "trial", "review", "resource", "methods", "other",
)  # fmt: skip
TASKS = (
    "diagnosis_or_detection", "prognosis_or_risk", "segmentation",
    "phenotyping_or_text_extraction", "treatment_or_dose",
    "image_reconstruction_or_enhancement", "signal_or_monitoring", "molecular_or_drug",
    "operations", "other", "not_stated",
)  # fmt: skip
MODALITIES = (
    "ct", "mri", "xray", "mammography", "ultrasound", "nuclear", "pathology", "fundus_or_oct",
    "skin_image", "endoscopy", "other_image", "ecg", "eeg", "other_signal", "wearable",
    "ehr_structured", "clinical_text", "omics", "molecular_structure", "survey", "audio", "video",
    "claims", "literature_text", "other",
)  # fmt: skip
METHODS = (
    "logistic_regression", "cox", "linear_model", "svm", "random_forest", "boosting",
    "decision_tree", "knn", "naive_bayes", "bayesian", "mlp", "cnn", "rnn", "transformer", "gan",
    "autoencoder", "reinforcement", "clustering", "rules", "crf", "gaussian_process", "ensemble",
    "deep_learning_unspecified", "nlp_unspecified", "ml_unspecified", "other",
)  # fmt: skip
METRICS = (
    "auroc", "auprc", "accuracy", "balanced_accuracy", "sensitivity", "specificity", "ppv", "npv",
    "f1", "dice", "iou", "c_index", "brier", "mae", "rmse", "r2", "correlation", "kappa",
    "hazard_ratio", "odds_ratio", "other",
)  # fmt: skip
SPECIALTIES = (
    "anaesthesia", "cardiology", "critical_care", "dentistry", "dermatology", "emergency_medicine",
    "endocrinology", "ent", "gastroenterology", "genetics", "geriatrics", "haematology",
    "infectious_disease", "nephrology", "neurology", "obstetrics_gynaecology", "oncology",
    "ophthalmology", "orthopaedics", "paediatrics", "palliative_care", "pathology", "pharmacy",
    "primary_care", "psychiatry", "public_health", "radiology", "rehabilitation", "respiratory",
    "rheumatology", "sleep", "surgery", "urology",
)  # fmt: skip
KINDS_OF_DESIGN = {
    "randomised_trial": ("trial",),
    "non_randomised_trial": ("trial", "other"),
    "cohort": (
        "development", "development_and_validation", "validation_only", "clinician_comparison",
        "methods", "resource", "other",
    ),
    "case_control": (
        "development", "development_and_validation", "validation_only", "clinician_comparison",
        "methods", "other",
    ),
    "cross_sectional": (
        "development", "development_and_validation", "validation_only", "clinician_comparison",
        "methods", "other",
    ),
    "diagnostic_accuracy": (
        "development", "development_and_validation", "validation_only", "clinician_comparison",
        "trial", "other",
    ),
    "audit": ("validation_only", "clinician_comparison", "other"),
    "deployment": (
        "development", "development_and_validation", "validation_only", "clinician_comparison",
        "trial", "resource", "other",
    ),
    "qualitative": ("other",),
    "survey": ("other",),
    "simulation": ("development", "validation_only", "methods", "other"),
    "economic_evaluation": ("other",),
    "case_report": ("other",),
    "systematic_review": ("review",),
    "scoping_review": ("review",),
    "narrative_review": ("review",),
    "opinion": ("review", "other"),
    "guideline": ("review", "other"),
    "protocol": ("trial", "review", "development", "other"),
}  # fmt: skip
"""Each finer kind of study with the kinds that it may stand beside; any where none is stated."""
DESIGNS = tuple(KINDS_OF_DESIGN)
REVIEWS = ("systematic_review", "scoping_review", "narrative_review")
REFERENCE_STANDARDS = (
    "histology", "expert_consensus", "expert_reading", "chart_review", "diagnosis_codes",
    "laboratory_test", "imaging", "follow_up",
)  # fmt: skip
CALIBRATIONS = ("plot", "slope", "in_the_large", "hosmer_lemeshow", "brier", "ece", "mentioned")
AVAILABILITIES = ("yes", "on_request")
FUNDINGS = ("stated", "none")
CONFLICTS = ("stated", "none")


@dataclass(frozen=True, slots=True)
class Finding:
    """One value with the quotes that say so; `NOT_STATED` has none.

    The value is from the field's closed list, or the paper's own words (a problem, a registration
    number). `confidence` is from 0 (a guess) to 1 (the words say exactly this).
    """

    value: str = NOT_STATED
    evidence: tuple[Span, ...] = ()
    confidence: float = 0.0
    source: str = ""
    """What says so, where title and abstract do not: "MeSH heading 'Sepsis'", a correction."""


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people, images or sites; `value` is None where it is not stated."""

    value: int | None = None
    unit: str = ""
    evidence: tuple[Span, ...] = ()
    confidence: float = 0.0
    source: str = ""
    """As for a finding."""


@dataclass(frozen=True, slots=True)
class Metric:
    """A performance figure; proportions as fractions; `low` and `high` bound its interval.

    `span` is empty where a correction gave no quote.
    """

    name: str
    value: float
    low: float | None
    high: float | None
    span: Span
    confidence: float = 1.0
    source: str = ""
    """As for a finding."""


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What title and abstract of one paper say, by the rules that docs/appraisal.md gives.

    `corrections` are the reader's values that stand in it, `answers` their answers to the
    questions of the checklists.
    """

    paper_id: str
    kind: Finding = Finding()
    task: Finding = Finding()
    modalities: tuple[Finding, ...] = ()
    methods: tuple[Finding, ...] = ()
    participants: Count = Count()
    splits: tuple[tuple[str, Count], ...] = ()
    """(role, count) as in ('training', 1204 patients)."""
    sites: Count = Count()
    external_validation: Finding = Finding()
    """'yes' or not stated."""
    timing: Finding = Finding()
    """'prospective', 'retrospective', 'both' or not stated."""
    clinicians_compared: Finding = Finding()
    """'yes' or not stated."""
    code_available: Finding = Finding()
    """'yes' or not stated."""
    metrics: tuple[Metric, ...] = ()
    problem: Finding = Finding()
    """The clinical problem in the paper's own words."""
    specialty: Finding = Finding()
    """One of SPECIALTIES."""
    design: Finding = Finding()
    """One of DESIGNS, a finer kind of study."""
    datasets: tuple[Finding, ...] = ()
    """Public data sets by the names that reading/data/datasets.toml gives them."""
    reference_standard: Finding = Finding()
    """What truth was: one of REFERENCE_STANDARDS."""
    calibration: tuple[Finding, ...] = ()
    """How calibration was reported: of CALIBRATIONS."""
    data_available: Finding = Finding()
    """'yes', 'on_request' or not stated."""
    limitations: Finding = Finding()
    """'stated' with the words that do, or not stated."""
    funding: Finding = Finding()
    """'stated', 'none' or not stated."""
    conflicts: Finding = Finding()
    """Conflicts of interest: 'stated', 'none' or not stated."""
    registrations: tuple[Finding, ...] = ()
    """Registration numbers such as NCT01234567."""
    corrections: tuple[Correction, ...] = ()
    answers: tuple[Answer, ...] = ()

    @property
    def about_learning(self) -> bool:
        """Tell whether title or abstract show machine learning, or a model that predicts."""
        return bool(self.methods) or self.kind.value != NOT_STATED
