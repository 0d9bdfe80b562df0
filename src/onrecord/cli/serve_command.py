"""`onrecord serve`: the record as a web page on this machine, or for a team."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import click

from onrecord.cli.options import find_folder, open_given, read_clock, record_option

HOST = "127.0.0.1"
PORT = 8400
EVERYWHERE = frozenset({"0.0.0.0", "::", "[::]"})


@click.command("serve")
@record_option
@click.option(
    "--port", type=click.IntRange(1, 65535), default=PORT, show_default=True, help="Port."
)
@click.option("--read-only", is_flag=True, help="Take no decisions.")
@click.option("--reviewer", default="", metavar="NAME", help="In whose name decisions are taken.")
@click.option("--host", default=HOST, show_default=True, help="Address; others need passwords.")
@click.option("--name", "names", multiple=True, help="Name that browsers reach the address by.")
@click.option(
    "--password-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Who may come in, written by --add-person.",
)
@click.option(
    "--certificate",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A PEM file with certificate and key, to serve by https.",
)
@click.option("--add-person", metavar="NAME:ROLE", help="Write into the password file, and end.")
def command(record: Path | None, **given: object) -> None:
    """Serve the record to this machine's browser, until Ctrl-C.

    Only this machine can reach it, unless --host and --password-file say otherwise. A build that
    lands meanwhile is shown with the next page.
    """
    if given["add_person"]:
        add_person(str(given["add_person"]), given["password_file"])
        return
    serve(record, given)


def serve(record: Path | None, given: dict[str, object]) -> None:
    """Serve until Ctrl-C."""
    import uvicorn

    from onrecord.web import Options, make_app
    from onrecord.web.people import load_people

    host, port, path = str(given["host"]), int(str(given["port"])), given["password_file"]
    names = tuple(map(str, given["names"] or ()))  # type: ignore[call-overload]
    refuse_unsafe(host, names, has_passwords=path is not None)
    refuse_taken(host, port)
    with open_given(record):
        pass  # says now, not with the first page, that there is no record
    options = Options(
        record=find_folder(record),
        host=host,
        port=port,
        names=names,
        people=load_people(path) if isinstance(path, Path) else None,
        read_only=bool(given["read_only"]),
        reviewer=str(given["reviewer"] or ""),
        clock=read_clock,
    )
    certificate = given["certificate"]
    scheme = "https" if certificate else "http"
    if host != HOST and not certificate:
        print(
            "passwords go over the network unencrypted: give --certificate, or let a server in "
            "front of it do that",
            file=sys.stderr,
        )
    print(f"{scheme}://{names[0] if names else host}:{port}/  (Ctrl-C ends it)", flush=True)
    uvicorn.run(
        make_app(options),
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        ssl_certfile=str(certificate) if certificate else None,
    )


def refuse_unsafe(host: str, names: tuple[str, ...], *, has_passwords: bool) -> None:
    """Raise UsageError where others could reach the record without a password, or by any name."""
    from onrecord.web.safety import is_local

    if not is_local(host) and not has_passwords:
        raise click.UsageError(
            f"--host {host} lets others reach the record; give --password-file FILE too"
        )
    if host in EVERYWHERE and not names:
        raise click.UsageError(
            f"--host {host} answers to no name of its own; give --name, as in the browser's address"
        )


def refuse_taken(host: str, port: int) -> None:
    """Raise UsageError where nothing can be served: the port is taken, or the address not ours."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), port))
        except OSError as error:
            raise click.UsageError(
                f"{host}:{port} cannot be served from: {(error.strerror or str(error)).lower()}; "
                "choose another with --port"
            ) from error


def add_person(said: str, path: object) -> None:
    """Ask for a password and write a line into the password file."""
    from onrecord.web.people import make_line

    if not isinstance(path, Path):
        raise click.UsageError("--add-person needs --password-file FILE to write into")
    name, _, role = said.partition(":")
    password = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    line = make_line(name, role or "reader", str(password))
    path.touch(mode=0o600, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(line)
    print(f"{path}: {name}, {role or 'reader'}")
