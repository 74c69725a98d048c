"""How a command ends: every expected failure as lines on standard error and an exit code, never a traceback."""

from __future__ import annotations

import atexit
import gc
import io
import os
import signal
import sys
from collections.abc import Callable, Iterable
from errno import ENOSPC
from pathlib import Path
from typing import NoReturn

from publisher.problem import Refused, printable
from publisher.schema_values import SchemaError

FINE, DATA, CALL, MACHINE = 0, 1, 2, 3
if sys.platform == "win32":  # without the signals and locks that the program needs
    print("on Windows, run this in WSL", file=sys.stderr)
    raise SystemExit(MACHINE)
OBJECTS = 50_000
"""New objects after which Python looks for cycles among them. At its own 700 that takes 7 % of a build of one article:
most of what is made stays, as modules, patterns and rows do."""
NO_ROOM = "; make room where the command writes, and in $TMPDIR"
NO_THREAD = "can't start new thread"  # as Python says it, which has no class of errors for it
PIPE = 128 + signal.SIGPIPE  # the reader of our output went away, as in `extract ... | head`: what a filter exits with


def run(command: Callable[[], object]) -> NoReturn:
    """Runs the command line, which itself exits with FINE, with DATA, or with CALL for a call it does not understand.
    Raises SystemExit, and nothing else for what a person or the machine did."""
    gc.set_threshold(OBJECTS)
    _answer_signals()
    for name in ("stdin", "stdout", "stderr"):  # None where the caller closed it
        setattr(sys, name, getattr(sys, name) or Path(os.devnull).open("r" if name == "stdin" else "w"))  # noqa: SIM115  open to the end
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")
    stdout = sys.stdout
    try:
        try:
            command()
        except Exception as error:
            if interruption := _interruption(error):
                raise interruption from None
            raise
        finally:
            sys.stdout.flush()
    except Refused as refused:
        stop(DATA, refused.lines)
    except SchemaError as error:
        stop(DATA, [str(error)])
    except SystemExit:
        if sys.stdout is stdout:
            raise
        raise SystemExit(PIPE) from None  # click's answer to a broken pipe is another sys.stdout, and 1
    except BrokenPipeError:
        _give_up_output()
        raise SystemExit(PIPE) from None
    except OSError as error:
        _give_up_output()
        room = NO_ROOM if error.errno == ENOSPC and not error.filename else ""
        stop(MACHINE, [f"{_place(error)}: {error.strerror or str(error) or type(error).__name__}{room}"])
    except ImportError as error:
        if not _is_installed_by_make(error.name or ""):
            raise
        stop(MACHINE, [f"{error}; run `make`, then `. .venv/bin/activate`"])
    except MemoryError:
        stop(MACHINE, ["the machine: out of memory; give --jobs a lower number, or the machine more memory"])
    except RuntimeError as error:
        if str(error) != NO_THREAD:
            raise
        stop(MACHINE, [f"the machine: {error}; give --jobs a lower number, or end other programs"])
    raise SystemExit(FINE)


def _place(error: OSError) -> str:
    """What an error is about: a file or folder; of a file that could not be made for a moment, the folder around it."""
    name = str(error.filename or "the machine")
    path = Path(name)
    return str(path.parent) if path.name.startswith(".") and not os.path.lexists(path) else name


def _is_installed_by_make(module: str) -> bool:
    """Whether a module belongs to a library that `make` installs: not to this program, nor to Python itself."""
    library = module.partition(".")[0]
    return library not in ("", "publisher") and library not in sys.stdlib_module_names


def begin(module: str) -> None:
    """Answers signals from now on, and will end at once, where the module is the program itself and this process no
    worker, which is deaf."""
    if module in ("__main__", "publisher.__main__") and signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        _answer_signals()
        atexit.register(gc.freeze)  # or Python looks for cycles once more at the end, through all that is left: 0.04 s


def _answer_signals() -> None:
    """Ctrl-C and SIGTERM end this process with a line on standard error."""
    signal.signal(signal.SIGINT, _interrupted)
    signal.signal(signal.SIGTERM, _interrupted)


def say(lines: Iterable[str]) -> None:
    """Lines on standard error, which may be a terminal, whatever is in them."""
    for line in lines:
        print(printable(line), file=sys.stderr)


def stop(code: int, lines: Iterable[str]) -> NoReturn:
    """Ends the program with an exit code, after these lines on standard error."""
    say(lines)
    raise SystemExit(code) from None


def _give_up_output() -> None:
    """What could not be written is not tried again at the end, where Python would complain of it."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Interruption(SystemExit):
    """What a signal asks for."""


def _interrupted(number: int, _: object) -> NoReturn:
    say(["interrupted"])
    raise _Interruption(128 + number)


def _interruption(error: BaseException | None) -> _Interruption | None:
    """The interruption that an error came after: files that are closed in the middle of a write complain."""
    while error is not None and not isinstance(error, _Interruption):
        error = error.__context__
    return error
