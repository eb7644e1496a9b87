"""An entry of the glossary; `broader`, `narrower` and `related` as in SKOS."""

from typing import Annotated, NotRequired

from nqpf_cli.model.kinds.field_types import Aliases, Confidence, Field, Id, Ids, Kept, Kind, Line, Sources, Text


class Term(Kept):
    """An entry of the glossary; `broader`, `narrower` and `related` as in SKOS."""

    term: Annotated[Line, Field("The term in English.", name=True, own_place=True)]
    zh: NotRequired[Annotated[Line, Field("The term in Chinese.", name=True, own_place=True)]]
    pinyin: NotRequired[
        Annotated[Line, Field("Its pinyin with tone marks, written in words.", name=True, search="none")]
    ]
    aliases: NotRequired[Aliases]
    category: Annotated[Id,
        Field("What kind of thing it names.", vocabulary="term_category", filter="category", search="event_category")]
    definition: Annotated[Text, Field("What it means, in one or two sentences, at most 60 words.", own_place=True)]
    explanation: NotRequired[Annotated[Text, Field("What else a reader should know.", own_place=True)]]
    broader: NotRequired[Annotated[Ids, Field("Terms of which it is a case or a part.", link=("term",), search="none")]]
    narrower: NotRequired[Annotated[Ids,
        Field("Terms that are a case or a part of it.", link=("term",), search="none")]]
    related: NotRequired[Annotated[Ids, Field("Terms to read beside it.", link=("term",), search="none")]]
    sources: Sources
    confidence: Confidence


KIND = Kind(Term, folder="terms")
