"""What is left of a name once the area before it is taken away, spelled so that two usual spellings meet."""

from __future__ import annotations

from kg.rules import regex as re

_ORGAN = re.compile("(?:委员会|人民政府|[省市区县州盟旗镇乡](?=委|政府|人大|政协|纪委|监委))")
_SHORTER = {"委员会": "委", "人民政府": "政府"}
_LEVEL = re.compile("[省市区县旗](?![民场政域块间级城区县会委府外内容值直属管])(?=.{3})")
_NUMBERED = re.compile("^([一二三四五六七八九十]{1,3})(中|小)(?=$|.{1,5}(?:校区|分校|校|部|院)$)")
_SCHOOLS = {"中": "中学", "小": "小学"}
_ZONES = (
    (re.compile("高新技术产业(?:开发区|园区)|高新技术(?:产业)?开发区|高新技术产业园"), ("高新区", "高新开发区")),
    (re.compile("经济(?:技术)?开发区"), ("经开区", "开发区")),
)
_LINE = re.compile("(?P<name>.{2,}?(?:高铁|铁路|高速|城际|客专|国道|输气管道|输油管道|特高压))(?:公路|铁路|工程|线路)?")
_LOCAL_LINE = re.compile(
    "环城|绕城|环线|机场|[内外]环|滨[海江河湖]|沿[海江河湖]|快速|地铁|轻轨|^(?:城际|高速|普速|重载|客运|货运|市域|专用)"
)
_COMPANY = re.compile("(.{3,}(?:有限(?:责任)?公司|股份公司|集团公司))(?P<branch>.{2,12}分公司)?")
_UNIVERSITY = re.compile(".{2,}(?:大学|学院)")
_LEVELLED = ("Institution", "Zone", "Facility", "Enterprise", "Project")


def organ_core(rest: str) -> str:
    """区委员会, 委 and 区委 are one organ: 委."""
    return _ORGAN.sub(lambda m: _SHORTER.get(m[0], ""), rest) or rest


def is_full_name(type_: str, name: str) -> bool:
    """Whether only one thing in the country bears the name: a company's in its registered form, a university's."""
    shape = {"Enterprise": _COMPANY, "Institution": _UNIVERSITY}.get(type_)
    return shape is not None and shape.fullmatch(name) is not None


def is_company(type_: str, name: str) -> bool:
    """Whether it is the registered name of a company that is no branch of another."""
    match = _COMPANY.fullmatch(name) if type_ == "Enterprise" else None
    return match is not None and not match["branch"]


def level_letter(type_: str, name: str) -> str:
    """县 of 县人民医院, 市 of 市第一医院: the letter that stands for the home's area of that level, "" if there is none."""
    return name[0] if type_ in _LEVELLED and _LEVEL.match(name) else ""


def school_core(rest: str) -> str:
    """一中 and 一中北校区 as 第一中学 and 第一中学北校区."""
    return _NUMBERED.sub(lambda m: f"第{m[1]}{_SCHOOLS[m[2]]}", rest)


def line_core(rest: str) -> str:
    """A railway, motorway or pipeline named by its ends (京沪高速公路 as 京沪高速), one in the country; "" for any other thing."""
    match = _LINE.fullmatch(rest)
    return match["name"] if match and len(match["name"]) >= 4 and not _LOCAL_LINE.search(rest) else ""


def zone_forms(core: str) -> tuple[str, ...]:
    """What a development zone is called for short in its own area: 高新技术产业开发区 is 高新区."""
    return next((short for kind, short in _ZONES if kind.fullmatch(core)), ())
