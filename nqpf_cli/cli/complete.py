"""Completion of values: what TAB offers after an option. Never a fault: a shell must not see one."""

from collections.abc import Sequence

Offers = list[tuple[str, str]]


def help_as_written() -> None:
    """Hand help to the shell as one clean line.

    For zsh, fish and PowerShell Typer has Rich take out markup, which ours has none of: that would import all of
    Rich, double the time, and break the line after 80 columns, which zsh then takes for two.
    """
    from typer import _completion_classes

    from nqpf_cli.model.text import clean

    _completion_classes._sanitize_help_text = clean


def formats(incomplete: str) -> Offers:
    """Names of formats, with what they are for."""
    from nqpf_cli.render.formats import FORMATS

    return [(name, each.meaning) for name, each in FORMATS.items() if name.startswith(incomplete)]


def languages(incomplete: str) -> list[str]:
    """Which name stands first."""
    return [name for name in ("en", "zh", "both") if name.startswith(incomplete)]


def sorts(incomplete: str) -> list[str]:
    """Ways to sort measures."""
    from nqpf_cli.answers.incentives import SORTS

    return [name for name in SORTS if name.startswith(incomplete)]


def regions(incomplete: str) -> Offers:
    """Places, by id or name."""
    return _names(("region",), incomplete)


def terms(incomplete: str) -> Offers:
    """Glossary entries, by id or name."""
    return _names(("term",), incomplete)


def policies(incomplete: str) -> Offers:
    """Documents, by id."""
    return _names(("policy",), incomplete)


def actors(incomplete: str) -> Offers:
    """Bodies and people, by id or name."""
    return _names(("actor",), incomplete)


def sectors(incomplete: str) -> Offers:
    """Values of the vocabulary."""
    return _vocabulary("sector", incomplete)


def beneficiaries(incomplete: str) -> Offers:
    """Values of the vocabulary."""
    return _vocabulary("beneficiary", incomplete)


def instruments(incomplete: str) -> Offers:
    """Values of the vocabulary."""
    return _vocabulary("instrument", incomplete)


def categories(incomplete: str) -> Offers:
    """Values of the vocabulary."""
    return _vocabulary("event_category", incomplete)


def kinds(incomplete: str) -> Offers:
    """Kinds of record, in the plural as `list` has them."""
    from nqpf_cli.store.open import ask

    try:
        said = ask(lambda store: store.meta("vocabularies")["kind"].values())
    except Exception:
        return []
    return [(each["plural"], each["meaning"]) for each in said if each["plural"].startswith(incomplete)]


def _names(kinds: Sequence[str], incomplete: str) -> Offers:
    """Ids that begin so, or that bear a name that begins so."""
    from nqpf_cli.store.open import ask
    from nqpf_cli.store.query import begins

    try:
        return ask(lambda store: begins(store, kinds, incomplete))
    except Exception:
        return []


def _vocabulary(name: str, incomplete: str) -> Offers:
    from nqpf_cli.store.open import ask

    try:
        values = ask(lambda store: store.meta("vocabularies")[name])
    except Exception:
        return []
    return [(value, said["label"]) for value, said in values.items() if value.startswith(incomplete)]
