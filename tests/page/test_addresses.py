"""Addresses: which Host headers are this computer's, who asks, and which links are printed."""

import socket

import pytest

from sim.page import addresses
from sim.page.addresses import hosts_of, is_local, is_ours, link, network_of


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("0.0.0.0", False),
     ("192.0.2.7", False), ("room.example", False)],
)  # fmt: skip
def test_only_this_machine_is_local(host, local):
    assert is_local(host) is local


def test_links_contain_the_secret_only_if_there_is_one():
    assert link("127.0.0.1", 80, None) == "http://127.0.0.1:80/"
    assert link("::1", 80, "k") == "http://[::1]:80/?key=k"


@pytest.mark.parametrize(
    "given",
    ["localhost", "LocalHost:8000", "127.0.0.1", "127.0.0.1:80", "127.0.0.2:1", "[::1]",
     "[::1]:65535"],
)  # fmt: skip
def test_a_host_header_with_this_computers_own_address_is_taken(given):
    assert is_ours(given, local=True)
    assert is_ours(given, local=False)


@pytest.mark.parametrize(
    "given",
    ["", " ", ":80", "evil.example", "localhost.evil.com", "127.0.0.1.evil.com", "[::1]evil.com",
     "[::1]:80:80", "localhost:80:80", "[::1", "::1", "[::1]]", "[127.0.0.1]", "[localhost]",
     "a@localhost", "a:b@localhost", "localhost@evil.com", "localhost.", "127.0.0.1.", "127.1",
     "0x7f.1", "0x7f000001", "2130706433", "0177.0.0.1", "127.0.0.01", "localhost:", "localhost:x",
     "localhost:-1", "localhost:99999", "localhost:٣", "localhost\n", "localhost,evil.com",
     "localhost/evil.com", "localhost evil.com", "[fe80::1%eth0]", "[::1%25a]", "lo\xadcalhost"],
)  # fmt: skip
def test_any_other_host_header_is_refused_with_or_without_the_link(given):
    assert not is_ours(given, local=True)
    assert not is_ours(given, local=False)


def test_addresses_and_names_of_a_network_are_taken_only_if_others_are_served():
    for given in ("192.0.2.7:8000", "[2001:db8::7]", socket.gethostname().upper()):
        assert is_ours(given, local=False), given
        assert not is_ours(given, local=True), given


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("192.0.2.1", "192.0.2.1", True), ("192.0.2.1", "192.0.2.2", False),
     ("::ffff:192.0.2.1", "192.0.2.1", True), ("2001:db8::1", "2001:db8::2:1", True),
     ("2001:db8:0:1::1", "2001:db8:0:2::1", False), ("fe80::1%eth0", "fe80::2%eth0", True),
     ("127.0.0.1", "127.0.0.2", False)],
)  # fmt: skip
def test_one_computer_is_one_address_however_it_is_written(one, other, same):
    assert (network_of(one) == network_of(other)) is same


def test_a_page_on_all_addresses_is_linked_by_number_first_then_by_name(monkeypatch):
    monkeypatch.setattr(addresses, "_own", lambda family: [f"192.0.2.{int(family)}"])
    told = hosts_of("0.0.0.0")
    assert told == [f"192.0.2.{int(socket.AF_INET)}", socket.gethostname().lower()]
    assert len(hosts_of("::")) == 3


def test_a_computer_without_a_network_is_linked_by_its_name(monkeypatch):
    def unreachable(*_, **__):
        raise OSError("network is unreachable")

    monkeypatch.setattr(socket.socket, "connect", unreachable)
    monkeypatch.setattr(socket, "getaddrinfo", unreachable)
    assert hosts_of("0.0.0.0") == [socket.gethostname().lower()]
    assert hosts_of("my-laptop") == ["my-laptop"]


def test_a_name_is_linked_with_its_number(monkeypatch):
    found = [(0, 0, 0, "", (number, 0)) for number in ("127.0.1.1", "192.0.2.9", "192.0.2.9")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    assert hosts_of("my-laptop") == ["192.0.2.9", "my-laptop"]
    assert hosts_of("192.0.2.9") == ["192.0.2.9"]
    assert hosts_of("localhost") == ["localhost"]


def test_no_printed_address_works_on_this_computer_only():
    for found in hosts_of("::")[:-1]:
        assert not is_local(found)
        assert is_ours(link(found, 8000, None)[len("http://") : -1], local=False)
