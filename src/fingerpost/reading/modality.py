"""What kinds of data a study used."""

from __future__ import annotations

import re

from msgspec.structs import replace

from fingerpost.reading.document import Document
from fingerpost.reading.evidence import gather, own_hits
from fingerpost.reading.hints import Hints
from fingerpost.reading.homonyms import other_sense
from fingerpost.reading.model import Finding
from fingerpost.reading.sentences import Role
from fingerpost.reading.words import Hit, Lexicon

_CUES = Lexicon(
    {
        "ct": "ct |cts |cta |ccta |cbct |mvct |ldct |hrct |ct scan|computed tomograph|"
        "computerised tomograph|computerized tomograph|cone beam|tomodensitom",
        "mri": "mri |mris |fmri |fmris |smri |mpmri |mr image|mr scan|mr brain|"
        "magnetic resonance|flair |diffusion tensor|diffusion weighted|dti |dmri |dce mri|"
        "cmr |cardiac mr |brain mr |knee mr |mr volume|mr data|lge mri|t1 weighted|t2 weighted|"
        "t1w |t2w |tractograph|cine mr|mr fingerprint|brats |brats20",
        "xray": "x ray|xray|radiograph |radiographs |radiographic image|radiography|fluoroscop|"
        "cxr |cxrs |"
        "chestx|angiogram|x rays",
        "mammography": "mammogra|tomosynthesis|ddsm |inbreast ",
        "ultrasound": "ultrasound|ultrasonograph|sonogram|sonography|sonographic|"
        "echocardiogra|elastograph|doppler |"
        "ultrasonic |b mode ",
        "nuclear": "pet |spect |positron emission|single photon emission|scintigra|fdg |18f fdg|"
        "bone scan",
        "pathology": "histopatholog|whole slide|wsi |wsis |pathology image|pathology slide|"
        "pathological image|digital patholog|pathomic|hematoxylin|haematoxylin|h e stain|"
        "histolog|cytology|cytologic |cytological|"
        "tissue microarray|microscop|blood smear|biopsy image|biopsy slide|"
        "immunohistochem|resected specimen|surgical specimen|tissue specimen|tissue image|"
        "histomorpholog|blood cell image|stained tissue|pap smear|tissue section|biopsy sample",
        "fundus_or_oct": "fundus|retinal image|retinal photograph|optical coherence tomograph|"
        "oct |octa |retinal vessel|ophthalmoscop|retinograph|retinal oct",
        "skin_image": "dermoscop|dermatoscop|skin image|skin lesion|dermatology image|"
        "clinical photograph|skin photograph|isic ",
        "endoscopy": "endoscop|colonoscop|laparoscop|bronchoscop|cystoscop|gastroscop|"
        "capsule image",
        "ecg": "ecg |ecgs |ekg |ekgs |electrocardiogra",
        "eeg": "eeg |eegs |electroencephalogra|meg |magnetoencephalogra|ecog |electrocorticogra|"
        "intracranial eeg|ieeg ",
        "other_signal": "photoplethysmogra|ppg |emg |electromyogra|physiological signal|"
        "physiologic signal|biosignal|waveform|electrodermal|respiratory signal|gait signal|"
        "eog |electrooculogra|polysomnogra|pulse wave|pressure wave|pulse pressure|spike train|"
        "neural spike|neuronal spike|sensor data|sensory measure|sensor measure|sensor signal|"
        "multi sensor|eye movement|eye track|gaze |gazes |"
        "galvanic skin|impedance|spirometr|bioimpedance|"
        "continuous glucose|blood glucose|arterial blood pressure|accelerometer signal|"
        "electrophysiolog|heart sound|seismocardio|time series of vital|nirs |spectroscop|"
        "electrode array|neural signal|neuronal activit|motion capture|ballistocardio",
        "wearable": "wearable|smartwatch|smart watch|wristband|wrist worn|fitness tracker|fitbit|"
        "actigraph|accelerometer|inertial measurement|inertial sensor|body worn|imu |"
        "smartphone sensor|mobile sensing|apple watch|pedometer",
        "ehr_structured": "structured ehr|structured data|structured clinical|billing code|icd 9|"
        "icd 10|icd code|icd9|icd10|laboratory|lab test|lab result|lab value|lab data|vital sign|"
        "medication|diagnosis code|diagnostic code|procedure code|demographic|clinical data |"
        "clinical dataset|"
        "clinical variable|clinical feature|clinical factor|clinical characteristic|"
        "clinical parameter|clinical information|clinical record|risk factor|blood test|"
        "patient data|patient characteristic|clinical registr|registry|clinicopathological|"
        "comorbidit|clinical attribute|mimic |mimic iii|eicu|prescription|structured and|"
        "patient record|hospital record|cardiovascular risk|omop|icu data|clinical database|"
        "heart disease dataset|hospital data|diagnoses|clinical covariate|medical data|"
        "health data|patient feature|clinical status",
        "_ehr": "electronic health|electronic medical|electronic healthcare|ehr |ehrs |emr |emrs |"
        "electronic patient record|medical record|health record|electronic record|"
        "clinical data warehouse|patient medical history|computerised record|"
        "computerized record|healthcare record",
        "clinical_text": "clinical note|clinical text|free text|unstructured|clinical narrative|"
        "discharge summar|radiology report|pathology report|medical text|physician note|"
        "nursing note|doctor s note|progress note|clinician note|clinical report|"
        "clinical document|clinic note|medical report|admission note|ehr note|emr note|"
        "clinical named entit|clinical concept extract|report text|text of report|genomic report|"
        "clinical natural language|narrative report|narrative text|clinical letter|"
        "imaging report|patient note|"
        "radiological report|medical note|consult note|triage note|clinic letter|"
        "clinical corpus|clinical narratives|operative note|echocardiography report|"
        "textual medical|medical narrative|ehr narrative|medical transcription|mammography report|"
        "chief complaint|unstructured text|unstructured ehr|unstructured emr|unstructured clinical|"
        "unstructured electronic|unstructured medical|unstructured note|notes |text notes|"
        "ct report|radiologic report|textual data|i2b2|n2c2",
        "omics": "mir |mirs |genom|gene |genes |genetic|transcriptom|rna |rnas |rna seq|rnaseq|"
        "mrna |mirna|"
        "microrna|micro rna|proteom|proteomic|metabolom|methylat|snp |snps |"
        "single nucleotide|sequencing|microarray|dna |copy number|multi omic|multiomic|omics|"
        "microbiom|single cell|epigen|exome|mass spectrometr|cytokine|genotyp|polygenic|"
        "lncrna|germline|gwas |eqtl|gene expression|mutational|protein expression",
        "molecular_structure": "molecular dynamics|protein fold|molecular structure|"
        "chemical structure|smiles |molecular graph|"
        "molecular fingerprint|drug target|docking|protein structure|compounds |ligand|"
        "chemical compound|protein sequence|amino acid|small molecule|molecule|peptide|"
        "protein protein|binding affinit|chemical propert|drug structure|drug drug",
        "survey": "questionnaire|survey data|surveys |patient reported|self report|interview|"
        "survey respond|self assess|online survey|likert|health survey|nhanes",
        "audio": "speech|voice|audio |audios |audiotap|audiorecord|"
        "cough sound|lung sound|acoustic|vocal|phonocardiogra|"
        "heart sound|phonation|infant cry|baby cry|cries |crying|cough |recorded sound|"
        "respiratory sound|breath sound",
        "video": "video |videos |videotap|videorecord",
        "claims": "claims |claim data|claim record|insurance research database|"
        "insurance database|insurance data|administrative data|administrative health|"
        "billing data|reimbursement|administrative claim|administrative database",
        "literature_text": "pubmed|biomedical literature|scientific literature|medline|"
        "biomedical text|biomedical abstract|scientific article|full text article|"
        "biomedical article|published literature|medical literature|research article|"
        "biomedical publication|scientific publication|clinicaltrials gov",
        "other_image": "thermogra|thermal image|hyperspectral|medical imag|medical image|"
        "biomedical imag|image segmentation|image classif|image analysis|image recogni|image data|"
        "radiological imag|radiology image|neuroimag|brain imag|radiomic|"
        "imaging data|imaging feature|diagnostic imag|imaging biomark|facial image|"
        "dental image|tongue image|radiologic imag|digital image|clinical image|"
        "cardiac imag|image guid|portal imag|infrared imag|photographs ",
        "other": "social media|twitter|tweet|reddit|web search|search engine|search log|"
        "dose distribution|dosimetr|dose volume|mobility data|epidemiological data|"
        "case counts|simulated data|forum|knowledge graph|ontolog|air pollution|weather|"
        "google trend|confirmed cases|internet search|environmental data|restaurant review|"
        "online review|dvh |facebook|plan data",
    }
)
# A modality named only as the thing that is ordered, scheduled or read about is no data.
_NOT_DATA = (
    "mri protocol", "mri order", "mri procedure", "neuroimaging initiative", "ct order",
    "ct protocol", "ct report", "mri report",
)  # fmt: skip
_SPECIFIC_IMAGES = frozenset(
    [
        "ct",
        "mri",
        "xray",
        "mammography",
        "ultrasound",
        "nuclear",
        "fundus_or_oct",
        "skin_image",
        "endoscopy",
        "pathology",
    ]
)
# Said of records in general, so that beside notes they do not show structured data.
_LOOSE = {
    "clinical data ", "medical data", "clinical information", "comorbidit", "risk factor",
    "medication", "patient data", "clinical record", "patient record", "health data",
    "hospital record", "clinical characteristic", "diagnoses", "clinical database", "mimic ",
    "mimic iii", "registry", "structured and", "prescription", "clinical feature",
}  # fmt: skip
# Beside images: what a result was adjusted for, or where the images lay, and no data of a model.
_ADJUSTED = {
    "clinicopathological", "risk factor", "clinical database", "patient data", "registry",
    "prognostic factor", "comorbidit", "cardiovascular risk", "variables",
}  # fmt: skip
_VAGUE = frozenset({"clinical data "})
"""Said of any data from patients: alone they show coded records only where these are told of."""
_WEAK = {
    "medication", "registry", "risk factor", "gene ", "genes ", "genetic", "histolog", "microscop",
    "dna ", "impedance", "waveform", "comorbidit", "ontolog", "speech", "voice",
    "notes ", "x rays", "sensor data", "acoustic", "cough ", "crying", "gaze ",
    "gazes ", "eye movement",
    "image segmentation", "image classif", "image analysis", "image recogni", "image data",
    "peptide", "molecule", "diagnoses", "medical data",
    "health data", "interview", "forum", "blood glucose", "drug drug", "digital image",
    "laboratory", "demographic", "patient data", "clinical feature", "clinical characteristic",
    "clinical parameter", "pubmed", "prescription", "clinical document", "wearable",
    "clinical information", "clinical image", "cytokine", "genotyp", "spectroscop", "dosimetr",
    "knowledge graph", "video ", "videos ", "videotap", "videorecord",
    "radiographic image", "patient characteristic", "surveys ", "unstructured", "pet ", "genom",
}  # fmt: skip

