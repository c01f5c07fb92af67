#!/usr/bin/env python3
"""Read what Tidings wrote with other people's parsers, and check that all documents say the same.

    .ci/setup read-back
    read-back.py OUTPUT_DIR [--noindex URL]... [--program TIDINGS]
    read-back.py --table

OUTPUT_DIR/manifest.json says which documents there are. `xmllint` must be on the PATH. Nothing is fetched.
With a program, it also makes the documents of a site in which everything is on, of the sample and of ../shared/corpus, and holds what
each of the parsers in .ci/parsers reads of every entry against the content files.
Prints a line per group of checks; exits with 1 on any disagreement, with 2 when it cannot start.
"""
from __future__ import annotations

import argparse
import email.utils
import hashlib
import html
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.robotparser
import xml.etree.ElementTree
from datetime import datetime, timezone
from pathlib import Path
from urllib.parse import quote

try:
    import feedparser
    import listparser
    from usp.objects.sitemap import IndexXMLSitemap, PagesXMLSitemap
    from usp.tree import sitemap_from_str

    import parsers.content
    import parsers.excuses
    import parsers.full_site
    import parsers.matrix
except ImportError as error:
    sys.exit(f"read-back: {error}. Try: .ci/setup read-back, and .build/read-back/bin/python")

SHOWN = 25  # problems printed for a group of checks
FEEDS = ("rss", "atom", "json")
XML = ("rss", "atom", "sitemap", "sitemapindex", "opml")
FORMATS = FEEDS + ("sitemap", "sitemapindex", "opml", "robots")
# What goes with them: looked at for its bytes alone.
COMPANIONS = ("catalogue", "page", "links", "stylesheet", "script", "headers", "gzip", "brotli")
RFC3339 = re.compile(r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?([Zz]|[+-]\d\d:\d\d)")


# Words

class Disagreement(Exception):
    """Why a document or a value cannot be read."""


class Group:
    """Checks that belong together: counts what was looked at and keeps what was wrong."""

    every: list[Group] = []

    def __init__(self, name: str):
        self.name, self.summary, self.problems = name, "nothing to check", []
        Group.every.append(self)

    def fail(self, where: str, message: str) -> None:
        self.problems.append(f"{where}: {message}")

    def equal(self, where: str, what: str, found, expected) -> None:
        if found != expected:
            self.fail(where, f"{what} is {found!r}, but expected {expected!r}")

    def report(self) -> None:
        count = len(self.problems)
        verdict = f"{count} disagreement{'' if count == 1 else 's'}" if count else self.summary
        print(f"{'FAIL' if count else 'ok':5}{self.name:13}{verdict}")
        for problem in self.problems[:SHOWN]:
            print(f"       {problem}")
        if count > SHOWN:
            print(f"       ... and {count - SHOWN} more")


class Document:
    def __init__(self, record: dict, root: Path):
        self.path, self.format = record["path"], record["format"]
        self.media_type, self.topic, self.newest = record.get("mediaType") or "", record.get("topic"), record.get("newest")
        self.size, self.sha256, self.entries = record["bytes"], record["sha256"], record["entries"]
        self.file = root / self.path
        self.data = self.file.read_bytes() if self.file.is_file() else None


class Entry:
    """What one feed says of one entry. Instants are (seconds since 1970, nanoseconds)."""

    def __init__(self, id, title, link, published, updated, related):
        self.id, self.title, self.link = id, " ".join((title or "").split()), link
        self.published, self.updated, self.related = published, updated, related


class Feed:
    def __init__(self, self_link, id, entries):
        self.self_link, self.id, self.entries = self_link, id, entries


# Instants

def rfc3339(text) -> tuple[int, int]:
    match = RFC3339.fullmatch(text) if isinstance(text, str) else None
    if not match:
        raise Disagreement(f"{text!r} is not an RFC 3339 date-time")
    day, time, fraction, zone = match.groups()
    try:
        moment = datetime.fromisoformat(f"{day}T{time}{'+00:00' if zone in 'Zz' else zone}")
    except ValueError as error:
        raise Disagreement(f"{text!r}: {error}") from error
    return int(moment.timestamp()), int((fraction or "").ljust(9, "0"))


def rfc822(text) -> tuple[int, int]:
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError) as error:
        raise Disagreement(f"{text!r} is not an RFC 822 date") from error
    if moment.tzinfo is None:
        raise Disagreement(f"{text!r} has no time zone")
    if moment.strftime("%a") != text[:3]:
        raise Disagreement(f"{text!r} has the wrong day of the week")
    return int(moment.timestamp()), 0


