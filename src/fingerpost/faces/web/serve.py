"""`fingerpost serve`: show the home's reports in the browser, at 127.0.0.1 alone."""

from __future__ import annotations

import contextlib
import secrets
import socket
import webbrowser
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
def command(folder: Path, port: int, no_open: bool) -> None:
    """Show the home's reports at 127.0.0.1; the printed address carries the key to them."""
    serve(Home.open(folder), port, opens=not no_open)


def serve(home: Home, port: int, opens: bool) -> None:
    """Serve until interrupted; FailureError when the port is taken."""
    import uvicorn

    from fingerpost.faces.web.app import make_app

    token = secrets.token_urlsafe(24)
    listener = _listen(port)
    port = listener.getsockname()[1]
    address = f"http://127.0.0.1:{port}/?token={token}"
    click.echo(f"Fingerpost is at {address}  (Ctrl-C ends it)")
    if opens:
        webbrowser.open(address)
    config = uvicorn.Config(
        make_app(home, token, port), log_level="warning", access_log=False, server_header=False
    )
    with listener, contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
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
