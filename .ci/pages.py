#!/usr/bin/env python3
"""Built sites whose generators Tidings knows nothing of (corpus.convention: html): every page of the folder is in a sitemap, and entries and
their dates are those of the generator's own feed.

    .ci/pages.py TIDINGS BIN

BIN is the folder of mkdocs, pelican, nikola and sphinx-build.
"""
import calendar
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import feedparser

TIDINGS, BIN = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
failures = []
POSTS = {f"post-{n}": (f"Post {n}", f"2026-0{n}-1{n}", f"First words of post {n}.\n\nSecond paragraph, number {n}.\n") for n in range(1, 7)}
PAGES = {"about": ("About", "Who we are.\n"), "guide": ("Guide", "How it is done.\n")}


def mkdocs(files):
    files["mkdocs.yml"] = (
        "site_name: Example\nsite_url: https://www.example.org/\ntheme: {name: material}\n"
        "plugins:\n  - search\n  - blog\n  - rss: {match_path: blog/posts/.*, date_from_meta: {as_creation: date}, use_git: false}\n"
    )
    files["docs/index.md"] = "# Home\n\nWelcome.\n"
    files["docs/blog/index.md"] = "# Blog\n"
    for name, (title, text) in PAGES.items():
        files[f"docs/{name}.md"] = f"# {title}\n\n{text}"
    for name, (title, date, text) in POSTS.items():
        files[f"docs/blog/posts/{name}.md"] = f"---\ndate: {date}\n---\n# {title}\n\n{text}"
    return [["mkdocs", "build", "-q"]], "site", "feed_rss_created.xml"


def pelican(files):
    files["pelicanconf.py"] = (
        "SITENAME = 'Example'\nSITEURL = 'https://www.example.org'\nPATH = 'content'\nTIMEZONE = 'UTC'\nDEFAULT_LANG = 'en'\n"
        "AUTHOR = 'Mina'\nFEED_ALL_ATOM = 'feeds/all.atom.xml'\nRELATIVE_URLS = False\n"
    )
    for name, (title, text) in PAGES.items():
        files[f"content/pages/{name}.md"] = f"Title: {title}\n\n{text}"
    for name, (title, date, text) in POSTS.items():
        files[f"content/{name}.md"] = f"Title: {title}\nDate: {date} 10:00\nTags: birds, {name}\n\n{text}"
    return [["pelican", "content", "-o", "output", "-s", "pelicanconf.py", "-q"]], "output", "feeds/all.atom.xml"


def nikola(files):
    files["conf.py"] = (
        "BLOG_AUTHOR = 'Mina'\nBLOG_TITLE = 'Example'\nSITE_URL = 'https://www.example.org/'\nBLOG_EMAIL = 'm@example.org'\n"
        "BLOG_DESCRIPTION = 'x'\nDEFAULT_LANG = 'en'\nTIMEZONE = 'UTC'\nTHEME = 'base'\n"
        "NAVIGATION_LINKS = {'en': ()}\nPOSTS = (('posts/*.md', 'posts', 'post.tmpl'),)\nPAGES = (('pages/*.md', 'pages', 'page.tmpl'),)\n"
        "COMPILERS = {'markdown': ('.md',), 'html': ('.html',)}\nGENERATE_ATOM = False\nFEED_LENGTH = 50\n"
    )
    for name, (title, text) in PAGES.items():
        files[f"pages/{name}.md"] = f".. title: {title}\n.. slug: {name}\n\n{text}"
    for name, (title, date, text) in POSTS.items():
        files[f"posts/{name}.md"] = f".. title: {title}\n.. slug: {name}\n.. date: {date} 10:00:00 UTC\n.. tags: birds\n\n{text}"
    return [["nikola", "build", "-q"]], "output", "rss.xml"