def shown(instant) -> str:
    moment = datetime.fromtimestamp(instant[0], timezone.utc).strftime("%Y-%m-%dT%H:%M:%S")
    return moment + (f".{instant[1]:09}".rstrip("0") if instant[1] else "") + "Z"


# Feeds

def read_xml_feed(document: Document) -> Feed:
    parsed = feedparser.parse(io.BytesIO(document.data), response_headers={"content-type": document.media_type},
                              sanitize_html=False, resolve_relative_uris=False)
    if parsed.bozo:
        raise Disagreement(f"feedparser calls it ill-formed: {parsed.get('bozo_exception')}")
    version = {"rss": "rss20", "atom": "atom10"}[document.format]
    if parsed.version != version:
        raise Disagreement(f"feedparser takes it for {parsed.version or 'nothing it knows'!r}, not for {version!r}")
    if document.format == "rss":  # feedparser forgets isPermaLink where an item has a link
        for guid in xml.etree.ElementTree.fromstring(document.data).iter("guid"):
            if guid.get("isPermaLink") != "false":
                raise Disagreement(f"the guid {guid.text} claims to be a permalink")
    selves = links(parsed.feed, "self")
    if len(selves) != 1:
        raise Disagreement(f"has {len(selves)} links with rel=self, but needs one")
    published = rfc822 if document.format == "rss" else rfc3339
    return Feed(selves[0], parsed.feed.get("id"), [read_xml_entry(e, document.format, published) for e in parsed.entries])


def read_xml_entry(entry, format: str, published) -> Entry:
    # dict.get, because feedparser answers for `updated` with `published` where there is no `updated`
    id, link, title = (dict.get(entry, key) for key in ("id", "link", "title"))
    if not id or not link:
        raise Disagreement(f"the entry {title!r} has no id or no link")
    if format == "atom" and (entry.get("title_detail") or {}).get("type", "text/plain") != "text/plain":
        title = html.unescape(re.sub(r"</?[A-Za-z][^>]*>", "", title))
    instants = []
    for key, read in (("published", published), ("updated", rfc3339)):
        if dict.get(entry, key) is None:
            raise Disagreement(f"the entry {id} has no {key} date")
        instant = read(dict.get(entry, key))
        other = dict.get(entry, key + "_parsed")
        if not other or datetime(*other[:6], tzinfo=timezone.utc).timestamp() != instant[0]:
            raise Disagreement(f"feedparser reads the {key} date of {id} as {other and tuple(other[:6])}, not as {shown(instant)}")
        instants.append(instant)
    return Entry(id, title, link, *instants, links(entry, "related"))


def links(of, rel: str) -> list[str]:
    return [link.get("href") for link in of.get("links", []) if link.get("rel") == rel]


def read_json_feed(document: Document) -> Feed:
    def unique(pairs):
        keys = [key for key, _ in pairs]
        if len(keys) != len(set(keys)):
            raise Disagreement(f"has an object with the same key twice: {sorted(keys)}")
        return dict(pairs)

    try:
        feed = json.loads(document.data.decode("utf-8"), object_pairs_hook=unique)
    except ValueError as error:
        raise Disagreement(f"is not JSON: {error}") from error
    if not isinstance(feed, dict) or feed.get("version") != "https://jsonfeed.org/version/1.1":
        raise Disagreement("is not a JSON Feed of version 1.1")
    if not isinstance(feed.get("feed_url"), str) or not isinstance(feed.get("title"), str):
        raise Disagreement("has no feed_url or no title")
    if not isinstance(feed.get("items"), list):
        raise Disagreement("has no list of items")
    return Feed(feed["feed_url"], None, [read_json_item(item) for item in feed["items"]])


