"""The records that all parts share: frozen, typed, comparable.

They are msgspec's structs, which behave like frozen dataclasses and are made, kept and read back
several times faster; `gc=False` holds since no record can contain itself. `omit_defaults` leaves
what is empty out of their JSON. Another version of a record comes from `msgspec.structs.replace`.
"""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from fingerpost.text import digest, fold

OWN_ID = "fingerpost:"
"""Begins the one of `other_ids` that the library gave to tell two papers apart."""


class Retraction(StrEnum):
    """What a source says of a paper's standing; `UNKNOWN` where the source cannot say."""

    UNKNOWN = "unknown"
    NONE = "none"
    RETRACTED = "retracted"
    NOTICE = "retraction notice"
    CONCERN = "expression of concern"


class LinkKind(StrEnum):
    """How another paper belongs to this one; the other is a paper of its own."""

    PUBLISHED_AS = "published as"
    HAS_PREPRINT = "has preprint"
    RETRACTED_BY = "retracted by"
    RETRACTS = "retracts"
    CORRECTED_BY = "corrected by"
    CORRECTS = "corrects"
    UPDATED_BY = "updated by"
    UPDATES = "updates"
    COMMENTED_BY = "commented by"
    COMMENTS_ON = "comments on"


class Link(Struct, frozen=True, gc=False, omit_defaults=True):
    """A tie to another paper; `target` is an id as papers show it (`pmid:1`), or text."""

    kind: LinkKind
    target: str


class Author(Struct, frozen=True, gc=False, omit_defaults=True):
    """One author as the source states them; a group stands in `collective` alone."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    collective: str = ""
    orcid: str = ""
    email: str = ""
    affiliations: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name as it is shown: 'Ada M Lovelace', or the group."""
        if self.collective:
            return self.collective
        return " ".join(part for part in (self.given, self.family, self.suffix) if part)

    @property
    def given_apart(self) -> str:
        """The given names, bare initials apart, so that none is lost: 'S Y' for 'SY'."""
        bare = self.given.isupper() and self.given.isalpha() and self._initials == self.given
        return " ".join(self.given) if bare else self.given

    @property
    def short_name(self) -> str:
        """The name as PubMed shows it: 'Lovelace AM', or the group."""
        if self.collective:
            return self.collective
        return f"{self.family} {self._initials}".strip()

    @property
    def _initials(self) -> str:
        # A run of capitals is initials ('HJWL'); in a name all in capitals a longer one is a name.
        most = 3 if self.family.isupper() and len(self.family) > 1 else 5
        return _initials(self.given, most)


@lru_cache(1 << 14)
def _initials(given: str, most: int) -> str:
    """Return the initials of given names; up to `most` capitals in a run are initials already."""
    first, *rest = given.replace(".", " ").split() or [""]
    # A particle in the middle of given names counts for none: 'Maria de Souza' is MS.
    kept = [first, *(word for word in rest if not word[0].islower())]
    words = " ".join(kept).replace("-", " ").split()
    return "".join(w if w.isupper() and len(w) <= most else w[0].upper() for w in words)


class Section(Struct, frozen=True, gc=False, omit_defaults=True):
    """A labelled part of an abstract; `category` is NLM's (BACKGROUND, METHODS …) or empty."""

    label: str
    text: str
    category: str = ""


class MeshHeading(Struct, frozen=True, gc=False, omit_defaults=True):
    """A MeSH descriptor with its qualifiers; `major` if it or a qualifier is a major topic."""

    descriptor: str
    qualifiers: tuple[str, ...] = ()
    major: bool = False
    ui: str = ""


class MeshDescriptor(Struct, frozen=True, gc=False, omit_defaults=True):
    """A heading as NLM's list of MeSH has it: its name, where it stands, what else it is called.

    A tree number such as C10.228.140 stands below C10.228.
    """

    name: str
    tree_numbers: tuple[str, ...] = ()
    entry_terms: tuple[str, ...] = ()


class Organisation(Struct, frozen=True, gc=False, omit_defaults=True):
    """An institution as the Research Organization Registry (ROR) has it."""

    ror: str
    """The id: the last part of its address, 'https://ror.org/024mrxd33'."""
    name: str
    """The name that ROR shows."""
    other_names: tuple[str, ...] = ()
    """Labels in other languages and aliases; acronyms are left out, too many share one."""
    city: str = ""
    iso: str = ""
    """The country's ISO 3166 code of two letters."""
    latitude: float | None = None
    longitude: float | None = None


class Reference(Struct, frozen=True, gc=False, omit_defaults=True):
    """An entry of a paper's reference list: identifiers where stated, and the text."""

    text: str = ""
    pmid: str = ""
    doi: str = ""


