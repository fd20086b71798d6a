"""Made-up suppliers for the loopback server: small, with papers that nobody wrote."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.loopback import Asked, Reply


@dataclass
class PubMed:
    """A small PubMed: a search is kept under a name, as long as it is not forgotten.

    `pmids` is what a search finds. `forget_after` lets each search be fetched from so often.
    Paper n entered it on the nth day of this century, unless all entered on `one_day`. It gives
    no more than `gives` of one search.
    """

    pmids: list[int] = field(default_factory=lambda: list(range(1, 6)))
    count: int | None = None
    forget_after: int = 10**9
    fixed: dict[str, Reply] = field(default_factory=dict)
    kept: list[tuple[list[int], int]] = field(default_factory=list)
    gives: int = 9_999
    one_day: int = 0

    def __call__(self, asked: Asked) -> Reply:
        if asked.verb in self.fixed:
            return self.fixed[asked.verb]
        return self._search(asked) if asked.verb == "esearch" else self._fetch(asked)

    @property
    def searches(self) -> int:
        return len(self.kept)

    def _search(self, asked: Asked) -> Reply:
        found = [n for n in self.pmids if self._is_within(n, asked.params)]
        self.kept.append((found[: self.gives], 0))
        most = min(int(asked.params["retmax"]), self.gives)
        ids = "".join(f"<Id>{n}</Id>" for n in found[:most])
        count = len(found) if self.count is None else self.count
        body = (
            f"<eSearchResult><Count>{count}</Count><QueryKey>1</QueryKey>"
            f"<WebEnv>env{self.searches}</WebEnv><IdList>{ids}</IdList></eSearchResult>"
        )
        return Reply(body.encode())

    def _is_within(self, pmid: int, params: dict[str, str]) -> bool:
        if "mindate" not in params:
            return True
        assert params["datetype"] == "edat"
        entered = date(2000, 12, 31) + timedelta(days=self.one_day or pmid)
        return params["mindate"] <= entered.strftime("%Y/%m/%d") <= params["maxdate"]

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


def page_of(numbers: list[int], start: int, size: int) -> list[int]:
    """A part of what a search finds."""
    return numbers[start : start + size]


@dataclass
class Arxiv:
    """A small arXiv: pages by their start, now and then an empty one, single ids, and sets.

    A set comes in parts of `part` records; a token is forgotten after `forget_after` uses.
    """

    numbers: list[int] = field(default_factory=lambda: list(range(1, 6)))
    empty_pages: int = 0
    part: int = 5
    says_size: bool = True
    forget_after: int = 10**9

    def __call__(self, asked: Asked) -> Reply:
        params = asked.params
        if "verb" in params:
            return self._set(params)
        if "id_list" in params:
            wanted = [int(one.partition(".")[2]) for one in params["id_list"].split(",")]
            return Reply(feed([n for n in wanted if n in self.numbers], len(wanted)))
        if "(" in params["search_query"] and ")" not in params["search_query"]:
            return Reply(arxiv_error("brackets are not closed"), 400)
        start, size = int(params["start"]), int(params["max_results"])
        if start and self.empty_pages:
            self.empty_pages -= 1
            return Reply(feed([], len(self.numbers)))
        return Reply(feed(page_of(self.numbers, start, size), len(self.numbers)))

    def _set(self, params: dict[str, str]) -> Reply:
        token = params.get("resumptionToken", "")
        if params.get("set", "q-bio") != "q-bio":
            return Reply(oai('<error code="badArgument">no such set</error>'))
        if token:
            self.forget_after -= 1
            if self.forget_after < 0:
                self.forget_after = 10**9
                return Reply(oai('<error code="badResumptionToken">it expired</error>'))
        start = int(token.removeprefix("a&b|") or 0)
        found = page_of(self.numbers, start, self.part)
        if not found:
            return Reply(oai('<error code="noRecordsMatch"/>'))
        end = start + len(found)
        size = f' completeListSize="{len(self.numbers)}"' if self.says_size else ""
        following = f"a&amp;b|{end}" if end < len(self.numbers) else ""
        more = f'<resumptionToken cursor="{start}"{size}>{following}</resumptionToken>'
        records = "".join(map(self._record, found))
        return Reply(oai(f"<ListRecords>{records}{more}</ListRecords>"))

    def _record(self, n: int) -> str:
        return (
            f"<record><header><identifier>oai:arXiv.org:2101.{n:05}</identifier></header>"
            f'<metadata><arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>2101.{n:05}</id>'
            f"<created>2021-01-01</created><title>Preprint {n}</title>"
            "<abstract>Made up.</abstract></arXiv></metadata></record>"
        )


def oai(inner: str) -> bytes:
    """An OAI-PMH answer."""
    return f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">{inner}</OAI-PMH>'.encode()


def feed(numbers: list[int], total: int) -> bytes:
    """An Atom feed of made-up preprints."""
    entries = "".join(
        f"<entry><id>http://arxiv.org/abs/2101.{n:05}v1</id><title>Preprint {n}</title>"
        f"<published>2021-01-01T00:00:00Z</published><summary>Made up.</summary>"
        f"<author><name>Ada Okoro</name></author></entry>"
        for n in numbers
    )
    return atom(entries, total)


def arxiv_error(said: str) -> bytes:
    """What arXiv answers to a query that it does not take."""
    entry = f"<id>http://arxiv.org/api/errors#x</id><title>Error</title><summary>{said}</summary>"
    return atom(f"<entry>{entry}</entry>", 1)


def atom(entries: str, total: int) -> bytes:
    return (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"'
        ' xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">'
        f"<opensearch:totalResults>{total}</opensearch:totalResults>{entries}</feed>\n"
    ).encode()


def json_reply(stated: object, status: int = 200) -> Reply:
    return Reply(json.dumps(stated).encode(), status, {"Content-Type": "application/json"})


@dataclass
class OpenAlex:
    """A small OpenAlex: pages by their number for anybody, by cursor for one with a key."""

    numbers: list[int] = field(default_factory=lambda: list(range(1, 6)))
    count: int | None = None

    def __call__(self, asked: Asked) -> Reply:
        params, total = asked.params, len(self.numbers)
        if "filter" in params and ":" not in params["filter"]:
            return json_reply({"error": "Invalid query", "message": "no such filter"}, 400)
        if "cursor" in params and "api_key" not in params:
            return json_reply({"error": "cursors need a key"}, 401)
        size = int(params["per_page"])
        start = (int(params["page"]) - 1) * size if "page" in params else 0
        if "cursor" in params and params["cursor"] != "*":
            start = int(params["cursor"].removeprefix("after"))
        works = [self._work(n) for n in page_of(self.numbers, start, size)]
        following = f"after{start + size}" if works and "cursor" in params else None
        count = total if self.count is None else self.count
        return json_reply({"meta": {"count": count, "next_cursor": following}, "results": works})

    def _work(self, n: int) -> dict[str, object]:
        return {
            "id": f"https://openalex.org/W{n}",
            "doi": f"https://doi.org/10.5555/w.{n}",
            "title": f"Work {n}",
            "publication_year": 2021,
        }


@dataclass
class EuropePmc:
    """A small Europe PMC: cursors that end by naming themselves."""

    numbers: list[int] = field(default_factory=lambda: list(range(1, 6)))

    def __call__(self, asked: Asked) -> Reply:
        params, total = asked.params, len(self.numbers)
        if params["query"].startswith("("):
            return json_reply({"errCode": 404, "errMsg": "Invalid search syntax"}, 404)
        cursor = params.get("cursorMark", "*")
        start = 0 if cursor == "*" else int(cursor.removeprefix("at"))
        found = page_of(self.numbers, start, int(params["pageSize"]))
        results = [
            {"id": str(n), "source": "MED", "pmid": str(n), "title": f"Result {n}."} for n in found
        ]
        stated: dict[str, object] = {"hitCount": total, "resultList": {"result": results}}
        if found:
            stated["nextCursorMark"] = f"at{start + len(found)}"
        return json_reply(stated)


@dataclass
class Crossref:
    """A small Crossref: cursors that it lets go after some uses, and single works."""

    numbers: list[int] = field(default_factory=lambda: list(range(1, 6)))
    lets_go_after: int = 10**9

    def __call__(self, asked: Asked) -> Reply:
        if not asked.path.endswith("/works"):
            return self._single(asked.path.partition("/works/")[2])
        cursor, size = asked.params.get("cursor", "*"), int(asked.params["rows"])
        if cursor != "*":
            self.lets_go_after -= 1
            if self.lets_go_after < 0:
                self.lets_go_after = 10**9
                fault = {"type": "cursor-invalid", "value": cursor, "message": "it is invalid"}
                return json_reply({"status": "failed", "message": [fault]}, 404)
        start = 0 if cursor == "*" else int(cursor.removeprefix("c"))
        items = [self._work(n) for n in page_of(self.numbers, start, size)]
        message = {"total-results": len(self.numbers), "items": items}
        message["next-cursor"] = f"c{start + size}"
        return json_reply({"status": "ok", "message-type": "work-list", "message": message})

    def _single(self, doi: str) -> Reply:
        number = doi.removeprefix("10.5555/w.")
        if not number.isdigit() or int(number) not in self.numbers:
            return Reply(b"Resource not found.", 404, {"Content-Type": "text/plain"})
        work = self._work(int(number))
        return json_reply({"status": "ok", "message-type": "work", "message": work})

    def _work(self, n: int) -> dict[str, object]:
        return {"DOI": f"10.5555/w.{n}", "title": [f"Work {n}"], "type": "journal-article"}
