"""A site in which every optional feature is on, and what must be read of each of its entries.

What is expected stands beside what is written: nothing here is taken from a document.
"""
from __future__ import annotations

import json
import subprocess
from pathlib import Path
from urllib.parse import quote

from .form import Entry, instant
from .sources import Source

BASE = "https://full.example.org/"
FILES = "https://cdn.example.org/files/"
AUTHORITY = "full.example.org,2020"
EDITORS = ("Editors & Friends", "editors@full.example.org")
BEFORE, NOW = "2026-03-01T12:00:00Z", "2026-03-02T12:00:00Z"
ENTRIES = 16

CONFIGURATION = {
    "site": {
        "baseURL": BASE, "title": "All <of> it & “more”", "description": "Everything that can be on, 5 < 6 & so on",
        "language": "en", "timeZone": "Europe/Berlin", "author": {"name": EDITORS[0], "email": EDITORS[1]},
        "copyright": "© All of it & more", "icon": "/icon.png", "assetBaseURL": FILES, "tagAuthority": AUTHORITY,
    },
    "corpus": {"path": "content", "assets": "assets"},
    "feeds": {
        "entries": ENTRIES, "archives": "year", "taxonomies": True, "ttl": 60, "tombstoneDays": 90,
        "cloud": {"domain": "cloud.example.org", "path": "/notify", "protocol": "http-post"},
        "combined": [{"name": "Sky without water", "path": "dry", "include": ["Sky: *"], "exclude": ["Earth: Water & Ice"]}],
    },
    "topics": {"authors": True},
    "hubs": ["https://hub.example.org/"], "robots": True, "pages": {"enabled": True},
    "sitemaps": {"news": {"publication": "All of it"}, "lists": True},
    "hosting": {"compressed": ["gzip"], "headers": ["json"]},
    "indexNow": {"key": "0123456789abcdef"},
}

ASSETS = {"dish.jpg": 1234, "talk.mp3": 40_000, "paper.pdf": 5_000, "flight.mp4": 70_001}

# The topics: what stands in `categories`; their label, the name of their vocabulary, and the last part of their path.
TOPICS = {
    "Sky: Stars": ("Stars", "sky", "sky-stars"),
    "Sky: Moons, Rings & <Dust>": ("Moons, Rings & <Dust>", "sky", "sky-moons-rings-dust"),
    "Earth: Water & Ice": ("Water & Ice", "earth", "earth-water-ice"), "Earth: אבן": ("אבן", "earth", "earth-אבן"),
}

# Front matter is plain text that may have been HTML once: its entities stand for their characters.
AWKWARD_SOURCE = "5 < 6 & \"7\" > '4' &amp;amp; &lt;b&gt;bold&lt;/b&gt; ]]> \\ 100 %"
AWKWARD = "5 < 6 & \"7\" > '4' &amp; <b>bold</b> ]]> \\ 100 %"


def curated(original: str, brand: str, via: tuple[str, str] | None = None) -> str:
    line = f'Read the original at <a href="{original}">{brand}</a>'
    return f"<p>{line}" + (f', found via <a href="{via[0]}">{via[1]}</a>' if via else "") + "</p>"


def media_type(address: str) -> str:
    return "image/jpeg" if ".jpg" in address else "image/png"


def player(element: str, address: str) -> str:
    """A recording as the content writes it: what cannot play it shows a link."""
    return f'<{element} src="{address}" controls=""><a href="{address}">{address.removeprefix("https://")}</a></{element}>'


