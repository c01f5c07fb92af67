"""What must be read of a site whose content is there already, decided from its content files and its configuration alone."""
from __future__ import annotations

import html
import re
import subprocess
from datetime import datetime, timezone
from pathlib import Path
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import yaml
from markdown_it import MarkdownIt

from .form import Entry, Tokens, of_datetime
from .sources import Source

NOW = "2026-03-02T12:00:00Z"
HELD_BACK = {"archived", "deleted", "draft", "hidden", "inactive", "pending", "private", "rejected", "trash", "unpublished", "withdrawn"}
ENDINGS = (".md", ".markdown", ".html")


class Loader(yaml.SafeLoader):
    """Instants stay as they are written: YAML's would lose their zone."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class Site:
    def __init__(self, configuration: dict, folder: Path):
        site = configuration["site"]
        self.base, self.assets = site["baseURL"], site.get("assetBaseURL")
        self.zone = ZoneInfo(site.get("timeZone", "UTC"))
        self.authority = site.get("tagAuthority") or re.sub(r"^https?://(?:www\.)?([^/:]*).*", r"\1,2026", self.base)
        author = site.get("author") or site["title"]
        self.author = author if isinstance(author, dict) else {"name": author}
        self.files = folder / (configuration.get("corpus") or {}).get("assets", "assets")

    def moment(self, text: str) -> datetime:
        moment = datetime.fromisoformat(str(text).replace("Z", "+00:00"))
        return moment if moment.tzinfo else moment.replace(tzinfo=self.zone)

    def on_site(self, path: str) -> str:
        return path if "://" in path else self.base + path.lstrip("/")


def plain(text) -> str | None:
    """Text of front matter: its entities stand for their characters, and white space is one space."""
    text = " ".join(html.unescape(re.sub(r"</?[A-Za-z][^>]*>", "", str(text or ""))).split())
    return text or None


def escaped(text: str) -> str:
    return html.escape(text, quote=False).replace('"', "&quot;")


def listed(value) -> list:
    return value if isinstance(value, list) else [] if value in (None, "") else [value]


def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def entry(path: Path, folder: Path, site: Site) -> Entry | None:
    """`None` of a file that is not published."""
    match = re.fullmatch(r"---\r?\n(.*?)\r?\n(?:---|\.\.\.)\r?\n?(.*)", path.read_text(encoding="utf-8-sig"), re.S)
    front, body = yaml.load(match[1], Loader), match[2]
    if front.get("draft") or str(front.get("status") or "").lower() in HELD_BACK or not front.get("date"):
        return None
    published, expiry = site.moment(front["date"]), front.get("expiryDate")
    if published > site.moment(NOW) or expiry and site.moment(expiry) <= site.moment(NOW):
        return None
    modified = max(site.moment(front["lastMod"]), published) if front.get("lastMod") else published
    key = front.get("id") or front.get("mdName") or str(path.relative_to(folder))
    link = site.on_site((front["basePath"].strip("/") + "/" + str(front["slug"]).strip("/")).strip("/") + "/")

    people = [{"name": one} if isinstance(one, str) else one for one in listed(front.get("author")) or [site.author]]
    names, labels, paths = (listed(front.get(key)) for key in ("categories", "categoryLabel", "categoryUrl"))
    filed = []
    for number, name in enumerate(names):
        vocabulary, _, rest = name.rpartition(": ") if ": " in name else (None, None, name)
        label = labels[number] if number < len(labels) else rest
        term = paths[number].rsplit("/", 1)[-1] if number < len(paths) else slug(name)
        filed.append((label, f"tag:{site.authority}:taxonomy/{slug(vocabulary)}" if vocabulary else None, term, vocabulary))
    for tag in listed(front.get("tags")):
        if (plain(tag), None) not in [(label, scheme) for label, scheme, _, _ in filed]:
            filed.append((plain(tag), None, plain(tag), None))

    if path.suffix != ".html":
        body = markdown(body)
    content = attribution(front) + absolute(body, link, site)
    picture, alternative, enclosures, length = pictured(front, content, site)
    media = media_type(picture) if picture else None
    if front.get("featuredPdf"):
        address = front["featuredPdf"]["href"] if isinstance(front["featuredPdf"], dict) else front["featuredPdf"]
        enclosures.append((address if "://" in address else site.assets + address, "application/pdf", None))
    return Entry(
        id=f"tag:{site.authority.split(',')[0]},{published.astimezone(timezone.utc):%Y-%m-%d}:{key}", title=plain(front["title"]), link=link,
        published=of_datetime(published), updated=of_datetime(modified), authors=[plain(one["name"]) for one in people],
        mails=[one.get("email") for one in people], pages=[one.get("url") for one in people],
        categories=[label for label, _, _, _ in filed], schemes=[scheme for _, scheme, _, _ in filed],
        terms=[term for _, _, term, _ in filed], vocabularies=[vocabulary for _, _, _, vocabulary in filed],
        summary=summary(front) or first_words(body), content=content, picture=picture, alternative=alternative, enclosures=enclosures,
        editor=site.author.get("email"), picture_type=media, picture_length=length)


def summary(front: dict) -> str | None:
    """The description, else what stands in for it for other programs."""
    places = [front, front.get("openGraphMetaData"), front.get("twitterMetaData"), front.get("htmlMetaData")]
    names = ("description", "summary", "ogdescription", "twitterdescription")
    return next((text for place in places for name in names if (text := plain((place or {}).get(name)))), None)


def markdown(text: str) -> str:
    """GitHub's Markdown; boxes of tasks are characters, since no reader shows them."""
    made = MarkdownIt("gfm-like", {"html": True}).render(text)
    return re.sub(r"(<li>(?:<p>)?)\[([ xX])\] ", lambda match: match[1] + ("☐ " if match[2] == " " else "☑ "), made)


