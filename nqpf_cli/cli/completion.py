"""Completion by TAB: the questions that the script of each shell puts, the answers, and the installation.

The scripts set three variables and run `nqpf`: `_NQPF_COMPLETE=complete_<shell>`, the words of the line in
COMP_WORDS, a word a line and quoted as typed, and in COMP_CWORD which of them the cursor is in, from 0. The first
line of the answer says what follows: `plain`, `nospace` (each value goes on), or that the shell should offer files
(`file`) or folders (`dir`). Then one value a line, with its meaning for the shells that show it.

These are not Typer's: in zsh and fish Typer imports Rich to clean help that has no markup, and zsh evaluates what
comes back. Here nothing that a fact says is ever evaluated.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from typer.core import TyperArgument, TyperGroup, TyperOption

from nqpf_cli.cli import complete
from nqpf_cli.cli.commands import COMMANDS
from nqpf_cli.cli.complete import OPEN, Offers
from nqpf_cli.model.errors import NqpfError
from nqpf_cli.model.names import fold

SCRIPTS = {"bash": "nqpf.bash", "zsh": "_nqpf", "fish": "nqpf.fish"}
"""Shell -> the file of its script, in the folder `scripts` beside this module.
A wheel has each where the shell looks, too."""

PATHS = {"FILE": "file", "PATH": "file", "DIR": "dir"}
"""What a metavar says of a value that is a path."""


def answer(program: TyperGroup, instruction: str) -> int:
    """Print what a shell asked for and return the exit code; an error prints nothing, as it would land in the line."""
    shell = instruction.removeprefix("complete_")
    try:
        words, at = typed_words(os.environ)
        lines = reply(shell, *offers_at(program, words[:at], words[at] if at < len(words) else ""))
    except Exception:
        if os.environ.get("NQPF_DEBUG"):
            raise
        return 1
    from nqpf_cli.output.streams import write

    write(lines, data=True)
    return 0


def typed_words(environ: Mapping[str, str]) -> tuple[list[str], int]:
    """Return the words of the line, the program's name first, and the index of the one to complete.

    bash breaks words at "=": `--lang=e` comes as three words and is joined again.
    """
    at = max(int(environ["COMP_CWORD"]), 0)
    words = _unquoted(environ["COMP_WORDS"])[: at + 1]
    if at >= len(words):  # the next word is begun, however far off the shell says it is
        words.append("")
    whole: list[str] = []
    for word in words:
        if word == "=" and whole:
            whole[-1] += "="
        elif whole and whole[-1].endswith("="):
            whole[-1] += word
        else:
            whole.append(word)
    return whole, len(whole) - 1


def _unquoted(text: str) -> list[str]:
    """Split a line as a shell would; a quote or escape that is still open ends with the line."""
    from shlex import shlex

    parser = shlex(text, posix=True)
    parser.whitespace_split, parser.commenters = True, ""
    words: list[str] = []
    try:
        for word in parser:
            words.append(word)
    except ValueError:
        words.append(parser.token)
    return words


def offers_at(program: TyperGroup, before: list[str], incomplete: str) -> tuple[str, str, Offers]:
    """Return what may stand where the cursor is.

    In: the complete words, and the one to complete. Out: "plain", "nospace", "file" or "dir"; what comes before
    the part that is completed (`--lang=`); values, with what they are.
    """
    option, equals, value = incomplete.partition("=")
    lead = f"{option}=" if equals and option.startswith("--") else ""
    words, part = ([*before[1:], option], value) if lead else (before[1:], incomplete)
    at = next((at for at, word in enumerate(words) if not word.startswith("-")), None)
    context = program.make_context("nqpf", [], resilient_parsing=True)
    if at is not None:
        command = program.get_command(context, words[at]) if words[at] in COMMANDS else None
        if command is None:
            return "plain", lead, []
        # An option that still waits for its value would make the parser drop the arguments before it.
        parsed = words[at + 1 : -1] if words[-1].startswith("-") else words[at + 1 :]
        context = command.make_context(words[at], parsed, parent=context, resilient_parsing=True)

    def names(begun: str) -> Offers:
        """The commands, where none is named yet, and the options that begin so."""
        commands = [(name, does) for name, does in COMMANDS.items() if name.startswith(begun)]
        options = [(item.value, item.help or "") for item in context.command.shell_complete(context, begun)]
        return options if context.parent else commands + options

    target = _target(context.command.get_params(context), context.params, words, part)
    if target is None and lead:  # an option that does not exist, or takes no value
        offers = []
    elif target is None:  # where nothing but options can follow, they are offered before a hyphen is typed
        offers = names(part) or [offer for offer in names(part or "-") if offer[0].startswith("--")]
    elif wanted := PATHS.get((target.metavar or "").strip("[]…")):
        return wanted, lead, []
    else:
        begun, offered = fold(part), complete.of(context.info_name or "", target.name or "")
        found = offered(context.params, begun) if offered else []
        offers = [offer for offer in found if offer[0].startswith(begun)]
    what = "nospace" if any(value.endswith(OPEN) for value, _ in offers) else "plain"
    return what, lead, [(value.removesuffix(OPEN), help) for value, help in offers]


def _target(
    params: Sequence[object], given: Mapping[str, object], words: list[str], part: str
) -> TyperOption | TyperArgument | None:
    """Return the option that waits for this value, else the argument that takes it; None where a name must follow."""
    if part.startswith("-") and "--" not in words:
        return None
    for param in params:
        if isinstance(param, TyperOption) and words and words[-1] in param.opts and not param.is_flag:
            return param
    for param in params:
        if isinstance(param, TyperArgument) and not (param.nargs == 1 and given.get(param.name or "")):
            return param
    return None


def reply(shell: str, what: str, lead: str, offers: Offers) -> list[str]:
    """Return the lines that a shell's script reads."""
    from nqpf_cli.model.text import clean

    if shell == "bash":  # which completes the part after "=" alone, and shows no meanings
        return [what, *(value for value, _ in offers)]
    between = ":" if shell == "zsh" else "\t"
    return [what, *(f"{lead}{value}{between}{' '.join(clean(meaning).split())}" for value, meaning in offers)]


