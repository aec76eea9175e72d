"""What ``econsec serve`` answers: files of the folder, pages with the script that hears news, and a page to wait on."""

import http.server
from html import escape
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote

NEWS, SCRIPT = "/~news", "/~live.js"
TAG = f'<script src="{SCRIPT}" defer></script>'.encode()
LONGEST, LONGEST_NAME = 2000, 255  # letters of a path, bytes of a name in it
PAGE = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width">
{head}
<style>
:root {{ color-scheme: light dark; font: 1.25rem/1.6 system-ui, sans-serif; }}
body {{ max-width: 40rem; margin: 15vh auto; padding: 0 1.5rem; }}
pre {{ padding: 1rem; white-space: pre-wrap; background: #67060c; color: #fff; font-size: .875rem; }}
</style>
<body>
<h1>{title}</h1>
{text}
</body>
</html>
"""
AGAIN = '<meta http-equiv="refresh" content="2">'  # seconds


def _possible(path):
    """Tell whether a file system can hold a path."""
    try:
        path = unquote(path, errors="strict")
    except UnicodeDecodeError:
        return False
    long = len(path) > LONGEST or any(len(name.encode()) > LONGEST_NAME for name in path.split("/"))
    return path.startswith("/") and path.isprintable() and not long


class Handler(http.server.SimpleHTTPRequestHandler):
    """Answers to one connection; ``kept`` where it stays open for news."""

    def __init__(self, *arguments, told, **more):
        self.told, self.kept = told, False
        super().__init__(*arguments, **more)

    def parse_request(self):
        """Read a request, and refuse one that no browser of this machine's user makes."""
        if not super().parse_request():
            return False
        refused = self._refused()
        if refused:
            self.send_error(*refused)
            return False
        self.server.asked(self.connection)
        return True

    def _refused(self):
        hosts = self.headers.get_all("Host", [])
        if len(hosts) > 1 or (not hosts and self.request_version == "HTTP/1.1"):
            return HTTPStatus.BAD_REQUEST, "One Host header is needed"
        if hosts and hosts[0].strip().lower() not in self.told.hosts:
            return HTTPStatus.MISDIRECTED_REQUEST, f"Served to this machine alone, at {self.told.address}"
        return None if _possible(self.path) else (HTTPStatus.BAD_REQUEST, "No such path can be")

    def send_error(self, code, message=None, explain=None):
        """Refuse a request; a path that is too long is a bad request wherever that is noticed."""
        super().send_error(HTTPStatus.BAD_REQUEST if code == HTTPStatus.REQUEST_URI_TOO_LONG else code, message, explain)

    def do_GET(self):
        """Answer with a page, a file or news."""
        path, _, asked = self.path.partition("?")
        if path == NEWS:
            self._news(unquote(asked))
        elif path == SCRIPT:
            self._send(Path(__file__).with_name("live.js").read_bytes(), "text/javascript")
        else:
            self._send_file(path)

    do_HEAD = do_GET

    def _send_file(self, path):
        file = Path(self.translate_path(path))
        file = file / "index.html" if path.endswith("/") else file
        if file.suffix == ".html":
            self._send_page(file)
        elif file.exists():
            (super().do_HEAD if self.command == "HEAD" else super().do_GET)()
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _send_page(self, file):
        try:
            self._send(file.read_bytes().replace(b"</body>", TAG + b"</body>", 1), "text/html")
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            if self.told.making:
                self._send(self._waiting(), "text/html")
            else:
                page = PAGE.format(title="404", head="", text="<p>No such page.</p>")
                self._send(page.encode().replace(b"</body>", TAG + b"</body>"), "text/html", HTTPStatus.NOT_FOUND)

    def _waiting(self):
        """Return a page that asks for itself again until the one that it stands for is there."""
        problems = "\n".join(self.told.problems)
        said = f'<pre id="live-problems" role="alert">{escape(problems)}</pre>' if problems else f"<p>{escape(self.told.making)}</p>"
        return PAGE.format(title="The report is being made", head=AGAIN, text=said).encode()

    def _send(self, content, kind, status=HTTPStatus.OK):
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _news(self, page):
        """Keep the connection for news, as server-sent events."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        self.kept = self.command == "GET" and self.told.join(self.connection, page)

    def list_directory(self, path):
        """List no folder."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self):
        """End the headers; nothing is kept by a browser, as all may change."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_):
        """Leave the terminal to what is built."""
