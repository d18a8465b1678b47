"""The lines that say when, where and by whom an article was published."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime

from kg.rules import regex as re
from kg.rules.sieve import quick
from kg.text.page import Imprint

_DATE = (
    r"(?P<y>(?:19|20)\d{2})\s*(?P<sep>[-/.年])\s*(?P<m>\d{1,2})\s*(?:(?P=sep)|月)\s*(?P<d>\d{1,2})\s*[日号]?"
    r"(?:[T\s]*(?:星期[一二三四五六日天])?\s*\d{1,2}[:：]\d{1,2}(?:[:：]\d{1,2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_DATE_RE = re.compile(_DATE)
_COMPACT = re.compile(r"^((?:19|20)\d{2})(\d{2})(\d{2})(?:\d{4,6})?$")
_HAN_DATE = re.compile(
    r"([二一][〇○零О0一二九][〇○零О0一二三四五六七八九]{2})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_DIGITS = {
    c: str(i) for i, cs in enumerate(("〇○零О0", "一", "二", "三", "四", "五", "六", "七", "八", "九")) for c in cs
}


def iso_date(text: str | None) -> str | None:
    """The calendar day that `text` names, as ISO 8601; None if it names none.

    >>> iso_date("Sun, 13 Feb 2022 23:21:09 GMT"), iso_date("2021年9月22日"), iso_date("20231010"), iso_date("13月")
    ('2022-02-13', '2021-09-22', '2023-10-10', None)
    """
    text = (text or "").strip()
    if match := _DATE_RE.search(text):
        return _day(match["y"], match["m"], match["d"])
    if match := _COMPACT.match(text):
        return _day(*match.groups())
    if match := _HAN_DATE.search(text):
        return _day("".join(_DIGITS[c] for c in match[1]), str(_han(match[2])), str(_han(match[3])))
    if text[:1].isalpha() and text[:1].isascii():
        try:
            return parsedate_to_datetime(text).date().isoformat()
        except (ValueError, TypeError, IndexError):
            return None
    return None


def _han(text: str) -> int:
    tens, found, ones = text.partition("十")
    if not found:
        return int(_DIGITS[text]) if len(text) == 1 else 0
    return int(_DIGITS.get(tens, "1")) * 10 + int(_DIGITS.get(ones, "0"))


def _day(y: str, m: str, d: str) -> str | None:
    try:
        return datetime(int(y), int(m), int(d)).date().isoformat()
    except ValueError:
        return None


_SOURCE = "(?<!数据)(?<!資料)(?<!资料)(?:信息|内容|稿件|文章|消息|新闻|資訊|稿源|原文)?(?:来源|來源)|稿源|供稿(?:单位)?|(?:发布|報送|报送|来稿|发文|制发|信息提供|供稿|撰稿|发布机构的)(?:单位|机构|部门|机关|人)|发布机构|发布者|發布單位"
_TIME = "(?:更新|发布|發布|发表|發表|发稿|报送|刊发|刊登|创建|录入|添加|公开|发文|生成|上传|入库)?(?:时间|時間|日期)|公布日期"
_WRITER = "作者|撰稿人?|撰文|文/图|图/文|文|记者|記者|本报记者|通讯员|通訊員|特约记者|实习生"
_STAFF = "责任编辑|責任編輯|责编|責編|编辑|編輯|编审|审核|审校|校对|校對|监制|总监制|终审|复审|初审|二审|三审|一审|执行|录入|排版|摄影|翻译|值班\\S{0,4}|统筹|策划|签发|发布人|主编"
_COUNT = "浏览(?:次数|量)?|瀏覽(?:次數|量)?|阅读(?:次数|量|数)?|閱讀|点击(?:次数|量|数|率)?|點擊|访问(?:次数|量)?|人气|评论(?:数)?|評論|点赞|收藏|分享|热度"
_MISC = "(?:星期|周)[一二三四五六日天]|第?[A-Z]?\\d{1,3}版(?:[:：][\\u4e00-\\u9fff]{2,6})?|T\\s?\\|\\s?T|A[-+]|字号|字號|字体|字體|文字大小|字体大小|我要评论|我要纠错|打印|列印|关闭|收藏|分享到|分享|【?字号?\\s*大\\s*中\\s*小】?|大 ?中 ?小|大字|中字|小字|语音播报|保护视力色|纠错|扫一扫|手机看|收听|【|】|原创|转载"
_META = "索\\s*引\\s*号|文件编号|文\\s*号|发文字号|主题分类|公开方式|公开形式|公开范围|公开时限|主题词|有效性|信息分类|体裁分类|组配分类|名\\s*称|标\\s*题|内容概述|统一编号|废止日期|生效日期|成文日期|有效期|分类|类别"
_LABELS = f"(?:{_SOURCE}|{_TIME}|{_WRITER}|{_STAFF}|{_COUNT}|{_META})"
_ANY_DATE = re.sub(r"\?P<\w+>", "?:", _DATE).replace("(?P=sep)", "[-/.]")
_STOP = rf"(?=\s*(?:[|｜]|$|[【\[（(]|(?:{_LABELS})\s*[:：/／]|{_ANY_DATE}|\s(?:{_COUNT}|{_MISC}|记者|記者|通讯员|通訊員|作者)))"
_FIELD = quick(
    rf"(?P<time>(?:{_TIME})\s*[:：]?\s*)?{_DATE}"
    rf"|(?:{_SOURCE})\s*[:：]\s*(?P<source>[^:：]{{0,40}}?){_STOP}"
    rf"|(?:{_TIME})\s*[:：]"
    rf"|(?:{_WRITER})\s*(?:[:：/／]|(?<=[者员員])\s)\s*(?P<writer>[^:：|]{{0,60}}?){_STOP}"
    rf"|(?:{_STAFF})\s*[:：/／]\s*(?P<staff>[^:：|]{{0,40}}?){_STOP}"
    rf"|(?:{_META})\s*[:：]\s*(?:{_ANY_DATE})?[^:：|]{{0,60}}?{_STOP}"
    rf"|(?:{_COUNT})\s*[:：(（]?\s*[\d,.\-—]*\s*[万]?[次人条)）]?"
    rf"|{_MISC}"
)
_EDGE = " |｜·•/\\[]【】()（）:：,，、-—<>《》"
_NAME_ALONE = re.compile(
    r"^(?![在于至到起以从截](?!线))(?!.*(?:会议|大会|[，；！？年月“”]))[^\s].*(?<![上日起止间讯电])$"
)
"""A publisher's name that stands beside the date without a label; what else may stand there is content."""
_NOBODY = re.compile(
    r"^(?:网络(?:整理|转载|综合)?|互联网|转载|本站(?:原创|整理)?|原创|未知|佚名|admin|管理员|小编|编辑|匿名|不详|无|综合(?:整理)?|网友\S*|整理|来源|null|none|--?|网站编辑|本网)$",
    re.I,
)