def read_json_item(item: dict) -> Entry:
    for key in ("id", "url", "title", "content_html", "date_published", "date_modified"):
        if not isinstance(item.get(key), str) or not item[key]:
            raise Disagreement(f"the item {item.get('id')!r} has no {key}")
    external = item.get("external_url")
    return Entry(item["id"], item["title"], item["url"], rfc3339(item["date_published"]), rfc3339(item["date_modified"]),
                 [external] if external else [])


# Groups of checks

def check_files(documents: list[Document]) -> None:
    group = Group("files")
    for d in documents:
        if d.format not in FORMATS + COMPANIONS:
            group.fail(d.path, f"the manifest calls its format {d.format!r}, which is none of {', '.join(FORMATS)}")
        if d.path.startswith("/") or ".." in d.path.split("/"):
            group.fail(d.path, "the path leads out of the output directory")
        if d.data is None:
            group.fail(d.path, "the manifest lists it, but there is no such file")
            continue
        group.equal(d.path, "its length in bytes", len(d.data), d.size)
        group.equal(d.path, "its SHA-256", hashlib.sha256(d.data).hexdigest(), d.sha256.lower())
    paths = [d.path for d in documents]
    for path in sorted({path for path in paths if paths.count(path) > 1}):
        group.fail(path, "the manifest lists it more than once")
    group.summary = f"{len(documents)} documents: bytes and SHA-256 are the manifest's"


def check_well_formed(documents: list[Document]) -> None:
    group = Group("well-formed")
    files = [d for d in documents if d.format in XML and d.data is not None]
    for d in files:
        run = subprocess.run(["xmllint", "--noout", "--nonet", str(d.file.resolve())], capture_output=True, text=True)
        if run.returncode or run.stderr:
            group.fail(d.path, "xmllint: " + (run.stderr.strip().splitlines() or ["failed"])[0])
    group.summary = f"{len(files)} XML documents, by xmllint"


def check_feeds(documents: list[Document]) -> dict[str, Feed]:
    group, feeds = Group("feeds"), {}
    for d in documents:
        if d.format not in FEEDS or d.data is None:
            continue
        try:
            feed = feeds[d.path] = read_json_feed(d) if d.format == "json" else read_xml_feed(d)
        except Disagreement as why:
            group.fail(d.path, str(why))
            continue
        group.equal(d.path, "the number of its entries", len(feed.entries), d.entries)
        check_newest(group, d, [[e.updated for e in feed.entries], [e.published for e in feed.entries]])
    group.summary = f"{len(feeds)} feeds read, by feedparser and json; counts are the manifest's"
    return feeds


def check_newest(group: Group, document: Document, instants: list[list]) -> None:
    """The manifest's `newest`, where it has one, is the latest of the instants (of one kind or another)."""
    latest = [max(kind) for kind in instants if kind]
    if document.newest is None or not latest:
        return
    try:
        newest = rfc3339(document.newest)
    except Disagreement as why:
        group.fail(document.path, f"the manifest's newest: {why}")
        return
    if not any(newest in (instant, (instant[0], 0)) for instant in latest):
        group.fail(document.path, f"the manifest's newest is {shown(newest)}, but the latest in it is {shown(latest[0])}")


def find_base(documents: list[Document], feeds: dict[str, Feed]) -> str | None:
    """The site's base: the self link of the home feed without the feed's path."""
    for d in documents:
        if d.topic is None and d.path in feeds:
            link, path = feeds[d.path].self_link, quoted(d.path)
            if link.endswith("/" + path):
                return link[: -len(path)]
    return None


