"""Addresses: by which the live page is reached, and from which somebody asks."""

import ipaddress
import re
import socket
from contextlib import suppress
from functools import cache

EVERY = ("0.0.0.0", "::")
HOST = re.compile(r"(?:\[(?P<six>[0-9a-f:.]+)\]|(?P<name>[a-z0-9.-]+))(?::(?P<port>[0-9]{1,5}))?")
# Addresses for examples and for networks at home: a system that is asked how it would reach one
# says from which of its own, and sends nothing.
ELSEWHERE = {
    socket.AF_INET: ("192.0.2.1", "10.255.255.254", "172.31.255.254", "192.168.255.254"),
    socket.AF_INET6: ("2001:db8::1",),
}


def is_local(host: str) -> bool:
    """Whether an address belongs to this computer."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def link(host: str, port: int, key: str | None, path: str = "") -> str:
    """Return the address of the live page, or of another path beside it."""
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/{path}" + ("" if key is None else f"?key={key}")


def hosts_of(host: str) -> list[str]:
    """List the hosts by which others reach a page that listens here, IP addresses first.

    Telephones often cannot find a computer by its name.
    """
    if host not in EVERY:
        found = [] if is_local(host) or _is_number(host) else _numbers_of(host)
        return [*found, host]
    families = (socket.AF_INET,) if host == "0.0.0.0" else (socket.AF_INET, socket.AF_INET6)
    name = _names()[0]
    numbers = [each for family in families for each in _own(family)]
    return [*(numbers or _numbers_of(name)), name]


def is_ours(given: str, local: bool) -> bool:
    """Whether a Host header names this computer; another site may point its name to it.

    given  the header, such as "[::1]:8000"
    local  only this computer is served

    An IP address is no name, so nobody can have pointed it here.
    """
    found = HOST.fullmatch(given.lower())
    if found is None or int(found["port"] or 0) > 65535:
        return False
    host = found["six"] or found["name"]
    if _is_number(host) and (":" in host) == (found["six"] is not None):
        return is_local(host) or not local
    return found["six"] is None and (host == "localhost" or (not local and host in _names()))


def network_of(host: str) -> str:
    """Return from where somebody asks: an address, or the network of an IPv6 address.

    One computer may take any address of its IPv6 network.
    """
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((int(address), 64), strict=False))


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


@cache
def _names() -> tuple[str, ...]:
    """Return this computer's names, its own first; the full one may take seconds, so it is kept."""
    own = socket.gethostname().lower()
    return own, f"{own}.local", socket.getfqdn().lower()


def _numbers_of(name: str) -> list[str]:
    """List the IP addresses of a name, without those that only this computer can use."""
    with suppress(OSError):
        found = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
        numbers = dict.fromkeys(str(each[4][0]) for each in found)
        return [each for each in numbers if not _is_useless(each)]
    return []


def _own(family: socket.AddressFamily) -> list[str]:
    """List this computer's addresses on the networks that it would use."""
    found: dict[str, None] = {}
    for other in ELSEWHERE[family]:
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as asked:
            asked.connect((other, 9))
            found[str(asked.getsockname()[0])] = None
    return [each for each in found if not _is_useless(each)]


def _is_useless(given: str) -> bool:
    """Whether an address works only on this computer or on one cable."""
    address = ipaddress.ip_address(given.partition("%")[0])
    return address.is_loopback or address.is_link_local or address.is_unspecified
