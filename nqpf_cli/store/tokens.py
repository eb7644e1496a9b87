"""How text becomes words for the full-text index, and what a person types becomes a query.

Han characters are indexed one a token and queried as a phrase, so that 算 and 算力 both hit; everything
else goes through SQLite's unicode61 tokenizer with Porter stemming.
"""

from nqpf_cli.model.names import fold, is_han

QUERY_LENGTH = 400
QUERY_WORDS = 24


def spaced(text: str) -> str:
    """Text for the index: a space on both sides of every Han character."""
    if text.isascii():
        return text
    return "".join(f" {char} " if is_han(char) else char for char in text)


def words(text: str) -> list[str]:
    """What a person typed, as the words to look for: runs of letters and digits, runs of Han.

    Everything else separates; at most QUERY_WORDS words of the first QUERY_LENGTH characters count.
    """
    found: list[str] = []
    run, run_is_han = "", False
    for char in fold(text[:QUERY_LENGTH]) + " ":
        kind = is_han(char)
        if run and (kind != run_is_han or not (kind or char.isalnum())):
            found.append(run)
            run = ""
        if kind or char.isalnum():
            run += char
            run_is_han = kind
    return found[:QUERY_WORDS]


def match(text: str, *, every: bool = True) -> str:
    """An FTS5 query for what a person typed, each word quoted, so that no input is a syntax error.

    `every` asks for all words, else for any. Empty when nothing searchable was typed.
    """
    phrases = [f'"{spaced(word).strip()}"' for word in words(text)]
    return (" " if every else " OR ").join(phrases)
