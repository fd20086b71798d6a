"""Made-up suppliers for the loopback server: small, with papers that nobody wrote."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.loopback import Asked, Reply


@dataclass
class PubMed:
    """A small PubMed: a search is kept under a name, as long as it is not forgotten.

    `pmids` is what a search finds. `forget_after` lets each search be fetched from so often.
    """

    pmids: list[int] = field(default_factory=lambda: list(range(1, 6)))
    count: int | None = None
    forget_after: int = 10**9
    fixed: dict[str, Reply] = field(default_factory=dict)
    kept: list[tuple[list[int], int]] = field(default_factory=list)

    def __call__(self, asked: Asked) -> Reply:
        if asked.verb in self.fixed:
            return self.fixed[asked.verb]
        return self._search(asked) if asked.verb == "esearch" else self._fetch(asked)

    @property
    def searches(self) -> int:
        return len(self.kept)

    def _search(self, asked: Asked) -> Reply:
        self.kept.append((list(self.pmids), 0))
        most = int(asked.params["retmax"])
        ids = "".join(f"<Id>{n}</Id>" for n in self.pmids[:most])
        count = len(self.pmids) if self.count is None else self.count
        body = (
            f"<eSearchResult><Count>{count}</Count><QueryKey>1</QueryKey>"
            f"<WebEnv>env{self.searches}</WebEnv><IdList>{ids}</IdList></eSearchResult>"
        )
        return Reply(body.encode())

    def _fetch(self, asked: Asked) -> Reply:
        if "id" in asked.params:
            return Reply(article_set(*map(int, asked.params["id"].split(","))))
        number = int(asked.params["WebEnv"].removeprefix("env")) - 1
        if not 0 <= number < len(self.kept) or self.kept[number][1] >= self.forget_after:
            return Reply(
                b"<eFetchResult><ERROR>Unable to obtain query #1</ERROR></eFetchResult>", 400
            )
        pmids, times = self.kept[number]
        self.kept[number] = (pmids, times + 1)
        start = int(asked.params["retstart"])
        return Reply(article_set(*pmids[start : start + int(asked.params["retmax"])]))


def article_set(*pmids: int) -> bytes:
    """PubMed XML of made-up papers."""
    articles = "".join(
        f"<PubmedArticle><MedlineCitation><PMID>{n}</PMID><Article>"
        f"<ArticleTitle>Paper {n}.</ArticleTitle></Article></MedlineCitation></PubmedArticle>"
        for n in pmids
    )
    return f"<?xml version='1.0'?><PubmedArticleSet>{articles}</PubmedArticleSet>".encode()
