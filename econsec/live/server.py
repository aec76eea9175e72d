"""Serve a folder on loopback, and tell the browsers that show its pages what happened.

One thread takes connections, hands those that ask something to a few workers, closes those that say nothing, and keeps
those that wait for news. What is answered is for :mod:`econsec.live.answers`.
"""

import functools
import http.server
import json
import selectors
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from econsec.live.answers import Handler

SILENCE = 10  # seconds in which a connection must have asked something
ANSWER = 60  # seconds in which it must have the answer
PULSE = 5  # seconds after which those that wait for news are tried, to notice browsers that left
WORKERS, SILENT, READERS = 32, 200, 100  # at most: requests answered at once, connections that ask nothing, that wait for news
NAMES = ("127.0.0.1", "localhost", "[::1]")  # any other name that leads here was made to by somebody else's page


class Server:
    """A server on loopback: ``address``, the pages that browsers show now, and ``tell`` for all of them.

    ``making`` is what was last made, as long as pages that are not there may still come.
    """

    def __init__(self, folder, port=0, making=""):
        self.making, self.problems = making, []
        self.readers, self.lock = {}, threading.Lock()
        self.http = _Http(("127.0.0.1", port), functools.partial(Handler, directory=str(folder), told=self))
        port = self.http.server_port
        self.address = f"http://127.0.0.1:{port}/"
        self.hosts = {f"{name}:{port}" for name in NAMES} | set(NAMES if port == 80 else ())
        self.thread = threading.Thread(target=self.http.serve, args=(self._pulse,), name="server", daemon=True)
        self.thread.start()

    def pages(self):
        """Return the pages that browsers show, as paths below the folder."""
        with self.lock:
            return set(self.readers.values())

    def tell(self, **news):
        """Tell every browser, and those that come later."""
        with self.lock:
            self.problems = news.get("problems", [])
            self._send(_event(news))

    def join(self, connection, page):
        """Tell the browser that shows a page all news from now on; return whether there is room for it."""
        with self.lock:
            if len(self.readers) >= READERS:
                return False
            connection.settimeout(1)  # seconds; who does not take in what it is told is left
            self.readers[connection] = page
            self._send(_event({"problems": self.problems}), [connection])
            return connection in self.readers

    def close(self):
        """Stop serving."""
        self.http.closing = True
        self.thread.join()
        with self.lock:
            self.http.end(list(self.readers))

    def _pulse(self):
        with self.lock:
            self._send(b":\n\n")

    def _send(self, said, readers=()):
        for one in readers or list(self.readers):
            try:
                one.sendall(said)
            except OSError:
                del self.readers[one]
                one.close()


def _event(news):
    return f"data: {json.dumps(news)}\n\n".encode()


class _Http(http.server.HTTPServer):
    request_queue_size = 128

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.socket.setblocking(False)
        self.workers = ThreadPoolExecutor(WORKERS, "request")
        self.silent, self.asking = {}, {}  # connections, with the moment at which they are closed
        self.closing = False

    def serve(self, pulse):
        """Serve until ``closing``; call ``pulse`` from time to time."""
        due = time.monotonic() + PULSE
        with selectors.DefaultSelector() as selector:
            selector.register(self.socket, selectors.EVENT_READ)
            while not self.closing:
                for key, _ in selector.select(timeout=0.2):
                    if key.fileobj is self.socket:
                        self._accept(selector)
                    else:
                        self._hand_over(key.fileobj, selector)
                now = time.monotonic()
                for one in [one for one, end in self.silent.items() if end < now]:
                    self._leave(one, selector)
                for one in [one for one, end in list(self.asking.items()) if end < now]:
                    _hang_up(one)
                if due < now:
                    pulse()
                    due = now + PULSE

    def asked(self, connection):
        """Give a connection that has asked its question time for the answer."""
        self.asking[connection] = time.monotonic() + ANSWER

    def end(self, readers):
        """Close every connection."""
        self.server_close()
        self.workers.shutdown(wait=False, cancel_futures=True)
        for one in [*self.silent, *list(self.asking), *readers]:
            _hang_up(one)

    def _accept(self, selector):
        try:
            connection, _ = self.get_request()
        except OSError:  # it left, or there are too many files
            time.sleep(0.01)
            return
        connection.setblocking(True)
        if len(self.silent) >= SILENT:
            self._leave(next(iter(self.silent)), selector)
        self.silent[connection] = time.monotonic() + SILENCE
        selector.register(connection, selectors.EVENT_READ)

    def _leave(self, connection, selector):
        selector.unregister(connection)
        del self.silent[connection]
        self.shutdown_request(connection)

    def _hand_over(self, connection, selector):
        selector.unregister(connection)
        del self.silent[connection]
        self.asking[connection] = time.monotonic() + SILENCE
        self.workers.submit(self._answer, connection)

    def _answer(self, connection):
        kept = False
        try:
            kept = self.RequestHandlerClass(connection, self.server_address, self).kept
        except (ConnectionError, TimeoutError):  # it went away before it had all of an answer
            pass
        except Exception:
            self.handle_error(connection, self.server_address)
        finally:
            del self.asking[connection]
            if not kept:
                self.shutdown_request(connection)


def _hang_up(connection):
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
