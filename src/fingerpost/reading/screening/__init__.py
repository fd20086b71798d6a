"""Screening: of many papers the one to read next, and how far the reader is.

A `Screener` is built once from the papers. What it answers depends on the decisions that it is
given, never on what it was asked before, so a decision that is changed or undone leaves no trace.
"""

from __future__ import annotations

from fingerpost.reading.screening.model import (
    DECISIONS,
    ORDERS,
    Basis,
    Decision,
    Entry,
    Order,
    Progress,
    Reading,
    Why,
    entry_of,
)
from fingerpost.reading.screening.screener import CONFIDENCE, TARGET, Screener
from fingerpost.reading.screening.simulation import Simulation, simulate

__all__ = [
    "CONFIDENCE",
    "DECISIONS",
    "ORDERS",
    "TARGET",
    "Basis",
    "Decision",
    "Entry",
    "Order",
    "Progress",
    "Reading",
    "Screener",
    "Simulation",
    "Why",
    "entry_of",
    "simulate",
]
