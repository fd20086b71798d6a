"""What the documentation claims and a program can look up: commands, files, pages, words.

Each function takes the repository's root and the Markdown files to look at, and returns sentences
on what is wrong.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from fingerpost.faces.cli.commands import COMMANDS, load_command

FENCE = re.compile(r"^```.*?^```$", re.DOTALL | re.MULTILINE)
SPAN = re.compile(r"`([^`]+)`")
INDENTED = re.compile(r"^ {4}((?:\.venv/bin/)?fingerpost .*)$", re.MULTILINE)
BLOCK_LINE = re.compile(r"^\s*(?:\$ )?(?:\.venv/bin/)?(fingerpost [^#\n]*)", re.MULTILINE)
LINK = re.compile(r"\[([^\]]*)\]\(([^)\s#]+)(?:#[^)\s]*)?\)")
SCRIPT = re.compile(r"\b((?:benchmarks|tools|tests|docs|src)/[\w./-]*\w)")
FOOTNOTE = re.compile(r"\[\^([\w-]+)\](:?)")
VARIABLE = re.compile(r"\bFINGERPOST_[A-Z_]*[A-Z]\b")

# British word for each American one. What the docs must name otherwise (a search's spellings, the
# name of a registry) stands in code, italics or quotation marks, or has a capital.
AMERICAN = {
    "analyze": "analyse", "behavior": "behaviour", "center": "centre", "color": "colour",
    "fiber": "fibre", "gray": "grey", "judgment": "judgement", "labeled": "labelled",
    "labeling": "labelling", "license": "licence", "modeling": "modelling",
    "normalize": "normalise", "optimize": "optimise", "organize": "organise",
    "organization": "organisation", "pediatric": "paediatric",
    "randomized": "randomised", "recognize": "recognise", "recognized": "recognised",
    "summarize": "summarise", "tumor": "tumour",
}  # fmt: skip
AMERICAN_WORD = re.compile(rf"\b({'|'.join(AMERICAN)})s?\b")
QUOTED = re.compile(r"\*[^*\n]+\*|'[^'\n]+'|\"[^\"\n]+\"|\([^()\s]+\)|https?://\S+")


def wrong_claims(root: Path, names: Iterable[str]) -> list[str]:
    """Return everything that is wrong in these Markdown files (names relative to the root)."""
    texts = {name: (root / name).read_text(encoding="utf-8") for name in names}
    wrong = unreachable_pages(root, texts) + untold_variables(root, texts)
    for name, text in texts.items():
        found = [
            *wrong_commands(text),
            *missing_files(root, text),
            *wrong_numbers(text),
            *wrong_footnotes(text),
            *american_words(text),
            *machine_paths(root, text),
        ]
        wrong += [f"{name}: {sentence}" for sentence in found]
    return wrong


def wrong_commands(text: str) -> list[str]:
    """Return the commands shown in a text that Fingerpost would not understand.

    Those in blocks must be whole; those within a sentence need only name verbs and options that
    there are.
    """
    wrong = []
    for shown, whole in _shown_commands(text):
        try:
            words = shlex.split(shown)[1:]
        except ValueError as error:
            wrong.append(f"'{shown}' cannot be taken apart: {error}.")
            continue
        reason = _fault(words, whole)
        if reason:
            wrong.append(f"'{shown}': {reason}")
    return wrong


def _shown_commands(text: str) -> Iterator[tuple[str, bool]]:
    blocks = [block[0] for block in FENCE.finditer(text)]
    for block in blocks:
        lines = block.partition("\nExample")[2] if "Usage: fingerpost" in block else block
        yield from ((line[1].strip(), True) for line in BLOCK_LINE.finditer(_joined(lines)))
    rest = FENCE.sub("", text)
    yield from ((line[1].partition("  #")[0].strip(), True) for line in INDENTED.finditer(rest))
    for span in SPAN.finditer(rest):
        words = " ".join(span[1].split())
        first = words.partition(" ")[0]
        if words.startswith("fingerpost "):
            yield words, False
        elif first in COMMANDS and " --" in words:
            yield f"fingerpost {words}", False


def _joined(lines: str) -> str:
    """Put together a command that help wraps over several lines."""
    return re.sub(r"\n {6,}(?=\S)", " ", lines)


def _fault(words: list[str], whole: bool) -> str:
    if not words or words[0].startswith("-"):
        return ""
    name, *rest = words
    if name not in COMMANDS:
        return f"there is no command {name}."
    command: click.Command = load_command(name)
    context = click.Context(command, info_name=name)
    while isinstance(command, click.Group):
        at = next((i for i, word in enumerate(rest) if word in command.commands), None)
        if at is None:
            break
        known = _unknown_option(command, context, rest[:at])
        if known:
            return known
        command = command.commands[rest[at]]
        context = click.Context(command, info_name=rest[at], parent=context)
        rest = rest[at + 1 :]
    return _unknown_option(command, context, rest) or (
        _incomplete(command, context, rest) if whole else ""
    )


def _unknown_option(command: click.Command, context: click.Context, words: list[str]) -> str:
    # Some groups hand words that are no verb on to one of their commands (`fingerpost focus`).
    below = list(command.commands.values()) if isinstance(command, click.Group) else []
    known = {
        option
        for one in (command, *below)
        for parameter in one.get_params(context)
        for option in (*parameter.opts, *parameter.secondary_opts)
        if isinstance(parameter, click.Option)
    }
    for word in words:
        option = word.partition("=")[0]
        if option.startswith("--") and len(option) > 2 and option not in known:
            return f"{context.command_path} has no option {option}."
    return ""


def _incomplete(command: click.Command, context: click.Context, words: list[str]) -> str:
    if isinstance(command, click.Group):
        return ""
    try:
        values, left, _ = command.make_parser(context).parse_args(list(words))
    except click.UsageError as error:
        return error.format_message()
    if left:
        return f"there is no place for {' '.join(left)}."
    for parameter in command.get_params(context):
        if parameter.required and parameter.nargs == 1:
            value = values.get(parameter.name or "")
            if not isinstance(value, str):
                return f"{parameter.name} is missing."
    return ""


def missing_files(root: Path, text: str) -> list[str]:
    """Return the files of the repository that a text names and that are not there.

    A name counts when it begins with a top folder (`tools/…`), with a room of the package
    (`sources/guess.py`), or is a module's (`guess.py`).
    """
    package = root / "src" / "fingerpost"
    rooms = {path.name for path in package.iterdir() if path.is_dir()}
    named = set(SCRIPT.findall(FENCE.sub("", text) + "".join(FENCE.findall(text))))
    wrong = [f"there is no {name}." for name in sorted(named) if not (root / name).exists()]
    for name in sorted(set(SPAN.findall(FENCE.sub("", text)))):
        if " " in name or name in named or not re.fullmatch(r"[\w./-]+\.(py|toml)", name):
            continue
        first = name.partition("/")[0]
        if "/" in name and first in rooms and name.endswith(".py"):
            there = (package / name).exists()
        elif name.endswith(".py"):
            there = any(package.rglob(name)) or any(root.glob(f"*/{name}"))
        else:
            continue
        if not there:
            wrong.append(f"there is no module {name}.")
    return wrong


def untold_variables(root: Path, texts: dict[str, str]) -> list[str]:
    """Return the environment variables that the program reads and no page names."""
    read = {
        name
        for path in sorted((root / "src").rglob("*.py"))
        for name in VARIABLE.findall(path.read_text(encoding="utf-8"))
    }
    told = {name for text in texts.values() for name in VARIABLE.findall(text)}
    return [f"no page tells of {name}, which the program reads." for name in sorted(read - told)]


def wrong_numbers(text: str) -> list[str]:
    """Return links whose text is the number of another decision than the one that they lead to."""
    return [
        f"the link [{label}] leads to {target}."
        for label, target in LINK.findall(text)
        if re.fullmatch(r"\d{4}", label) and not Path(target).name.startswith(label)
    ]


def wrong_footnotes(text: str) -> list[str]:
    """Return footnotes that are called and not written, or written and never called."""
    bare = FENCE.sub("", text)
    written = {name for name, colon in FOOTNOTE.findall(bare) if colon}
    called = {name for name, colon in FOOTNOTE.findall(bare) if not colon}
    return [
        *(f"the footnote [^{name}] is not written." for name in sorted(called - written)),
        *(f"the footnote [^{name}] is never called." for name in sorted(written - called)),
    ]


def american_words(text: str) -> list[str]:
    """Return American spellings outside of code, italics and quotation marks."""
    bare = QUOTED.sub("", SPAN.sub("", FENCE.sub("", text)))
    return [
        f"'{word}' is American; here it is '{AMERICAN[word]}'."
        for word in AMERICAN_WORD.findall(bare)
    ]


def machine_paths(root: Path, text: str) -> list[str]:
    """Return the paths of this very machine that a text names."""
    return [
        f"it names {place}, a path of one machine."
        for place in (str(root), str(Path.home()))
        if len(place) > 2 and place in text
    ]


def unreachable_pages(root: Path, texts: dict[str, str]) -> list[str]:
    """Return the pages to which no way of links leads from the README."""
    seen: set[str] = set()
    waiting = ["README.md"] if "README.md" in texts else []
    while waiting:
        name = waiting.pop()
        if name in seen or name not in texts:
            continue
        seen.add(name)
        for _, target in LINK.findall(texts[name]):
            if not re.match(r"[a-z]+:", target):
                page = ((root / name).parent / target).resolve()
                if page.is_relative_to(root):
                    waiting.append(page.relative_to(root).as_posix())
    return [
        f"{name}: no link leads here from README.md."
        for name in sorted(set(texts) - seen)
        if name.startswith("docs/")
    ]
