"""Funds and budgets that a policy sets up: 总规模30亿元的引导基金, 首期5亿元, 每年安排专项资金不少于5000万元."""

from __future__ import annotations

from kg.rules import regex as re

_SIZE = re.compile(r"(?:总规模|规模)(?:为|达|不低于|不少于|超)?$")
_AFTER = re.compile(r"的([\u4e00-\u9fff“”]{2,16}?基金)")
_BEFORE = re.compile(
    r"(?:设立|组建|成立)([\u4e00-\u9fff“”]{2,16}?基金)[，,]?(?:总规模|规模)(?:为|达|不低于|不少于|超)?$"
)
_FIRST = re.compile(r"(?:首期|首批|一期)(?:规模|资金|出资|到位|认缴)*(?:为|达|不低于|不少于|约)?$")
_NAMED = re.compile(r"(?:的|设立|组建|成立|发起)([\u4e00-\u9fff“”]{2,16}?基金)")
_BUDGET = re.compile(
    r"(?:安排|统筹|列支|设立|投入|落实|筹集|整合)(?:[省市区县州旗]级|财政|预算|本级)*"
    r"([^，。；\d]{0,10}?(?:专项资金|经费|引导资金|扶持资金|发展资金|奖补资金))(?:总?规模|总额)?(?:为|达|不少于|不低于|超过?|约)*$"
)
_GRANTED = re.compile(r"(?:安排|统筹|列支|设立|投入|落实)(?:不少于|不低于|超过?|约)*$")
_MONEY = re.compile(r"的?([\u4e00-\u9fff]{0,10}?(?:专项资金|专项经费|工作经费|经费|引导资金))")


def funded(before: str, after: str) -> str:
    """The indicator of an amount of money between the words `before` and `after` that a fund or budget holds; "" if none does."""
    if named := _BEFORE.search(before):
        return f"{named[1]}规模"
    size, fund = _SIZE.search(before), _AFTER.match(after)
    if size and fund:
        return f"{fund[1]}{'总' if size[0].startswith('总') else ''}规模"
    if _FIRST.search(before) and (known := _NAMED.findall(before)):
        return f"{known[-1]}首期规模"
    if budget := _BUDGET.search(before):
        return budget[1]
    money = _MONEY.match(after) if _GRANTED.search(before) else None
    return money[1] if money else ""
