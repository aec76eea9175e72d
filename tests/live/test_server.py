"""The server behind ``econsec serve``: who is answered and what, who is refused, and that nobody can hold it up."""

import contextlib
import random
import re
import socket
import threading
import time
import urllib.error
import urllib.request

import pytest

from econsec.live import answers, server

MAKING = "3 parts made, the last one en/summary."


@pytest.fixture
def folder(tmp_path):
    found = tmp_path / "served"
    (found / "en").mkdir(parents=True)
    (found / "en/page.html").write_text("<body>A page</body>", encoding="utf-8")
    (found / "style.css").write_text("body {}", encoding="utf-8")
    with (found / "large").open("wb") as file:
        file.truncate(20_000_000)
    return found


@pytest.fixture
def start(folder, capfd):
    """Return a function that serves the folder; in the end nothing was printed, and no thread is left."""
    started = []

    def begin(**settings):
        started.append(server.Server(folder, **settings))
        return started[-1]

    yield begin
    for one in started:
        one.close()
    until(lambda: not workers())
    assert capfd.readouterr().err == ""


def workers():
    return [one for one in threading.enumerate() if one.name.startswith("request")]


def until(holds, seconds=30):
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.02)


def port(served):
    return int(served.address.rstrip("/").rpartition(":")[2])


def connect(served):
    link = socket.create_connection(("127.0.0.1", port(served)))
    link.settimeout(30)
    return link


def ask(served, request):
    """Send bytes as they are; return the whole answer."""
    found = []
    with connect(served) as link, contextlib.suppress(OSError):  # it may have been shown the door before it had all of a long request
        link.sendall(request)
        link.shutdown(socket.SHUT_WR)
        found.extend(iter(lambda: link.recv(65536), b""))
    return b"".join(found)


def get(served, path, host="127.0.0.1:{port}", method="GET", more=""):
    head = f"{method} {path} HTTP/1.1\r\nHost: {host.format(port=port(served))}\r\n{more}\r\n"
    return ask(served, head.encode("latin-1"))


def status(answer):
    return int(answer.split()[1])


# Who is answered


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "[::1]:{port}", "LocalHost:{port}"])
def test_this_machine_is_answered_by_its_names(start, host):
    answer = get(start(), "/en/page.html", host)
    assert status(answer) == 200 and b"A page" in answer and b"/~live.js" in answer


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost",
        "localhost.evil.example:{port}",
        "0.0.0.0:{port}",
        "",
        "127.0.0.1:{port}@evil.example",
    ],
)
def test_any_other_name_is_misdirected(start, host):
    served = start()
    for path in ("/", "/en/page.html", "/~news?en/page.html", "/~live.js", "/style.css", "/nothing"):
        answers = [get(served, path, host, method) for method in ("GET", "HEAD")]
        assert [status(one) for one in answers] == [421, 421] and b"A page" not in answers[0], path
    assert served.pages() == set()


def test_one_host_is_needed_since_there_are_hosts(start):
    served = start()
    assert status(ask(served, b"GET /style.css HTTP/1.1\r\n\r\n")) == 400
    assert status(get(served, "/style.css", more="Host: evil.example\r\n")) == 400
    assert status(ask(served, b"GET http://evil.example/style.css HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % port(served))) == 400
    assert status(ask(served, b"GET /style.css HTTP/1.0\r\n\r\n")) == 200


@pytest.mark.parametrize(
    "path",
    ["/%00", "/a%00.html", "/en/page.html%00", "/~news?%00", "/%0d%0aSet-Cookie:x", "/%1b", "/%ff", "/%ED%A0%80.html", "/" + "a" * 300, "/" + "%e3%81%82" * 100, "/a" * 1500, "/" + "a" * 70_000, "/~news?" + "a" * 5000, "en/page.html", "*"],
)  # fmt: skip
def test_a_path_that_cannot_be_is_a_bad_request(start, path):
    assert status(get(start(), path)) == 400


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/en/page.html", 200), ("/style.css", 200), ("/~live.js", 200), ("/en/page.html?a=%20", 200), ("//en/page.html", 200), ("/en/../style.css", 200),
        ("/nothing.html", 404), ("/nothing", 404), ("/nothing/", 404), ("/", 404), ("/en/", 404), ("/style.css/page.html", 404), ("/%e3%81%82.html", 404),
        ("/../../etc/passwd", 404), ("/..%2f..%2fetc/passwd", 404), ("/en", 301), ("/[.html", 404), ("//[", 404),
    ],
)  # fmt: skip
def test_files_of_the_folder_are_given_and_nothing_else(start, path, found):
    served = start()
    whole, head = get(served, path), get(served, path, method="HEAD")
    assert status(whole) == status(head) == found and b"root:" not in whole
    assert head.endswith(b"\r\n\r\n") and whole.endswith(b"\r\n\r\n") == (found == 301)


