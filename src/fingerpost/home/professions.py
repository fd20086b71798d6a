"""Which health profession somebody's own words name: 'GP trainee' is a doctor, 'sister' a nurse.

People write a grade, a specialty or a title in their own language where a list says 'doctor'. The
first kind whose words stand in the text counts, the most particular kinds first: a consultant
midwife is a midwife, though most consultants are doctors. What no list knows stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from fingerpost.text import fold

OTHER, STUDENT, DOCTOR = "other", "student", "doctor"

_KINDS = {
    STUDENT: r"students?|studentin|medizinstudent\w*|doctoral candidate",
    OTHER: r"receptionist|secretary|clerk|manager|administrator|technician|technologist"
    r"|\w*assistent|medizinische fachangestellte|physicist|writer|coder|engineer|developer"
    r"|(?:management|it|business|strategy) consultant|health ?care assistant|medical assistant"
    r"|(?:physician|anaesthesia|anesthesia) (?:associate|assistant)|dental (?:nurse|hygienist)",
    "veterinarian": r"vet|vets|veterinar\w*|tierarzt|tierarztin",
    "dentist": r"dentists?|dental|zahnarzt\w*|orthodontist|dentista|dentiste",
    "pharmacist": r"\w*pharmacists?|pharmacy|pharmd|pharm d|apotheker\w*|pharmacien\w*",
    "midwife": r"midwife|midwives|midwifery|hebamme|entbindungspfleger|sage femme",
    "nurse": r"nurses?|nursing|sister|matron|health visitor|rn|rgn|rmn|krankenschwester"
    r"|\w*pfleger|\w*pflegerin|pflege\w*|infirmiere?|enfermer[ao]|infermier[ae]",
    "physiotherapist": r"physios?|physiotherap\w*|physical therapist|krankengymnast\w*",
    "occupational therapist": r"occupational therap\w*|ergotherapeut\w*|ot",
    "speech and language therapist": r"speech|slt|logopad\w*",
    "paramedic": r"paramedics?|emergency medical technician|notfallsanitater\w*|ambulance",
    "radiographer": r"radiographers?|sonographer",
    "dietitian": r"dietitian|dietician|nutritionist|diatassistent\w*",
    "psychologist": r"\w*psycholog\w*|psychotherap\w*",
    "optometrist": r"optometrist|orthoptist|optician|optiker\w*",
    "audiologist": r"audiologist",
    "podiatrist": r"podiatrist|chiropodist",
    "healthcare scientist": r"biomedical scientist|clinical scientist|healthcare scientist",
    DOCTOR: r"doctors?|physicians?|\w*surgeons?|gps?|gpst\d?|general practi\w*|family medicine"
    r"|consultant|registrar|resident|house officer|sho|foundation (?:year|trainee)|fy ?[12]|f[12]"
    r"|st[1-8]|ct[1-3]|imt ?[1-4]?|(?:specialty|core) trainee|medics?|medical officer|hospitalist"
    r"|interns?|obstetrician|intensivist|internist\w*|medecin|medic[oa]|\w*chirurg\w*|\w*arzt|\w*arztin|\w*arzte"
    r"|\w*psychiater\w*|radiolog(?:e|in)|kardiolog(?:e|in)|neurolog(?:e|in)|onkolog(?:e|in)"
    r"|(?!(?:bio|techno|physio|socio|epidemio|immuno|pharmaco|toxico|embryo|microbio)log)"
    r"\w*(?:ologist|iatrist|iatrician|aesthetist|esthesiologist)",
}
_PATTERNS = {kind: re.compile(rf"\b(?:{words})\b") for kind, words in _KINDS.items()}


def kind_of(profession: str) -> str:
    """Return the kind of profession that the words name ('doctor'), or an empty string."""
    words = fold(profession)
    return next((kind for kind, found in _PATTERNS.items() if found.search(words)), "")


def is_one_of(profession: str, allowed: Iterable[str]) -> bool | None:
    """Tell whether somebody's own words name one of these; None where that cannot be said.

    'doctor' and the other kinds take in every word for them; a narrower word ('radiologist') must
    stand in the text itself. Students are not of the profession that they study, unless it is
    students who are asked for.
    """
    found = [_is(fold(profession), kind_of(profession), fold(each)) for each in allowed]
    if not profession.strip() or (True not in found and None in found):
        return None
    return True in found


def _is(words: str, mine: str, asked: str) -> bool | None:
    kind = kind_of(asked)
    if mine == STUDENT:
        return kind == STUDENT and set(asked.split()) <= set(words.split())
    if (mine and mine == asked) or (kind in ("", mine) and f" {asked} " in f" {words} "):
        return True
    return None if not mine or (mine == kind and mine != OTHER) else False
