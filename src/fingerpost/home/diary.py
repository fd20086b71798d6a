"""The journal as a diary: each entry as a plain sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from fingerpost.home.journal import Entry
from fingerpost.text import plural, squeeze, visible

_LONGEST: Final = 300


def sentence(entry: Entry) -> str:
    """Return what an entry says, on one line; an unknown verb is told with its object."""
    tell = _TOLD.get(entry.verb)
    told = tell(entry) if tell else f"{entry.verb[:1].upper()}{entry.verb[1:]}: {entry.object}"
    because = f", because: {entry.why}" if entry.why else ""
    line = squeeze(visible(f"{told.rstrip('.')}{because}"))
    cut = line if len(line) <= _LONGEST else f"{line[:_LONGEST].rstrip()} …"
    return cut if cut.endswith((".", "?", "!", "…")) else f"{cut}."


def of_area(entries: Iterable[Entry], area: str) -> list[Entry]:
    """Return the entries on an area, by its name."""
    return [e for e in entries if e.details.get("area") == area or _is_on(e, area)]


def _is_on(entry: Entry, area: str) -> bool:
    return entry.object == area and entry.verb in _ON_AREAS


def _plain(words: str) -> Callable[[Entry], str]:
    """Return what puts an entry's object and area into a sentence."""

    def tell(entry: Entry) -> str:
        return words.format(it=entry.object, area=entry.details.get("area", "an area"))

    return tell


def _on_topic(words: str) -> Callable[[Entry], str]:
    return lambda entry: words.format(entry.object.removeprefix("topic:"))


def _number(details: Mapping[str, Any], *names: str) -> int:
    """Return a number that an entry states under one of these names, or how many it lists."""
    for name in names:
        stated = details.get(name)
        if isinstance(stated, list):
            return len(stated)
        if isinstance(stated, int):
            return stated
    return 0


def _came(words: str) -> Callable[[Entry], str]:
    def tell(entry: Entry) -> str:
        new = plural(_number(entry.details, "new", "imported"), "new paper")
        return f"{words.format(it=entry.object)}: {new}"

    return tell


def _updated(entry: Entry) -> str:
    new = plural(_number(entry.details, "new"), "new paper")
    retracted = _number(entry.details, "retracted")
    more = f", {retracted:,} newly retracted" if retracted else ""
    where = entry.details.get("supplier", "its suppliers")
    return f"You asked {where} again for {entry.object}: {new}{more}"


def _screened(entry: Entry) -> str:
    verdict = {"not": "not relevant", "maybe": "perhaps relevant"}
    said = str(entry.details.get("verdict", "read"))
    return (
        f"You read {entry.object} for {entry.details.get('area', 'an area')}:"
        f" {verdict.get(said, said)}"
    )


def _stood(words: str) -> Callable[[Entry], str]:
    def tell(entry: Entry) -> str:
        again = entry.details.get("again")
        return f"{words.format(it=entry.object)}{f', to look at again on {again}' if again else ''}"

    return tell


def _scored(entry: Entry) -> str:
    told = entry.details
    return (
        f"You scored {entry.object} {told.get('score', '')} of 5 on"
        f" {told.get('criterion', 'a criterion')}"
    )


def _corrected(entry: Entry) -> str:
    told = entry.details
    return (
        f"You put right what was read in {entry.object}: {told.get('field', 'a field')} is"
        f" {told.get('value', 'otherwise')}"
    )


def _answered(entry: Entry) -> str:
    told = entry.details
    return f"You answered {told.get('question', 'a question')} of {entry.object}: " + str(
        told.get("answer", "")
    )


def _renamed(entry: Entry) -> str:
    told = entry.details
    return (
        f"You called the topic “{told.get('was', '')}” of {told.get('area', 'an area')}"
        f" “{entry.object}”"
    )


def _dived(entry: Entry) -> str:
    return f"You looked into {entry.object}: {plural(_number(entry.details, 'papers'), 'paper')}"


def _done(entry: Entry) -> str:
    return f"You did a step of the plan: {entry.details.get('title') or entry.object}"


def _lost(entry: Entry) -> str:
    return f"Nothing can be done from {entry.object} to {entry.details.get('last', entry.object)}"


def _due(entry: Entry) -> str:
    return f"The step {entry.object} must be done by {entry.details.get('due', 'a day')}"


