"""Pages of several years about areas whose borders changed, and about posts that changed hands. Sentences are our own."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Entity, Knowledge
from tests.graph.made import document, figure, knowledge, reading, relation

HANGZHOU = Entity("area:330100", "City", "杭州市", (), "330100")
YUHANG = Entity("area:330110", "District", "余杭区", ("余杭",), "330110")
LINPING = Entity("area:330113", "District", "临平区", ("临平",), "330113")
TONGLU = Entity("area:330122", "District", "桐庐县", ("桐庐",), "330122")
ORGAN = Entity("GovernmentBody:余杭区人民政府", "GovernmentBody", "余杭区人民政府", ("区政府",), home=YUHANG.id)
ZHAO = Entity("Person:赵明远", "Person", "赵明远")
QIAN = Entity("Person:钱思齐", "Person", "钱思齐")
GDP = "地区生产总值"


def years() -> Knowledge:
    """Two territories called 余杭区; an agreement, a conflict, a rounded figure, two units; one post, two holders."""
    old = document(
        "2019.txt", "余杭区2019年地区生产总值800.5亿元。赵明远任余杭区人民政府区长。", "2020-02-01", "余杭区2019年公报"
    )
    new = document(
        "2021.txt",
        "余杭区2021年地区生产总值600亿元，增长5.5%。钱思齐任余杭区人民政府区长。赵明远原任余杭区人民政府区长。",
        "2022-02-01",
    )
    again = document(
        "2021b.txt", "余杭区2021年地区生产总值6000000万元。余杭区2019年地区生产总值810.5亿元。", "2022-03-01"
    )
    third = document("2022.txt", "余杭区2022年地区生产总值700亿元。临平区2022年地区生产总值990.5亿元。", "2023-02-01")
    other = document(
        "2022b.txt",
        "余杭区2022年地区生产总值720亿元。桐庐县2022年地区生产总值400亿元。临平区目前有工厂12家。",
        "2023-04-01",
    )
    growth = replace(figure(new, YUHANG, GDP, "5.5", "%", "2021"), measure="yoy_growth")
    return knowledge(
        reading(old, (YUHANG, ORGAN, ZHAO), (relation(old, ZHAO, "holdsPost", ORGAN, "赵明远", "区长"),), (figure(old, YUHANG, GDP, "800.5", "亿元", "2019"),), YUHANG),
        reading(
            new,
            (YUHANG, ORGAN, ZHAO, QIAN),
            (
                relation(new, QIAN, "holdsPost", ORGAN, "钱思齐", "区长"),
                relation(new, ZHAO, "holdsPost", ORGAN, "赵明远原任", "区长", "ended"),
            ),
            (figure(new, YUHANG, GDP, "600", "亿元", "2021"), growth),
            YUHANG,
        ),
        reading(again, (YUHANG,), (), (figure(again, YUHANG, GDP, "6000000", "万元", "2021"), figure(again, YUHANG, GDP, "810.5", "亿元", "2019")), YUHANG),
        reading(third, (YUHANG, LINPING), (), (figure(third, YUHANG, GDP, "700", "亿元", "2022"), figure(third, LINPING, GDP, "990.5", "亿元", "2022")), YUHANG),
        reading(
            other,
            (YUHANG, TONGLU, LINPING),
            (),
            (
                figure(other, YUHANG, GDP, "720", "亿元", "2022"),
                figure(other, TONGLU, GDP, "400", "亿元", "2022"),
                figure(other, LINPING, "工厂", "12", "家"),
            ),
            YUHANG,
        ),
    )  # fmt: skip
