"""The words that tell one kind of study from another."""

from __future__ import annotations

import re

from fingerpost.reading.hints import Hints
from fingerpost.reading.words import Lexicon

CUES = Lexicon(
    {
        "review!": "systematic review|scoping review|literature review|narrative review|"
        "comprehensive review|brief review|mini review|critical review|umbrella review|"
        "a review |a survey |an overview |survey on |review on |"
        "meta analysis|commentary|editorial|perspective article|this perspective|viewpoint|"
        "position paper|this review|in this survey|this survey paper|review article|"
        "this overview|state of the art review|review paper|white paper|book chapter|this chapter|"
        "primer |tutorial|a perspective|this opinion|roadmap for|our review|present review|"
        "this essay|review the literature|review of the literature|opinion article",
        "review?": "review of |overview of|survey of ",
        "review": "we review|we survey|we discuss|we summarize|we summarise|we outline|"
        "we highlight|"
        "is reviewed|are reviewed|is discussed|are discussed|were reviewed|we reviewed|"
        "reviewed the|"
        "articles were|studies were included|papers were|publications were|prisma |"
        "literature search|were searched|we searched|papers published|studies published|"
        "recent advances|recent progress|current literature|literature suggests|"
        "recent developments|current state|future directions|"
        "future perspectives|open challenges|open problems|open questions|research directions|"
        "challenges and opportunities|opportunities and|we argue|i argue|we provide guidance|"
        "provide recommendations|recommended solutions|article discusses|paper discusses|"
        "paper reviews|article reviews|paper surveys|paper presents an overview|"
        "paper provides an overview|this article describes|we describe the|we explore potential|"
        "studies various|various techniques|techniques used for|pitfalls|is gaining|growing body|"
        "an introduction to|we consider how|we propose recommendations|included studies|"
        "article explores|paper explores|potential of artificial|promise of|are presented and|"
        "lessons learned|ethical|policy|stakeholders|we introduce the basic|challenges of|"
        "this article provides|this article summar|this paper summar|limitations and|"
        "identified studies|eligible studies|studies that|future research|promises and|"
        "current applications|applications of artificial|applications of ai|key challenges|"
        "we identify challenges|we identified articles|paper describes how",
        "trial": "randomized controlled trial |randomised controlled trial |"
        "randomized clinical trial |randomised clinical trial |randomized trial |"
        "randomised trial |randomized controlled study|randomised controlled study|were randomized|"
        "were randomised|randomly assigned|randomly allocated|stepped wedge|cluster randomi|"
        "pragmatic trial|crossover trial|randomized study|randomised study|single arm trial|"
        "randomized crossover|feasibility trial|pilot trial",
        "clinical": "patients|cohort|hospital|retrospective|prospective|electronic health|"
        "electronic medical|ehr |emr |clinician|diagnos|clinical notes|subjects|sensitivity|"
        "specificity|auc |auroc |medical center|medical centre|chart review|clinical data|"
        "disease|radiolog|outcome|mortality|cancer|physician",
        "method_title": "framework|algorithm|novel|efficient|fast |robust|scalable|sparse|kernel|"
        "bayesian|variational|generative|adversarial|unsupervised|semi supervised|weakly|"
        "self supervised|multi task|federated|tensor|matrix|graph|optimization|optimisation|"
        "reconstruction|synthesis|synthesiz|registration|imputation|representation|embedding|"
        "domain adaptation|probabilistic|decomposition|factoriz|regulariz|nonparametric|manifold|"
        "loss function|active learning|meta learning|denoising|super resolution|privacy|"
        "model of|modeling|modelling|mixture|hierarchical|inference|latent|causal|few shot|"
        "augmentation|simulation|invariant|geometric|spectral|hashing|metric learning|theory|"
        "approximation|gaussian process|stochastic|distributed|compression|encryption|learning of|"
        "learning to|structured|nonlinear|estimation|dimension|clustering|method for|"
        "interpretable|attention|transfer learning|low rank|differential|neural ode|neuromorphic|"
        "hardware|single pixel|holographic|microscop|low power|on device|edge ",
        "method_text": "we propose|is proposed|proposed method|proposed framework|"
        "proposed algorithm|"
        "proposed model|proposed approach|proposed network|we introduce|we derive|we formulate|"
        "synthetic data|simulated data|simulation|state of the art|baseline|benchmark|theoretical|"
        "convergence|posterior|latent|novel method|novel framework|novel approach|novel algorithm|"
        "novel architecture|computational|generalized|objective function|real world data|"
        "public dataset|publicly available dataset|experiments on|experimental results|"
        "experiments show|experiments demonstrate|extensive experiments|for the first time|"
        "modeling framework|a general |loss function|regulariz|our method|our approach|"
        "our framework|our algorithm|new method|new approach|new algorithm|end to end|"
        "optimization|inference|we show that|we demonstrate that|outperform|uncertainty|"
        "proof of concept|prototype|technique",
        "other": "prevalence of|incidence of|association between|associated with|risk factors for|"
        "characterization of|characterisation of|epidemiolog|interviews|qualitative|perceptions|"
        "attitudes|questionnaire survey|descriptive|case report|hazard ratio|odds ratio|adherence|"
        "utilization|utilisation|characteristics of|trends in|focus group|cross sectional|"
        "comparative effectiveness|cost effectiveness|usability|implementation of|feasibility of|"
        "case study|we interviewed|observational study|cohort study|adjusted for|mendelian|"
        "phenome wide|genome wide association|gwas |phewas |survival analysis|were associated|"
        "was associated|study protocol|quality improvement|pilot study|surveyed|acceptab|"
        "user study|content analysis|thematic analysis|bibliometric|comparison between|impact of |"
        "effects of |determinants|association of |associations |relationship between|"
        "differences in |decline of |replication study|polymorphism|job |deployment|"
        "integration of|infrastructure|workflow|statistical analysis plan|"
        "treatment patterns|long term outcomes|safety and efficacy|phase i |phase ii |"
        "planning study|"
        "dosimetric comparison|was evaluated in",
        "model": "machine learning|deep learning|neural|classifier|algorithm|predict|"
        "artificial intelligence|natural language|random forest|support vector|learning|network|"
        "rule based|computer aided|automat|model |models |classif|segment|regression model|train|"
        "phenotyping|clustering|text analytic|case definition|discovering",
        "develop": "develop|trained|training|we build|we built|construct|derivation|we design|"
        "we create|novel|we propose|we present|we train",
    }
)