def info_line(line: str) -> Imprint | None:
    """The record of a line that holds nothing else ("2023-02-17 11:03 来源：… 作者：… 浏览：12"); None for other lines.

    >>> info_line("2020-07-16 珠海金湾").publisher, info_line("来源：某某日报 记者 张小明 浏览:12次").author
    ('珠海金湾', '张小明')
    >>> info_line("2020-07-16，全县召开大会。") is None
    True
    """
    if len(line) > 160 or "。" in line or not _FIELD.search(line):
        return None
    found: dict[str, str] = {}
    rest: list[str] = []
    at = 0
    labelled = False
    for match in _FIELD.finditer(line):
        rest.append(line[at : match.start()])
        at = match.end()
        labelled |= _note(match, found)
    rest.append(line[at:])
    pieces = [piece for part in rest if (piece := part.strip(_EDGE))]
    left = " ".join(pieces)
    if len(pieces) > 1 and not labelled:
        return None
    if len(left) > 16 or not (labelled or "date" in found):
        return None
    if left and not labelled and not _NAME_ALONE.match(left):
        return None
    if left and "publisher" not in found and "date" in found and _NAME_ALONE.match(left):
        found["publisher"] = left
    elif left and len(left) > 8:
        return None
    return Imprint(None, found.get("date"), somebody(found.get("publisher")), people(found.get("author")))


