"""Strings that have broken programs: query syntax, SQL, markup, formulas, controls, scripts, paths, lengths."""

HOSTILE = (
    # query syntax of full-text search, and SQL
    '"', '""', "'", "''", "福 AND", "AND", "OR", "NOT", "福 OR", "-福", "+福", "^福", "福*", "*", "col:福", "NEAR(", "NEAR(福 法, 2)",
    "(", ")", "((((", "福)", "{福}", "%", "%%", "_", "\\", "\\%", "福\\", "--", ";", "'; DROP TABLE kept;--",
    "1' OR '1'='1", "' UNION SELECT * FROM revision --", "x'00'", ":name", "?", "?1", "@a", "$a", "NULL", "福" * 33 + " " + "法 " * 40,
    # markup and links
    "<b>粗</b>", "<img src='file:///CANARY/a.png'>", "<img src=//CANARY/share/x>", "<script>alert(1)</script>", "<style>@import 'CANARY';</style>",
    "<a href='javascript:alert(1)'>x</a>", "&lt;&amp;&#0;", "<!-- -->", "]]>", "<table><tr><td colspan=100000>", "![x](CANARY.png)",
    "# 标题", "**粗**", "`码`", "[a](file:///CANARY)", "http://CANARY/", "data:text/html,<b>x", "<svg onload=x>", "<meta http-equiv=refresh>",
    # formulas and templates
    "=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", "{{7*7}}", "${7*7}", "%s%n%x", "{0}", "$(id)", "`id`", "|id", "&& id",
    # controls, directions, scripts outside the plane, broken pairs
    "\x00", "前\x00后", "\x1b[31m红", "\r\n", "\n\n\n", "\u202e逆", "\u200b", "\ufeff", "\u2028", "\u0301" * 40, "😀👨‍👩‍👧", "𠀀𠮷", "\ud800", "\udfff", "a\ud83d",
    "ﷺ" * 20, "İ", "ß", "\uffff", "\x7f", "　", "\u00a0",
    # names and paths
    "CON", "nul.txt", "../../etc/passwd", "C:\\Windows", "\\\\CANARY\\share", "a/b", ".", "..", "~", "%00", "%2e%2e", "name.", " name ", "a" * 300,
    # lengths and numbers
    "", " ", "长" * 5000, "1e999", "-0", "NaN", "9" * 400, "[" * 200, '{"a":' * 50,
)  # fmt: skip
