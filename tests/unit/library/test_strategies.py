"""Long strategies as reviews print them: understood, the same when read again, PubMed's as is."""

from __future__ import annotations

from datetime import date

import pytest

from fingerpost.errors import QueryError
from fingerpost.library import parse_query
from fingerpost.library.query import for_pubmed
from fingerpost.library.query.fields import FIELDS

TODAY = date(2026, 11, 23)

TRIALS = """
#1 randomized controlled trial [pt]
#2 controlled clinical trial [pt]
#3 randomized [tiab]
#4 placebo [tiab]
#5 clinical trials as topic [mesh: noexp]
#6 randomly [tiab]
#7 trial [ti]
#8 #1 OR #2 OR #3 OR #4 OR #5 OR #6 OR #7
#9 animals [mh] NOT humans [mh]
#10 #8 NOT #9
"""

STRATEGIES = """
("Sepsis"[Mesh] OR sepsis[tiab] OR septic*[tiab] OR "septic shock"[tiab]) AND ("Machine
Learning"[Mesh] OR "machine learning"[tiab] OR "deep learning"[tiab]) NOT (review[pt] OR
letter[pt] OR comment[pt]) AND 2015:2026[dp] AND english[la]

((randomized controlled trial[pt]) OR (controlled clinical trial[pt]) OR (randomized[tiab] OR
randomised[tiab]) OR (placebo[tiab]) OR (drug therapy[sh]) OR (randomly[tiab]) OR (trial[tiab])
OR (groups[tiab])) NOT (animals[mh] NOT humans[mh])

"hip pain"[Title/Abstract:~2] OR "pain hip arthroplasty"[tiab:~5] OR "leeds surgery"[ad:~3]

("2018/01/01"[Date - Publication] : "3000"[Date - Publication]) AND "Stroke/diagnosis"[MeSH
Terms] AND hasabstract AND "J Stroke"[Journal] AND humans[Filter]

Stroke/dt[majr] OR "Brain Ischemia"[MAJR:NoExp] AND ("last 5 years"[dp]) AND fha[Filter]

Hopper GM[au] OR "Hopper G"[1au] OR Hopper[lastau] OR "Hopper, Grace"[fau] OR
0000-0002-1825-0097[auid] OR (Early Warning Study Group[cn] AND Leeds[ad])

("Lancet Oncol"[ta] AND 12[vi] AND 3[ip] AND 45[pg]) OR 12345678[pmid] OR 10.1000/x1[aid] OR
10.1000/x2[doi]

"computer diagnos*"[tiab] OR "neural network*"[tw] OR radiomic*[all] OR algorithm*[ot]

(("delirium"[MeSH Terms] OR "delirium"[All Fields]) AND ("prediction"[All Fields] OR
"predictive"[All Fields])) AND ((y_5[Filter]) AND (humans[Filter]) AND (english[Filter]) AND
(alladult[Filter]))

(sensitiv*[Title/Abstract] OR sensitivity and specificity[MeSH Terms] OR
(predictive[Title/Abstract] AND value*[Title/Abstract]) OR predictive value of tests[MeSH Term]
OR accuracy*[Title/Abstract])

"Infant, Newborn"[mh] AND "Intensive Care Units, Neonatal"[mh] AND (monitor*[tiab] OR "early
warning"[tiab]) NOT ("case reports"[pt] OR editorial[pt]) AND 2000/01:2026/06/30[dp]

retracted publication[pt] OR expression of concern[pt] NOT published erratum[pt]
""".strip().split("\n\n")


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_a_long_strategy_is_understood_and_goes_to_pubmed_unchanged(strategy: str) -> None:
    parsed = parse_query(strategy, TODAY)
    assert parse_query(parsed.understood, TODAY) == parsed
    assert for_pubmed(strategy, TODAY).text == strategy
    assert for_pubmed(strategy, TODAY).remarks == ()


def test_the_last_of_numbered_lines_is_the_query_and_stands_on_the_others() -> None:
    understood = parse_query(TRIALS).understood
    assert understood == (
        '(type:"randomized controlled trial" OR type:"controlled clinical trial"'
        ' OR tiab:randomized OR tiab:placebo OR mesh_only:"clinical trials as topic"'
        " OR tiab:randomly OR title:trial) AND NOT (mesh:animals AND NOT mesh:humans)"
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "#1 sepsis[mh]\n#2 septic[tiab]\n#3 #1 OR #2",
        "\ufeff#1 sepsis[mh]\r\n#2 septic[tiab]\r\n#3 #1 OR #2\r\n",
        "1. sepsis[mh]\n2. septic[tiab]\n3. 1 or 2",
        "1 sepsis[mh]\n2 septic[tiab]\n3 1 OR 2",
        "#3\tSearch: #1 OR #2\t1,204\n#2\tSearch: septic[tiab]\t800\n#1\tSearch: sepsis[mh]\t500",
        "#1: sepsis[mh]\n\n#2: septic\n   [tiab]\n#3: (#1) OR (#2)",
    ],
)
def test_lines_are_numbered_in_many_ways(text: str) -> None:
    assert parse_query(text).understood == "mesh:sepsis OR tiab:septic"


