"""Things that the words around them give away."""

from __future__ import annotations

import pytest

import kg.mentions  # noqa: F401
from kg.mentions.spot import spotters
from kg.model import Source
from kg.text.read import read

FRAMES = [
    ("境内主要河流有淅水河、白桦川。", "NaturalFeature:淅水河|NaturalFeature:白桦川"),
    ("岚河穿城而过，母亲河流经城区。", "NaturalFeature:岚河"),
    ("由浙江省第十批援藏工作队援建。", "GovernmentBody:浙江省第十批援藏工作队"),
    ("各地援藏工作队到场。", ""),
    ("江苏省第二生态环境保护督察组交办。", "GovernmentBody:江苏省第二生态环境保护督察组"),
    ("与中国科学院高原地理与湖泊研究所合作。", "Institution:中国科学院高原地理与湖泊研究所"),
    ("中国科学院院士到访研究所。", ""),
    ("中国烹饪协会与中国盆景协会到会。", "Institution:中国烹饪协会|Institution:中国盆景协会"),
    ("临平区第一人民医院开怀院区启用，临平区第一人民医院两个院区接诊。", "Institution:临平区第一人民医院开怀院区"),
    ("塘栖镇中心小学新建教学楼。", "Institution:塘栖镇中心小学"),
    ("全镇中心小学新建教学楼。", ""),
    ("在玉石村新建民宿20栋，在全村开展宣传。", "Village:玉石村"),
    ("“东岚118”大豆新品种丰收。", "Product:东岚118"),
    ("“云泽饵丝”“云泽凉面”双双入选云泽特色小吃名录。", "Product:云泽饵丝|Product:云泽凉面"),
    ("“云泽刺绣技艺”入选特色名录。", ""),
    ("公司生产的LH80型风机叶片下线。", "Product:LH80型风机叶片"),
    ("投资2亿元的菜籽蛋白项目投产。", "Project:菜籽蛋白项目"),
    ("投资2亿元的产业项目投产。", ""),
    ("晚上的“千人长街宴”现场摆席百桌。", "Event:千人长街宴"),
    ("医院获评二级甲等综合医院。", "Honor:二级甲等综合医院"),
    ("民宿“枫林小筑”的老板周岚，还办了民宿“一村一品”展。", "Enterprise:枫林小筑"),
    ("青石村的“岚枫人家”农家乐客满，“一村一品”民宿产业兴旺。", "Enterprise:岚枫人家"),
    ("杭州市临平区：杭州市临平区无定河食品有限公司", "Enterprise:杭州市临平区无定河食品有限公司"),
]


@pytest.mark.parametrize(("text", "names"), FRAMES, ids=[text for text, _ in FRAMES])
def test_what_a_frame_names(text: str, names: str) -> None:
    document = read(Source("page.txt", text.encode()))
    found = spotters.get("things.frames")(document)
    named = sorted({(c.mention.span, f"{c.mention.type}:{c.mention.name}") for c in found})
    assert "|".join(name for _, name in named) == names


def test_a_line_that_opens_with_a_project() -> None:
    text = "签约项目\n\n岚目智能眼镜项目，由岚目公司投资2亿元。\n\n重点项目，总投资三亿元。"
    document = read(Source("page.txt", text.encode()))
    found = [c.mention.name for c in spotters.get("things.frames")(document)]
    assert found == ["岚目智能眼镜项目"]
