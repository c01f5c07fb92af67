"""A real server, nginx, with a site without fault and the faults that people configure into it. Used by live.py."""
import gzip, json, os, shutil, socket, subprocess, time


def items(base, count):
    return ''.join(
        f'<item><title>Note {n}</title><link>{base}/page/{n}.html</link><guid>{base}/page/{n}.html</guid>'
        f'<pubDate>Mon, 05 Oct 2026 10:00:00 GMT</pubDate></item>' for n in range(count))


def rss(base, path, count=1):
    return (f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
            f'<title>Notes</title><link>{base}/</link><description>Notes.</description>'
            f'<atom:link rel="self" href="{base}{path}" type="application/rss+xml"/>{items(base, count)}</channel></rss>').encode()


def json_feed(base, path):
    return json.dumps({
        'version': 'https://jsonfeed.org/version/1.1', 'title': 'Notes', 'feed_url': base + path, 'home_page_url': base + '/', 'items': []}).encode()


def page(title, *head):
    return f'<!doctype html><html lang="en"><head><title>{title}</title>{"".join(head)}</head><body><p>Words.</body></html>'.encode()


CONFIGURATION = '''
daemon off; master_process off; pid FOLDER/pid; error_log FOLDER/error.log;
events { worker_connections 64; }
http {
  access_log off;
  client_body_temp_path FOLDER/t1; proxy_temp_path FOLDER/t2; fastcgi_temp_path FOLDER/t3; uwsgi_temp_path FOLDER/t4; scgi_temp_path FOLDER/t5;
  types {
    text/html html; application/rss+xml rss; application/atom+xml atom; application/feed+json json; application/xml xml; text/plain txt; application/gzip gz;
  }
  gzip on; gzip_min_length 1000;
  gzip_types application/rss+xml application/atom+xml application/feed+json application/xml;
  server {
    listen 127.0.0.1:PORT; server_name 127.0.0.1 localhost; root FOLDER/site; absolute_redirect off;
    location = /good.json { add_header Access-Control-Allow-Origin *; }
    location = /type.rss { types {} default_type text/html; }
    location = /octet.rss { types {} default_type application/octet-stream; }
    location = /notype.rss { types {} default_type ''; }
    location = /charset.rss { charset iso-8859-1; charset_types application/rss+xml; }
    location = /novalidators.rss { etag off; add_header Last-Modified ''; }
    location = /always.rss { etag off; if_modified_since off; }
    location = /plain.rss { gzip off; }
    location = /nostore.rss { add_header Cache-Control no-store; }
    location = /year.rss { expires 1y; }
    location = /301.rss { return 301 /good.rss; }
    location = /302.rss { return 302 /good.rss; }
    location = /307.rss { return 307 /good.rss; }
    location = /308.rss { return 308 /good.rss; }
    location = /loop.rss { return 302 /loop.rss; }
    location = /loop1.rss { return 301 /loop2.rss; }
    location = /loop2.rss { return 301 /loop1.rss; }
    location = /elsewhere.rss { return 301 http://localhost:PORT/other.rss; }
    location = /private.rss { return 302 http://10.0.0.1/feed; }
    location = /file.rss { return 302 file:///etc/passwd; }
    location = /401.rss { return 401; }
    location = /403.rss { deny all; }
    location = /410.rss { return 410; }
    location = /500.rss { return 500; }
    location = /502.rss { proxy_pass http://127.0.0.1:1; }
    location = /503.rss { return 503; }
    location = /hangup.rss { return 444; }
    location = /link.rss { add_header Link '<http://127.0.0.1:PORT/other.rss>; rel="self"'; }
    location = /brotli.rss { gzip off; add_header Content-Encoding br; }
    location = /falsely.rss { gzip off; add_header Content-Encoding gzip; }
  }
  server {
    listen 127.0.0.1:SECURE ssl; server_name 127.0.0.1; root FOLDER/site; absolute_redirect off;
    ssl_certificate FOLDER/own.crt; ssl_certificate_key FOLDER/own.key;
    location = /insecure.rss { return 301 http://127.0.0.1:PORT/good.rss; }
  }
}
'''

