"""What a format cannot say, and what a parser does not read or reads in another way. Each excuse is checked: it must be needed, and
what it says is given in place of the content's value must be what is given."""
from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

import podcastparser

from .form import Entry


# Whether RSS has `author`, with a mail, beside each author's `dc:creator`.
MAIL_IN_RSS = True


def in_format(entry: Entry, format: str, permalink: str | None) -> Entry:
    """What a document of a format says of an entry."""
    if format == "rss":
        return in_rss(entry)
    return in_json(entry, permalink) if format == "json" else entry


def in_rss(entry: Entry) -> Entry:
    """RFC 822 dates have whole seconds; one enclosure, of sound, else moving pictures, else another but a picture; its length is 0
    where it is not known; one author's mail; no page of an author."""
    def rank(enclosure: tuple) -> int:
        return 0 if enclosure[1].startswith("audio/") else 1 if enclosure[1].startswith("video/") else 2

    enclosures = sorted((one for one in entry.enclosures if not one[1].startswith("image/")), key=rank)[:1]
    first = next((number for number, mail in enumerate(entry.mails) if mail and MAIL_IN_RSS), None)
    return replace(
        entry, published=entry.published // 1_000_000 * 1_000_000,
        enclosures=[(address, type, length or 0) for address, type, length in enclosures],
        mails=[mail if number == first else None for number, mail in enumerate(entry.mails)], pages=[None] * len(entry.authors))


def in_json(entry: Entry, permalink: str | None) -> Entry:
    """`url` is the entry's own page; tags have no vocabulary, and each stands once; an author has one address, of a page, else of mail."""
    tags = list(dict.fromkeys(entry.categories))
    return replace(
        entry, link=permalink or entry.link, categories=tags, schemes=[None] * len(tags), alternative=None,
        mails=[mail if not page else None for mail, page in zip(entry.mails, entry.pages)])


@dataclass(frozen=True)
class Excuse:
    parser: str
    formats: tuple[str, ...]
    fields: tuple[str, ...]
    # What is given in place of the content's value, in words.
    gives: str
    reason: str
    # The same, by the entry, the field and the value that is expected.
    instead: Callable[[Entry, str, object], object]


def absent(parser: str, formats: str, fields: str, reason: str) -> Excuse:
    return Excuse(parser, tuple(formats.split()), tuple(fields.split()), "nothing", reason, lambda entry, field, value: None)


def other(parser: str, formats: str, fields: str, gives: str, reason: str, instead: Callable) -> Excuse:
    return Excuse(parser, tuple(formats.split()), tuple(fields.split()), gives, reason, instead)


# What several of them do.

def whole_seconds(entry, field, value):
    return value // 1_000_000 * 1_000_000


def first_only(entry, field, value):
    return value[:1]


def no_length(entry, field, value):
    return [(address, type, None) for address, type, _ in value]


def addresses_only(entry, field, value):
    return [(address, None, None) for address, _, _ in value]


def terms(entry, field, value):
    return entry.terms


def joined(entry, field, value):
    return [", ".join(value)]


def author_element(entry, field, value):
    """RSS `author`, where there is one: the mail and the name of the first author who has a mail."""
    return next(([f"{mail} ({name})"] for name, mail in zip(entry.authors, entry.mails) if mail), None)


def author_first(entry, field, value):
    return author_element(entry, field, value) or value


def element_and_creators(entry, field, value):
    """RSS `author`, and then each `dc:creator`."""
    number = next((number for number, mail in enumerate(entry.mails) if mail), None)
    if number is None:
        return value
    return {"authors": [entry.authors[number]] + entry.authors, "mails": [entry.mails[number]] + [None] * len(entry.authors),
            "pages": [None] * (len(entry.authors) + 1)}[field]


def mails_of_those_before(entry, field, value):
    mails, last = [], None
    for mail in value:
        last = mail or last
        mails.append(last)
    return mails


def last_of_each(entry, field, value):
    """feedparser's `author_detail`: each part is that of the last author who has one."""
    return [next((part for part in reversed(value) if part), None)]


