"""The common form in which every parser's entries are compared, and the words that the parsers' readers share."""
from __future__ import annotations

import calendar
import html
import html.parser
import re
from dataclasses import dataclass, fields
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime

XML_FORMATS = ("rss", "atom")
FORMATS = ("rss", "atom", "json")


class Unreadable(Exception):
    """A document that a parser refuses."""


@dataclass
class Entry:
    """What is said of one entry. `None` stands for a field of which nothing is said.

    Instants are microseconds since 1970. `mails`, `pages` and `schemes` go with `authors` and `categories`, one for one.
    An enclosure is (address, media type, length in bytes or `None`).
    """

    id: str | None = None
    title: str | None = None
    link: str | None = None
    published: int | None = None
    updated: int | None = None
    authors: list[str] | None = None
    mails: list[str | None] | None = None
    pages: list[str | None] | None = None
    categories: list[str] | None = None
    schemes: list[str | None] | None = None
    summary: str | None = None
    content: str | None = None
    picture: str | None = None
    alternative: str | None = None
    enclosures: list[tuple] | None = None
    # What no parser is asked for, but what some take for something else: the terms by which Atom identifies the categories, their
    # vocabularies' names, the mail of the whole feed's author, and what is known of the picture's file.
    terms: list[str] | None = None
    vocabularies: list[str | None] | None = None
    editor: str | None = None
    picture_type: str | None = None
    picture_length: int | None = None


ASIDE = ("terms", "vocabularies", "editor", "picture_type", "picture_length")
FIELDS = tuple(field.name for field in fields(Entry) if field.name not in ASIDE)


# Instants

def instant(text: str | None) -> int | None:
    """RFC 3339 or RFC 822."""
    if not text:
        return None
    match = re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?(Z|[+-]\d\d:?\d\d)", text)
    if not match:
        moment, fraction = parsedate_to_datetime(text), ""
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=timezone.utc)
    else:
        moment = datetime.fromisoformat(match[1] + ("+00:00" if match[3] == "Z" else match[3]))
        fraction = match[2] or ""
    return calendar.timegm(moment.utctimetuple()) * 1_000_000 + int((fraction + "000000")[:6])


def of_datetime(moment: datetime | None) -> int | None:
    return None if moment is None else calendar.timegm(moment.utctimetuple()) * 1_000_000 + moment.microsecond


def of_tuple(moment) -> int | None:
    return None if moment is None else calendar.timegm(moment) * 1_000_000


# Text and HTML

def text_of(markup: str | None) -> str | None:
    """The words of HTML that is one paragraph of text."""
    return None if markup is None else html.unescape(re.sub(r"<[^>]*>", "", markup))


def folded(text: str | None) -> str | None:
    """White space as readers see it."""
    return None if text is None else re.sub(r"[ \t\r\n\f]+", " ", text).strip(" ")


class Tokens(html.parser.HTMLParser):
    """HTML as a list of its tags and words, whatever way it is written."""

    VOID = {"area", "br", "col", "hr", "img", "input", "source", "track", "wbr"}

    def __init__(self, markup: str):
        super().__init__(convert_charrefs=True)
        self.tokens: list = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tokens.append(("<" + tag, *sorted((name, value or "") for name, value in attributes)))

    def handle_endtag(self, tag):
        if tag not in self.VOID:
            self.tokens.append(("/" + tag,))

    def handle_comment(self, data):
        self.tokens.append(("comment", data))

    def handle_data(self, data):
        words = re.sub(r"[ \t\r\n\f]+", " ", data)
        if words.strip(" "):
            self.tokens.append(words.strip(" "))


def tokens(markup: str) -> list:
    return Tokens(markup).tokens


def seen(markup: str) -> list[str]:
    """What a reader sees of HTML: its words, and where its links and pictures lead."""
    found: list[str] = []
    for token in tokens(markup):
        if isinstance(token, str):
            found += token.split()
        elif token[0] in ("<a", "<img", "<audio", "<video", "<source"):
            found += [f"[{token[0][1:]} {name} {value}]" for name, value in token[1:] if name in ("href", "src", "alt")]
    return found
