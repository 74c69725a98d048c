"""What a call of the command line may say: each option once, behind its command, and folders that can be folders.

An option is obeyed or refused. Whatever is wrong with a call ends as `Error: ...` with exit code 2, before anything is
read or written.
"""

from __future__ import annotations

import datetime
import errno
import os
import re
import shlex
import stat
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from publisher import DATASET
from publisher.problem import printable, shown, suggestion

SEEDS = "seeds"
ARCHIVE = ".jsonl"  # how the name of an archive ends that a command writes
HELP = {"help_option_names": ["-h", "--help"]}
JOBS = 64  # processes that anybody may ask for, or four a core where there are more cores
_URI = re.compile(r"[a-z][a-z0-9+.-]*:/", re.IGNORECASE)


class Command(click.Command):
    """A subcommand."""

    def make_parser(self, ctx: Any) -> Any:
        """The parser, which takes each option once."""
        return _once(super().make_parser(ctx), ctx)


class Group(click.Group):
    """The program: it refuses options in front of a subcommand, which would not see them."""

    command_class = Command

    def list_commands(self, ctx: Any) -> list[str]:
        """The subcommands in the order of a person's work."""
        return list(self.commands)

    def make_parser(self, ctx: Any) -> Any:
        """The parser, which takes each option once."""
        return _once(super().make_parser(ctx), ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The subcommand that is called. Raises UsageError where there is none, and for an option in front of it."""
        if args[0] not in self.commands and not args[0].startswith("-"):
            no = f"{shown(args[0])} is no command{suggestion(args[0], self.commands)}"
            ctx.fail(printable(f"{no}; to build, name none: python build.py"))
        found = super().resolve_command(ctx, args)
        _nothing_in_front(ctx, found[1], args)
        return found


def _once(parser: Any, context: Any) -> Any:
    """The parser, changed so that an option that is given twice is an error: one of the two would be ignored."""
    parse = parser.parse_args

    def parse_args(args: list[str]) -> Any:
        of_build = _names(context.parent.command) - _names(context.command) - {"--help"} if context.parent else set()
        if name := next((word.partition("=")[0] for word in args if word.partition("=")[0] in of_build), None):
            context.fail(_foreign(context, name, args))
        given, rest, order = parse(args=args)
        options = Counter(param.opts[0] for param in order if param.param_type_name == "option")
        if twice := [name for name, times in options.items() if times > 1]:
            context.fail(f"{', '.join(twice)}: given more than once; keep one")
        return given, rest, order

    parser.parse_args = parse_args
    return parser


def _names(command: Any) -> set[str]:
    return {name for param in command.params for name in param.opts}


def _foreign(context: Any, name: str, words: list[str]) -> str:
    """What is said of an option that only the build has."""
    command = context.info_name
    no = f"`{command}` has no {name}"
    if name != "--out" or "package" not in _names(context.command):
        return f"{no}; see `python build.py {command} --help`"
    after = " ".join(words).replace("=", " ").split(f"{name} ")[-1].split()
    return printable(f"{no}; name the package: {shlex.join(['python', 'build.py', command, *after[:1]])}")


def _nothing_in_front(context: Any, command: Any, args: list[str]) -> None:
    """Raises UsageError for options of the build that come before a subcommand."""
    given = [param for param in context.command.params if _is_given(context, str(param.name))]
    if not given:
        return
    known = _names(command)
    spelt = {param.opts[0]: [*param.opts[:1], *_values(param, context)] for param in given}
    if "package" in known and "--out" in spelt:  # that folder is the package: it needs no more
        spelt = {name: words for name, words in spelt.items() if name != "--seeds"}
        spelt["--out"] = spelt["--out"][1:]
        known |= {"--out"}
    foreign = [name for name in spelt if name not in known]
    behind = [word for name in spelt if name not in foreign for word in spelt[name]]
    right = shlex.join(["python", "build.py", *args[:1], *behind, *args[1:]])
    no = f"`{args[0]}` has no {', '.join(foreign)}" if foreign else ""
    goes = f"options go behind the command: {right}" if behind else f"see `python build.py {args[0]} --help`"
    context.fail(printable("; ".join(filter(None, [no, goes]))))


def _is_given(context: click.Context, name: str) -> bool:
    """Whether the call names a parameter, which may have its value from the environment, too."""
    return context.get_parameter_source(name) is ParameterSource.COMMANDLINE


def _values(param: Any, context: Any) -> list[str]:
    return [] if param.is_flag else [str(context.params[param.name])]


def existing(text: str | Path) -> Path:
    """The folder that an option names. Raises BadParameter when there is none."""
    path = place(text)
    if not path.exists():
        raise click.BadParameter(f"{printable(str(text))}: is not there")
    return path


def place(text: str | Path) -> Path:
    """The folder that an option names; it may still have to be made. Raises BadParameter for what can be none."""
    path = Path(text)
    if _URI.match(str(text)) and not os.path.lexists(path):
        raise click.BadParameter(f"{printable(str(text))}: is an address; name a folder of this machine")
    mode = _mode(str(text))
    if mode is None and path.is_symlink():
        raise click.BadParameter(f"{printable(str(text))}: is a link that leads nowhere")
    there = next((one for one in (path, *path.parents) if one.exists()), None)
    if there and not there.is_dir():
        raise click.BadParameter(f"{printable(str(there))}: is no folder")
    return path


def folders(home: Path, seeds: Path | None, out: Path | None) -> tuple[Path, Path]:
    """The folder of the seeds and that of the package: a package is beside its seeds/, in `home` or where one of the
    two options says. Raises BadParameter where that does not tell the other one."""
    if out is None:
        return (home / SEEDS, home) if seeds is None else (seeds, _around(seeds, "--out"))
    if seeds is None and not out.exists():
        message = f"{out}: is not there; `python build.py new {out}` begins a dataset"
        raise click.BadParameter(printable(message), param_hint="--out")
    if seeds is None and not (out / SEEDS).is_dir():
        inside = f"lies in the seeds, {out}; name the folder around it"
        message = (
            inside if (out / DATASET).exists() else f"has no folder {SEEDS}/; name that of the articles with --seeds"
        )
        raise click.BadParameter(printable(f"{out}: {message}"), param_hint="--out")
    return seeds or out / SEEDS, out


def judged(home: Path, package: Path | None, seeds: Path | None) -> Path:
    """The package to be validated: the one that is named, else the one beside the seeds, else that of `home`. Raises
    BadParameter where the seeds tell none."""
    return package or (home if seeds is None else _around(seeds, "PACKAGE"))


def _around(seeds: Path, name: str) -> Path:
    """The folder of the package whose seeds these are. Raises BadParameter unless they are called seeds."""
    if seeds.absolute().name != SEEDS:
        message = f"is needed: only beside a folder called {SEEDS}/ it is known, not beside {seeds}"
        raise click.BadParameter(printable(message), param_hint=name)
    return seeds.parent if seeds.name == SEEDS else seeds.absolute().parent


def package(text: str | Path) -> Path:
    """The folder or the archive that an argument names. Raises BadParameter when there is none: a pipe, for one, would
    never be read to its end."""
    return _there(text, "is no folder and no zip file", stat.S_ISDIR, stat.S_ISREG)


def source(text: str | Path) -> Path:
    """The folder or the file that an argument names. Raises BadParameter when there is none."""
    return _there(text, "is no folder and no file", stat.S_ISDIR, stat.S_ISREG)


def _there(text: str | Path, fault: str, *kinds: Callable[[int], bool]) -> Path:
    mode = _mode(str(text))
    if mode is None:
        raise click.BadParameter(f"{printable(str(text))}: is not there")
    if not any(kind(mode) for kind in kinds):
        raise click.BadParameter(f"{printable(str(text))}: {fault}")
    return Path(text)


def codings(first: Path, second: Path, article: str) -> None:
    """Raises BadParameter for what cannot be compared: a file with a folder, or folders with one article."""
    if first.is_dir() != second.is_dir():
        raise click.BadParameter("compares two files or two folders; name two of a kind")
    if article and first.is_dir():
        raise click.BadParameter(
            "is for two files; in a folder each article is beside its records", param_hint="--article"
        )


def file(text: str | Path) -> Path:
    """The file that an argument names. Raises BadParameter when there is none."""
    return _there(text, "is no file", stat.S_ISREG)


def archive(text: str | Path) -> Path:
    """The archive that an option names, to be written. Raises BadParameter for a name that a build would not read."""
    if Path(text).suffix != ARCHIVE:
        raise click.BadParameter(f"{printable(str(text))}: is to hold JSON Lines; name it {Path(text).stem}{ARCHIVE}")
    return Path(text)


def article(text: str) -> str:
    """The article that an argument names: a file, or one of an archive. Raises BadParameter where no file has it."""
    file(text if _mode(text) is not None else text.partition("#")[0])
    return text


def date(text: str) -> datetime.date:
    """The day that an option names. Raises BadParameter."""
    from publisher.inputs.days import day

    try:
        return day(text)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def _mode(text: str) -> int | None:
    """What is at a path, as the system says it; None where nothing is. Raises BadParameter, OSError."""
    if not text.strip():
        raise click.BadParameter("is empty")
    if not text.isascii() and any("\ud800" <= character <= "\udfff" for character in text):
        raise click.BadParameter(f"{printable(text)}: has a name that is not UTF-8; rename it")
    try:
        return Path(text).stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        if error.errno not in (errno.ELOOP, errno.ENAMETOOLONG):
            raise
        raise click.BadParameter(f"{printable(text)}: {error.strerror}") from None


def jobs(_: click.Context, __: click.Parameter, number: int) -> int:
    """The number of processes, when a machine can start as many. Raises BadParameter."""
    most = max(JOBS, 4 * (os.cpu_count() or 1))
    if number > most:
        raise click.BadParameter(f"{number}: at most {most} processes here; about one a core is fastest")
    return number


def cluster(jobs: int, scheduler: str | None, timeout: float | None) -> None:
    """Raises BadParameter for options that would be ignored beside each other."""
    if scheduler is not None and not scheduler.strip():
        raise click.BadParameter("is empty; write tcp://HOST:PORT", param_hint="--scheduler")
    if jobs and scheduler:
        raise click.BadParameter("is for processes here; a cluster has its own workers", param_hint="--jobs")
    if timeout is not None and not scheduler:
        raise click.BadParameter("is for a cluster; name it with --scheduler", param_hint="--timeout")


def cache(context: click.Context, folder: Path | None, off: bool) -> Path | None:
    """The folder for what later builds may take over: that of the user's caches unless an option names another; None
    for no folder at all. An option counts more than the environment. Raises BadParameter."""
    asked = [name for name in ("cache_dir", "no_cache") if _is_given(context, name)]
    either(**{name.replace("_", "-"): True for name in asked})
    return None if off and "cache_dir" not in asked else folder or _caches()


def _caches() -> Path | None:
    """The folder that a user's caches are in has one for this program; None for a user who has no such folder."""
    home = os.environ.get("XDG_CACHE_HOME", "")
    if not Path(home).is_absolute():  # the standard says that any other is to be ignored
        home = os.path.expanduser("~/.cache")  # noqa: PTH111  which raises where there is no home
    return Path(home) / "article-records" if Path(home).is_absolute() else None


def either(**given: bool) -> None:
    """Raises BadParameter for options of which only one can be obeyed."""
    named = [f"--{name}" for name, value in given.items() if value]
    if len(named) > 1:
        raise click.BadParameter(f"{' and '.join(named)} exclude each other; give one")


def alone(context: click.Context, name: str) -> None:
    """Raises UsageError for options that would be ignored beside the argument `name`."""
    given = [param.opts[0] for param in context.command.params if _is_given(context, str(param.name))]
    if others := [option for option in given if option != name]:
        context.fail(f"{', '.join(others)}: not beside {name.upper()}; leave out one of the two")