_TOLD: Final[dict[str, Callable[[Entry], str]]] = {
    "home made": _plain("This home was made"),
    "imported": _came("You brought papers in from {it}"),
    "import taken back": _plain("You took back what you had brought in from {it}"),
    "fetched": _came("You fetched papers for {it}"),
    "updated": _updated,
    "area added": _plain("You added the area {it}"),
    "area scored": _scored,
    "area kept": _stood("You kept the area {it} in the comparison"),
    "area parked": _stood("You parked the area {it}"),
    "area dropped": _stood("You gave the area {it} up"),
    "advice noted": _plain("You noted advice on {it}"),
    "word on an area taken back": _plain("You took back what you said of the area {it}"),
    "query changed": _plain("You changed the search of {it}"),
    "search saved": _plain("You saved a search for {it}"),
    "search dropped": _plain("You no longer keep a search for {it}"),
    "criteria stated": _plain("You said which papers belong to {it}"),
    "criteria weighed": _plain("You weighed {it}"),
    "areas compared": _plain("The areas were compared anew"),
    "dived": _dived,
    "planned": _plain("The plan was written into {it}"),
    "plan brought back": _plain("You brought back the plan as it was before, in {it}"),
    "step done": _done,
    "step noted": _plain("You wrote a note to the step {it}"),
    "week missed": _plain("You missed the week of {it}"),
    "weeks lost": _lost,
    "deadline set": _due,
    "plan word undone": _plain("You took back what you said of {it} in the plan"),
    "signpost written": _plain("The signpost of {it} was written"),
    "mesh taken": _plain("You gave MeSH, from {it}"),
    "ror taken": _plain("You gave ROR, from {it}"),
    "pack added": _plain("You added the guide pack {it}"),
    "pack dropped": _plain("You dropped the guide pack {it}"),
    "article imported": _plain("You took the article {it} into your guide"),
    "screened": _screened,
    "screening undone": _plain("You took back your verdict on {it} for {area}"),
    "excluded": _plain("You left {it} out of {area}"),
    "included": _plain("You took {it} into {area} again"),
    "people joined": _plain("You said that these are one person: {it}"),
    "people told apart": _plain("You said that these are not one person: {it}"),
    "people undone": _plain("You took back what you said of {it}"),
    "topic renamed": _renamed,
    "topics merged": _plain("You made one topic of two in {area}: {it}"),
    "topic word undone": _plain("You took back your word on the topic “{it}” of {area}"),
    "appraisal corrected": _corrected,
    "appraisal answered": _answered,
    "appraisal undone": _plain("You took back what you said of {it}"),
    "merged": _plain("You made one paper of {it}"),
    "split": _plain("You took the paper {it} apart"),
    "kept apart": _plain("You said that these are different papers: {it}"),
    "undone": _plain("You took back your decision on {it}"),
    "citation keys given": _plain("{it} got a citation key"),
    "note made": _plain("A note on {it} was made"),
    "topic note made": _on_topic("A note on the topic {} was made"),
    "topic gathered": _on_topic("You gathered papers for the topic {}"),
    "note settled": _plain("You settled a conflict in {it}"),
    "notes edited": _plain("You edited {it} by hand"),
    "note edited": _plain("You wrote in the note {it}"),
    "note renamed": _plain("You renamed or moved a note, now {it}"),
    "note deleted": _plain("You deleted the note {it}, and it stays deleted"),
    "notes sync undone": _plain("You took back the renewing of {it}"),
    "base made": _plain("The tables for Obsidian were written into {it}"),
    "base taken away": _plain("The tables for Obsidian in {it} were taken away again"),
    "journal repaired": _plain("The journal was repaired"),
    "journal copies taken in": _plain("Copies of the journal were taken into it: {it}"),
    "home mended": _plain("What was damaged in the home was mended: {it}"),
    "home brought to a new format": _plain("The home was brought to format {it}"),
    "profile changed": _plain("You changed what {it} says of you"),
    "skill shown": _plain("You noted what shows your skill {it}"),
    "skill unsaid": _plain("You took back what you had said of your skill {it}"),
    "skill taken back": _plain("You took back what you had noted of your skill {it}"),
    "export watched": _plain("You let the export {it} be read whenever it changes"),
    "export no longer watched": _plain("You no longer let the export {it} be read"),
}

_ON_AREAS: Final = frozenset(
    (
        "advice noted", "area added", "area dropped", "area kept", "area parked", "area scored",
        "criteria stated", "dived", "query changed", "search dropped", "search saved", "updated",
        "word on an area taken back",
    )
)  # fmt: skip
