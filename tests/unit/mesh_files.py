"""Small lists of made-up places in MeSH, in the three forms in which NLM gives them out."""

from __future__ import annotations

HEADINGS = {
    "Infections": (["C01"], []),
    "Sepsis": (["C01.757", "C23.550.470"], ["Blood Poisoning", "Septicemia"]),
    "Shock, Septic": (["C01.757.800", "C23.550.470.790"], ["Septic Shock", "Toxic Shock"]),
    "Neonatal Sepsis": (["C01.757.500"], []),
    "Myocardial Infarction": (["C14.280.647"], ["Heart Attack", "Attack, Heart"]),
    "Female": ([], []),
    "Clinical Trial": (["V03.175.250"], []),
    "Randomized Controlled Trial": (["V03.175.250.500"], ["RCT"]),
    "Naïve & Odd <Heading>": (["Z99"], ["Émile's Sign"]),
}


def as_xml(headings: dict[str, tuple[list[str], list[str]]] = HEADINGS) -> str:
    """The descriptor file in XML, as desc2026.xml is laid out."""
    from html import escape

    records = []
    for number, (name, (trees, terms)) in enumerate(headings.items(), 1):
        numbers = "".join(f"    <TreeNumber>{tree}</TreeNumber>\n" for tree in trees)
        spelt = "".join(
            f"""     <Term  ConceptPreferredTermYN="N"  IsPermutedTermYN="N"  LexicalTag="NON"\
  RecordPreferredTermYN="N">
      <TermUI>T{number:06}</TermUI>
      <String>{escape(term)}</String>
     </Term>
"""
            for term in (name, *terms)
        )
        tree_list = f"  <TreeNumberList>\n{numbers}  </TreeNumberList>\n" if trees else ""
        records.append(f"""<DescriptorRecord DescriptorClass = "1">
  <DescriptorUI>D{number:06}</DescriptorUI>
  <DescriptorName>
   <String>{escape(name)}</String>
  </DescriptorName>
  <AllowableQualifiersList>
   <AllowableQualifier>
    <QualifierReferredTo>
     <QualifierUI>Q000175</QualifierUI>
     <QualifierName>
      <String>diagnosis</String>
     </QualifierName>
    </QualifierReferredTo>
    <Abbreviation>DI</Abbreviation>
   </AllowableQualifier>
  </AllowableQualifiersList>
  <SeeRelatedList>
   <SeeRelatedDescriptor>
    <DescriptorReferredTo>
     <DescriptorUI>D999999</DescriptorUI>
     <DescriptorName>
      <String>Somewhere Else</String>
     </DescriptorName>
    </DescriptorReferredTo>
   </SeeRelatedDescriptor>
  </SeeRelatedList>
{tree_list}  <ConceptList>
   <Concept PreferredConceptYN="Y">
    <ConceptUI>M{number:07}</ConceptUI>
    <ConceptName>
     <String>{escape(name)}</String>
    </ConceptName>
    <TermList>
{spelt}    </TermList>
   </Concept>
  </ConceptList>
 </DescriptorRecord>
""")
    return (
        '<?xml version="1.0"?>\n'
        "<!DOCTYPE DescriptorRecordSet SYSTEM"
        ' "https://www.nlm.nih.gov/databases/dtd/nlmdescriptorrecordset_20260101.dtd">\n'
        '<DescriptorRecordSet LanguageCode = "eng">\n'
        f"{''.join(records)}</DescriptorRecordSet>\n"
    )


def as_ascii() -> str:
    """The descriptor file in ASCII MeSH, as d2026.bin is laid out, with a qualifier's record."""
    text = "*NEWRECORD\nRECTYPE = Q\nSH = diagnosis\nQA = DI\nUI = Q000175\n\n"
    for number, (name, (trees, terms)) in enumerate(HEADINGS.items(), 1):
        text += f"*NEWRECORD\nRECTYPE = D\nMH = {name}\nAQ = BL CF DI\n"
        for term in terms[:1]:
            text += f"PRINT ENTRY = {term}|T047|NON|EQV|NLM (1994)|930624|abbcdef\n"
        text += "".join(f"ENTRY = {term}\n" for term in terms[1:])
        text += "".join(f"MN = {tree}\n" for tree in trees)
        text += f"MS = Made up = for tests.\nDC = 1\nUI = D{number:06}\n\n"
    return text


def as_trees() -> str:
    """The trees alone, as mtrees2026.bin is laid out."""
    places = [(tree, name) for name, (trees, _) in HEADINGS.items() for tree in trees]
    return "".join(f"{name};{tree}\n" for tree, name in sorted(places))
