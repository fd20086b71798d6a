"""What an appraisal of one paper is: values, each with the words that say so."""

from __future__ import annotations

from dataclasses import dataclass

from fingerpost.records import Span

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


@dataclass(frozen=True, slots=True)
class Finding:
    """One value from a closed list with the quotes that say so; `NOT_STATED` has none.

    `confidence` is from 0 (a guess) to 1 (the words say exactly this).
    """

    value: str = NOT_STATED
    evidence: tuple[Span, ...] = ()
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people, images or sites; `value` is None where it is not stated."""

    value: int | None = None
    unit: str = ""
    evidence: tuple[Span, ...] = ()
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Metric:
    """A performance figure; proportions as fractions; `low` and `high` bound its interval."""

    name: str
    value: float
    low: float | None
    high: float | None
    span: Span
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Appraisal:
    """What title and abstract of one paper say, by the rules that docs/appraisal.md gives."""

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

    @property
    def about_learning(self) -> bool:
        """Tell whether title or abstract show machine learning, or a model that predicts."""
        return bool(self.methods) or self.kind.value != NOT_STATED
