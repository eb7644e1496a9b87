"""YAML: the records as a list, as they are authored."""

from collections.abc import Iterator
from typing import Any

from nqpf_cli.formats.escape import chosen, escape, unseen
from nqpf_cli.model.record import Answer


def lines(answer: Answer, columns: list[str] | None = None) -> Iterator[str]:
    """One document, a list, that any safe YAML loader reads back to the same records.

    In: an answer, and the fields that each record keeps (all, if none are named).
    """
    import yaml

    # The C emitter is ten times as quick; not every build of PyYAML has it.
    base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

    class Dumper(base):  # type: ignore[misc]
        """Safe, without anchors for shared sources, and with no invisible character left bare."""

        def ignore_aliases(self, data: Any) -> bool:
            return True

    def text(dumper: Any, data: str) -> Any:
        # YAML has no way to write half a surrogate pair.
        data = data.encode("utf-8", "backslashreplace").decode()
        # Only a double-quoted string knows escapes; paragraphs read best as they are.
        style = '"' if unseen(data) else "|" if "\n" in data else None
        return dumper.represent_scalar("tag:yaml.org,2002:str", data, style=style)

    Dumper.add_representer(str, text)
    written = yaml.dump(
        chosen(answer.records, columns), Dumper=Dumper, allow_unicode=True, sort_keys=False, width=100
    )
    yield escape(written).rstrip("\n")
