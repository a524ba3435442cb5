"""What a reader keeps is written as text and read back as the record it was."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fuzhou_viewer.core import kept
from fuzhou_viewer.core.anchors import Anchor

PLACE = Anchor(7, "21304件", "全年受理热线", ",办结")
EXAMPLES = (
    kept.Highlight("r", PLACE, kept.Colour.PINK, "二、优化服务", ("重点",)),
    kept.Note("r", PLACE, "与去年口径不同", kept.About.NUMBER, kept.Colour.BLUE, "二、", ("口径", "待查")),
    kept.Note("r", None, "", kept.About.DOCUMENT),
    kept.Bookmark("r", PLACE, "热线"),
    kept.ReadingPosition("r", PLACE),
    kept.DocumentTags("r", ("市级", "2022")),
    kept.MetricCorrection("r", PLACE, kept.Ruling.BOUND, "12348热线来电"),
    kept.CheckMark("r", PLACE, "sum", kept.Decision.RIGHT, "四舍五入"),
    kept.OwnCheck("r", (PLACE, Anchor(9, "5件", "其中", "。")), kept.Form.AT_MOST),
    kept.SavedSearch("热线", "热线 NOT 投诉"),
    kept.NameAnswer("调解数", "调解案件数", "件", is_same=True),
    kept.PrintBasket(
        "会议用", (kept.BasketEntry("r", "section", "s2", "二、"), kept.BasketEntry("r", "chart", "m1", "图"))
    ),
)


@pytest.mark.parametrize("content", EXAMPLES, ids=lambda c: type(c).__name__)
def test_every_kind_comes_back_as_it_was(content: kept.Content) -> None:
    assert kept.decoded(kept.kind_of(content), kept.encoded(content)) == content


def test_there_is_an_example_of_every_kind() -> None:
    assert {type(example) for example in EXAMPLES} == {known for _, known in kept.KINDS}


@given(st.text(st.characters(), max_size=60))
def test_whatever_was_typed_is_storable_and_comes_back(text: str) -> None:
    note = kept.Note("r", None, text)
    data = kept.encoded(note)
    assert data.encode("utf-8")
    assert "\0" not in data
    assert kept.decoded("note", data) == note


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        ("unknown", "{}"),
        ("note", "no json"),
        ("note", "[]"),
        ("note", "{}"),
        ("note", "[" * 100_000),
        ("note", '{"document":1,"anchor":null,"text":""}'),
        ("note", '{"document":"r","anchor":"x","text":""}'),
        ("note", '{"document":"r","anchor":null,"text":"","colour":"ultraviolet"}'),
        ("note", '{"document":"r","anchor":null,"text":"","tags":"a"}'),
        ("bookmark", '{"document":"r","anchor":{"start":true,"quote":"","before":"","after":""},"title":""}'),
    ],
)
def test_what_was_not_written_by_us_is_refused(kind: str, data: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever the message
        kept.decoded(kind, data)


def test_a_later_versions_extra_field_is_left_out_and_a_missing_one_has_its_default() -> None:
    data = json.loads(kept.encoded(EXAMPLES[0])) | {"shape": "wavy"}
    del data["tags"]
    read = kept.decoded("highlight", json.dumps(data))
    assert isinstance(read, kept.Highlight)
    assert read.tags == ()


def test_a_hash_tells_two_revisions_apart_by_any_part() -> None:
    hashes = {
        kept.fingerprint("a", 1, "note", "{}"),
        kept.fingerprint("b", 1, "note", "{}"),
        kept.fingerprint("a", 2, "note", "{}"),
        kept.fingerprint("a", 1, "bookmark", "{}"),
        kept.fingerprint("a", 1, "note", "{ }"),
    }
    assert len(hashes) == 5


def test_what_there_is_one_of_has_a_lasting_id_and_what_there_are_many_of_has_none() -> None:
    ids = {type(content): kept.lasting_id(content) for content in EXAMPLES}
    assert all(ids[one] for one in (kept.ReadingPosition, kept.DocumentTags, kept.MetricCorrection, kept.CheckMark))
    assert not any(ids[many] for many in (kept.Highlight, kept.Note, kept.Bookmark, kept.SavedSearch, kept.PrintBasket))
