"""Times that figures refer to, as ISO 8601: 2021, 2021-09, 2021-Q1, 2021-01/2021-08, 2012/2022, 2021-09-28.

Relative words (今年, 去年) resolve against a reference date, words without a year (上半年, 9月28日) against the year
in force. Nothing is guessed: what cannot be resolved has an empty ISO form.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.mentions.numerals import number
from kg.mentions.numerals import plain as in_plain
from kg.model import Span
from kg.rules import regex as re


@dataclass(frozen=True, slots=True)
class Period:
    """`kind`: time (a period), now (目前: no period from here on), base (比2019年: what a figure is compared with),
    day (当天: the day in force), same (同期: the period in force). `iso` is "" where the text does not say the year.
    `year` is the year it puts in force for what follows, "" if none.
    """

    span: Span
    iso: str
    kind: str = "time"
    year: str = ""


_N = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])"
_RANGE = r"(?:—|–|-|~|～|－|至|到|——)"
_PART = (
    rf"(?P<half>上半年|下半年)|(?P<quarters>前?[一二三四]个?季度|第[一二三四1-4]季度|[1-4]季度|首季|前三季)"
    rf"|(?P<dm1>{_N})月(?P<d1>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[日号]?{_RANGE}(?:(?P<dm2>{_N})月)?(?P<d2>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[日号]"
    rf"|(?P<m1>{_N})月?份?{_RANGE}(?P<m2>{_N})月份?|前(?P<first>{_N}|两)个?月"
    rf"|(?P<month>{_N})月(?:(?P<day>\d{{1,2}}|{_N})[日号])?(?:份|末|底|初)?"
    r"|(?P<whole>全年|年内|年末|年底|年终|岁末|[末底](?!端))"
)
_PATTERN = re.compile(
    rf"(?=[\d比较与同为是相超于今本去前明后上下当“\"「『十目现截眼如至迄近这过多历期设建党改此届全年岁末底首第一二三四五六七八九昨])"
    rf"(?P<base>(?:比|较|与|同|为|是|相当于|超过|于)(?=(?:\d{{4}}|上|去|前|同)年|\d{{1,2}}(?:—|–|-|至)\d{{1,2}}月|(?:一季度|上半年|前三季度)(?:[加回扩收提下上]|末)|20\d\d|[“\"「]?十[一二三四]五))?"
    rf"(?:(?P<from>(?:19|20)\d\d)年?\s?(?:{_RANGE}|[和与](?=(?:19|20)\d\d年之?间))\s?(?P<to>(?:19|20)\d\d)年?"
    rf"|(?:(?P<year>(?:19|20)\d\d)(?:年度?|(?=[上下]半年|一季度|前三季度))|(?P<rel>今年|本年度?|去年|前年|明年|上年度?|上一年|当年))(?:的|全区|全市|全县|全省)?(?:{_PART})?"
    rf"|(?P<plan>[“\"「『]?(?:十[一二三四五]|十)五[”\"」』]?(?=期间|时期|末|以来|期末|的))(?:期间|时期)?(?P<planend>期?末)?"
    rf"|(?P<none>目前|现有|截至目前|眼下|如今|(?:至今|迄今)(?![年天日])|近年来?|近[一二三四五六七八九十两\d]+年来?|这[一二三四五六七八九十\d]+年来?|过去[一二三四五六七八九十\d]+年|[一两二三四五六七八九十\d]+年来|多年来|历年来?|近期|现在|设[区县市]以来|建[区市国]以来|党的十[八九]大以来|改革开放以来|届时|此后|后来)"
    rf"|(?P<same>(?<![年月季上去])同期末?|同一时期)|(?P<today>当天|当日|同日|(?:同|这)一天(?![然线空平地下文性赋])|今天|昨天|昨日|今日|(?<!假期)(?<!假日)(?<!周)(?<!长假)首日(?=[，,、\s]|闭馆|闭幕|收盘|共|就|即|[\u4e00-\u9fff]{2, 8}\d))"
    rf"|{_PART.replace('?P<', '?P<b_')})"
)
_MAYBE = re.compile(
    r"[年月季日期]|五[”\"」』]|目前|现有|眼下|如今|至今|迄今|现在|以来|届时|同一?[时天日]|[今昨当][天日]|这一天"
)


_FOUNDING = re.compile(
    "(?:正式|获)?(?:获批|批准|批复|设立|成立|创办|始建|开园|封关|挂牌|建市|建县|入驻|回乡|返乡|落户|注册)(?!的?企业|项目|资本|[\\d数量家])"
)
"""What only dates a thing: its year is not in force for what is told next (2019年获批，截至10月底…)."""


def periods(
    text: str, reference: str | None = None, year: str = "", day: str = "", firm: bool = True
) -> tuple[Period, ...]:
    """All times in `text`, in order.

    `reference`: ISO date of the document for 今年 and 去年; `year`: the year in force before the text, for days too only
    if it is `firm`; `day`: the day in force for 当天. A year found in the text is in force for what follows in it.

    >>> [p.iso for p in periods("2021年前三季度，9月28日", None)]
    ['2021-01/2021-09', '2021-09-28']
    """
    if not _MAYBE.search(text):
        return ()
    found: list[Period] = []
    plain = in_plain(text)
    for m in _PATTERN.finditer(plain):
        if _refused(plain, m):
            continue
        if found and found[-1].kind == "day" and m["b_day"] and plain[found[-1].span.end : m.start()] in ("（", "("):
            found.append(Period(Span(m.start(), m.end()), found[-1].iso, "day"))
            continue
        known = year if firm or not reference else ""
        p = _resolve(
            m, plain[max(0, m.start() - 1) : m.start()], plain[m.end() : m.end() + 12], reference, year, day, known
        )
        if not _is_date(p.iso):
            continue
        if reference and p.kind == "time" and p.year < reference[:4] and _FOUNDING.match(plain, m.end()):
            p = replace(p, year="")
        found.append(p)
        firm = firm or bool(p.year)
        year = p.year or year
        day = p.iso if len(p.iso) == 10 else day
    return tuple(found)


def period(text: str, reference: str | None = None) -> str | None:
    """The ISO form of `text` if the whole of it is one time, else None.

    >>> period("去年上半年", "2022-05-01"), period("2012-2022年")
    ('2021-01/2021-06', '2012/2022')
    """
    found = periods(text, reference)
    if len(found) == 1 and found[0].span == Span(0, len(text)):
        return found[0].iso or None
    return None


_DATED = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")


def _is_date(iso: str) -> bool:
    """Whether every month and day of a period is one of the calendar: 60月 and 2月30日 are none."""
    for year, month, day in _DATED.findall(iso):
        if not 1 <= int(month) <= 12 or not 1 <= int(day or 1) <= monthrange(int(year), int(month))[1]:
            return False
    return True


def _refused(text: str, m: re.Match[str]) -> bool:
    if m["today"] and text.startswith("的", m.end()):
        return True
    before, after = text[max(0, m.start() - 1) : m.start()], text[m.end() : m.end() + 2]
    if not m["none"] and re.match(
        r"(?:\d+日)?(?:成立|设立|建立|创建|始建|出生|诞生|落成|毕业|参加工作|入党|建制|撤县|撤乡|设镇|从)",
        text[m.end() : m.end() + 7],
    ):
        return True
    if re.search(r"(?:成立|始建|[组修兴]?建|创办|设立|诞生|建成|毕业|生)于$", text[max(0, m.start() - 4) : m.start()]):
        return True
    if m["year"] and (before.isdigit() or before == "." or (after[:1] == "制")):
        return True
    if m["b_month"] and not m["b_day"]:
        return before.isdigit() or (before in "个" and before != "") or after.startswith(("个", "嫂"))
    if m["b_whole"] and after.startswith(("任务", "目标", "计划", "预算", "预期")):
        return True
    if m["b_whole"]:
        return m["b_whole"] in "末底" or before in tuple("半周元三")
    if m["b_m1"]:
        return before.isdigit() or before in tuple("./-")
    return bool(m["b_month"]) and before.isdigit()


def _resolve(
    m: re.Match[str], before: str, plain_after: str, reference: str | None, year: str, day: str, known: str
) -> Period:
    span = Span(m.start(), m.end())
    since = before in ("自", "从") and re.match(r"[^，。；的]{0,20}(?:以来|起|开始)", m.string[m.end() : m.end() + 24])
    if m["none"] or since:
        return Period(span, "", "now")
    if m["same"]:
        return Period(span, "", "base" if m["base"] else "same")
    if not (m["rel"] or m["year"]) and re.match(r"(?:[上中下]旬|初|末|底)?(?:以来|起|开始)", plain_after):
        return Period(span, "", "now")
    if m["today"] and m.string.endswith(("到", "时至"), 0, m.start()) and plain_after.startswith(("，", ",")):
        return Period(span, "", "now")
    if m["today"]:
        return _today(m["today"], span, reference, day)
    if m["from"]:
        return Period(span, f"{m['from']}/{m['to']}")
    if m["plan"] and plain_after.startswith(("以来", "开局以来", "期间以来")):
        return Period(span, "", "now")
    if m["plan"]:
        return Period(span, _plan(m["plan"], bool(m["planend"])), "base" if m["base"] else "time")
    own = m["year"] or _relative(m["rel"], reference, year)
    if m["year"] and re.match(r"(?:年?底|年?末)?(?:[\u4e00-\u9fff]{2,8})?(?:以来|至今|起|开始)", plain_after):
        return Period(span, "", "now", own)
    if m["base"] or _BEYOND.search(m.string, 0, m.start()) or m["rel"] in ("上年", "上年度", "上一年"):
        return Period(span, own, "base")
    prefix = "" if m["year"] or m["rel"] else "b_"
    if prefix:
        kind = "base" if m["base"] else "time"
        dated = known or _dated(m, reference) if m["b_day"] or m["b_d1"] else year
        return Period(span, _within(m, prefix, dated or year), kind, "" if m["base"] else dated or year)
    return Period(span, _within(m, "", own) if own else "", "time", own)


_BEYOND = re.compile(r"(?:高出|多出|超出|高于|低于|快于|好于|少于|多于)$")


def _dated(m: re.Match[str], reference: str | None) -> str:
    """The year of a day without one: the reference's, or the one before if the day would lie after it."""
    month, day = (m["b_month"], m["b_day"]) if m["b_day"] else (m["b_dm1"], m["b_d1"])
    if not reference or not day:
        return ""
    ahead = _AHEAD.search(m.string, max(0, m.start() - 6), m.start()) is not None
    late = f"{_month(month)}-{_month(day)}" > (reference[5:10] or "12-31")
    return str(int(reference[:4]) - (late and not ahead))


