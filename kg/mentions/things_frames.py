"""Things that the words around them give away, whatever their own words are: rivers that flow through a town, teams sent
to another province, a town's school, bred varieties, projects that open their line, feasts in quotation marks."""

from __future__ import annotations

from collections.abc import Iterator

from kg.mentions.edges import kind_of, left_edge
from kg.mentions.spot import Candidate, spotters
from kg.mentions.things import find_hits, name_start, plain
from kg.model import Document, Mention, Span
from kg.rules import areas
from kg.rules import regex as re
from kg.rules.sieve import finditer, quick

_WATER = "[\u4e00-\u9fff]{1,5}?(?:河|江|溪|湖|泊|海子|水库|沟|川|淖尔)"
_WATERS = quick(
    rf"(?:河流|湖泊|水系|支流|江河)(?:主要)?(?:有|为|是|包括)(?P<list>{_WATER}(?:[、和]{_WATER})*)(?=等|[，。；\n]|$)"
    rf"|境内有(?P<some>{_WATER}(?:[、和]{_WATER})*)等?(?:[\d一二三四五六七八九十两多数]+[条个座])?(?:主要|大小)?(?:河流|湖泊|江河|水系)"
)
_FLOWING = quick(
    r"(?:^|(?<=[，。；、：\s】]))(?P<name>[\u4e00-\u9fff]{1,4}(?:河|江|溪))(?=穿(?:城|境|市|县|镇|村)而过|流经|绕城而过|自[东西南北]{1,2}(?:向|至)|发源于|纵贯|横贯|干流全长|全长\d)"
)
_NO_WATER = re.compile(
    "^(?:该|此|这|那|全|各|本|一|两|三|多|条|母亲|界|内|运|护城|大|小|主要|其中|段|上|下|境内|跨)(?:条)?(?:河|江|溪)"
)
_TEAM = quick(
    r"(?:援[藏疆青川黔宁滇](?:干部人才|干部|医疗|教育|建设)?|对口支援[\u4e00-\u9fff]{2,8}?)(?:工作队|前方指挥部|工作前方指挥部|指挥部|联络组|工作组)"
)
_BATCH = re.compile(r"(?:第[一二三四五六七八九十]+(?:批|轮)|对口支援[\u4e00-\u9fff]{2,6}|对口)*$")
_INSPECTION = quick(
    r"(?:中央|[\u4e00-\u9fff]{2,3}省|[\u4e00-\u9fff]{2,4}市|[\u4e00-\u9fff]{2,5}自治区)(?:第[一二三四五六七八九十]+)?生态环境保护督察组"
)
_INSTITUTE = quick(
    r"中国(?:科学|农业科学|林业科学|水产科学|热带农业科学|医学科学|中医科学|社会科学|地质科学|水利水电科学|环境科学|建筑科学)(?:研究)?院"
    r"(?!院士|大学|与|和|及|的)[\u4e00-\u9fff]{2,16}?(?:研究所|研究院|研究中心|植物园)"
)
_BETWEEN = re.compile("、|，|的|[所院会][与和]|院士|大学|签|合作|共建|联合|专家|教授|团队|等|将|在")
_SOCIETY = quick("中国[\u4e00-\u9fff]{2,10}?(?:协会|学会|商会|基金会|研究会)(?!会?[员长]的)")
_CAMPUS = quick(
    r"(?<=医院|大学|学院|学校|中学|小学|健院)(?P<name>(?:[\u4e00-\u9fff]{2,3})(?:院区|校区|分校|分院))(?![\u4e00-\u9fff]{0,2}(?:院区|校区))"
)
_WHICH = re.compile("[的和与及等各新老本该主分在]|两个|三个|多个|[一二三四五六七八九十]个")
_LOCAL = quick(
    r"(?:中心小学|中心校|中心学校|中心幼儿园|中心卫生院|卫生院|九年一贯制学校|初级中学|中心中学|敬老院|完全小学)(?!生|教师|校长|院长|家长)"
)
_VILLAGE = quick(
    r"(?<=在)(?P<name>[\u4e00-\u9fff]{2,4}村)(?=新建|修建|建设|建成|开展|实施|打造|举行|召开|启动|种植|流转|试点|投资)"
)
_NO_VILLAGE = re.compile(
    "农村$|^(?:全|各|本|该|我|每|农|乡|山|示范|试点|美丽|重点|传统|行政|自然|中心|城中|贫困|搬迁|所在|偏远|部分|数|多|几|相关|其他|周边|边境|首批|这|那|一|两|[二三四五六七八九十]|城郊|新|老|驻|帮扶|联系|薄弱|省级|市级)"
)
_QUOTED = r"“[^“”\n，。；！？]{2,10}”"
_BRED = quick(
    r"“(?P<name>[^“”\n，。；！？]{2,10})”(?=(?:大豆|水稻|小麦|玉米|棉花|油菜|花生|马铃薯|甘薯|青稞|谷子|高粱|荞麦|茶树|果树|苹果|柑橘|脐橙|葡萄|梨|桃|辣椒|番茄"
    r"|蔬菜|瓜果|西瓜|甜瓜|牧草|生猪|肉牛|肉羊|奶牛|白羽鸡|肉鸡)?(?:新品种|良种|单交种))|“(?P<code>[^“”\n，。；！？]{1,8}\d[^“”\n，。；！？]{0,3})”(?=[\u4e00-\u9fff]{0,4}品种)"
)
_LISTED = quick(
    rf"(?P<list>{_QUOTED}(?:[、和]?{_QUOTED})*)(?:凭借?[^，。；\n]{{0,14}}[，,])?(?:双双|同时|先后|成功|一并|均|也|又|被)*入选[^，。；\n]{{0,12}}(?:小吃|美食|名吃|名菜|特产|伴手礼|农产品|名优|品牌)[^，。；\n]{{0,6}}(?:名录|名单|目录|清单)"
)
_ITEM = re.compile("“([^“”]+)”")
_NO_GOODS = re.compile("(?:技艺|节|歌|舞|戏|剧|习俗|工程|行动|计划|模式|案例)$")
_MODEL = quick(
    r"(?:生产|研发|研制|制造|推出|自研)的(?P<name>[A-Z]{1,5}-?\d{1,4}[A-Za-z0-9.-]*(?:型|系列)?[\u4e00-\u9fff]{2,10}?)(?=[，。]|在|分别|首次|将|已|正式|顺利|成功|下线|发运|交付|亮相)"
)
_OPENS_LINE = re.compile(
    r"(?P<name>[\u4e00-\u9fffA-Za-z0-9（）()]{4,24}?(?:项目|工程))(?=[，：:][ \u3000]*(?:由|总投资|计划总?投资|投资方|投资|位于|选址|建设单位|建设地点|建设|拟建|占地|用地|落户|主要建设|项目总投资))"
)
_FUNDED = quick(
    r"[0-9][亿万]?元(?:人民币)?的(?P<name>[\u4e00-\u9fffA-Za-z0-9]{4,16}?项目)(?=(?:近日|日前|正式|已|也|顺利|成功)?(?:投产|开工|签约|落户|建成|竣工|动工|奠基|落地|试产|投运|开建))"
)
_PLAIN = re.compile(
    "^(?:签约|开工|新建|重点|重大|上述|这些|该|全部|本次|此次|其中|一批|在建|续建|[一二三四五六七八九十两多数]|首批|主要|部分|招商|产业|工业|亿元|配套|民生|政府|基础设施|省级|市级|国家)*"
    "(?:产业|工业|农业|基础设施|民生|文旅|制造业|服务业|新能源|招商|建设|合作|投资|引资|技改|开工|签约|重点|重大|配套|外资)*(?:项目|工程)$"
)
_FIRM = quick(
    r"(?:^|(?<=[：:、，。；\n\u3000]))(?P<name>[\u4e00-\u9fff（）()]{6,28}?(?:有限责任公司|股份有限公司|有限公司|专业合作社))(?=[、，。；\n（(：]|等|$)"
)
_NO_FIRM = re.compile("[的在与和由向对把将被]|公司.*公司|企业|投资方|业主")
_FEAST = quick(
    r"“(?P<name>[^“”\n，。；]{2,14}(?:长街宴|百家宴|千人宴|万人宴|流水席|展演|大巡游|巡游|灯会|庙会|大集|嘉年华))”(?=[，。、]|活动|现场|举行|举办|开|在|上|吸引|登场)"
)
_LEVEL = quick(
    r"(?<=获评|达到|评为|创成|创建|晋升|通过|成为|晋级)(?:为|了)?(?P<name>(?:国家)?[一二三]级[甲乙丙]等(?:综合|中医|专科|妇幼|儿童|中西医结合|民族)*(?:医院|妇幼保健院))"
)


