#!/usr/bin/env python3
"""validator.py TIDINGS: `tidings serve --validator` as strangers meet it: what is pasted, sent, named by an address, too large, too slow, too
much at once, or meant to do harm. TIDINGS is compiled with --traits Push,Serve.

With Chromium (`chromium` in PATH) the pages are drawn at a phone's width too, and with AXE=axe.min.js in the environment checked by axe."""
import base64, gzip, html, http.client, json, os, re, shutil, socket, subprocess, sys, tempfile, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TIDINGS = os.path.abspath(sys.argv[1])
failures, checks = [], 0
FEED = '<rss version="2.0"><channel>\n<title>T</title><link>https://a.example/</link><description>D</description>\n<item><pubDate>yesterday</pubDate></item>\n</channel></rss>\n'


def expect(name, found, wanted=True):
    global checks
    checks += 1
    if found != wanted: failures.append(f'{name}: is {str(found)[:300]!r}, must be {str(wanted)[:300]!r}')


class Served:
    """A validator that runs."""

    def __init__(self, *options, folder):
        self.process = subprocess.Popen([TIDINGS, 'serve', '--validator', '--port', '0', *options], cwd=folder, stderr=subprocess.PIPE, text=True)
        line = self.process.stderr.readline()
        match = re.search(r'http://127\.0\.0\.1:(\d+)/', line)
        if not match: raise SystemExit(f'does not begin: {line}{self.process.stderr.read()}')
        self.port = int(match[1])

    def __enter__(self): return self

    def __exit__(self, *_):
        self.process.terminate()
        try: expect('ends when it is asked to', self.process.wait(15), 0)
        except subprocess.TimeoutExpired:
            failures.append('does not end when it is asked to')
            self.process.kill()

    @property
    def memory(self):
        """Megabytes at most, until now."""
        with open(f'/proc/{self.process.pid}/status') as file: return int(re.search(r'VmHWM:\s+(\d+)', file.read())[1]) // 1024

    def ask(self, method='GET', path='/', body=None, timeout=20, **headers):
        connection = http.client.HTTPConnection('127.0.0.1', self.port, timeout=timeout)
        try:
            connection.request(method, path, body, {k.replace('_', '-'): v for k, v in headers.items()})
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode('utf-8', 'replace')
        finally: connection.close()

    def post(self, fields, path='/', **headers):
        """Fields: name to text, or to (file name, bytes)."""
        boundary, body = '----WebKitFormBoundaryx', b''
        for name, value in fields.items():
            file, content = value if isinstance(value, tuple) else (None, value.encode())
            body += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"'.encode() + (f'; filename="{file}"\r\nContent-Type: text/xml'.encode() if file is not None else b'')
            body += b'\r\n\r\n' + content + b'\r\n'
        return self.ask('POST', path, body + f'--{boundary}--\r\n'.encode(), Content_Type=f'multipart/form-data; boundary={boundary}', **headers)


class Site(BaseHTTPRequestHandler):
    """A site of somebody, and one that leads where it should not."""
    protocol_version = 'HTTP/1.1'
    asked = []

    def log_message(self, *_): pass

    def do_GET(self):
        Site.asked.append(self.path)
        self.close_connection = True
        try:
            if self.path == '/slow': time.sleep(3)
            if self.path == '/away': self.send_response(302); self.send_header('Location', f'http://localhost:{self.server.server_port}/feed')
            else: self.send_response(200); self.send_header('Content-Type', 'application/rss+xml'); self.send_header('ETag', '"1"')
            body = b'' if self.path == '/away' else b'<rss>' + b' ' * 20_000_000 if self.path == '/large' else FEED.encode()
            self.send_header('Content-Length', str(len(body))); self.send_header('Connection', 'close'); self.end_headers()
            self.wfile.write(body)
        except OSError: pass


