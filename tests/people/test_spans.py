"""Whatever the text, what is found lies in it, and nothing found depends on an earlier call."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.mentions.organs import organs, spot_organs
from kg.mentions.people import people, spot_people
from kg.mentions.titles import titles
from kg.model import Document

PIECES = [
    *(
        "中共",
        "杭州市",
        "临平区",
        "区",
        "县",
        "委",
        "政府",
        "人大",
        "常委会",
        "第四届",
        "发改",
        "局",
        "分局",
        "管委会",
        "新城",
        "党组",
        "办公室",
        "村",
        "“两委”",
    ),
    *(
        "书记",
        "副",
        "区长",
        "任",
        "任命",
        "为",
        "同志",
        "等",
        "和",
        "、",
        "，",
        "。",
        "\n",
        "陈大江",
        "李",
        "王平",
        "阿布都·买买提",
        "说",
        " ",
        "国務院",
    ),
]
texts = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)


@settings(max_examples=150, deadline=None)
@given(texts)
def test_spans_lie_in_the_text_and_hold_words(text: str) -> None:
    document = Document(text, "page.txt", text)
    spans = [c.mention.span for spotter in (spot_organs, spot_people) for c in spotter(document)]
    spans += [t.span for t in titles(document)]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(text[span.start : span.end].strip() == text[span.start : span.end] for span in spans)


@settings(max_examples=60, deadline=None)
@given(texts, texts)
def test_results_do_not_depend_on_other_documents(one: str, other: str) -> None:
    document = Document(one, "page.txt", one)
    before = (organs(document), people(document), titles(document))
    organs(Document(other, "other.txt", other))
    organs.cache_clear()
    people.cache_clear()
    titles.cache_clear()
    assert (organs(document), people(document), titles(document)) == before


@settings(max_examples=100, deadline=None)
@given(texts)
def test_people_do_not_overlap_each_other_or_an_organ(text: str) -> None:
    document = Document(text, "page.txt", text)
    named = [seen.span for seen in people(document)]
    assert all(a.end <= b.start for a, b in itertools.pairwise(named))