def sphinx(files):
    files["conf.py"] = (
        "project = 'Example'\nextensions = ['ablog']\nblog_title = 'Example'\nblog_baseurl = 'https://www.example.org'\n"
        "html_baseurl = 'https://www.example.org/'\nblog_feed_fulltext = True\nhtml_theme = 'alabaster'\nblog_path = 'blog'\n"
    )
    toc = "".join(f"   {name}\n" for name in [*PAGES, *POSTS])
    files["index.rst"] = f"Home\n====\n\n.. toctree::\n\n{toc}"
    for name, (title, text) in PAGES.items():
        files[f"{name}.rst"] = f"{title}\n{'=' * len(title)}\n\n{text}"
    for name, (title, date, text) in POSTS.items():
        files[f"{name}.rst"] = f".. post:: {date}\n   :tags: birds\n\n{title}\n{'=' * len(title)}\n\n{text}"
    return [["sphinx-build", "-q", "-b", "html", ".", "_website"]], "_website", "blog/atom.xml"


def expect(name, found, wanted):
    if found != wanted:
        failures.append(f"{name}: missing {sorted(wanted - found)[:6]}, too many {sorted(found - wanted)[:6]}")


def page(address):
    return re.sub(r"(/index\.html|\.html|/)$", "", address)


def pages(folder):
    """Addresses of all pages that are pages."""
    found = set()
    for path in glob.glob(folder + "/**/*.html", recursive=True):
        name = os.path.relpath(path, folder)
        with open(path, encoding="utf-8") as file:
            text = file.read()
        if re.search(r"http-equiv=.?refresh", text) or "noindex" in re.sub(r"(?s)<body.*", "", text):
            continue
        if name in ("404.html", "search.html", "genindex.html") or name.startswith(("_static/", "_modules/")):
            continue
        found.add(page("https://www.example.org/" + name))
    return found


for generator in (mkdocs, pelican, nikola, sphinx):
    name, folder, files = generator.__name__, tempfile.mkdtemp(prefix="pages-"), {}
    commands, site, feed = generator(files)
    for path, text in files.items():
        os.makedirs(os.path.dirname(os.path.join(folder, path)) or folder, exist_ok=True)
        with open(os.path.join(folder, path), "w") as file:
            file.write(text)
    for command in [[f"{BIN}/{commands[0][0]}", *commands[0][1:]], [TIDINGS, "init", "--site", site], [TIDINGS, "build", "--output", ".feeds", "--no-ledger", "--now", "2026-11-01T00:00:00Z"]]:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
        if done.returncode:
            failures.append(f"{name}: {' '.join(command)}: {done.returncode} {(done.stdout + done.stderr)[-600:]}")
            break
    else:
        with open(folder + "/.feeds/feed.json") as file:
            items = json.load(file)["items"]
        own = feedparser.parse(f"{folder}/{site}/{feed}").entries
        stamp = lambda entry: calendar.timegm(entry.get("published_parsed") or entry.updated_parsed) // 86400
        ours = {(page(i["url"]), i["title"], calendar.timegm(tuple(map(int, re.split(r"[-T:Z+]", i["date_published"])[:6]))) // 86400) for i in items}
        expect(f"{name}, entries", ours, {(page(e.link), e.title, stamp(e)) for e in own})
        listed = set()
        for path in glob.glob(folder + "/.feeds/*sitemap*.xml"):
            with open(path) as file:
                text = file.read()
            if "<urlset" in text:
                listed |= {page(u) for u in re.findall(r"<loc>([^<]*)</loc>", text)}
        expect(f"{name}, pages", listed, pages(f"{folder}/{site}"))
        for item in items:
            number = item["title"].split()[-1]
            if f"Second paragraph, number {number}." not in item["content_html"]:
                failures.append(f"{name}: no words in {item['url']}: {item['content_html'][:200]}")
    shutil.rmtree(folder) if not os.environ.get("KEEP") else print(folder)
for failure in failures:
    print(failure)
print(f"{len(failures)} differences between built folders and what Tidings makes of them")
sys.exit(bool(failures))
