"""What a study's model is for."""

from __future__ import annotations

import re
from operator import attrgetter

from fingerpost.reading.document import Document
from fingerpost.reading.model import Finding
from fingerpost.reading.sentences import Role
from fingerpost.reading.words import Hit, Lexicon

# A label's phrases by how clearly they say it: '3' says it alone, '1' needs company.
_CUES = Lexicon(
    {
        "segmentation:3": "segmentation|segmenting|segment the|auto segment|semantic segment|"
        "delineation|auto contour|autocontour|contouring",
        "segmentation:1": "segment |segmented|contour|parcellation|delineat",
        "image_reconstruction_or_enhancement:3": "image reconstruction|super resolution|denoising|"
        "denoise|image registration|deformable registration|image enhancement|artifact reduc|"
        "artefact reduc|artifact remov|image synthesis|synthetic ct|pseudo ct|low dose ct|"
        "limited angle|beamform|contrast enhancement|undersampled|compressed sensing mri|"
        "accelerated mri|mri reconstruction|"
        "ct reconstruction|image translation|noise reduction|fast mri|sparse view|"
        "image quality|motion correction|attenuation correction|virtual stain|stain normali|"
        "tomographic reconstruction|image denois|quantitative susceptibility|fingerprinting|"
        "synthesizing mr|synthesizing ct|contrast synthesis|medical image synthesis|inpainting|"
        "image restoration|smoke removal|ink removal|dehaz|image generation|mri synthesis|"
        "ct synthesis|ct generation|generation of ct|generation of mr|bias field",
        "image_reconstruction_or_enhancement:1": "reconstruct|registration|enhancement|"
        "synthesis of|deblur|interpolat|harmoniz|image compression",
        "phenotyping_or_text_extraction:3": "phenotyping|phenotype algorithm|computable phenotype|"
        "computed phenotype|electronic phenotyp|information extraction|named entity|"
        "relation extraction|concept extraction|event extraction|text mining|"
        "cohort identification|cohort discovery|extracting information|clinical text|"
        "de identification|deidentification|subtyping|disease subtypes|patient subtypes|"
        "subphenotyp|sub phenotyp|phenotypic profil|patient stratification|icd coding|"
        "medical coding|clinical coding|automatic coding|concept normali|entity recognition|"
        "extraction of|extracting|patient subgroup|disease subset|from clinical notes|"
        "from clinical narratives|from clinical text|text classification|phenotype classif|"
        "identify patients with|natural language processing to identify|report generation|"
        "subtype discovery|imaging phenotyp|case identification|identification of patients|"
        "identifying patients|phenotype defin|phenotypes from|medication extraction|"
        "question answering|chart review|in clinical notes|noisy label|silver standard|"
        "cohort identif|identify cohort|identification of a cohort|assertion detection|"
        "negation detection|concept detection|temporal pattern|clinical heterogeneity|"
        "identify subtypes|identifying subtypes|discover subtypes|novel subtypes|"
        "data driven identification",
        "phenotyping_or_text_extraction:1": "phenotyp|clinical note|natural language processing|"
        "free text|cluster of patients|unstructured|annotat|nlp |subgroup|clinical narrativ|"
        "subtype|electronic health record|icd 9|icd 10|clusters|patient similarity|"
        "social determinants|corpus|discharge summar|radiology report|pathology report|topic model",
        "treatment_or_dose:3": "treatment recommend|treatment planning|treatment plan|dose predict|"
        "dose distribution|personalized treatment|personalised treatment|treatment selection|"
        "optimal treatment|treatment effect|treatment strateg|treatment regime|dose optimi|"
        "radiation adaptation|adaptive radi|radiotherapy planning|drug dosing|dosing|"
        "treatment response|response to treatment|response to therapy|treatment outcome|"
        "therapy recommendation|insulin dos|medication recommendation|treatment polic|"
        "dose adaptation|radiation dose|radiation therapy planning|optimal therap|"
        "individualized treatment|clinical treatments|therapeutic decision|beam angle|"
        "prescription recommend|personalized medicine treat|dose escalation|knowledge based plan|"
        "treatment decision|choice of treatment|precision oncology|adaptive treatment|imrt |vmat |"
        "antibiotic prescri|prescribing|radiation planning|personalized dos|dose calculation",
        "treatment_or_dose:1": "treatment|therapy|radiotherapy|dose |doses |radiation therapy|"
        "intervention|therapeutic|"
        "brachytherapy|surgical plan|surgery|rehabilitat",
        "operations:3": "length of stay|scheduling|resource allocation|patient flow|"
        "protocol select|"
        "hospital bed|bed occupancy|staffing|waiting time|wait time|no show|"
        "emergency department crowd|healthcare cost|health care cost|cost predict|"
        "hospital operation|fraud|supply chain|demand forecast|order set|protocoling|capacity plan|"
        "quality assurance|clinical trial recruit|trial eligib|trial matching|billing|"
        "patient triage|supply |utilization|quality improvement|protocol selection|referral",
        "operations:1": "triage|workflow|efficient |efficienc|"
        "logistics |logistical |implementation|deployment|"
        "administrative|"
        "hospital manage|prior authori",
        "molecular_or_drug:3": "drug discovery|drug repurpos|drug reposition|drug target|"
        "adverse drug reaction signal|adverse drug event|drug drug interaction|drug response|"
        "drug sensitivity|"
        "protein structure|protein function|protein protein|gene regulat|genetic marker|"
        "molecular generation|molecular property|molecular design|binding affinit|gwas |"
        "gene expression analysis|genetic variant|variant call|noncoding variant|rare variant|"
        "genome wide|virtual screening|drug interaction|"
        "biomarker discovery|gene prioriti|disease gene|gene disease|single cell|"
        "transcription factor|"
        "enhancer|promoter|splic|peptide|mhc |epitope|toxicity of compounds|drug induced|"
        "pharmacovigilan|drug safety|gene network|pathway analysis|mutation effect|"
        "drug side effect|mirna target|protein fold|genetic association|protein interaction|"
        "drug combination|drug candidates|gene selection|rna sequenc|protein sequence|"
        "adverse drug|regulatory element|polypharmacy|genotype",
        "molecular_or_drug:1": "chemical |chemicals |variants|gene |genes |genom|protein |"
        "proteins |drug |molecul|"
        "compound |compounds |dna |rna |snp|"
        "loci |"
        "mutation|cellular ",
        "signal_or_monitoring:3": "activity recognition|sleep stag|sleep scor|brain computer|"
        "heart rate estim|blood pressure estim|continuous monitoring|remote monitoring|"
        "gait analysis|gesture|fall detection|motor imagery|respiratory rate|"
        "physiological monitor|glucose predict|glucose forecast|stress detection|"
        "emotion recognition|signal quality|heart rate monitor|patient monitoring|"
        "signal processing|spike sorting|eeg decod|surgical phase|surgical workflow|"
        "surgical skill|surgical activit|tool tracking|instrument|tremor|physiological signal|"
        "blood pressure|missing data in ecg|electrophysiolog|prosthe|neural decod|"
        "symptom monitoring|respiration|mobile sensing|glucose level|tracking of",
        "signal_or_monitoring:1": "monitoring|sensor |sensors|wearable|signal |signals |waveform|"
        "time series|sleep |sleeping |"
        "real time|tracking|gait",
        "prognosis_or_risk:3": "prognos|mortality|survival|readmission|risk prediction|"
        "recurrence|early warning|deterioration|predicting the risk|risk stratif|risk score|"
        "risk model|disease progression|progression of|outcome prediction|future risk|"
        "predict future|predicting future|future event|"
        "future outcome|future disease|future diagnos|forecast|"
        "predicting outcome|in hospital death|predict the onset|onset of|early prediction|"
        "survivab|metastasis predict|predict outcome|clinical deteriorat|adverse outcome|"
        "life expectancy|predict toxicity|toxicity resulting|radiation pneumonitis|"
        "postoperative complication|predicting complication|predicting hospital|"
        "predict patient|clinical severity|severity of|at risk of|at risk for|at high risk|"
        "risk of developing|"
        "risk assessment|conversion to|predictors of|hospitalization|brain age|"
        "suicid|acute kidney injury predict|prediction of sepsis|sepsis predict|"
        "prediction in critical|predicting progression|mortality predict|outcome of",
        "prognosis_or_risk:2": "prediction of",
        "prognosis_or_risk:1": "predict|risk |risks |"
        "progression|outcome|severity|longitudinal|trajector|"
        "sepsis|intensive care|complication|toxicity|trajectories|critical care|critical illness|"
        "critically ill|critical condition",
        "diagnosis_or_detection:3": "diagnos|detection|screening|computer aided detect|"
        "disease classification|cancer classification|tumor classification|"
        "tumour classification|abnormality|classification of|detecting|differential|"
        "lesion classification|image classification|malignan|anomaly detection|detect |"
        "benign|classifying|identification of|classify|recognition of|disease identification|"
        "distinguish|discriminate |discriminating |discrimination between|discrimination of|"
        "differentiat|nodule|grading|predict presence|predict the presence|predicting the presence|"
        "prediction of the presence|presence or absence",
        "diagnosis_or_detection:1": "classif|identify|identified |identifies |"
        "identification|recogni|localiz|localis|detected|"
        "disease|abnormal|lesion |lesions |healthy control|case control",
        "other:3": "privacy|synthetic data|missing data|imputation|fairness|bias in |biases in |"
        "data sharing|ethical|medical education|interoperab|data augmentation|federated|"
        "visual analytics|explainab|interpretab|adversarial attack|adversarial example|"
        "data quality|data generation|synthetic ecg|synthetic patient|synthetic medical|"
        "epidemic|pandemic|disease spread|transmission|surveillance|"
        "literature search|medical image retrieval|image retrieval|anonymi|blockchain|"
        "cell counting|quantification|body composition|bone age|synthesis of realistic|"
        "knowledge graph|knowledge base |knowledge bases|recommender|membership inference|"
        "annotation tool",
        "other:1": "epidemiolog|security|challenges|opportunit|framework for|visuali|"
        "open source|simulat|"
        "retrieval|causal|data set|benchmark",
    }
)
_WORTH = {"3": 3.0, "2": 2.0, "1": 1.0}
_PLACE = {
    Role.TITLE: 4.0, Role.OBJECTIVE: 1.6, Role.METHODS: 0.8, Role.RESULTS: 0.7,
    Role.CONCLUSION: 0.6, Role.BACKGROUND: 0.35,
}  # fmt: skip
_MOST = 2
"""A phrase repeated beyond this adds nothing: an abstract is not about its commonest word."""
_LEAST = 1.0
_READING = Lexicon(
    {
        "_reading": "clinical note|natural language processing|nlp |free text|clinical narrativ|"
        "unstructured|clinical text|radiology report|discharge summar",
    }
)
_ASIDE = (Role.BACKGROUND, Role.CONCLUSION)
_SEEN = re.compile(r"radiograph|imag|\bscans?\b|diagnos(?!is dates| dates|is codes)", re.IGNORECASE)
"""A title that tells of images, or of a diagnosis itself: reports are read for its labels only."""