class Item:
    """One content file. `more` is front matter of its own."""

    def __init__(self, slug: str, title: str, date: str, body: str, *, modified: str | None = None,
                 authors: tuple = (("Ana Lima", None, None),), topics=("Sky: Stars",), tags=(), summary: str | None = None,
                 title_expected: str | None = None,
                 summary_expected: str | None = None, picture: tuple | None = None, picture_expected: tuple | None = None,
                 attachment: tuple | None = None, enclosures=(), original: tuple | None = None, via: tuple | None = None,
                 content_expected: str | None = None, language: str | None = None, more: dict | None = None):
        self.slug, self.language, self.topics, self.authors = slug, language, topics, authors
        front = {
            "id": slug, "title": title, "date": date, "basePath": "/news/", "slug": slug, "categories": list(topics),
            "lastMod": modified, "description": summary, "tags": list(tags), "language": language,
            "breadcrumbLinks": ["/", "/news/", ""],
        }
        if authors:
            front["author"] = [
                {"name": name, **({"email": mail} if mail else {}), **({"url": page} if page else {})} if mail or page else name
                for name, mail, page in authors
            ]
        if picture:
            address, alternative, size = picture
            front["featuredImage"] = {"href": address, "alt": alternative, "size": size, "valid": True}
        if attachment:
            front["featuredPdf"] = {"href": attachment[0], "type": attachment[1], "length": attachment[2]}
        if original:
            front["link"] = {"original": original[0], "brand": original[1]}
        if via:
            front["via"], front["viaLink"] = via[1], via[0]
        front |= more or {}
        self.text = "---\n" + "".join(
            f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in front.items() if value not in (None, [])
        ) + "---\n" + body + "\n"

        people = list(authors) or [(EDITORS[0], EDITORS[1], None)]
        filed = [(TOPICS[topic][0], f"tag:{AUTHORITY}:taxonomy/{TOPICS[topic][1]}") for topic in topics]
        filed += [(tag, None) for tag in tags]
        published = instant(date)
        named = (FILES + picture[0], picture[1]) if picture else picture_expected
        self.expected = Entry(
            id=f"tag:{AUTHORITY.split(',')[0]},{date[:10]}:{slug}", title=title_expected or title, link=f"{BASE}news/{slug}/",
            published=published, updated=instant(modified) if modified else published,
            authors=[name for name, _, _ in people], mails=[mail for _, mail, _ in people], pages=[page for _, _, page in people],
            terms=[TOPICS[topic][2] for topic in topics] + list(tags), categories=[label for label, _ in filed], schemes=[scheme for _, scheme in filed],
            summary=summary_expected or summary, content=content_expected or body,
            editor=EDITORS[1], picture_type=media_type(named[0]) if named else None,
            picture_length=ASSETS.get(picture[0]) if picture else None, picture=named[0] if named else None, alternative=(named[1] or None) if named else None,
            enclosures=list(enclosures))
        self.original = original[0] if original else None


DISH = ("dish.jpg", "A dish, 5 < 6 & a \"moon\"", [640, 480])
DISH_FILE = (FILES + "dish.jpg", "image/jpeg", 1234)
TALK = (FILES + "talk.mp3", "audio/mpeg", 40_000)
PAPER = (FILES + "paper.pdf", "application/pdf", 5_000)

