"""Records made to keep a reader busy: long runs of one sign in every field, in every format.

A pattern that tries again from every sign of a run would take hours for these.
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from fingerpost.records import Paper, Problem
from fingerpost.sources import read_file

LONG = 60_000
RUNS = {
    "spaces": "a" + " " * LONG + "b",
    "line breaks as markup": "AIM: a" + "<br>" * (LONG // 4) + "b",
    "semicolons": "a" + ";" * LONG,
    "commas": "Berg" + "," * LONG + "J",
    "brackets": "(" * LONG,
    "digits": "1" * LONG + "x",
    "capitals": "A" * LONG,
    "labels": "AIM: " * (LONG // 5),
    "addresses": "a" * LONG + "@" + "b." * (LONG // 2),
    "named numbers": "PMID" + " " * LONG + "x",
    "ids": "embase.com/" * (LONG // 11),
    "correspondence": "Correspondence Address: abc; " * (LONG // 29),
    "dashes": "-" * LONG,
}
TAGS = {
    "ris": (
        "TY  - JOUR\nTI  - T\n", "{}  - {}\n", "ER  - \n",
        "AB N2 AU AD KW N1 UR AN M1 M3 AI DO PY DA VL IS SP C2 C7 LA OP T2 JO U2",
    ),
    "refer": (
        "%0 Journal Article\n%T T\n", "%{} {}\n", "",
        "A B D G J K M N O P R U V X Z 8 9 2 3 7 ( + ~ ] # &",
    ),
    "medline": (
        "PMID- 1\nOWN - NLM\nTI  - T\n", "{:4}- {}\n", "",
        "AB FAU AU AD OT MH PT DP AID LID OID LA CIN RIN TT CN AUID JT VI PG",
    ),
    "web-of-science": (
        "PT J\nTI T\n", "{} {}\n", "ER\n",
        "AB AU AF CA C1 RP EM OI CR DE ID DT DI PM UT PY PD VL IS BP LA SO",
    ),
    "endnote-xml": (
        "<xml><records><record><titles><title>T</title></titles>", "<{0}>{1}</{0}>",
        "</record></records></xml>",
        "abstract auth-address notes number volume pages language accession-num custom2 custom5",
    ),
}  # fmt: skip


@pytest.mark.parametrize("run", RUNS)
@pytest.mark.parametrize("kind", TAGS)
def test_long_runs_are_read_at_once(tmp_path: Path, kind: str, run: str) -> None:
    head, field, end, tags = TAGS[kind]
    text = escape(RUNS[run]) if kind == "endnote-xml" else RUNS[run]
    path = tmp_path / "file.dat"
    path.write_text(
        head + "".join(field.format(tag, text) for tag in tags.split()) + end, encoding="utf-8"
    )
    found = list(read_file(path))
    assert [record.title for record in found if isinstance(record, Paper)] == ["T"]
    assert all(isinstance(record, Paper | Problem) for record in found)
