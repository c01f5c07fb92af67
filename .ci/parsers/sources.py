"""Where entries come from: documents in a folder, and what the content behind them says."""
from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from .form import Entry


@dataclass
class Source:
    name: str
    output: Path
    # By id.
    expected: dict[str, Entry]
    # Whether the content stands in the source as it must stand in the documents, markup and all; else its words, links and pictures count.
    is_exact: bool
    # The address of each entry's own page, which JSON Feed always has as `url`.
    permalinks: dict[str, str] = field(default_factory=dict)
