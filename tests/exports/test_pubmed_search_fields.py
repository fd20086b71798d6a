"""Every field that PubMed itself lists is served, or refused with a reason of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fingerpost.library.query.absent import why_absent
from fingerpost.library.query.fields import field_of, tag_name


@pytest.fixture(scope="module")
def listed(shared_data: Path) -> list[tuple[str, str]]:
    """The names that PubMed's einfo gives its fields, short and long."""
    text = (shared_data / "pubmed" / "klortho_eutils" / "einfo.pubmed.xml").read_text("utf-8")
    fields = re.findall(r"<Field>\s*<Name>(.*?)</Name>\s*<FullName>(.*?)</FullName>", text)
    assert len(fields) > 40
    return fields


def test_no_field_of_pubmeds_is_unknown(listed: list[tuple[str, str]]) -> None:
    names = {name for pair in listed for name in pair}
    unknown = {name for name in names if not field_of(name) and not why_absent(tag_name(name))}
    assert unknown == set()