def strangers(served, site):
    status, headers, page = served.ask()
    expect('first page', status, 200)
    expect('no script', '<script' in page.lower() or 'unsafe' in headers['Content-Security-Policy'], False)
    expect('headers', [headers[n] for n in ('X-Content-Type-Options', 'Referrer-Policy', 'X-Frame-Options')], ['nosniff', 'no-referrer', 'DENY'])
    for field in ('url', 'file', 'document'): expect(f'label of {field}', f'<label for="{field}">' in page and f'id="{field}"' in page)
    expect('style sheet', served.ask(path='/style.css')[1]['Content-Type'], 'text/css; charset=utf-8')
    expect('nothing elsewhere', served.ask(path='/../etc/passwd')[0], 404)
    expect('HEAD', (served.ask('HEAD')[0], served.ask('HEAD')[2]), (200, ''))

    # Pasted: browsers end lines with CR LF.
    status, headers, page = served.post({'document': FEED.replace('\n', '\r\n')})
    expect('pasted', (status, '<title>Not valid: document</title>' in page, 'Line 3, column 7' in page), (200, True, True))
    expect('not kept', headers['Cache-Control'], 'no-store')
    status, _, page = served.post({'file': ('<img src=x onerror=alert(1)>.xml', FEED.encode())})
    expect('file', (status, '&lt;img src=x' in page, '<img' in page), (200, True, False))
    expect('gzip', 'Not valid: f.gz' in served.post({'file': ('f.gz', gzip.compress(FEED.encode()))})[2])

    # What programs get is what the command line says.
    with tempfile.TemporaryDirectory() as folder:
        with open(folder + '/feed.xml', 'w') as file: file.write(FEED)
        own = subprocess.run([TIDINGS, 'validate', '--format', 'json', 'feed.xml'], cwd=folder, capture_output=True, text=True).stdout
    for name, got in {
            'Accept': served.post({'file': ('feed.xml', FEED.encode())}, Accept='application/json'),
            'query': served.post({'file': ('feed.xml', FEED.encode())}, '/?format=json'),
            'field': served.post({'file': ('feed.xml', FEED.encode()), 'format': 'json'})}.items():
        expect(f'JSON by {name}', (got[0], got[1]['Content-Type'], got[2]), (200, 'application/json; charset=utf-8', own))

    # Forms that are none.
    kind = 'multipart/form-data; boundary=b'
    for name, wanted, type, body in [
            ('no end', 400, kind, '--b\r\nContent-Disposition: form-data; name="document"\r\n\r\nx'), ('empty', 400, kind, '--b--\r\n'),
            ('no boundary', 400, 'multipart/form-data', 'x'), ('parts', 400, kind, '--b\r\nContent-Disposition: form-data; name="document"\r\n\r\nx\r\n' * 50_000 + '--b--'),
            ('escape', 400, 'application/x-www-form-urlencoded', 'document=%'), ('two', 400, 'application/x-www-form-urlencoded', 'document=a&url=b'),
            ('type', 415, 'text/xml', FEED), ('urlencoded', 200, 'application/x-www-form-urlencoded', 'document=%3Crss/%3E')]:
        expect(f'form: {name}', served.ask('POST', body=body, Content_Type=type)[0], wanted)
    expect('method', served.ask('DELETE')[0], 405)

    # Too much.
    start = time.time()
    expect('gzip bomb', served.post({'file': ('b.gz', gzip.compress(b'<rss>' + b' ' * 40_000_000, 1))})[0], 413)
    big = b'--b\r\nContent-Disposition: form-data; name="document"\r\n\r\n' + b'<a>' * 17_000_000
    for name, body in [('50 MB', big), ('50 MB without a length', iter([big[i:i + 1_000_000] for i in range(0, len(big), 1_000_000)]))]:
        try: status, headers, _ = served.ask('POST', body=body, Content_Type=kind)
        except (BrokenPipeError, ConnectionResetError) as error: status, headers = repr(error), {}
        expect(name, (status, headers.get('Connection')), (413, 'close'))
    expect('memory after 50 MB', served.memory < 400)

    # Twenty at once, of one visitor: one is served, the others are asked to wait, nobody else notices.
    answers = []
    document = ('<rss version="2.0"><channel>' + '<item><title>x</title></item>' * 40_000).encode()
    threads = [threading.Thread(target=lambda: answers.append(served.post({'file': ('f.xml', document)})[0])) for _ in range(20)]
    for thread in threads: thread.start()
    expect('first page meanwhile', served.ask(timeout=5)[0], 200)
    for thread in threads: thread.join()
    expect('twenty at once', (len(answers), set(answers) <= {200, 429}, answers.count(200) >= 1, answers.count(429) >= 1), (20, True, True, True))
    expect('and after them', served.post({'document': FEED})[0], 200)

    # Addresses that strangers may not name; nothing is asked there.
    before = len(Site.asked)
    for address in [f'http://127.0.0.1:{site}/feed', f'http://localhost:{site}/feed', f'http://127.1:{site}/', f'http://2130706433:{site}/',
                    f'http://0x7f000001:{site}/', f'http://[::1]:{site}/', f'http://[::ffff:127.0.0.1]:{site}/', f'http://[::7f00:1]/', f'http://0:{site}/',
                    'http://169.254.169.254/latest/meta-data/', 'http://[fd00:ec2::254]/', 'http://metadata.google.internal/', 'http://10.0.0.1/',
                    'http://192.168.0.1/', 'http://localhost./', 'http://nobody.invalid/', 'http://8.8.8.8:25/', 'http://168.63.129.16/']:
        expect(f'{address}', served.ask(path='/?url=' + address)[0], 403)
    for address in ['ftp://a.example/', 'file:///etc/passwd', 'https://me:secret@a.example/', 'https://a.example@127.0.0.1/', 'javascript:alert(1)',
                    'http://a.example\\@127.0.0.1/', 'x', '']:
        expect(f'{address}', served.ask(path='/?url=' + address.replace('\\', '%5C'))[0] in (400, 403))
    expect('asked nothing', Site.asked[before:], [])
    expect('name of another site', served.ask(Host='evil.example')[0], 403)