ITEMS = [
    Item("plain", "A plain item", "2026-02-27T08:00:00Z", "<p>Nothing special here.</p>", summary="Plain, and that is all."),
    Item("awkward", AWKWARD_SOURCE, "2026-02-26T08:00:00Z",
         "<p>Text with 5 &lt; 6 &amp; 7, &amp;amp; and &lt;b&gt;no bold&lt;/b&gt; ]]&gt;.</p>"
         "<pre><code>if a &lt; b &amp;&amp; c {\n  print(&quot;&lt;p&gt;&quot;)\n}</code></pre>"
         '<p>A <a href="https://other.example.org/?a=1&amp;b=2#c">link with a query</a>, <em>stress</em>, <strong>strength</strong> and <code>code</code>.</p>'
         "<ul><li>One</li><li>Two</li></ul><blockquote><p>Said.</p></blockquote>",
         summary=AWKWARD_SOURCE + " in short", title_expected=AWKWARD,
         summary_expected=AWKWARD + " in short", tags=["R&D", "C<T>", "a, b"], authors=(("O'Neil & Sons, <Ltd>", None, None),),
         topics=("Sky: Moons, Rings & <Dust>",)),
    Item("picture", "With a picture", "2026-02-25T08:00:00Z", "<p>Words beside a picture.</p>", summary="Look at it.",
         picture=DISH, enclosures=[DISH_FILE]),
    Item("pictured-text", "With a picture in the text", "2026-02-24T08:00:00Z",
         '<p>Before.</p><p><img src="https://img.example.org/a.png?w=1&amp;h=2" alt="A &amp; B" width="640" height="480"></p><p>After.</p>',
         summary="See within.", picture_expected=("https://img.example.org/a.png?w=1&h=2", "A & B")),
    Item("no-alternative", "A picture that nobody describes", "2026-02-23T08:00:00Z", "<p>Look.</p>", summary="A picture, no words.",
         picture=("unknown.png", None, None)),
    Item("audio", "A talk", "2026-02-22T08:00:00Z", "<p>Listen to it.</p>", summary="Forty minutes.",
         attachment=("talk.mp3", "audio/mpeg", None), enclosures=[TALK]),
    Item("video", "A flight", "2026-02-21T08:00:00Z",
         '<p>Watch it.</p>' + player("video", "https://video.example.org/flight.mp4"), summary="Two minutes.",
         enclosures=[("https://video.example.org/flight.mp4", "video/mp4", None)]),
    Item("paper", "A paper", "2026-02-20T08:00:00Z", "<p>Read it.</p>", summary="Twelve pages.",
         attachment=("paper.pdf", None, None), enclosures=[PAPER]),
    Item("recordings", "A paper, a talk, a flight and a picture", "2026-02-19T08:00:00Z",
         '<p>All there is.</p>' + player("audio", "https://audio.example.org/talk.ogg")
         + player("video", "https://video.example.org/all.webm"), summary="Of everything one.",
         picture=DISH, attachment=("paper.pdf", None, None),
         enclosures=[DISH_FILE, PAPER, ("https://audio.example.org/talk.ogg", "audio/ogg", None),
                     ("https://video.example.org/all.webm", "video/webm", None)]),
    Item("curated", "About an article elsewhere", "2026-02-18T08:00:00Z", "<p>They have seen it too.</p>", summary="Somebody else's.",
         original=("https://news.example.net/story?id=7&page=2", "news.example.net"),
         via=("https://letters.example.net/42?a=b&c=d", "Jane's letters"),
         content_expected=curated("https://news.example.net/story?id=7&amp;page=2", "news.example.net",
                                  ("https://letters.example.net/42?a=b&amp;c=d", "Jane's letters"))
         + "<p>They have seen it too.</p>"),
    Item("taken-over", "From another's feed", "2026-02-17T08:00:00Z", "<p>It was there first.</p>", summary="Taken over.",
         picture=DISH, enclosures=[DISH_FILE], modified="2026-02-17T09:30:00.25Z",
         more={"sourceFeed": {"url": "https://planet.example.net/rss.xml", "title": "Planet & Co",
                              "id": "https://planet.example.net/", "updated": "2026-02-16T00:00:00Z"}}),
    Item("authors", "By many", "2026-02-16T08:00:00Z", "<p>We wrote it.</p>", summary="Together.",
         authors=(("Ana Lima", "ana@full.example.org", "https://ana.example.org/"), ("Bo Li", None, "https://bo.example.org/"),
                  ("Chi (C.) Okoro", "chi@full.example.org", None), ("Dee", None, None)),
         topics=("Sky: Stars", "Earth: Water & Ice"), tags=["Together"]),
    Item("two", "By two", "2026-02-15T20:00:00Z", "<p>We did.</p>", summary="Two names, no mail.",
         authors=(("Bo Li", None, None), ("Dee", None, None))),
    Item("nobody", "By nobody", "2026-02-15T08:00:00Z", "<p>Who wrote it?</p>", summary="Nobody knows.", authors=()),
    Item("no-summary", "Without a summary", "2026-02-14T08:00:00Z", "<p>The first words stand for it.</p>",
         summary_expected="The first words stand for it."),
    Item("hebrew", "כוכבים ומים: שלום & <עולם>", "2026-02-13T23:30:00+02:00",
         '<p dir="rtl" lang="he">שלום עולם, 123 &amp; abc.</p>', summary="תקציר קצר, abc.", language="he",
         authors=(("נועה בן־צור", "noa@full.example.org", None),), topics=("Earth: אבן",), tags=["חלל"]),
    Item("emoji", "👩‍🚀 + 👨‍👩‍👧‍👦 = 🚀🇺🇳 1️⃣ 𝕏 é", "2026-02-12T08:00:00.123456Z",
         "<p>宇宙 🪐 with <em>👩🏽‍🚀</em> and 𠀋.</p>", modified="2026-02-12T08:00:01.5Z", summary="👩‍🚀 短い要約 𝕏", language="ja",
         authors=(("山田 🪐 花子", None, None),), tags=["宇宙", "🚀"]),
    Item("everything", "كل شيء & <everything> 🌍", "2026-02-11T08:00:00Z",
         '<p dir="rtl">مرحبا 🌍 &amp; أهلا.</p><figure><img src="https://img.example.org/b.png" alt="B" width="64" height="64">'
         '<figcaption>Below</figcaption></figure>' + player("audio", "https://audio.example.org/all.mp3"),
         modified="2026-02-20T10:46:42.897697Z", summary="ملخص & <summary>", language="ar", picture=DISH,
         authors=(("ليلى & <Co>", "leila@full.example.org", "https://leila.example.org/"), ("Bo Li", "bo@full.example.org", None)),
         topics=("Sky: Moons, Rings & <Dust>", "Earth: אבן"), tags=["R&D", "🌍"], attachment=("paper.pdf", "application/pdf", None),
         original=("https://news.example.net/all?id=7&page=2", "news.example.net & <Co>"),
         via=("https://letters.example.net/43", "Jane & Jo"),
         enclosures=[DISH_FILE, PAPER, ("https://audio.example.org/all.mp3", "audio/mpeg", None)],
         content_expected=curated("https://news.example.net/all?id=7&amp;page=2", "news.example.net &amp; &lt;Co&gt;",
                                  ("https://letters.example.net/43", "Jane &amp; Jo"))
         + '<p dir="rtl">مرحبا 🌍 &amp; أهلا.</p><figure><img src="https://img.example.org/b.png" alt="B" width="64" height="64">'
         '<figcaption>Below</figcaption></figure>' + player("audio", "https://audio.example.org/all.mp3"),
         more={"sourceFeed": {"url": "https://planet.example.net/atom.xml", "title": "Planet & <Co>"}}),
] + [
    Item(f"old-{year}-{month}", f"Old news of {month}/{year}", f"{year}-{month:02}-05T00:00:00Z", f"<p>Of {month}/{year}.</p>",
         summary=f"What was in {month}/{year}.", topics=("Sky: Stars",) if month % 2 else ("Earth: Water & Ice",),
         picture=DISH if month == 1 else None, enclosures=[DISH_FILE] if month == 1 else [])
    for year in (2025, 2024) for month in (12, 11, 1)
]

