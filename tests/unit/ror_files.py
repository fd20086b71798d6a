"""A small dump of made-up institutions, as ROR lays it out."""

from __future__ import annotations

import json
from typing import Any


def organisation(
    number: int, name: str, city: str, iso: str, *others: str, status: str = "active"
) -> dict[str, Any]:
    """A record of schema 2 with the parts that are read and some that are not."""
    return {
        "admin": {"created": {"date": "2026-01-01", "schema_version": "2.0"}},
        "id": f"https://ror.org/0made{number:03}",
        "names": [
            {"value": name, "types": ["ror_display", "label"], "lang": "en"},
            *({"value": other, "types": ["alias"], "lang": None} for other in others),
            {"value": name[:3].upper(), "types": ["acronym"], "lang": None},
        ],
        "locations": [
            {
                "geonames_id": number,
                "geonames_details": {
                    "name": city, "country_code": iso, "lat": 50.0 + number, "lng": 1.0,
                },
            }
        ],
        "status": status,
        "types": ["education"],
    }  # fmt: skip


RECORDS = [
    organisation(1, "University of Littleham", "Littleham", "GB", "Littleham Medical School"),
    organisation(2, "Saint Made General Hospital", "Leeds", "GB"),
    organisation(3, "Saint Made General Hospital", "York", "GB"),
    organisation(4, "University of Littleham", "Littleham", "US"),
    organisation(5, "Closed Institute", "Leeds", "GB", status="withdrawn"),
]


def as_json(records: list[dict[str, Any]] | None = None) -> str:
    """The JSON of a dump."""
    return json.dumps(RECORDS if records is None else records, indent=2)
