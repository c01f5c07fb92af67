#!/usr/bin/env python3
"""live.py TIDINGS: servers on this machine that misbehave in some 80 ways, and what `tidings validate ADDRESS` must say of each: one in
Python, and nginx as people configure it.

Each fault has its own rule; a site without a fault has no finding. Prints what differs, and a count."""
import gzip, json, os, socket, subprocess, sys, tempfile, threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

sys.dont_write_bytecode = True
import live_nginx

TIDINGS = os.path.abspath(sys.argv[1])
BASE = ''


def rss(path, item='', channel='', entries=1):
    items = ''.join(
        f'<item><title>Note {n}</title><link>{BASE}/page/{n}</link><guid>{BASE}/page/{n}</guid>'
        f'<pubDate>Mon, 05 Oct 2026 10:00:00 GMT</pubDate>{item}</item>' for n in range(entries))
    return (f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
            f'<title>Notes</title><link>{BASE}/</link><description>Notes.</description>{channel}'
            f'<atom:link rel="self" href="{BASE}{path}" type="application/rss+xml"/>{items}</channel></rss>').encode()


def sitemap(*pages):
    urls = ''.join(f'<url><loc>{p}</loc></url>' for p in pages)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'.encode()


def page(*head):
    return ('<!doctype html><html><head><title>A page</title>' + ''.join(head) + '</head><body><p>Words.</body></html>').encode()


RSS = {'Content-Type': 'application/rss+xml', 'ETag': '"1"', 'Cache-Control': 'max-age=600'}
HTML = {'Content-Type': 'text/html; charset=utf-8'}


def feed_link(path):
    return f'<link rel="alternate" type="application/rss+xml" href="{path}">'


