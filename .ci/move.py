#!/usr/bin/env python3
"""Sites that move here by the book, and their subscribers: `tidings init`, `ids adopt`, `build`, and nothing else.

    .ci/move.py TIDINGS BIN [GENERATOR ...]

BIN is the folder of hugo, mkdocs, pelican and nikola; Jekyll is the system's. Each generator builds a site of 36 posts. newsboat, the
library `reader` and feedparser follow every feed of it, from a static server without redirects. Then the documents of Tidings
take the place of the generator's feeds, and the same addresses are polled again: no entry may be new, none lost, no address dead. Then
there is one more post: each feed that it is in has it, once. `tidings move-check` has to say the same beforehand.

MkDocs' plugin makes a second feed, in the order of changes. Tidings has none, so it is published as the plugin makes it (`feeds.kept`).
"""
import functools
import http.server
import json
import os
import shutil
import socketserver
import sqlite3
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.request

import feedparser
from reader import make_reader

TIDINGS, BIN = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
BASE = "https://www.example.org/"
POSTS = 36
failures = []


def date(number):
    return f"2026-{1 + number // 20:02}-{1 + number % 20:02}"


def post(number):
    """Its title, date, tag and text. Every third is long."""
    text = f"First words of post {number}, *with* emphasis.\n\nSecond paragraph.\n" + "\nMore words.\n" * (number % 3)
    return f"Post {number}", date(number), f"tag{number % 3}", text


def jekyll(files, numbers):
    files["_config.yml"] = (
        f"url: {BASE[:-1]}\ntitle: Example\nplugins: [jekyll-feed, jekyll-sitemap]\nauthor: mina\nexclude: [tidings.yaml]\n"
        "feed: {posts_limit: 12, categories: [news], tags: true, collections: {tea: {path: /tea.xml}}}\ncollections: {tea: {output: true}}\n"
    )
    files["_data/authors.yml"] = "mina: {name: Mina Berg, uri: https://mina.example/}\n"
    files["_layouts/default.html"] = '<html><head><title>{{ page.title }}</title><link rel="alternate" type="application/atom+xml" href="/feed.xml"></head><body><main>{{ content }}</main></body></html>\n'
    files["index.md"] = "---\nlayout: default\n---\nHome\n"
    files["_tea/2026-01-05-green.md"] = "---\nlayout: default\ntitle: Green\n---\nGreen tea.\n"
    for number in numbers:
        title, day, tag, text = post(number)
        slug = "slug: other\npermalink: /custom/\n" if number == 3 else ""
        files[f"_posts/{day}-post-{number}.md"] = f"---\nlayout: default\ntitle: {title}\ncategories: [news]\ntags: [{tag}]\n{slug}---\n{text}"
    return [["jekyll", "build", "-q"]], "_site", [], "_feeds"


def hugo(files, numbers):
    files["hugo.toml"] = f"baseURL = '{BASE}'\ntitle = 'Example'\n[services.rss]\nlimit = 16\n[languages.en]\nweight = 1\n[languages.de]\nweight = 2\ntitle = 'Beispiel'\n"
    layout = '<html><head><title>{{ .Title }}</title>{{ with .OutputFormats.Get "rss" }}<link rel="alternate" type="application/rss+xml" href="{{ .RelPermalink }}">{{ end }}</head><body><main>{{ .Content }}</main></body></html>'
    files["layouts/_default/single.html"] = files["layouts/_default/list.html"] = layout
    files["content/posts/_index.md"] = "---\ntitle: All posts\n---\n"
    files["content/about.md"] = "---\ntitle: About\n---\nAbout us.\n"
    for number in numbers:
        title, day, tag, text = post(number)
        section = "notes" if number % 5 == 0 else "posts"
        ending = ".de.md" if number % 7 == 0 else ".md"
        files[f"content/{section}/post-{number}{ending}"] = f"---\ntitle: {title}\ndate: {day}\ntags: [{tag}]\n---\n{text}"
    return [[f"{BIN}/hugo", "--quiet"]], "public", [], "output"


def pelican(files, numbers):
    files["pelicanconf.py"] = (
        f"SITENAME = 'Example'\nSITEURL = '{BASE[:-1]}'\nPATH = 'content'\nTIMEZONE = 'UTC'\nDEFAULT_LANG = 'en'\n"
        "AUTHOR = 'Mina'\nFEED_ALL_ATOM = 'feeds/all.atom.xml'\nCATEGORY_FEED_ATOM = None\nTAG_FEED_ATOM = 'feeds/{slug}.atom.xml'\n"
        "AUTHOR_FEED_ATOM = None\nAUTHOR_FEED_RSS = None\nTRANSLATION_FEED_ATOM = None\nRELATIVE_URLS = False\nFEED_MAX_ITEMS = 10\n"
    )
    for number in numbers:
        title, day, tag, text = post(number)
        files[f"content/post-{number}.md"] = f"Title: {title}\nDate: {day} 10:00\nTags: {tag}\n\n{text}"
    return [[f"{BIN}/pelican", "content", "-o", "output", "-s", "pelicanconf.py", "-q"]], "output", ["--site", "output"], ".feeds"


