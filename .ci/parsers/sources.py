"""Where entries come from: documents in a folder, and what the content behind them says."""
from __future__ import annotations

import re
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
    # By the folder of a feed, its entries' ids, newest first; and how many a feed has at most.
    filed: dict[str, list[str]] = field(default_factory=dict)
    limit: int = 50
    # The year whose entries have no page of history yet, and so stand in the feed however many they are.
    open_year: str | None = None
    # What the list of feeds must say: address, title, heading.
    outlines: set[tuple] = field(default_factory=set)

    def ids(self, document: str) -> list[str] | None:
        """Those that a document must have; `None` of a feed that nobody asked for."""
        folder, _, name = document.rpartition("/")
        ids = self.filed.get(folder)
        year = re.match(r"archive-(\d{4})\.", name)
        if ids is None or not year:
            return ids and [id for number, id in enumerate(ids) if number < self.limit or f",{self.open_year}-" in id]
        return [id for id in ids if f",{year[1]}-" in id]
