"""Trends of a dive: papers a year, growth against a yardstick, what rises and fades."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from fingerpost.dives import Dive
from fingerpost.dives.charts import years_svg
from fingerpost.faces.web.frame import Table
from fingerpost.faces.web.looked import Looked, made_of, show_part


@dataclass(frozen=True, slots=True)
class TrendsPage:
    """What the page Trends of a dive shows."""

    title: str
    """The page's heading."""
    looked: Looked
    """The dive."""
    years: str
    """Papers a year as a picture."""

    def table(self) -> Table:
        """One row a year."""
        years = self.looked.dive.landscape.trends.by_year
        rows = [(year.year, year.count, "yes" if year.complete else "no") for year in years]
        return Table(("year", "papers", "year_is_over"), rows)


def trends_page(looked: Looked) -> TrendsPage:
    """Return the trends of a dive."""
    return TrendsPage(f"Trends: {looked.area.title}", looked, made_of(looked.dive, _years))


def _years(dive: Dive) -> str:
    from markupsafe import Markup

    title = f"Papers per year on {dive.title}"
    return Markup(years_svg(dive.landscape.trends.by_year, title))  # noqa: S704 - escaped there


def _all(request: Request) -> Response:
    return show_part(request, "dive_trends.html", lambda _, looked: trends_page(looked))


ROUTES = [Route("/dives/{area}/trends", _all)]
