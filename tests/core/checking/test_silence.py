"""Never cry wolf: what looks like a slip and is none stays without a finding."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings

from fuzhou_viewer.core.checking.verdicts import Checked, Verdict
from fuzzy_text import any_text

ALIKE = [
    "矛盾纠纷排查6747件,调处6732件,调处率99.7%。",
    "累计提供免费法律咨询11085人次,完成率116.68%。",
    "现有调解组织98个,专业性调解组织7个,共化解矛盾纠纷2991件,调解成功率99%。",
    "全国共有执业律师65.16万多人。其中专职律师50.47万多人,占77.46%。",
    "接待群众3120人次,解答法律咨询3386件。",
    "全市共有各类调委会2020个,其中专业性调解组织109个,调解员9500余人。",
    "律师人数超过1万人的省份有23个,其中超过3万人的有8个。",
    "增长1.1倍,达到748.7亿元;上年为356.5亿元。",
    "诉求解决率、群众满意率分别达到95.5%和96.1%,比上年分别提高1.3个和0.8个百分点。",
    "去年地区生产总值增长5.2%,今年预期目标增长5%左右;城镇调查失业率4.4%,今年控制在5%以内。",
    "全年受理案件980件,审结1012件(含上年结转),结案率98%。",
    "全市受援人1000人,其中妇女420人,未成年人180人,农民工510人。",
    "今年共办理案件1000余件,其中民事600余件,刑事300余件,行政100余件。",
    "开展活动120场,其中专题讲座30场、咨询活动45场等。",
    "投入资金3亿元,其中省级资金1.2亿元,市级配套0.8亿元。",
    "新增律师120名,全市律师总数达2100名,其中专职1800名。",
    "全年共收案3000件,结案2900件,结案率92.1%(含旧存案件)。",
    "一般公共预算收入完成52.3亿元,增长6.1%,其中税收收入38.5亿元,增长4.9%,占比73.6%。",
    "全年实施5000万元以上项目407个,其中5亿元以上项目60个,产业项目投资占比达到60%以上。",
    "财政赤字2.38万亿元,比去年增加2000亿元。其中,中央财政赤字1.55万亿元,地方财政赤字8300亿元。",
    "收入从1997年的5160元增加到2002年的7703元,平均每年实际增长8.6%。",
    "国际营商环境排名从46位进一步提升到31位。",
    "引进亿元以上项目793个,其中12条重点产业链项目占比达84.4%。",
    "新增落户企业64家,其中央企、国企37家。",
    "增强“四个意识”、坚定“四个自信”、做到“两个维护”。",
    "走访学校、企业、社区23家,新增省、市创新创业团队6个。",
    "发电机从三万千瓦增加到二十二万七千千瓦。",
    "产业带动就业X人,开展活动**次,信访量下降%。",
    "办结案件1260件(含上年结转86件),新收案件1210件,办结率97.2%。",
    "现有调解员9680人,其中专职1280人,兼职8400人,党员3200人,女性2100人。",
    "办理案件156件,其中涉及未成年人32件,涉及妇女45件,涉及老年人28件,涉及农民工81件。",
    "审结案件2100件,其中调解撤诉1260件,调撤率60%;判决840件。",
    "从2019年的1200人增加到2023年的2400人,翻了一番。",
    "上年度立案120件,本年度立案156件,结案148件,结案率94.9%。",
    "党组书记、局长张某,党组成员、副局长李某2名同志参加。",
    "司法所建设达标率95%,其中A类所占30%,B类所占65%。",
    "受理案件980件,审结931件,未结案件中超期59件。",
    "没有数字的一句话。",
    "",
]


@pytest.mark.parametrize("text", ALIKE, ids=lambda text: text[:16] or "empty")
def test_what_is_no_slip_gets_no_finding(check: Callable[[str], Checked], text: str) -> None:
    assert [r.sentence for r in check(text).relations if r.verdict is not Verdict.CONSISTENT] == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=any_text)
def test_no_text_breaks_the_check(check: Callable[[str], Checked], text: str) -> None:
    checked = check(text)
    assert all(0 <= span.start < span.end <= len(text) for r in checked.relations for span in r.operands)
    assert all(r.subject in r.operands for r in checked.relations)
