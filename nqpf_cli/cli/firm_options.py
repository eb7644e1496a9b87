"""What a firm is told of on the command line: `--firm FILE` and `--is FACT=VALUE`."""

from collections.abc import Sequence
from pathlib import Path

from nqpf_cli.firm_api import FirmSource
from nqpf_cli.model.errors import NqpfError

EXAMPLE = "for example: --is registered_in=lingang; nqpf schema firm --example asks for every fact"


def source(file: str | None, facts: Sequence[str] | None) -> FirmSource:
    """Return where a firm is told of. Raises NqpfError for what is not FACT=VALUE."""
    pairs = []
    for text in facts or ():
        name, sign, value = (part.strip() for part in text.partition("="))
        if not (name and sign and value):
            raise NqpfError(f'--is: "{text}" is not FACT=VALUE', EXAMPLE)
        pairs.append((name.lower(), value))
    return FirmSource(None if file is None else Path(file).expanduser(), tuple(pairs))