def read_task(document: Document) -> Finding:
    """Return the likeliest task, or not stated where no word points to one."""
    scores: dict[str, float] = {}
    first: dict[str, Hit] = {}
    seen: dict[tuple[str, str, bool], int] = {}
    for hit in document.hits(_CUES):
        label, _, worth = hit.label.partition(":")
        role = hit.sentence.role
        key = (label, hit.phrase, role is Role.TITLE)
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > _MOST:
            continue
        points = _WORTH[worth] * _PLACE[role]
        scores[label] = scores.get(label, 0.0) + points
        best = first.get(label)
        if best is None or (worth == "3" and best.label.endswith("1")):
            first[label] = hit
    found = _best(document, scores, first)
    return _read_in_notes(document, found) if found.value == "diagnosis_or_detection" else found


def _read_in_notes(document: Document, found: Finding) -> Finding:
    """Return text extraction where what is detected or identified stands in notes."""
    hits = sorted(document.hits(_READING), key=attrgetter("start"))
    own = [hit for hit in hits if document.role_at(hit.start) not in _ASIDE]
    if not own or _SEEN.search(document.title):
        return found
    span = document.span(own[0].start, own[0].end)
    return Finding("phenotyping_or_text_extraction", (span,), found.confidence)


def _best(document: Document, scores: dict[str, float], first: dict[str, Hit]) -> Finding:
    if not scores:
        return Finding()
    label, top = max(scores.items(), key=lambda entry: (entry[1], entry[0]))
    if top < _LEAST:
        return Finding()
    hit = first[label]
    share = top / sum(scores.values())
    return Finding(label, (document.span(hit.start, hit.end),), round(min(0.95, share + 0.2), 2))
