"""What each supplier asks of those who ask it: the least time between two requests.

pubmed     three requests a second, ten with the user's own key (NCBI, 'A General Introduction to
           the E-utilities', NBK25497)
arxiv      one request every three seconds over one connection, all its interfaces together
           (arXiv, 'Terms of Use for arXiv APIs')
crossref   lists: one a second, three with an e-mail address; single records five and ten
           (Crossref, 'Announcing changes to REST API rate limits', in force since December 2025)
openalex   at most a hundred a second, and a budget of requests a day that the user's own free key
           makes ten or more times larger (OpenAlex, 'Authentication & Pricing', 2026); ten a
           second is as fast as anybody needs
europepmc  its pages name no number; three a second, as for PubMed

One request at a time goes to each supplier from all processes of a user, and the time is counted
from the end of an answer, so that no delay on the way can bring two requests closer together.
"""

from __future__ import annotations

from fingerpost.sources.live.model import Settings

_A_SECOND = {
    ("pubmed", False): 3.0,
    ("pubmed", True): 10.0,
    ("arxiv", False): 1 / 3,
    ("openalex", False): 10.0,
    ("europepmc", False): 3.0,
    ("crossref", False): 1.0,
    ("crossref", True): 3.0,
}


def spacing(supplier: str, settings: Settings) -> float:
    """Return the least seconds between the end of an answer and the next request."""
    if settings.spacing is not None:
        return settings.spacing
    known = {"pubmed": bool(settings.ncbi_key), "crossref": bool(settings.email)}
    return 1 / _A_SECOND[supplier, known.get(supplier, False)]