def parts_of_last(entry, field, value):
    """reader takes the last author's name for a list of names with commas, each with a mail in brackets."""
    found = [re.match(r"\s*(.*?)\s*(?:[(<]\s*([^)>]*?)\s*[)>]\s*)?$", part).groups() for part in entry.authors[-1].split(",")]
    mail = last_of_each(entry, "mails", entry.mails)[0]
    return {"authors": [name or None for name, _ in found], "mails": [own or mail for _, own in found], "pages": [None] * len(found)}[field]


def as_markup(text: str) -> bool:
    """Whether feedparser takes plain text for HTML: there is an end tag, or an entity."""
    return bool(re.search(r"</\w+>|&#?\w+;", text)) and bool(re.search(r"</?(b|i|em|p|a)>", text))


def without_tags(entry, field, value):
    return html.unescape(re.sub(r"<[^>]*>", "", value)) if as_markup(value) else value


def first_words(entry, field, value):
    """podcastparser's plain text of the content."""
    return podcastparser.remove_html_tags(entry.content)


def pictured(entry) -> tuple:
    """The picture as podcastparser has it among the enclosures."""
    return (entry.picture, entry.picture_type, entry.picture_length)


def played(entry, field, value):
    """Sound and moving pictures alone, the last of them."""
    return [(address, type, None) for address, type, _ in value if type.startswith(("audio/", "video/"))][-1:]


