"""Pages of every form become documents: record, clean text, blocks, tables, offsets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Document, Source
from kg.text import Unreadable, read
from kg.text.chrome import Rule, chrome, chrome_rules
from kg.text.html import read_html
from kg.text.imprint import dateline, info_line, iso_date, people


def document(text: str, name: str = "a.txt") -> Document:
    return read(Source(name, text.encode()))


def blocks(d: Document) -> list[tuple[str, str]]:
    return [(b.kind, d.quote(b.span)) for b in d.blocks]


def cells(d: Document, table: int = 0) -> list[list[str]]:
    return [[("#" if c.heading else "") + d.quote(c.span) for c in row] for row in d.tables[table].rows]


PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>青石县八个项目同日开工 - 要闻 - 青石网</title>
<script>var ad = "点击有礼";</script><style>.p{color:red}</style></head><body>
<div class="nav"><a href="/">首页</a> | <a href="/n">新闻</a> | <a href="/z">专题</a> | <a href="/l">生活</a></div>
<div class="crumb">您的位置：<a href="/">青石网</a> &gt; <a href="#">要闻</a> &gt; 正文</div>
<div class="page hot"><h1>青石县八个项目同日开工</h1>
<div class="info"><span>2021-09-22 17:39</span><span>来源：青石日报</span><span>阅读 <em>12</em></span></div>
<p>　　本报讯（记者 张小明 通讯员 李大山）9月20日，青石县举行开工仪式，八个项目总投资12.6亿元。<br>　　项目建成后，
年产值可达20亿元，创新<span id="stock_x1"><a href="/s/x1" class="keyword">驱动力</a></span>明显增强。</p>
<h3>土地已经备齐</h3>
<table><caption>八个项目分类</caption><tr><td rowspan="2">类别</td><td colspan="2">投资</td></tr>
<tr><td>总额（亿元）</td><td>占比（%）</td></tr><tr><td>工业</td><td>10.1</td><td>80.2</td></tr><tr><td>农业</td><td>2.5</td><td>19.8</td></tr></table>
<p>图为开工现场。 王小五 摄</p><div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a></div>
<div class="editor">责任编辑：赵六</div></div>
<div class="side"><h3>热点排行</h3><ol><li><a href="1">邻县一楼盘均价2万元</a></li><li><a href="2">周末气温回升5℃</a></li></ol></div>
<div class="footer"><p>青石网 版权所有 未经授权禁止复制或建立镜像</p></div></body></html>"""


def test_a_page_gives_its_article_and_nothing_else() -> None:
    d = document(PAGE, "p.html")
    assert blocks(d) == [
        ("title", "青石县八个项目同日开工"),
        ("paragraph", "9月20日，青石县举行开工仪式，八个项目总投资12.6亿元。"),
        ("paragraph", "项目建成后，年产值可达20亿元，创新驱动力明显增强。"),
        ("heading", "土地已经备齐"),
        ("caption", "八个项目分类"),
        ("row", "类别\t投资"),
        ("row", "类别\t总额（亿元）\t占比（%）"),
        ("row", "工业\t10.1\t80.2"),
        ("row", "农业\t2.5\t19.8"),
        ("caption", "图为开工现场。"),
    ]
    assert (d.title, d.date, d.publisher, d.author) == (
        "青石县八个项目同日开工",
        "2021-09-22",
        "青石日报",
        "张小明 李大山",
    )


def test_a_table_is_a_grid_with_its_headings() -> None:
    d = document(PAGE, "p.html")
    assert cells(d) == [
        ["#类别", "#投资", "#投资"],
        ["#类别", "#总额（亿元）", "#占比（%）"],
        ["工业", "10.1", "80.2"],
        ["农业", "2.5", "19.8"],
    ]
    assert d.tables[0].caption is not None
    assert d.quote(d.tables[0].caption) == "八个项目分类"
    assert [d.blocks[b].kind for b in d.tables[0].blocks] == ["row"] * 4


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    d = document("<table><tr><td><p>青石县召开大会，总结全年工作。</p><p>会议部署了任务。</p></td></tr></table>")
    assert blocks(d) == [("paragraph", "青石县召开大会，总结全年工作。"), ("paragraph", "会议部署了任务。")]
    assert d.tables == ()


def test_front_matter_is_record_only() -> None:
    d = document(
        "---\ntitle: '青石县概况'\nauthor: 李四\nsource: 青石网\ndate: Sun, 13 Feb 2022 23:21:09 GMT\n---\n<div>\n<p>　　原标题：青石 概况一览</p>"
        "<p>青石县面积1200平方公里。</p><p>数据来源：青石县统计局</p></div>"
    )
    assert (d.title, d.date, d.author, d.publisher) == ("青石县概况", "2022-02-13", "李四", "青石网")
    assert blocks(d)[-2:] == [("paragraph", "青石县面积1200平方公里。"), ("paragraph", "数据来源：青石县统计局")]


