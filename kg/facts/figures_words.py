"""Word lists around figures (kg/rules/figures/words.tsv) as compiled patterns, each built once."""

from __future__ import annotations

from functools import cache

from kg import rules
from kg.rules import regex as re
from kg.rules.sieve import trie

HIDDEN = "\ue000"
"""Stands for every character of a measured entity's name or a time, so that names can be cut around them."""


ROUTE = re.compile(
    rf"从[^，。；从{HIDDEN}]{{2,14}}?到[^，。；到{HIDDEN}]{{2,14}}?的?(?:行车|通行|运行|旅行|最快|平均)?(?:时间|车程|行程|路程|距离)"
)
"""How far or long it is from one place to another."""


@cache
def alternatives(kind: str) -> str:
    """The words of a class as one alternation, longest first."""
    words = {row["word"] for row in rules.table("figures/words.tsv") if row["class"] == kind}
    return trie(words)


@cache
def lead() -> re.Pattern[str]:
    """What goes from the front of a name: words of the class `lead`, hidden names, punctuation."""
    words = {r["word"]: r["unless"] for r in rules.table("figures/words.tsv") if r["class"] == "lead"}
    return re.compile(
        rf"(?:到(?={HIDDEN})|[{HIDDEN}\s，,、：:;；。—–\-…]|{trie(words, words)}(?![率量额](?![先领队军子化身])))+"
    )


_MARKS = frozenset(HIDDEN + " \t\u3000，,、：:;；—–…")


@cache
def _ends() -> tuple[dict[str, str], dict[str, int]]:
    """Words of the class `end` with the characters before which they stay; their last characters with the length of the
    longest that ends so."""
    words = {r["word"]: r["unless"] for r in rules.table("figures/words.tsv") if r["class"] == "end"}
    return words, {word[-1]: len(word) for word in sorted(words, key=len)}


def without_end(name: str) -> str:
    """`name` without the words that lead from an indicator to its figure (达到, 为, 共有), longest first."""
    words, longest = _ends()
    while name:
        if name[-1] in _MARKS:
            name = name[:-1]
            continue
        for size in range(min(longest.get(name[-1], 0), len(name)), 0, -1):
            unless = words.get(name[-size:])
            if unless is not None and not (unless and name[-size - 1 : -size] in tuple(unless)):
                name = name[:-size]
                break
        else:
            return name
    return name


@cache
def growth() -> re.Pattern[str]:
    """A clause that ends in a verb or noun of growth: groups up, down, link (words up to the figure)."""
    link = (
        r"(?P<link>(?:了|为|达到|达|至|到|是|在|也|都|均|各|则|又|有|再|仍|分别|依次|约|近|超过?|不低于|幅度?|率|速度?|速率"
        r"|幅超|左右|要|力争|将|预计|已|高达|以上|[，,、\s])*)"
    )
    return re.compile(rf"(?:(?P<down>{alternatives('down')})|(?P<up>(?<!自然)(?:{alternatives('up')}))){link}$")


@cache
def modifiers() -> re.Pattern[str]:
    """What stands before a verb of growth and says against what: at the end of the text."""
    return re.compile(
        rf"(?:同比|环比|可比|同口径|{alternatives('manner')}|按可比口径|年均|年平均|年平均实际|两年平均|平均|实际|名义|累计|依次|分别|均|各|则|也|都|又|再|将|仅|还|略|稳步|持续|大幅|小幅|逐年|每年|按[^，,。]{{0,8}}计算?|(?<!占)[比较](?:去年|上年|上一?[届次]|前年|年初|上月|上季度?|上期|上年末|年均|20\d\d年)?(?:同期|同月|年末|底)?(?:相比)?|[同与](?:去年|上年|前年|年初|上月|20\d\d年)(?:同期|同月|年末|底)?(?:相比)?|[比较同与][{HIDDEN}]+(?:同期|末|底|相比)?|相比|上年|以上|总体|预计|力争|要|，|,|、|[{HIDDEN}]|\s)+$"
    )


@cache
def stop() -> re.Pattern[str]:
    return re.compile(
        rf"(?!向书|便[民利捷携道宜]|参赛(?:选手|队|者|作品|人员)|再生|再制造|联合收割|联合体|联合国|创新|创业|创意|创建于|改造提升|整治提升|在建|为民|为主|为首|在校|在册|在岗|以上|以下|以内|来源|来料|不同|不动产|不良|有机|有色|有限|有轨|有效|可再生|向日|从业|于|给水|正式|共享|公布于|(?:获得|参与|受益|接受|收获|发现|创造|守护|获奖|观看|体验)者|出现场|增收节|落实处)(?:{alternatives('stop')})|(?<!世界)(?<!中国)(?<!民企)[\d](?!\d*强)|[{HIDDEN}，,。；;：:！？!?（(、\s]"
    )


@cache
def stop_words() -> tuple[str, ...]:
    return tuple(row["word"] for row in rules.table("figures/words.tsv") if row["class"] == "stop")


@cache
def abstract() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('abstract')})$")


@cache
def target() -> re.Pattern[str]:
    words = {r["word"]: r["unless"] for r in rules.table("figures/words.tsv") if r["class"] == "target"}
    return re.compile(trie(words, words))


@cache
def flow_end() -> re.Pattern[str]:
    """A verb of flow at the end of a head: what it governs follows the figure (新增 5个停车场)."""
    return re.compile(rf"(?:{alternatives('flow')})了?$")
