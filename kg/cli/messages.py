"""What the command says to a person, in English and Chinese; the locale decides, `KG_LANG=zh|en` overrides it."""

from __future__ import annotations

import os
from functools import cache

MESSAGES: dict[str, tuple[str, str]] = {
    "built": (
        "{documents} documents, {entities} entities, {relations} relations, {observations} observations -> {out}",
        "{documents} 篇文档，{entities} 个实体，{relations} 条关系，{observations} 条观测 -> {out}",
    ),
    "set-aside": ("set aside: {name}: {reason}", "搁置：{name}：{reason}"),
    "corrections": ("corrections", "更正"),
    "copy-of": ("copy of {original}", "转载自 {original}"),
    "in-force": ("in force", "以此为准"),
    "whole-country": ("the whole country", "全国"),
    "why-one": ("why its mentions are one thing", "为何合为一个实体"),
    "why-single": (
        "named in {count} source(s) of one text: nothing was merged",
        "只有一个文本提及（{count} 个来源）：没有合并",
    ),
    "why-apart": ("nearly the same, and apart", "相近而分开的"),
    "key-code": ("code {value}", "代码 {value}"),
    "key-full-name": ("full name {value}", "全称 {value}"),
    "key-number": ("document number {value}", "文号 {value}"),
    "key-name": ("called {value} in {area}", "{area} 内称为 {value}"),
    "join-short-form": ("short form {words} of exactly one of its kind there", "简称 {words} 在当地同类中只有一个"),
    "join-national-post": ("{words} holds a national post", "{words} 担任全国性职务"),
    "join-correction": ("a person says so", "人工更正"),
    "apart-correction": ("a person says so ({words})", "人工更正（{words}）"),
    "apart-told-apart": ("{words} names both", "{words} 同时提及两者"),
    "apart-other-type": ("another type: {words}", "类型不同：{words}"),
    "apart-other-area": ("of another area: {words}", "属于另一地区：{words}"),
    "apart-part": ("one name goes on: a part, branch or other thing", "名称有延伸：分支、部分或另一事物"),
    "apart-no-common-key": ("no area, number or short form in common", "没有共同的地区、文号或简称"),
    "correction-idle": ("correction does not apply: {place}: {reason}", "更正未能适用：{place}：{reason}"),
    "set-aside-count": (
        "{count} of {total} sources could not be read; they are listed in {out}/rejected.jsonl",
        "{total} 个来源中有 {count} 个无法读取，列在 {out}/rejected.jsonl",
    ),
    "reading": ("read {count} sources", "已读取 {count} 个来源"),
    "reading-bar": ("reading", "读取"),
    "nothing-read": ("no source could be read: nothing was built", "没有可读的来源：未生成任何结果"),
    "out-is-file": ("{out} is a file; -o wants a folder", "{out} 是一个文件；-o 需要文件夹"),
    "no-build": (
        "{out} holds no build ({missing} is missing); make one with: kg build SOURCE… -o {out}",
        "{out} 不是生成结果（缺少 {missing}）；请先运行：kg build 来源… -o {out}",
    ),
    "busy": ("{out} is being written by {holder}; try again when it is done", "{out} 正由 {holder} 写入；请稍后再试"),
    "no-roster": (
        "{out} keeps no record of its sources; make it anew with: kg build SOURCE… -o {out}",
        "{out} 没有保存来源记录；请重新运行：kg build 来源… -o {out}",
    ),
    "other-edition": (
        "{out} was built with other rules or another version of kg; make it anew with: kg build SOURCE… -o {out}",
        "{out} 由其他规则或其他版本的 kg 生成；请重新运行：kg build 来源… -o {out}",
    ),
    "no-document": (
        "{out} has no document called {name}; their names stand in {out}/documents.jsonl",
        "{out} 中没有名为 {name} 的文档；文档名列在 {out}/documents.jsonl",
    ),
    "displaced": ("{name} takes the place of {path}", "{name} 取代 {path}"),
    "stopped": ("stopped (--strict): {name}: {reason}", "已停止（--strict）：{name}：{reason}"),
    "no-entity": ("no entity is called {name}", "没有名为 {name} 的实体"),
    "several": ("{count} entities are called {name}; showing the first", "有 {count} 个实体名为 {name}；显示第一个"),
    "several-shown": (
        "{count} entities are called {name}; showing {iri}",
        "有 {count} 个实体名为 {name}；显示 {iri}",
    ),
    "no-figures": ("no figures of {name} {indicator}", "没有 {name} {indicator} 的数字"),
    "former": (
        "earlier figures may stand under {former} {code}, which {name} took the place of",
        "较早的数字可能记在 {former} {code} 名下，{name} 取代了它",
    ),
    "superseded": ("superseded", "已修订"),
    "no-area": ("no area with a code is called {name}", "没有名为 {name} 的有代码的区划"),
    "singles": ("single figures", "单个数字"),
    "unstated": ("not stated", "未写明"),
    "territory": ("territory", "版图"),
    "bad-dimension": ("{name} cannot stand in --by; there are {known}", "--by 不能用 {name}；可用：{known}"),
    "left-out-unit": ("{count} figures in units of another kind are left out", "{count} 个数字单位不同类，未列入"),
    "left-out-period": (
        "{count} figures that are not of a whole year are left out; --by area,period shows them",
        "{count} 个数字不是全年数，未列入；--by area,period 可列出",
    ),
    "left-out-subject": (
        "{count} figures of other things than areas are left out; --by subject,year shows them",
        "{count} 个数字的对象不是行政区划，未列入；--by subject,year 可列出",
    ),
    "valid": ("territory", "版图"),
    "not-there": ("not there in {date}", "{date} 时不存在"),
    "bad-date": (
        "{date} is no year, month or day (2020, 2020-06, 2020-06-30)",
        "{date} 不是年、月或日（2020、2020-06、2020-06-30）",
    ),
    "at-over": ("{count} statements were over by {date}", "{count} 条陈述在 {date} 之前已结束"),
    "at-later": ("{count} statements are said of a later time than {date}", "{count} 条陈述说的是 {date} 之后"),
    "at-followed": ("{count} posts had passed to another by {date}", "{count} 个职务在 {date} 已由他人接任"),
    "at-stale": (
        "{count} posts are left out: nobody was named in them for five years before {date}",
        "{count} 个职务未列入：{date} 之前五年内未见提及",
    ),
    "at-undated": ("{count} statements bear no date", "{count} 条陈述没有日期"),
    "same": ("the two graphs are the same", "两个图谱相同"),
    "differs": ("{came} came, {went} went, {changed} changed", "新增 {came}，消失 {went}，改变 {changed}"),
    "unknown-kind": ("no kind {name}; known: {known}", "没有类别 {name}；可用：{known}"),
    "bad-query": ("the query cannot be run: {reason}", "查询无法执行：{reason}"),
    "check-passed": ("no fault found", "未发现问题"),
    "check-failed": ("{count} faults", "{count} 处问题"),
    "bad-gold": ("{name} cannot be read as gold: {reason}", "{name} 不能作为标注文件读取：{reason}"),
    "below": ("{key} is {value}, below {least}", "{key} 为 {value}，低于 {least}"),
    "exported": ("written: {path}", "已写出：{path}"),
    "unknown-format": ("no format {name}; known: {known}", "没有格式 {name}；可用：{known}"),
    "no-contrast": ("no figures stand against each other", "没有可对照的数字"),
    "no-extra": (
        "{name} is not installed; it comes with: pip install 'regionkg[{extra}]'",
        "未安装 {name}；可用 pip install 'regionkg[{extra}]' 安装",
    ),
    "cluster-unreachable": ("no scheduler answers at {scheduler}", "{scheduler} 没有调度器响应"),
    "cluster-idle": ("the scheduler at {scheduler} has no worker", "{scheduler} 的调度器没有工作进程"),
    "cluster-lost": (
        "the scheduler at {scheduler} went away; run the same command again: what was read until then is kept",
        "{scheduler} 的调度器已断开；请再次运行同一命令：此前已读的内容会保留",
    ),
    "cluster-edition": (
        "the workers of {scheduler} have another version of kg, or other rules, than this machine",
        "{scheduler} 的工作进程与本机的 kg 版本或规则不同",
    ),
    "cluster-missing": (
        "Dask is not installed; it comes with: pip install 'regionkg[dask]'",
        "未安装 Dask；可用 pip install 'regionkg[dask]' 安装",
    ),
    "serving": ("serving on {url} (Ctrl-C ends it)", "服务地址：{url}（Ctrl-C 结束）"),
    "aliases": ("also", "又称"),
    "relations": ("relations", "关系"),
    "figures": ("figures", "数字"),
    "sources": ("sources", "来源"),
    "tokens": ("words", "分词"),
    "mentions": ("mentions", "提及"),
    "home": ("home area", "主地区"),
    "lifted": ("lifted", "抬升句"),
    "candidates": ("candidates", "候选"),
    "fate-stands": ("stands", "保留"),
    "fate-inside": ("inside {rival}", "在 {rival} 之内"),
    "fate-lost": ("lost to {rival} by {by}", "让位于 {rival}（{by}）"),
    "by-priority": ("priority", "优先级"),
    "by-length": ("length", "长度"),
    "by-position": ("position", "位置"),
    "sentences": ("sentences as the rules see them", "规则所见的句子"),
    "subject": ("subject in force behind it", "句末生效的主语"),
    "period": ("period in force behind it", "句末生效的时期"),
    "tried": ("rules tried", "试过的规则"),
    "matched": ("patterns found", "匹配的模式"),
    "fired": ("rules that say something", "给出陈述的规则"),
    "explanation": ("How {name} is read", "{name} 的识别过程"),
    "why": ("why", "详情"),
    "date": ("date", "日期"),
    "text-or-document": ("give either TEXT or --document FILE", "请给出 TEXT 或 --document FILE 之一"),
    "refused": ("refused", "未采用"),
    "none": ("none", "无"),
}

