"""An area looked into: query, papers, landscape, critical appraisals, people, a dated snapshot."""

from fingerpost.dives.look import look_into, summarise, understand
from fingerpost.dives.model import Dive
from fingerpost.dives.snapshot import dive_json, save_snapshot

__all__ = ["Dive", "dive_json", "look_into", "save_snapshot", "summarise", "understand"]
