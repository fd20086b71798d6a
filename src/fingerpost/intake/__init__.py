"""The joins: where a source, a library and a home meet."""

from fingerpost.intake.importing import ImportResult, import_files, import_records, problems_csv

__all__ = ["ImportResult", "import_files", "import_records", "problems_csv"]
