"""Texts as hypothesis invents them: the stuff of reports, and what should not be in one."""

from hypothesis import strategies as st

_STUFF = [
    "一、", "（二）", "(三)", "1.", "①", "一是", "二是", "第一章", "加强管理", "全市办理", "12件", "99.88%", "3.5万人次", "。", ",", "，",
    "；", "\n", "\r\n", "：", "《条例》", "“两个维护”", "2022年", "扫一扫", "工作总结", " ", "\u3000", "\x00", "\ue000", "\ud800", "𠮷", "\t",
]  # fmt: skip

any_text = st.lists(st.sampled_from(_STUFF) | st.characters(), max_size=60).map("".join)