REASONS: dict[str, str] = {
    "empty": "文件为空",
    "binary": "不是文本（二进制内容）",
    "truncated": "编码损坏或文件被截断",
    "front-matter": "YAML 头部无法解析",
    "not-an-object": "该行不是 JSON 对象",
    "bad-json": "该行不是合法的 JSON",
    "no-text": "没有正文字段",
    "no-sentence": "没有可用的句子",
    "missing": "路径不存在",
    "same-name": "与另一篇文档同名",
    "unreadable": "无法打开文件",
    "fault": "处理时出错",
    "killer": "每个读取它的进程都被终止",
    "extra": "缺少读取此格式的扩展包",
}


@cache
def chinese() -> bool:
    """Whether messages are Chinese: KG_LANG, then LC_ALL, LC_MESSAGES, LANG, as POSIX orders them."""
    for name in ("KG_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value.lower().startswith("zh")
    return False


def say(key: str, /, **values: object) -> str:
    """The message `key` with its values filled in. KeyError names a message that does not exist."""
    return MESSAGES[key][chinese()].format_map(values)


def why(code: str, reason: str) -> str:
    """The reason of a failure for a person: its own words, with the Chinese kind before them in a Chinese locale."""
    known = REASONS.get(code)
    return f"{known}（{reason}）" if chinese() and known else reason
