"""A reference on China's new quality productive forces: a program for the terminal, and a library.

    from nqpf_cli import load

    facts = load()
    facts.define("patient capital").records[0]["definition"]

The questions are the methods of `nqpf_cli.api.Facts`; docs/library.md has examples.
"""

from collections.abc import Sequence
from os import PathLike, fspath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from nqpf_cli.api import Facts


def load(data: Sequence[str | PathLike[str]] = ()) -> "Facts":
    """Return the bundled facts, and beside them the fact packs in the folders of `data`.

    An index is made in the user's cache where there is none yet. Raises BadFolder for a folder that does not exist,
    and Unsound for facts that cannot be used.
    """
    from nqpf_cli.api import Facts

    facts = Facts([fspath(folder) for folder in data])
    facts.nothing("record")
    return facts