def slow(served):
    """Connections that take their time: all of them are closed, and others are served meanwhile."""
    def opened(text):
        connection = socket.create_connection(('127.0.0.1', served.port), timeout=40)
        connection.sendall(text)
        return connection
    head = opened(b'POST / HTTP/1.1\r\nHost: localhost\r\nX-A: ')
    body = opened(b'POST / HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 198.51.100.77\r\nContent-Length: 1000\r\nContent-Type: multipart/form-data; boundary=b\r\n\r\n--b')
    idle = opened(b'')
    start = time.time()
    ends = {}
    while time.time() - start < 24 and len(ends) < 3:
        for name, connection in (('head', head), ('body', body), ('idle', idle)):
            if name in ends: continue
            connection.settimeout(0.1)
            try:
                # A byte now and then.
                if name != 'idle' and int(time.time() * 2) % 4 == 0: connection.sendall(b'x')
                if not connection.recv(65536): ends[name] = time.time() - start
            except TimeoutError: pass
            except OSError: ends[name] = time.time() - start
    expect('slow connections are closed', sorted(ends), ['body', 'head', 'idle'])
    for connection in (head, body, idle): connection.close()


def operator(served, site):
    """What only the operator's flags allow."""
    status, _, page = served.ask(path=f'/?url=http://127.0.0.1:{site}/feed')
    expect('address', (status, 'Validate it again' in page, 'Line 3, column 7' in page), (200, True, True))
    expect('address as JSON', [d['path'] for d in json.loads(served.ask(path=f'/?url=http://127.0.0.1:{site}/feed', Accept='application/json')[2])], [f'http://127.0.0.1:{site}/feed'])
    expect('redirect to another private host', served.ask(path=f'/?url=http://127.0.0.1:{site}/away')[0], 403)
    expect('large', 'http.limit' in served.ask(path=f'/?url=http://127.0.0.1:{site}/large')[2])
    expect('name of a proxy', served.ask(Host='validator.example')[0], 200)
    # Two visitors behind one proxy are two, and one is one.
    answers = {}
    def ask(name, hops):
        answers[name] = served.ask(path=f'/?url=http://127.0.0.1:{site}/slow', X_Forwarded_For=hops)[0]
    first = threading.Thread(target=ask, args=('first', '198.51.100.1'))
    first.start()
    time.sleep(.5)
    second = threading.Thread(target=ask, args=('second', '198.51.100.2'))
    second.start()
    ask('again', '203.0.113.9, 198.51.100.1')
    first.join(), second.join()
    expect('visitors behind a proxy', answers, {'first': 200, 'second': 200, 'again': 429})
    # Who goes away while an address is being asked ends the work, and so may ask for another at once. The slow answer takes three seconds.
    asked = len(Site.asked)
    gone = socket.create_connection(('127.0.0.1', served.port), timeout=20)
    gone.sendall(f'GET /?url=http://127.0.0.1:{site}/slow HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 198.51.100.5\r\n\r\n'.encode())
    while len(Site.asked) == asked: time.sleep(.02)
    gone.close()
    start, status = time.time(), 429
    while status == 429 and time.time() - start < 2:
        time.sleep(.1)
        status = served.ask(path=f'/?url=http://127.0.0.1:{site}/feed', X_Forwarded_For='198.51.100.5')[0]
    expect('who has gone may ask again', status, 200)