def nikola(files, numbers):
    files["conf.py"] = (
        f"BLOG_AUTHOR = 'Mina'\nBLOG_TITLE = 'Example'\nSITE_URL = '{BASE}'\nBLOG_EMAIL = 'm@example.org'\n"
        "BLOG_DESCRIPTION = 'x'\nDEFAULT_LANG = 'en'\nTIMEZONE = 'UTC'\nTHEME = 'base'\n"
        "NAVIGATION_LINKS = {'en': ()}\nPOSTS = (('posts/*.md', 'posts', 'post.tmpl'),)\nPAGES = (('pages/*.md', 'pages', 'page.tmpl'),)\n"
        "COMPILERS = {'markdown': ('.md',), 'html': ('.html',)}\nGENERATE_ATOM = False\nFEED_LENGTH = 10\n"
    )
    files["pages/about.md"] = ".. title: About\n.. slug: about\n\nAbout us.\n"
    for number in numbers:
        title, day, tag, text = post(number)
        files[f"posts/post-{number}.md"] = f".. title: {title}\n.. slug: post-{number}\n.. date: {day} 10:00:00 UTC\n.. tags: {tag}\n\n{text}"
    return [[f"{BIN}/nikola", "build", "-q"]], "output", ["--site", "output"], ".feeds"


def mkdocs(files, numbers):
    files["mkdocs.yml"] = (
        f"site_name: Example\nsite_url: {BASE}\ntheme: {{name: material}}\n"
        "plugins:\n  - search\n  - blog\n  - rss: {match_path: blog/posts/.*, date_from_meta: {as_creation: date}, use_git: false, length: 12}\n"
    )
    files["docs/index.md"] = "# Home\n\nWelcome.\n"
    files["docs/blog/index.md"] = "# Blog\n"
    for number in numbers:
        title, day, tag, text = post(number)
        files[f"docs/blog/posts/post-{number}.md"] = f"---\ndate: {day}\n---\n# {title}\n\n{text}"
    return [[f"{BIN}/mkdocs", "build", "-q"]], "site", ["--site", "site"], ".feeds"


class Quiet(http.server.SimpleHTTPRequestHandler):
    def do_GET(self):
        # It knows times by the second, in which a site can be built twice.
        del self.headers["If-Modified-Since"]
        super().do_GET()

    def log_message(self, *_):
        pass


class Subscribers:
    """Everybody who follows a feed of the site, at the addresses that it has from the first day on."""

    def __init__(self, folder, www, paths):
        self.folder, self.paths = folder, paths
        handler = functools.partial(Quiet, directory=www)
        self.server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.host = f"http://127.0.0.1:{self.server.server_address[1]}/"
        self.reader = make_reader(":memory:")
        for path in paths:
            self.reader.add_feed(self.host + path)
        with open(folder + "/urls", "w") as file:
            file.write("".join(f"{self.host}{path}\n" for path in paths))

    def poll(self, what):
        """New entries by feed, as `reader` and newsboat have them; the ids that feedparser finds."""
        for result in self.reader.update_feeds_iter(scheduled=False):
            if isinstance(result.value, Exception):
                failures.append(f"{what}: {result.url}: {result.value!r}")
        new = {path: {e.title for e in self.reader.get_entries(feed=self.host + path, read=False)} for path in self.paths}
        for entry in list(self.reader.get_entries(read=False)):
            self.reader.mark_entry_as_read(entry)
        files = ["-u", self.folder + "/urls", "-c", self.folder + "/cache.db"]
        subprocess.run(["newsboat", *files, "-x", "reload"], check=True, capture_output=True)
        with sqlite3.connect(self.folder + "/cache.db") as database:
            rows = database.execute("select feedurl, title from rss_item where unread = 1").fetchall()
            database.execute("update rss_item set unread = 0")
        for path in self.paths:
            titles = {title for url, title in rows if url == self.host + path}
            # newsboat knows an entry by its id, whatever feed it is in.
            if titles - new[path]:
                failures.append(f"{what}: newsboat shows {titles - new[path]} of {path}, and reader does not")
        ids = {}
        for path in self.paths:
            try:
                urllib.request.urlopen(self.host + path).close()
                ids[path] = [id for id, _ in entries(self.host + path)]
            except urllib.error.HTTPError as error:
                failures.append(f"{what}: {path} answers {error.code}")
                ids[path] = []
        return new, ids