WITHDRAWN = Item("withdrawn", "Not for long", "2026-02-28T08:00:00Z", "<p>Gone.</p>", summary="Gone.")


# The feeds: their folder, what they are called, and the heading under which the list of feeds has them.
NAMES = {f"topic/{path}": (name, name.split(":")[0]) for name, (_, _, path) in TOPICS.items()} | {
    "taxonomy/sky": ("Sky", None), "taxonomy/earth": ("Earth", None), "dry": ("Sky without water", None)} | {
    f"author/{folder}": (name, "Authors") for name, folder in {
        "Ana Lima": "ana-lima", "Bo Li": "bo-li", "Chi (C.) Okoro": "chi-c-okoro", "Dee": "dee",
        "O'Neil & Sons, <Ltd>": "o-neil-sons-ltd", "נועה בן־צור": "נועה-בן-צור", "ليلى & <Co>": "ليلى-co", "山田 🪐 花子": "山田-花子",
    }.items()}


def feed_address(folder: str) -> str:
    return BASE + quote(folder) + "/rss.xml"


def folders() -> dict[str, list[str]]:
    """Which items each feed has, newest first."""
    def those(test) -> list[str]:
        found = [item for item in ITEMS if test(item)]
        return [item.expected.id for item in sorted(found, key=lambda item: -item.expected.published)]

    filed = {"": those(lambda item: True)}
    for folder, (name, heading) in NAMES.items():
        if heading == "Authors":
            filed[folder] = those(lambda item: name in [author for author, _, _ in item.authors])
        elif heading:
            filed[folder] = those(lambda item: name in item.topics)
        elif folder == "dry":
            filed[folder] = those(lambda item: any(topic.startswith("Sky") for topic in item.topics)
                                  and "Earth: Water & Ice" not in item.topics)
        else:
            filed[folder] = those(lambda item: any(topic.startswith(name) for topic in item.topics))
    return filed