def this_shell() -> str:
    """Return the name of the shell that runs us, else of the login shell. Raises NqpfError where neither is known."""
    from shellingham import ShellDetectionFailure, detect_shell  # type: ignore[import-untyped]

    try:
        name = str(detect_shell()[0])
    except ShellDetectionFailure:
        name = Path(os.environ.get("SHELL", "")).name
    if not name:
        raise NqpfError("cannot tell which shell this is", f"name it: {', '.join(SCRIPTS)}")
    return name


def script(shell: str) -> str:
    """Return the completion script of a shell. Raises NqpfError for a shell without one."""
    if shell not in SCRIPTS:
        raise NqpfError(f'no completion for "{shell}"', f"there is one for {', '.join(SCRIPTS)}")
    return Path(__file__).with_name("scripts").joinpath(SCRIPTS[shell]).read_text("utf-8").rstrip("\n")


def install(shell: str) -> str:
    """Write a shell's script to where the shell looks, make it look there, and return a line on what was done.

    A second time changes nothing. Raises NqpfError where it cannot be written, or no home is known.
    """
    from nqpf_cli.output.save import save

    text = script(shell)
    instead = f"put what nqpf --show-completion {shell} prints where {shell} looks for it"
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - it never raises, as Path.home may
    if not os.environ.get("HOME", "~") or not home.is_absolute():
        raise NqpfError("cannot install completion: no home folder is known", f"set HOME, or {instead}")
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    zsh = Path(os.environ.get("ZDOTDIR") or home)
    bash, fish = home / ".bash_completions" / "nqpf.sh", config / "fish" / "completions" / "nqpf.fish"
    path, start, line = {
        "bash": (bash, home / ".bashrc", "source ~/.bash_completions/nqpf.sh"),
        "zsh": (
            home / ".zfunc" / "_nqpf",
            zsh / ".zshrc",
            "fpath+=~/.zfunc; autoload -Uz compinit; compinit",
        ),
        "fish": (fish, None, ""),
    }[shell]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        save(str(path), [f"{text}\n".encode()], force=True)
        if start and line.encode() not in (there := start.read_bytes() if start.exists() else b""):
            ends = "\n" if there and not there.endswith(b"\n") else ""
            with start.open("ab") as stream:  # adds and never rewrites: what a person has there stays whole
                stream.write(f"{ends}{line}\n".encode())
    except OSError as problem:
        why = (
            f"cannot write{f' {problem.filename}' if problem.filename else ''}: {problem.strerror or problem}"
        )
        raise NqpfError(f"cannot install completion: {why}", instead) from None
    return f"Completion for {shell} stands in {path}; open a new {shell} to have it."
