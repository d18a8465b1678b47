"""The printed forms of bodies and departments, expanded from the tables of `kg/rules/organs`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from kg.rules import table, words

NATIONAL = "national"
DEPARTMENT = "department"


@dataclass(frozen=True, slots=True)
class Form:
    """What a printed tail (发改局, 人民政府, 工信部) stands for.

    `kind`: a kind of `bodies.tsv`, "department" or "national". `official`: the full name with {} for the seat (bodies),
    the name with its official stem (departments: 发展和改革局), the whole name (national). `owner`: the kind it answers to.
    `stem` (departments): what it deals with, the same for 发改局 and 发展和改革委员会.
    """

    kind: str
    official: str
    owner: str = ""
    stem: str = ""

    @property
    def type(self) -> str:
        """Unions and federations are associations, all else are organs."""
        return "Institution" if self.kind == "association" else "GovernmentBody"


@cache
def forms() -> Mapping[str, tuple[Form, ...]]:
    """Printed tail -> what it may stand for: a national organ (发改委) before a body before a department (市发改委)."""
    found: dict[str, tuple[Form, ...]] = {}
    for printed, form in (*_national(), *_bodies(), *_departments()):
        found[printed] = (*found.get(printed, ()), form)
    return found


@cache
def official_names() -> Mapping[str, str]:
    """Kind of a body -> its full name with {} for the seat."""
    return {row["kind"]: row["official"] for row in table("organs/bodies.tsv")}


def named(official: str, seat: str) -> str:
    """An official form with its seat's name: 中共昆江县委, but 中共昆县县委."""
    single = official.startswith("中共{}") and len(seat) == 2
    return official.format(seat + seat[-1] if single else seat)


@cache
def national_forms() -> Mapping[str, tuple[str, ...]]:
    """Official name of a national organ -> its other forms."""
    return {row["name"]: tuple(filter(None, row["other"].split("|"))) for row in table("organs/national.tsv")}


@cache
def countries() -> frozenset[str]:
    """Foreign states by their common names."""
    return frozenset(words("organs/countries.tsv"))


@cache
def lengths() -> Mapping[str, tuple[int, ...]]:
    """Last character of a form -> the lengths of the forms that end so, the longest first."""
    found: dict[str, set[int]] = {}
    for printed in forms():
        found.setdefault(printed[-1], set()).add(len(printed))
    return {last: tuple(sorted(sizes, reverse=True)) for last, sizes in found.items()}


def _national() -> Iterator[tuple[str, Form]]:
    for name, others in national_forms().items():
        for printed in (name, *others):
            yield printed, Form(NATIONAL, name)


def _bodies() -> Iterator[tuple[str, Form]]:
    for row in table("organs/bodies.tsv"):
        for printed in row["forms"].split("|"):
            yield printed, Form(row["kind"], row["official"], row["owner"])


def _departments() -> Iterator[tuple[str, Form]]:
    for row in table("organs/departments.tsv"):
        for stem in (row["stem"], *filter(None, row["other"].split("|"))):
            for end in row["ends"].split("|"):
                yield stem + end, Form(DEPARTMENT, row["stem"] + end, row["owner"], row["stem"])


@cache
def pieces() -> frozenset[str]:
    """What names of departments are made of: every stem and the joints between them (文化|和|广电|旅游|体育)."""
    stems = {
        stem for row in table("organs/departments.tsv") for stem in (row["stem"], *row["other"].split("|")) if stem
    }
    return frozenset(stems | set(_JOINTS))


_JOINTS = (
    *(
        "国际",
        "和",
        "与",
        "及",
        "事务",
        "管理",
        "服务",
        "发展",
        "监督",
        "执法",
        "行政",
        "综合",
        "产业",
        "信息",
        "信息化",
        "企业",
        "投资",
    ),
    *(
        "建设",
        "促进",
        "保障",
        "改革",
        "创新",
        "生态",
        "社会",
        "市政",
        "公用",
        "事业",
        "电影",
        "版权",
        "出版",
        "新闻",
        "运输",
        "港航",
    ),
    *(
        "口岸",
        "物流",
        "工业",
        "工贸",
        "农村",
        "公路",
        "市场",
        "价格",
        "人才",
        "营商环境",
        "数字经济",
        "绿化",
        "市容",
        "环卫",
        "房屋",
    ),
    *(
        "征收",
        "移民",
        "水资源",
        "草原",
        "牧业",
        "农机",
        "农垦",
        "盐业",
        "中医药",
        "疾病预防控制",
        "民营经济",
        "中小企业",
        "电子商务",
    ),
    *(
        "会展",
        "航空",
        "铁路",
        "邮电",
        "开放",
        "合作",
        "区域",
        "旅游",
        "体育",
        "规划",
        "经济",
        "运行",
        "公共",
        "资源",
        "安全",
        "监管",
    ),
)