EXCUSES: tuple[Excuse, ...] = (
    # feedparser
    absent("feedparser", "rss atom", "alternative", "a picture's media:title is dropped where the entry has its title already"),
    other("feedparser", "atom", "mails", "the mail of the author before, for one without", "each author starts as a copy of the one before",
          mails_of_those_before),
    other("feedparser", "rss", "authors mails pages", "the author with a mail twice", "RSS author and dc:creator are put one after the other",
          element_and_creators),
    other("feedparser", "rss", "title", "what looks like a tag is one", "plain text with an end tag in it is taken for HTML", without_tags),
    # fastfeedparser
    absent("fastfeedparser", "rss atom json", "mails pages", "a person is a name"),
    other("fastfeedparser", "atom json", "authors", "the first", "one author is kept", first_only),
    other("fastfeedparser", "rss", "authors", "RSS author as it stands, else the first", "RSS author is taken whole, and before dc:creator",
          lambda entry, field, value: author_first(entry, field, value[:1])),
    other("fastfeedparser", "atom", "enclosures", "no length", "the attribute length of link is not kept", no_length),
    # atoma
    absent("atoma", "rss atom", "picture alternative", "Media RSS is not read"),
    absent("atoma", "rss", "updated", "atom:updated in RSS is not read"),
    absent("atoma", "rss", "mails pages schemes", "author is one text, category is its text"),
    other("atoma", "rss", "authors", "RSS author as it stands", "dc:creator is not read", author_element),
    absent("atoma", "json", "authors mails pages", "it knows JSON Feed 1.0 alone, which has author, not authors"),
    absent("atoma", "json", "schemes", "tags are texts"),
    # podcastparser
    absent("podcastparser", "rss atom", "updated authors mails pages categories schemes", "an episode has none of them, but with iTunes' own elements"),
    absent("podcastparser", "rss atom", "picture alternative", "an episode's picture is itunes:image or media:thumbnail"),
    other("podcastparser", "atom", "published", "whole seconds", "instants are whole numbers", whole_seconds),
    other("podcastparser", "atom", "summary", "the words of the content", "summary is not read", first_words),
    other("podcastparser", "rss", "summary", "&lt; for <, &amp; for &", "HTML without a tag in it is taken for plain text",
          lambda entry, field, value: html.escape(value, quote=False)),
    other("podcastparser", "rss", "enclosures", "the picture as well; no length for 0", "each media:content is an enclosure",
          lambda entry, field, value: [(address, type, length or None) for address, type, length in value] + (
              [pictured(entry)] if entry.picture else [])),
    # reader
    absent("reader", "rss atom json", "categories schemes picture alternative", "an entry has none of them"),
    other("reader", "rss atom", "updated", "whole seconds", "feedparser's time tuples are taken", whole_seconds),
    other("reader", "atom", "published", "whole seconds", "feedparser's time tuples are taken", whole_seconds),
    other("reader", "atom", "authors", "the last", "feedparser's author_detail is taken", lambda entry, field, value: value[-1:]),
    other("reader", "atom", "mails pages", "that of the last author who has one", "feedparser's author_detail is taken", last_of_each),
    other("reader", "rss", "authors mails pages", "the last, taken apart at commas and brackets", "feedparser's author is taken for a list",
          parts_of_last),
    # newsboat
    absent("newsboat", "rss atom", "updated mails pages categories schemes summary picture alternative",
           "its cache has no place for them; content takes the place of a summary"),
    other("newsboat", "atom", "published", "whole seconds", "instants are whole numbers", whole_seconds),
    other("newsboat", "atom", "authors", "all as one text", "author is one text", joined),
    other("newsboat", "rss", "authors", "one: that of RSS author, else the last", "author is one text; RSS author counts, else the last dc:creator",
          lambda entry, field, value: value[:1] if any(entry.mails) else value[-1:]),
    other("newsboat", "rss atom", "enclosures", "sound and moving pictures, no length", "an enclosure is something to play", played),
    # rss2email
    absent("rss2email", "rss atom", "updated pages schemes summary picture alternative", "a mail has no place for them; content takes the place of a summary"),
    other("rss2email", "atom", "published", "whole seconds", "a mail's date has whole seconds", whole_seconds),
    other("rss2email", "atom", "authors", "the last", "feedparser's author_detail is taken", lambda entry, field, value: value[-1:]),
    other("rss2email", "atom", "mails", "that of the last author who has one, else the feed's", "feedparser's author_detail is taken; a mail needs a sender",
          lambda entry, field, value: [last_of_each(entry, field, value)[0] or entry.editor]),
    other("rss2email", "rss", "authors", "the first", "feedparser's author_detail is taken", first_only),
    other("rss2email", "rss", "mails", "that of the first author who has one", "feedparser's author_detail is taken", last_of_each),
    other("rss2email", "rss atom", "enclosures", "addresses", "a link in the mail is all", addresses_only),
    other("rss2email", "rss", "categories", "two, where there is a comma", "they are one header with commas",
          lambda entry, field, value: [part for name in value for part in name.split(",")]),
    other("rss2email", "atom", "categories", "the terms, and two where there is a comma", "of a category only the term is taken",
          lambda entry, field, value: [part for name in entry.terms for part in name.split(",")]),
    other("rss2email", "rss", "title", "** for <b>", "feedparser takes plain text with an end tag in it for HTML, and that is made Markdown",
          lambda entry, field, value: html.unescape(re.sub("</?b>", "**", value)) if as_markup(value) else value),
    # XML::Feed
    absent("XML::Feed", "rss atom", "mails pages schemes picture alternative", "an entry has none of them"),
    other("XML::Feed", "atom", "authors", "the first", "one author is given", first_only),
    other("XML::Feed", "rss", "authors", "RSS author as it stands, else all", "RSS author is taken whole, and before dc:creator", author_first),
    # gofeed
    absent("gofeed", "rss atom json", "pages schemes", "a person is name and mail, a category a text"),
    absent("gofeed", "rss", "updated", "atom:updated in RSS is not read"),
    other("gofeed", "atom", "categories", "the terms", "of a category only the term is taken", terms),
    other("gofeed", "json", "enclosures", "the length 0", "duration_in_seconds is taken for the length",
          lambda entry, field, value: [(address, type, 0) for address, type, _ in value]),
    other("gofeed", "json", "authors", "nothing, for a name with brackets", "a name is taken apart as name and mail",
          lambda entry, field, value: [None if "(" in name else name for name in value]),
    other("gofeed", "json", "mails", "nothing", "an author's url is not read", lambda entry, field, value: [None] * len(value)),
    other("gofeed", "rss", "authors", "the first", "one author is given in RSS", first_only),
    other("gofeed", "rss", "mails", "that of the first", "one author is given in RSS", last_of_each),
)
