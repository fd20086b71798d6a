"""Packaged knowledge: skills, paths, resources, projects and criteria, each with its sources."""

from fingerpost.guide.load import example_profile_text, load_guide, read_guide
from fingerpost.guide.model import (
    Axis,
    Basis,
    CareerPath,
    Criterion,
    ExampleArea,
    Guide,
    Hours,
    Need,
    Project,
    Requirement,
    Resource,
    Route,
    Skill,
    SmallTest,
    Source,
)

__all__ = [
    "Axis",
    "Basis",
    "CareerPath",
    "Criterion",
    "ExampleArea",
    "Guide",
    "Hours",
    "Need",
    "Project",
    "Requirement",
    "Resource",
    "Route",
    "Skill",
    "SmallTest",
    "Source",
    "example_profile_text",
    "load_guide",
    "read_guide",
]