_SHOP = quick(
    r"“(?P<name>[\u4e00-\u9fff]{2,8})”(?=(?:农家乐|牧家乐|渔家乐|民宿|客栈|酒楼|餐厅|饭庄|面馆|火锅店|咖啡馆|书店|茶馆)(?!集群|产业|品牌|经济|文化|节|行业))"
)
_HOST = quick(
    r"(?:(?<=民宿“)|(?<=客栈“)|(?<=饭庄“)|(?<=农家乐“)|(?<=牧家乐“)|(?<=渔家乐“)|(?<=家庭农场“))(?P<name>[\u4e00-\u9fff]{2,8})(?=”的?(?:老板|店主|主人|经营者|负责人|业主|创办人|主理人))"
)
_PLEDGE = quick("(?:国家级?)?“(?:绿水青山就是金山银山|两山)”(?:理论|理念)?实践创新基地")


@spotters.register("things.frames")
def spot_frames(document: Document) -> Iterator[Candidate]:
    document = plain(document)
    text = document.text
    yield from _waters(text)
    yield from _bodies(text)
    yield from _local_houses(text)
    yield from _projects(document)
    yield from _branches(document)
    for m in _SOCIETY.finditer(text):
        if not _BETWEEN.search(m[0]):
            yield _named("Institution", text, m.start(), m.end(), 59)
    yield from _goods(text)
    for m in finditer(_FIRM, text):
        if _area_at(text, *m.span("name")) and not _NO_FIRM.search(m["name"]):
            yield _named("Enterprise", text, *m.span("name"), 61)
    for m in finditer(_INSTITUTE, text):
        if not _BETWEEN.search(m[0]):
            yield _named("Institution", text, m.start(), m.end(), 61)
    for m in finditer(_PLEDGE, text):
        yield _named("Honor", text, m.start(), m.end(), 64)
    for pattern, type_, priority in (
        (_FEAST, "Event", 62),
        (_LEVEL, "Honor", 61),
        (_SHOP, "Enterprise", 61),
        (_HOST, "Enterprise", 61),
    ):
        for m in finditer(pattern, text):
            yield _named(type_, text, *m.span("name"), priority)


