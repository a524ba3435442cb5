"""Named things are found, their short forms are theirs, and each knows its places, sections and numbers."""

from collections.abc import Callable

import pytest
from hypothesis import given

from fuzhou_viewer.core.entities import EntityReader
from fuzhou_viewer.core.entity_words import KINDS, entity_words
from fuzhou_viewer.core.errors import DamagedVocabularyError
from fuzhou_viewer.core.records import Document, Entity
from fuzhou_viewer.core.vocabulary import Vocabulary
from fuzzy_text import any_text

Read = Callable[[str], Document]


def _told(report: Document) -> dict[str, str]:
    return {entity.name: entity.kind for entity in report.entities}


def _places(report: Document, name: str) -> list[str]:
    entity = next(e for e in report.entities if e.name == name)
    return [report.text[m.start : m.end] for m in entity.mentions]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("全面运行江州市矛盾调处平台，实现数据共享。", "江州市矛盾调处平台", "platform"),
        ("打造“山海通”小程序，方便群众。", "“山海通”小程序", "platform"),
        ("出台《江州市电梯安全条例》。", "《江州市电梯安全条例》", "regulation"),
        ("宣传民法典有关内容。", "民法典", "regulation"),
        ("印发《2023年全市水利工作总结》。", "《2023年全市水利工作总结》", "document"),
        ("创新“石榴籽”调解工作室，服务各族群众。", "“石榴籽”调解工作室", "brand"),
        ("与市妇联共同举办讲座。", "市妇联", "organisation"),
        ("成立“海燕”普法志愿队，深入乡村。", "“海燕”普法志愿队", "organisation"),
        ("联合江州市律师协会开展培训。", "江州市律师协会", "organisation"),
        ("开展宪法宣传周活动。", "宪法宣传周", "event"),
        ("学习贯彻党的二十大精神。", "党的二十大", "event"),
        ("河口司法所被评为“全国模范司法所”。", "“全国模范司法所”", "award"),
        ("荣获全省政务公开先进单位。", "全省政务公开先进单位", "award"),
        ("学习宣传王建国、李梅等同志先进事迹。", "李梅", "person"),
        ("副局长王建国参加活动。", "王建国", "person"),
    ],
)
def test_a_name_is_found_with_its_kind(read: Read, text: str, name: str, kind: str) -> None:
    assert _told(read(text)).get(name) == kind


@pytest.mark.parametrize(
    "text",
    [
        "不断增强“四个意识”、坚定“四个自信”。",
        "提供“点对点”“一对一”的服务。",
        "筑牢“防火墙”，当好“排头兵”。",
        "工作系统推进，局面持续向好，妥善处理群众诉求。",
        "各级部门、有关单位和相关中心加强配合。",
        "新建3个服务中心，改造12个平台。",
        "严格落实“零报告”制度。",
    ],
)
def test_slogans_and_general_words_are_no_names(read: Read, text: str) -> None:
    assert _told(read(text)) == {}


def test_short_forms_belong_to_the_fullest_name(read: Read) -> None:
    report = read(
        "公共法律服务热线平台开通。12348热线平台与12345便民服务平台对接。12348公共法律服务热线平台接听来电62次。"
    )
    assert _places(report, "12348公共法律服务热线平台") == [
        "公共法律服务热线平台", "12348热线平台", "12348公共法律服务热线平台",
    ]  # fmt: skip
    assert "12345便民服务平台" in _told(report)


def test_a_name_in_quotes_is_found_again_without_them(read: Read) -> None:
    report = read("加强“法律明白人”培养。今年培训法律明白人120名。")
    assert _places(report, "“法律明白人”") == ["“法律明白人”", "法律明白人"]


def test_a_place_name_before_the_short_form_makes_no_second_thing(read: Read) -> None:
    report = read("江口区河口司法所建成。河口司法所受理案件12件。")
    assert _places(report, "江口区河口司法所") == ["江口区河口司法所", "河口司法所"]


def test_two_places_with_one_short_form_stay_apart(read: Read) -> None:
    report = read("江口区法律援助中心搬迁。海门区法律援助中心扩建。法律援助中心受理案件12件。")
    assert {"江口区法律援助中心", "海门区法律援助中心", "法律援助中心"} <= set(_told(report))


def test_the_issuer_is_meant_by_our_bureau(read: Read) -> None:
    report = read("2023年工作总结\n我局办理案件12件。\n江州市司法局\n2023年2月2日")
    assert report.issuer == "江州市司法局"
    assert _places(report, "江州市司法局") == ["我局", "江州市司法局"]


def test_a_law_within_the_name_of_an_event_is_named_too(read: Read) -> None:
    report = read("开展民法典宣传月活动，宣讲12场。")
    assert _told(report) == {"民法典宣传月": "event", "民法典": "regulation"}


def test_names_within_a_title_are_no_mentions(read: Read) -> None:
    report = read("江州市律师协会出台《江州市律师协会投诉处理办法》。")
    assert _places(report, "江州市律师协会") == ["江州市律师协会"]


def test_a_named_thing_knows_its_sections_and_the_numbers_beside_it(read: Read) -> None:
    report = read(
        "2023年工作总结\n一、服务\n12348热线平台接听来电62人次，回访30人次。\n二、建设\n升级12348热线平台。新建管网5公里。"
    )
    entity = next(e for e in report.entities if e.kind == "platform")
    assert entity.sections == ("s1", "s2")
    values = {m.id: m.quantity.value for m in report.metrics}
    assert [values[m] for m in entity.metrics] == [62, 30]


def test_traditional_text_is_read_and_named_as_written(read: Read) -> None:
    assert _told(read("榮獲“全國模範調委會”稱號。")) == {"“全國模範調委會”": "award"}


def test_a_broken_word_list_is_said_with_its_file() -> None:
    with pytest.raises(DamagedVocabularyError, match=r"entities\.toml"):
        entity_words('[heads]\nnonsense_4 = ["中心"]\n')


def test_every_kind_has_a_chinese_name(report: Document) -> None:
    assert {entity.kind for entity in report.entities} <= set(KINDS)


def _promises(entity: Entity, text: str) -> None:
    starts = [m.start for m in entity.mentions]
    assert entity.mentions
    assert starts == sorted(set(starts))
    assert all(0 <= m.start < m.end <= len(text) for m in entity.mentions)
    assert entity.name in text


@pytest.fixture(scope="module")
def reader(words: Vocabulary) -> EntityReader:
    return EntityReader(words.entities)


@given(any_text)
def test_mentions_stand_in_the_text_whatever_it_is(reader: EntityReader, text: str) -> None:
    found = reader.entities(text, (), ())
    for entity in found:
        _promises(entity, text)
    assert reader.entities(text, (), ()) == found


@pytest.mark.parametrize(
    "text", ["《" * 4000, "“" * 4000, "《甲" * 3000, "“甲”+" * 2000, "市" * 9000, "中心" * 5000, "12348平台" * 1500]
)
def test_monstrous_text_gets_an_answer(read: Read, text: str) -> None:
    report = read(text)
    for entity in report.entities:
        _promises(entity, report.text)
        assert set(entity.sections) <= {s.id for s in report.sections}
        assert set(entity.metrics) <= {m.id for m in report.metrics}
