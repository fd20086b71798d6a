"""What a query means, written out, and where a bad one is pointed at."""

from datetime import date

import pytest

from fingerpost.errors import QueryError
from fingerpost.library import parse_query


@pytest.mark.parametrize(
    ("query", "understood"),
    [
        ("sepsis", "all:sepsis"),
        ("sepsis shock", "all:sepsis AND all:shock"),
        ('"early warning" score', 'all:"early warning" AND all:score'),
        ("“early warning”", 'all:"early warning"'),
        ("COVID-19", 'all:"COVID-19"'),
        ("heart & lung", "all:heart AND all:lung"),
        ("*", "*"),
        ("NOT sepsis", "NOT all:sepsis"),
        ("sepsis AND NOT review[pt]", "all:sepsis AND NOT type:review"),
        ("sepsis NOT review[pt]", "all:sepsis AND NOT type:review"),
        ("quant*", "all:quant*"),
        ('"neural net*"[tiab]', 'tiab:"neural net*"'),
        ("risk of sepsis in the ICU", "all:risk AND all:sepsis AND all:ICU"),
        ("vitamin A", "all:vitamin AND all:A"),
        ("Tumour volume: a predictor", "all:Tumour AND all:volume AND all:predictor"),
        ("sepsis the[ti]", "title:sepsis"),
        ("the[ti]", "title:the"),
        ("of the[ti] sepsis", "title:the AND all:sepsis"),
        ("title:sepsis the[ab]", "title:sepsis AND abstract:the"),
        ("sepsis and shock", "all:sepsis AND all:shock"),
        ('"or" sepsis', 'all:"or" AND all:sepsis'),
        ("Deep learning: a primer", "all:Deep AND all:learning AND all:primer"),
    ],
)
def test_words(query, understood):
    assert parse_query(query).understood == understood


@pytest.mark.parametrize(
    ("query", "understood"),
    [
        ("ct OR mri AND liver", "(all:ct OR all:mri) AND all:liver"),
        ("liver AND ct OR mri", "(all:liver AND all:ct) OR all:mri"),
        ("liver AND (ct OR mri)", "all:liver AND (all:ct OR all:mri)"),
        ("ct OR deep learning", "all:ct OR (all:deep AND all:learning)"),
        ("(ct OR mri) year:2020", "(all:ct OR all:mri) AND year:2020"),
        ("ct NOT mri NOT pet", "all:ct AND NOT all:mri AND NOT all:pet"),
        ("ct NOT (mri OR pet)", "all:ct AND NOT (all:mri OR all:pet)"),
        ("NOT NOT ct", "all:ct"),
        ("ct | mri|pet", "all:ct OR all:mri OR all:pet"),
        ("ct & mri", "all:ct AND all:mri"),
        ("((ct))", "all:ct"),
    ],
)
def test_operators_go_from_left_to_right_and_brackets_first(query, understood):
    assert parse_query(query).understood == understood


