"""The first conversation: at most ten short questions, each may be skipped."""

from __future__ import annotations

import click

from fingerpost.errors import QueryError
from fingerpost.home import Area, Profile
from fingerpost.intake.asking import area_from, query_from
from fingerpost.library import parse_query


def ask_profile() -> Profile:
    """Ask who the person is; every answer may be left empty."""
    click.echo(
        "A few short questions. Press Enter to skip any; all can be changed later in me.toml."
    )
    who = [
        _ask("Your profession (doctor, nurse, pharmacist, medical student …)"),
        _ask("Your specialty or field"),
        _ask("Your training grade or stage (foundation year 2, band 6, final year …)"),
    ]
    hours = _hours()
    city, _, country = _ask("The town you live near, and the country (Leeds, UK)").partition(",")
    return Profile(
        profession=who[0],
        specialty=who[1],
        grade=who[2],
        hours_per_week=hours,
        city=city.strip(),
        country=country.strip(),
        question=_ask("One clinical question or problem that you care about"),
        keep_clinical=_yes_no("Do you want to stay in clinical work? (yes, no, or skip)"),
    )


def ask_first_area(question: str) -> Area | None:
    """Show the search made from the person's question and let them change it."""
    if not question:
        return None
    proposed = query_from(question)
    click.echo(f"\nYour question becomes your first area. I would search for:\n  {proposed}")
    while True:
        query = _ask("Press Enter to take it, or type your own search")
        if query.casefold() in ("", "y", "yes"):
            return area_from(question, proposed, question)
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


def _hours() -> float:
    while True:
        answer = _ask("Hours a week you could give to this (Enter: 4)")
        if not answer:
            return Profile().hours_per_week
        try:
            hours = float(answer.replace(",", "."))
        except ValueError:
            hours = 0.0
        if 0 < hours <= 80:
            return hours
        click.echo("A number of hours above 0 and up to 80, please, such as 4 or 2.5.")


def _yes_no(question: str) -> bool | None:
    answer = _ask(question).casefold()
    return True if answer in ("y", "yes") else False if answer in ("n", "no") else None