TEXT_TITLE = re.compile(r"\b(?:text|notes|entit|concept|relation)", re.IGNORECASE)
APPLIED_TITLE = re.compile(
    r"(?:\b(?:predict\w*|detect\w*|diagnos\w*|classif\w*|segment\w*|identif\w*|grading|screening|"
    r"prognos\w*|recogni\w*|estimat\w*)\b.*\b(?:using|with|by|from|via|"
    r"based on|in|of|for)\b|\b(?:for|to) (?:\w+ ){0,2}(?:predict|detect|diagnos|classif|segment|"
    r"identif|screen|grad)\w*)",
    re.IGNORECASE,
)
"""'Detection of X using Y': a model set to a clinical task."""
REVIEW_TITLE = re.compile(
    r"\b(?:systematic|scoping|literature|narrative|comprehensive|critical|brief|mini|umbrella|"
    r"methodical|integrative|rapid|state-of-the-art)(?: \w+)?[- ]reviews?\b|\bmeta-?analys[ie]s\b|"
    r"(?:\A|: )an? (?:(?:comprehensive|comparative|brief|short|critical|literature|technical) )?"
    r"(?:review|survey|overview)\b|\boverview\Z"
)
REVIEW_TITLE_HINTS = ("review", "analys", "survey", "overview")
RESOURCE_TITLE_HINTS = (
    "data", "corp", "benchmark", "tool", "software", "library", "challenge", "task", "repository",
    "open", "platform", "package", "registry", "atlas", "biobank", "track", "n2c2", "i2b2",
    "competition", "server", "ontology", "knowledge base", "resource", "infrastructure", "lexicon",
)  # fmt: skip
RESOURCE_TITLE = re.compile(
    r"\b(?:data ?sets?|database|corpus|corpora|benchmark|toolkit|toolbox|software|library|"
    r"challenge|"
    r"shared task|repository|open[- ]source|platform|package|data commons|registry|atlas|"
    r"biobank|track \d|n2c2|i2b2|competition|web server|data warehouse|a tool for|"
    r"ontology|knowledge base|resource|annotation tool|infrastructure)\b",
    re.IGNORECASE,
)
INTO_SETS = re.compile(
    r"[^.;]{0,90}\b(?:train(?:ing)?|derivation|development|test(?:ing)?|validation)\b"
)
RESOURCE_NAMED = re.compile(
    r"\b(?:(?:R|[Pp]ython|[Oo]pen[- ][Ss]ource) (?:package|library|toolkit|software|platform)|"
    r"(?i:data[- ](?:warehouse|repository|portal|commons)|biobank portal|lexicon|shared task|"
    r"annotated (?:corpus|dataset|data set)|(?:a|new|public|large|open) (?:\w+ )?(?:corpus|dataset|"
    r"data set|database|toolkit|benchmark)))\b"
)
RESOURCE_TEXT = re.compile(
    r"\bwe (?:present|introduce|release|describe|publish|provide|created?|built|construct(?:ed)?|"
    r"develop(?:ed)?|share|make|offer) (?:\w+[,-]? ){0,8}(?:data ?set|corpus|database|toolkit|"
    r"software|"
    r"library|benchmark|repository|package|toolbox|registry|web ?server|platform|open[- ]source|"
    r"knowledge base|ontology)\b"
    r"|\b(?:data ?set|corpus|database|benchmark) (?:is|are|will be|was) (?:\w+ly |"
    r"made )*(?:available|"
    r"released)\b"
    r"|\bthis (?:work|paper|article|study) (?:presents|describes|introduces|summari[sz]es) "
    r"(?:\w+[,-]? ){0,8}(?:data ?set|corpus|database|software|toolkit|challenge|shared task|track|"
    r"benchmark|platform|tool)\b"
    r"|\bwe release\b|\b(?:shared task|challenge) (?:was|is|attracted|received|focused|"
    r"organi[sz]ed)\b"
    r"|\bparticipating teams\b|\bteams (?:participated|submitted)\b"
    r"|\bopen[- ]source (?:\w+ )?(?:software|tool|package|library|toolkit|framework|platform)\b",
    re.IGNORECASE,
)
RESOURCE_HINTS = Hints(
    "dataset", "data set", "corpus", "database", "toolkit", "software", "library", "benchmark",
    "repository", "package", "toolbox", "registry", "server", "platform", "open source",
    "open-source", "knowledge base", "ontology", "we release", "challenge", "teams",
    "shared task",
)  # fmt: skip
CLINICIANS_TITLE = re.compile(
    r"\b(?:versus|vs\.?|compar\w+|against|outperform\w*|better than|beats?|human|expert[- ]level|"
    r"\w+ologist[- ]level|physician[- ]level|performance of (?:physicians|radiologists|clinicians|"
    r"doctors))",
    re.IGNORECASE,
)
PEOPLE_TITLE = re.compile(
    r"\b(?:physicians?|radiologists?|clinicians?|doctors?|\w+ologists?|experts?|readers?|surgeons?|"
    r"nurses|practitioners?|humans?|clinical judge?ment)\b",
    re.IGNORECASE,
)
VALIDATION_TITLE_HINTS = ("valid", "evaluat", "portability", "performance", "accuracy", "assess")
VALIDATION_TITLE = re.compile(
    r"\b(?:external|independent|prospective|multicent\w+|temporal|clinical|"
    r"geographic) (?:validation|"
    r"evaluation) of|^validation of|^validating|\bvalidity of\b|\bexternal validation\b|"
    r"^evaluat(?:ion|ing) (?:of )?(?:the |an? )?(?:performance of|accuracy of|existing|commercial)|"
    r"\btransportability\b|\bportability of\b|^(?:diagnostic )?(?:performance|accuracy) of|"
    r"^assess(?:ing|ment of) the (?:accuracy|validity|performance)",
    re.IGNORECASE,
)
VALIDATION_HINTS = Hints("existing", "previously", "commercial", "published", "established", "fda")
"""A sentence without one of these validates no model of earlier work."""
VALIDATION_TEXT = re.compile(
    r"\b(?:externally )?(?:validated?|evaluated?|assess(?:ed)?|test(?:ed)?) (?:the (?:performance|"
    r"accuracy|"
    r"validity|portability) of )?(?:an |the |two |three |several |four |five )?(?:existing|"
    r"previously "
    r"(?:developed|published|described|validated)|commercial\w*|published|established|FDA[- ]\w+) "
    r"(?:\w+ ){0,4}(?:models?|algorithms?|scores?|tools?|systems?|classifiers?|software|"
    r"definitions?)",
    re.IGNORECASE,
)
DEVELOPING = re.compile(
    r"\b(?:we (?:\w+ )?(?:develop|propos|train|build|built|creat|construct|deriv|updat)|"
    r"(?:models?|algorithms?) (?:was|were) (?:\w+ )?(?:develop|train|built|construct|creat|updat)|"
    r"to (?:develop|build|train|create)|updated)",
    re.IGNORECASE,
)
