#!/usr/bin/env python3
"""A year of an editor's work, polled by real readers after every step.

    .ci/year.py TIDINGS [STEPS [SEED [archives|built]]]

Random steps (new, edited, touched, renamed, re-slugged, re-filed, withdrawn and restored items, another domain, a clean checkout, a
ledger restored from its export, a build that is killed; accidents: most of the folder gone, a configuration that is broken, a damaged
ledger, a disk that fails, a clock that is behind; pages without a date), each followed by a build. A model says what subscribers must see: no entry
twice, no entry announced again, each true change once, every date that of the last true change. feedparser, the feed reader
library `reader` (https://github.com/lemon24/reader) and newsboat are the subscribers.
With `archives`, feeds are short, and subscribers follow the links to the pages of their history (RFC 5005).
With `built`, content is taken from pages that a generator makes before each build: with a sidebar of newest posts, a part of each
post that only the generator knows, and every month another template. None of that may change a date, and none of the template's
words may be in a feed.
"""
import datetime
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

import feedparser
from reader import make_reader

TIDINGS = os.path.abspath(sys.argv[1])
STEPS = int(sys.argv[2]) if len(sys.argv) > 2 else 500
RANDOM = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
ARCHIVES = sys.argv[4:] == ["archives"]
BUILT = sys.argv[4:] == ["built"]
FEEDS = "entries: 4, archives: month" if ARCHIVES else "entries: 1000"
TOPICS = ["S: One", "S: Two", "T: Three", "T: Four"]
START = datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)