def _named(type_: str, text: str, start: int, end: int, priority: int) -> Candidate:
    name = text[start:end]
    return Candidate(Mention(Span(start, end), type_, f"{type_.lower()}.frame", name), priority)


def _waters(text: str) -> Iterator[Candidate]:
    """主要河流有淅河、让水河; 淅河穿城而过."""
    for m in finditer(_WATERS, text):
        for item in re.finditer(
            _WATER, text[m.start("list" if m["list"] else "some") : m.end("list" if m["list"] else "some")]
        ):
            at = m.start("list" if m["list"] else "some") + item.start()
            at += item[0][0] in "、和"
            yield _named("NaturalFeature", text, at, at - (item[0][0] in "、和") + len(item[0]), 62)
    for m in finditer(_FLOWING, text):
        if not _NO_WATER.match(m["name"]):
            yield _named("NaturalFeature", text, *m.span("name"), 58)


def _bodies(text: str) -> Iterator[Candidate]:
    """岚江省第十批援藏工作队, 岚江省第三生态环境保护督察组."""
    for m in finditer(_TEAM, text):
        batch = _BATCH.search(text, max(0, m.start() - 14), m.start())
        end = batch.start() if batch else m.start()
        start = _area_before(text, end)
        if start is not None:
            yield _named("GovernmentBody", text, start, m.end(), 72)
    for m in finditer(_INSPECTION, text):
        front = re.split("第[一二三四五六七八九十]+生态|生态", m[0])[0]
        start = m.start() if front == "中央" else _area_before(text, m.start() + len(front))
        if start is not None:
            yield _named("GovernmentBody", text, start, m.end(), 72)