# What must stand in the documents, so that everything is on indeed.
MARKS = {
    "rss.xml": ["<ttl>", "<cloud ", 'rel="hub"', 'rel="prev-archive"', "<source ", "<enclosure ", "<media:content ", "<dc:language>",
                'rel="via"', 'rel="related"', "<dc:creator>", " domain="],
    "atom.xml": ["<at:deleted-entry ", 'rel="hub"', 'rel="prev-archive"', "<source>", 'rel="enclosure"', "<media:content ",
                 'xml:lang="he"', 'rel="via"', 'rel="related"', "<email>", "<uri>", " scheme="],
    "feed.json": ['"hubs"', '"next_url"', '"attachments"', '"image"', '"language": "he"', '"external_url"', '"via_url"', "mailto:"],
    "archive-2025.rss.xml": ["<fh:archive/>"], "archive-2025.atom.xml": ["<fh:archive/>"],
}


def check_marks(output: Path) -> None:
    for name, marks in MARKS.items():
        text = (output / name).read_text(encoding="utf-8")
        for mark in marks:
            if mark not in text:
                raise SystemExit(f"read-back: the site with all features has no {mark} in {name}")


def make(folder: Path, program: str, first: str = "permalink-first") -> Source:
    """Writes the site, builds it, withdraws an item, and builds it again."""
    site, output = folder / "site", folder / "output"
    (site / "content").mkdir(parents=True)
    (site / "assets").mkdir()
    for name, length in ASSETS.items():
        (site / "assets" / name).write_bytes(b"\0" * length)
    configuration = CONFIGURATION | {"feeds": CONFIGURATION["feeds"] | {"curated": first}}
    (site / "tidings.yaml").write_text(json.dumps(configuration, ensure_ascii=False, indent=1), encoding="utf-8")
    for item in ITEMS + [WITHDRAWN]:
        (site / "content" / f"{item.slug}.html").write_text(item.text, encoding="utf-8")
    for now in (BEFORE, NOW):
        run = subprocess.run([program, "build", str(site), "-o", str(output), "--now", now], capture_output=True, text=True)
        if run.returncode:
            raise SystemExit(f"read-back: the site with all features cannot be built\n{run.stdout}{run.stderr}")
        (site / "content" / "withdrawn.html").unlink(missing_ok=True)
    check_marks(output)
    expected = {}
    for item in ITEMS:
        entry = Entry(**vars(item.expected))
        if first == "link-first" and item.original:
            entry.link = item.original
        expected[entry.id] = entry
    pages = {item.expected.id: item.expected.link for item in ITEMS}
    filed = folders()
    title = CONFIGURATION["site"]["title"]
    outlines = {(feed_address(folder), f"{name} – {title}", heading) for folder, (name, heading) in NAMES.items()}
    return Source("everything on" if first == "permalink-first" else "everything on, articles first", output, expected,
                  is_exact=True, permalinks=pages, filed=filed, limit=ENTRIES, open_year=NOW[:4], outlines=outlines)
