"""Check the documentation: every verb has a page with its true help, no link is broken, and the
commands, options, files and modules that it names are there (see doc_claims.py).

`python tools/check_docs.py --write` renews the help that stands in the pages.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

import click
from doc_claims import wrong_claims

from fingerpost.faces.cli.commands import COMMANDS
from fingerpost.faces.cli.main import fingerpost
from fingerpost.guide.glossary import glossary

ROOT = Path(__file__).resolve().parents[1]
PAGES = ROOT / "docs" / "commands"
HELP = re.compile(r"<!-- help -->\n.*?<!-- /help -->", re.DOTALL)
WORDS = re.compile(r"<!-- words -->\n.*?<!-- /words -->", re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)|<img[^>]*src=\"([^\"]+)\"")
HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


def help_text(name: str) -> str:
    """Return the help of a command and of its subcommands, as a terminal of 96 columns shows it."""
    command = fingerpost.get_command(click.Context(fingerpost), name)
    if command is None:
        raise SystemExit(f"There is no command {name}.")
    parent = click.Context(fingerpost, info_name="fingerpost", max_content_width=88)
    context = click.Context(
        command, info_name=name, parent=parent, terminal_width=88, max_content_width=88
    )
    texts = [command.get_help(context)]
    if isinstance(command, click.Group):
        for child_name, child in sorted(command.commands.items()):
            texts.append(
                child.get_help(
                    click.Context(child, info_name=child_name, parent=context, terminal_width=88)
                )
            )
    return "\n\n".join(texts).replace(str(Path.home()), "~")


def check_command_pages(write: bool) -> list[str]:
    """Return what is wrong with the pages of the commands; with `write`, renew their help."""
    wrong = []
    for name in COMMANDS:
        page = PAGES / f"{name}.md"
        if not page.exists():
            wrong.append(f"{page.relative_to(ROOT)} is missing.")
            continue
        text = page.read_text(encoding="utf-8")
        shown = help_text(name)
        if "Example" not in shown:
            wrong.append(f"fingerpost {name} --help shows no example.")
        block = f"<!-- help -->\n```text\n{shown}\n```\n<!-- /help -->"
        shown_before = HELP.search(text)
        if not shown_before:
            wrong.append(f"{page.relative_to(ROOT)} has no place for the help.")
        elif shown_before[0] != block:
            if write:
                page.write_text(text.replace(shown_before[0], block), encoding="utf-8")
            else:
                wrong.append(f"{page.relative_to(ROOT)}: the help is old; run make docs.")
    return wrong


def glossary_table() -> str:
    """Return the words of the guide's glossary as a table for the docs."""
    rows = [
        f"| {word.word} | {word.plain} | {word.technical} |"
        f" {f'[{word.where}]({word.where})' if word.where else ''} |"
        for word in glossary()
    ]
    return "\n".join(
        ["| word | what we mean | specialists say | more |", "|---|---|---|---|", *rows]
    )


def check_glossary(write: bool) -> list[str]:
    """Return what is wrong with the page of words; with `write`, renew its table."""
    page = ROOT / "docs" / "glossary.md"
    text = page.read_text(encoding="utf-8")
    shown = WORDS.search(text)
    block = f"<!-- words -->\n{glossary_table()}\n<!-- /words -->"
    if not shown:
        return ["docs/glossary.md has no place for the words."]
    if shown[0] == block:
        return []
    if write:
        page.write_text(text.replace(shown[0], block), encoding="utf-8")
        return []
    return ["docs/glossary.md: the words are old; run make docs."]


def markdown_files() -> list[str]:
    """Return the names of the Markdown files, relative to the repository's root."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    names = listed.stdout.splitlines() or [
        path.relative_to(ROOT).as_posix()
        for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    ]
    return [name for name in names if (ROOT / name).exists()]


def check_links(names: list[str]) -> list[str]:
    """Return every relative link in the Markdown files that leads nowhere."""
    wrong = []
    for name in names:
        page = ROOT / name
        for match in LINK.finditer(page.read_text(encoding="utf-8")):
            target, _, anchor = (match[1] or match[2]).partition("#")
            if re.match(r"[a-z]+:", target):
                continue
            other = (page.parent / target).resolve() if target else page
            if not other.exists():
                wrong.append(f"{name}: the link to {target} leads nowhere.")
            elif anchor and other.suffix == ".md" and anchor not in anchors(other):
                wrong.append(f"{name}: there is no heading for #{anchor} in {other.name}.")
    return wrong


def anchors(page: Path) -> set[str]:
    """Return the anchors that a page's headings make."""
    headings = HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", text.lower()).strip().replace(" ", "-") for text in headings}


def main() -> None:
    """Print what is wrong and end with 1, or say that all is well."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    wrong = check_command_pages(write) + check_glossary(write)
    names = markdown_files()
    wrong += check_links(names) + wrong_claims(ROOT, names)
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"The docs hold: {len(COMMANDS)} commands, and every link, command and file they name.")


if __name__ == "__main__":
    main()