def test_odd_requests_do_not_harm_it(start):
    served, chance = start(), random.Random(11)
    host = f"Host: 127.0.0.1:{port(served)}"
    whole = f"GET /en/page.html HTTP/1.1\r\n{host}\r\nAccept: */*\r\n\r\n".encode()
    odd = [
        b"",
        b"\r\n",
        b"\0" * 200,
        b"\x16\x03\x01\x02\x00\x01",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /\r\n\r\n",
        b"GET / HTTP/x\r\n\r\n",
        b"\xff\xfe" * 500,
    ]
    odd += [
        f"{method} / HTTP/1.1\r\n{host}\r\n\r\n".encode()
        for method in ("POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", "x" * 500, "__init__")
    ]
    odd += [
        f"GET / HTTP/1.1\r\n{host}\r\n{more}\r\n\r\n".encode()
        for more in (
            "A: " + "x" * 100_000,
            "\r\n".join(f"A{n}: x" for n in range(500)),
            ": x",
            "A\0: x",
            "Range: bytes=a-",
            "Content-Length: -1",
            "If-Modified-Since: x",
        )
    ]
    odd += [bytes(chance.randrange(256) for _ in range(chance.randrange(300))) for _ in range(150)]
    for _ in range(300):
        spoilt = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        odd.append(bytes(spoilt[: chance.randrange(20, len(spoilt) + 1)]))
    statuses = [re.match(rb"HTTP/1\.0 (\d+)", answer) for answer in (ask(served, one) for one in odd)]
    assert {int(one[1]) for one in statuses if one} <= {200, 400, 404, 408, 421, 431, 501, 505}
    assert status(get(served, "/en/page.html")) == 200  # and the fixture sees that no traceback was printed


# Who cannot hold it up


def test_connections_that_say_nothing_are_closed_and_hold_no_thread(start, monkeypatch):
    monkeypatch.setattr(server, "SILENCE", 0.5)
    served = start()
    idle = [connect(served) for _ in range(150)]
    half = [connect(served) for _ in range(20)]
    for one in half:
        one.sendall(b"GET /en/page.html HTTP/1.1\r\nHost: ")
    assert len(workers()) <= server.WORKERS
    for one in idle + half:
        with contextlib.suppress(ConnectionError):
            assert one.recv(1000) == b"" or one in half
        one.close()
    until(lambda: not served.http.silent and not served.http.asking)
    assert status(get(served, "/en/page.html")) == 200


def test_a_request_is_answered_while_others_say_nothing(start):
    served = start()
    idle = [connect(served) for _ in range(150)]
    assert status(get(served, "/en/page.html")) == 200
    assert len(workers()) <= server.WORKERS
    for one in idle:
        one.close()


def test_of_too_many_silent_connections_the_oldest_is_closed(start, monkeypatch):
    monkeypatch.setattr(server, "SILENT", 3)
    served = start()
    first, *others = [connect(served) for _ in range(4)]
    assert first.recv(1) == b""
    assert status(get(served, "/style.css")) == 200
    until(lambda: len(served.http.silent) <= 3)
    for one in (first, *others):
        one.close()


def test_those_who_ask_and_do_not_take_the_answer_are_bounded_and_left(start, monkeypatch):
    monkeypatch.setattr(server, "WORKERS", 4)
    monkeypatch.setattr(server, "ANSWER", 0.5)
    served = start()
    slow = [connect(served) for _ in range(12)]
    for one in slow:
        one.sendall(b"GET /large HTTP/1.0\r\n\r\n")
    until(lambda: len(workers()) == 4)
    assert status(get(served, "/style.css")) == 200
    assert len(workers()) == 4
    for one in slow:
        one.close()