def quoted(path: str) -> str:
    return quote(path, safe="/%:@!$&'()*+,;=~-._")


def check_self_links(documents: list[Document], feeds: dict[str, Feed], base: str | None) -> None:
    group = Group("self links")
    if base is None:
        group.fail("manifest.json", "no home feed (topic null) whose self link ends in its own path: the site's base is unknown")
        return
    for d in documents:
        if d.path in feeds:
            group.equal(d.path, "its self link", feeds[d.path].self_link, base + quoted(d.path))
    group.summary = f"{len(feeds)} feeds name their own address below {base}"


def check_agreement(documents: list[Document], feeds: dict[str, Feed]) -> None:
    group, families = Group("agreement"), {}
    for d in documents:
        if d.format in FEEDS:
            family = families.setdefault(d.topic, {})
            if d.format in family:
                group.fail(d.path, f"is a second {d.format} feed of the topic {d.topic!r}, beside {family[d.format].path}")
            family[d.format] = d
    offered = {d.format for d in documents if d.format in FEEDS}
    for topic, family in families.items():
        where = "home" if topic is None else topic
        for format in sorted(offered - set(family)):
            group.fail(where, f"has no {format} feed, though other topics have")
        present = [family[f] for f in ("atom", "rss", "json") if f in family and family[f].path in feeds]
        for other in present[1:]:
            compare(group, present[0], feeds[present[0].path], other, feeds[other.path])
    group.summary = f"{len(families)} families of {', '.join(f for f in FEEDS if f in offered)}: same entries, same order, same words and dates"


def compare(group: Group, left: Document, a: Feed, right: Document, b: Feed) -> None:
    where = f"{right.path} against {left.path}"
    ids_a, ids_b = [e.id for e in a.entries], [e.id for e in b.entries]
    if ids_a != ids_b:
        lacking, surplus = [i for i in ids_a if i not in ids_b], [i for i in ids_b if i not in ids_a]
        group.fail(where, f"it lacks {lacking}, and has besides {surplus}" if lacking or surplus else f"the order is {ids_b}, not {ids_a}")
    entries = {e.id: e for e in b.entries}
    for one in a.entries:
        two = entries.get(one.id)
        if not two:
            continue
        group.equal(where, f"the title of {one.id}", two.title, one.title)
        group.equal(where, f"the link of {one.id}", two.link, one.link)
        group.equal(where, f"the updated instant of {one.id}", shown(two.updated), shown(one.updated))
        published = (one.published[0], 0) if right.format == "rss" else one.published  # an RSS date has whole seconds
        group.equal(where, f"the published instant of {one.id}", shown(two.published), shown(published))
        group.equal(where, f"the related (original) page of {one.id}", two.related[:1], one.related[:1])


def check_identity(documents: list[Document], feeds: dict[str, Feed]) -> None:
    group, seen, feed_ids = Group("identity"), {}, {}
    for d in documents:
        feed = feeds.get(d.path)
        if not feed:
            continue
        if d.format == "atom":
            if not feed.id:
                group.fail(d.path, "the feed has no id")
            elif feed.id in feed_ids:
                group.fail(d.path, f"the feed has the id {feed.id}, as {feed_ids[feed.id]} has")
            feed_ids.setdefault(feed.id, d.path)
        ids = [e.id for e in feed.entries]
        for id in sorted({i for i in ids if ids.count(i) > 1}):
            group.fail(d.path, f"the id {id} stands there more than once")
        for e in feed.entries:
            if not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:\S+$", e.id):
                group.fail(d.path, f"the id {e.id!r} is not an absolute IRI")
            where, first = seen.setdefault((d.format, e.id), (d.path, e))  # formats are compared with each other in check_agreement
            for what in ("title", "link", "published", "updated"):
                if getattr(e, what) != getattr(first, what):
                    group.fail(d.path, f"the {what} of {e.id} is not the one in {where}")
    by_link = {}
    for (_, id), (_, e) in seen.items():
        if by_link.setdefault(e.link, id) != id:
            group.fail(e.link, f"is the page of two entries, {by_link[e.link]} and {id}")
    group.summary = f"{len({id for _, id in seen})} entries, the same in every feed; {len(feed_ids)} Atom feeds, each with an id of its own"


