"""A page of another origin in a real browser, which tells what it saw."""

import contextlib
import http.server
import json
import os
import pathlib
import queue
import signal
import subprocess
import tempfile
import threading

from scenarios import CHROMIUM, PAGE_PORT

# What the page logs, it also tells to its own server; a script that fails tells why.
TELLING = '''
const tell = (kind, words) => fetch('/told', { method: 'POST', body: JSON.stringify([kind, ...words]) });
for (const kind of ['log', 'error']) console[kind] = (...words) => tell(kind, words);
window.addEventListener('error', event => tell('thrown', [event.message]));
window.addEventListener('unhandledrejection', event => tell('thrown', [String(event.reason)]));
'''


@contextlib.contextmanager
def page(body, files):
    """Opens a page with this body in Chromium and gives a function that waits for the next thing it tells."""
    told = queue.Queue()
    html = f'<!doctype html><meta charset="utf-8"><script>{TELLING}</script>{body}'

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            name = self.path.strip('/')
            found = html.encode() if name == '' else pathlib.Path(name).read_bytes() if name in files else None
            self.send_response(404 if found is None else 200)
            self.send_header('content-type', 'text/html' if name == '' else 'application/octet-stream')
            self.end_headers()
            self.wfile.write(found or b'')

        def do_POST(self):
            told.put(json.loads(self.rfile.read(int(self.headers['content-length']))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(('127.0.0.1', PAGE_PORT), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = subprocess.Popen(
            [
                CHROMIUM,
                '--headless',
                '--no-sandbox',
                '--disable-gpu',
                '--remote-debugging-port=0',
                f'--user-data-dir={profile}',
                f'http://127.0.0.1:{PAGE_PORT}/',
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            yield lambda: told.get(timeout=120)
        finally:
            os.killpg(browser.pid, signal.SIGTERM)
            browser.wait(30)
            server.shutdown()
            server.server_close()
