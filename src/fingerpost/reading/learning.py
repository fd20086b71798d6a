"""Whether a paper shows any sign of machine learning; without one it has no method to state."""

from __future__ import annotations

import re
from collections.abc import Sequence

from fingerpost.reading.document import Document
from fingerpost.reading.model import Metric
from fingerpost.reading.words import Hit, Lexicon
from fingerpost.records import Span

# Statistics that most clinical papers use without a model that learns or predicts.
_STATISTICS = frozenset({"logistic_regression", "cox", "linear_model"})
# Said of much else than methods: they count beside a clearer sign only.
_AMBIGUOUS = frozenset(
    {
        "ml ", "ai ", "gan ", "svc ", "svr ", "crf ", "crfs ", "gbm ", "ann ", "anns ", "boosting",
        "boosted", "cluster ", "clusters of", "propensity", "big data", "rules ", "rules to",
        "rules based", "rule set", "ruleset", "fuzzy", "markov model", "total variation",
        "stacking", "ensemble", "least squares", "wavelet", "watershed ", "vit ", "t5 ",
        "statistical model", "computational model", "neural processing", "neural model",
        "neural approach", "neural architecture", "neural event", "differential equation",
        "compartmental model", "string match", "low rank", "independent component",
        "language processing", "graph based", "graph theor", "gpt ", "albert ", "glove ",
        "diffusion model", "backpropagation", "feed forward", "feedforward", "cnn ",
        "transformer", "attention mechanism", "attention based", "attention model", "siamese",
        "level set ", "level sets ", "point process ", "point processes ", "bagging", "electra ",
        "roberta", "nlp ", "vae ", "vaes ", "hmm ", "id3 ", "c4 5", "c5 0", "mlp ", "fcn ", "gru ",
        "grus ", "k nn ", "active learning", "pattern recognition",
        "seir ", "sir model", "epidemic model", "causal inference",
        "genetic risk score", "knowledge graph", "state space model", "mixture model",
        "latent class", "process mining", "case definition", "icd based", "rules", "if then",
        "discriminant analysis", "canonical correlation", "expert system", "random walk",
        "atlas based", "dictionary based", "keyword search", "cluster analysis",
        "hierarchical cluster", "active contour", "recursive partition", "similarity measure",
        "similarity metric", "similarity network", "arima ", "sarima ", "kalman", "kriging",
        "quantum comput", "model averaging", "decision rule", "simulated annealing",
        "voting classif", "majority voting", "bandit ", "bandits ", "neural attention",
        "text processing", "concept extraction", "information extraction", "rule learn",
        "dl based", "dl model", "clustering", "subtype discovery", "spectral cluster",
        "linear dynamical", "markov decision process", "probabilistic model", "nearest neighbor",
        "nearest neighbour", "deep model", "deep network", "tree based", "topological data",
        "residual network",
    }
)  # fmt: skip
_SIGNS = Lexicon(
    {
        "sign": "machine learn|deep learn|representation learn|self supervised|weakly supervised|"
        "unsupervised|computer vision|computer aided d|computer assisted diag|learning based|"
        "learning model|learning approach|learning method|learning framework|learning system|"
        "training set|training data|training sample|test set|testing set|validation set|held out|"
        "cross validat|risk prediction|prognostic model|risk model|classification model|"
        "classification algorithm|classification method|automatic segment|automated segment|"
        "automatic detect|automated detect|automatic classif|automated classif|segmentation|"
        "feature selection|feature extraction|image registration|image reconstruction|"
        "auroc |auprc |radiomic|electronic phenotyp|ehr phenotyp|phenotyping algorithm|"
        "phenotyping method|phenotyping model|phenotyping approach|computational phenotyp|"
        "phenotype algorithm|phenotype definition|computable phenotype|high throughput phenotyp|"
        "algorithm to identify|algorithm to detect|algorithm to predict|algorithm to classify|"
        "algorithm to extract|algorithms to identify|algorithms to detect|algorithms to predict|"
        "algorithm for identif|algorithm for detect|algorithm for classif|algorithm for predict|"
        "algorithm identif|algorithms for identif|algorithms for detect|detection algorithm|"
        "segmentation algorithm|identification algorithm|model to predict|models to predict|"
        "model predicting|models predicting|model for predicting|models for predicting|"
        "pre trained|pretrained|transformer architect|transformer based|transformer network|"
        "memory network|learning to rank|model performance|performance of the model|"
        "phenotyping tool|"
        "clinical phenotyping|digital phenotyp|automatic extract|develop a model to |"
        "algorithm performance|c statistic|clustering algorithm|clustering method|"
        "clustering technique|"
        "hierarchical clustering|brain computer interface|"
        "cnn frame|cnn network|cnn feature|using cnn |by cnn |hybrid cnn |"
        "a cnn |the cnn |our cnn |cnn based|cnn model|cnn architect|cnn classif|"
        "trained a model|we trained a |model was trained|models were trained|trained the model|"
        "trained models|externally validat|external validation of|generative model|text classif|"
        "predictive perform",
    }
)
_OF_MODELS = frozenset({"c_index", "auprc", "f1", "dice", "iou", "brier"})
"""Figures that only a model has."""
_RECORDS = Lexicon(
    {
        "records": "electronic health|electronic medical|electronic patient|ehr |ehrs |emr |emrs |"
        "clinical note|clinical text|free text|unstructured",
    }
)
_SAMPLING = ("bayesian", "mcmc ", "markov chain monte")
_BAYESIAN_MODEL = re.compile(
    r"bayesian (?:network|neural|deep|belief|classif|learn|optimi|graphical|nonparametric)"
)
_TOOL = re.compile(
    r" (?:model|algorithm|based|system|tool|driven|assisted|powered|enabled|method|technique|"
    r"approach|applicat|technolog|software|classif|predict)"
)


def sign_of_learning(
    document: Document, named: Sequence[Hit], metrics: Sequence[Metric]
) -> Span | None:
    """Return the first words that show machine learning or a model that predicts, if any.

    `named` are the methods found. A word that is said of other things as well counts where the
    paper works on records kept in computers; statistics alone show nothing.
    """
    clear = [hit for hit in named if not _is_doubtful(document, hit)]
    places = [(hit.start, hit.end) for hit in (*clear, *document.hits(_SIGNS))]
    places += [(m.span.start, m.span.end) for m in metrics if m.name in _OF_MODELS]
    if not places and document.hits(_RECORDS):
        places = [(hit.start, hit.end) for hit in named if not _is_statistics(hit)]
    return document.span(*min(places)) if places else None


def _is_statistics(hit: Hit) -> bool:
    return hit.label in _STATISTICS or hit.phrase in (*_SAMPLING, "propensity", "mixture model")


def _is_doubtful(document: Document, hit: Hit) -> bool:
    if hit.phrase in ("ai ", "ml "):
        return not _TOOL.match(document.line, hit.end + 1)
    if hit.label == "bayesian":
        return hit.phrase in _SAMPLING and not _BAYESIAN_MODEL.match(document.line, hit.start + 1)
    return hit.label in _STATISTICS or hit.phrase in _AMBIGUOUS