def first_words(body: str, limit: int = 300) -> str:
    """What stands for a summary that is not there: whole words of the text."""
    text = " ".join(" ".join(token for token in Tokens(body).tokens if isinstance(token, str)).split())
    return text if len(text) <= limit else text[:limit + 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def attribution(front: dict) -> str:
    link = front.get("link") or {}
    original = link.get("original") or link.get("href")
    if not original:
        return ""
    brand = link.get("brand") or re.sub("^https?://([^/:]*).*", r"\1", original)
    line = f'Read the original at <a href="{escaped(original)}">{escaped(brand)}</a>'
    via, address = plain(front.get("via")), front.get("viaLink")
    if address:
        line += f', found via <a href="{escaped(address)}">{escaped(via or address)}</a>'
    elif via:
        line += f", found via {escaped(via)}"
    return f"<p>{line}</p>"


def absolute(body: str, link: str, site: Site) -> str:
    """Addresses as they must stand in a feed: whole ones."""
    def whole(match: re.Match) -> str:
        address = html.unescape(match[2])
        if address.startswith("/") and not address.startswith("//"):
            address = site.base.rstrip("/") + address
        address = urljoin(link, address)
        return f'{match[1]}"{escaped(address)}"'

    return re.sub(r'((?:href|src)=)"([^"]*)"', whole, body)


def media_type(address: str) -> str | None:
    return {"jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png", "gif": "image/gif", "webp": "image/webp"}.get(
        address.split("?")[0].rsplit(".", 1)[-1].lower())


def pictured(front: dict, content: str, site: Site) -> tuple:
    """The named picture, else the first of the content; with its file, where that is at hand."""
    named = front.get("featuredImage") or {}
    if named.get("href") and named.get("valid") is not False and (site.assets or "://" in named["href"] or named["href"].startswith("/")):
        address = site.on_site(named["href"]) if "://" in named["href"] or named["href"].startswith("/") else site.assets + named["href"]
        file = site.files / named["href"]
        length = file.stat().st_size if file.is_file() else None
        return address, plain(named.get("alt")), [(address, media_type(address), length)] if length else [], length
    for token in Tokens(content).tokens:
        if token[0] == "<img":
            attributes = dict(token[1:])
            return attributes["src"], attributes.get("alt") or None, [], None
    return None, None, [], None


def read(name: str, folder: Path, configuration: dict, output: Path) -> Source:
    site, expected, filed, outlines = Site(configuration, folder), {}, {"": []}, set()
    for path in sorted((folder / "content").rglob("*")):
        one = entry(path, folder, site) if path.suffix in ENDINGS else None
        if one:
            expected[one.id] = one
    for one in sorted(expected.values(), key=lambda one: -one.published):
        filed[""].append(one.id)
        for vocabulary, label, scheme, term in zip(one.vocabularies, one.categories, one.schemes, one.terms):
            if scheme:
                filed.setdefault(f"topic/{term}", []).append(one.id)
                title = f"{vocabulary}: {label} – {configuration['site']['title']}"
                outlines.add((f"{site.base}topic/{term}/rss.xml", title, vocabulary))
    return Source(name, output, expected, is_exact=False, permalinks={one.id: one.link for one in expected.values()}, filed=filed,
                  outlines=outlines)


def make(name: str, folder: Path, output: Path, program: str) -> Source:
    """The documents of a corpus with a tidings.yaml of its own, or of one that has none."""
    file = folder / "tidings.yaml"
    if file.exists():
        configuration, arguments = yaml.safe_load(file.read_text(encoding="utf-8")), []
    else:
        configuration = {"site": {"baseURL": "https://www.medigy.com/", "title": "Medigy"}}
        arguments = ["--base-url", configuration["site"]["baseURL"], "--title", configuration["site"]["title"]]
    run = subprocess.run([program, "build", folder, "--no-ledger", "--no-cache", "-o", output, "--now", NOW, *arguments],
                         capture_output=True, text=True)
    if run.returncode:
        raise SystemExit(f"read-back: {name} cannot be built\n{run.stdout}{run.stderr}")
    return read(name, folder, configuration, output)