def _area_before(text: str, end: int) -> int | None:
    """Where the area begins that ends at `end`: the longest name or short form of one."""
    return next(
        (
            end - n
            for n in (7, 6, 5, 4, 3, 2)
            if areas.is_name(text[end - n : end]) or text[end - n : end] in areas.stems()
        ),
        None,
    )


def _area_at(text: str, start: int, end: int) -> bool:
    """Whether the name of an area, spelled out, opens the range: 岚江市岚山区|无定河肉业有限公司."""
    return any(areas.is_name(text[start : start + n]) for n in range(3, 8) if start + n + 6 <= end)


def _local_houses(text: str) -> Iterator[Candidate]:
    """岚江镇中心小学: a school or hospital that a town has one of, behind the town's full name; 在岚山村新建: a village."""
    for m in finditer(_LOCAL, text):
        town = text[max(0, m.start() - 5) : m.start()]
        start = _area_before(text, m.start()) if town.endswith(("镇", "乡", "街道")) else None
        if start is not None:
            yield _named("Institution", text, start, m.end(), 60)
    for m in finditer(_VILLAGE, text):
        if not _NO_VILLAGE.match(m["name"]):
            yield _named("Village", text, *m.span("name"), 55)


def _branches(document: Document) -> Iterator[Candidate]:
    """江海医院开怀院区: a campus by whatever word, behind the name of its hospital or school."""
    found = [m for m in finditer(_CAMPUS, document.text) if not _WHICH.search(m["name"])]
    parents = {hit.span.end: hit for hit in find_hits(document)} if found else {}
    for m in found:
        start = name_start(document.text, parents[m.start()]) if m.start() in parents else None
        if start is not None:
            yield _named("Institution", document.text, start, m.end(), 61)
            for again in re.finditer(rf"(?<![\u4e00-\u9fff]){m['name']}", document.text):
                yield _named("Institution", document.text, again.start(), again.end(), 58)


def _projects(document: Document) -> Iterator[Candidate]:
    """岚目智能眼镜项目，由…投资: what opens a line and is described behind a comma; 投资2亿元的岚目眼镜项目投产."""
    for block in document.blocks:
        m = _OPENS_LINE.match(document.text, _line_start(document.text, block.span.start), block.span.end)
        if m and _says_which(m["name"]) and kind_of(m["name"][:2]) not in ("verb", "function", "count"):
            yield _named("Project", document.text, *m.span("name"), 57)
    for m in finditer(_FUNDED, document.text):
        edge = left_edge(document, m.end("name") - 2)
        if _says_which(m["name"]) and edge and edge.start <= m.start("name"):
            yield _named("Project", document.text, *m.span("name"), 57)


_BULLET = re.compile(r"(?:[◆●■★▲○•·◇□\-*][ \u3000]*|[（(]?[\d一二三四五六七八九十]{1,3}[、.．）)][ \u3000]*)?")


def _line_start(text: str, at: int) -> int:
    bullet = _BULLET.match(text, at)
    return bullet.end() if bullet else at


def _says_which(name: str) -> bool:
    return not _PLAIN.match(name)


def _goods(text: str) -> Iterator[Candidate]:
    """“岚川118”大豆新品种, “岚川饵丝”入选小吃名录, 生产的LH80型风机叶片."""
    for m in finditer(_BRED, text):
        yield _named("Product", text, *m.span("name" if m["name"] else "code"), 62)
    for m in finditer(_LISTED, text):
        for item in _ITEM.finditer(text, *m.span("list")):
            if not _NO_GOODS.search(item[1]):
                yield _named("Product", text, *item.span(1), 62)
    for m in finditer(_MODEL, text):
        yield _named("Product", text, *m.span("name"), 60)