def _note(match: re.Match[str], found: dict[str, str]) -> bool:
    """Keep what one field says; True if a label named it."""
    if match["y"]:
        if day := _day(match["y"], match["m"], match["d"]):
            found.setdefault("date", day)
        return bool(match["time"])
    for group, key in (("source", "publisher"), ("writer", "author")):
        if value := (match[group] or "").strip(_EDGE):
            found[key] = f"{found[key]} {value}" if key == "author" and key in found else found.get(key, value)
    return True


_FORM = re.compile(
    r"^(?:(?:索引号|文件编号|文号|发文字号|主题分类|公开方式|公开形式|公开范围|公开时限|主题词|有效性|信息分类|体裁分类|组配分类|内容概述|统一编号"
    r"|发布机构|发文机关|发文单位|发布单位|制发机关|(?:成文|发布|发文|生成|公开|废止|生效|印发)日期|有效期)[:：]?|(?:标题|名称|信息名称|文件名称)[:：])$"
)


def form_row(cells: Sequence[str]) -> Imprint | None:
    """The record in a row of the table over an official document (索引号, 发布机构, 成文日期); None for other rows."""
    if not cells or not all(_FORM.match(cell.replace(" ", "")) for cell in cells[::2] if cell):
        return None
    pairs = zip(cells[::2], cells[1::2], strict=False)
    text = " ".join(f"{label.replace(' ', '').rstrip(':：')}：{value}" for label, value in pairs if value)
    return info_line(text) or Imprint()


def somebody(name: str | None) -> str | None:
    """A publisher's name; None for what only says that there is none (网络整理, 佚名)."""
    name = (name or "").strip(" :：|[]【】()（）")
    return None if not name or _NOBODY.match(name) else name


_ROLE = re.compile(
    r"\S*?(?:记者|記者|通讯员|通訊員|作者|撰稿|撰文|供稿|特约|实习生?|见习|文字|文/|图/|整理|采写|报道组|发自\S*|文$)[:：/]?|[（(].*?[)）]"
)
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,7}·[\u4e00-\u9fff·]{1,9}")


def people(text: str | None) -> str | None:
    """The names of a byline joined by spaces, without the roles (本报记者 张三 通讯员 李四 -> 张三 李四)."""
    if not text or _NOBODY.match(text.strip()):
        return None
    words = [w for w in re.split(r"[\s、，,;；|]+", _ROLE.sub(" ", text)) if w]
    joined: list[str] = []
    for word in words:
        if len(word) == 1 and joined and len(joined[-1]) == 1:
            joined[-1] += word
        else:
            joined.append(word)
    names = [w for w in joined if _HAN_NAME.fullmatch(w) and not w.endswith(("站", "社", "报", "网", "台"))]
    return " ".join(names or joined) or None


_AGENCY = (
    r"(?:新华社|新华网|中新[社网]|中国新闻网|人民网|人民日报|央广网|央视网|央视新闻|光明网|经济日报|中国网|国际在线|"
    r"本[报報网網刊台站]|[\u4e00-\u9fff]{2,8}?(?:日报|日報|晚报|晚報|晨报|时报|商报|都市报|早报|新闻网?|在线|网|網|客户端|传媒|发布|融媒))"
)
_WIRE = r"(?:电讯?|讯|電訊?|訊|消息|报道|報道)"
_NAMES_IN = r"[（(](?P<by{}>[^（）()。]{{2,60}})[)）]"
_DATELINE = re.compile(
    rf"[【\[]?{_AGENCY}[\u4e00-\u9fff]{{0,8}}?(?:\d{{4}}年)?(?:\d{{1,2}}月)?\d{{1,2}}日{_WIRE}[】\]]?\s*(?:{_NAMES_IN.format(1)})?\s*[:：]?\s*"
    rf"|[【\[]?{_AGENCY}[\u4e00-\u9fff]{{0,6}}?{_WIRE}(?:[】\]]\s*|\s+|(?=[（(:：]))(?:{_NAMES_IN.format(2)})?\s*[:：]?\s*"
    rf"|(?!据)[^，。、：:（(“”\"\s]{{0,14}}?{_WIRE}\s*[（(](?P<by3>[^（）()。]{{0,24}}(?:记者|記者|通讯员|通訊員|作者)[^（）()。]{{1,50}})[)）]\s*[:：]?\s*"
)
_WIRED = re.compile(_WIRE)
_SIGNED = re.compile(
    r"[（(](?P<by>(?:[^（）()。：:，]{0,20}?(?:记者|記者|通讯员|通訊員|撰稿|供稿|作者|撰文|文/|报道组)[^（）()。]{0,50}"
    r"|完|(?:来源|來源|(?:责任)?编辑|責任編輯|责编|审核|编审)[:：][^（）()]{1,30}))[)）]\s*$"
)


