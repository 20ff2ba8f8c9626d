"""Photos from a phone, from the code in the window to the evidence in the case."""

from __future__ import annotations

import errno
import http.client
import io
import json
import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from qmdesk.intake.phone import addresses as own_addresses
from qmdesk.intake.phone.server import PhoneServer
from qmdesk.ui.desk import Desk
from qmdesk.ui.phone.receiver import Receiver, receiver_of
from qmdesk.ui.phone.window import PhoneWindow, code_of
from tests.ui.conftest import Heard


def jpeg(colour: str = "red") -> bytes:
    store = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(store, "JPEG")
    return store.getvalue()


@pytest.fixture
def receiver(desk: Desk, qtbot: QtBot) -> Iterator[Receiver]:
    made = receiver_of(desk.hub)
    made.tell = desk.tell
    assert made.start("127.0.0.1")
    yield made
    made.stop()


def send(receiver: Receiver, body: bytes, name: str = "a.jpg", who: str = "周工") -> int:
    server = receiver.server
    assert server is not None
    line = http.client.HTTPConnection("127.0.0.1", server.port, timeout=5)
    line.request("POST", "/join", json.dumps({"code": server.session.code, "name": who}))
    token = json.loads(line.getresponse().read())["token"]
    line.close()
    line.request("PUT", "/photo", body, {"Authorization": f"Bearer {token}", "X-Name": name})
    status = line.getresponse().status
    line.close()
    return status


def test_the_same_photo_from_a_second_phone_is_said_to_be_there(receiver: Receiver, desk: Desk, qtbot: QtBot):
    assert send(receiver, jpeg()) == 200
    qtbot.waitUntil(lambda: receiver.came == 1)
    assert send(receiver, jpeg(), who="李工") == 200
    qtbot.waitUntil(lambda: any("已有同样的文件：a.jpg" in each for each in receiver.log))
    assert len(desk.hub.keys("evidence")) == 1


def test_a_photo_becomes_evidence_without_a_place_with_its_name_and_sender(
    receiver: Receiver, desk: Desk, qtbot: QtBot, heard: Heard
):
    content = jpeg()
    assert send(receiver, content, "IMG_1.jpg") == 200
    qtbot.waitUntil(lambda: receiver.came == 1, timeout=10_000)
    (key,) = desk.hub.keys("evidence")
    subject = f"evidence:{key}"
    assert desk.hub.text(subject, "name") == "IMG_1.jpg"
    assert "周工" in desk.hub.text(subject, "caption")
    assert desk.hub.text(subject, "binds") == ""
    assert desk.hub.session.blob(desk.hub.text(subject, "file")) == content
    assert any("周工" in each for each in heard.said)


def test_a_photo_goes_to_the_place_that_was_chosen(receiver: Receiver, desk: Desk, qtbot: QtBot):
    receiver.where = "item:system.people"
    send(receiver, jpeg("blue"))
    qtbot.waitUntil(lambda: receiver.came == 1, timeout=10_000)
    (key,) = desk.hub.keys("evidence")
    assert desk.hub.text(f"evidence:{key}", "binds") == "item:system.people"


def test_nothing_of_it_is_left_in_the_folder_and_its_room_is_free_again(receiver: Receiver, desk: Desk, qtbot: QtBot):
    from pathlib import Path

    send(receiver, jpeg("green"))
    qtbot.waitUntil(lambda: receiver.came == 1 and not receiver._busy, timeout=10_000)
    assert receiver._folder is not None
    assert list(Path(receiver._folder.path()).iterdir()) == []
    assert receiver.server is not None
    assert receiver.server.session._held == 0


def test_the_same_photo_twice_is_one(receiver: Receiver, desk: Desk, qtbot: QtBot):
    for _ in range(2):
        send(receiver, jpeg("gray"))
    qtbot.waitUntil(lambda: not receiver._busy and len(receiver.log) >= 4, timeout=10_000)
    assert len(desk.hub.keys("evidence")) == 1


def test_closing_the_case_closes_the_page(receiver: Receiver, desk: Desk):
    server = receiver.server
    assert server is not None
    desk.hub.close()
    with pytest.raises(OSError):
        http.client.HTTPConnection("127.0.0.1", server.port, timeout=2).connect()


def test_nothing_listens_before_it_is_switched_on_and_after(desk: Desk, qtbot: QtBot):
    made = receiver_of(desk.hub)
    assert made.server is None
    window = PhoneWindow(desk, made)
    qtbot.addWidget(window)
    assert made.server is None
    made.start("127.0.0.1")
    window.refresh()
    assert not window._live.isHidden()
    window.stop.click()
    assert made.server is None
    assert window._live.isHidden()


def test_an_address_that_is_not_ours_is_told(desk: Desk, qtbot: QtBot):
    made = receiver_of(desk.hub)
    assert not made.start("203.0.113.9")
    assert [each.code for each in made.problems] == ["phone-no-port"]


def test_without_a_network_the_window_says_what_to_do(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("qmdesk.ui.phone.window.addresses", lambda: ())
    over = QWidget()
    qtbot.addWidget(over)
    window = PhoneWindow(desk, receiver_of(desk.hub), over)
    assert "热点" in window.said
    assert not window.start.isEnabled()


def test_the_code_is_dark_on_light_with_its_quiet_edge(qtbot: QtBot):
    image = code_of("http://192.0.2.1:40000/#ABCDEFGH", 3).toImage()
    edge = [image.pixelColor(at, 6).lightness() for at in range(image.width())]
    assert set(edge) == {255}
    assert image.pixelColor(4 * 3 + 1, 4 * 3 + 1).lightness() == 0


def test_a_computer_without_any_network_has_no_address(monkeypatch: pytest.MonkeyPatch):
    class Unplugged(socket.socket):
        def connect(self, _: object) -> None:
            raise OSError(errno.ENETUNREACH, "Network is unreachable")

    def unknown(_: str) -> tuple[str, list[str], list[str]]:
        raise socket.gaierror("no name")

    monkeypatch.setattr(own_addresses.socket, "socket", Unplugged)
    monkeypatch.setattr(own_addresses.socket, "gethostbyname_ex", unknown)
    assert own_addresses.addresses() == ()


@pytest.mark.parametrize("number", [errno.EADDRINUSE, errno.EADDRNOTAVAIL, errno.EACCES])
def test_a_port_that_can_not_be_had_is_said_in_the_window_and_can_be_tried_again(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, number: int
):
    """Taken by another program, of a network that went since it was found, or held by a firewall."""
    monkeypatch.setattr("qmdesk.ui.phone.window.addresses", lambda: ("127.0.0.1",))
    real, refusing = PhoneServer.__init__, [True]

    def bind(self: PhoneServer, *given: object, **named: object) -> None:
        if refusing:
            raise OSError(number, os.strerror(number))
        real(self, *given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(PhoneServer, "__init__", bind)
    over = QWidget()
    qtbot.addWidget(over)
    made = receiver_of(desk.hub)
    window = PhoneWindow(desk, made, over)
    window.show()
    window.start.click()
    assert not made.on
    assert os.strerror(number) in window.said
    assert not window._live.isVisible()
    refusing.clear()
    window.start.click()
    assert made.on
    assert os.strerror(number) not in window.said
    made.stop()


def test_no_camera_is_ever_asked_for():
    """Photos come as files, from a phone or a folder: the program needs no camera and none of Qt's ways to one."""
    sources = Path(__file__).resolve().parents[2] / "qmdesk"
    asking = [each for each in sources.rglob("*.py") if re.search(r"QtMultimedia|QCamera", each.read_text("utf-8"))]
    assert asking == []
