"""One spelling for words that British and American writers spell differently.

The one spelling is mostly the American, since the stemmer knows it best; it is for comparing and is
never shown. A rule names the word elements that it holds for wherever it could join two words that
differ (four and for, hour and hor), so it errs on the side of leaving words as they are.
"""

from __future__ import annotations

import re

from fingerpost.library.index.forms import may_differ, one_form

_WORD = re.compile(r"[^\W\d_]{4,}")
_CONCERNED = re.compile(
    "our|[ao]e|is[eia]|yz|re[sd]?(?![a-z])|ogu|ll(?:ed|ing|er|or)|sulph|leuc|amme|enrol|lfil|stal"
    "|[ts]til|[kw]ilf|practi|ence|sceptic|oul[dt]|ageing|ement|grey|artef|alumini|disc"
)
"""Only words with one of these can have two spellings."""
_LIGATURES = str.maketrans({"æ": "ae", "œ": "oe"})

_OUR = (
    "ard arm behavi cand clam col demean endeav fav ferv flav glam harb hon hum lab neighb od"
    " parl ranc rig rum sav savi splend succ tum val vap vig"
)
_RE = "calib cent fib goit lit lust met spect theat tit"
_OGUE = "anal catal dial homol monol orthol paral"
_DOUBLED = (
    "cancel channel counsel dial enamel equal fuel funnel initial jewel label level marshal marvel"
    " model panel pencil rival shovel signal spiral swivel total towel travel trial tunnel unravel"
)
_LYSE = (
    "anal autol catal dial electrol fibrinol glycol hemol hydrol lipol paral photol proteol pyrol"
)
_ALWAYS_ISE = (
    "advertis ceris chastis chemis circumcis compris concis demis enterpris excis exercis expertis"
    " franchis incis merchandis moonris paradis practis precis premis pris promis sunris surmis"
    " surpris treatis valis"
)
_IZE_ENDS = r"(?=e[drs]?s?$|ing$|abl[ey]$|ability$|ations?$|ational(?:ly)?$)"


def _any(elements: str) -> str:
    return f"(?:{'|'.join(elements.split())})"


_RULES = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        # Greek and Latin: ae and oe as e. A prefix that itself ends in o keeps its o.
        (r"haem", "hem"),
        (r"aemi(?=[ac])", "emi"),
        (r"ooe(?=dem|soph|str)", "oe"),
        (r"(?<![io])oedem", "edem"),
        (r"^(|trans|peri|para|pre|post|intra)oesoph", r"\1esoph"),
        (r"^(|anti|hyper)oestr", r"\1estr"),
        (r"foet", "fet"),
        (r"(?<=rrh|.pn)oe(?=a|i)", "e"),
        (r"(?<=h)omoe(?=o)", "ome"),
        (r"coeliac", "celiac"),
        (r"amoeb", "ameb"),
        (r"manoeuvr(?:e(?=s|d|$)|(?=ing))", "maneuver"),
        (r"p(?:ae)(?=d(?:i|o))", "pe"),
        (r"gynaec", "gynec"),
        (r"^aetiol", "etiol"),
        (r"aesth(?=e)", "esth"),
        (r"(?<=^c|^f)aec(?=a|e|o|u)", "ec"),
        (r"^caes(?=ar|ium)", "ces"),
        (r"^naev(?=us|i)", "nev"),
        (r"^(arch|pal|ph)aeo(?=[a-z]{3})", r"\1eo"),
        (r"^caerul", "cerul"),
        (r"chimaer", "chimer"),
        (r"^leuco", "leuko"),
        (r"sulph", "sulf"),
        # Endings.
        (rf"({_any(_OUR)})our", r"\1or"),
        (rf"({_any(_RE)})re(s?)$", r"\1er\2"),
        (rf"({_any(_RE)})red$", r"\1ered"),
        (rf"({_any(_OGUE)})ogu(?:e(s?)|(?=ed|ing))(?=ed$|ing$|$)", r"\1og\2"),
        (rf"({_any(_DOUBLED)})l(?=ed$|ing$|ers?$|ors?$)", r"\1"),
        (rf"({_any(_LYSE)})yz(?=e[drs]?s?$|ing$)", r"\1ys"),
        (rf"^(?!.*{_any(_ALWAYS_ISE)})([a-z]{{2,}}[b-df-hj-np-tx-z])is{_IZE_ENDS}", r"\1iz"),
        # Single words.
        (r"^(|re)program(?:me)(s?)$", r"\1program\2"),
        (r"gramme(s?)$", r"gram\1"),
        (r"^(|re|under|over)enrol(s?|ments?)$", r"\1enroll\2"),
        (r"^fulfil(s?|ments?)$", r"fulfill\1"),
        (r"^instalment(s?)$", r"installment\1"),
        (r"^(dist|inst)il(s?)$", r"\1ill\2"),
        (r"^(un)?(sk|w)ilful", r"\1\2illful"),
        (r"^practis(?=e|i)", "practic"),
        (r"^(def|off|pret)ence(s?|less)$", r"\1ense\2"),
        (r"^licence", "license"),
        (r"^sceptic", "skeptic"),
        (r"^(m|sm)oul(?=d|t)", r"\1ol"),
        (r"^ageing$", "aging"),
        (r"^(acknowledg|judg)e(?=ments?$)", r"\1"),
        (r"^grey(?=s?$|ish$|scale$)", "gray"),
        (r"^artefact", "artifact"),
        (r"^alumini(?=um$)", "alumin"),
        (r"^disc(s?)$", r"disk\1"),
    )
)  # fmt: skip


def respelt(text: str) -> str:
    """Return the text with each word in the one spelling; all else stays as it is.

    Words of which nothing changes keep their capitals. A second time changes nothing.
    """
    if text.isascii() and not may_differ(lower := text.lower()) and not _CONCERNED.search(lower):
        return text
    return _WORD.sub(lambda word: one_spelling(word[0]), text)


def one_spelling(word: str) -> str:
    """Return the one spelling and form of a word, lower case, if there are several; or the word."""
    now = one_form(ruled(word.lower().translate(_LIGATURES)))
    return word if now == word.lower() else now


def ruled(word: str) -> str:
    """Return the one spelling of a word (lower case), in the form that it has."""
    if word.isascii() and not _CONCERNED.search(word):
        return word
    while (after := _once_ruled(word)) != word:
        word = after
    return word


def _once_ruled(word: str) -> str:
    for pattern, spelling in _RULES:
        word = pattern.sub(spelling, word)
    return word
