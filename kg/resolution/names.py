"""Names and codes -> comparable forms, scopes and readable IRIs. Nothing here looks at a whole set."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

from kg.rules import regex as re

KEPT = 1 << 15
"""Names whose forms are remembered: those of a large set are not all kept."""
AREA_TYPES = ("Country", "Province", "City", "District", "Town", "Village")
_QUOTES = str.maketrans("", "", "“”\"'‘’《》〈〉「」『』【】")
_SEPARATORS = re.compile(r"[^0-9A-Za-z\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]+")
_NATIONAL = re.compile(
    "(?:国家|全国|中国|中华|中央|国务院|最高人民|党的|中共中央|中共十|中共全国|新中国|“?十[一二三四五六七]五”?规划$|世界|联合国|国际|全球|亚洲|一带一路|第?[一二三四五六七八九十]{1,3}届(?:全国|中央))"
)
_DEPARTMENT = re.compile(".*(?:宣传|组织|统战|武装|政法|联络|工作|事业|门市|经营|分|支|总|本|俱乐)部")
_LEVEL = re.compile("(?:特别行政区|自治[区州县旗]|街道|社区|[省市区县州盟旗镇乡村])$")
_PEOPLES = re.compile(
    "(?:(?:壮|回|藏|彝|苗|侗|土家|土|布依|哈萨克|蒙古|朝鲜|傣|白|羌|满|瑶|畲|黎|傈僳|哈尼|景颇|水|仡佬|毛南|仫佬|保安|东乡|撒拉|锡伯"
    "|达斡尔|鄂温克|鄂伦春|塔吉克|柯尔克孜|拉祜|佤|纳西|普米|独龙|怒|裕固|各)族)+$|维吾尔$|柯尔克孜$|哈萨克$"
)
_AUTONOMOUS = ("治区", "治州", "治县", "治旗")
_RELATIVE = re.compile("(?:[全本我该此贵各][省市区县州盟旗镇乡村国校院]?|上述|当地|这[个家]?|[两三四五六七八九十]家?)")
_BARE = re.compile(
    "(?:公司|集团|企业|银行|医院|学校|大学|学院|中学|小学|园区|开发区|高新区|新区|新城|项目|工程|管委会|示范区|街道|社区"
    "|[省市区县镇乡][委局府]|市场|车站|机场|会议|论坛|条例|办法|规划|意见|行动|计划)"
)


@lru_cache(maxsize=KEPT)
def plain(name: str) -> str:
    """What two spellings of one name share: NFKC, without quotation marks, brackets, separators and spaces."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", name).translate(_QUOTES)).lower() or name


def stem(area: str) -> str:
    """An area's name without the word for its level: 临平区 -> 临平, 广西壮族自治区 -> 广西."""
    bare = _LEVEL.sub("", area)
    return (_PEOPLES.sub("", bare) if bare != area and area[-2:] in _AUTONOMOUS else bare) or area


@lru_cache(maxsize=KEPT)
def slug(name: str) -> str:
    """A name as the last part of an IRI: quotation marks go, other punctuation becomes a hyphen.

    >>> slug("青江国家文化公园（临江段）")
    '青江国家文化公园-临江段'
    """
    text = unicodedata.normalize("NFKC", name).translate(_QUOTES)
    return _SEPARATORS.sub("-", text).strip("-") or "x" + name.encode().hex()


def is_national(type: str, name: str) -> bool:
    """Whether the name itself says that the thing belongs to the whole country (工业和信息化部, 国家卫生城市)."""
    if name.startswith("国家级") and type != "Honor":
        return False  # a rank that many have
    if _NATIONAL.match(name) or (type == "GovernmentBody" and name.endswith("总署")):
        return True
    return type == "GovernmentBody" and name.endswith("部") and len(name) > 2 and not _DEPARTMENT.fullmatch(name)


def is_telling(alias: str) -> bool:
    """Whether a short form can name one thing beyond its own document (春风动力 can; 公司, 全区, 该行 cannot)."""
    return len(alias) >= 3 and not _RELATIVE.match(alias) and not _BARE.fullmatch(alias)


@cache
def trunk(code: str) -> str:
    """The digits of an area's code that its parts begin with: 330000 -> 33, 330100 -> 3301, 330113 -> 330113.

    GB/T 2260: two digits each for province, prefecture and county; then three each for township and village.
    """
    if len(code) != 6:
        return code
    return code[:2] if code.endswith("0000") else code[:4] if code.endswith("00") else code


def county(code: str) -> str:
    """The county-level code that a township or village lies in; other codes as they are."""
    return code[:6]


def prefecture(code: str) -> str:
    return code[:4] + "00" if code else ""


def province(code: str) -> str:
    return code[:2] + "0000" if code else ""


def inside(part: str, whole: str) -> bool:
    """Whether the area coded `part` lies inside the one coded `whole` (an area lies in itself)."""
    return part.startswith(trunk(whole))