def check_outlines(documents: list[Document], base: str | None) -> None:
    group, outlines = Group("outline"), [d for d in documents if d.format == "opml" and d.data is not None]
    expected = {(base or "") + quoted(d.path) for d in documents if d.format == "rss" and d.topic is not None}
    for d in outlines:
        parsed = listparser.parse(d.data)
        if parsed.bozo:
            group.fail(d.path, f"listparser: {parsed.bozo_exception}")
        group.equal(d.path, "its version", parsed.version, "opml2")
        found = [feed.url for feed in parsed.feeds]
        for url in sorted(expected - set(found)):
            group.fail(d.path, f"does not name the topic feed {url}")
        for url in sorted(set(found) - expected):
            group.fail(d.path, f"names {url}, which is no RSS feed of a topic in the manifest")
        for feed in parsed.feeds:
            if not feed.title:
                group.fail(d.path, f"the outline of {feed.url} has no text")
        group.equal(d.path, "the number of its feeds", d.data.lower().count(b"xmlurl="), len(found))  # listparser drops repeated ones
        group.equal(d.path, "the number of its feeds", len(found), d.entries)
    if expected and not outlines:
        group.fail("manifest.json", "there are topic feeds, but no OPML document that names them")
    group.summary = f"{len(outlines)} OPML document, by listparser: names the {len(expected)} RSS feeds of topics"


def check_sitemaps(documents: list[Document], feeds: dict[str, Feed], base: str | None, noindex: set[str]) -> None:
    group, lastmods = Group("sitemaps"), {}
    sitemaps = [d for d in documents if d.format == "sitemap" and d.data is not None]
    indexes = [d for d in documents if d.format == "sitemapindex" and d.data is not None]
    for d in sitemaps:
        parsed = sitemap_from_str(d.data.decode("utf-8"))
        if not isinstance(parsed, PagesXMLSitemap):
            group.fail(d.path, f"is read as {type(parsed).__name__}, not as a sitemap of pages")
            continue
        group.equal(d.path, "the number of its different URLs", len(parsed.pages), d.entries)
        stamps = []
        for page in parsed.pages:
            stamp = page.last_modified
            if stamp is not None:
                stamp = stamp if stamp.tzinfo else stamp.replace(tzinfo=timezone.utc)
                stamps.append((int(stamp.timestamp()), stamp.microsecond * 1000))
            where, first = lastmods.setdefault(page.url, (d.path, stamp))
            if stamp != first:
                group.fail(d.path, f"{page.url} has the lastmod {stamp}, but {first} in {where}")
        check_newest(group, d, [stamps])
    for page in sorted({e.link for feed in feeds.values() for e in feed.entries} - noindex - set(lastmods)):
        group.fail(page, "is the page of an entry, but stands in no sitemap")
    for page in sorted(noindex & set(lastmods)):
        group.fail(page, f"is not to be indexed, but stands in {lastmods[page][0]}")
    check_indexes(group, sitemaps, indexes, base)
    group.summary = (f"{len(sitemaps)} sitemaps with {len(lastmods)} URLs and {len(indexes)} index, by ultimate-sitemap-parser: "
                     "all pages of entries, one lastmod each")


