"""The user's folder: profile, areas and journal as plain text that is never overwritten."""

from fingerpost.home.area import Area, OwnScore, SavedSearch
from fingerpost.home.files import write_output
from fingerpost.home.folder import Home, find_home
from fingerpost.home.profile import Profile, SkillClaim

__all__ = [
    "Area",
    "Home",
    "OwnScore",
    "Profile",
    "SavedSearch",
    "SkillClaim",
    "find_home",
    "write_output",
]
