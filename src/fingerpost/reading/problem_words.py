"""Words of clinical problems and of settings, by the specialty that they belong to.

Phrases as `Lexicon` takes them. A problem is a disease or a state of health that may stand alone;
a setting (an organ, a department, an examination) says the specialty but is no problem, unless a
word of `HEADS` follows.
"""

from __future__ import annotations

import re

PROBLEMS = {
    "anaesthesia": "intraoperative hypotension|depth of anesthesia|depth of anaesthesia|"
    "postoperative pain|difficult intubation|difficult airway",
    "cardiology": "heart failure|atrial fibrillation|atrial flutter|arrhythmi|dysrhythmi|"
    "myocardial infarct|myocardial ischemi|myocardial ischaemi|heart attack|"
    "coronary artery disease|"
    "coronary heart disease|acute coronary|coronary syndrome|cardiomyopath|heart disease|"
    "heart murmur|aortic stenosis|aortic dissection|aortic aneurysm|aortic regurg|"
    "angina|hypertension|hypertensive|high blood pressure|atherosclero|ventricular tachy|"
    "ventricular fibril|ventricular dysfunction|ventricular hypertrophy|tachycardia|bradycardia|"
    "long qt|cardiovascular disease|cardiovascular event|cardiovascular risk|"
    "cardiovascular mortality|cardiac arrest|sudden cardiac|cardiac death|myocarditis|"
    "endocarditis|pericardi|peripheral arterial disease|peripheral artery disease|"
    "ischemic heart|ischaemic heart|congestive heart|mitral regurg|cardiac amyloid|stemi ",
    "critical_care": "sepsis|septic|ards |acute respiratory distress|acute respiratory failure|"
    "multiple organ failure|multi organ failure|organ dysfunction|extubation failure|"
    "icu mortality|critical illness|clinical deterioration|patient deterioration",
    "dentistry": "dental caries|caries|periodont|malocclusion|tooth loss|gingivitis",
    "dermatology": "skin lesion|skin cancer|skin disease|melanoma|psoriasis|acne |eczema|"
    "atopic dermatitis|dermatitis|onychomycosis|vitiligo|alopecia|rosacea|nevus|nevi ",
    "emergency_medicine": "major trauma|polytrauma|poisoning",
    "endocrinology": "diabetes|diabetic|prediabetes|hypoglyc|hyperglyc|glycemic|glycaemic|"
    "thyroid nodule|hypothyroid|hyperthyroid|thyroid disease|obesity|metabolic syndrome|"
    "osteoporo|acromegaly|cushing|dyslipid|hypercholesterol|insulin resistance",
    "ent": "hearing loss|hearing impair|otitis media|tinnitus|sinusitis|voice disorder|"
    "dysphonia|tonsillitis|obstructive hearing",
    "gastroenterology": "crohn|ulcerative colitis|inflammatory bowel|colorectal polyp|colon polyp|"
    "colonic polyp|polyp |polyps |cirrhosis|fatty liver|nafld|steatosis|steatohepat|hepatitis|"
    "liver disease|liver fibrosis|hepatic fibrosis|liver failure|pancreatitis|celiac disease|"
    "coeliac|barrett|gastroesophageal reflux|irritable bowel|gastrointestinal bleed|"
    "helicobacter|peptic ulcer|cholecystitis|gallstone|diverticul",
    "genetics": "rare disease|rare genetic|genetic disorder|genetic disease|mendelian|"
    "down syndrome|inborn error|fragile x|monogenic",
    "geriatrics": "frailty|fall risk|fall detection|falls in |sarcopenia|delirium",
    "haematology": "leukemia|leukaemia|lymphoma|myeloma|anemia|anaemia|sickle cell|thrombocytop|"
    "hemophilia|haemophilia|venous thromboembol|deep vein thrombos|deep venous thrombos|"
    "thalassemia|thalassaemia|neutropenia|myelodysplas|graft versus host",
    "infectious_disease": "covid|sars cov|coronavirus|2019 ncov|hiv |tuberculosis|malaria|"
    "influenza|dengue|zika|ebola|cholera|measles|chagas|leishmania|schistosom|"
    "antimicrobial resist|antibiotic resist|bacteremia|bacteraemia|bloodstream infection|"
    "urinary tract infection|clostridi|surgical site infection|hospital acquired infection|"
    "healthcare associated infection|nosocomial|herpes|hpv |mrsa |infectious disease|infection|"
    "monkeypox|mpox|meningitis|encephalitis|parasit",
    "nephrology": "acute kidney injur|acute renal|aki |chronic kidney|ckd |kidney disease|"
    "kidney failure|renal failure|renal disease|end stage renal|glomerulonephr|glomeruloscl|"
    "nephropath|nephritis|"
    "hyperkal|kidney transplant|renal transplant|delayed graft",
    "neurology": "stroke|alzheimer|dementia|parkinson|epilep|seizure|multiple sclerosis|migraine|"
    "headache|brain injur|intracranial hemorrh|intracranial haemorrh|intracerebral hemorrh|"
    "intracerebral haemorrh|subarachnoid|cerebral aneurysm|intracranial aneurysm|cerebral palsy|"
    "huntington|amyotrophic lateral|neuropathy|neuropathies|cognitive impair|cognitive decline|"
    "neurodegenerat|spinal cord injur|myasthenia|white matter lesion|white matter hyperint|"
    "aphasia|concussion|tremor|transient ischemic|transient ischaemic|large vessel occlusion|"
    "intracranial pressure|hydrocephalus|neurological disorder|neurological disease|ataxia|"
    "carpal tunnel|moyamoya|dystonia|neuromuscular|restless legs",
    "obstetrics_gynaecology": "preeclampsia|pre eclampsia|preterm birth|preterm delivery|"
    "preterm labor|preterm labour|gestational diabet|endometriosis|postpartum hem|"
    "postpartum haem|postpartum depress|infertil|"
    "miscarriage|stillbirth|polycystic ovar|fetal growth|fetal distress|fetal hypox|"
    "placenta previa|placenta accreta|pregnancy|cesarean|caesarean|ectopic pregnan|menopaus",
    "oncology": "cancer|carcinoma|tumor |tumors |tumour|neoplas|malignan|metastas|"
    "glioma|glioblastoma|sarcoma|angiosarcoma|adenocarcinoma|mesothelioma|neuroblastoma|meningioma|"
    "osteosarcoma|medulloblastoma|retinoblastoma|lung nodule|pulmonary nodule|breast lesion|"
    "breast mass|renal cell|intraepithelial neoplas|hcc |nsclc |breast density",
    "ophthalmology": "diabetic retinopathy|retinopathy|glaucoma|macular degen|macular edema|"
    "macular oedema|macular hole|cataract|keratoconus|eye disease|uveitis|myopia|dry eye|"
    "retinal detach|retinal disease|retinal vein|keratitis|amblyopia|strabismus|"
    "diabetic macular|visual impair|vision loss",
    "orthopaedics": "fracture|scoliosis|back pain|rotator cuff|meniscus|meniscal|ligament tear|"
    "musculoskeletal pain|bone loss|cartilage lesion|disc herniation|spinal stenosis",
    "paediatrics": "bronchiolitis|kawasaki|necrotizing enterocolitis|bronchopulmonary dysplasia|"
    "neonatal mortality|infant mortality|failure to thrive|prematurity",
    "pharmacy": "adverse drug|drug drug interaction|drug interaction|medication error|"
    "medication adherence|polypharmacy|drug induced liver|drug toxicity|overdose",
    "psychiatry": "depressive|major depress|depression|schizophren|bipolar|anxiety|suicid|autis|"
    "adhd |attention deficit|ptsd |post traumatic stress|posttraumatic stress|psychosis|psychotic|"
    "mental health|mental illness|mental disorder|substance use|substance abuse|opioid use|"
    "opioid misuse|opioid abuse|alcohol use disorder|addiction|eating disorder|"
    "obsessive compulsive|mood disorder|self harm|psychiatric disorder|anorexia nervosa|"
    "conduct disorder|loneliness",
    "public_health": "epidemic|pandemic|outbreak|smoking|air pollution|health disparit|"
    "gun violence|domestic violence|intimate partner|child maltreat",
    "respiratory": "copd |chronic obstructive|asthma|pneumonia|pneumothorax|bronchiect|"
    "cystic fibrosis|emphysema|interstitial lung|pulmonary fibrosis|pulmonary embol|"
    "pulmonary hypertens|pulmonary arterial|pulmonary edema|pulmonary oedema|lung disease|"
    "thoracic disease|chest disease|pleural effusion|atelectasis|tuberculous|silicosis|"
    "pneumoconiosis|respiratory failure|respiratory disease|wheez|cough|sarcoidosis",
    "rheumatology": "rheumatoid|arthritis|lupus|osteoarthritis|spondylo|gout |fibromyalgia|"
    "vasculitis|sjogren|systemic sclerosis|scleroderma",
    "sleep": "sleep apn|sleep disorder|insomnia|narcolepsy|sleep disordered",
    "surgery": "appendicitis|hernia |anastomotic leak|postoperative complic|surgical complic|"
    "burn injur|burns |pressure ulcer|pressure injur|chronic wound|diabetic foot",
    "urology": "kidney stone|urolith|nephrolith|urinary incontin|benign prostat|erectile|"
    "overactive bladder|vesicoureteral|hydronephrosis",
}
SETTINGS = {
    "anaesthesia": "anesthesia|anaesthesia|anesthesio|anaesthesio|anesthetic|anaesthetic",
    "cardiology": "cardiac|cardiology|cardiovascular|coronary|echocardio|electrocardio|ecg |ecgs |"
    "ekg |heartbeat|left ventric|right ventric|ejection fraction|heart sound|phonocardio|"
    "blood pressure|heart rate|myocardial",
    "critical_care": "intensive care|icu |icus |critically ill|critical care|"
    "mechanical ventilation|mechanically ventilated",
    "dentistry": "dental|tooth|teeth|dentist|orthodon|endodon",
    "dermatology": "dermatol|dermosc|dermatosc|skin ",
    "emergency_medicine": "emergency department|emergency room|emergency medicine|triage|"
    "prehospital|pre hospital|ambulance|emergency medical serv|emergency care",
    "endocrinology": "endocrin|blood glucose|glucose monitor|glucose predict|thyroid|insulin ",
    "ent": "otolaryng|laryng|cochlear|audiolog|otoscop",
    "gastroenterology": "gastroenterol|colonoscop|endoscop|gastrointestinal|liver|hepatic|"
    "gastric|pancrea|bowel",
    "genetics": "clinical genetics|medical genetics",
    "geriatrics": "geriatric|older adult|older people|elderly|nursing home|long term care",
    "haematology": "hematolog|haematolog|blood cell|transfusion|blood smear|bone marrow",
    "infectious_disease": "vaccin|antimicrobial|antibiotic",
    "nephrology": "nephrol|dialysis|hemodialysis|haemodialysis|renal |kidney",
    "neurology": "neurolog|neurosurg|brain mri|brain mr |brain tissue|brain lesion|brain age|"
    "electroencephal|eeg |neuroimag|cerebral|brain imag|brain disorder|brain disease",
    "obstetrics_gynaecology": "obstetric|gynecolog|gynaecolog|postpartum|fetal|foetal|fetus|"
    "pregnant|"
    "in vitro fertil|ivf |cardiotoco|prenatal|antenatal|embryo transfer|perinatal|maternal",
    "oncology": "oncolog|gleason|chemotherap|radiotherap|radiation therapy|radiation treatment|"
    "dose distribution|proton therapy|tumor|imrt |vmat |brachytherap|immunotherap",
    "ophthalmology": "ophthalm|retinal|fundus|optic disc|optic nerve|macular|cornea|"
    "eye care|optic cup",
    "orthopaedics": "orthop|arthroplasty|joint replacement|knee |hip replacement|vertebra|"
    "spine |spinal|musculoskeletal disord|bone age|cartilage|femur|femoral",
    "paediatrics": "pediatric|paediatric|children|neonat|newborn|infant|adolescen|childhood",
    "palliative_care": "palliative|end of life|hospice|advance care plan",
    "pathology": "histopathol|digital pathology|computational pathology|whole slide|"
    "pathology report|pathology image|cytopathol|histology image|histological image|"
    "pathological image|histology slide",
    "pharmacy": "pharmacovigil|pharmacist|pharmacy|medication list|drug prescri",
    "primary_care": "primary care|general practi|family medicine|family practi|primary health",
    "psychiatry": "psychiatr|psychotherap|mental ",
    "public_health": "public health|epidemiolog|tobacco|health equity|social determinants",
    "radiology": "radiology|radiologist|radiological|chest x ray|chest radiograph|chest xray|"
    "mammogra|radiograph|chest ct|x ray image|abdominal ct",
    "rehabilitation": "rehabilit|prosthesis|prostheses|prosthetic|exoskeleton|physical therapy|"
    "physiotherap|gait |occupational therapy",
    "respiratory": "pulmonary|respiratory|lung |lungs |bronch|spirometr|pulmonology|airway",
    "rheumatology": "rheumatol",
    "sleep": "sleep |polysomnogra",
    "surgery": "surgery|surgical|surgeon|postoperative|laparoscop|perioperative|intraoperative|"
    "transplant|surgeries|wound",
    "urology": "urology|urological|urolog|bladder|prostate",
}