def browser(served, folder):
    chromium = shutil.which('chromium')
    if not chromium: return print('no Chromium: pages were not drawn')
    page = f'file://{folder}/page.html'
    def run(*arguments, address):
        return subprocess.run(
            [chromium, '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', f'--user-data-dir={folder}/profile', '--window-size=375,800',
             *arguments, address], capture_output=True, text=True, timeout=60).stdout
    # The page as the server gives it, with its own policy in force.
    dom = run('--dump-dom', address=f'http://127.0.0.1:{served.port}/')
    expect('drawn', 'id="document"' in dom and 'Feed and sitemap validator' in dom)
    picture = os.environ.get('PICTURE')
    # Reports are answers to forms: kept, with their style, and a script that measures them.
    style = served.ask(path='/style.css')[2]
    axe = open(os.environ['AXE']).read() if os.environ.get('AXE') else ''
    pages = {'first': served.ask()[2], 'report': served.post({'file': ('a-long-name-of-a-file-' * 3 + '.xml', (FEED + '<!-- ' + 'long ' * 400 + '-->').encode())})[2],
             'refusal': served.ask(path='/nothing')[2], 'valid': served.post({'document': '<opml version="2.0"><head/><body><outline text="a"/></body></opml>'})[2]}
    # What must be found: the proof that it is looked for.
    control = pages['valid'].replace('<main id="main">', '<main id="main"><p style="width: 400px; color: #888; background: #999">Pale <input></p>')
    frames = {}
    for dark in (False, True):
        for name, text in {**pages, 'control': control}.items():
            name += ', dark' if dark else ''
            colours = style.replace('(prefers-color-scheme: dark)', 'all' if dark else 'not all').replace('color-scheme: light dark', f'color-scheme: {"dark" if dark else "light"}')
            text = text.replace('<link rel="stylesheet" href="style.css">', f'<style>{colours}</style>' + (f'<script>{axe}</script>' if axe else ''))
            frames[name] = text.replace('</body>', '''<script>addEventListener("load", async () => {
              const wide = document.documentElement.scrollWidth > innerWidth;
              const found = window.axe ? (await axe.run()).violations.map(v => v.id + ": " + v.nodes.map(n => n.target).join(" ")) : [];
              parent.postMessage([NAME, innerWidth, wide, found], "*") })</script></body>'''.replace('NAME', json.dumps(name)))

    def draw(frames, *arguments):
        """What the frames say of themselves. A frame has a phone's width even where a window may not be so narrow."""
        coded = json.dumps({name: base64.b64encode(text.encode()).decode() for name, text in frames.items()})
        with open(f'{folder}/page.html', 'w') as file:
            file.write(f'''<!doctype html><title>x</title><body style="margin: 0"><pre id="said" hidden></pre><script>
              const said = {{}}, frames = {coded};
              addEventListener("message", e => {{ said[e.data[0]] = e.data.slice(1); document.getElementById("said").textContent = JSON.stringify(said) }});
              for (const name in frames) {{
                const frame = document.createElement("iframe");
                frame.width = 375; frame.height = 800; frame.style = "border: 0";
                frame.srcdoc = new TextDecoder().decode(Uint8Array.from(atob(frames[name]), c => c.charCodeAt(0)));
                document.body.append(frame) }}</script>''')
        answer = run(*(arguments or ('--dump-dom', '--virtual-time-budget=10000')), address=page)
        match = re.search(r'<pre id="said"[^>]*>(.*?)</pre>', answer, re.S)
        return json.loads(html.unescape(match[1])) if match and match[1] else {}

    said = draw(frames)
    for name in frames:
        found = said.get(name)
        if not name.startswith('control'): expect(f'{name}, at a phone\'s width', found, [375, False, []])
        else: expect(name, found and [found[1], len(found[2]) >= 2 or not axe], [True, True])
    if picture:
        for name in pages:
            for end in ('', ', dark'): draw({name + end: frames[name + end]}, f'--screenshot={picture}-{name}{end.replace(", ", "-")}.png')
    print('pages were drawn by Chromium' + (' and checked by axe' if axe else ''))


def main():
    server = ThreadingHTTPServer(('127.0.0.1', 0), Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    site = server.server_port
    with tempfile.TemporaryDirectory() as folder:
        with Served(folder=folder) as served, Served('--allow-private', '--trust-proxy', '--name', 'validator.example', folder=folder) as own:
            waiting = threading.Thread(target=slow, args=(own,))
            waiting.start()
            strangers(served, site)
            operator(own, site)
            browser(served, folder)
            waiting.join()
            print(f'{served.memory} MB of memory at most')
        expect('nothing is kept', [n for n in os.listdir(folder) if n not in ('profile', 'page.html')], [])
    for failure in failures: print(failure)
    print(f'{checks - len(failures)} passed, {len(failures)} failed')
    sys.exit(bool(failures))


main()
