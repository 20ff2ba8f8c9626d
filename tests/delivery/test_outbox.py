"""The outbox and delivery to a folder: states, pauses, strays, stopping, what is never deleted."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path

import fsspec
import pytest

from qmdesk.exchange.delivery.deliver import LONGEST, Courier, is_due, pause_after
from qmdesk.exchange.delivery.failures import Stopped
from qmdesk.exchange.delivery.opening import Doors
from qmdesk.exchange.delivery.secret import read_secrets
from qmdesk.exchange.delivery.target import read_target
from qmdesk.model.problem import Refused
from qmdesk.review.standing import stand
from qmdesk.workspace.outbox import DELIVERED, WAITING, Delivery, Outbox

NOW = "2026-07-01T08:00:00+08:00"


def packed(outbox: Outbox, urls: Sequence[str], content: bytes = b"package" * 1000) -> str:
    outbox.folder.mkdir(parents=True, exist_ok=True)
    file = outbox.folder / "new.zip"
    file.write_bytes(content)
    return outbox.add(file, "0b6f1c1e-5a0e", "甲厂", urls, NOW).sha256


def courier(outbox: Outbox) -> Courier:
    return Courier(outbox, Doors(outbox.home), "0123456789abcdef", pause=lambda _: None)


def url_of(folder: Path) -> str:
    return read_target(str(folder))[0].url


def test_two_of_three_are_delivered_and_the_third_waits(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "home")
    folders = [tmp_path / name for name in ("一", "two", "three")]
    for folder in folders[:2]:
        folder.mkdir()
    sha256 = packed(outbox, [url_of(each) for each in folders])
    courier(outbox).run()
    (found,) = stand(outbox)
    assert (found.delivered, found.of, found.state) == (2, 3, "waiting")
    assert [each.code for each in found.problems] == ["delivery-no-folder"]
    assert not folders[2].exists()
    folders[2].mkdir()
    courier(outbox).run()
    assert stand(outbox)[0].state == DELIVERED
    for folder in folders:
        assert sorted(each.name for each in folder.iterdir()) == [
            f"0b6f1c1e-{sha256}.zip",
            f"0b6f1c1e-{sha256}.zip.receipt.json",
        ]
    assert outbox.path(found.package).is_file()


def test_nothing_local_goes_because_something_elsewhere_went(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "home")
    (tmp_path / "share").mkdir()
    packed(outbox, [url_of(tmp_path / "share")])
    courier(outbox).run()
    for each in (tmp_path / "share").iterdir():
        each.unlink()
    courier(outbox).run()
    (found,) = stand(outbox)
    assert found.state == DELIVERED
    assert outbox.path(found.package).is_file()


def test_a_lost_acknowledgement_sends_nothing_again(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "home")
    (tmp_path / "share").mkdir()
    packed(outbox, [url_of(tmp_path / "share")])
    courier(outbox).run()
    outbox.put(Delivery(**{**_row(outbox), "state": WAITING, "sent": 0}))
    courier(outbox).run()
    assert (_row(outbox)["state"], _row(outbox)["sent"]) == (DELIVERED, 0)


def _row(outbox: Outbox) -> dict[str, object]:
    (each,) = outbox.deliveries()
    return {name: getattr(each, name) for name in Delivery.__dataclass_fields__}


def test_stopping_leaves_what_was_sent_to_go_on_with(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "home")
    (tmp_path / "share").mkdir()
    size = 3 << 20
    packed(outbox, [url_of(tmp_path / "share")], b"x" * size)
    stopping = courier(outbox)
    stopping.stop = lambda: True
    with pytest.raises(Stopped):
        stopping.run()
    (part,) = (tmp_path / "share").iterdir()
    begun = part.stat().st_size
    assert 0 < begun < size
    courier(outbox).run()
    assert _row(outbox)["sent"] == size - begun


def test_two_at_once_are_refused(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "home")
    (tmp_path / "share").mkdir()
    packed(outbox, [url_of(tmp_path / "share")])
    second: list[str] = []

    def stop() -> bool:
        with pytest.raises(Refused) as refused:
            courier(outbox).run()
        second.append(refused.value.problems[0].code)
        return False

    first = courier(outbox)
    first.stop = stop
    first.run()
    assert set(second) == {"outbox-busy"}


def test_pauses_grow_to_an_hour_with_jitter() -> None:
    assert [pause_after(each, lambda: 0.5) for each in (1, 2, 3, 30)] == [5, 10, 20, LONGEST]
    assert pause_after(1, lambda: 0.0) == 2.5
    assert not is_due(Delivery("", "", next_at=time.time() + 60))
    assert is_due(Delivery("", "", next_at=time.time() + 10 * LONGEST)), "a clock set back by years"


def test_only_what_is_due_is_tried(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "home")
    packed(outbox, [url_of(tmp_path / "share")])
    courier(outbox).run()
    (tmp_path / "share").mkdir()
    courier(outbox).run(only_due=True)
    assert _row(outbox)["attempts"] == 1
    courier(outbox).run()
    assert _row(outbox)["state"] == DELIVERED


def test_a_kind_of_its_own_is_a_url_of_fsspec(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "home")
    fsspec.filesystem("memory").mkdirs("/office/in", exist_ok=True)
    packed(outbox, ["memory://office/in"])
    courier(outbox).run()
    assert _row(outbox)["state"] == DELIVERED
    names = [Path(each).name for each in fsspec.filesystem("memory").find("/office/in")]
    assert len(names) == 2


@pytest.mark.parametrize(
    "text", ["", "nonsense", "sftp:///no-host", "ssh2+x://", "webdav://h/x?hostkey=1", "sftp://h:port/x"]
)
def test_what_is_no_place_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_target(text)
    assert refused.value.problems[0].code == "delivery-url"


def test_a_password_in_a_url_is_not_kept() -> None:
    target, password = read_target("sftp://wang:p%40ss@office.example:2222/in/包?hostkey=SHA256:x%2By")
    assert (password, target.user, target.host, target.port, target.path) == (
        "p@ss",
        "wang",
        "office.example",
        2222,
        "/in/包",
    )
    assert "ss" not in target.url.replace("SHA", "")
    assert read_target(target.url) == (target, "")


@pytest.mark.skipif(os.name == "nt", reason="permissions of Unix")
def test_a_file_of_secrets_that_others_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "secrets.toml"
    path.write_text('["sftp://a@h"]\npassword = "x"\n')
    path.chmod(0o644)
    with pytest.raises(Refused) as refused:
        read_secrets(path)
    assert refused.value.problems[0].code == "delivery-secrets-open"
    path.chmod(0o600)
    assert read_secrets(path).of(read_target("sftp://a@h/x")[0]) == {"password": "x"}
