"""Serve a folder on loopback, and tell the browsers that show its pages what happened."""

import functools
import http.server
import json
import queue
import sys
import threading
from pathlib import Path
from urllib.parse import unquote, urlsplit

NEWS, SCRIPT = "/~news", "/~live.js"
TAG = f'<script src="{SCRIPT}" defer></script>'.encode()
PULSE = 5  # seconds after which a silent connection is tried, to notice browsers that left


class Server:
    """A server on loopback: ``address``, the pages that browsers show now, and ``tell`` for all of them."""

    def __init__(self, folder, port=0):
        handler = functools.partial(_Handler, directory=str(folder), told=self)
        self.http = _Http(("127.0.0.1", port), handler)
        self.address = f"http://127.0.0.1:{self.http.server_address[1]}/"
        self.readers, self.last, self.lock = {}, {}, threading.Lock()
        threading.Thread(target=self.http.serve_forever, name="server", daemon=True).start()

    def pages(self):
        """Return the pages that browsers show, as paths below the folder."""
        with self.lock:
            return set(self.readers.values())

    def tell(self, **news):
        """Tell every browser, and those that come later."""
        with self.lock:
            self.last = {"problems": news.get("problems", [])}
            for one in self.readers:
                one.put(news)

    def join(self, page):
        """Return the queue of the news for a page that a browser shows."""
        news = queue.SimpleQueue()
        with self.lock:
            self.readers[news] = page
            news.put(self.last)
        return news

    def leave(self, news):
        """Forget a browser."""
        with self.lock:
            self.readers.pop(news, None)

    def close(self):
        """Stop serving."""
        self.http.shutdown()
        self.http.server_close()


class _Http(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """Leave a browser alone that went away before it had all of an answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments, told, **more):
        self.told = told
        super().__init__(*arguments, **more)

    def do_GET(self):
        path = urlsplit(self.path)
        if path.path == NEWS:
            self._news(unquote(path.query))
        elif path.path == SCRIPT:
            self._send(Path(__file__).with_name("live.js").read_bytes(), "text/javascript")
        elif path.path.endswith((".html", "/")) and (page := Path(self.translate_path(self.path))):
            page = page / "index.html" if page.is_dir() else page
            if page.is_file():
                self._send(page.read_bytes().replace(b"</body>", TAG + b"</body>", 1), "text/html")
            else:
                self._send(b"<!doctype html><title>404</title><body><p>No such page.</p></body>".replace(b"</body>", TAG + b"</body>"), "text/html", 404)
        else:
            super().do_GET()

    def _send(self, content, kind, status=200):
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _news(self, page):
        """Send news as they come, until the browser leaves (server-sent events)."""
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        news = self.told.join(page)
        try:
            while True:
                try:
                    self.wfile.write(f"data: {json.dumps(news.get(timeout=PULSE))}\n\n".encode())
                except queue.Empty:
                    self.wfile.write(b":\n\n")
                self.wfile.flush()
        except OSError:
            pass
        finally:
            self.told.leave(news)

    def end_headers(self):
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_):
        """Leave the terminal to what is built."""
