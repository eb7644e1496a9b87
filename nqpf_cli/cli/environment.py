"""What options and variables of the environment decide together: the language and the fact packs."""

import os
import sys
from collections.abc import Sequence

from nqpf_cli.index.open_index import folders
from nqpf_cli.model.errors import BadFolder, picked
from nqpf_cli.model.text import clean
from nqpf_cli.output import streams as stream

LANGUAGES = {"en": "the English name", "zh": "the Chinese name", "both": "the English name with the Chinese"}


def language(typed: str | None) -> str:
    """Return which name stands first: by --lang, else NQPF_LANG, else English. Raises BadChoice for another --lang.

    A variable meets every command, so one that cannot be read costs a line on standard error and no answer.
    """
    if typed is not None:
        return spoken(typed) or picked("--lang", typed, LANGUAGES)
    said = os.environ.get("NQPF_LANG", "")
    known = spoken(said)
    if said.strip() and not known:
        unread("NQPF_LANG", said, f"it takes {', '.join(LANGUAGES)} or a locale; en is taken")
    return known or "en"


def spoken(text: str) -> str:
    """Return the key of LANGUAGES that a word or a locale means (zh-CN, en_US.UTF-8, C), or an empty text."""
    tongue = text.strip().casefold().partition(".")[0].partition("@")[0].replace("-", "_").partition("_")[0]
    return {"c": "en", "posix": "en", "english": "en", "chinese": "zh", "中文": "zh", "cn": "zh"}.get(
        tongue, tongue if tongue in LANGUAGES else ""
    )


def unread(variable: str, said: str, instead: str) -> None:
    """Say on standard error that a variable of the environment cannot be read, and what is done instead."""
    stream.write([clean(f'nqpf: {variable} has no "{said[:60]}"; {instead}')], sys.stderr)


def packs(typed: Sequence[str] | None) -> list[str]:
    """Return the fact packs named by options and by NQPF_DATA. Raises BadFolder, with the variable named, for one of
    the latter that is no folder."""
    named = [path for path in os.environ.get("NQPF_DATA", "").split(os.pathsep) if path]
    if named:
        try:
            folders(named)
        except BadFolder as error:
            raise BadFolder(error.path, error.why, "NQPF_DATA") from None
    return [*named, *(typed or ())]
