"""`fingerpost guide import FILE`: an article in Markdown, shown, then taken as a pack."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from fingerpost.desk import open_desk
from fingerpost.errors import UsageError
from fingerpost.faces.cli.options import (
    INPUT_FILE,
    json_option,
    maybe_home_option,
    today_option,
)
from fingerpost.faces.cli.output import emit_json, heading, say, wrapped
from fingerpost.guide.article import Article, Passage, read_article
from fingerpost.guide.article_pack import check_address, path_ids
from fingerpost.guide.own import FOLDER
from fingerpost.guide.taking import take_article
from fingerpost.text import plural, slug


@click.command(name="import", epilog="Example: fingerpost guide import career_guide.md --accept")
@click.argument("file", type=INPUT_FILE)
@click.option("--accept", is_flag=True, help="Take what was read as a pack into your home.")
@click.option("--name", default="", help="The pack's name; else that of the file.")
@click.option("--address", default="", metavar="URL", help="Where the article stands in the web.")
@maybe_home_option
@json_option
@today_option
def command(
    file: Path,
    accept: bool,
    name: str,
    address: str,
    folder: Path | None,
    as_json: bool,
    today: date,
) -> None:
    """Read the paths of a guide that somebody wrote as an article in Markdown.

    A path is a heading with a heading 'Requirements' or 'Routes in' below it. Without --accept it
    is only shown. Levels stay open: nothing is read into the article's words.
    """
    article = read_article(file)
    called = name or slug(file.stem)
    check_address(address)
    if accept:
        if folder is None:
            raise UsageError("There is no home here to keep it in. Name one with --home FOLDER.")
        with open_desk(folder) as desk:
            take_article(desk.home.folder / FOLDER, article, called, today, address)
            desk.home.journal.append("article imported", article.file, pack=called)
    for problem in article.problems:
        say(f"{file}, {problem}")
    if as_json:
        emit_json({**_row(article, called, address), "accepted": accept})
    else:
        show(article, called, accept)


def show(article: Article, name: str, accepted: bool) -> None:
    """Print what was read, path by path."""
    wrapped(f"{article.title} ({article.file}{', dated ' * bool(article.dated)}{article.dated})")
    for path_id, path in path_ids(article, name):
        heading(f"{path.name}  ({path_id})")
        for passage in path.prose:
            wrapped(_said(passage), "  ")
        for passage in path.requirements:
            axis = passage.axis.replace("_", " ")
            wrapped(_said(passage, passage.asked), "      ", f"  asks, {axis}: ")
        for passage in path.routes:
            wrapped(_said(passage), "      ", "  way in: ")
    heading("Outside of the paths")
    for passage in article.about:
        wrapped(_said(passage), "  ")
    count = f"{plural(len(article.paths), 'path')} and {plural(len(_links(article)), 'link')} read."
    click.echo()
    wrapped(
        f"{count} They are in your guide as the pack {name}, marked as imported."
        if accepted
        else f"{count} Nothing was kept. If it is right, run it again with --accept."
    )


def _row(article: Article, name: str, address: str) -> dict[str, Any]:
    return {
        "title": article.title,
        "dated": article.dated or None,
        "pack": name,
        "paths": [
            {
                "id": path_id,
                "name": path.name,
                "summary": " ".join(passage.text for passage in path.prose),
                "requirements": [
                    {"axis": p.axis.value, "text": p.asked, "need": "depends", "level": None}
                    for p in path.requirements
                ],
                "routes": [passage.text for passage in path.routes],
            }
            for path_id, path in path_ids(article, name)
        ],
        "links": [
            {"text": link.text, "target": link.target, "url": link.address(address) or None}
            for link in _links(article)
        ],
        "problems": list(article.problems),
    }


def _links(article: Article) -> list[Any]:
    passages = [*article.about]
    for path in article.paths:
        passages += [*path.prose, *path.requirements, *path.routes]
    return [link for passage in passages for link in passage.links]


def _said(passage: Passage, text: str = "") -> str:
    links = "".join(f" [{link.text}: {link.target}]" for link in passage.links)
    return (text or passage.text) + links
