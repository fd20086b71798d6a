"""Citation keys in a document of the user's: Markdown, Quarto, LaTeX or an Obsidian note."""

from __future__ import annotations

import re
from typing import Final

_KEY: Final = r"[A-Za-z][\w:.#$%&+?<>~/-]*"
_CITED: Final = re.compile(
    rf"(?<![\w.])-?@\{{?({_KEY})"  # [@key], -@key, @{key}
    rf"|\\[A-Za-z]*cite[A-Za-z]*\*?(?:\[[^\]]*\])*\{{([^}}]*)\}}"  # \citep[see][]{one, two}
    r"|\[\[(?:[^\]|#]*/)?([A-Za-z][\w.:-]*)(?:[#|][^\]]*)?\]\]"  # [[papers/key|shown]]
)


def keys_in(text: str) -> tuple[str, ...]:
    """Return the citation keys of a text in their order, each once.

    Read are pandoc's '[@key]', LaTeX's '\\cite{key, key}' in all its forms, and wikilinks. A link
    to a note that is no paper looks like a key; who asks has to see which of them are known.
    """
    found: dict[str, None] = {}
    for at, latex, link in _CITED.findall(text):
        for key in (at, *latex.split(","), link):
            if named := key.strip().rstrip(".:?"):
                found.setdefault(named)
    return tuple(found)
