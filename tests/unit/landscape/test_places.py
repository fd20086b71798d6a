"""Cities and the countries that their names mean."""

from __future__ import annotations

import pytest

from fingerpost.landscape.places import country_of


@pytest.mark.parametrize(
    ("city", "iso"),
    [("Manchester", "GB"), ("Toronto", "CA"), ("Hamburg", "DE"), ("München", "DE"),
     ("Cambridge", ""), ("Newcastle", ""), ("Narnia", "")],
)  # fmt: skip
def test_a_city_tells_its_country_where_its_name_can_mean_but_one(city: str, iso: str) -> None:
    assert country_of(city) == iso
