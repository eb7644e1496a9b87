"""What is timed inside one process, by `scale.py` in a fresh interpreter: `python inside.py WHAT ARGUMENT…`.

`yaml FACTS` loads every file with PyYAML's fastest safe loader; `build FACTS INDEX` checks and indexes the same
files; `search QUERIES` puts that many queries to the index that nqpf was given. Prints JSON.

Loading and building are told in seconds of processor time: other programs on the machine do not disturb that.
"""

import gc
import json
import sys
import time
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

SEED = 7


def load_yaml(facts: str) -> dict[str, float]:
    """Seconds that `yaml.load(…, CSafeLoader)` takes on all the files of a folder."""
    import yaml

    files = sorted(Path(facts).rglob("*.yaml"))
    start = time.process_time()
    for file in files:
        with file.open("rb") as stream:
            yaml.load(stream, yaml.CSafeLoader)
    return {"seconds": time.process_time() - start}


def build(facts: str, index: str) -> dict[str, float]:
    """Seconds that nqpf takes to load, check and index the same files, and what it made of them."""
    from nqpf_cli.index import build as builder
    from nqpf_cli.loading.load import load

    Path(index).unlink(missing_ok=True)
    gc.disable()  # as store.open does
    start = time.process_time()
    loaded = load([Path(facts)])
    middle = time.process_time()
    assert not loaded.problems, loaded.problems[:3]
    builder.build(loaded, index)
    end = time.process_time()
    return {
        "seconds": end - start,
        "load": middle - start,
        "records": len(loaded.records),
        "bytes": Path(index).stat().st_size,
    }


def search(many: str) -> dict[str, Any]:
    """Seconds of each of some queries, from opening the index to the answer, with the slowest of them.

    Each is asked three times and the quickest counts, so that p99 tells of queries and not of other programs.
    """
    from nqpf_cli.index.open_index import with_store
    from nqpf_cli.model.errors import NqpfError
    from nqpf_cli.questions.search import search
    from nqpf_cli.questions.search_reading import SearchQuery

    def timed(words: str) -> float:
        start = time.perf_counter()
        with suppress(NqpfError):  # nothing matches, and it says what was meant
            with_store(lambda store: search(store, SearchQuery(words), "2026-11-25"))
        return time.perf_counter() - start

    asked = with_store(lambda store: queries(store, int(many)))
    timed("warm")
    taken = sorted((min(timed(words) for _ in range(3)), words) for words in asked)
    return {
        "p50": taken[len(taken) // 2][0],
        "p99": taken[min(len(taken) - 1, len(taken) * 99 // 100)][0],
        "worst": [[words, seconds] for seconds, words in taken[-3:]],
        "queries": len(taken),
    }


def queries(store: Any, many: int) -> list[str]:
    """What people might type: words of records drawn at random, one to three of them, some Chinese, some misspelt."""
    rng = Random(SEED)
    last = store.sql("SELECT max(n) FROM record")[0][0]
    found: list[str] = []
    while len(found) < many:
        record = json.loads(store.sql("SELECT body FROM record WHERE n = ?", [rng.randint(1, last)])[0][0])
        text = record.get("summary") or record.get("title") or record.get("term", "")
        words = [word.strip(".,;:()'") for word in text.split() if word[:1].isalpha()]
        chinese = record.get("title_zh") or record.get("zh") or record.get("name_zh")
        kind = rng.random()
        if kind < 0.15 and chinese:
            start = rng.randrange(max(1, len(chinese) - 3))
            found.append(chinese[start : start + rng.randint(2, 4)])
        elif kind < 0.2 and words and len(word := rng.choice(words)) > 4:
            found.append(word[:2] + word[3] + word[2] + word[4:])
        elif words:
            start = rng.randrange(len(words))
            found.append(" ".join(words[start : start + rng.randint(1, 3)]))
    return found


if __name__ == "__main__":
    WHAT = {"yaml": load_yaml, "build": build, "search": search}
    print(json.dumps(WHAT[sys.argv[1]](*sys.argv[2:])))
