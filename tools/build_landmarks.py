"""Build the packaged landmark papers: our summaries joined with the facts they rest on.

Run it by hand: `python tools/build_landmarks.py --from ../shared/landmarks.json`. A landmark gets a
summary only when its `evidence_level` is an abstract or a full text; `landmark_summaries.toml`
holds the words, this script adds identifiers, kind, area, the facts and where they were seen.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tomlkit
from build_starter import LANDMARK_AREAS, ROOT

WORDS = ROOT / "tools" / "landmark_summaries.toml"
TARGET = ROOT / "src" / "fingerpost" / "intake" / "data" / "landmarks.toml"
ELIGIBLE = ("abstract or publisher page seen", "full-text copy seen")
HEAD = """\
Landmark papers with a summary in our own words, and the facts that it may use.
Written by tools/build_landmarks.py: change tools/landmark_summaries.toml and run it again."""


def facts(item: dict[str, Any]) -> list[str]:
    """Return what is known of a paper, one plain statement each, numbers as they were stated."""
    told = [f"{part}: {item[part]}" for part in ("specialty", "modality", "task")]
    if item["n"]:
        told.append(f"number: {item['n']['value']} {item['n']['unit']}")
    for metric in item["headline_metrics"]:
        low_high = metric["ci"]
        interval = f" (confidence interval {low_high[0]} to {low_high[1]})" if low_high else ""
        told.append(f"{metric['name']}: {metric['value']}{interval}")
    for part in ("external_validation", "prospective"):
        stated = {True: "yes", False: "no", None: "not stated"}[item[part]]
        told.append(f"{part.replace('_', ' ')}: {stated}")
    told += [str(item[part]) for part in ("external_note", "notes") if item[part]]
    return [*told, f"why it matters: {item['why_it_matters']}"]


def landmark(item: dict[str, Any], words: dict[str, str]) -> dict[str, Any]:
    """Return one packaged landmark; a published paper keeps its own ids, not its preprint's."""
    return {
        "key": item["key"],
        "title": item["title"],
        "first_author": item["first_author"],
        "journal": item["journal"],
        "year": item["year"],
        "pmid": item["pmid"] or "",
        "doi": (item["doi"] or "").lower(),
        "arxiv": item["arxiv"] or "",
        "kind": item["kind"],
        "area": LANDMARK_AREAS.get(item["area"], item["area"]),
        "evidence_level": item["evidence_level"],
        "summary": words["summary"],
        "why": words["why"],
        "facts": facts(item),
        "sources": [source.strip() for source in item["sources"]],
    }


def build(items: Sequence[dict[str, Any]], words: dict[str, dict[str, str]]) -> str:
    """Return the packaged file; KeyError when a summary belongs to no eligible landmark."""
    eligible = {item["key"]: item for item in items if item["evidence_level"] in ELIGIBLE}
    document = tomlkit.document()
    for line in HEAD.splitlines():
        document.add(tomlkit.comment(line))
    tables = tomlkit.aot()
    for key in sorted(words):
        table = tomlkit.item(landmark(eligible[key], words[key]))
        for listed in ("facts", "sources"):
            table[listed].multiline(multiline=True)
        tables.append(table)
    document.add("landmark", tables)
    return tomlkit.dumps(document)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the facts and the words, write the packaged file and tell how many there are."""
    parser = argparse.ArgumentParser(description="Build the packaged landmark papers.")
    parser.add_argument("--from", dest="file", type=Path, required=True, help="…/landmarks.json")
    parser.add_argument("--to", type=Path, default=TARGET)
    asked = parser.parse_args(arguments)
    items = json.loads(asked.file.read_text("utf-8"))["landmarks"]
    words = tomllib.loads(WORDS.read_text("utf-8"))
    asked.to.parent.mkdir(parents=True, exist_ok=True)
    asked.to.write_text(build(items, words), "utf-8", newline="\n")
    without = sorted(i["key"] for i in items if i["evidence_level"] in ELIGIBLE)
    missing = [key for key in without if key not in words]
    sys.stdout.write(f"{len(words)} landmarks, eligible without a summary: {missing}\n")


if __name__ == "__main__":
    main()