_AHEAD = re.compile(r"(?:将于|将在|拟于|定于|计划于|预计|截至|从)$")


def _today(word: str, span: Span, reference: str | None, day: str) -> Period:
    if word in ("今天", "今日", "昨天", "昨日") and reference and len(reference) == 10:
        told = date.fromisoformat(reference) - timedelta(days=word.startswith("昨"))
        return Period(span, told.isoformat(), "day")
    return Period(span, day, "day")


_SHIFT = {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1, "后": 2}


def _relative(word: str | None, reference: str | None, year: str) -> str:
    if not word:
        return ""
    if word.startswith("当"):
        return year
    if word.startswith("上") and year:
        return str(int(year) - 1)
    return str(int(reference[:4]) + _SHIFT[word[0]]) if reference else ""


_PLANS = {"十": 2001, "十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026}


def _plan(word: str, end: bool) -> str:
    """十四五 -> 2021/2025; its end (十四五末) -> 2025."""
    start = _PLANS[word.strip('“”"「」『』').removesuffix("五")]
    return str(start + 4) if end else f"{start}/{start + 4}"


def _month(text: str) -> str:
    return f"{int(number(text) or 0):02d}"


def _within(m: re.Match[str], prefix: str, year: str) -> str:
    """The part of a year that the groups `half`, `quarters`, … name; the year itself if none is set."""
    if not year:
        return ""
    get = {
        k: m[prefix + k] for k in ("half", "quarters", "m1", "m2", "first", "month", "day", "dm1", "d1", "dm2", "d2")
    }
    if get["d1"]:
        last = get["dm2"] or get["dm1"]
        return f"{year}-{_month(get['dm1'])}-{_month(get['d1'])}/{year}-{_month(last)}-{_month(get['d2'])}"
    if get["half"]:
        return f"{year}-01/{year}-06" if get["half"][0] == "上" else f"{year}-07/{year}-12"
    if get["quarters"]:
        return _quarters(get["quarters"], year)
    if get["m1"] and get["m2"]:
        return f"{year}-{_month(get['m1'])}/{year}-{_month(get['m2'])}"
    if get["first"]:
        return f"{year}-01/{year}-{_month(get['first'])}"
    if get["month"]:
        tail = f"-{_month(get['day'])}" if get["day"] else ""
        return f"{year}-{_month(get['month'])}{tail}"
    return year


def _quarters(word: str, year: str) -> str:
    if word.startswith("前") and not word.startswith("前一季"):
        count = number(word[1:2]) or 3
        return f"{year}-01/{year}-{int(count) * 3:02d}"
    which = number(word.strip("第前个季度")) if "首" not in word else None
    return f"{year}-Q{int(which or 1)}"
