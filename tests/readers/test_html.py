"""A saved page gives the report's text, whole, and nothing of the site around it."""

import base64

import pytest

from fuzhou_viewer.core.errors import UnreadableFileError
from fuzhou_viewer.readers.html import manuscript

_BODY = "<p>一、总体情况</p><p>&emsp;&emsp;2022年，全市办理公证14.1万件，<span>同比</span>增长5%。</p>"
_PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><meta name="ArticleTitle" content="2022年工作总结">
<meta name="ContentSource" content="市司法局"><meta name="PubDate" content="2023-02-03 10:00"><title>2022年工作总结_市司法局</title>
<style>p{{}}</style><script>alert("看不见")</script></head><body><div class="nav"><a href="/">首页</a> &gt; 政务公开</div>
<h1>2022年工作总结</h1><div class="{name}">{body}<div class="bdsharebuttonbox">分享到：微信</div></div>
<div class="footer">主办：市司法局 网站标识码</div></body></html>"""


def _lines(page: str) -> list[str]:
    return manuscript(page.encode(), "a.html").text.split("\n")


@pytest.mark.parametrize("name", ["TRS_Editor", "ucap-content", "v_news_content", "whatever"])
def test_the_text_comes_without_the_site_around_it(name: str) -> None:
    assert _lines(_PAGE.format(name=name, body=_BODY)) == [
        "2022年工作总结",
        "一、总体情况",
        "2022年，全市办理公证14.1万件，同比增长5%。",
    ]


def test_title_issuer_and_date_come_from_the_pages_own_data() -> None:
    told = manuscript(_PAGE.format(name="zoom", body=_BODY).encode(), "a.html").particulars
    assert (told.title, told.issuer, str(told.issued_on)) == ("2022年工作总结", "市司法局", "2023-02-03")


def test_the_sites_own_table_tells_title_and_issuer() -> None:
    page = (
        "<table><tr><td><b>发文机关：</b></td><td>国务院办公厅</td><td><b>成文日期：</b></td><td>2018年12月05日</td></tr>"
        f'<tr><td><b>标　　题：</b></td><td>关于某事的通知</td></tr></table><div id="UCAP-CONTENT">{_BODY}</div>'
    )
    told = manuscript(page.encode(), "a.html").particulars
    assert (told.title, told.issuer, str(told.issued_on)) == ("关于某事的通知", "国务院办公厅", "2018-12-05")
    assert _lines(page)[0] == "关于某事的通知"


@pytest.mark.parametrize(
    "line",
    ["【字体：大 中 小】 打印 关闭", "来源：市司法局 发布时间：2023-02-03 浏览次数：12", "上一篇：无", "分享到：微信 微博", "扫一扫在手机打开当前页",
     "市政府门户网站 www.a.gov.cn 时间：2020-04-08 15:05 来源：新闻办"],
)  # fmt: skip
def test_the_sites_own_lines_stay_out_even_inside_the_text(line: str) -> None:
    body = f"<p>{line}</p>{_BODY}<p>完成了全部打印任务，关闭窗口3个。</p><p>{line}</p>"
    assert _lines(_PAGE.format(name="zoom", body=body))[1:] == [
        "一、总体情况", "2022年，全市办理公证14.1万件，同比增长5%。", "完成了全部打印任务，关闭窗口3个。",
    ]  # fmt: skip


def test_tables_keep_their_columns() -> None:
    body = _BODY + (
        "<table><tr><th>指标<th>2021年<th>2022年<tr><td rowspan=2>受理(件)<td>100<td>120<tr><td>其中<td>80"
        "<tr><td>合计<td colspan=2>180</table><p>完。</p>"
    )
    read = manuscript(_PAGE.format(name="zoom", body=body).encode(), "a.html")
    assert read.text.split("\n")[3:] == [
        "指标\t2021年\t2022年",
        "受理(件)\t100\t120",
        "\t其中\t80",
        "合计\t180\t",
        "完。",
    ]
    assert len(read.tables) == 1


def test_lists_are_counted_as_a_browser_counts_them_and_deleted_words_stay_out() -> None:
    body = _BODY + (
        '<ol style="list-style-type:cjk-ideographic"><li><p>甲，甲。</p><li>乙，乙。<ol start=3 type=a><li>子。</ol></ol>'
        "<ul><li>无号，无号。</ul><ol><li value=7>丙，<del>删去</del>丙。</ol>"
    )
    assert _lines(_PAGE.format(name="zoom", body=body))[3:] == [
        "一、甲，甲。", "二、乙，乙。", "c.子。", "无号，无号。", "7.丙，丙。",
    ]  # fmt: skip


def test_tables_that_only_lay_the_page_out_become_text() -> None:
    body = f"<table><tr><td><table><tr><td>{_BODY}</td></tr></table></td></tr></table>"
    assert _lines(_PAGE.format(name="zoom", body=body))[1:] == [
        "一、总体情况",
        "2022年，全市办理公证14.1万件，同比增长5%。",
    ]


@pytest.mark.parametrize("label", ["utf-8", "utf-7", "no-such-codec", "gb2312"])
def test_the_bytes_decide_not_the_label(label: str) -> None:
    page = _PAGE.replace('charset="utf-8"', f'charset="{label}"').format(name="zoom", body=_BODY)
    assert "办理公证14.1万件" in manuscript(page.encode("gb18030"), "a.html").text


def test_a_web_archive_is_opened() -> None:
    page = base64.encodebytes(_PAGE.format(name="zoom", body=_BODY).encode())
    message = (
        b'From: <saved>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="--=X"\r\n\r\n----=X\r\n'
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\n" + page + b"\r\n----=X\r\n"
        b"Content-Type: image/png\r\n\r\nxx\r\n----=X--\r\n"
    )
    assert manuscript(message, "a.mht").text.split("\n")[1] == "一、总体情况"


def test_depth_costs_nothing() -> None:
    deep = "<div>" * 20_000 + "<table><tr><td>" * 3_000 + "很深的文字，" * 9 + "</td></tr></table>" * 3_000
    assert "很深的文字" in manuscript(f"<html>{deep}{'<b>' * 20_000}尾</html>".encode(), "a.html").text


def test_nothing_a_page_names_is_in_the_text() -> None:
    body = (
        _BODY
        + '<img src="file:///dev/zero" alt="图"><iframe src="http://a.b/"></iframe><div style="display:none">藏</div>'
    )
    text = manuscript(_PAGE.format(name="zoom", body=body).encode(), "a.html").text
    assert not any(word in text for word in ("dev/zero", "a.b", "藏", "alert"))


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="没有文字"):
        manuscript(b"<html><body><img src=a></body></html>", "a.html")


_MENU = "<ul><li><a href=#>首页</a></li><li><a href=#>政务公开</a></li><li><a href=#>办事服务</a></li></ul>"
_TOLD = ["2023年全市供水工作总结", "一、加强管网建设", "全市供水1200万吨,同比增长5%。新建管网35公里。"]
_PARTS = "".join(f"<p>{line}</p>" for line in _TOLD[1:])


@pytest.mark.parametrize(
    "page",
    [
        f"<div class=head>{_MENU}</div><div class=wz_xx><h2>{_TOLD[0]}</h2><div>发布时间:2024-01-05 来源:市供水局</div>{_PARTS}</div><div>主办:某市人民政府 闽ICP备1号</div>",
        f"{_MENU}<div><b>{_TOLD[0]}</b><br>{_TOLD[1]}<br>&emsp;&emsp;{_TOLD[2]}<br></div><div>版权所有:某市</div>",
        f"<table><tr><td>{_MENU}</td><td><table><tr><td>{_TOLD[0]}</td></tr><tr><td>{_PARTS}</td></tr></table></td></tr></table><p>联系我们</p>",
        f"<header>{_MENU}</header><main><article><h1>{_TOLD[0]}</h1>{_PARTS}</article><aside>相关阅读</aside></main><footer>网站地图</footer>",
    ],
    ids=["an unknown container", "line breaks instead of paragraphs", "tables for layout", "HTML 5"],
)
def test_pages_built_in_other_ways_give_the_report_and_nothing_else(page: str) -> None:
    whole = f"<html><meta charset=utf-8><title>{_TOLD[0]}_某市人民政府</title><body>{page}</body></html>"
    assert manuscript(whole.encode(), "a.html").text.split("\n") == _TOLD
