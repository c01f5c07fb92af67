"""rss2email, https://github.com/rss2email/rss2email: feeds as mail, by the feedparser of Debian. It is asked by the mails that it writes."""
from __future__ import annotations

import email
import email.header
import email.policy
import email.utils
import html
import mailbox
import os
import re
import subprocess
import tempfile

from .form import Entry, Unreadable

NAME, FORMATS = "rss2email", ("rss", "atom")
SETTINGS = """[DEFAULT]
from = nobody@reader.example
to = reader@reader.example
user-agent = reader
email-protocol = maildir
maildir-path = {folder}
html-mail = True
date-header = True
date-header-order = published, updated
name-format = {{author}}
encodings = UTF-8
same-server-fetch-interval = 0
verbose = error
"""


def read_all(documents: list) -> dict:
    with tempfile.TemporaryDirectory() as folder:
        configuration = SETTINGS.format(folder=folder)
        for number, document in enumerate(documents):
            configuration += f"\n[feed.f{number}]\nurl = {document.path}\nmaildir-mailbox = f{number}\n"
        with open(f"{folder}/r2e.cfg", "w") as file:
            file.write(configuration)
        run = subprocess.run(
            ["/usr/bin/r2e", "-c", f"{folder}/r2e.cfg", "-d", f"{folder}/r2e.json", "run"], capture_output=True, text=True,
            env=os.environ | {"HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_DATA_HOME": folder, "TZ": "UTC"})
        if run.returncode:
            raise Unreadable(run.stdout + run.stderr)
        results = {}
        for number, document in enumerate(documents):
            mails = mailbox.Maildir(f"{folder}/f{number}")
            # Oldest first is how they are sent, and nothing else says the order.
            results[document] = sorted((entry(mail) for mail in mails), key=lambda one: (-one.published, one.id))
    return results


def words(text: str | None) -> str:
    return str(email.header.make_header(email.header.decode_header(text or ""))).replace("\n", "")


def entry(mail) -> Entry:
    body = mail.get_payload(decode=True).decode("utf-8")
    content = re.search(r'<div id="body">\n(.*)\n</div>\n<div class="footer">', body, re.S)[1]
    footer = body[body.rindex('<div class="footer">'):]
    name, address = email.utils.parseaddr(mail["From"])
    tags = words(mail["X-RSS-TAGS"])
    return Entry(
        id=words(mail["X-RSS-ID"]), title=words(mail["Subject"]), link=words(mail["X-RSS-URL"]),
        published=int(email.utils.parsedate_to_datetime(mail["Date"]).timestamp()) * 1_000_000, authors=[words(name)],
        mails=[None if address == "nobody@reader.example" else address], categories=tags.split(",") if tags else [],
        content=content, enclosures=[(html.unescape(url), None, None) for url in re.findall('<p>Enclosure: <a href="([^"]*)"', footer)])
