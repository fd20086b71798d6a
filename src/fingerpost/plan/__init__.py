"""What to do next: dated steps under the weekly hours, led by one four-week test."""

from fingerpost.plan.make import make_plan
from fingerpost.plan.model import FourWeekTest, Plan, Session, Step
from fingerpost.plan.output import plan_ics, plan_json, plan_markdown

__all__ = [
    "FourWeekTest",
    "Plan",
    "Session",
    "Step",
    "make_plan",
    "plan_ics",
    "plan_json",
    "plan_markdown",
]
