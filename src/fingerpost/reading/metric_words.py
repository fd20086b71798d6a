"""The words around a number that make it a performance figure, or something else."""

from __future__ import annotations

import re

from fingerpost.reading.hints import Hints

DIFFERENCE_NOUNS = (
    r"increases?|improvements?|gains?|reductions?|decreases?|boosts?|loss(?:es)?|drops?|"
    r"differences?|declines?|margins?|rise|uplifts?"
)
# Words right before a number that make it something other than a figure of a model.
NOT_BEFORE = re.compile(
    rf"(?:\b(?:[pPqQ]\s?-?\s?(?:values?)?\s?(?:[<>=≤≥:]+|\\(?:leq?|geq?|lt|gt)|of|was|were|is)"
    rf"|[pP]\s?[=<]\s?0?\.\d+\s?<|[pPqQ][- ]values?|[pP](?:<sub>\w+</sub>|_\w+)?\s?(?:=|"
    rf"&[lg]t;=?)|(?:I2|I²|Q)\s?="
    rf"|(?:fixed|held|kept|constrained) (?:at|to)"
    rf"|(?:CIs?|confidence intervals?)\b(?:(?![-–—−]\s?\d*[.·]\d+[,;] )[^A-Za-z)\]]){{0,25}}"
    rf"(?:to |and )?"
    rf"|(?:thresholds?|cut-?\s?offs?|cut[- ]points?|alpha|beta|gamma|lambda|α|β|t|z|F|"
    rf"df|chi2|χ2|n|N|k)(?: values?)?"
    rf"\s?(?:[<>=≤≥]+|of|at|was)|(?:{DIFFERENCE_NOUNS}) (?:of|by|in \w+ of)"
    rf"(?: (?:about|over|up to|around|approximately|at least|more than|nearly|\w+ly))*"
    rf"|(?:SD|sd|s\.d\.|standard deviation|(?<!% )SE|SEM|IQR|std|range|median age|mean age|age|"
    rf"aged|"
    rf"weeks?|day|year|version|top|Top|Table|Fig(?:ure|\.)?|"
    rf"grade|"
    rf"stage|type|level(?!s?:)|[Cc]lass|Rank|rank|ICD|prevalence(?: of| was)?|quantile|"
    rf"event rate)\s?[=:,]?"
    rf"|los(?:ing|es|t)(?: only)?|loosing(?: only)?|when)"
    rf"|differences?[,:]|mm\s?/|±|\\pm|\+/-|\+|×|"
    rf"\\times|\^|_)\s?[~$({{]*\s?\Z"
)
MORE_OF = re.compile(
    r"\d (?:more|fewer|less|additional|extra|further)\b(?: [\w-]+){0,3} [(\[]\Z", re.IGNORECASE
)
"""'49 more patients (9.8%)' is a share of patients."""
BOUND = re.compile(r"\bbounds?[\w\s%]{0,60}(?:than|of)\s?[~$({]*\s?\Z")
BY = re.compile(
    r"\b(?:by|by (?:about|up to|over|around|approximately|at least|more than|nearly|an? \w+ of|"
    r"\w+ly|as much as|a margin of))\s?\$?\Z"
)
CHANGED = re.compile(
    r"\b(?:improv|increas|decreas|reduc|outperform|drop|boost|enhanc|gain|exceed|declin|fell|"
    r"rais|lower|higher|better|surpass|differ|rose|degrad|worse|chang)\w*",
    re.IGNORECASE,
)
DIFFERENCE_AFTER = re.compile(
    rf"\s*(?:above|below) (?:and|the|or)\b|"
    rf"\s*(?:\(?absolute\)?|relative|percentage|\%)?\s*(?:(?!(?:are|is|was|were|and|which|with|"
    rf"than|for|in|on)\b)[\w-]+\s+)?(?:{DIFFERENCE_NOUNS}|"
    r"higher|lower|better|greater|more|less|worse|points?|faster|fewer|over the|compared to the)\b",
    re.IGNORECASE,
)
NOT_AFTER = re.compile(
    r"\s?(?:\$\s?)?(?:[- ]?(?:fold|class(?!-balanced|-wise|-averaged)|"
    r"way|layer|dimensional|channel|lead|bit|tesla|T)s?\b|"
    r"GHz|Hz|kHz|mm\b(?=\s?x)|Hausdorff|HD\b|times\b|[-\s]?(?:CI|confidence|C\.I\.|credible|"
    r"prediction interval)|"
    r"\s?or (?:greater|more|higher|above|less|lower)\b|\s?/\s?\d+(?:\.\d+)?\s?mm|\s?criteri|"
    r"\s?(?:is|are|was|were) (?:labell?ed|annotated|used)|"
    r"\sfalse (?:positives?|negatives?|alarms?)\b(?! (?:rate|fraction))|"
    r"\s?(?:of|to) (?:the |all )?(?:\w+ )?(?:patients|cases|subjects|data|training|samples|"
    r"participants|"
    r"individuals|variance|population|records|notes|labell?ed|annotat)|th\b|st\b|nd\b|rd\b)",
    re.IGNORECASE,
)
# '80% training samples' counts; 'an AUC of 0.9 used notes' does not.
COUNTED_AFTER = re.compile(
    r"\s?(?:\$\s?)?(?:(?!among|per|in|for|of|with|on|to|and|by|when|across|from|at)\w+\s){0,2}"
    r"(?:patients?|subjects?|participants?|images?|cases?|scans?|samples?|features?|"
    r"epochs?|studies|people|individuals|classes|categories|times|hospitals|genes|folds|notes|"
    r"records|slides|women|men|children|controls)\b",
    re.IGNORECASE,
)
UNIT_AFTER = re.compile(
    r"\s?(?:\$\s?)?(?:[- ]?(?:year|month|day|week|hour|min|minute|second)s?\b|ms\b|s\b|sec\b|mm\b|"
    r"Gy\b|mg\b|bpm\b|dB\b|cm\b)",
    re.IGNORECASE,
)
FORWARD_STOP = re.compile(
    r"[?!]|\.\s(?![a-z])|\b(?:random chance|consist\w*|contrast\w*|"
    r"calculated(?! (?:as|to be|at)\b)|defined|aged|dataset of|cohort of|"
    r"p\s?[<=]|"
    r"trained on \d|reduc\w+ the|consum\w+|speed\w*|faster|prevalence)\b",
    re.IGNORECASE,
)
DIFFERENCE_BETWEEN = re.compile(
    rf"\b(?:{DIFFERENCE_NOUNS}) (?:of|by|rising to|ranging|up to|from)\b", re.IGNORECASE
)
DIFFERENCE_NEXT = re.compile(rf"\s(?:{DIFFERENCE_NOUNS})\b", re.IGNORECASE)
ADJACENT = re.compile(
    r"[\s$}]*(?:\()?(?:(?!(?:and|or|for|with|of|in|the|to|at|was|were|is|as|vs|versus|than|on|by|"
    r"from|a|an|while|but|when|using|over)\b)[A-Za-z][\w'-]*[\s-]+){0,3}\Z"
)
OWN_NUMBER = re.compile(
    r"(?:\s?[\[(]\s?9\d\s?\\?%\s?CIs?\s?[\])])?\s?(?:\([A-Za-z][\w\s-]{0,12}\)\s?)?(?:scores? |"
    r"values? )?(?:(?:of|=|:|was|were|is|"
    r"\()\s?(?:about |"
    r"up to |over |~|≥|>|>=|\$)*\$?|\s(?=\d*[.·]))(?!9[059]\s?\\?%\s?(?:CI|conf|C\.I))[.·]?\d"
)
REST_OF_NUMBER = re.compile(r"[\d.·]*\s?\\?%?\$?\s?")
PLAIN_LINK = re.compile(r"\s?(?:scores? |values? )?(?:of|=|was|is|:)\s?(?:up to )?\$?")
BARE_LINK = re.compile(
    r"\s?(?:\(\w+\)\s?)?(?:values? |scores? )?(?:between (?:the )?[^.;:()\d]{4,90} )?"
    r"(?:of|=|was|is|:|\()\s?\$?"
)
ONE_LINK = re.compile(r"\s?(?:\([\w ]+\)\s?)?(?:of|=|was|is|:|were|\()\s?\$?")
LIST_GAP = re.compile(
    r"[\s,;/&()\[\]$:\"'“”-]*(?:(?:and|or|as well as|plus|the|an?|mean|average|overall|its|"
    r"averaged?|macro|micro|weighted|[A-Z]{1,4}|vs\.?|both|also|their|value|values|score|scores|"
    r"respectively|\d)[\s,;/&()\[\]-]*){0,4}\Z"
)
NUMBER_GAP = re.compile(
    r"(?:\s?\([A-Za-z][^()\d]{0,40}\))?[\s,;/&${]*(?:(?:and|or|to|vs\.?|versus|,|about|as|from)[\s,${]*)"
    r"{0,2}\Z"
)
BARE_BEFORE = re.compile(r"(?:\b(?:of|was|is|were|and|to|vs\.?|versus)|[=:(,–-])\s?\$?\Z")
RANGE_GAP = re.compile(r"\s?(?:-{1,3}|–|—|‐|‑|−|to|and)\s?\$?\Z")
GOES_ON = re.compile(
    r"[^.;()\d]{2,40}(?:,? (?:and|but|while|whereas|compared (?:to|with)|vs\.?|versus)|"
    r",)\s(?:(?!by\b)\w+\s){0,2}"
)
NEXT_BRACKET = re.compile(
    r"\)(?:,|;)?(?: (?:and|then|or|versus|vs\.?|followed by))* (?:[A-Za-z][\w/+-]*\s){1,5}\("
)
SLASH_OR_DASH = re.compile(r"\s?(?:/|-{1,2}|–|—|\bto\b)\s?")
CLINICIAN = re.compile(
    r"\b(?:(?:physicians?|radiologists?|clinicians?|doctors?|dermatologists?|pathologists?|"
    r"ophthalmologists?|cardiologists?|oncologists?|neurologists?|general practitioners?|nurses?)"
    r"(?!['’]?s? (?:notes?|reports?|text|narratives?|documentation|letters?|records?))|"
    r"human (?:experts?|readers?|observers?|raters?)|experts?(?![- ](?:derived|defined|curated|"
    r"annotat\w+|labell?ed|system|knowledge|review))|readers?|residents|GPs|"
    r"endoscopists?|visual (?:assessment|inspection|interpretation)|"
    r"surgeons?)\b(?![- ]level)|\b(?:inter[- ]?(?:rater|observer|annotator|"
    r"reader|reviewer|\w+ologist)|"
    r"annotators?|raters|clinical (?:examination|judge?ment))\b",
    re.IGNORECASE,
)
LISTED = re.compile(r"(?:\s?[,/]?\s?(?:and|or|to)\s|\s?(?:-{1,2}|–|—)\s?|/)\$?")
PEOPLE_AFTER = re.compile(
    r"\s?(?:from|by|for|of|between|among|in) (?:the )?(?:\w+ ){0,2}?(?:physicians?|radiologists?|"
    r"clinicians?|doctors?|\w{4,}ologists?|(?:human )?experts?|readers?|observers?|raters?|"
    r"annotators?|"
    r"inter-?observer)\b(?![- ](?:level|annotat|label|defined|derived|notes?|reports?))",
    re.IGNORECASE,
)
GAINED = re.compile(
    r"\b(?:improv|increas|enhanc|boost|reduc|rais)\w* (?:up to|around|about|roughly|nearly|"
    r"over) \$?\Z"
)
# What the authors wanted or needed is no figure: 'our goal was to exceed 80% sensitivity'.
WANTED = re.compile(
    r"\b(?:(?:goal|aim) (?:was|is|of)|(?:aim(?:ed|ing)?|hop(?:ed|ing)|sought|wish(?:ed)?) (?:to|"
    r"for)|"
    r"requir(?:e|es|ed|ing|ement|ements)|hypothesi[sz]ed?|minimum (?:acceptable|required)|"
    r"(?:set|fixed) (?:\w+ )?(?:to|at|for) (?:have|reach|achieve|yield|give))\b"
    r"(?:(?!\b(?:achieved|had|has|was|were|with|reached|yielded|obtained|resulted|showed)\b)"
    r"[^.;]){0,70}\Z",
    re.IGNORECASE,
)
WANTED_HINTS = ("goal", "aim", "hop", "sought", "wish", "requir", "hypothes", "minimum", "to have",
    "to reach", "to achieve", "to yield", "to give")  # fmt: skip
