"""`uptake workshop`: the live page, served from this computer."""

import contextlib
import socket
import webbrowser
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sim.cli import messages, signals
from sim.cli.options import named
from sim.cli.progress import announce_compiling
from sim.cli.report_command import folder_of, share_of, watch
from sim.config import expand
from sim.params.errors import UserError
from sim.study.stopping import FIRST_LOOK

if TYPE_CHECKING:
    from sim.page.inputs import PageOptions
    from sim.page.server import LivePage

INSTALL = 'the live page needs more packages; install them with: pip install "uptake-sim[workshop]"'

NOT_SECRET = (
    "The link is plain http: others on the same network could read along. "
    "The page asks for nothing personal."
)
FOR_PHONES = (
    "Keep this link to yourself: it reveals the answer. Phones scan the code on “Predict” to vote."
)
WAITING = 128  # connections that may wait to be accepted


def workshop(
    overrides: Sequence[str],
    config_dirs: tuple[Path, ...],
    replicates: int | None,
    seed: int,
    baseline: str | None,
    equal_start: bool,
    at: int | None,
    margin: float | None,
    parameter_draws: int | None,
    assumptions: str | None,
    fixed_assumptions: bool,
    host: str,
    port: int,
    no_browser: bool,
) -> int:
    """Serve the page until it is stopped; returns the exit code."""
    try:
        import uvicorn

        from sim.page import addresses, connections, server
    except ModuleNotFoundError as error:
        if error.name not in ("segno", "starlette", "uvicorn"):
            raise
        raise UserError(INSTALL) from None
    asked = named(assumptions, parameter_draws, fixed_assumptions)
    if folder_of(overrides) is not None:
        raise UserError(
            "workshop takes presets and values, not a folder; for a folder use uptake report"
        )
    plans = expand(overrides, config_dirs)
    from sim.cli.cautions import before_run

    before_run(plans, config_dirs)
    listening = listen(host, port)
    with listening:
        from sim.page.inputs import PageOptions

        port, hosts = listening.getsockname()[1], addresses.hosts_of(host)
        live_page = _live_page(
            PageOptions(
                tuple(overrides), replicates, seed, config_dirs, baseline, equal_start, at,
                share_of(margin), asked, parameter_draws,
            ),
            None if addresses.is_local(host)
            else lambda key: [addresses.link(each, port, key, "vote") for each in hosts],
        )  # fmt: skip
        links = [addresses.link(each, port, live_page.key) for each in hosts]
        announce(links, live_page.phones is not None)
        messages.out("Press Ctrl-C to stop.")
        if not no_browser:
            webbrowser.open(links[0])
        try:
            uvicorn.Server(connections.settings(server.app(live_page))).run(sockets=[listening])
        except KeyboardInterrupt as stop:
            if signals.exit_code(stop) != signals.CTRL_C:
                raise
    messages.out("The page is closed.")
    return 0


def _live_page(
    options: "PageOptions", phone_links: Callable[[str], list[str]] | None
) -> "LivePage":
    """Run the plans and build the page.

    phone_links  gives the links for phones; if None, only this computer is served, without a secret
    """
    from sim.page import html_file, phone_page, server
    from sim.page.build import live_payload
    from sim.page.inputs import compared_from

    scenarios = [plan.scenario for plan in expand(options.overrides, options.config_dirs)]
    announce_compiling("ensemble", scenarios, options.replicates or FIRST_LOOK)
    compared = compared_from(options, watch)
    token = server.secret()
    data = live_payload(compared, token, watch)
    if phone_links is None:
        return server.LivePage(html_file.page(data), token)
    phones = phone_page.opened(data, phone_links)
    return server.LivePage(html_file.page(data), token, server.secret(), phones)


def listen(host: str, port: int) -> socket.socket:
    """Open the port before any work starts; port 0 means any free port."""
    with contextlib.ExitStack() as unless_all_goes_well:
        try:
            family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
            # We name TCP so that asyncio sends at once. Otherwise each answer waits 40 ms for
            # the previous one to be acknowledged (Nagle's algorithm and delayed ACKs).
            listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
            unless_all_goes_well.callback(listening.close)
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if host == "::":  # IPv4 too, also where a system would take only IPv6
                listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
            listening.bind((host, port))
            listening.listen(WAITING)
        except OSError as error:
            why = error.strerror or str(error)
            raise UserError(f"cannot listen on {host}, port {port}: {why}; try --port 0") from None
        unless_all_goes_well.pop_all()
    return listening


def announce(links: Sequence[str], shared: bool) -> None:
    """Print the links, and what people on the same network could see."""
    messages.out(f"The page is open at: {links[0]}")
    for other in links[1:]:
        messages.out(f"            or at: {other}")
    if shared:
        messages.out(FOR_PHONES)
        messages.out(NOT_SECRET)
