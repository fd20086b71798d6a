"""MeSH's subheadings under their two letters, as in Sepsis/dt[mh]."""

from __future__ import annotations

_LIST = """
AA analogs & derivatives|AB abnormalities|AD administration & dosage|AE adverse effects|AG agonists
AH anatomy & histology|AI antagonists & inhibitors|AN analysis|BI biosynthesis|BL blood
BS blood supply|CF cerebrospinal fluid|CH chemistry|CI chemically induced|CL classification
CN congenital|CO complications|CS chemical synthesis|CY cytology|DE drug effects|DF deficiency
DG diagnostic imaging|DH diet therapy|DI diagnosis|DT drug therapy|EC economics|ED education
EH ethnology|EM embryology|EN enzymology|EP epidemiology|ES ethics|ET etiology
GD growth & development|GE genetics|HI history|IM immunology|IN injuries|IP isolation & purification
IR innervation|IS instrumentation|LJ legislation & jurisprudence|ME metabolism|MI microbiology
MO mortality|MT methods|NU nursing|OG organization & administration|PA pathology
PC prevention & control|PD pharmacology|PH physiology|PK pharmacokinetics|PO poisoning
PP physiopathology|PS parasitology|PX psychology|PY pathogenicity|RE radiation effects
RH rehabilitation|RT radiotherapy|SC secondary|SD supply & distribution
SN statistics & numerical data|ST standards|SU surgery|TD trends|TH therapy|TM transmission
TO toxicity|TR transplantation|TU therapeutic use|UL ultrastructure|UR urine
VE veterinary|VI virology
"""
_NAMES = {
    entry[:2].lower(): entry[3:] for line in _LIST.strip().splitlines() for entry in line.split("|")
}


def subheading(name: str) -> str:
    """Return a subheading's name for its two letters; any other name as it is."""
    return _NAMES.get(name.strip().lower(), name.strip())


def with_subheading(heading: str) -> str:
    """Return 'Sepsis/drug therapy' for 'Sepsis/dt'; a heading without a subheading as it is."""
    name, slash, qualifier = heading.rpartition("/")
    return f"{name}/{subheading(qualifier)}" if slash else heading