def answer(path, headers):
    """Status, headers, body; or a word for what is not HTTP."""
    known = headers.get('If-None-Match') == '"1"'
    def feed(more=None, body=None, without=(), status=200):
        head = {k: v for k, v in {**RSS, **(more or {})}.items() if k not in without}
        return (304, head, b'') if known and path != '/always.rss' and 'ETag' not in without else (status, head, body or rss(path))
    if path.startswith('/page/'): return 200, HTML, page(f'<link rel="canonical" href="{BASE}{path}">')
    if path.startswith('/hop/'):
        return 302, {'Location': f'/hop/{int(path[5:]) + 1}'}, b''
    big = rss(path, entries=400)
    table = {
        '/good.rss': lambda: feed(), '/': lambda: (200, HTML, page(feed_link('/good.rss'))),
        '/robots.txt': lambda: (200, {'Content-Type': 'text/plain'}, f'User-agent: *\nDisallow: /secret/\nSitemap: {BASE}/sitemap.xml\n'.encode()),
        '/sitemap.xml': lambda: (200, {'Content-Type': 'application/xml'}, sitemap(f'{BASE}/', f'{BASE}/page/0')),
        '/packed.rss': lambda: feed({'Content-Encoding': 'gzip'}, gzip.compress(big)),
        '/404.rss': lambda: (404, HTML, b'<p>no'), '/410.rss': lambda: (410, HTML, b'<p>no'), '/500.rss': lambda: (500, HTML, b'<p>no'),
        '/503.rss': lambda: (503, HTML, b'<p>no'), '/301.rss': lambda: (301, {'Location': '/good.rss'}, b''),
        '/308.rss': lambda: (308, {'Location': '/good.rss'}, b''), '/302.rss': lambda: (302, {'Location': '/good.rss'}, b''),
        '/307.rss': lambda: (307, {'Location': '/good.rss'}, b''), '/loop.rss': lambda: (302, {'Location': '/loop.rss'}, b''),
        '/loop1.rss': lambda: (301, {'Location': '/loop2.rss'}, b''), '/loop2.rss': lambda: (301, {'Location': '/loop1.rss'}, b''),
        '/file.rss': lambda: (302, {'Location': 'file:///etc/passwd'}, b''), '/ftp.rss': lambda: (302, {'Location': 'ftp://a.example/'}, b''),
        '/private.rss': lambda: (302, {'Location': 'http://10.0.0.1/feed'}, b''),
        '/private6.rss': lambda: (302, {'Location': 'http://[::1]:1/feed'}, b''),
        '/privatename.rss': lambda: (302, {'Location': f'{BASE.replace("127.0.0.1", "localhost")}/good.rss'}, b''),
        '/number.rss': lambda: (302, {'Location': 'http://2130706433/'}, b''),
        '/empty.rss': lambda: feed()[:2] + (b'',),
        '/html.rss': lambda: (200, HTML, page()), '/type.rss': lambda: feed({'Content-Type': 'text/html'}),
        '/octet.rss': lambda: feed({'Content-Type': 'application/octet-stream'}), '/notype.rss': lambda: feed(without=['Content-Type']),
        '/charset.rss': lambda: feed({'Content-Type': 'application/rss+xml; charset=iso-8859-1'}),
        '/novalidators.rss': lambda: feed(without=['ETag']), '/always.rss': lambda: feed(),
        '/plain.rss': lambda: feed({}, big), '/nostore.rss': lambda: feed({'Cache-Control': 'no-store'}),
        '/year.rss': lambda: feed({'Cache-Control': 'public, max-age=31536000'}),
        '/nocors.json': lambda: (200, {'Content-Type': 'application/feed+json', 'ETag': '"2"'} , json.dumps({
            'version': 'https://jsonfeed.org/version/1.1', 'title': 'Notes', 'feed_url': f'{BASE}/nocors.json', 'home_page_url': f'{BASE}/',
            'items': []}).encode()) if headers.get('If-None-Match') != '"2"' else (304, {}, b''),
        '/link.rss': lambda: feed({'Link': f'<{BASE}/other.rss>; rel="self"'}),
        '/hub.rss': lambda: feed({'Link': '<https://hub.example/a>; rel=hub'}, rss(path, channel='<atom:link rel="hub" href="https://hub.example/b"/>')),
        '/self.rss': lambda: feed({}, rss('/elsewhere.rss')), '/damaged.rss': lambda: feed({'Content-Encoding': 'gzip'}, gzip.compress(big)[:300]),
        '/bomb.rss': lambda: feed({'Content-Encoding': 'gzip'}, gzip.compress(b'<rss>' + b' ' * 200_000_000, 1)),
        '/endless.rss': lambda: 'endless', '/silent.rss': lambda: 'silent', '/hangup.rss': lambda: 'hangup', '/cut.rss': lambda: 'cut',
        '/garbage.rss': lambda: 'garbage',
        '/nofeed': lambda: (200, HTML, page()), '/deadfeed': lambda: (200, HTML, page(feed_link('/404.rss'))),
        '/huge': lambda: (200, HTML, page(feed_link('/good.rss')) + b'<p>x' * 12_000_000),
        '/many': lambda: (200, HTML, page(*[feed_link(f'/f{n}.rss') for n in range(10_000)])),
        '/broken.xml': lambda: (200, {'Content-Type': 'application/xml'}, sitemap('not an address')),
        '/secret.xml': lambda: (200, {'Content-Type': 'application/xml'}, sitemap(f'{BASE}/secret/a')),
        '/links.xml': lambda: (200, {'Content-Type': 'application/xml'}, sitemap(
            f'{BASE}/404.rss', f'{BASE}/moved', f'{BASE}/noindex', f'{BASE}/copy', f'{BASE}/page/1')),
        '/moved': lambda: (301, {'Location': '/page/2'}, b''),
        '/noindex': lambda: (200, HTML, page('<meta name="robots" content="noindex">')),
        '/copy': lambda: (200, HTML, page(f'<link rel="canonical" href="{BASE}/page/3">')),
    }
    return table.get(path, lambda: (404, HTML, b'<p>no'))()


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'

    def log_message(self, *_): pass

    def do_HEAD(self): self.do_GET()

    def do_GET(self):
        got = answer(self.path, self.headers)
        self.close_connection = True
        try:
            if isinstance(got, str): return getattr(self, got)()
            status, headers, body = got
            self.send_response(status)
            for name, value in headers.items(): self.send_header(name, value)
            self.send_header('Content-Length', str(len(body))); self.send_header('Connection', 'close'); self.end_headers()
            if self.command != 'HEAD': self.wfile.write(body)
        except OSError: pass

    def endless(self):
        self.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nConnection: close\r\n\r\n<rss>')
        while True: self.wfile.write(b' ' * (1 << 20))

    def silent(self): threading.Event().wait(30)

    def hangup(self): self.connection.shutdown(socket.SHUT_RDWR)

    def cut(self): self.wfile.write(b'HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nContent-Length: 10000\r\n\r\n<rss>')

    def garbage(self): self.wfile.write(b'\x00\x01\x02 what\r\n\r\n')


