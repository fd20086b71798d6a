"""What the E-utilities answer: counts, identifiers, errors."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from fingerpost.errors import SourceError
from fingerpost.sources.live.port import Answer
from fingerpost.sources.xml_safe import safe_parser
from fingerpost.sources.xml_text import text_of
from fingerpost.text import squeeze

_ERROR = re.compile(rb"<ERROR>(.*?)</ERROR>", re.DOTALL)
_JSON_ERROR = re.compile(rb'"error"\s*:\s*"([^"]{1,300})"')
_EXPIRED = re.compile(r"unable to obtain query|webenv|query.?key|history", re.IGNORECASE)
_UNKNOWN = (
    "ErrorList/PhraseNotFound",
    "ErrorList/FieldNotFound",
    "WarningList/QuotedPhraseNotFound",
)
_TAIL = 200


class ExpiredError(Exception):
    """PubMed has forgotten the search whose papers are being fetched."""


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search: how many papers, where PubMed keeps them, and their first PMIDs."""

    count: int
    pmids: tuple[str, ...]
    query_key: str = ""
    web_env: str = ""
    unknown: tuple[str, ...] = ()
    """Phrases and fields of the query that PubMed does not know."""


def read_search(body: bytes) -> Found:
    """Return what esearch found; raises SourceError where it reports an error."""
    try:
        root = etree.fromstring(body, safe_parser())
    except etree.XMLSyntaxError as error:
        raise SourceError(f"PubMed's answer to the search is no XML ({error}).") from error
    said = text_of(root.find("ERROR"))
    stated = text_of(root.find("Count"))
    if said or root.tag != "eSearchResult" or not stated.isdigit():
        raise SourceError(f"PubMed did not take the query: {said or 'it gave no count'}.")
    return Found(
        int(stated),
        tuple(text_of(element) for element in root.iterfind("IdList/Id")),
        text_of(root.find("QueryKey")),
        text_of(root.find("WebEnv")),
        tuple(text_of(element) for tag in _UNKNOWN for element in root.iterfind(tag)),
    )


def search_check(answer: Answer) -> str:
    """Return why the answer to a search should be asked for again, or ''.

    An error document of another kind (a refused key) is left to the reader, which tells it.
    """
    body = answer.body
    if b"</eSearchResult>" in body[-_TAIL:]:
        return ""
    _tell_error(answer)
    return "its answer was cut off"


def papers_check(answer: Answer) -> str:
    """Return why the answer to a fetch should be asked for again, or ''.

    Raises ExpiredError where PubMed has forgotten the search, SourceError for other errors.
    """
    body = answer.body
    said = _ERROR.search(body)
    if said:
        reason = squeeze(said.group(1).decode("utf-8", "replace"))
        if _EXPIRED.search(reason):
            raise ExpiredError(reason)
        raise SourceError(f"PubMed answered with an error: {reason}")
    _tell_error(answer)
    whole = b"ArticleSet>" in body[-_TAIL:] or b"ArticleSet/>" in body[-_TAIL:]
    return "" if whole else "its answer was cut off"


def _tell_error(answer: Answer) -> None:
    """Raise what PubMed says with a status of refusal: a key that it does not know, for one."""
    if answer.status < 400:
        return
    said = _JSON_ERROR.search(answer.body)
    reason = said.group(1).decode("utf-8", "replace") if said else f"status {answer.status}"
    raise SourceError(f"PubMed refused the request: {reason}")