@pytest.mark.parametrize(
    ("query", "understood"),
    [
        ("title:stroke", "title:stroke"),
        ("stroke[ti]", "title:stroke"),
        ("stroke [Title]", "title:stroke"),
        ("deep learning[ti]", "title:deep AND title:learning"),
        ("title:deep learning", "title:deep AND all:learning"),
        ("title:(ct OR mri)", "title:ct OR title:mri"),
        ("(ct OR mri[ab])[ti]", "title:ct OR abstract:mri"),
        ("stroke[Title/Abstract]", "tiab:stroke"),
        ("stroke[All Fields]", "all:stroke"),
        ("Hopper GM[au]", 'author:"Hopper GM"'),
        ("Hopper, Grace[Author]", 'author:"Hopper, Grace"'),
        ("Hopper GM[1au]", 'first_author:"Hopper GM"'),
        ("deep learning[MeSH Terms]", 'mesh:"deep learning"'),
        ('"Deep Learning"[mesh:noexp]', 'mesh_only:"Deep Learning"'),
        ("sepsis[majr]", "majr:sepsis"),
        ("clinical trials as topic [mesh: noexp]", 'mesh_only:"clinical trials as topic"'),
        ("Sepsis[MAJR:NoExp]", 'majr_only:"Sepsis"'),
        ("Sepsis/dt[mh]", 'mesh:"Sepsis/drug therapy"'),
        ("drug therapy[sh]", 'subheading:"drug therapy"'),
        ("DT [MeSH Subheading]", 'subheading:"drug therapy"'),
        ('"hip pain"[tiab:~2]', '"hip pain"[tiab:~2]'),
        ('"hip pain" [Title/Abstract: ~ 2]', '"hip pain"[tiab:~2]'),
        ('"leeds cardiology"[ad:~4]', '"leeds cardiology"[affiliation:~4]'),
        ("Sepsis Trial Group[cn]", 'group:"Sepsis Trial Group"'),
        ("0000-0002-1825-0097[auid]", 'orcid:"0000-0002-1825-0097"'),
        ("12[vi] AND 3[ip] AND 45[pg]", 'volume:"12" AND issue:"3" AND page:"45"'),
        ("sepsis[tw]", "tw:sepsis"),
        ("sepsis [ Text Word ]", "tw:sepsis"),
        ("hasabstract", 'has:"abstract"'),
        ("hasabstract[sb]", 'has:"abstract"'),
        ("fha[Filter]", 'has:"abstract"'),
        ("humans[Filter]", 'mesh_only:"Humans"'),
        ("English[Filter]", 'lang:"eng"'),
        ("clinical trial, phase iii[filter]", 'type:"Clinical Trial, Phase III"'),
        ("randomizedcontrolledtrial[Filter]", 'type:"Randomized Controlled Trial"'),
        ('"neuro* disease*"[tiab]', 'tiab:"neuro* disease*"'),
        ("Lancet Oncol[ta]", 'journal:"Lancet Oncol"'),
        ("randomized controlled trial[Publication Type]", 'type:"randomized controlled trial"'),
        ("English[la]", 'lang:"eng"'),
        ("lang:de", 'lang:"ger"'),
        ("Leeds[ad]", "affiliation:Leeds"),
        ("007[pmid]", 'pmid:"7"'),
        ("17170002 16381840", 'pmid:"17170002" OR pmid:"16381840"'),
        ("PMC2600426 OR x", 'pmcid:"PMC2600426" OR all:x'),
        ("sepsis 17170002", "all:sepsis AND all:17170002"),
        ("diagnosis[Subheading:noexp]", 'subheading:"diagnosis"'),
        ("risk*[MeSH:noexp]", 'mesh_only:"risk*"'),
        ("lancet[jo]", "journal:lancet"),
        ("7 8[uid]", 'pmid:"7" OR pmid:"8"'),
        ("pmcid:123", 'pmcid:"PMC123"'),
        ("10.1000/S01(19)30-4", 'doi:"10.1000/s01(19)30-4"'),
        ("(see 10.1000/S01(19)30-4)", 'all:see AND doi:"10.1000/s01(19)30-4"'),
        ("doi:10.1000/x", 'doi:"10.1000/x"'),
        ("arxiv:2001.01234v2", 'arxiv:"2001.01234"'),
    ],
)
def test_fields_in_both_styles(query, understood):
    assert parse_query(query).understood == understood


@pytest.mark.parametrize(
    ("query", "understood"),
    [
        ("year:2019", "year:2019"),
        ("year:2018..2020", "year:2018..2020"),
        ("year:2018-2020", "year:2018..2020"),
        ("2018:2020[dp]", "year:2018..2020"),
        ("2018[Date - Publication]", "year:2018"),
        ("year:2018..", "year:2018.."),
        ("year:..2018", "year:..2018"),
        ("2018:3000[dp]", "year:2018.."),
        ("2018/03:2020[dp]", "date:2018-03..2020"),
        ("2018/03/01[dp]", "date:2018-03-01"),
        ('"2018/01/01"[dp] : "3000"[dp]', "date:2018-01-01.."),
        ('("2018"[Date - Publication]:"2020"[Date - Publication])', "year:2018..2020"),
        ("year:(2018 OR 2020)", "year:2018 OR year:2020"),
        ("2018 : 2020[dp]", "year:2018..2020"),
        ('"last 5 years"[dp]', "date:2019-02-28..2024-02-29"),
        ('"last year"[dp]', "date:2023-02-28..2024-02-29"),
        ("2019/11/01[PDAT] : 3000/12/31[PDAT]", "date:2019-11-01.."),
        ("last 1 year[dp]", "date:2023-02-28..2024-02-29"),
        ('"last 2 months"[pdat]', "date:2023-12-29..2024-02-29"),
        ('"last 60 days"[Date - Publication]', "date:2023-12-31..2024-02-29"),
        ("y_10[Filter]", "date:2014-02-28..2024-02-29"),
    ],
)
def test_years_and_dates(query, understood):
    assert parse_query(query, today=date(2024, 2, 29)).understood == understood


