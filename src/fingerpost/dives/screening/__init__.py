"""An area's papers read one after the other: verdicts, what comes next, and how far one is."""

from fingerpost.dives.screening.flow import Flow, flow_of
from fingerpost.dives.screening.session import BECAUSE, ORDERS, Screening, unread_relevant

__all__ = ["BECAUSE", "ORDERS", "Flow", "Screening", "flow_of", "unread_relevant"]