class Paper(Struct, frozen=True, gc=False, omit_defaults=True):
    """A paper as a source describes it.

    Empty strings and tuples mean that the source does not say. Text is without markup, and
    `abstract` is the whole abstract: the sections, when there are any, as 'LABEL: text' lines.
    `date` is an ISO 8601 date as far as it is known (2019, 2019-07, 2019-07-03).
    """

    title: str
    abstract: str = ""
    sections: tuple[Section, ...] = ()
    other_abstracts: tuple[tuple[str, str], ...] = ()
    """Abstracts in other languages, each as (language, text)."""
    vernacular_title: str = ""
    authors: tuple[Author, ...] = ()
    journal: str = ""
    journal_abbreviation: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    year: int | None = None
    date: str = ""
    publication_types: tuple[str, ...] = ()
    mesh: tuple[MeshHeading, ...] = ()
    keywords: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    """ISO 639 codes as the source gives them (MEDLINE: 'eng', 'fre')."""
    pmid: str = ""
    pmcid: str = ""
    doi: str = ""
    """Lower case, without an address; of this record, never of the version published later."""
    arxiv: str = ""
    """Without the version."""
    other_ids: tuple[str, ...] = ()
    """Ids that a supplier gave of its own, named by it: 'openalex:W2741809807', 'wos:000…'."""
    url: str = ""
    references: tuple[Reference, ...] = ()
    links: tuple[Link, ...] = ()
    retraction: Retraction = Retraction.UNKNOWN
    source: str = ""
    """The format or supplier: 'pubmed-xml', 'medline', 'ris', 'arxiv-atom', 'starter' …"""

    @property
    def id(self) -> str:
        """The paper as it is shown: `pmid:1`, else `arxiv:…`, else `doi:…`, else a hash.

        Where the library has told two papers apart that would be shown alike, the later one is
        shown by the hash that it was given then.
        """
        for other in self.other_ids:
            if other.startswith(OWN_ID):
                return f"hash:{other.removeprefix(OWN_ID)}"
        if self.pmid:
            return f"pmid:{self.pmid}"
        if self.arxiv:
            return f"arxiv:{self.arxiv}"
        if self.doi:
            return f"doi:{self.doi}"
        first = self.authors[0].short_name if self.authors else ""
        return f"hash:{digest(fold(self.title), str(self.year or ''), fold(first))}"

    @property
    def text(self) -> str:
        """Title, newline, abstract, unnormalised: what quotes and their spans refer to."""
        return f"{self.title}\n{self.abstract}"

    @property
    def text_hash(self) -> str:
        """The key of everything that was computed from the text."""
        return digest(self.text)

    @property
    def address(self) -> str:
        """Where a browser finds the paper, or an empty string."""
        if self.pmid:
            return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"
        if self.arxiv:
            return f"https://arxiv.org/abs/{self.arxiv}"
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return self.url

    @property
    def is_retracted(self) -> bool:
        """True for a retracted paper and for the notice that retracts one."""
        return self.retraction in (Retraction.RETRACTED, Retraction.NOTICE)

    def cite(self) -> str:
        """Return a short citation: 'Gulshan V et al. JAMA 2016'."""
        names = [author.short_name for author in self.authors]
        who = names[0] + (" et al." if len(names) > 2 else "") if names else "No author stated."
        if len(names) == 2:
            who = f"{names[0]}, {names[1]}"
        where = self.journal_abbreviation or self.journal or ("arXiv" if self.arxiv else "")
        rest = " ".join(part for part in (where, str(self.year or "")) if part)
        return f"{who}{'' if who.endswith('.') else '.'} {rest}".strip()


class Problem(Struct, frozen=True, gc=False):
    """Something in a user's data that could not be taken; everything good beside it is kept.

    `record` counts from 1 within the file, `line` too; None where it cannot be told.
    """

    file: str
    reason: str
    record: int | None = None
    line: int | None = None

    def sentence(self) -> str:
        """Return the problem with its place, for one line on the screen."""
        place = [self.file]
        if self.record is not None:
            place.append(f"record {self.record}")
        if self.line is not None:
            place.append(f"line {self.line}")
        return f"{', '.join(place)}: {self.reason}"


class Span(Struct, frozen=True, gc=False):
    """A verbatim quote and where it stands, in code points over `Paper.text`: text[start:end]."""

    quote: str
    start: int
    end: int


class Correction(Struct, frozen=True, gc=False, omit_defaults=True):
    """A value of an appraisal as the reader put it right; it holds over what the rules found."""

    field: str
    value: str
    """As written: 'retrospective', '1,204 patients', 'auroc 0.91 (0.88 to 0.94)' …"""
    date: str
    """An ISO 8601 date."""
    why: str = ""
    quote: str = ""


class Answer(Struct, frozen=True, gc=False, omit_defaults=True):
    """A reader's answer to a question of a checklist about one paper."""

    question: str
    """The question's id, as in 'probast:E4.7'."""
    answer: str
    """'yes', 'no' or 'unclear'."""
    date: str
    """An ISO 8601 date."""
    why: str = ""


class Coverage(Struct, frozen=True, gc=False):
    """What a figure needed, how many of the papers had it, and whether that was enough.

    `of` is 0 for a need that papers do not have one by one, such as a yardstick.
    """

    needs: str
    """In plain words: 'abstracts', 'affiliations', 'an even capture over the years' …"""
    have: int
    of: int
    least: float
    """The least share (0 to 1) at which the figure is shown."""
    enough: bool
    advice: str = ""
    """What to import so that it can be said; empty when enough."""

    @property
    def sentence(self) -> str:
        """Say why it cannot be said; empty when it can."""
        if self.enough:
            return ""
        if not self.of:
            return f"Cannot be said from these papers: it needs {self.needs}. {self.advice}".strip()
        return (
            f"Cannot be said from these papers: {self.have:,} of {self.of:,} have {self.needs}"
            f" (needed: {self.least:.0%}). {self.advice}"
        ).strip()
