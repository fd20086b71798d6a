"""A language model that the user has set up: asked only when they agree, believed in nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fingerpost.sources.language_model.settings import ModelSettings, read_settings

if TYPE_CHECKING:
    from fingerpost.sources.language_model.client import LanguageModel

__all__ = ["ModelSettings", "open_model", "read_settings"]


def open_model(settings: ModelSettings) -> LanguageModel:
    """Return a connection to the model; OfflineError where the user wants no network."""
    from fingerpost.sources.language_model.client import LanguageModel

    return LanguageModel(settings)