# A study of patients that names no kind of data rests on what is noted of them.
_PATIENTS = Lexicon(
    {
        "_variables": "variables|predictors|attributes|risk factor|registry|comorbid|covariate|"
        "preoperative factor|preoperative variable|multi institutional database|baseline factor|"
        "clinical factor|parameters were|prognostic factor",
        "_patients": "patients|admitted|mortality|retrospective|cohort|hospital|surgery|survival",
    }
)
# What is done with the words of records, not with their fields.
_READING = Lexicon(
    {
        "_reading": "relation extraction|named entit|entity recognition|concept extraction|"
        "text classification|word embedding|bag of words|document classification|"
        "event extraction|negation detection|text mining",
    }
)
_ENOUGH = 3
_ONCE = _LOOSE | {"unstructured", "laboratory", "histolog", "image segmentation", "image classif"}

_REGISTERED = re.compile(r"regist|identif|nct ?\d|number|trial(?:s)? id\b")
_MINED = re.compile(
    r"(?:from|of|in|on|using) (?:the )?(?:\w+ ){0,2}clinicaltrials\.gov|"
    r"clinicaltrials\.gov (?:record|"
    r"entr|data|text|documents)"
)


def read_modalities(document: Document, learns: bool = True) -> tuple[Finding, ...]:
    """Return the kinds of data that title and abstract name, in alphabetical order.

    A paper that shows no machine learning (`learns` false) must name them by more than a word
    that is often said of other things.
    """
    found = [hit for hit in document.hits(_CUES) if not _not_data(document, hit)]
    hits = found if learns else [hit for hit in found if hit.phrase not in _WEAK]
    own = own_hits(document, hits)
    kept = _without_weak(own or hits[:1])
    if all(hit.label == "other_image" for hit in kept):
        kept += _one_kind(hits)
    if learns and not kept:
        kept = _of_patients(document)
    kept = _read_as_text(document, _without_vague(document, kept))
    drop = _redundant(kept)
    named = [
        replace(hit, label="ehr_structured") if hit.label == "_ehr" else hit
        for hit in kept
        if hit.label not in drop
    ]
    return tuple(gather(document, named))


