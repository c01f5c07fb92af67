"""Every parser on every feed of a source: what it gives is what the content says, or an excuse says what it gives in its place, and why."""
from __future__ import annotations

import importlib.metadata
import json
import subprocess
from pathlib import Path

from . import (by_atoma, by_fastfeedparser, by_feedparser, by_gofeed, by_listparser, by_newsboat, by_podcastparser, by_reader, by_rss2email,
               by_xml_feed)
from .excuses import EXCUSES, in_format
from .form import FIELDS, Entry, Unreadable, folded, seen, tokens
from .sources import Source

# Where each comes from.
PACKAGES = {
    "feedparser": "PyPI feedparser", "fastfeedparser": "PyPI fastfeedparser", "atoma": "PyPI atoma", "podcastparser": "PyPI podcastparser",
    "reader": "PyPI reader", "listparser": "PyPI listparser", "newsboat": "Debian newsboat", "rss2email": "Debian rss2email",
    "XML::Feed": "Debian libxml-feed-perl", "gofeed": "Debian golang-github-mmcdole-gofeed-dev",
}
PARSERS = (by_feedparser, by_fastfeedparser, by_atoma, by_podcastparser, by_reader, by_newsboat, by_rss2email, by_xml_feed, by_gofeed)


class Document:
    """A feed's document, as its parsers get it."""

    def __init__(self, output: Path, record: dict):
        self.name, self.format = record["path"], record["format"]
        self.path = (output / self.name).resolve()
        self.data = self.path.read_bytes()


class Disagreement:
    def __init__(self, parser: str, document: Document, entry: str, field: str, expected, got):
        self.parser, self.document, self.entry, self.field, self.expected, self.got = parser, document, entry, field, expected, got

    @property
    def what(self) -> tuple[str, str, str]:
        return f"{self.parser}/{self.document.format}/{self.entry}/{self.field}", f"expected {self.expected!r}", f"got      {self.got!r}"


