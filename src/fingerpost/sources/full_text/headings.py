"""Which part of a paper a heading begins, by the words that journals use for it."""

from __future__ import annotations

import re

from fingerpost.sources.full_text.model import PartKind

_NUMBER = re.compile(
    r"(?P<number>(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-H])[.)]|"
    r"\d{1,2}(?:\.\d{1,2}){0,3}\.?(?=\s))"
    r"\s*(?=\D)"
)
_WORDS: dict[PartKind, str] = {
    PartKind.ABSTRACT: r"(?:structured )?abstract|summary|a b s t r a c t",
    PartKind.KEYWORDS: r"key ?words?(?: and phrases)?|index terms|mesh terms",
    PartKind.RELATED_WORK: r"(?:background and )?related (?:works?|research|studies)|"
    r"(?:prior|previous) (?:works?|studies)|literature review|review of (?:the )?literature|"
    r"state of the art",
    PartKind.INTRODUCTION: r"introduction|background|(?:introduction|background)"
    r" and (?:background|aims?|objectives?|purposes?|significance|rationale|motivation)|"
    r"aims?|objectives?|aims? and objectives?|purpose|motivation|rationale|"
    r"research in context|significance",
    PartKind.LIMITATIONS: r"(?:study )?(?:limitations?|weaknesses)|strengths? and (?:limitations?|"
    r"weaknesses)(?: of (?:this|the|our) study)?|limitations? of (?:this|the|our) (?:study|work)|"
    r"limitations? and (?:future (?:work|research|directions?)|strengths?|perspectives?)",
    PartKind.FUNDING: r"fundings?(?: sources?| statement| information)?|financial (?:support|"
    r"disclosures?)(?: statement)?|(?:grant )?support|grants?|sources? of (?:funding|support)|"
    r"role of (?:the )?(?:funding sources?|funders?|sponsors?)|sponsors?|funders?",
    PartKind.CONFLICTS: r"(?:potential )?conflicts? of interests?(?: statement| disclosures?)?|"
    r"(?:declarations? of )?(?:competing|conflicting)(?: financial)? interests?"
    r"(?: statement| declaration)?|declarations? of (?:conflicting |competing )?interests?|"
    r"disclosures?(?: statement)?|duality of interest|interests?",
    PartKind.AVAILABILITY: r"(?:data|code|software|materials?)(?:,? (?:and |& )?(?:data|code|"
    r"software|"
    r"materials?|model))*(?: (?:availability|sharing|access(?:ibility)?|deposition))"
    r"(?: statements?)?|availability of (?:supporting )?(?:data|code|materials|software)"
    r"(?: and (?:data|code|materials|software|requirements))*|availability and requirements|"
    r"data sharing|resource availability",
    PartKind.REGISTRATION: r"(?:trial|study|clinical trials?|protocol|review) registration"
    r"(?: number)?|registration(?: and protocol| number)?|protocol and registration",
    PartKind.ETHICS: r"ethic\w*(?: (?:approval|statement|considerations?|declarations?|review|"
    r"oversight|aspects|and dissemination|committee approval))?.*|institutional review board.*|"
    r"informed consent.*|consent (?:for|to) (?:publication|participate)|human (?:subjects|"
    r"ethics).*|"
    r"compliance with ethical standards",
    PartKind.ACKNOWLEDGEMENTS: r"acknowledge?ments?(?: and .*)?|thanks",
    PartKind.AUTHORS: r"author(?:s?['’]?s?)? (?:contributions?|information|details|statement|"
    r"affiliations?|notes?)|contributors?(?:hip)?(?: statement)?|contributions?|about the authors?|"
    r"credit (?:author(?:ship)? )?.*statement|credit",
    PartKind.FOOTNOTES: r"foot-?notes?|notes|article notes|additional notes",
    PartKind.REFERENCES: r"references?(?: and notes| cited)?|bibliography|(?:literature|"
    r"works) cited|"
    r"reference list|literature|notes and references",
    PartKind.APPENDIX: r"appendi(?:x|ces)\b.*|supplement(?:ary|al)?\b.*|supporting information.*|"
    r"additional (?:files?|information|material)s?|electronic supplementary.*|"
    r"online (?:only )?(?:supplement\w*|appendix)|web(?:-only)? (?:appendix|extra).*|"
    r"abbreviations?(?: used)?|list of abbreviations|nomenclature|glossary|"
    r"pre-?publication history|"
    r"publisher['’]?s note|open access|peer review.*|provenance and peer review",
    PartKind.CONCLUSION: r"(?:summary and |concluding )?(?:conclusions?|remarks)(?: and .*)?|"
    r"future (?:work|directions|research)|conclusions? and relevance|perspectives?|"
    r"what (?:this|our) study adds|clinical (?:implications|relevance|significance)|implications.*",
    PartKind.RESULTS: r"(?:main |experimental |study |empirical |primary )?results?"
    r"(?: and (?:analysis|analyses|discussions?|evaluation|findings|interpretation))?|findings|"
    r"(?:models?|methods?) and results?|experiments?(?: and (?:results|analysis|discussion))?|"
    r"(?:experimental |performance |empirical )?evaluations?|experimental (?:results|analysis|"
    r"evaluation)s?(?: and .*)?|ablation (?:study|studies)|model performance|outcomes",
    PartKind.DISCUSSION: r"(?:general )?discussions?(?: and .*)?|interpretation|comment",
    PartKind.METHODS: r"(?:(?:materials?|patients?|subjects?|participants?|data|design|"
    r"study design|"
    r"experimental|experiments?|study|theory|statistical|online|star|star★|research|proposed|our)"
    r"(?: (?:and|&))? )?(?:methods?|methodolog(?:y|ies)|approach|algorithm|framework)|"
    r"(?:methods?|methodology) (?:and|&) (?:materials?|data|patients?|design)|"
    r"(?:materials?|data|datasets?|data sets?) and (?:pre-?processing|models?)|"
    r"study (?:design|population|setting|sample|participants|cohort|data)(?: and .*)?|"
    r"design(?:,? setting.*| and (?:setting|participants).*)?|setting|participants|patients|"
    r"subjects|"
    r"(?:data ?sets?|data)(?: (?:collection|sources?|acquisition|description|set))?|"
    r"statistical (?:analys[ie]s|methods)|experimental (?:set-?up|design|procedures?|section|"
    r"details)|patient (?:population|selection|cohort)|materials?|image acquisition|"
    r"(?:model|algorithm) (?:development|architecture|training|description)|network architecture|"
    r"implementation(?: details)?|pre-?processing|inclusion (?:and exclusion )?criteria|eligibility"
    r"(?: criteria)?|sample size(?: calculation)?|outcomes? measures?|reference standard|"
    r"index test",
}  # fmt: skip
_KINDS = {kind: re.compile(words, re.IGNORECASE) for kind, words in _WORDS.items()}
_WEAK = re.compile(
    r"aims?|objectives?|purpose|motivation|rationale|significance|support|grants?|interests?|"
    r"thanks|"
    r"credit|literature|comment|interpretation|setting|participants|patients|subjects|materials?|"
    r"data ?sets?|data|data (?:collection|sources?|acquisition|description|set)|outcomes?.*|"
    r"design.*|"
    r"experiments?|evaluations?|perspectives?|summary|implications.*|model performance|"
    r"(?:model|algorithm) .*|pre-?processing|implementation.*|patient .*|study (?!design).*|"
    r"statistical .*|inclusion .*|eligibility.*|sample size.*|reference standard|index test|"
    r"contributions?|sponsors?|funders?|remarks|background",
    re.IGNORECASE,
)


def without_number(heading: str) -> str:
    """Return a heading without its number and closing mark: '2.1. Data sets:' is 'Data sets'."""
    text = heading.strip()
    found = _NUMBER.match(text)
    return text[found.end() if found else 0 :].strip(" :.–—-|•■►▪\t")


def depth_of_number(heading: str) -> int | None:
    """Return how deep a numbered heading stands: 1 for '2' and 'II.', 2 for '2.1'; None without."""
    found = _NUMBER.match(heading.strip())
    if not found:
        return None
    number = found["number"].rstrip(".)")
    return 2 if number.isalpha() and not set(number) <= set("IVX") else number.count(".") + 1


def kind_of(heading: str) -> PartKind:
    """Return what a heading begins; `OTHER` where its words do not say."""
    bare = " ".join(without_number(heading).split())
    for kind, words in _KINDS.items():
        if words.fullmatch(bare):
            return kind
    return PartKind.OTHER


def is_weak(heading: str) -> bool:
    """Tell whether a heading stands as well within another part: 'Patients' within the results."""
    return bool(_WEAK.fullmatch(without_number(heading)))
