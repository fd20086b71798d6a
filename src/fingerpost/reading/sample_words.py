"""The words around a number that make it a sample of people, records or images, or a part."""

from __future__ import annotations

import re

from fingerpost.reading.hints import Hints

PEOPLE, RECORDS, IMAGES = 3, 2, 1

NOUNS = {
    PEOPLE: "patients|subjects|participants|individuals|people|persons|adults|children|women|"
    "men|girls|boys|males|females|volunteers|respondents|inpatients|outpatients|"
    "infants|neonates|newborns|babies|toddlers|adolescents|teenagers|students|veterans|"
    "survivors|donors|controls|residents|clients|users|members|mothers|pregnancies|"
    "births|beneficiaries|employees|smokers|speakers|cases|probands|twins|"
    "enrollees|pts|carriers|caregivers|dyads|admissions|hospitali[sz]ations|encounters|visits|"
    "stays|"
    "consultations|attendances|episodes|eyes",
    RECORDS: "notes|records|reports|documents|summaries|charts|letters|"
    "narratives|tweets|posts|messages|questionnaires|plans|procedures|surgeries|operations",
    IMAGES: "images|scans|radiographs|x-rays|mammograms|slides|wsis|videos|volumes|"
    "examinations|exams|mris|cts|ecgs|eegs|recordings|tracings|samples|specimens|"
    "(?:ct|cta|mr|mri|pet|imaging|echo|ultrasound|cardiac) studies|"
    "lesions|nodules|tumou?rs|biopsies|photographs|sonograms|echocardiograms|"
    "polysomnograms|sequences|compounds|molecules|drugs|proteins",
}
LEVELS = {level: re.compile(rf"(?:{nouns})\Z") for level, nouns in NOUNS.items()}
ANY_NOUN = "|".join(NOUNS.values())
VISITS = re.compile(
    r"admission|hospitali|encounter|visit|stay|consultation|attendance|episode|eyes", re.IGNORECASE
)
STOPPERS = (
    r"of|in|with|from|to|for|were|was|is|are|on|at|by|than|years?|year-old|months?|weeks?|days?|"
    r"hours?|minutes?|had|have|has|who|that|which|using|per|each|or|vs|versus|after|before|the|"
    r"this|these|out|we|our|types?|features?|variables?|classes|times?|hospitals|"
    r"centers|centres|sites|fold|studies|groups?|datasets?|databases?|cohorts?|points?|stage|"
    r"most|more|million|billion|reported|percent|countries|trials?|models?|"
    r"all|both|any|their|its|but|while|when|where|then|if|not|no"
)
AFTER = re.compile(
    rf"[\s~]+(?:\([^()]{{1,80}}\)\s+)?(?P<between>(?:(?!(?:{STOPPERS})\b)[A-Za-z][\w'’/+.-]*,?"
    rf"[\s]+|\([A-Z]\w*\)\s+|stages? [\dIVX]+[A-C]?(?:(?:\s?[-–/,]\s?|\s(?:or|and|to)\s)"
    rf"[\dIVX]+[A-C]?)*\s+){{0,6}}?)"
    rf"(?P<noun>(?:{ANY_NOUN})\b(?![-/]\w)|(?:patient|subject|participant)(?=\s(?:with|who|from|"
    r"and|in|were|had|(?:[\w-]+\s){0,4}(?:cohort|database|dataset|data\sset|registry|sample))\b|"
    rf"[.,;)]|\Z))",
    re.IGNORECASE,
)
N_EQUALS = re.compile(r"(?:\b|\$)[nN]\s?=\s?\$?\s?\Z")
NOUN_BEFORE = re.compile(
    rf"\b(?P<noun>{ANY_NOUN})\b[^.;()]{{0,80}}[\s(\[,;$]*\Z",
    re.IGNORECASE,
)
IN_BRACKETS = re.compile(rf"\d (?:\w+ ){{0,4}}?(?:{ANY_NOUN}) \([^()]{{0,60}}\Z", re.IGNORECASE)
SIZE_OF = re.compile(
    r"\b(?:sample size|(?:study |patient )?(?:cohort|population|sample) size)"
    r"(?: (?:was|is|of|=|included))+ ?\Z",
    re.IGNORECASE,
)
NOT_PEOPLE_BEFORE = re.compile(
    r"(?:\bper|\bevery|\b(?:one|1|ten|10) (?:in|of)|\bage[ds]?(?: of)?|\bof (?:the|these|those|"
    r"all)|[<≤≥=±×]|\d\s?x|"
    r"\bevery|\bAlgorithm|\bphase|\btype|\bgrade|\blevel|\bstage|\bgroup|\bCOVID|\btop|\bversion|"
    r"\beach of)\s?\$?\Z",
    re.IGNORECASE,
)
PARTED = re.compile(
    r"[^.;]{0,60}?\b(?:and|then) (?:(?:tested|validated|evaluated) (?:on|in|with) (?:\w+ )?\d|"
    r"\d[\d,]* (?:\w+ )?(?:for|as) (?:\w+ )?(?:test|validat|evaluat))"
)
"""'Trained on 300 patients and tested on 100': each number is a part."""
OF_THE = re.compile(r"(?:Of|Among|From) (?:the|these|all)\s")
TOTAL = re.compile(
    r"\b(?:a total of|in total,?|total(?:ling| of|s?:?)|overall,?|altogether,?|included|"
    r"(?:were |was )?(?:enrolled|recruited|analy[sz]ed|assessed|studied|evaluated|reviewed|"
    r"randomi[sz]ed|examined|screened|accrued)|randomly (?:assigned|allocated)|"
    r"participants were|(?:cohort|sample|population) (?:was|were)|comprising|comprised|"
    r"consist(?:s|ed|ing) of|contain(?:s|ed|ing)|compris(?:es|ing)|"
    r"(?:cohort|population|sample|dataset|data set|database|corpus|set|series|"
    r"collection|data|records|images|scans|recordings|EHRs?|MRIs?|information)"
    r"(?: \w+){0,3} (?:of|from|for|on|in|with))(?: (?:about|over|approximately|nearly|around|all|"
    r"more than|up to|the|~|at least|\w+ing))*[\s~$]*\Z",
    re.IGNORECASE,
)
FROM = re.compile(r"\b(?:from|of|in|on|for|with|among|include[sd]?)[\s~$]*\Z", re.IGNORECASE)
TOTAL_AFTER = re.compile(
    r"\s*available for\b|[^.;]{0,110}?\b(?:were|was|have been) (?:\w+ly )?(?:included|enrolled|"
    r"recruited|analy[sz]ed|"
    r"studied|randomi[sz]ed|randomly|evaluated|reviewed|used|collected|retrieved|identified|"
    r"assessed|examined|annotated|selected|obtained|assigned|entered|tested|retrospectively|"
    r"accrued|treated|invited|seen|followed|available|assessable|evaluable|"
    r"prospectively|detected|allocated|divided|split)\b|[^.;,]{0,50}?\b(?:participated|"
    r"met (?:the )?"
    r"(?:study |inclusion )|completed|underwent|(?:treated|seen|admitted|hospitali[sz]ed) )",
    re.IGNORECASE,
)
PART = re.compile(
    r"(?:\b(?:of (?:whom|which|them|these)|including|where |only|first|remaining|additional|"
    r"another|other|respectively|among (?:whom|them|these|which))[\s,(]*(?:the )?|\(|;|\bwhom )\Z",
    re.IGNORECASE,
)
PART_AFTER = re.compile(
    r"\s*[^.;()\d]{0,50}\bamong (?:the |all |a total of )?\d|"
    r"\s*(?:\(\s?\d[\d.,·]*\s?\\?%|(?:of|for|in|per) each\b|of (?:whom|which|them|these|the)\b|"
    r"annually|each year|worldwide|(?:had|died|developed|showed|experienced|responded|relapsed)\b)",
    re.IGNORECASE,
)
# '1,045 patients with a total of 59,948 encounters': visits of people who are counted themselves.
OF_PEOPLE = re.compile(
    r"\d (?:[a-z-]+ ){0,4}(?:patients|people|individuals|children|adults|women|men|veterans|"
    r"participants|subjects)\b[^.;()]{0,50}\Z",
    re.IGNORECASE,
)
RATE = re.compile(r"\s*(?:per|a|each) (?:year|day|month|week)", re.IGNORECASE)
LISTED = re.compile(r"\d, \d[\d,]*,? and \Z")
SHARE = re.compile(r"\s*\(\s?\d[\d.,·]*\s?\\?%\s?\)")
CITED = re.compile(
    r"\b(?:(?:previous|prior|earlier) (?:stud|work|report|research|publication)\w*|et al|"
    r"an estimated|estimated (?:at|to be|that)|is estimated|worldwide|globally|annually|"
    r"each year|every year|"
    r"affects?|suffers?|people die|previously (?:published|reported|described|shown))\b",
    re.IGNORECASE,
)
CITED_HINTS = Hints(
    "previous", "prior", "earlier", "et al", "estimated", "worldwide", "globally", "annually",
    "each year", "every year", "affect", "suffer", "people die",
)  # fmt: skip
SPLITS = {
    "external": r"external(?:ly)?(?: \w+){0,2} (?:validat\w+|test\w*|cohorts?|set|data\w*|patients)"
    r"|external(?:ly)? validat\w+",
    "train": r"(?:train(?:ing)?|derivation|development|discovery|learning|model(?:ing|ling)?)"
    r"(?: and (?:internal )?validation)?[ -](?:sub)?(?:sets?|cohorts?|data\w*|samples?|patients|"
    r"groups?|images|cases|subjects|phase|scans|plans|notes|records|reports|slides)",
    "test": r"(?:independent|separate|unseen) (?:[\w-]+ )?(?:sets?|samples?|datasets?) of|"
    r"(?:test(?:ing)?|held[ -]?out|hold[ -]?out|unseen)(?: \w+)?[ -](?:sub)?(?:sets?|"
    r"cohorts?|data\w*|samples?|patients|groups?|images|cases|subjects|phase|scans|plans|notes|"
    r"records|reports|slides)",
    "validation": r"(?:validation|tuning)[ -](?:sub)?(?:sets?|cohorts?|data\w*|samples?|patients|"
    r"groups?|images|cases|subjects|phase|scans|notes|records)",
}
WEAK_SPLITS = {
    "train": r"train(?:ed)?(?: \w+){0,3} (?:using|on|with|from|in)|(?:used |for )training|"
    r"for discovery|for model development|(?:developed|derived) (?:using|on|from|in)|training\b",
    "test": r"(?:test(?:ed)?|evaluated)(?: \w+){0,4} (?:on|in|using|with)|(?:used |"
    r"for )(?:independent )?testing|"
    r"testing\b",
    "validation": r"validated (?:it |them )?(?:on|in|using|with)|for validation",
}
STRONG = {role: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for role, words in SPLITS.items()}
WEAK = {
    role: re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE) for role, words in WEAK_SPLITS.items()
}
TOGETHER = re.compile(
    r"\btrain(?:ed|ing)?(?:,| and|/| or) (?:test|evaluat|validat)\w*|cross[- ]validat\w*|"
    r"develop(?:ed|ment)?(?:,| and) (?:test|evaluat|validat)\w*|\b(?:into|divided|split|"
    r"partitioned)\b",
    re.IGNORECASE,
)
CONTROLS = re.compile(r"control|healthy|normal|volunteer|non-", re.IGNORECASE)
JOIN = re.compile(r"[^.;]{0,70}?(?:,|\band|\bplus|\bversus|\bvs\.?)\s+(?:\d+\s)?\Z", re.IGNORECASE)
PLAIN_PEOPLE = re.compile(r"patients|subjects|participants|volunteers|people|individuals")
TOTAL_OF = re.compile(r"\b(?:total of|in total,?|altogether,?|overall,?)\s\Z", re.IGNORECASE)
# A number that counts another thing or part; '40 scans from 20 patients' count one part twice.
OTHER_NUMBER = re.compile(
    r"(?<![\w.,-])(?<!\bfrom )(?<!\bof )(?<!\bin )(?<!\bfor )(?<!\bby )(?<!\band )"
    r"\d[\d,]+(?![\w.%-]|\s?%)"
)
SPLIT_HINTS = (
    "train", "test", "valid", "deriv", "develop", "extern", "held", "hold", "unseen", "discover",
    "tuning", "learning", "model", "independent", "separate", "evaluat",
)  # fmt: skip
"""A text without one of these says nothing of parts, in lower case."""
NEXT_CLAUSE = re.compile(
    r"[;.]|, (?:and|while)|\band (?:the\b|a\b|an\b|(?=\d))| and (?=\w+ patients)"
)
BEFORE_YEAR = re.compile(r"\b(?:in|since|during|until|to|and|from|between|the|[A-Z][a-z]+)\s\Z")
OF_YEARS = re.compile(r"\b(?:in|since|during|until|19\d\d|20\d\d)")
SET_OF = re.compile(
    r"\b(?P<role>train|test|valid|external)\w*(?: \w+)? (?:sub)?(?:set|cohort|group|sample|"
    r"dataset)s? (?:of|with) (?:about |another )?\Z",
    re.IGNORECASE,
)
ROLES = {"train": "train", "test": "test", "valid": "validation", "external": "external"}