_NOT_SIGNED = re.compile(r"来源|來源|(?:责任)?编辑|責任編輯|责编|审核|编审")
_EDITED = re.compile(
    r"(?<=[。！？”])\s*[\[【]?(?:(?:责任)?编辑|責任編輯|责编|编审|审核|校对)\s*[:：]\s*\S{2,12}(?:\s.{0,40})?$"
)


def dateline(line: str) -> tuple[int, str | None]:
    """How many code points of a paragraph's beginning are its dateline and byline, and who signs there.

    >>> dateline("本报讯（记者 张小明）全县召开大会。")
    (11, '张小明')
    """
    if not _WIRED.search(line, 0, 40):
        return 0, None
    match = _DATELINE.match(line)
    if match is None or match.end() == len(line):
        return 0, None
    return match.end(), _signer(match["by1"] or match["by2"] or match["by3"])


def signature(line: str, is_last: bool) -> tuple[int, str | None]:
    """Where the byline in brackets at a paragraph's end begins (the line's length if there is none), and who signs.
    Names alone sign only the last paragraph."""
    if match := _EDITED.search(line, max(0, len(line) - 60)):
        return match.start(), None
    if not line.endswith((")", "）")):
        return len(line), None
    if match := _SIGNED.search(line):
        return match.start(), _signer(match["by"])
    begin = max(line.rfind("（"), line.rfind("("))
    if is_last and begin > 0 and line[begin - 1] in "。！？”" and (signed := lone_byline(line[begin:])):
        return begin, signed
    return len(line), None


def _signer(text: str | None) -> str | None:
    """Names of a byline; None where the brackets name a programme (新闻联播) or nobody."""
    if not text or text == "完" or _NOT_SIGNED.match(text):
        return None
    found = people(text)
    return (
        found if found and all(_HAN_NAME.fullmatch(name) and name[0] in _SURNAMES for name in found.split()) else None
    )


_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆"
    "郝孔白崔康毛邱秦江史顾侯邵孟龙万段漕钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左"
    "涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅"
    "宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银"
    "扬明沙薄伏岑习胥保和蔺張劉陳楊趙黃吳孫馬羅鄭謝韓馮許蔣賈葉閻鐘譚鄒陸顧萬錢湯龍賀賴龔龐蘭顏嚴蘆魯韋畢聶齊項陽衛單寧閔車饒簡婁蓋黨談連"
    "欧上司诸尉公皇令東东南西申慕区京"
)


_OFFICES = frozenset("办局委部处科站室中心社台院会镇乡村县区网报")


def lone_byline(line: str) -> str | None:
    """Who signs on a line that is nothing but a byline ("（区新闻中心 曾小明）", "某报记者 张三 通讯员 李四"); else None."""
    if len(line) > 60 or any(c in line for c in "。，！？；"):
        return None
    bare = line.strip()
    if bare[:1] in "（(" and bare[-1:] in "）)":
        words = [w for w in re.split(r"[\s、]+", bare[1:-1]) if w]
        office = len(words) > 1 and (len(words[0]) > 4 or words[0][-1] in _OFFICES)
        return _signer(" ".join(words[1:] if office else words))
    if re.match(r"\S{0,14}(?:记者|記者|通讯员|通訊員)[\s:：]", bare):
        return _signer(bare)
    return None