def _of_patients(document: Document) -> list[Hit]:
    """Return the words that tell of variables taken from patients, where no data are named."""
    own = own_hits(document, document.hits(_PATIENTS))
    told = {hit.phrase for hit in own}
    counted = {hit.phrase for hit in own if hit.label == "_variables"}
    if not counted or len(told) < _ENOUGH:
        return []
    return [replace(hit, label="ehr_structured") for hit in own if hit.label == "_variables"]


def _one_kind(hits: list[Hit]) -> list[Hit]:
    """Return the images of the background where they are of one kind."""
    images = [hit for hit in hits if hit.label in _SPECIFIC_IMAGES and hit.phrase not in _WEAK]
    return images if len({hit.label for hit in images}) == 1 else []


def _without_weak(hits: list[Hit]) -> list[Hit]:
    """Drop a label that rests on one word that is often said of other things."""
    weak: dict[str, list[str]] = {}
    sure: set[str] = set()
    for hit in hits:
        if hit.phrase in _WEAK and hit.sentence.role is not Role.TITLE:
            weak.setdefault(hit.label, []).append(hit.phrase)
        else:
            sure.add(hit.label)
    for label, phrases in weak.items():
        # The same loose word said again shows no more than once; any other does.
        if len(phrases) > 1 and (len(set(phrases)) > 1 or phrases[0] not in _ONCE):
            sure.add(label)
    return [hit for hit in hits if hit.label in sure]