MARKDOWN = """# 青石县2021年工作报告

——2022年1月5日在大会上

## 一、回顾

全县生产总值**120.5亿元**，
增长[8.1%](http://a.example/x)。

- 建成公路*3*条；
- 新增学校2所。

| 指标 | 数值（亿元） |
| --- | ---: |
| 财政收入 | 9.8 |
| 出口 | 3.1 |

> 版权声明：本站文章未经授权不得转载。
"""


def test_markdown() -> None:
    d = document(MARKDOWN, "r.md")
    assert blocks(d) == [
        ("title", "青石县2021年工作报告"),
        ("paragraph", "——2022年1月5日在大会上"),
        ("heading", "一、回顾"),
        ("paragraph", "全县生产总值120.5亿元，增长8.1%。"),
        ("item", "建成公路3条；"),
        ("item", "新增学校2所。"),
        ("row", "指标\t数值（亿元）"),
        ("row", "财政收入\t9.8"),
        ("row", "出口\t3.1"),
    ]
    assert cells(d)[0] == ["#指标", "#数值（亿元）"]


PLAIN = """首页 新闻 财经 房产 健康 旅游

当前位置:首页 > 新闻 > 正文

最新新闻:

青石县三年建成百里绿道

时间:2023-06-28 09:42:17来源:

(资料图)

青石县绿道全长已达161公里,三年累计投入2.3亿元,沿线8个镇全部贯通.

群众出门就是公园

沿线新增公园14个,新增绿地146.7公顷,年接待游客突破50万人次.

责任编辑：王五

上一篇:没有了

声明:本站文章转载自网络,不代表本站立场;如有侵权,请联系删除。

热点排行

1 邻县楼盘均价2万元

图文推荐
"""


def test_plain_text_of_a_page() -> None:
    d = document(PLAIN)
    assert [text for _, text in blocks(d)] == [
        "青石县三年建成百里绿道",
        "青石县绿道全长已达161公里,三年累计投入2.3亿元,沿线8个镇全部贯通.",
        "群众出门就是公园",
        "沿线新增公园14个,新增绿地146.7公顷,年接待游客突破50万人次.",
    ]
    assert [kind for kind, _ in blocks(d)] == ["title", "paragraph", "heading", "paragraph"]
    assert (d.title, d.date, d.publisher) == ("青石县三年建成百里绿道", "2023-06-28", None)


@pytest.mark.parametrize(
    "text",
    [
        "青石县主要指标\n指标          单位     数值     增长%\n生产总值      亿元     120.5     8.1\n财政收入      亿元     9.8       5.5\n以上为初步数。\n",
        "青石县主要指标\n指标\n单位\n数值\n增长%\n生产总值\n亿元\n120.5\n8.1\n财政收入\n亿元\n9.8\n5.5\n以上为初步数。\n",
        "青石县主要指标\n指标\t单位\t数值\t增长%\n生产总值\t亿元\t120.5\t8.1\n财政收入\t亿元\t9.8\t5.5\n以上为初步数。\n",
    ],
    ids=["columns", "a-cell-a-line", "tabs"],
)
def test_tables_in_plain_text(text: str) -> None:
    assert cells(document(text)) == [
        ["#指标", "#单位", "#数值", "#增长%"],
        ["生产总值", "亿元", "120.5", "8.1"],
        ["财政收入", "亿元", "9.8", "5.5"],
    ]


def test_wrapped_lines_are_joined() -> None:
    paragraph = "青石县位于省境东部，东邻白水县，西接红岩县，总面积1200平方公里，辖8个镇3个乡，总人口45万人，是商品粮基地县，交通便利，物产丰富，历史悠久，山水秀丽。"
    wrapped = "\n".join(paragraph[i : i + 24] for i in range(0, len(paragraph), 24))
    d = document("青石县概况\n\n" + wrapped + "\n")
    assert blocks(d)[1:] == [("paragraph", paragraph)]


OFFICIAL = """<html><body><table><tr><td>索 引 号：</td><td>0001/2022-003</td><td>主题分类：</td><td>经济</td></tr>
<tr><td>发布机构：</td><td>青石县人民政府</td><td>成文日期：</td><td>2022-01-05</td></tr>
<tr><td>文　　号：</td><td>青政发〔2022〕1号</td><td>发布日期：</td><td>2022-01-10</td></tr></table>
<h1>青石县关于促进产业发展的意见</h1><p>各乡镇人民政府：</p><p>到2025年，全县工业总产值达到200亿元，新增企业30家，现提出如下意见。</p>
<p>青石县人民政府</p><p>2022年1月5日</p></body></html>"""


