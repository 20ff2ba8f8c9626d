"""The upload page with real requests: who gets in, what, how much, and until when."""

from __future__ import annotations

import http.client
import json
import queue
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from qmdesk.intake.phone.addresses import addresses
from qmdesk.intake.phone.server import Arrived, PhoneServer, Told
from qmdesk.intake.phone.session import Limits, Session, Verdict, file_name, tidy

JPEG = b"\xff\xd8\xff\xe0" + b"photo" * 200
Start = Callable[..., "Line"]


class Line:
    """A server and a client of it."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.heard: queue.Queue[Arrived | Told] = queue.Queue()
        self.server = PhoneServer("127.0.0.1", folder, self.heard.put, limits)
        self.folder = folder
        self.server.start()

    def ask(
        self, method: str, path: str, body: bytes = b"", *, raw: bool = False, **headers: str
    ) -> tuple[int, dict[str, object]]:
        line = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=5)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        line.request(method, path, body if body or not raw else None, named)
        answer = line.getresponse()
        text = answer.read()
        line.close()
        return answer.status, json.loads(text) if answer.headers["Content-Type"] == "application/json" else {}

    def join(self, name: str = "王工", code: str = "") -> tuple[int, dict[str, object]]:
        said = {"code": code or self.server.session.code, "name": name}
        return self.ask("POST", "/join", json.dumps(said).encode())

    def token(self, name: str = "王工") -> str:
        return str(self.join(name)[1]["token"])

    def put(self, token: str, body: bytes = JPEG, name: str = "a.jpg") -> tuple[int, dict[str, object]]:
        return self.ask("PUT", "/photo", body, Authorization=f"Bearer {token}", X_Name=name)

    def hear(self) -> Arrived | Told:
        return self.heard.get(timeout=5)

    def raw(self, *parts: bytes, pause: float = 0) -> bytes:
        """What comes back for bytes sent as they are; everything until the line is cut."""
        with socket.create_connection(("127.0.0.1", self.server.port), timeout=8) as line:
            back = b""
            try:
                for each in parts:
                    line.sendall(each)
                    time.sleep(pause)
                while chunk := line.recv(65536):
                    back += chunk
            except OSError:
                pass
            return back

    def files(self) -> list[Path]:
        return sorted(self.folder.iterdir())


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    made: list[Line] = []

    def begin(**limits: float) -> Line:
        folder = tmp_path / f"in{len(made)}"
        folder.mkdir()
        made.append(Line(folder, Limits(**limits)))  # pyright: ignore[reportArgumentType]
        return made[-1]

    yield begin
    for each in made:
        each.server.close()


def test_a_photo_arrives_whole_with_its_name_and_its_sender(start: Start):
    line = start()
    token = line.token("周工")
    assert line.hear() == Told("joined", "周工")
    assert line.put(token, name="%E7%85%A7%E7%89%871.jpg")[0] == 200
    arrived = line.hear()
    assert isinstance(arrived, Arrived)
    assert (arrived.name, arrived.phone, arrived.size) == ("照片1.jpg", "周工", len(JPEG))
    assert arrived.path.read_bytes() == JPEG


def test_the_page_needs_nothing_from_outside_and_lets_only_its_own_script_run(start: Start):
    line = start()
    client = http.client.HTTPConnection("127.0.0.1", line.server.port, timeout=5)
    client.request("GET", "/")
    answer = client.getresponse()
    text = answer.read().decode()
    policy = answer.headers["Content-Security-Policy"]
    nonce = policy.partition("'nonce-")[2].partition("'")[0]
    assert "default-src 'none'" in policy
    assert f'<script nonce="{nonce}">' in text
    assert "http:" not in text
    assert "https:" not in text
    assert "{{" not in text
    assert line.server.session.code not in text


def test_a_code_is_used_up_and_each_phone_has_its_own(start: Start):
    line = start()
    code = line.server.session.code
    assert line.join("甲", code)[0] == 200
    assert line.join("乙", code) == (403, {"refused": "wrong-code"})
    assert line.server.session.code != code
    assert line.join("乙")[0] == 200


def test_two_phones_at_once(start: Start):
    line = start()
    tokens = [line.token(name) for name in ("甲", "乙")]
    bodies = {"甲": JPEG + b"a" * 300_000, "乙": JPEG + b"b" * 300_000}
    threads = [
        threading.Thread(target=line.put, args=(token, bodies[name]))
        for token, name in zip(tokens, bodies, strict=True)
        for _ in range(3)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    arrived = [found for _ in range(8) if isinstance(found := line.hear(), Arrived)]
    assert sorted(each.phone for each in arrived) == ["乙", "乙", "乙", "甲", "甲", "甲"]
    assert all(each.path.read_bytes() == bodies[each.phone] for each in arrived)


def test_five_wrong_codes_shut_the_page_for_all(start: Start):
    line = start()
    token = line.token()
    answers = [line.join(code="WRONGWRO")[1]["refused"] for _ in range(5)]
    assert answers == ["wrong-code"] * 4 + ["shut"]
    time.sleep(1)
    with pytest.raises(OSError):
        line.put(token)
    told = [line.hear() for _ in range(7)]
    assert told[-1] == Told("shut", why="wrong-codes")


@pytest.mark.parametrize("token", ["", "x", "Bearer"])
def test_without_a_token_nothing_is_taken(start: Start, token: str):
    line = start()
    assert line.put(token) == (403, {"refused": "no-phone"})
    assert line.files() == []


def test_a_film_of_4_gb_is_refused_by_its_length_before_any_of_it_is_kept(start: Start):
    line = start()
    head = f"PUT /photo HTTP/1.1\r\nHost: {line.server.address}:{line.server.port}\r\nAuthorization: Bearer "
    head += f"{line.token()}\r\nX-Name: film.mp4\r\nContent-Length: {4 * 1024**3}\r\n\r\n"
    back = line.raw(head.encode(), b"\0\0\0\x18ftypmp42" + b"\0" * 100_000)
    assert back.startswith(b"HTTP/1.0 413")
    assert line.files() == []


def test_a_length_that_is_not_said_or_said_twice_is_refused(start: Start):
    line = start()
    host = f"Host: {line.server.address}:{line.server.port}\r\nAuthorization: Bearer {line.token()}\r\n"
    chunked = f"PUT /photo HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\n\r\n"
    assert line.raw(chunked.encode()).startswith(b"HTTP/1.0 411")
    both = f"PUT /photo HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\nabcd"
    assert line.raw(both.encode()).startswith(b"HTTP/1.0 411")
    twice = f"PUT /photo HTTP/1.1\r\n{host}Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde"
    assert line.raw(twice.encode()).startswith(b"HTTP/1.0 411")
    negative = f"PUT /photo HTTP/1.1\r\n{host}Content-Length: -1\r\n\r\n"
    assert line.raw(negative.encode()).startswith(b"HTTP/1.0 411")
    assert line.files() == []


@pytest.mark.parametrize(
    "content", [b"MZ\x90\0" + b"\0" * 99, b"\x7fELF" + b"\0" * 99, b"PK\x03\x04" + b"\0" * 99, b"<html>", b"text"]
)
def test_what_is_no_picture_is_refused_by_its_content_whatever_its_name(start: Start, content: bytes):
    line = start()
    assert line.put(line.token(), content, "a.jpg") == (415, {"refused": "kind"})
    assert line.files() == []


def test_an_empty_file_is_refused(start: Start):
    line = start()
    assert line.put(line.token(), b"")[1] == {"refused": "empty"}


def test_the_number_of_files_their_sum_and_what_is_held_are_limited(start: Start):
    line = start(files=2)
    token = line.token()
    assert [line.put(token)[0] for _ in range(3)] == [200, 200, 429]
    line = start(total=2 * len(JPEG))
    token = line.token()
    assert [line.put(token)[0] for _ in range(3)] == [200, 200, 429]
    line = start(held=len(JPEG))
    token = line.token()
    assert [line.put(token)[0] for _ in range(2)] == [200, 503]
    line.server.session.release(len(JPEG))
    assert line.put(token)[0] == 200


def test_a_refused_file_takes_no_room(start: Start):
    line = start(files=1, total=len(JPEG))
    token = line.token()
    assert line.put(token, b"MZ" + b"\0" * 50)[0] == 415
    assert line.put(token)[0] == 200


def test_no_more_phones_than_are_let_in(start: Start):
    line = start(phones=1)
    line.token()
    assert line.join()[1] == {"refused": "too-many-phones"}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\C:\\boot.ini", "boot.ini"),
        ("..", "photo"),
        ("", "photo"),
        ("a\r\nX: y\0.jpg", "a X: y.jpg"),
        ("/", "photo"),
        ("照片 1.HEIC", "照片 1.HEIC"),
        ("长" * 400 + ".jpeg", "长" * 115 + ".jpeg"),
        ("\u202egpj.exe", "gpj.exe"),
    ],
)
def test_a_name_is_a_name_and_never_a_path(name: str, kept: str):
    assert file_name(name) == kept


def test_a_name_that_climbs_writes_nothing_outside(start: Start):
    line = start()
    assert line.put(line.token(), name="..%2F..%2Fescaped.jpg")[0] == 200
    assert [each.parent for each in line.files()] == [line.folder]
    assert not list(line.folder.parent.glob("**/escaped*"))


def test_when_the_time_is_up_nothing_listens(start: Start):
    line = start(minutes=0.7 / 60)
    token = line.token()
    assert line.put(token)[0] == 200
    time.sleep(1.6)
    with pytest.raises(OSError):
        line.put(token)
    told = [line.hear() for _ in range(3)]
    assert told[-1] == Told("shut", why="time")


def test_a_half_upload_is_given_up_when_the_time_ends(start: Start):
    line = start(minutes=0.8 / 60)
    head = f"PUT /photo HTTP/1.1\r\nHost: 127.0.0.1:{line.server.port}\r\nAuthorization: Bearer {line.token()}\r\n"
    line.raw(f"{head}Content-Length: 100000\r\n\r\n".encode(), JPEG)
    time.sleep(0.6)
    assert line.files() == []


def test_closing_cuts_an_upload_and_may_be_done_twice(start: Start):
    line = start()
    head = f"PUT /photo HTTP/1.1\r\nHost: 127.0.0.1:{line.server.port}\r\nAuthorization: Bearer {line.token()}\r\n"
    with socket.create_connection(("127.0.0.1", line.server.port), timeout=5) as client:
        client.sendall(f"{head}Content-Length: 100000\r\n\r\n".encode() + JPEG)
        time.sleep(0.3)
        line.server.close()
        line.server.close()
        client.settimeout(3)
        try:
            while client.recv(1000):
                pass
        except ConnectionError:
            pass
    for _ in range(20):
        if not line.files():
            break
        time.sleep(0.1)
    assert line.files() == []
    with pytest.raises(OSError):
        line.join()


def test_a_client_that_dawdles_is_cut_however_it_dawdles(start: Start):
    line = start(head=0.5, idle=5)
    began = time.monotonic()
    line.raw(*[b"GET / HTTP/1.1\r\n", *[b"X: y\r\n"] * 20], pause=0.1)
    assert time.monotonic() - began < 4
    line = start(idle=0.4)
    head = f"PUT /photo HTTP/1.1\r\nHost: 127.0.0.1:{line.server.port}\r\nAuthorization: Bearer {line.token()}\r\n"
    back = line.raw(f"{head}Content-Length: 100000\r\n\r\n".encode(), JPEG)
    assert back.startswith(b"HTTP/1.0 400")
    assert line.files() == []


def test_only_so_many_connections_at_a_time(start: Start):
    line = start(connections=2)
    held = [socket.create_connection(("127.0.0.1", line.server.port), timeout=3) for _ in range(2)]
    time.sleep(0.3)
    with socket.create_connection(("127.0.0.1", line.server.port), timeout=3) as third:
        third.sendall(b"GET / HTTP/1.0\r\n\r\n")
        with suppress(ConnectionError):
            assert third.recv(100) == b""
    for each in held:
        each.close()


def test_another_site_and_another_name_for_us_get_nothing(start: Start):
    line = start()
    code = json.dumps({"code": line.server.session.code, "name": "x"}).encode()
    assert line.ask("POST", "/join", code, Origin="http://evil.example")[0] == 421
    assert line.ask("POST", "/join", code, Host="rebound.example")[0] == 421
    assert line.server.session.phones == {}


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"code": 1}', b"x" * 5000, b"[" * 2000])
def test_a_join_that_is_no_join_is_refused(start: Start, body: bytes):
    line = start()
    assert line.ask("POST", "/join", body)[0] == 400


@pytest.mark.parametrize(("method", "path"), [("GET", "/../etc/passwd"), ("GET", "/join"), ("DELETE", "/photo")])
def test_nothing_else_is_answered(start: Start, method: str, path: str):
    assert start().ask(method, path)[0] in (404, 501)


def test_a_folder_that_can_not_be_written_is_said(start: Start):
    line = start()
    token = line.token()
    line.folder.rmdir()
    assert line.put(token)[1] == {"refused": "disk"}
    assert line.server.session.begin(next(iter(line.server.session.phones.values())), 1) is Verdict.OK
    line.folder.mkdir()


def test_a_laptop_that_slept_wakes_with_the_page_shut_and_a_clock_set_back_opens_nothing():
    wall = [5_000.0]
    session = Session(Limits(minutes=5), clock=lambda: 100.0, wall=lambda: wall[0])
    assert session.left == 300
    wall[0] -= 4_000
    assert session.left == 300
    wall[0] = 5_000.0 + 299
    assert session.left == 1
    wall[0] += 1
    assert not session.open
    assert session.join(session.code, "x", "y") is Verdict.SHUT


def test_the_laptops_clock_opens_nothing():
    now = [100.0]
    session = Session(Limits(minutes=5), clock=lambda: now[0], wall=lambda: 0.0)
    assert session.left == 300
    now[0] += 299
    assert session.open
    session.prolong()
    now[0] += 299
    assert session.open
    now[0] += 1
    assert not session.open
    assert session.join(session.code, "x", "y") is Verdict.SHUT


def test_names_are_one_visible_line_and_addresses_are_not_of_this_machine_alone():
    assert tidy(" 王\n工\x07 ", 40) == "王 工"
    assert "127.0.0.1" not in addresses()
