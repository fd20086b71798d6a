"""The signpost: paths, areas, plan and dives on one page."""

from fingerpost.report.main_job import dive_all, landmark_summaries, make_signpost, sound
from fingerpost.report.model import Signpost
from fingerpost.report.plan_files import plan_so_far, write_plan
from fingerpost.report.share import make_shared, write_shared
from fingerpost.report.write import report_json, write_signpost

__all__ = [
    "Signpost",
    "dive_all",
    "landmark_summaries",
    "make_shared",
    "make_signpost",
    "plan_so_far",
    "report_json",
    "sound",
    "write_plan",
    "write_shared",
    "write_signpost",
]
