"""Words that any question may have, whatever it is about; asking and the focus share them."""

from __future__ import annotations

from collections.abc import Iterator

_GRAMMAR = """
a about above across after again against ago all along already also although always am among an and
another any anyone anything are around as aside at away back be because been before behind being
below beside best better between beyond both but by can cannot could did do does doing done down
during each either else ever every everyone few first for from further had has have having he hence
her here hers him his how however i if in inside instead into is it its itself just last least less
let like likely many may me might mine more most much must my near nearly neither never next no
none nor not nothing now of off often on once one only onto or other others otherwise ought our
ours out outside over own per perhaps quite rather really same several shall she should since so
some someone something still such than that the their theirs them then there therefore these they
thing things this those though three through throughout thus till to together too toward towards
two under unless unlikely until up upon us usually versus very via vs was we well were what
whatever when whenever where wherever whether which while who whole whom whose why will with within
without would yes yet you your yours
"""
_TIME_AND_MANNER = """
accurately automatically badly better currently daily day days directly easily eventually finally
frequently hour hours immediately lately later longer mainly minute minutes month monthly months
mostly overnight particularly partly possibly potentially precisely probably promptly quickly
recently reliably safely shortly simply slowly sometimes soon sooner specifically successfully
suddenly today tomorrow tonight usefully week weekend weekends weekly weeks worse worst year yearly
years yesterday
"""
_VERBS = """
accelerate achieve adapt add address adjust affect aid allow alter analyse analyze answer
anticipate apply arise ask assess assist attempt avoid base become begin benefit bring build
calculate call cause change characterise characterize check choose classify collect combine come
compare compute consider contain contribute cope create decide decrease define deliver depend
derive describe design detect determine develop diagnose differ differentiate discover discriminate
distinguish draw effect employ enable end enhance ensure estimate evaluate examine expect
experience explain explore extract facilitate fail figure find focus follow forecast generate get
give go grow guide handle happen help identify impact implement improve include increase indicate
influence inform interpret investigate keep know lead learn leave lessen let limit look lower
maintain make manage matter mean measure meet miss need notice observe obtain occur offer optimise
optimize overcome perform pick plan predict prepare present prevent prioritise prioritize produce
progress propose provide put raise reach read recognise recognize recommend reduce refer relate
rely remain remove replace report require respond result reveal review run save say search see seek
select separate serve show solve sort speed spot start stay stop stratify study suffer suggest
summarise summarize support take tell think track train transform try turn undergo understand use
utilise utilize validate want warn watch wonder work worsen write yield
"""
_PAST_AND_BOUND = """
arisen arose became began begun bought brought built came chose chosen drawn drew driven dropped
fed felt foresaw foresee foreseeing foreseen foresees
found gave given gone got gotten grew grown kept knew known led left lost made meant met
said saw seen shown spent stood taken taught thought told took undergone understood went written
wrote
"""
_OF_ANYONE = """
adult adults anybody bad case cases client clients good man men new old patient patients people
person possible problem problems question questions real right safe safer useful wrong
"""
_VOWELS = "aeiou"
_NOUNS_BY_FORM = frozenset(("findings", "leads", "learning", "planning", "readings", "training"))
"""Forms that are nouns of their own; the lists of each user decide about them."""


def _forms(verb: str) -> Iterator[str]:
    """Give a regular verb's forms: develop, develops, developed, developing."""
    stem = verb.removesuffix("e")
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        yield from (verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing")
        return
    hissing = verb.endswith(("s", "sh", "ch", "x", "z"))
    yield from (verb, f"{verb}{'es' if hissing or verb == 'go' else 's'}")
    yield from (f"{stem}ed", f"{stem}ing")
    if len(verb) > 2 and verb[-1] not in "aeiouwxy" and verb[-2] in _VOWELS:
        yield from (f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing")


VERBS = (
    frozenset(form for verb in _VERBS.split() for form in _forms(verb))
    | frozenset(_PAST_AND_BOUND.split())
) - _NOUNS_BY_FORM
"""What can be done with or happen to anything: develop, occur, detect, improve, manage …"""
GENERAL = VERBS | frozenset(f"{_GRAMMAR} {_TIME_AND_MANNER} {_OF_ANYONE}".split())
"""Grammar, general verbs in all their forms, times and manners, and whoever is asked about."""