class Site:
    def __init__(self, folder):
        self.folder = folder
        self.content = folder + "/site/content"
        self.output = folder + "/out"
        self.items = {}
        self.pages = {}
        self.withdrawals = set()
        self.number = 0
        self.domain = "https://a.example/"
        self.now = START
        os.makedirs(self.content)
        self.configure()

    def configure(self):
        with open(self.folder + "/site/tidings.yaml", "w") as file:
            file.write(f"site: {{baseURL: '{self.domain}', title: A, language: en}}\nfeeds: {{{FEEDS}, limitBytes: 50MB}}\n")
            if BUILT:
                file.write("corpus: {path: content, rendered: public}\n")

    def write(self, item):
        fields = [f"title: {item['title']}", f"date: {item['date']}", f"slug: {item['slug']}"]
        if item["id"]:
            fields.append(f"id: {item['id']}")
        if item["lastMod"]:
            fields.append(f"lastMod: {item['lastMod']}")
        fields.append("categories: [" + ", ".join(f"'{topic}'" for topic in item["topics"]) + "]")
        if item["withdrawn"] == "draft":
            fields.append("draft: true")
        fields.append("breadcrumbLinks: [/, /all/, '']")
        fields.append(f"unused: {RANDOM.random()}")
        RANDOM.shuffle(fields)
        tag = RANDOM.choice(["em", "strong", "b"])
        space = RANDOM.choice([" ", "\n", "  "])
        body = f"<p>{item['title']}{space}<{tag}>says</{tag}> {item['words']}.</p>"
        if BUILT and item["number"] % 3 == 0:
            body += "\n{{< price >}}\n"
        path = f"{self.content}/{item['file']}"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w") as file:
            file.write("---\n" + "\n".join(fields) + "\n---\n" + body + "\n")

    def stamp(self):
        return self.now.strftime("%Y-%m-%dT%H:%M:%SZ")

    def run(self, *arguments, **more):
        return subprocess.run([TIDINGS, *arguments], cwd=self.folder, capture_output=True, text=True, **more)

    def generate(self):
        """What a site generator does: every page again, in the template of the month."""
        public = self.folder + "/site/public"
        shutil.rmtree(public, ignore_errors=True)
        living = [item for item in self.items.values() if not item["withdrawn"]]
        newest = sorted(living, key=lambda item: item["date"])[-5:]
        sidebar = "".join(f"<li><a href='/{item['slug']}/'>TEMPLATE {item['title']}</a></li>" for item in newest)
        for item in living:
            with open(f"{self.content}/{item['file']}") as file:
                body = file.read().split("---\n", 2)[2]
            body = body.replace("{{< price >}}", f"<div class=price>Price {self.now.month} {len(living)}</div>")
            folder = os.path.dirname(item["file"])
            self.built(f"{public}/{folder}/{item['slug']}", item["title"], body, sidebar)
        for name, page in self.pages.items():
            self.built(f"{public}/{name}", f"About {name}", f"<p>{page['words']}</p>", sidebar)
        self.built(public, "A", f"<ul>{sidebar}</ul>", sidebar)
        self.built(public + "/all", "All", f"<ul>{sidebar}</ul>", sidebar)

    def built(self, folder, title, body, sidebar):
        month = self.now.month
        head = f"<head><title>{title} – TEMPLATE {month}</title></head>"
        byline = f"<p class=by>TEMPLATE by the editors, {month} minutes</p>"
        foot = f"<footer>TEMPLATE © {self.now.year}, month {month}</footer>"
        main = [
            f"<main><article class=post-{month}><h1>{title}</h1>{byline}<div class=content>{body}</div></article></main>"
            f"<aside><ul>{sidebar}</ul></aside>",
            f"<div class=wrap><div><div><h1>{title}</h1></div><div>{body}</div><div>{byline}</div></div><div><ul>{sidebar}</ul></div></div>",
            f"<table><tr><td><ul>{sidebar}</ul></td><td><h2>{title}</h2>{body}{byline}</td></tr></table>",
        ][month % 3]
        os.makedirs(folder, exist_ok=True)
        with open(folder + "/index.html", "w") as file:
            file.write(f"<!doctype html><html>{head}<body><nav>TEMPLATE {month}</nav>{main}{foot}</body></html>")

    def build(self):
        if BUILT:
            self.generate()
        result = self.run("build", "site", "-o", "out", "--now", self.stamp())
        assert result.returncode == 0, result.stdout + result.stderr

    def pick(self, withdrawn=False):
        keys = [key for key, item in self.items.items() if bool(item["withdrawn"]) == withdrawn]
        return self.items[RANDOM.choice(keys)] if keys else None

    def page(self, name, words):
        """A page without a date: nobody knows when it changed last, until it changes."""
        with open(f"{self.content}/{name}.md", "w") as file:
            file.write(f"---\ntitle: About {name}\nunused: {RANDOM.random()}\n---\n<p>{words}</p>\n")

    # Steps. Each says what it did, and notes in the model what subscribers must see.

    def new(self):
        self.number += 1
        number = self.number
        item = {
            "number": number, "title": f"Title {number}", "words": f"words {number}", "slug": f"item-{number}",
            "id": number if RANDOM.random() < 0.6 else None, "file": f"{number}.md", "withdrawn": None, "lastMod": None,
            "topics": RANDOM.sample(TOPICS, RANDOM.randint(1, 2)), "date": self.stamp(), "modified": self.stamp(),
        }
        self.items[number] = item
        self.write(item)
        return f"new {number}"

    def edit(self):
        item = self.pick()
        item["words"] += f" {RANDOM.randint(0, 99999)}"
        if RANDOM.random() < 0.4:
            item["lastMod"] = self.stamp()
        item["modified"] = self.stamp()
        self.write(item)
        return f"edit {item['number']}"

    def touch(self):
        item = self.pick()
        self.write(item)
        return f"touch {item['number']}"

    def rename(self):
        item = self.pick()
        os.remove(f"{self.content}/{item['file']}")
        item["file"] = RANDOM.choice(["", "deep/", "other/place/"]) + f"{item['number']}-{RANDOM.randint(0, 99999)}.md"
        self.write(item)
        return f"rename {item['number']}"

    def slug(self):
        item = self.pick()
        item["slug"] = f"slug-{item['number']}-{RANDOM.randint(0, 99999)}"
        self.write(item)
        return f"slug {item['number']}"

    def topics(self):
        item = self.pick()
        before = item["topics"]
        item["topics"] = RANDOM.sample(TOPICS, RANDOM.randint(1, 3))
        if item["topics"] != before:
            item["modified"] = self.stamp()
        self.write(item)
        return f"topics {item['number']}"

    def new_page(self):
        name = f"page-{len(self.pages)}"
        self.pages[name] = {"words": name, "modified": None}
        self.page(name, name)
        return f"new page {name}"

    def edit_page(self):
        name = RANDOM.choice(list(self.pages))
        self.pages[name] = {"words": f"{name} {RANDOM.random()}", "modified": self.stamp()}
        self.page(name, self.pages[name]["words"])
        return f"edit page {name}"

    def touch_page(self):
        name = RANDOM.choice(list(self.pages))
        self.page(name, self.pages[name]["words"])
        return f"touch page {name}"

    def withdraw(self):
        item = self.pick()
        self.withdrawals.add(self.stamp())
        if RANDOM.random() < 0.5:
            item["withdrawn"] = "draft"
            self.write(item)
        else:
            item["withdrawn"] = "gone"
            os.remove(f"{self.content}/{item['file']}")
        return f"withdraw {item['number']}"

    def restore(self):
        item = self.pick(withdrawn=True)
        if not item:
            return self.touch()
        item["withdrawn"] = None
        self.write(item)
        return f"restore {item['number']}"

    def move(self):
        self.domain = RANDOM.choice(["https://a.example/", "http://www.b.example/", "https://a.example/blog/"])
        self.configure()
        return f"domain {self.domain}"

    def checkout(self):
        shutil.rmtree(self.folder + "/site/.tidings-cache", ignore_errors=True)
        if RANDOM.random() < 0.5:
            shutil.rmtree(self.output)
        for place, _, names in os.walk(self.content):
            for name in names:
                os.utime(f"{place}/{name}")
        return "checkout"

    def restored(self):
        export = self.run("ledger", "export", "site").stdout
        os.remove(self.folder + "/site/tidings.sqlite")
        imported = self.run("ledger", "import", "-", "site", input=export)
        assert imported.returncode == 0, imported.stderr
        return "ledger from its export"

    def killed(self):
        done = RANDOM.choice([self.edit, self.new, self.withdraw])()
        if BUILT:
            self.generate()
        process = subprocess.Popen(
            [TIDINGS, "build", "site", "-o", "out", "--now", self.stamp()], cwd=self.folder, stdout=subprocess.DEVNULL)
        time.sleep(RANDOM.random() * 0.05)
        process.kill()
        process.wait()
        return f"{done}, killed"


    # Accidents: a build that finds something amiss, which is set right before the next one. Nobody is to notice.

    def documents(self):
        found = {}
        for place, _, names in os.walk(self.output):
            for name in names:
                if ".tidings-staging" not in place:
                    with open(f"{place}/{name}", "rb") as file:
                        found[os.path.relpath(f"{place}/{name}", self.output)] = file.read()
        return found

    def stopped(self, what, *statuses, **more):
        before = self.documents()
        result = self.run("build", "site", "-o", "out", "--now", more.pop("now", self.stamp()), **more)
        assert result.returncode in statuses, f"{what}: {result.returncode} {result.stdout} {result.stderr}"
        if result.returncode != 0:
            assert self.documents() == before, f"{what}: documents have changed"
        return f"accident: {what}"

    def folder_gone(self):
        living = [item for item in self.items.values() if not item["withdrawn"]]
        if len(living) < 14 or BUILT:
            return self.touch()
        aside = self.folder + "/aside"
        for item in living[2:]:
            os.makedirs(os.path.dirname(f"{aside}/{item['file']}"), exist_ok=True)
            os.rename(f"{self.content}/{item['file']}", f"{aside}/{item['file']}")
        message = self.stopped("most of the folder is gone", 65)
        for item in living[2:]:
            os.rename(f"{aside}/{item['file']}", f"{self.content}/{item['file']}")
        return message

    def configuration_broken(self):
        path = self.folder + "/site/tidings.yaml"
        with open(path) as file:
            good = file.read()
        with open(path, "w") as file:
            file.write(RANDOM.choice(["site: {", "site: [", good + "\nfeeds: {", "\tsite:", good.replace("site", "sight", 1)]))
        message = self.stopped("a broken configuration", 78)
        with open(path, "w") as file:
            file.write(good)
        return message

    def disk_fails(self):
        shim = self.folder + "/faults.so"
        if not os.path.exists(shim):
            source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "faults.c")
            subprocess.run([shutil.which("cc") or "clang", "-shared", "-fPIC", "-O1", "-o", shim, source, "-ldl"], check=True)
        call = RANDOM.choice(["read", "open", "stat", "list"])
        environment = {**os.environ, "LD_PRELOAD": shim, "FAULT_CALL": call, "FAULT_NUMBER": str(RANDOM.randint(1, 40)),
                       "FAULT_MODE": "on", "FAULT_ERROR": "5", "FAULT_BELOW": self.content}
        return self.stopped(f"a disk that fails at '{call}'", 0, 74, env=environment)

    def ledger_damaged(self):
        path = self.folder + "/site/tidings.sqlite"
        with open(path, "rb") as file:
            bytes = bytearray(file.read())
        if RANDOM.random() < 0.5:
            del bytes[RANDOM.randrange(len(bytes)):]
        else:
            page = RANDOM.randrange(len(bytes) // 4096)
            bytes[page * 4096:(page + 1) * 4096] = b"\0" * 4096
        with open(path, "wb") as file:
            file.write(bytes)
        message = self.stopped("a damaged ledger", 0, 73)
        repair = self.run("ledger", "repair", "site", "-o", "out")
        assert repair.returncode == 0, repair.stdout + repair.stderr
        return message

    def clock_behind(self):
        early = (self.now - datetime.timedelta(days=RANDOM.randint(3, 300))).strftime("%Y-%m-%dT%H:%M:%SZ")
        return self.stopped("a clock that is behind", 65, now=early)


class Subscribers:
    """What is kept of every feed by readers who have followed it from the first day on."""

    def __init__(self, site):
        self.site = site
        self.had = {}
        self.ids = {}
        self.reader = make_reader(":memory:", feed_root=site.output)
        self.newsboats = [Newsboat(site, name) for name in ("rss.xml", "atom.xml")]

    def feeds(self):
        found = []
        for place, _, names in os.walk(self.site.output):
            if ".tidings" in place:
                continue
            found += [f"{place}/{name}" for name in names if name in ("rss.xml", "atom.xml", "feed.json")]
        return sorted(found)

    def document(self, path):
        """id, title and last change of each entry (RSS has no date of change), and the address of the older entries."""
        if path.endswith(".json"):
            with open(path) as file:
                feed = json.load(file)
            return [(item["id"], item["title"], item["date_modified"]) for item in feed["items"]], feed.get("next_url")
        parsed = feedparser.parse(path)
        assert not parsed.bozo, parsed.bozo_exception
        older = [link.href for link in parsed.feed.links if link.rel == "prev-archive"]
        entries = [(e.id, e.title, e.get("updated") if path.endswith("atom.xml") else None) for e in parsed.entries]
        return entries, older[0] if older else None

    def entries(self, path, what):
        """Those of a feed and of all its archives; of one that is found twice, the newer one counts."""
        found = {}
        while path:
            entries, older = self.document(path)
            assert len({entry[0] for entry in entries}) == len(entries), f"{what}: {path} has an entry twice"
            for entry in entries:
                found.setdefault(entry[0], entry)
            assert not older or older.startswith(self.site.domain), f"{what}: {path} leads to {older}"
            path = older and f"{self.site.output}/{older[len(self.site.domain):]}"
        return list(found.values())

    def poll(self, what):
        site = self.site
        living = {item["title"]: item for item in site.items.values() if not item["withdrawn"]}
        for path in self.feeds():
            name = os.path.relpath(path, site.output)
            folder = os.path.dirname(name)
            expected = {
                title for title, item in living.items()
                if not folder or any(folder == "topic/" + slug(topic) for topic in item["topics"])
            }
            entries = self.entries(path, what)
            if ARCHIVES:
                # A page keeps what has been filed elsewhere since.
                entries = [entry for entry in entries if entry[1] in expected or entry[1] not in living]
            assert {entry[1] for entry in entries} == expected, f"{what}: {name} lacks or keeps an item"
            had = self.had.setdefault(name, {})
            for id, title, modified in entries:
                assert self.ids.setdefault(title, id) == id, f"{what}: {title} has another id in {name}"
                assert had.setdefault(id, title) == title, f"{what}: {id} is another item in {name}"
                if modified:
                    assert modified == living[title]["modified"], f"{what}: {title} in {name}: {modified}, not {living[title]['modified']}"
        if BUILT:
            self.contents(what, living)
        self.sitemaps(what, living)
        recent = {title for _, title, _ in self.document(self.site.output + "/rss.xml")[0]}
        self.library(what, recent)
        for newsboat in self.newsboats:
            newsboat.poll(what, recent)

    def contents(self, what, living):
        """The author's words, what only the generator knows, and none of the template's."""
        with open(self.site.output + "/feed.json") as file:
            for item in json.load(file)["items"]:
                content = item["content_html"]
                assert "TEMPLATE" not in content, f"{what}: the template is in {item['title']}: {content}"
                model = living[item["title"]]
                assert model["words"] in content, f"{what}: {item['title']} lacks its words: {content}"
                assert ("Price" in content) == (model["number"] % 3 == 0), f"{what}: {item['title']}: {content}"

    def sitemaps(self, what, living):
        pages = {self.site.domain + os.path.dirname(item["file"]) + ("/" if os.path.dirname(item["file"]) else "") + item["slug"] + "/": item for item in living.values()}
        pages.update({f"{self.site.domain}{name}/": page for name, page in self.site.pages.items()})
        found = {}
        for name in os.listdir(self.site.output):
            if name.startswith(("sitemap-", "other-")):
                with open(f"{self.site.output}/{name}") as file:
                    for url in re.findall(r"<url>(.*?)</url>", file.read(), re.S):
                        date = re.search(r"<lastmod>(.*?)</lastmod>", url)
                        found[re.search(r"<loc>(.*?)</loc>", url).group(1)] = date.group(1) if date else None
        lists = {self.site.domain, self.site.domain + "all/"}
        assert set(found) == set(pages) | lists, f"{what}: sitemaps have {set(found) ^ (set(pages) | lists)}"
        for address in lists:
            modified = found.pop(address)
            # Lists change with the newest of their members, and when one leaves.
            newest = max([item["modified"] for item in living.values()] + [p["modified"] or "" for p in self.site.pages.values()])
            items = max(item["modified"] for item in living.values())
            assert modified in {newest, items} | self.site.withdrawals, f"{what}: lastmod of {address} is {modified}, not {newest}"
        for address, modified in found.items():
            assert modified == pages[address]["modified"], f"{what}: lastmod of {address} is {modified}"

    def library(self, what, recent):
        """`reader` marks what it has not seen as new, and counts what changed."""
        for name in ("rss.xml", "atom.xml", "feed.json"):
            self.reader.add_feed(name, exist_ok=True)
        known = {entry.resource_id for entry in self.reader.get_entries()}
        for result in self.reader.update_feeds_iter(scheduled=False):
            assert not isinstance(result.value, Exception), f"{what}: {result}"
        new = [entry for entry in self.reader.get_entries() if entry.resource_id not in known]
        titles = {}
        for entry in self.reader.get_entries():
            titles.setdefault((entry.feed_url, entry.title), set()).add(entry.id)
        for name in ("rss.xml", "atom.xml", "feed.json"):
            assert recent <= {title for feed, title in titles if feed == name}, f"{what}: reader has not seen all of {name}"
        again = [title for title, ids in titles.items() if len(ids) > 1]
        assert not again, f"{what}: announced again: {again}, new {new}"


class Newsboat:
    """One feed in newsboat, which knows an entry by its id alone, whatever feed it is in."""

    def __init__(self, site, name):
        self.feed = f"{site.output}/{name}"
        self.folder = f"{site.folder}/newsboat-{name}"
        os.mkdir(self.folder)
        with open(self.folder + "/urls", "w") as file:
            file.write(f"file://{self.feed}\n")
        with open(self.folder + "/config", "w") as file:
            file.write(f'error-log "{self.folder}/errors"\n')
        self.had = {}

    def poll(self, what, recent):
        files = ["-u", self.folder + "/urls", "-c", self.folder + "/cache.db", "-C", self.folder + "/config"]
        subprocess.run(["newsboat", *files, "-x", "reload"], check=True, capture_output=True)
        if os.path.exists(self.folder + "/errors"):
            with open(self.folder + "/errors") as file:
                errors = file.read()
            assert not errors, f"{what}: newsboat: {errors}"
        with sqlite3.connect(self.folder + "/cache.db") as database:
            rows = database.execute("select guid, title from rss_item").fetchall()
        assert recent <= {title for _, title in rows}, f"{what}: newsboat has not seen all of {self.feed}"
        for id, title in rows:
            assert self.had.setdefault(title, id) == id, f"{what}: newsboat got {title} again"


def slug(topic):
    return re.sub(r"[^a-z]+", "-", topic.lower()).strip("-")


def main():
    with tempfile.TemporaryDirectory() as folder:
        site = Site(folder)
        for _ in range(12):
            site.new()
        for _ in range(3):
            site.new_page()
        site.build()
        subscribers = Subscribers(site)
        subscribers.poll("the first build")
        steps = [site.new, site.edit, site.edit, site.touch, site.touch, site.rename, site.slug, site.topics, site.withdraw,
                 site.restore, site.restore, site.move, site.checkout, site.restored, site.killed, site.new_page, site.edit_page, site.touch_page,
                 site.folder_gone, site.configuration_broken, site.disk_fails, site.ledger_damaged, site.clock_behind]
        done = {}
        for number in range(STEPS):
            site.now += datetime.timedelta(hours=17, minutes=31)
            living = sum(not item["withdrawn"] for item in site.items.values())
            step = site.new if living < 8 else RANDOM.choice(steps)
            what = f"step {number}, {step()}"
            done[step.__name__] = done.get(step.__name__, 0) + 1
            site.build()
            subscribers.poll(what)
        print(f"{STEPS} steps, {len(site.items)} items: nobody got anything twice, every date is true; {dict(sorted(done.items()))}")


main()
