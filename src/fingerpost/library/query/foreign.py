"""Signs that other search languages give a meaning and PubMed does not: told, never swallowed."""

from __future__ import annotations

import re

from fingerpost.errors import QueryError

_ONE_STAR = (
    "PubMed's only sign for open letters is a star at the end of a word or phrase; otherwise write"
    " the spellings with OR between them"
)
_SIMILAR = (
    "There is no search for similar spellings (~) here or in PubMed: write the spellings with OR"
    " between them"
)
_NEAR = 'For words near each other PubMed and Fingerpost write "two words"[tiab:~3]'
_OVID_FIELD = (
    "A field between full stops is Ovid's way: write the tag in square brackets, as in sepsis[tiab]"
)
_OVID_HEADING = (
    'A slash behind a heading is Ovid\'s way: write "Sepsis"[mh], or [mh:noexp] for the heading'
    " without those below it"
)
_EMBASE_HEADING = 'A heading in this form is Embase\'s way: write "Sepsis"[mh]'
_MINUS = "A minus sign means nothing here or in PubMed: write NOT before the word"
_MINUS_BEFORE = re.compile(r'(?<![^\s(])-+(?=["“”„(])')
_FILTER_WORD = (
    r"(?i)^(?:pmcbook\w*|jsubset\w*|pubstatus\w+|owner(?:nasa|kie|hmd|sis)|lo(?:prov|attr|all)\w+"
    r"|has(?:associated|cois|comment|corrected|conflict|databank|erratum|expression|keyword|nihms|nonenglish|original"
    r"|partial|reprint|republish|retraction|structured|summary|update)\w*)$"
)
_WORDS = (
    (r"\w[?#$]+\w", f"There is no sign for open letters within a word here. {_ONE_STAR}"),
    (r"\w[#$]+\d*$", f"This sign for open letters means nothing here. {_ONE_STAR}"),
    (r"[\w*]~\d*$", _SIMILAR),
    (r"^~\d+$", _NEAR),
    (r"\w\^\d", "Words cannot be given a weight here or in PubMed: leave out the ^"),
    (r"^-+\w", _MINUS),
    (r"^&&$", "Write AND in capitals instead of this sign"),
    (r"(?i)^(?:adj\d*|(?:near|next|w|pre|n)/\d+)$", _NEAR),
    (r"(?i)\.(?:mp|tw|ti|ab|kf|kw|hw|pt|sh|fs|af|tiab|ot|nm)(?:,[a-z]{2})*\.?$", _OVID_FIELD),
    (r"^[^\W\d][\w,'-]*/$", _OVID_HEADING),
    (r"'/(?:exp|de|mj|br)\b", _EMBASE_HEADING),
    (_FILTER_WORD, "This is a filter of PubMed's that is not kept here: leave it out"),
)
_REFUSED = tuple((re.compile(pattern), reason) for pattern, reason in _WORDS)
_IN_PHRASES = _REFUSED[0]


def refuse_foreign_word(word: str, query: str, at: int) -> None:
    """Raise QueryError for a word that another search language would take for more than a word."""
    for pattern, reason in _REFUSED:
        if found := pattern.search(word):
            raise QueryError(reason, query, at + found.start())
    if _MINUS_BEFORE.match(query, at):
        raise QueryError(_MINUS.replace("the word", "what follows it"), query, at)


def refuse_foreign_phrase(text: str, query: str, at: int) -> None:
    """Raise QueryError for a phrase with a sign for open letters within a word."""
    pattern, reason = _IN_PHRASES
    if found := pattern.search(text):
        raise QueryError(reason, query, at + found.start())