@pytest.mark.parametrize(
    ("query", "place", "word"),
    [
        ("", "", "empty"),
        ("  ", "", "empty"),
        ("?!", "", "empty"),
        ("(sepsis", "(", "never closed"),
        ("sepsis)", ")", "never opened"),
        ("a OR ()", "()", "nothing between"),
        ('x "open', '"', "never closed"),
        ("x[ti", "[", "never closed"),
        ("x]", "]", "never opened"),
        ("x AND", "AND", "nothing behind"),
        ("AND x", "AND", "nothing before"),
        ("x AND OR y", "AND", "nothing behind"),
        ("x NOT", "NOT", "nothing behind"),
        ("[ti]", "[", "no word before"),
        ("sepsis[tietl]", "tietl", "title"),
        ("autor:hopper", "autor", "author"),
        ("x[edat]", "edat", "[dp]"),
        ('"a b"[tw:~3]', "tw", "near each other"),
        ('"a b"[tiab:~x]', "tiab", "how many words"),
        ('"a b*"[tiab:~3]', "*", "No star"),
        ('"a a"[tiab:~3]', '"', "two different"),
        ("hip pain[tiab:~3]", "hip", "quotation marks"),
        ("heart~", "t~", "similar spellings"),
        ("wom?n", "m?n", "letters"),
        ("random$", "m$", "letters"),
        ("sepsis -shock", "-shock", "NOT"),
        ("heart adj3 failure", "adj3", ":~3"),
        ("heart.ti,ab.", ".ti", "Ovid"),
        ("exp Sepsis/", "Sepsis/", "Ovid"),
        ("ct && mri", "&&", "capitals"),
        ("a | | b", "|", "nothing behind"),
        ("hasnihmsid AND x", "hasnihmsid", "filter of PubMed's"),
        ("guideline[pt] OR pmcbook", "pmcbook", "filter of PubMed's"),
        ("sepsis hasretractionin", "hasretractionin", "filter of PubMed's"),
        ("#1 AND #2", "#1", "no line #1"),
        ("cancer[sb]", "cancer", "not kept"),
        ("free full text[sb]", "free", "free of charge"),
        ("systematic[sb]", "systematic", '"systematic review"[pt]'),
        ("x[nm]", "nm", "substances"),
        ("abc[auid]", "abc", "ORCID"),
        ("title: sepsis", "title", "right behind"),
        ("title:AND", "title", "no word"),
        ("te*", "*", "3 letters"),
        ("sep*is", "*", "only at the end"),
        ('"sepsis ne* shock"', "*", "3 letters"),
        ("year:20222", "20222", "no year"),
        ("year:soon", "soon", "no year"),
        ("year:2020..2018", "2020", "backwards"),
        ("2018/13[dp]", "2018", "no date"),
        ("abc[pmid]", "abc", "number"),
        ("sepsis or shock", "or", "capitals"),
        ("sepsis not shock", "not", "capitals"),
        ('"..."', '"', "no letter"),
        ("sepsis \ud800", "\ud800", "not text"),
        ("(" * 500, "(", "too deeply"),
        (" OR ".join(f"x{i} AND y" for i in range(500)), "", "too deeply"),
    ],
)
def test_a_bad_query_is_pointed_at(query, place, word):
    with pytest.raises(QueryError) as caught:
        parse_query(query)
    error = caught.value
    assert word in error.reason
    assert query[error.position :].startswith(place)
    assert 0 <= error.position <= len(query)


def test_the_error_shows_the_character():
    with pytest.raises(QueryError) as caught:
        parse_query("sepsis AND titel:shock")
    lines = str(caught.value).splitlines()
    assert lines[2].index("^") == lines[1].index("titel")


def test_a_long_list_of_words_is_no_deep_query():
    query = " OR ".join(f"word{i}" for i in range(2_000))
    assert parse_query(query).understood.count(" OR ") == 1_999


def test_asking_for_the_parser_loads_no_search_engine():
    import subprocess
    import sys

    code = (
        "import sys, fingerpost.library as l; l.parse_query('x'); l.Library;"
        "print([m for m in ('tantivy', 'numpy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