class Matrix:
    def __init__(self, parsers=PARSERS):
        self.parsers = parsers
        self.disagreements: list[Disagreement] = []
        self.compared = 0
        self.read: dict[str, int] = {parser.NAME: 0 for parser in parsers}
        self.needed: set[int] = set()
        self.excused = {(parser.NAME, format, field): [] for parser in parsers for format in parser.FORMATS for field in FIELDS}
        for number, excuse in enumerate(EXCUSES):
            for format in excuse.formats:
                for field in excuse.fields:
                    if (excuse.parser, format, field) in self.excused:
                        self.excused[excuse.parser, format, field].append((number, excuse))

    def check(self, source: Source) -> None:
        manifest = json.loads((source.output / "manifest.json").read_text(encoding="utf-8"))
        documents = [Document(source.output, record) for record in manifest["documents"] if record["format"] in ("rss", "atom", "json")]
        self.check_list(source, manifest)
        missing = set(source.expected)
        for parser in self.parsers:
            own = [document for document in documents if document.format in parser.FORMATS]
            for document, entries in self.results(parser, own).items():
                if isinstance(entries, Unreadable):
                    self.disagreements.append(Disagreement(parser.NAME, document, "-", "document", "read", str(entries)))
                    continue
                missing -= {entry.id for entry in entries}
                self.compare(parser.NAME, source, document, entries)
        for id in sorted(missing):
            raise SystemExit(f"read-back: no feed of {source.name!r} has the entry {id}")

    def check_list(self, source: Source, manifest: dict) -> None:
        for record in manifest["documents"]:
            if record["format"] == "opml":
                document = Document(source.output, record)
                got = by_listparser.read(document.data)
                for wrong in sorted(got ^ source.outlines, key=str):
                    self.disagreements.append(Disagreement("listparser", document, wrong[0], "feed",
                                                           wrong if wrong in source.outlines else None, wrong if wrong in got else None))

    def results(self, parser, documents: list[Document]) -> dict:
        if hasattr(parser, "read_all"):
            return parser.read_all(documents)
        results = {}
        for document in documents:
            try:
                results[document] = parser.read(document)
            except Exception as error:  # whatever a parser throws, it is its verdict on the document
                results[document] = Unreadable(f"{type(error).__name__}: {error}")
        return results

    def compare(self, parser: str, source: Source, document: Document, entries: list[Entry]) -> None:
        self.read[parser] += len(entries)
        ids = [entry.id for entry in entries]
        if ids != source.ids(document.name):
            self.disagreements.append(Disagreement(parser, document, "-", "entries", source.ids(document.name), ids))
        for entry in entries:
            if entry.id not in source.expected:
                self.disagreements.append(Disagreement(parser, document, entry.id or "-", "id", "one of the content's", entry.id))
                continue
            expected_entry = in_format(source.expected[entry.id], document.format, source.permalinks.get(entry.id))
            for field in FIELDS:
                self.compared += 1
                self.compare_field(parser, source, document, entry, expected_entry, field)

    def compare_field(self, parser: str, source: Source, document: Document, entry: Entry, expected_entry: Entry, field: str) -> None:
        form = lambda value: same(value, field, source.is_exact)  # noqa: E731
        expected, got = getattr(expected_entry, field), getattr(entry, field)
        for number, excuse in self.excused[parser, document.format, field]:
            other = excuse.instead(expected_entry, field, expected)
            if form(other) != form(expected):
                self.needed.add(number)
            expected = other
        if form(got) != form(expected):
            self.disagreements.append(Disagreement(parser, document, entry.id, field, form(expected), form(got)))

    def reported(self) -> list[str]:
        """What is wrong, each thing once, with the documents in which it is."""
        documents: dict[tuple, list[str]] = {}
        for wrong in self.disagreements:
            documents.setdefault(wrong.what, []).append(wrong.document.name)
        return [f"{what} in {names[0]}" + (f" and {len(names) - 1} more" if len(names) > 1 else "") + f"\n         {expected}\n         {got}"
                for (what, expected, got), names in documents.items()]

    def unneeded(self) -> list[str]:
        names = {parser.NAME for parser in self.parsers}
        return [f"{excuse.parser} ({', '.join(excuse.formats)}; {', '.join(excuse.fields)}) is excused where it gives what is expected: {excuse.reason}"
                for number, excuse in enumerate(EXCUSES) if number not in self.needed and excuse.parser in names]


def same(value, field: str, is_exact: bool):
    """A value as it is compared: white space folded, HTML as its parts."""
    if value is None:
        return None
    if field == "content":
        return tokens(value) if is_exact else seen(value)
    if isinstance(value, str):
        return folded(value)
    if isinstance(value, list):
        return [folded(part) if isinstance(part, str) else part for part in value]
    return value


def version(parser: str) -> str:
    registry, name = PACKAGES[parser].split()
    if registry == "PyPI":
        return importlib.metadata.version(name)
    return subprocess.run(["dpkg-query", "-W", "-f=${Version}", name], capture_output=True, text=True, check=True).stdout


def table() -> str:
    """The excuses as a table in Markdown."""
    lines = ["| parser | version | reads |", "|---|---|---|"]
    for parser in PARSERS:
        lines.append(f"| {parser.NAME} | {version(parser.NAME)} ({PACKAGES[parser.NAME].split()[0]}) | {formats(parser.FORMATS)} |")
    lines.append(f"| listparser | {version('listparser')} (PyPI) | OPML |")
    lines += ["", "| parser | format | field | gives | why |", "|---|---|---|---|---|"]
    for excuse in EXCUSES:
        gives = excuse.gives.replace("<", "&lt;") if "&lt;" not in excuse.gives else f"`{excuse.gives}`"
        lines.append(f"| {excuse.parser} | {formats(excuse.formats)} | {', '.join(excuse.fields)} | {gives} | {excuse.reason} |")
    return "\n".join(lines) + "\n"


def formats(names: tuple) -> str:
    return ", ".join({"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}[name] for name in names)