def test_the_form_over_an_official_document_is_record() -> None:
    d = document(OFFICIAL)
    assert (d.title, d.date, d.publisher) == ("青石县关于促进产业发展的意见", "2022-01-10", "青石县人民政府")
    assert [kind for kind, _ in blocks(d)] == ["title", "paragraph", "paragraph"]
    assert d.tables == ()


def test_short_lines_are_content_where_nothing_else_is() -> None:
    d = document(
        "青石县关于任免的通知\n\n各乡镇：\n任命：\n王明为县教育局局长；\n李强为县财政局副局长。\n\n青石县人民政府\n2022年3月2日\n"
    )
    assert d.title == "青石县关于任免的通知"
    assert d.date == "2022-03-02"
    assert [d.quote(s.span) for s in d.sentences][-2:] == ["王明为县教育局局长；", "李强为县财政局副局长。"]


@pytest.mark.parametrize(
    "end", ["责任编辑：张三", "（责任编辑：张三）", "（记者 张小明）", "（完）", "</p><p>[编辑 王五]"]
)
def test_editors_notes_are_cut_from_paragraphs(end: str) -> None:
    assert (
        document(f"<p>青石县生产总值为120.5亿元，增长8.1%。{end}</p>").text == "青石县生产总值为120.5亿元，增长8.1%。"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "big5", ""])
def test_encodings_declared_rightly_wrongly_or_not(encoding: str, declared: str) -> None:
    meta = f'<meta charset="{declared}">' if declared else ""
    text = f"<html><head>{meta}</head><body><p>青石县生产总值为120.5亿元，比上年增长8.1%。</p></body></html>"
    assert read(Source("a.html", text.encode(encoding))).text == "青石县生产总值为120.5亿元，比上年增长8.1%。"


def test_big5() -> None:
    text = "臺東縣政府今天宣布，全縣生產總值增長百分之八，大家對這個發展都很滿意。"
    assert read(Source("a.txt", text.encode("big5"))).text == text


SENTENCE = "全县实现地区生产总值100亿元，增长8%。"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "binary"),
        ((SENTENCE * 9).encode("gb18030")[:-1], "truncated"),
        (("<html><body><p>" + SENTENCE * 9).encode("gb18030")[:-1], "truncated"),
        ((SENTENCE * 9).encode()[:-1], "truncated"),
        ("---\ntitle: [甲\n b: 乙\n---\n正文在此。".encode(), "front-matter"),
        ("---\ntitle: 甲\ndate: 2020\n正文在此。".encode(), "front-matter"),
        ("---\n- 甲: 1\n---\n正文在此。".encode(), "front-matter"),
        (b"<html><body><nav><a href='/'>a</a></nav></body></html>", "no-sentence"),
        ("<html><head><title>空页</title></head><body><h1>空页</h1></body></html>".encode(), "no-sentence"),
        ("－－－\n。。。".encode(), "no-sentence"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(Source("a.html", data))
    assert caught.value.code == code
    assert str(caught.value)


@pytest.mark.parametrize("rule", chrome_rules(), ids=lambda rule: rule.id)
def test_chrome_rules_do_what_their_examples_say(rule: Rule) -> None:
    assert rule.examples
    assert all(rule.fits(example) for example in rule.examples)
    assert all(chrome(counterexample) is None for counterexample in rule.counterexamples)


@pytest.mark.parametrize(
    ("line", "date", "publisher", "author"),
    [
        ("2023-02-17 11:03 来源：青石网 作者：张小明 浏览：12次", "2023-02-17", "青石网", "张小明"),
        (
            "发布日期:2015-05-19 17:09 访问次数: 来源:青石县政府办公室 字号:[大 中 小]",
            "2015-05-19",
            "青石县政府办公室",
            None,
        ),
        ("青石日报 2020-11-15 11:37 大字", "2020-11-15", "青石日报", None),
        ("2018年11月20日 14:41 来源：网络整理 编辑：小编", "2018-11-20", None, None),
        ("（记者 张小明 李 山 通讯员 王大河）", None, None, "张小明 李山 王大河"),
    ],
)
def test_lines_of_dates_and_sources(line: str, date: str | None, publisher: str | None, author: str | None) -> None:
    found = info_line(line)
    assert found is not None
    assert (found.date, found.publisher, found.author) == (date, publisher, author)


@pytest.mark.parametrize(
    "line",
    [
        "2020年7月16日，全县召开大会。",
        "数据来源：青石县统计局",
        "一、2022年工作回顾",
        "全县2022年1月5日启动新的列车运行图",
        "120.5",
    ],
)
def test_content_is_no_line_of_dates_and_sources(line: str) -> None:
    assert info_line(line) is None


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("新华社某市9月2日电（记者张小明）白领多了。", "白领多了。"),
        ("本报讯 昨天，青石县开会。", "昨天，青石县开会。"),
        ("青石在线消息（记者 张小明）项目开工。", "项目开工。"),
        ("记者从供电公司获悉，用电量增长。", "记者从供电公司获悉，用电量增长。"),
        ("中央广播电视总台在青石县设站。", "中央广播电视总台在青石县设站。"),
        ("据青石网消息，项目开工。", "据青石网消息，项目开工。"),
    ],
)
def test_datelines(line: str, rest: str) -> None:
    assert line[dateline(line)[0] :] == rest


