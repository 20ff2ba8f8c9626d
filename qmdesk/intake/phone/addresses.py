"""The addresses under which a phone on the same network could reach this computer. Nothing is sent to find them."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import suppress

#: Hosts of networks that hotspots and routers make; asking for the way there tells the own address on it.
_ASKED = (
    "192.0.2.1", "172.20.10.1", "192.168.43.1", "192.168.137.1", "192.168.49.1", "192.168.0.1", "192.168.1.1",
    "192.168.31.1", "192.168.3.1", "10.0.0.1", "172.16.0.1",
)  # fmt: skip


def addresses() -> tuple[str, ...]:
    """IPv4 addresses of this computer, the one of the usual way out first; none without a network."""
    found = [each for host in _ASKED if (each := _way_to(host))]
    with suppress(OSError):
        found += socket.gethostbyname_ex(socket.gethostname())[2]
    return tuple(dict.fromkeys(each for each in found if _reachable(each)))


def _way_to(host: str) -> str:
    """The own address from which a packet to a host would leave; a UDP socket that only connects sends none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect((host, 9))
        except OSError:
            return ""
        return str(asking.getsockname()[0])


def _reachable(address: str) -> bool:
    parsed = ipaddress.ip_address(address)
    return not (parsed.is_loopback or parsed.is_unspecified or parsed.is_multicast)
