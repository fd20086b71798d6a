"""An area looked into: query, papers, landscape, critical appraisals, people, a dated snapshot."""

from fingerpost.dives.keeping import look_and_keep
from fingerpost.dives.kept import read_kept
from fingerpost.dives.kept_topics import KeptTopics, topics_before
from fingerpost.dives.look import look_into, summarise, understand
from fingerpost.dives.model import Dive
from fingerpost.dives.remembered import (
    Remembered,
    is_remembered,
    memory_stamp,
    recall,
    remembered_dive,
)
from fingerpost.dives.since import change_since
from fingerpost.dives.snapshot import dive_json, save_beside, save_snapshot

__all__ = [
    "Dive",
    "KeptTopics",
    "Remembered",
    "change_since",
    "dive_json",
    "is_remembered",
    "look_and_keep",
    "look_into",
    "memory_stamp",
    "read_kept",
    "recall",
    "remembered_dive",
    "save_beside",
    "save_snapshot",
    "summarise",
    "topics_before",
    "understand",
]
