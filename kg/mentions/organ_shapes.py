"""What may stand before, inside and behind an organ's name: the shapes that `organs` reads with."""

from __future__ import annotations

from kg.rules import regex as re

# What may not follow a tail: the word goes on (市委|托, 组织部|门, 市局|部).
GOES_ON = {
    "委": re.compile(r"[托员派任培屈以外婉顿]|会(?!同(?:[省市县区州]|有关|相关))"),
    "部": re.compile(r"[门分署队件落]"),
    "局": re.compile(r"[势面部限域促地中]"),
    "办": re.compile(r"[理法公事学好成案得了起到医税证结完妥在实出过园]"),
    "院": re.compile(r"[士校线子落墙感]"),
    "处": re.compile(r"[理于在置罚分长方境]"),
    "科": re.compile(r"[技学长员目普研级教幻]"),
    "股": re.compile(r"[份权票东民长市指金]"),
    "府": re.compile(r"性|采购|购买|间|投资基金|专项债|引导基金|工作报告"),
    "协": re.compile(r"[作议同调商会助]"),
    "大": re.compile(r"常委|常务|代表大会|制度"),
    "会": re.compile(r"常务委员会|[议计员展场]"),
    "室": re.compile(r"[内外温]"),
    "所": re.compile(r"[在有以谓需属]"),
    "站": re.compile(r"[点在台]"),
}
RELATIVE = "省市区县州旗盟镇乡村"
JOINED = {
    "区": "假团开治小社地城园山灾林牧郊辖库片景新海湖湾矿特专分战防禁街校灌各全发厂港教军疫病垦湿流边辖",
    "市": "团省区城都超股楼门夜集上菜早房车债各全花鱼县大",
    "县": "团各全邻郡贫州市强",
    "省": "团各外全邻",
    "州": "",
    "旗": "红彩国锦战军各",
    "盟": "联同各欧结加",
    "镇": "县乡城各村市",
    "乡": "县城各故家老下返回入",
    "村": "农乡各镇新山全",
}
STRICT = "州旗盟村"  # after a Han character these end a name that we do not know
BARE_KINDS = frozenset(
    {
        "board",
        "partywork",
        "branch",
        "villagers",
        "both",
        "standing",
        "discipline",
        "supervision",
        "partygroup",
        "organparty",
    }
)
SHORT_BARE = frozenset({"discipline", "supervision", "both", "partygroup", "organparty"})
BARE_BEFORE = frozenset(
    "任免现原兼和与及由经在受被把将是为对从向的以年月日时，、。；：！？（）()“”《》\n\t ,;:\u3000|并请让据"
)
WITHIN = re.compile(
    "(?!.{0,8}(?:印发|发布|召开|出台|决定|批准|同意|提出|任命|公布|成立|设立|组建|派))[\u4e00-\u9fff]{2,22}?(?:领导小组|工作组|指挥部|联席会议)"
)  # 国务院|防汛指挥部 is another body
ANY = ("Country", "Province", "City", "District", "Town", "Village", "Zone")
SEATS = {
    "branch": ("Village",),
    "both": ("Village",),
    "villagers": ("Village",),
    "office": ("Town",),
    "administration": ("Zone",),
}
UNLIKELY_BARE = re.compile(r"(?:^(?:办公|研究|督查)[室厅]|所|中心|大队|支队|海关|编|队)$")
SESSION = re.compile(r"第?[一二三四五六七八九十\d]{1,3}届$")
PARTY = re.compile(r"(?:中国共产党|中共|政协|中国人民政治协商会议)$")
CENTRE = re.compile(r"(?:落实|贯彻|按照|根据|遵照|围绕|对标|[和与、在是，。])$")
CENTRE_AFTER = re.compile(
    r"[和与、](?=省|自治区|市|全国|各级|国务院|地方)|(?:决策|部署|要求|精神(?!文明)|经济工作会议|农村工作会议)"
)
LEAGUE = "共青团"
OTHER_PARTY = re.compile("民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|共青团|团")
ONLY_BELOW = ("统计调查", "人民银行分支")
BYLINE = re.compile(r"(?:稿源|供稿|编者|编辑|发布机构|发布单位)[:：] ?$")  # who prints a page is not in it
COMPOSED = re.compile("(?:局|厅|委员会|委|办公室|分局)$")
ZONE = re.compile(
    r"(?:新区|开发区|高新区|经开区|示范区|度假区|保税区|试验区|风景区|名胜区|管理区|实验区|合作区|港区|园区|产业园|新城|科技城|"
    r"科创城|商务区|服务区|景区|保护区|公园|灌区|水库|[\u4e00-\u9fff]谷|功能区|片区|集聚区|小镇|基地|湿地|林场|农场|口岸|生态城|城)(?:（[^（）\n]{1,8}）|\([^()\n]{1,8}\))?$"
)
PLACE = re.compile(r"[\u4e00-\u9fff](?:村|社区|镇|乡|街道|县|区|市)(?:（[^（）\n]{1,8}）)?$")
HOUSE = re.compile(
    r"(?:大学|学院|医院|学校|中学|小学|党校|研究院|研究所|银行|报社|电视台|融媒体中心|(?:集团|控股)?(?:股份|有限责任|有限)*公司|集团)$"
)  # what has a committee of the party of its own
SECTION = re.compile("(?:(?![和与及的在对向由将被是等了副任长局有属多各几两下派驻])[\u4e00-\u9fff]){2,6}")
PLACED_KINDS = frozenset(
    {"branch", "villagers", "both", "party", "government", "office", "congress", "committee", "partywork"}
)
