"""A format or style that is named in words, or as a file: cite X as bibtex, --output json, --style apa."""

from collections.abc import Sequence

from nqpf_cli.cli.unquoted import Line, options_in
from nqpf_cli.formats import ALSO, FORMATS, STYLES, STYLES_ALSO

TO_FORMAT = ("as", "in", "to")
"""Words before the name of a format."""

REFERENCES = ("apa", "mla", "chicago", "harvard", "vancouver", "ieee", "acm", "turabian")
"""Styles in which a reference manager sets what it imports."""

NAMING, FILES = ("--format", "-f", "--style"), ("--output", "-o")
"""Options that take a format or a style, and those for a file."""

CITED = ["--style", "csl-json"], "for a reference manager, which sets it in any style"
"""What comes closest to such a style, and why."""


def written(arguments: Sequence[str]) -> tuple[Line, Line, str]:
    """Return the line without the format that its last words or an option name, the option for that, and why it is
    not quite what was asked for, if so.

    The lines are empty where none is named; the words of an export name a file.
    """
    end = next((at for at, word in enumerate(arguments) if word.startswith("-")), len(arguments))
    words, cites = [*arguments[:end]], arguments[:1] == ["cite"]
    said = len(words) > 2 and words[-2].lower() in TO_FORMAT and words[0] != "export"
    name = words.pop().lower().removeprefix(".") if said or (cites and len(words) > 2) else ""
    line = [*(words[:-1] if said else words), *arguments[end:]]
    if name in (*STYLES, *STYLES_ALSO) and cites:
        return line, ["--style", name], ""
    if said and cites and name in REFERENCES:
        return line, *CITED
    return (line, ["--format", name], "") if said and name in (*FORMATS, *ALSO) else _by_option(arguments)


def _by_option(arguments: Sequence[str]) -> tuple[Line, Line, str]:
    """Return the same for an option: of `cite` one with a style of a reference manager, a format in place of a file."""
    for name, value, before, after in options_in(arguments):
        said, line = value.lower(), [*before, *after]
        if (
            name in (*NAMING, *FILES)
            and arguments[0] == "cite"
            and said in (*STYLES, *STYLES_ALSO, *REFERENCES)
        ):
            if said in REFERENCES:
                return line, *CITED
            return (line, ["--style", said], "") if name != "--style" else ([], [], "")
        if name.startswith("--") and name[2:].lower() in REFERENCES and arguments[0] == "cite":
            return [*before, *arguments[len(before) + 1 :]], *CITED
        if name in FILES and (chosen := FORMATS.get(ALSO.get(said, said))):
            file = ["--output", f"facts{chosen.suffix}"]
            return (line, file, "it goes to a file") if chosen.binary else (line, ["--format", said], "")
    return [], [], ""
