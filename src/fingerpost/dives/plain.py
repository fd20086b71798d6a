"""The values of appraisals in words for a page: 'convolutional network' for 'cnn'."""

from __future__ import annotations

from typing import Final

_WORDS: Final = {
    "logistic_regression": "logistic regression",
    "cox": "Cox regression",
    "linear_model": "linear regression",
    "svm": "support vector machine",
    "random_forest": "random forest",
    "boosting": "boosted trees",
    "decision_tree": "decision tree",
    "knn": "nearest neighbours",
    "naive_bayes": "naive Bayes",
    "bayesian": "Bayesian model",
    "mlp": "plain neural network",
    "cnn": "convolutional network",
    "rnn": "recurrent network",
    "transformer": "transformer",
    "gan": "generative network (GAN)",
    "autoencoder": "autoencoder",
    "reinforcement": "reinforcement learning",
    "crf": "conditional random field",
    "gaussian_process": "Gaussian process",
    "deep_learning_unspecified": "deep learning (kind not stated)",
    "nlp_unspecified": "language processing (kind not stated)",
    "ml_unspecified": "machine learning (kind not stated)",
    "ct": "CT",
    "mri": "MRI",
    "xray": "X-ray",
    "nuclear": "PET and SPECT",
    "pathology": "tissue slides",
    "fundus_or_oct": "eye images",
    "skin_image": "skin images",
    "ecg": "ECG",
    "eeg": "EEG",
    "ehr_structured": "health records (coded)",
    "clinical_text": "clinical text",
    "omics": "genes and proteins",
    "literature_text": "text of papers",
    "auroc": "AUROC",
    "auprc": "AUPRC",
    "ppv": "PPV",
    "npv": "NPV",
    "f1": "F1",
    "mae": "MAE",
    "rmse": "RMSE",
    "r2": "R²",
    "iou": "IoU",
    "diagnosis_or_detection": "diagnosis",
    "prognosis_or_risk": "prognosis",
    "phenotyping_or_text_extraction": "finding patients or facts in text",
    "treatment_or_dose": "treatment or dose",
    "image_reconstruction_or_enhancement": "better images",
    "signal_or_monitoring": "signals and monitoring",
    "molecular_or_drug": "molecules and drugs",
}


def plain_words(value: str) -> str:
    """Return a value of an appraisal's closed lists as a reader says it."""
    return _WORDS.get(value) or value.replace("_", " ")
