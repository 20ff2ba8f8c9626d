"""From the words of a case to province, city and county; what could be several is told and not guessed."""

from __future__ import annotations

import pytest

from qmdesk.formdef.programme_loader import load_pack
from qmdesk.portfolio.places import gazetteer


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("浙江省宁波市北仑区", ("浙江", "宁波", "北仑区")),
        ("浙江 宁波", ("浙江", "宁波", "")),
        ("宁波北仑", ("浙江", "宁波", "北仑区")),
        ("浙江省 / 杭州市 / 余杭区 五常街道", ("浙江", "杭州", "余杭区")),
        ("杭州市西湖区", ("浙江", "杭州", "西湖区")),
        ("浙江省", ("浙江", "", "")),
        ("广东省深圳市南山区", ("广东", "深圳", "南山区")),
        ("广东省佛山市顺德区", ("广东", "佛山", "顺德区")),
        ("重庆市渝中区", ("重庆", "", "渝中区")),
        ("北京市朝阳区", ("北京", "", "朝阳区")),
        ("内蒙古自治区锡林郭勒盟", ("内蒙古", "锡林郭勒", "")),
        ("新疆生产建设兵团", ("新疆", "新疆生产建设兵团", "")),
        ("浙江省江北区", ("浙江", "宁波", "江北区")),
        ("", ("", "", "")),
        ("某个地方", ("", "", "")),
    ],
)
def test_a_region_is_read_in_whatever_words(text, found):
    where = gazetteer().find(text)
    assert (where.province, where.city, where.county) == found


def test_a_county_that_belongs_to_two_cities_is_told_and_not_guessed():
    where = gazetteer().find("江北区")
    assert (where.province, where.city) == ("", "")
    assert set(where.several) == {"宁波", "重庆"}


def test_every_region_of_every_target_is_found_by_its_own_name():
    for authority in ("miit", "zhejiang"):
        for target in load_pack(authority).targets:
            where = gazetteer().find(target.region)
            assert target.region in (where.province, where.city), target.region
            if target.within:
                assert where.province == target.within
