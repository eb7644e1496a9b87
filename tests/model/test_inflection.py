"""Which words a search takes for one."""

import pytest

from nqpf_cli.model.inflection import inflections

ONE = [
    ("subsidy", "subsidies"),
    ("subsidised", "subsidize"),
    ("subsidizing", "subsidise"),
    ("centre", "centers"),
    ("data", "data"),
    ("programme", "programs"),
    ("labour", "labor"),
    ("labelling", "labeled"),
    ("licences", "license"),
    ("organisations", "organization"),
    ("chip", "chips"),
    ("boxes", "box"),
    ("planned", "plan"),
    ("compute", "computing"),
    ("applied", "apply"),
    ("digitisation", "digitization"),
]
OTHER = [
    ("important", "import"),
    ("news", "new"),
    ("general", "generate"),
    ("computer", "compute"),
    ("organ", "organisation"),
    ("universe", "university"),
    ("nation", "national"),
    ("customs", "custom"),
    ("policing", "policy"),
    ("string", "str"),
    ("Ämter", "amt"),
    ("is", "i"),
]


@pytest.mark.parametrize(("word", "other"), ONE)
def test_forms_of_one_word_meet_both_ways(word: str, other: str) -> None:
    assert other in inflections(word)
    assert word in inflections(other)


@pytest.mark.parametrize(("word", "other"), OTHER)
def test_other_words_do_not(word: str, other: str) -> None:
    assert not set(inflections(word)) & set(inflections(other)) - {""}


@pytest.mark.parametrize("word", ["", "a", "5g", "算力", "b2b", "x" * 400])
def test_whatever_is_typed_keeps_itself(word: str) -> None:
    assert inflections(word)[0] == word
    assert len(inflections(word)) < 100
