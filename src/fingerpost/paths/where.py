"""Where the person is: the country that a town means, and countries that nobody knows."""

from __future__ import annotations

import tomllib

from fingerpost.home.profile import Profile
from fingerpost.home.profile_edit import with_value
from fingerpost.landscape.places import country_names, country_of, find_country, near_countries
from fingerpost.paths.conditions import places


def with_country(text: str) -> tuple[str, str]:
    """Return me.toml with the country of its city, where the city's name can mean but one.

    Beside it the words that say so, without a full stop; the text as it is and no words where a
    country is said, or the person is not sure of it, or the name means no city or several.
    """
    data = tomllib.loads(text)
    city, unsure = str(data.get("city", "")), data.get("not_sure", [])
    iso = "" if data.get("country") or "country" in unsure else country_of(city)
    if not iso:
        return text, ""
    country = country_names()[iso]
    return with_value(text, "country", country), f"{city} is taken to be in {places([iso])}"


def doubts(profile: Profile) -> dict[str, str]:
    """Return a sentence on each country of the profile that nobody knows, by its key of me.toml.

    The words are kept as they are; the sentence asks for what may have been meant.
    """
    unknown = [each for each in profile.would_move_to if not find_country(each)]
    found = {}
    if profile.country and not find_country(profile.country):
        found["country"] = (
            f"“{profile.country}” is no country that is known here, so which posts are open to you "
            f"and who is near you cannot be told.{_meant(profile.country)}"
        )
    if unknown:
        named = " ".join(f"“{each}” is no country that is known here.{_meant(each)}"
                         for each in unknown)  # fmt: skip
        found["would_move_to"] = f"{named} Posts there are not counted as open to you."
    return found


def _meant(name: str) -> str:
    near = near_countries(name)
    return f" Did you mean {places(near)}?" if near else " Please write its English name."
