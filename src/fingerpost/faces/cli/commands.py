"""The commands by name: where each lives and what it does, without loading any of them."""

from __future__ import annotations

import importlib

import click

COMMANDS = {
    "start": ("fingerpost.faces.cli.start", "Make or open a home and run the main job."),
    "import": ("fingerpost.faces.cli.import_", "Bring papers in from files."),
    "add": ("fingerpost.faces.cli.add", "Bring in one paper by its DOI, PMID, address or file."),
    "watch": ("fingerpost.faces.cli.watch", "Take in dropped files and exports that change."),
    "fetch": ("fingerpost.faces.cli.fetch", "Bring papers in from PubMed, arXiv and others."),
    "duplicates": ("fingerpost.faces.cli.duplicates", "What came twice, and how it was merged."),
    "search": ("fingerpost.faces.cli.search", "Find papers in the library."),
    "show": ("fingerpost.faces.cli.show", "Show whole papers."),
    "cite": ("fingerpost.faces.cli.cite", "Papers for a bibliography, under lasting keys."),
    "note": ("fingerpost.faces.cli.note", "The note on a paper: made, or found again."),
    "notes": ("fingerpost.faces.cli.notes", "Notes kept up to date, topics gathered."),
    "journal": ("fingerpost.faces.cli.journal", "What you decided and when, like a diary."),
    "mesh": ("fingerpost.faces.cli.mesh", "Give MeSH, so that headings bring those below them."),
    "ror": ("fingerpost.faces.cli.ror", "Give ROR, so that institutions have one name."),
    "appraise": ("fingerpost.faces.cli.appraise", "What papers say, each value with its quote."),
    "me": ("fingerpost.faces.cli.me", "Who you are, what you can do and what you want."),
    "paths": ("fingerpost.faces.cli.paths", "Which way in fits me?"),
    "guide": ("fingerpost.faces.cli.guide", "What we know of paths, and what you add to it."),
    "area": ("fingerpost.faces.cli.area", "Add areas and list them."),
    "update": ("fingerpost.faces.cli.update", "Run the saved searches again: what is new?"),
    "dive": ("fingerpost.faces.cli.dive", "Look into the literature of an area."),
    "people": ("fingerpost.faces.cli.people", "Who writes in an area, and who is who."),
    "topics": (
        "fingerpost.faces.cli.topics",
        "What an area's topics are called; your word holds.",
    ),
    "screen": ("fingerpost.faces.cli.screen", "Read an area's papers; know when to stop."),
    "focus": ("fingerpost.faces.cli.focus", "Compare the areas: what deserves attention?"),
    "plan": ("fingerpost.faces.cli.plan", "What to do next, with dates."),
    "report": ("fingerpost.faces.cli.report", "Write the whole signpost again."),
    "backup": ("fingerpost.faces.cli.backup", "Write the home and its papers into one file."),
    "restore": ("fingerpost.faces.cli.restore", "Make a home again from a backup."),
    "doctor": ("fingerpost.faces.cli.doctor", "Are home and library sound? What can be mended?"),
    "check": ("fingerpost.faces.cli.check", "The same as doctor, under its older name."),
    "serve": ("fingerpost.faces.web.serve", "Everything in the browser, at 127.0.0.1 alone."),
}


def load_command(name: str) -> click.Command:
    """Import a command's module and return its command; KeyError when there is none."""
    command = importlib.import_module(COMMANDS[name][0]).command
    if not isinstance(command, click.Command):
        raise TypeError(f"{COMMANDS[name][0]}.command is no command")
    return command