def test_dates_and_names() -> None:
    assert iso_date("二〇二二年一月五日") == "2022-01-05"
    assert iso_date("2022-13-45") is None
    assert people("本报记者 欧阳修文、李四") == "欧阳修文 李四"


markup = st.lists(
    st.sampled_from(
        ["<p>", "</p>", "<div class='nav'>", "<div>", "</div>", "<table>", "<tr>", "<td rowspan=3>", "<th colspan=2>", "</table>", "<li>", "<ul>",
         "</ul>", "<br>", "<a href=x>", "</a>", "<h2>", "</h2>", "<!--", "-->", "<script>", "</script>", "&nbsp;", "&#20013;", "<", "全县增长8%。",
         "项目", "12.5", "\n", "　", "<pre>", "</pre>", "来源：某报", "2020-01-02"]
    ),
    max_size=30,
).map("".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(markup)
def test_offsets_hold_whatever_the_page(page: str) -> None:
    try:
        d = document("<html><body>" + page + "<p>县城面积3平方公里。</p>")
    except Unreadable:
        return
    assert d.text == "\n".join(d.quote(b.span) for b in d.blocks)
    assert all("\n" not in d.quote(b.span) for b in d.blocks)
    for sentence in d.sentences:
        block = d.blocks[sentence.block]
        assert block.span.holds(sentence.span)
        assert d.quote(sentence.span).strip() == d.quote(sentence.span) or block.kind == "row"
    for table in d.tables:
        assert len({len(row) for row in table.rows}) == 1
        assert len(table.rows) == len(table.blocks)
        for row, number in zip(table.rows, table.blocks, strict=True):
            assert all(d.blocks[number].span.holds(cell.span) for cell in row)


words = st.lists(
    st.sampled_from(["<br>", "<br/>", "<strong>", "</strong>", "&nbsp;", "&gt;", "全县增长8%。", " 项目", "\n", "　"]),
    max_size=8,
)
simple = st.lists(words.map(lambda found: "<p>" + "".join(found) + "</p>"), max_size=5).map("".join)


@settings(max_examples=150, deadline=None)
@given(simple)
def test_the_short_way_gives_the_same_lines(page: str) -> None:
    """Fragments of paragraphs are read without a parser; the parser says the same."""
    short = [line.text for line in read_html(page + "<p>完。</p>").lines]
    parsed = [line.text for line in read_html(page + "<p>完。</p><q></q>").lines]
    assert short == parsed


def test_an_office_between_title_and_date_signs() -> None:
    d = document(
        "青石县2021年统计公报\n\n青石县统计局\n2022-03-20 10:12 浏览量：73\n\n2021年，全县实现生产总值12.5亿元，增长3%。"
    )
    assert (d.title, d.date, d.publisher) == ("青石县2021年统计公报", "2022-03-20", "青石县统计局")


def test_a_dash_opens_the_second_line_of_a_title() -> None:
    page = "青石网 > 乡镇 > 柳河\n\n杏子黄了\n——柳河镇见闻\n\n2022-06-02 08:00 来源：青石新闻网 记者 李四 通讯员 王五\n\n入夏，柳河镇的杏子熟了。"
    d = document(page)
    assert (d.title, d.date, d.publisher, d.author) == ("杏子黄了——柳河镇见闻", "2022-06-02", "青石新闻网", "李四 王五")


def test_the_frame_of_an_electronic_newspaper_is_no_title() -> None:
    page = "青石日报数字报\n2022年6月2日 星期四  第A02版：要闻\n上一篇  下一篇\n\n水库大坝封顶\n\n本报记者 李四\n\n6月1日，青石水库大坝封顶，总投资3亿元。"
    d = document(page)
    assert (d.title, d.date, d.author) == ("水库大坝封顶", "2022-06-02", "李四")