def is_feed(path):
    with open(path, "rb") as file:
        head = file.read(2000)
    return any(sign in head for sign in (b"<rss", b"<feed", b"jsonfeed.org/version"))


def entries(path):
    """Ids and titles of a feed in a file or at an address; feedparser reads no JSON Feed."""
    if not path.endswith(".json"):
        return [(entry.id, entry.title) for entry in feedparser.parse(path).entries]
    with urllib.request.urlopen(path if "://" in path else "file://" + path) as answer:
        return [(item["id"], item["title"]) for item in json.load(answer)["items"]]


def feeds(folder):
    found = []
    for place, _, names in os.walk(folder):
        for name in names:
            if name.endswith((".xml", ".json")) and is_feed(f"{place}/{name}"):
                found.append(os.path.relpath(f"{place}/{name}", folder))
    return sorted(found)


def run(folder, *command, status=0):
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode != status:
        failures.append(f"{' '.join(command)}: {done.returncode}\n{(done.stdout + done.stderr)[-1500:]}")
        raise RuntimeError
    return done.stdout


def write(folder, make, numbers):
    files = {}
    made = make(files, numbers)
    for path, text in files.items():
        os.makedirs(os.path.dirname(os.path.join(folder, path)) or folder, exist_ok=True)
        with open(os.path.join(folder, path), "w") as file:
            file.write(text)
    return made


def lay(site, documents, www):
    """The site's pages and our documents, as they are served: none of the generator's feeds is left."""
    shutil.rmtree(www)
    shutil.copytree(site, www)
    for path in feeds(www):
        os.remove(f"{www}/{path}")
    shutil.copytree(documents, www, dirs_exist_ok=True)


def move(make):
    name, folder = make.__name__, tempfile.mkdtemp(prefix="move-")
    site_folder, www = folder + "/site", folder + "/www"
    os.makedirs(site_folder)
    commands, built, options, output = write(site_folder, make, range(POSTS))
    for command in commands:
        run(site_folder, *command)
    shutil.copytree(f"{site_folder}/{built}", www)
    # One without entries has nobody who could miss any.
    paths = [path for path in feeds(www) if entries(f"{www}/{path}")]
    subscribers = Subscribers(folder, www, paths)
    _, before = subscribers.poll(f"{name}, before")
    run(site_folder, TIDINGS, "init", *options)
    run(site_folder, TIDINGS, "ids", "adopt")
    run(site_folder, TIDINGS, "build", "--output", output, "--now", "2026-06-01T00:00:00Z")
    output_of_check = run(site_folder, TIDINGS, "move-check", built, output)
    lay(f"{site_folder}/{built}", f"{site_folder}/{output}", www)
    new, after = subscribers.poll(f"{name}, after")
    for path in paths:
        if new[path]:
            failures.append(f"{name}: {path} has {len(new[path])} entries once more: {sorted(new[path])[:3]}")
        if set(before[path]) - set(after[path]):
            failures.append(f"{name}: {path} has lost {sorted(set(before[path]) - set(after[path]))[:3]}")
    # Life goes on.
    write(site_folder, make, range(POSTS + 1))
    for command in commands:
        run(site_folder, *command)
    own = {path: {title for _, title in entries(f"{site_folder}/{built}/{path}")} for path in paths}
    run(site_folder, TIDINGS, "build", "--output", output, "--now", "2026-06-02T00:00:00Z")
    lay(f"{site_folder}/{built}", f"{site_folder}/{output}", www)
    new, _ = subscribers.poll(f"{name}, a new post")
    for path in paths:
        expected = {title for title in own[path] if title == f"Post {POSTS}"}
        if new[path] != expected:
            failures.append(f"{name}: {path} has {new[path]}, not {expected}")
    subscribers.server.shutdown()
    print(f"{name}: {len(paths)} feeds followed; {output_of_check.strip().splitlines()[-1]}")
    shutil.rmtree(folder) if not os.environ.get("KEEP") else print(folder)


for make in (jekyll, hugo, pelican, nikola, mkdocs):
    if sys.argv[3:] and make.__name__ not in sys.argv[3:]:
        continue
    try:
        move(make)
    except RuntimeError:
        pass
for failure in failures:
    print(failure)
print(f"{len(failures)} subscribers who noticed that their site has moved")
sys.exit(bool(failures))