def test_a_query_over_several_lines_without_numbers_is_one_query() -> None:
    assert parse_query("sepsis\nAND\nshock").understood == "all:sepsis AND all:shock"


@pytest.mark.parametrize(
    ("text", "shown", "word"),
    [
        ("sepsis AND #4", "#4", "no line #4"),
        ("#1 sepsis\n#2 #1 AND #7", "#7", "no line #7"),
        ("#1 sepsis\n#2 #3 AND shock\n#3 #1", "#3", "no line #3"),
        ("#1 sepsis[nonsense]\n#2 #1", "nonsense", "no field"),
    ],
)
def test_a_line_that_is_missing_or_wrong_is_told(text: str, shown: str, word: str) -> None:
    with pytest.raises(QueryError, match=word) as caught:
        parse_query(text)
    assert caught.value.query[caught.value.position :].startswith(shown)


def test_lines_that_double_each_other_end_in_a_sentence() -> None:
    lines = ["#1 sepsis OR shock"] + [
        f"#{number} (#{number - 1} AND a{number}) OR (#{number - 1} AND b{number})"
        for number in range(2, 40)
    ]
    with pytest.raises(QueryError, match="too large"):
        parse_query("\n".join(lines))


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        ("title:stroke", "stroke[ti]"),
        ('tiab:"deep learning" year:2018..2020', '"deep learning"[tiab] 2018:2020[dp]'),
        ("title:(ct OR mri) AND liver", "(ct[ti] OR mri[ti]) AND liver"),
        ("(ct OR mri[ab])[ti]", "(ct[ti] OR mri[ab])"),
        ("sepsis OR (*)", "sepsis OR (all[sb])"),
        ("sepsis AND NOT review[pt]", "sepsis NOT review[pt]"),
        ("NOT review[pt] AND sepsis", "(all[sb] NOT review[pt]) AND sepsis"),
        ("ct OR NOT (mri OR pet) AND x", "ct OR (all[sb] NOT (mri OR pet)) AND x"),
        ("ct NOT NOT mri", "ct AND mri"),
        ("year:2018..", "2018:3000[dp]"),
        ("date:..2018-03", "1000:2018/03[dp]"),
        ("lang:english mesh_only:Sepsis has:abstract", "english[la] Sepsis[mh:noexp] fha[filter]"),
        ("the title:stroke", "stroke[ti]"),
        ("heart failure title:stroke", "heart failure AND stroke[ti]"),
        ("doi:10.1000/x", "10.1000/x[doi]"),
        ("sepsis[keyword]", "sepsis[ot]"),
        ("#1 ct[ti]\n#2 title:mri\n#3 #1 NOT #2", "(ct[ti]) NOT (mri[ti])"),
    ],
)
def test_what_is_ours_alone_is_brought_into_pubmeds_form(query: str, sent: str) -> None:
    asked = for_pubmed(query, TODAY)
    assert asked.text == sent
    assert asked.remarks


def test_three_letters_before_a_star_are_told_but_left() -> None:
    asked = for_pubmed("ren*[tiab]")
    assert asked.text == "ren*[tiab]"
    assert "four letters" in asked.remarks[0]


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_every_name_of_a_field_is_taken_in_any_case(name: str) -> None:
    value = {
        "pmid": "123", "uid": "123", "pmcid": "PMC1", "pmc": "PMC1", "arxiv": "2001.01234",
        "has": "abstract", "filter": "humans", "filt": "humans", "sb": "humans", "subset": "humans",
        "auid": "0000-0002-1825-0097", "orcid": "0000-0002-1825-0097",
        "author identifier": "0000-0002-1825-0097", "author - identifier": "0000000218250097",
    }.get(name)  # fmt: skip
    if value is None:
        value = {"year": "2019", "date": "2019", "doi": "10.1000/x"}.get(FIELDS[name], "sepsis")
    query = f"{value}[{name.upper()}]"
    assert parse_query(query) == parse_query(f"{value} [ {name} ]")