HEADS = re.compile(
    r"[ -](?:diseases?|disorders?|dysfunctions?|injur(?:y|ies)|failures?|infections?|"
    r"lesions?|stenos[ie]s|anomal(?:y|ies)|abnormalit(?:y|ies)|defects?|complications?|"
    r"h[ae]+morrhages?|fibrosis|ischa?emia|insufficiency|syndromes?|mortality|death|pain|"
    r"masses|nodules?|toxicity)\b"
)
"""What makes a problem of a setting: 'cardiac' is none, 'cardiac complications' is."""
AFTER = re.compile(
    r"(?:['’]s(?= disease| syndrome)|[ /-](?:diseases?|hyperactivity|hypertensi\w+|"
    r"of prematurity|h[ae]+morrhages?|disorders?|syndromes?|injur(?:y|ies)|infections?|artery|"
    r"mellitus|type|[12](?=\b)|mortality|recurrences?|readmissions?|"
    r"progression|metastas[ie]s|exacerbations?|relapses?|ruptures?|complications?|episodes?|"
    r"events?|symptoms?|severity|dysfunctions?|reactions?|pneumonia|lesions?|nodules?|polyps?|cancers?|tumou?rs?|"
    r"carcinomas?|virus|(?<=hepatitis )[abc](?=\b)|edema|oedema|degeneration|shock|19)\b)+"
)
"""Words that go on with the name of a problem."""
MODIFIERS = frozenset(
    (
        "1", "2", "30", "acquired", "acute", "adult", "advanced", "age", "and", "b", "back",
        "bacterial", "basal", "biliary", "bladder", "bone", "brain", "breast", "cardiac",
        "cell", "central", "cerebral", "cervical", "childhood", "chronic", "clear", "colon",
        "colorectal", "community", "congenital", "coronary", "cutaneous", "day", "diabetic",
        "diffuse", "distal", "drug", "dry", "ductal", "early", "end", "endometrial",
        "epileptic", "esophageal", "femoral", "focal", "gastric", "gestational", "grade",
        "haemorrhagic", "head", "hemorrhagic", "hepatocellular", "high", "hip", "hodgkin",
        "hospital", "hypertensive", "hypertrophic", "dilated", "intraductal", "mucinous",
        "nonalcoholic", "alcoholic", "autoimmune", "refractory", "gastrointestinal", "hepatic",
        "castration", "testicular", "adrenal", "pituitary", "salivary", "neuroendocrine",
        "idiopathic", "in", "inflammatory", "intracranial",
        "invasive", "ischaemic", "ischemic", "juvenile", "kidney", "knee", "large", "laryngeal",
        "late", "liver", "lobe", "low", "lower", "lung", "lymphoblastic", "lymphocytic",
        "major", "maternal", "metastatic", "mild", "moderate", "multi", "multiple", "muscle",
        "myeloid", "nasopharyngeal", "neck", "negative", "neonatal", "new", "non",
        "obstructive", "oesophageal", "onset", "oral", "oropharyngeal", "ovarian", "paediatric",
        "pancreatic", "papillary", "paroxysmal", "pediatric", "perioperative", "peripheral",
        "persistent", "postoperative", "primary", "prostate", "proximal", "pulmonary", "rectal",
        "recurrent", "related", "renal", "resistant", "secondary", "septic", "severe", "skin",
        "sleep", "small", "soft", "spinal", "squamous", "stage", "sudden", "systemic",
        "temporal", "thyroid", "tissue", "traumatic", "triple", "type", "unplanned", "upper",
        "urothelial", "uterine", "vertebral", "viral", "wet", "wrist",
    )
)  # fmt: skip
"""Words that begin the name of a problem, read backwards from it."""
NEVER_FIRST = frozenset(
    (
        "1", "2", "30", "acquired", "and", "b", "cell", "day", "drug", "end", "grade", "high",
        "hospital", "in", "lobe", "low", "onset", "related", "stage", "tissue",
    )
)  # fmt: skip
"""Words that no name of a problem begins with."""
