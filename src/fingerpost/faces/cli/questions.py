"""The first conversation: who the person is, their first area, and where papers come from."""

from __future__ import annotations

import click

from fingerpost.desk import check_profile
from fingerpost.errors import QueryError, UsageError
from fingerpost.faces.cli.interview import Interview
from fingerpost.guide import Guide
from fingerpost.home import Area
from fingerpost.home.profile_text import profile_template
from fingerpost.intake.asking import area_from, query_from
from fingerpost.library import parse_query


def empty_profile(guide: Guide) -> str:
    """Return a me.toml that says nothing yet and explains every key."""
    return profile_template(
        {skill.id: skill.name for skill in guide.skills},
        {path.id: path.name for path in guide.paths},
    )


def ask_profile(guide: Guide) -> str:
    """Ask who the person is and return me.toml; every answer may be left empty."""
    click.echo(
        "Ten short questions at most. Press Enter to skip one, type ? if you are not sure and q to"
        " stop asking. All can be changed later:  fingerpost me"
    )
    talk = Interview(
        empty_profile(guide), lambda text: check_profile(text, "me.toml", guide), guide
    )
    talk.run(talk.start_keys())
    click.echo("Thank you. More questions, the most telling first:  fingerpost me ask")
    return talk.text


def ask_first_area(question: str) -> Area | None:
    """Show the search made from the person's question and let them change it."""
    if not question:
        return None
    try:
        proposed = query_from(question)
        click.echo(f"\nYour question becomes your first area. I would search for:\n  {proposed}")
    except UsageError as error:
        proposed = ""
        click.echo(f"\n{error}")
    asked = "Press Enter to take it, or type your own search"
    while True:
        query = _ask(asked if proposed else "Type your own search, or press Enter for no area yet")
        if query.casefold() in ("", "y", "yes"):
            return area_from(question, proposed, question) if proposed else None
        if query.casefold() in ("n", "no"):
            click.echo('Then type a search of your own, such as  sepsis AND "machine learning"')
            continue
        try:
            parse_query(query)
        except QueryError as error:
            click.echo(str(error))
        else:
            return area_from(question, query, question)


def offer_examples(titles: list[str]) -> bool:
    """Ask whether the example areas should be added beside the person's own."""
    click.echo("\nThree areas come as examples:")
    for title in titles:
        click.echo(f"  - {title}")
    return click.confirm("Add them, marked as examples?", default=False)


def ask_to_fetch(areas: list[Area], most: int, email: str) -> str:
    """Show what would be asked of PubMed; return the address to ask with, or nothing for 'no'."""
    click.echo("\nYour library is empty. I can ask PubMed, which sends these searches to NCBI:")
    for area in areas:
        click.echo(f"  {area.query}")
    click.echo(
        f"At most {most} papers for each. NCBI asks for an e-mail address, sent to them alone."
    )
    if email:
        agreed = click.confirm(f"Fetch them as {email}?", default=False)
        return email if agreed else ""
    return _ask("Your e-mail address to fetch them (Enter: the starter library, no network)")


def ask_email() -> str:
    """Ask for the address that NCBI wants to see with every request; may be left empty."""
    return _ask("Your e-mail address, which NCBI asks for and is sent to them alone")


def _ask(question: str) -> str:
    return str(click.prompt(question, default="", show_default=False)).strip()
