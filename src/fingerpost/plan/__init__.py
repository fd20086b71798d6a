"""What to do next: dated steps under the weekly hours, led by one four-week test."""

from fingerpost.plan.calendar_file import plan_ics
from fingerpost.plan.make import make_plan
from fingerpost.plan.markdown import plan_markdown
from fingerpost.plan.memory import plan_before, plan_in, plan_text
from fingerpost.plan.model import Done, FourWeekTest, Plan, Session, Step
from fingerpost.plan.output import plan_json
from fingerpost.plan.so_far import NOTHING_YET, SoFar
from fingerpost.plan.timeline import plan_figure, plan_svg

__all__ = [
    "NOTHING_YET",
    "Done",
    "FourWeekTest",
    "Plan",
    "Session",
    "SoFar",
    "Step",
    "make_plan",
    "plan_before",
    "plan_figure",
    "plan_ics",
    "plan_in",
    "plan_json",
    "plan_markdown",
    "plan_svg",
    "plan_text",
]
