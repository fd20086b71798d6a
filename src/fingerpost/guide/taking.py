"""An article taken into a home's guide: read, written as a pack, and added like any other."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from fingerpost.guide.article import Article
from fingerpost.guide.article_pack import article_files, check_address, write_files
from fingerpost.guide.packs import Checked, add_pack


def take_article(own: Path, article: Article, name: str, today: date, address: str) -> Checked:
    """Add an article to a home's guide folder as the pack `name`.

    UsageError for a name or address that is none or taken, GuideError where it cannot be added.
    """
    files = article_files(article, name, today, check_address(address))
    with tempfile.TemporaryDirectory() as place:
        write_files(files, Path(place))
        return add_pack(own, Path(place), name)