def check_indexes(group: Group, sitemaps: list[Document], indexes: list[Document], base: str | None) -> None:
    expected, named = {(base or "") + quoted(d.path) for d in sitemaps}, set()
    for d in indexes:
        parsed = sitemap_from_str(d.data.decode("utf-8"))  # does not fetch: the parts stay unread, only named
        if not isinstance(parsed, IndexXMLSitemap):
            group.fail(d.path, f"is read as {type(parsed).__name__}, not as a sitemap index")
            continue
        urls = {part.url for part in parsed.sub_sitemaps}
        group.equal(d.path, "the number of its different sitemaps", len(urls), d.entries)
        for url in sorted(urls - expected):
            group.fail(d.path, f"names {url}, which is no sitemap in the manifest")
        named |= urls
    if indexes or len(sitemaps) > 1:
        for url in sorted(expected - named):
            group.fail(url, "is a sitemap that no index names")


def check_robots(documents: list[Document], base: str | None) -> None:
    robots = [d for d in documents if d.format == "robots" and d.data is not None]
    if not robots:
        return
    group, count = Group("robots"), 0
    known = {(base or "") + quoted(d.path) for d in documents if d.format in ("sitemap", "sitemapindex")}
    for d in robots:
        parser = urllib.robotparser.RobotFileParser()
        parser.parse(d.data.decode("utf-8").splitlines())
        named = parser.site_maps() or []
        count += len(named)
        if known and not named:
            group.fail(d.path, "names no sitemap")
        for url in sorted(set(named) - known):
            group.fail(d.path, f"names {url}, which is no sitemap in the manifest")
    group.summary = f"{len(robots)} robots.txt, by urllib.robotparser: names {count} sitemap documents of the manifest"


def check_parsers(program: str) -> None:
    """What other people's parsers read of each entry is what its content file says, or there is an excuse that is needed."""
    group, matrix = Group("parsers"), parsers.matrix.Matrix()
    root = Path(__file__).resolve().parents[1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, first in enumerate(("permalink-first", "link-first")):
            matrix.check(parsers.full_site.make(folder / f"full-{number}", program, first))
        for name, corpus in (("the sample", root / "Tests/Fixtures/corpus"), ("the real item", root.parent / "shared/corpus")):
            if corpus.is_dir():
                matrix.check(parsers.content.make(name, corpus, folder / corpus.parent.name, program))
    group.problems = matrix.reported() + matrix.unneeded()
    group.summary = (f"{matrix.compared} values of {sum(matrix.read.values())} entries, by {', '.join(matrix.read)} and listparser: "
                     f"the content's, but for {len(parsers.excuses.EXCUSES)} excuses")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("output", type=Path, metavar="OUTPUT_DIR", nargs="?")
    arguments.add_argument("--program", metavar="TIDINGS", help="the program, to make documents of which all is known")
    arguments.add_argument("--table", action="store_true", help="print what which parser reads in another way, as Markdown")
    arguments.add_argument("--noindex", action="append", default=[], metavar="URL",
                           help="a page of an entry that must stand in no sitemap (may be repeated)")
    options = arguments.parse_args()
    if options.table:
        print(parsers.matrix.table(), end="")
        return 0
    if not options.output:
        arguments.error("OUTPUT_DIR is missing")
    if not shutil.which("xmllint"):
        arguments.error("xmllint is not on the PATH (Debian: libxml2-utils)")
    try:
        manifest = json.loads((options.output / "manifest.json").read_text(encoding="utf-8"))
        documents = [Document(record, options.output) for record in manifest["documents"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"FAIL manifest     {options.output / 'manifest.json'} cannot be read: {error!r}")
        return 1
    if not documents:
        print("FAIL manifest     lists no document")
        return 1

    check_files(documents)
    check_well_formed(documents)
    feeds = check_feeds(documents)
    base = find_base(documents, feeds)
    check_self_links(documents, feeds, base)
    check_agreement(documents, feeds)
    check_identity(documents, feeds)
    check_outlines(documents, base)
    check_sitemaps(documents, feeds, base, set(options.noindex))
    check_robots(documents, base)
    if options.program:
        check_parsers(str(Path(options.program).resolve()))
    for group in Group.every:
        group.report()
    problems = sum(len(group.problems) for group in Group.every)
    print(f"{problems} disagreement{'' if problems == 1 else 's'}" if problems else "all documents agree")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
