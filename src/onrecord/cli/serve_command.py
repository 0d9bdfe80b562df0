"""`onrecord serve`: the record as a web page on this machine."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.options import find_folder, open_given, read_clock, record_option

HOST = "127.0.0.1"
PORT = 8400


@click.command("serve")
@record_option
@click.option("--port", type=click.IntRange(1, 65535), default=PORT, show_default=True)
@click.option("--read-only", is_flag=True, help="Take no decisions.")
def command(record: Path | None, *, port: int, read_only: bool) -> None:
    """Serve the record to this machine's browser, until Ctrl-C.

    Only this machine can reach it. A build that lands meanwhile is shown with the next page.
    """
    import uvicorn

    from onrecord.web import Options, make_app

    with open_given(record):
        pass  # says now, not with the first page, that there is no record
    options = Options(
        record=find_folder(record), host=HOST, port=port, read_only=read_only, clock=read_clock
    )
    print(f"http://{HOST}:{port}/  (Ctrl-C ends it)", flush=True)
    uvicorn.run(make_app(options), host=HOST, port=port, log_level="warning", server_header=False)
