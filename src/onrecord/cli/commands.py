"""The group of all commands, and what becomes of errors."""

from __future__ import annotations

import errno
import os
import sys
from importlib import import_module
from typing import Any

import click

from onrecord import __version__
from onrecord.cli.exits import INTERRUPTED, USAGE, Exit, fail
from onrecord.model import OnrecordError
from onrecord.model.wording import guess
from onrecord.run.crews import relax_garbage_collection

# Command → what `onrecord --help` says of it. Its module has the same name, with `_` for `-`.
COMMANDS = {
    "build": "Build a record from files, folders and globs.",
    "watch": "Follow feeds and folders, and write what changed.",
    "serve": "Read and review the record in a browser.",
    "review": "Decide on findings, one by one, in the terminal.",
    "check": "Check the figures and quotes of one text before it is published.",
    "show": "Show a row of the record with its words in context.",
    "list": "List statements, events, commitments, figures and other rows.",
    "origins": "Print who copied whom, and whose reports documents rest on.",
    "quotes": "Print how each outlet quotes what was said.",
    "ledger": "Print where promises and threats stand.",
    "programmes": "Print programmes, and what they are said to have come to.",
    "timeline": "Print what happened when.",
    "dyad": "Print how two sides treat each other, month by month.",
    "brief": "Print what is new.",
    "mirror": "Print two governments' accounts of one meeting side by side.",
    "diff": "Show what was changed between two captures of one page.",
    "search": "Search documents and findings.",
    "export": "Write the record as tables, or in the words of a standard.",
    "dossier": "Write the record as one HTML page.",
    "series": "List official series, or show one.",
    "pack": "Begin a pack of tables, check it, and see what it reads.",
    "problems": "List what could not be read or understood.",
    "left-out": "List what was met and not taken.",
    "verify": "Check that the record is what its captures say, or a dossier as it was written.",
    "doctor": "Say what is installed and what is missing.",
}


class LazyGroup(click.Group):
    """A group that loads a command's module when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the commands in the order in which one needs them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return a command, its module loaded."""
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"onrecord.cli.{cmd_name.replace('-', '_')}_command").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is asked for; a slip is met with what may be meant."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"No such command '{args[0]}'{guess(args[0], COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of commands without loading one."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="onrecord")
def commands() -> None:
    """Build a checked, sourced record of what governments say, promise and do to each other.

    Start with `onrecord build FILES` or `onrecord check draft.md`.
    """


def main() -> None:
    """Run the command line; errors a user can act on are one line, not a traceback."""
    # Kernels get slower with more threads than one (docs/performance.md).
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    relax_garbage_collection()
    sys.exit(run(sys.argv[1:]))


def run(words: list[str]) -> int:
    """Run a command line and return its exit code."""
    try:
        result: Any = commands.main(words, prog_name="onrecord", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except Exit as asked:
        return asked.code
    except click.exceptions.Exit as asked:
        return asked.exit_code
    except (click.Abort, KeyboardInterrupt):
        print("interrupted; what was read is kept, the next build goes on", file=sys.stderr)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except OnrecordError as error:
        return fail(str(error))
    except BrokenPipeError:  # `onrecord list … | head`
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123
        return 0
    except OSError as error:
        return fail(describe_os_error(error))
    except _name_database_errors() as error:
        said = str(error).splitlines()[0]
        return fail(f"the record's database cannot be read ({said}); `onrecord verify` looks at it")


def _name_database_errors() -> tuple[type[Exception], ...]:
    """Return what a damaged database raises; nothing where no command has loaded the library."""
    if "duckdb" not in sys.modules:
        return ()
    from onrecord.record.schema import DatabaseError

    return (DatabaseError,)


def describe_os_error(error: OSError) -> str:
    """Return what the system said, and what to do about it."""
    place = f"{error.filename}: " if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return (
            f"{place}the disk is full; nothing that was there is lost: make room and run the "
            "same command again"
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"{place}no permission; give it, or name another place"
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return f"{place}a file stands where a folder is needed; name another place"
    if error.errno == errno.EISDIR:
        return f"{place}a folder stands where a file is needed; name a file in it"
    return f"{place}{error.strerror or error}"


__all__ = ["COMMANDS", "USAGE", "commands", "describe_os_error", "main", "run"]