def test_a_browser_that_leaves_before_it_has_all_is_no_error(start):
    served = start()
    with connect(served) as link:
        link.sendall(b"GET /large HTTP/1.0\r\n\r\n")
        assert link.recv(12) == b"HTTP/1.0 200"
    until(lambda: not served.http.asking)


def test_many_at_once_are_all_answered(start):
    served, found = start(), []
    askers = [threading.Thread(target=lambda: found.append(status(get(served, "/en/page.html")))) for _ in range(200)]
    for one in askers:
        one.start()
    for one in askers:
        one.join()
    assert found == [200] * 200


# News


def listen(served, page="en/page.html"):
    """Return a connection that hears news, and what it heard first; nothing where there is no room."""
    link = connect(served)
    link.sendall(f"GET /~news?{page} HTTP/1.1\r\nHost: localhost:{port(served)}\r\n\r\n".encode())
    news = link.makefile("rb")
    while news.readline() not in (b"\r\n", b""):
        pass
    return link, news, news.readline() + news.readline()


def test_news_reach_every_browser_and_those_that_come_later(start):
    served = start()
    (one, first, heard), (other, second, too) = listen(served), listen(served, "en/other.html")
    assert heard == too == b'data: {"problems": []}\n\n'
    assert served.pages() == {"en/page.html", "en/other.html"}
    until(lambda: not served.http.asking)
    served.tell(problems=["firms.csv:2: wrong"])
    assert first.readline() == second.readline() == b'data: {"problems": ["firms.csv:2: wrong"]}\n'
    last, _, heard = listen(served)
    assert heard == b'data: {"problems": ["firms.csv:2: wrong"]}\n\n'
    for link in (one, other, last):
        link.close()


def test_a_browser_that_left_is_forgotten(start, monkeypatch):
    monkeypatch.setattr(server, "PULSE", 0.1)
    served = start()
    link, news, _ = listen(served)
    assert served.pages() == {"en/page.html"}
    news.close()
    link.close()
    until(lambda: not served.pages())


def test_those_who_hear_news_hold_no_thread_and_are_bounded(start, monkeypatch):
    monkeypatch.setattr(server, "READERS", 30)
    monkeypatch.setattr(server, "WORKERS", 2)
    served = start()
    links = [listen(served) for _ in range(31)]
    assert [bool(heard) for *_, heard in links] == [True] * 30 + [False]
    assert status(get(served, "/style.css")) == 200 and len(workers()) <= 2
    for link, *_ in links:
        link.close()


def test_who_hears_and_does_not_take_it_in_is_left_and_others_hear(start):
    served = start()
    deaf, hearing = listen(served, "en/deaf.html"), listen(served)
    hearer = threading.Thread(target=hearing[1].read)
    hearer.start()
    until(lambda: served.tell(problems=["x" * 1_000_000]) or len(served.readers) == 1)
    assert served.pages() == {"en/page.html"}
    deaf[0].close()
    served.close()
    hearer.join(30)
    assert not hearer.is_alive()


# Waiting for the first page


def test_a_page_that_may_come_is_waited_for(start, folder):
    served = start(making=MAKING)
    address = served.address + "en/coming.html"
    with urllib.request.urlopen(address) as answer:
        page = answer.read().decode()
    assert MAKING in page and answers.AGAIN in page
    assert MAKING in get(served, "/").decode() and status(get(served, "/_static/coming.css")) == 404
    (folder / "en/coming.html").write_text("<body>It came</body>", encoding="utf-8")
    assert b"It came" in get(served, "/en/coming.html") and answers.AGAIN.encode() not in get(served, "/en/coming.html")
    served.making = ""
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(served.address + "en/nothing.html")


def test_who_waits_sees_what_is_wrong(start):
    served = start(making=MAKING)
    served.tell(problems=["firms.csv:2: kind: '<b>' is wrong", "and more"])
    page = get(served, "/en/coming.html").decode()
    assert "firms.csv:2: kind: &#x27;&lt;b&gt;&#x27; is wrong\nand more" in page and MAKING not in page and answers.AGAIN in page
    served.tell(problems=[])
    assert MAKING in get(served, "/en/coming.html").decode()