def _without_vague(document: Document, kept: list[Hit]) -> list[Hit]:
    """Drop coded records that rest on 'clinical data' alone, beside other data or no patients."""
    phrases = {hit.phrase for hit in kept if hit.label == "ehr_structured"}
    if not phrases or not phrases <= _VAGUE:
        return kept
    others = [hit for hit in kept if hit.label != "ehr_structured"]
    titled = any(hit.phrase in _VAGUE and hit.sentence.role is Role.TITLE for hit in kept)
    if titled or (not others and own_hits(document, document.hits(_PATIENTS))):
        return kept
    return others


def _not_data(document: Document, hit: Hit) -> bool:
    if other_sense(document, hit) or _only_searched(document, hit):
        return True
    if hit.phrase == "microarray" and document.line[: hit.start + 1].endswith("tissue "):
        return True
    following = document.line[hit.start + 1 : hit.start + 28]
    before = document.line[max(0, hit.start - 10) : hit.start + 1]
    return following.startswith(_NOT_DATA) or (hit.label == "ct" and before.endswith("emission "))


_SEARCHED = Hints(" search")


def _only_searched(document: Document, hit: Hit) -> bool:
    """Tell whether a register is named where the study is registered, a database as searched."""
    if hit.phrase == "clinicaltrials gov":
        sentence = hit.sentence
        words = document.lowered[sentence.start : sentence.end]
        return not _MINED.search(words) or bool(_REGISTERED.search(words))
    return hit.phrase in ("pubmed", "medline") and document.holds(hit.sentence, _SEARCHED)


def _read_as_text(document: Document, kept: list[Hit]) -> list[Hit]:
    """Tell records whose words are read, named by no other data, to be text."""
    if not kept or any(hit.label != "_ehr" for hit in kept):
        return kept
    reading = own_hits(document, document.hits(_READING))
    return [replace(hit, label="clinical_text") for hit in reading] or kept


def _redundant(kept: list[Hit]) -> set[str]:
    labels = {hit.label for hit in kept}
    drop: set[str] = set()
    if labels & _SPECIFIC_IMAGES:
        drop.add("other_image")
        if {h.phrase for h in kept if h.label == "ehr_structured"} <= _ADJUSTED:
            drop.add("ehr_structured")
    if "endoscopy" in labels:
        drop.add("video")
    if "clinical_text" in labels:
        drop.add("_ehr")
        if {h.phrase for h in kept if h.label == "ehr_structured"} <= _LOOSE:
            drop.add("ehr_structured")
    return drop