# What is asked, and the rules that must be reported: all of error and warning level, no others. With "trusted" the program believes
# the server's certificate.
CASES = [
    ('/good.rss', []), ('/big.rss', []), ('/good.json', []), ('/', []), ('/ --site', []), ('/sitemap.xml', []), ('/robots.txt', []),
    ('/sitemap.xml.gz', []),
    ('/type.rss', ['http.type']), ('/octet.rss', ['http.type']), ('/notype.rss', ['http.type']),
    ('/charset.rss', ['document.encoding.mismatch']), ('/novalidators.rss', ['http.validators']), ('/always.rss', ['http.conditional']),
    ('/plain.rss', ['info http.compression']), ('/nostore.rss', ['http.caching']), ('/year.rss', ['http.caching']),
    ('/301.rss', ['http.redirect.permanent']), ('/308.rss', ['http.redirect.permanent']),
    ('/302.rss', ['info http.redirect.temporary']), ('/307.rss', ['info http.redirect.temporary']),
    ('/loop.rss', ['http.redirect.loop']), ('/loop1.rss', ['http.redirect.loop']),
    ('/elsewhere.rss OTHER/other.rss', ['http.redirect.host', 'http.redirect.permanent']),
    ('/private.rss', ['http.private']), ('/file.rss', ['http.redirect.scheme']),
    ('/401.rss', ['http.status']), ('/403.rss', ['http.status']), ('/404.rss', ['http.status']), ('/410.rss', ['http.status']),
    ('/500.rss', ['http.status']), ('/502.rss', ['http.status']), ('/503.rss', ['http.status']), ('/hangup.rss', ['http.reachable']),
    ('/html.rss', ['document.html']), ('/empty.rss', ['http.empty']), ('/nocors.json', ['http.cors']), ('/link.rss', ['http.link']),
    ('/twice.rss', ['http.coding']), ('/brotli.rss', ['http.coding']), ('/falsely.rss', ['http.coding']),
    ('/secret.xml --site', ['set.sitemap.forbidden', 'set.sitemap.named', 'site.robots']),
    ('SECURE/good.rss', ['http.reachable']),
    ('trusted SECURE/insecure.rss', ['http.redirect.insecure', 'http.redirect.permanent']),
    ('trusted SECURE/secure.rss', []),
]


def free_port():
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        return s.getsockname()[1]


class Nginx:
    """The server, while it runs."""

    def __init__(self, folder):
        self.folder, self.port, self.secure = folder, free_port(), free_port()
        self.base, self.other = f'http://127.0.0.1:{self.port}', f'http://localhost:{self.port}'
        self.secure_base = f'https://127.0.0.1:{self.secure}'
        for name in ('site', 'site/page'): os.makedirs(f'{folder}/{name}')
        self.write_site()
        self.write_certificate()
        text = CONFIGURATION.replace('FOLDER', folder).replace('PORT', str(self.port)).replace('SECURE', str(self.secure))
        with open(folder + '/nginx.conf', 'w') as f: f.write(text)

    def write(self, name, content):
        with open(f'{self.folder}/site/{name}', 'wb') as f: f.write(content)
        # Times that are the same in every run, and well before the answers.
        os.utime(f'{self.folder}/site/{name}', (1_790_000_000, 1_790_000_000))

    def write_site(self):
        base = self.base
        small = 'good type octet notype charset novalidators always nostore year link falsely brotli'
        for name in small.split(): self.write(name + '.rss', rss(base, f'/{name}.rss'))
        for name in ('big', 'plain'): self.write(name + '.rss', rss(base, f'/{name}.rss', 400))
        self.write('other.rss', rss(self.other, '/other.rss'))
        self.write('secure.rss', rss(self.secure_base, '/secure.rss'))
        # What a script packs, and a server packs again.
        self.write('twice.rss', gzip.compress(rss(base, '/twice.rss', 400), mtime=0))
        self.write('html.rss', page('Not here'))
        self.write('empty.rss', b'')
        for name in ('good', 'nocors'): self.write(name + '.json', json_feed(base, f'/{name}.json'))
        self.write('index.html', page('Notes', '<link rel="alternate" type="application/rss+xml" href="/good.rss">'))
        self.write('page/0.html', page('Note 0'))
        self.write('robots.txt', f'User-agent: *\nDisallow: /secret/\nSitemap: {base}/sitemap.xml\n'.encode())
        def sitemap(*pages):
            urls = ''.join(f'<url><loc>{p}</loc></url>' for p in pages)
            return ('<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
                    f'{urls}</urlset>').encode()
        self.write('sitemap.xml', sitemap(base + '/', base + '/page/0.html'))
        self.write('sitemap.xml.gz', gzip.compress(sitemap(base + '/'), mtime=0))
        self.write('secret.xml', sitemap(base + '/secret/a'))

    def write_certificate(self):
        subprocess.run(
            ['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', self.folder + '/own.key', '-out', self.folder + '/own.crt',
             '-days', '30', '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'], check=True, capture_output=True)

    def __enter__(self):
        program = shutil.which('nginx') or '/usr/sbin/nginx'
        self.process = subprocess.Popen(
            [program, '-p', self.folder, '-c', self.folder + '/nginx.conf'], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            try:
                socket.create_connection(('127.0.0.1', self.secure), 1).close()
                return self
            except OSError:
                time.sleep(0.05)
        self.process.kill()
        raise SystemExit('nginx does not answer: ' + open(self.folder + '/error.log').read()[-2000:])

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def words(self, asked):
        """The arguments of a question, and what goes in front of the program."""
        words = asked.split()
        # The program trusts what the system trusts; in a name space of mounts of its own, that is this server.
        front = []
        if words[0] == 'trusted':
            words = words[1:]
            front = ['unshare', '--map-root-user', '--mount', 'sh', '-c',
                     f'mount --bind {self.folder}/own.crt /etc/ssl/certs/ca-certificates.crt && exec "$@"', '-']
        named = {'OTHER': self.other, 'SECURE': self.secure_base}
        for index, word in enumerate(words):
            for name, base in named.items(): word = word.replace(name, base)
            words[index] = self.base + word if word.startswith('/') else word
        return front, words
