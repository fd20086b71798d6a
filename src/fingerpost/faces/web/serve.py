"""`fingerpost serve`: the whole product in the browser, at 127.0.0.1 alone."""

from __future__ import annotations

import contextlib
import secrets
import socket
import webbrowser
from datetime import date, datetime
from pathlib import Path

import click

from fingerpost.errors import FailureError
from fingerpost.home import Home, find_home


@click.command("serve", epilog="Example: fingerpost serve --home ~/fingerpost --no-open")
@click.option(
    "--home",
    "folder",
    type=click.Path(path_type=Path),
    callback=lambda _ctx, _param, value: find_home(value, Path.cwd()),
    help="The home to show; else FINGERPOST_HOME, else the nearest one upwards.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="0 takes any free port.")
@click.option("--no-open", is_flag=True, help="Do not open the browser.")
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day to take for today, as 2026-11-30.",
)
def command(folder: Path, port: int, no_open: bool, today: datetime | None = None) -> None:
    """Open Fingerpost in the browser, at 127.0.0.1 alone; the printed address carries the key."""
    serve(Home.open(folder), port, opens=not no_open, today=today.date() if today else None)


def serve(home: Home, port: int, opens: bool, today: date | None = None) -> None:
    """Serve until interrupted or ended from the page Help; FailureError when the port is taken."""
    import uvicorn

    from fingerpost.faces.web.app import make_app

    token = secrets.token_urlsafe(24)
    listener = _listen(port)
    port = listener.getsockname()[1]
    address = f"http://127.0.0.1:{port}/?token={token}"
    click.echo(f"Fingerpost is at {address}  (Ctrl-C ends it)")
    if opens:
        webbrowser.open(address)
    server: uvicorn.Server

    def end() -> None:
        server.should_exit = True

    config = uvicorn.Config(
        make_app(home, token, port, (lambda: today) if today else None, end),
        log_level="warning",
        access_log=False,
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=2,  # a page that listens for progress would never let go
    )
    server = uvicorn.Server(config)
    with listener, contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listener])


def _listen(port: int) -> socket.socket:
    # Named TCP, or asyncio leaves Nagle's delay on: 40 ms a page.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen()
    except OSError as error:
        listener.close()
        raise FailureError(
            f"Port {port} cannot be used ({error.strerror}). Leave --port out to take a free one."
        ) from None
    return listener