# 'mortality of 2.6%', 'probability of occurrence of 25.4%': how often a thing befalls patients.
BEFALLS = re.compile(
    r"\b(?:mortality|incidence|occurrence|prevalence|probability|morbidity|"
    r"survival)(?: rates?)? of\s\Z",
    re.IGNORECASE,
)
# A share that is told to be right: 'correctly classified 92% of the patients'.
RIGHTLY = re.compile(
    r"\b(?:correct|accurate|successful)ly [a-z]+(?: [a-z'’-]+){0,6} (?:\d[\d, ]*(?:of|/|out of)"
    r" (?:the |all )?\d[\d,]* ?)?\(?\Z|\b(?:agreed|concordant)\b[^.;,\d]{0,50}\bin \(?\Z"
)
FOUND = re.compile(
    r"\w+ (?:(?:about|over|up to|more than) )?\d[\d.]*\s?% of (?:the |all )?(?:[\w-]+ ){0,2}?"
    r"(?:cancers|tumou?rs|carcinomas|lesions|nodules|cases|events|bleeds|ha?emorrhages|fractures|"
    r"polyps|metastases|mentions|errors|deaths|seizures|strokes|infections|positives|adenomas|"
    r"patients (?:with|who)|concepts|entities)\b(?! (?:as|to be|that)\b)"
)
OWN_MODEL = re.compile(
    r"\b(?:our|the|this|these|same|\d+|both|all) (?:[\w-]+ ){0,5}?(?:models?|algorithms?|"
    r"classifiers?|networks?|"
    r"systems?)\b(?:, [^,.;]{0,80},)? (?:had|achiev|show|predict|yield|obtain|reach|perform|"
    r"attain)",
    re.IGNORECASE,
)
MODEL_HINTS = Hints("model", "algorithm", "classifier", "network", "system")
OURS = Hints("we ", " our ")
EARLIER = re.compile(
    r"\b(?:previous\w*|prior|earlier|reported|have been|has been|however|existing|indicated)\b|"
    r"[(\[]\d{1,2}[)\]]",
    re.IGNORECASE,
)
LEARNER = re.compile(
    r"\b(?:models?|algorithms?|networks?|AI|CNNs?|classifi\w*|signatures?|systems?|software|tools?|"
    r"methods?|approach(?:es)?|learning|machines?|forests?|regressions?|SVMs?|LSTMs?|frameworks?|"
    r"architectures?|pipelines?|predict\w*|NLP|rules?|automat\w*|estimat\w*|F-?1\w*|baselines?)\b",
    re.IGNORECASE,
)
SHARE_BESIDE = re.compile(r"\d\s?\\?%")
RIGHTLY_AFTER = re.compile(
    r"\)?(?: of (?:the |all )?[A-Za-z -]{3,40}?)? (?:were|was|are) (?="
    r"(?:correct|accurate|successful)ly \w|\w+ed correctly)"
)
F_VALUE = re.compile(r"\bF\s?=\s?\Z")
HAVING = re.compile(r"\b(?:having|whose)\b[^.;,\d]{0,40}(?:[<>≥≤]|over|above|below)\s?\$?\Z")
DIFFERENCE_IN = re.compile(
    rf"\b(?:{DIFFERENCE_NOUNS}) (?:in|of) (?:the )?(?:[\w-]+ ){{0,3}}\Z", re.IGNORECASE
)
LISTED_MODELS = re.compile(
    r"(?: coefficients?| values?| scores?)?(?: \([A-Za-z][\w -]{0,12}\))? (?:for|of|between) "
    r"(?:the )?[^.;:]{0,330}\b(?:were|was|are|is|"
    r"(?:ranged|ranging) (?:between|from)) \$?"
)
"""Between a name and the figures of a long list of models: 'C-statistics for A, B and C were'."""
EACH_ASSIGNED = re.compile(r"(?: scores?| values?)?\s?[:(]\s?[A-Za-z][\w -]*\s?=")
"""A list that gives each figure with a name of its own: 'F1 scores: bending=0.77, …'."""
ASSIGNED = re.compile(r"[,;(]\s*[A-Za-z][\w-]*\s?=\s?\$?\Z")
GAIN_OF = re.compile(rf"\b(?:{DIFFERENCE_NOUNS}) of \$?\d", re.IGNORECASE)
FROM_TO = re.compile(r"\bfrom\b|(?<!up )\bto\b")
NEXT_DIFFERENCE = re.compile(r"\s(?:in|for|on)\s")
PEOPLE_HINTS = Hints(
    "ologist", "physician", "clinician", "doctor", "expert", "reader", "resident", "surgeon",
    "practitioner", "human", "visual", "rater", "clinical examin", "judg",
    "observer", "annotator", "nurse", "endoscopist",
    "gps", "reviewer",
)  # fmt: skip
"""A sentence without one of these, in lower case, names no clinicians."""
# Clinicians here do not tell of their own figures: they are helped, or drew the labels.
HELPED = re.compile(
    r"\b(?:available to|useful (?:to|for)|help(?:s|ing)?|assist(?:s|ing)?|support(?:s|ing)?|"
    r"allow(?:s|ing)?|guid(?:e|es|ing)|alert(?:s|ing)?|notif\w+|"
    r"(?:provid|annotat|label+|delineat|drawn|segment|contour|grad|mark|confirm)\w* by) "
    r"(?:the |\w+ (?:expert |independent |experienced |trained )?)?\Z",
    re.IGNORECASE,
)
MODEL = re.compile(
    r"\b(?:models?|algorithms?|networks?|AI|CNNs?|classifiers?|signatures?|systems?|software|"
    r"tools?|"
    r"methods?|approach(?:es)?|learning|machines?|forests?|regressions?|SVMs?|LSTMs?|frameworks?|"
    r"we|"
    r"our|architectures?|pipelines?|computers?)\b",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"\b(?:previous|prior|earlier|other|existing|published|recent|state[- ]of[- ]the[- ]art) "
    r"(?:stud\w+|works?|reports?|methods|approaches) (?:\w+ ){0,4}"
    r"(?:report|show|achiev|found|obtain|demonstrat)\w*|\bet al\b|"
    r"\b(?-i:In) (?:the )?literature\b|\b(?:has|have) been reported\b",
    re.IGNORECASE,
)
OTHERS_HINTS = Hints(
    "previous ", "prior ", "earlier ", "other ", "existing ", "published ", "recent ", "the-art ",
    "the art ", "et al", "literature", "been reported",
)  # fmt: skip
RATIO_CONTEXT = re.compile(
    r"\b(?:signature|risk groups?|classifier|nomogram|risk scores?|radiomic|AI[- ])",
    re.IGNORECASE,
)
CONTINUED = re.compile(
    r"\b(?:(?:improv|increas|r[io]s|decreas|dropp?|fell|reach|declin|reduc)\w*(?: further)?"
    r"(?: (?:up|again))? to|achiev\w+|obtain\w+) \$?\Z",
    re.IGNORECASE,
)
PERFECT = re.compile(r"\bperfect\s+\Z", re.IGNORECASE)
MEASURED = frozenset({"mae", "rmse", "other", "hazard_ratio", "odds_ratio"})