# What is asked, and the rules that must be reported: all of error and warning level, no others.
CASES = [
    ('/good.rss', []), ('/packed.rss', []), ('/', []), ('/ --site', []), ('/sitemap.xml', []), ('/robots.txt', []),
    ('/404.rss', ['http.status']), ('/410.rss', ['http.status']), ('/500.rss', ['http.status']), ('/503.rss', ['http.status']),
    ('/301.rss', ['http.redirect.permanent']), ('/308.rss', ['http.redirect.permanent']),
    ('/302.rss', ['info http.redirect.temporary']), ('/307.rss', ['info http.redirect.temporary']),
    ('/loop.rss', ['http.redirect.loop']), ('/loop1.rss', ['http.redirect.loop']), ('/hop/0', ['http.redirect.loop']),
    ('/file.rss', ['http.redirect.scheme']), ('/ftp.rss', ['http.redirect.scheme']), ('/private.rss', ['http.private']),
    ('/private6.rss', ['http.private']), ('/privatename.rss', ['http.private']), ('/number.rss', ['http.private']),
    ('/empty.rss', ['http.empty']), ('/html.rss', ['document.html']), ('/type.rss', ['http.type']), ('/octet.rss', ['http.type']),
    ('/notype.rss', ['http.type']), ('/charset.rss', ['document.encoding.mismatch']), ('/novalidators.rss', ['http.validators']),
    ('/always.rss', ['http.conditional']), ('/plain.rss', ['info http.compression']), ('/nostore.rss', ['http.caching']),
    ('/year.rss', ['http.caching']), ('/nocors.json', ['http.cors']), ('/link.rss', ['http.link']), ('/hub.rss', ['http.link']),
    ('/self.rss', ['feed.self.matches']), ('/damaged.rss', ['http.coding']), ('/bomb.rss', ['http.coding']),
    ('/endless.rss', ['http.limit']), ('/silent.rss', ['http.reachable']), ('/hangup.rss', ['http.reachable']),
    ('/cut.rss', ['http.reachable']), ('/garbage.rss', ['http.reachable']), ('/nofeed', ['site.feed.found']),
    ('/deadfeed', ['http.status']), ('/huge', []), ('/many', ['http.status', 'site.limit']),
    ('/broken.xml', ['sitemap.loc']), ('/secret.xml --site', ['set.sitemap.forbidden', 'set.sitemap.named', 'site.robots']),
    ('/links.xml --check-links 9', ['link.dead', 'link.redirect', 'link.noindex', 'link.canonical']),
    ('http://127.0.0.1:1/', ['http.reachable']), ('http://nobody.invalid/', ['http.reachable']),
    ('https://HERE/good.rss', ['http.reachable']),
]


def reported(arguments, folder, front=()):
    run = subprocess.run(
        [*front, TIDINGS, 'validate', '--format', 'jsonl', '--pause', '0', '--timeout', '4', '--max-documents', '20', '--now', '2026-11-01T00:00:00Z',
         *arguments], capture_output=True, text=True, timeout=120, cwd=folder)
    if run.returncode not in (0, 1): return [f'exit {run.returncode} {run.stderr.strip()}']
    found = [f for line in run.stdout.splitlines() for f in json.loads(line)['findings']]
    return sorted({f['rule'] if f['severity'] != 'info' else 'info ' + f['rule'] for f in found})


def main():
    global BASE
    server = ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    server.daemon_threads = True
    server.request_queue_size = 64
    BASE = f'http://127.0.0.1:{server.server_address[1]}'
    threading.Thread(target=server.serve_forever, daemon=True).start()
    wrong = 0

    def ask(server, asked, must, words, folder, front=()):
        """Whether the answer is right: notes count where one is asked for."""
        got = reported(words, folder, front)
        if not any(m.startswith('info ') for m in must): got = [g for g in got if not g.startswith('info ')]
        if got == sorted(must): return 0
        print(f'{server} {asked}: must be {sorted(must)}, is {got}')
        return 1

    with tempfile.TemporaryDirectory() as folder:
        for asked, must in CASES:
            words = asked.replace('HERE', BASE[7:]).split()
            if not words[0].startswith('http'): words[0] = BASE + words[0]
            wrong += ask('python', asked, must, words, folder)
        # What was kept is validated as it was served.
        reported([BASE + '/', '--site', '--save', 'kept'], folder)
        got = [g for g in reported(['kept/' + os.listdir(folder + '/kept')[0]], folder) if not g.startswith('info ')]
        if got:
            wrong += 1
            print(f'kept: {got}')
    with tempfile.TemporaryDirectory() as folder, live_nginx.Nginx(folder) as nginx:
        for asked, must in live_nginx.CASES:
            front, words = nginx.words(asked)
            wrong += ask('nginx', asked, must, words, folder, front)
    every = CASES + live_nginx.CASES
    faults = [must for _, must in every if must]
    rules = {m.removeprefix('info ') for must in faults for m in must}
    print(f'{len(every) + 1} questions, {wrong} answered wrong; {len(faults)} faults by {len(rules)} rules, '
          f'{sum(1 for _, must in live_nginx.CASES if must)} of them of nginx')
    sys.exit(wrong > 0)


main()
