"""Which kind of data a question is about: images, signals, text, genes, or records of patients."""

from __future__ import annotations

import re

from fingerpost.text import fold

_NAMED = {
    "images": r"imag\w*|photo(?!pleth)\w*|fundus|retina\w*|x ?rays?|radiogra\w*|radiolog\w*|ct|mri"
    r"|scans?|ultrasound\w*|sonogra\w*|echocardiogra\w*|mammogra\w*|histolog\w*|histopatholog\w*"
    r"|slides?|pathology|dermato\w*|dermosco\w*|endosco\w*|ophthalm\w*|videos?|rontgen\w*|bild\w*",
    "signals": r"ecgs?|ekgs?|electrocardiogra\w*|eegs?|electroencephalogra\w*|emgs?|ppg"
    r"|photopleth\w*|waveforms?|signals?|wearables?|accelerom\w*|heart sounds?",
    "text": r"notes?|free text|text|letters?|reports?|language models?|nlp|transcripts?",
    "genes": r"genes?|genom\w*|genetic\w*|sequencing|variants?|proteins?|proteom\w*|molecul\w*",
    "records": r"records?|ehrs?|emrs?|admissions?|registry|registries|routine data|coded|codes",
}
_IMPLIED = {
    "records": r"patients?|patienten|patientinnen|dos(?:e|es|ing|age)|dosis\w*|risks?|predict\w*"
    r"|deteriorat\w*|worsens?|mortality|readmission\w*|wards?|audit",
}


def kinds_of_data(text: str) -> frozenset[str]:
    """Return the kinds of data that a text names; where none, those that its words imply.

    Words about patients imply records, unless images, signals, text or genes are named.
    """
    words = fold(text)
    return _found(_NAMED, words) or _found(_IMPLIED, words)


def _found(kinds: dict[str, str], words: str) -> frozenset[str]:
    return frozenset(kind for kind, of in kinds.items() if re.search(rf"\b(?:{of})\b", words))
