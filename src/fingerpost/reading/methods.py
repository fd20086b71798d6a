"""Which methods a study used or built to compare with."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from fingerpost.reading.document import Document
from fingerpost.reading.evidence import gather, own_hits
from fingerpost.reading.homonyms import other_sense
from fingerpost.reading.kind_words import REVIEW_TITLE, REVIEW_TITLE_HINTS
from fingerpost.reading.model import Finding
from fingerpost.reading.sentences import Role
from fingerpost.reading.words import Hit, Lexicon

_CUES = Lexicon(
    {
        "logistic_regression": "logistic regression|logistics regression|logistic model|logit |"
        "logistic classif|"
        "logistic lasso|multivariable logistic|multinomial logistic",
        "cox": "cox |coxnet|proportional hazard|deepsurv",
        "linear_model": "linear regression|linear model|lasso |ridge regression|elastic net|"
        "least squares|partial least square|linear discriminant|lda classif|sparse regression|"
        "generalized linear|generalised linear|mixed effects model|linear mixed|"
        "multiple regression|multivariate regression|group lasso|poisson regression|"
        "regularized regression|penalized regression|penalised regression|linear classif|"
        "generalized additive",
        "svm": "svm |svms |svc |svr |rbf svm|support vector|suport vector",
        "random_forest": "random forest|random survival forest|extremely randomized|extra tree|"
        "regression forest|decision forest|randomforest|classification forest|hough forest",
        "boosting": "boosting|boosted|xgboost|lightgbm|adaboost|catboost|gbm |gbdt |gbrt |"
        "gradient boost|logitboost|rusboost",
        "decision_tree": "decision tree|classification tree|regression tree|c4 5|c5 0|j48|"
        "classification and regression tree|tree based|id3 |recursive partition",
        "knn": "k nearest|knn |k nn |nearest neighbor|nearest neighbour|k nns",
        "naive_bayes": "naive bayes|naïve bayes|nave bayes|bayes classif|naive bayesian|"
        "naïve bayesian",
        "bayesian": "bayesian|bayes network|variational inference|mcmc |markov chain monte|"
        "belief network",
        "mlp": "neural network|neural net |neural nets |ann |anns |feedforward|feed forward|"
        "back propagation neural|backpropagation|artificial neural|neural classifier",
        "mlp!": "multilayer perceptron|multi layer perceptron|multi layered perceptron|perceptron|"
        "mlp |mlps |extreme learning machine",
        "cnn": "convolutional|convolution neural|convnet|cnn |cnns |u net|unet |3d u net|resnet|"
        "densenet|vgg|inception v|inceptionv|googlenet|alexnet|mobilenet|efficientnet|xception|"
        "yolo|r cnn|faster r cnn|mask r cnn|v net|segnet|fcn |fcns |residual network|"
        "residual neural|capsule network|deeplab|dcnn|mcnn|fcnn|retinanet|u shaped net|"
        "u shaped arch|u shaped enc|u shaped conv|u shaped deep|unets |unet3d|"
        "residual net|lenet|squeezenet|nnu net|nnunet|convolution network|segmentation network|"
        "densely connected|dense net|conv net|convolution layer|deep residual",
        "rnn": "recurrent neural|recurrent net|recurrent unit|recurrent layer|recurrent model|"
        "recurrent deep|recurrent conv|recurrent autoenc|recurrent archit|recurrent attention|"
        "recurrent encoder|recurrent variational|recurrent generat|recurrent adversarial|"
        "recurrent and conv|recurrent inference|recurrent classif|recurrent marked|lstm|bilstm|"
        "bi lstm|gru |grus |long short term|rnn |rnns |"
        "gated recurrent|seq2seq|sequence to sequence|bigru|echo state|birnn",
        "transformer": "transformer|bert |bert based|biobert|clinicalbert|pubmedbert|roberta|gpt |"
        "gpt 2|gpt 3|gpt 4|chatgpt|bluebert|electra |xlnet|distilbert|albert |vit |"
        "large language model|llm |llms |self attention network|scibert|t5 |longformer|bertbase",
        "gan": "generative adversar|adversarial generat|adversarial image|adversarial neuroimage|"
        "consistent adversarial|dualgan|stargan|srgan|esrgan|discogan|lsgan|sagan|acgan|bigan|"
        "anogan|ctgan|gan |gans |cyclegan|wgan|pix2pix|adversarial network|"
        "dcgan|infogan|stylegan|cgan|gan based|medgan",
        "autoencoder": "autoencoder|auto encoder|variational autoencod|vae |vaes |"
        "variational auto|autoencod",
        "reinforcement": "reinforcement learning|q learning|deep q net|deep q learn|q network|"
        "policy gradient|"
        "actor critic|dqn |markov decision process|bandit |bandits |contextual bandit",
        "clustering": "clustering|k means|k medoid|gaussian mixture|latent class|"
        "self organizing map|self organising map|spectral cluster|mixture model|clusters of|"
        "cluster analysis|hierarchical cluster|dbscan|fuzzy c means|biclustering|cluster |"
        "unsupervised cluster|subtype discovery|kmeans",
        "rules": "record based algorithm|codes based algorithm|associative classif|"
        "algorithms based on the use of icd|rule based|rules based|decision rule|"
        "association rule|regular expression|"
        "expert rule|rule set|ruleset|rule learn|rule induc|fuzzy rule|fuzzy infer|"
        "expert system|phenotyping algorithm|phenotype algorithm|computable phenotype|"
        "case definition|heuristic rule|rules to|hand crafted rule|keyword search|"
        "algorithm using icd|algorithms using icd|icd based|code based algorithm|"
        "emr based algorithm|ehr based algorithm|dictionary based|string match|"
        "lexicon based|hand coded rule|phekb|if then|rules |billing codes alone|"
        "constructed rules|crafted rules|written rules|defined rules|set of rules|linguistic rules|"
        "extraction rules|manual rules",
        "crf": "conditional random|crf |crfs |lstm crf|bilstm crf",
        "gaussian_process": "gaussian process|kriging",
        "ensemble": "ensemble|stacking|stacked generali|super learner|superlearner|bagging|"
        "voting classif|majority voting|model averaging|bootstrap aggregat",
        "_deep": "deep learning|dl based|dl model|deep model|deep feature|deep representation|"
        "deep architecture|deep multi|deep generative|"
        "deep supervised|deep semi|attention mechanism|attention based|attention model|"
        "deep radiomic|deep regression|deep classif|deep transfer|deep framework|deep ensemble|"
        "deep hashing|deep embedd",
        "deep_learning_unspecified": "deep neural|dnn |dnns |deep network|deep belief|"
        "deep survival|"
        "graph neural|graph convolution|spiking neural|spiking net|deep metric|"
        "deep phenotyp model|neural event|neural model|neural approach|neural architecture|"
        "neural processing|neural machine|neural language|siamese|graph attention|deep active|"
        "normalizing flow|diffusion model|neural ode|neural attention",
        "nlp_unspecified": "natural language processing|nlp |nlp2|text mining|"
        "information extraction|"
        "named entity|topic model|word2vec|word embedding|"
        "language processing|tf idf|metamap|ctakes|doc2vec|fasttext|glove |"
        "concept extraction|entity recognition|relation extraction|text processing",
        "ml_unspecified": "machine learning|machine learn|artificial intelligence|ai |ml |"
        "data mining|supervised learning|unsupervised learning|statistical learning|"
        "active learning|federated learning|semi supervised|transfer learning|"
        "machine intelligence|ai based|pattern recognition",
        "_weak": "radiomic model|radiomics model|nomogram|predictive model|classifier|"
        "prediction model|learning algorithm|computer aided|"
        "predictive analy|prediction algorithm|computational model|statistical model|big data",
        "other": "case based reasoning|description logic|criteria decision|evidential reasoning|"
        "dempster shafer|integer programming|linear programming|quadratic programming|"
        "factor analysis|kernel learn|knowledge based planning|matrix factori|"
        "markov random field|tensor factori|tensor decomposition|"
        "dictionary learning|"
        "sparse coding|sparse represent|genetic algorithm|fuzzy logic|fuzzy|particle swarm|"
        "markov model|hidden markov|hmm |graph cut|level set |level sets |active contour|"
        "multiple kernel learn|"
        "kernel based test|kernel method|compressed sensing|compressive sensing|"
        "latent dirichlet|topic model|similarity metric|similarity measure|similarity network|"
        "random walk|optimal transport|differential equation|canonical correlation|"
        "multi task learning|multitask learning|multi instance learn|multiple instance learn|"
        "atlas based|"
        "independent component|evolutionary algorithm|evolutionary comput|evolutionary optimi|"
        "evolutionary search|"
        "evolutionary strateg|evolutionary program|swarm optimi|swarm intell|causal inference|"
        "propensity|"
        "topological data|manifold learning|genetic risk score|"
        "word embedding|word2vec|simulated annealing|wavelet|hawkes|point process |"
        "point processes |"
        "kalman|graph based|graph theor|low rank|non negative matrix|nonnegative matrix|"
        "watershed |watershed based|mathematical morpholog|total variation|process mining|"
        "knowledge graph|"
        "label propagation|relevance vector|pattern mining|sequence mining|"
        "discriminant analysis|probabilistic model|probabilistic graphical|"
        "linear dynamical|state space model|epidemic model|sir model|seir |arima |sarima |"
        "compartmental model|hyperdimensional|quantum machine|quantum neural|quantum comput|"
        "quantum learn|subgroup discovery|matrix completion|"
        "diffeomorphic|tree kernel|metric learning|radiomics signature|radiomic signature",
    }
)
_STRONG_OTHER = frozenset(
    {
        "matrix factori", "tensor factori", "tensor decomposition", "dictionary learning",
        "sparse coding", "genetic algorithm", "fuzzy logic", "fuzzy", "particle swarm",
        "hidden markov", "hmm ", "graph cut", "level set ", "level sets ", "active contour",
        "kernel based test",
        "multiple kernel learn", "compressed sensing", "optimal transport",
        "multiple instance learn",
        "nonnegative matrix", "non negative matrix", "latent dirichlet", "canonical correlation",
        "relevance vector", "pattern mining", "sequence mining",
    }
)  # fmt: skip
# Models that read text by themselves, beside which 'natural language processing' is their field.
_READERS = frozenset({"cnn", "rnn", "transformer", "crf", "deep_learning_unspecified", "_deep"})
_GENERIC, _VAGUE = "ml_unspecified", "_weak"
_PLAIN = {"_deep": "deep_learning_unspecified", "_weak": "ml_unspecified", "mlp!": "mlp"}
# Said of rules, but of learned models as well.
_WEAK_RULES = frozenset(
    {
        "phenotyping algorithm", "phenotype algorithm", "computable phenotype", "expert system",
        "rules ", "case definition", "phekb", "rules to",
    }
)  # fmt: skip
# Words in front that make 'neural network' something more particular than a plain one.
_PARTICULAR = (
    "deep ", "convolutional ", "convolution ", "recurrent ", "adversarial ", "graph ", "residual ",
    "spiking ", "capsule ", "siamese ", "3d ", "u shaped ", "deep convolutional ", "dense ",
    "fully convolutional ", "bayesian ", "attention ", "memory ", "based ", "belief ", "shaped ",
    "connected ", "adversary ",
)  # fmt: skip
_BAYES_NOT = ("bayesian optimi", "bayesian information", "bayesian hyper", "naive bayes")


_COUNTED_BESIDE = frozenset(
    {"mlp", "bayesian", "decision_tree", "logistic_regression", "linear_model"}
)
"""Methods whose names count by the words beside them."""


def methods_named(document: Document) -> list[Hit]:
    """Return every place where a method is named, words in another sense apart."""
    hits = document.hits(_CUES)
    return [hit for hit in hits if _counts(document, hit) and not other_sense(document, hit)]


def read_methods(document: Document, hits: Sequence[Hit]) -> tuple[Finding, ...]:
    """Return the methods that title and abstract name, in alphabetical order.

    `hits` are those of `methods_named`. The unspecified families count only where nothing more
    particular is named, or where the title of a review names them as its subject.
    """
    own = own_hits(document, hits)
    kept = _without_weak(own or hits)
    drop = _implied({hit.label for hit in kept})
    title = document.title
    if any(hint in title for hint in REVIEW_TITLE_HINTS) and REVIEW_TITLE.search(title):
        drop -= {hit.label for hit in kept if document.role_at(hit.start) is Role.TITLE}
    named = [
        replace(hit, label=_PLAIN.get(hit.label, hit.label))
        for hit in kept
        if hit.label not in drop
    ]
    return tuple(gather(document, named))


def _without_weak(hits: Sequence[Hit]) -> list[Hit]:
    """Keep a technique without a family of its own only where it stands out or stands alone."""
    specific = {hit.label for hit in hits} - {_GENERIC, _VAGUE, "nlp_unspecified", "other", "rules"}
    titled = {hit.phrase for hit in hits if hit.sentence.role is Role.TITLE}
    return [
        hit
        for hit in hits
        if (hit.label != "other" and hit.phrase not in _WEAK_RULES)
        or not specific
        or hit.phrase in titled
        or hit.phrase in _STRONG_OTHER
    ]


def _counts(document: Document, hit: Hit) -> bool:
    if hit.label not in _COUNTED_BESIDE and hit.phrase != "rule based":
        return True
    before = document.line[max(0, hit.start - 20) : hit.start + 1]
    after = document.line[hit.start + 1 : hit.start + 40]
    if hit.label == "mlp":
        return not before.endswith(_PARTICULAR)
    if hit.label == "bayesian":
        return not (after.startswith(_BAYES_NOT) or before.endswith(("naive ", "naïve ", "deep ")))
    if hit.label == "decision_tree":
        return not before.endswith(("boosting ", "boosted ", "boost "))
    if hit.label == "logistic_regression" or hit.label == "linear_model":
        return "univariate" not in before
    if hit.phrase == "rule based":
        return not after.startswith(
            ("rule based defin", "rule based label", "rule based phenotype d")
        )
    return True


def _implied(labels: set[str]) -> set[str]:
    """Return the labels that a more particular one makes needless."""
    drop = set()
    if labels & {"cnn", "rnn", "transformer"}:
        drop |= {"deep_learning_unspecified", "_deep", "mlp"}
    elif labels & {"deep_learning_unspecified", "_deep"}:
        drop.add("mlp")
    if labels & {"cnn", "rnn", "transformer", "gan", "autoencoder", "reinforcement"}:
        drop.add("_deep")
    if labels & {"gan", "autoencoder"}:
        drop.add("mlp")
    if labels - {_GENERIC, _VAGUE, "nlp_unspecified", "other"}:
        drop.add(_GENERIC)
    if labels - {_VAGUE}:
        drop.add(_VAGUE)
    if labels & _READERS:
        drop.add("nlp_unspecified")
    return drop
