"""Serve a built site as a static host does, compressed, and remember what was sent."""

import contextlib
import functools
import gzip
import http.server
import threading
import time
from pathlib import Path

from playwright.sync_api import Error

TEXT = {".html", ".css", ".js", ".svg", ".json", ".xml", ".csv", ".txt"}
SIZES = {"phone": {"width": 412, "height": 823}, "desk": {"width": 1280, "height": 800}}
WATCH = """
window.seen = { violations: [], shift: 0 };
addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => {
  seen.violations.push(`${effectiveDirective} ${blockedURI}`);
});
new PerformanceObserver((list) => list.getEntries().forEach((one) => { seen.shift += one.value; }))
  .observe({ type: "layout-shift", buffered: true });
"""  # what each page is watched for


class Server(http.server.ThreadingHTTPServer):
    """A server of one folder; ``sent`` has each answer's path and size."""

    daemon_threads = True

    def __init__(self, folder):
        super().__init__(("127.0.0.1", 0), functools.partial(_Handler, directory=str(folder)))
        self.sent = []

    @property
    def address(self):
        """Return where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):  # noqa: N802, the name that the standard library calls
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        packed = path.suffix in TEXT
        body = _read(path, packed)
        self.server.sent.append((self.path, len(body)))
        self.send_response(200)
        kind = self.guess_type(str(path))
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if packed else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        with contextlib.suppress(ConnectionError):
            self.wfile.write(body)


@functools.lru_cache(maxsize=256)
def _read(path, packed):
    body = path.read_bytes()
    return gzip.compress(body, 6) if packed else body


@contextlib.contextmanager
def compressed(folder):
    """Serve a folder while the block runs."""
    server = Server(folder)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def until(page, expression, arg=None, seconds=15):
    """Wait until an expression holds: Playwright's own wait evaluates text in the page, which its policy forbids."""
    end = time.monotonic() + seconds
    while not _holds(page, expression, arg):
        assert time.monotonic() < end, f"never came true: {expression}"
        page.wait_for_timeout(20)


def _holds(page, expression, arg):
    try:
        return page.evaluate(expression, arg)
    except Error as error:
        if "Execution context was destroyed" not in error.message:  # by a page that loads itself again
            raise


def point_at(page, frame, number=0):
    """Point at a mark of a chart, and return what is said of it."""
    whole = frame.bounding_box()
    marks = [mark for mark in frame.query_selector_all("[data-row]") if mark.is_visible() and _within(mark.bounding_box(), whole)]
    if not marks:
        return None
    marks[number].scroll_into_view_if_needed()
    page.wait_for_timeout(50)  # for the page hears of it, and is silent while it moves
    box = marks[number].bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    try:
        until(page, "() => document.querySelector('.chart-tip').textContent")
    except AssertionError:
        under = page.evaluate("([x, y]) => document.elementFromPoint(x, y)?.outerHTML.slice(0, 200)", [box["x"], box["y"]])
        raise AssertionError(f"silent: {marks[number].evaluate('one => one.outerHTML')[:300]} at {box} in {whole}, under it {under}") from None
    return page.query_selector(".chart-tip")


def _within(mark, whole):
    """Tell whether a mark lies in what a phone shows of a chart before it is unfolded."""
    return all(whole[at] < mark[at] + mark[size] / 2 < whole[at] + whole[size] for at, size in (("x", "width"), ("y", "height")))


def scroll_through(page):
    """Read a page to its end, and point at each chart, which then says something."""
    page.mouse.move(5, 5)
    for frame in page.query_selector_all(".chart-frame"):
        point_at(page, frame)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_timeout(100)
