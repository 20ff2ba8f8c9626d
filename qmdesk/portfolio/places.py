"""From the region that a case names, in whatever words, to province, city and county as the policy packs call them.

A city that reports by itself (宁波, 深圳 …) is a city of its province here: it is never counted twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from qmdesk import assets
from qmdesk.formdef.programme import Region
from qmdesk.formdef.programme_loader import load_pack

_GAPS = re.compile(r"[\s、,，/·\-—>]+")
_CITY = re.compile(r"(.{2,9}?(?:自治州|地区|盟|市))")
_COUNTY = re.compile(r"(.{1,12}?(?:自治县|自治旗|新区|开发区|区|县|市|旗))")
_ENDINGS = ("市", "地区", "盟")
_MUNICIPALITIES = ("北京", "天津", "上海", "重庆")
_TOP = ("province", "country")


@dataclass(frozen=True, slots=True)
class Where:
    """A place by its parts, each empty where it isn't known. ``several``: cities that a county's name could mean."""

    province: str = ""
    city: str = ""
    county: str = ""
    several: tuple[str, ...] = ()


class Gazetteer:
    """The regions of policy packs, by every name that they have."""

    def __init__(self, regions: Iterable[Region]) -> None:
        self._by_id: dict[tuple[str, str], Region] = {}
        self._named: dict[str, list[Region]] = {}
        for region in regions:
            if region.kind == "country" or (region.id, region.within) in self._by_id:
                continue
            self._by_id[region.id, region.within] = region
            for name in dict.fromkeys((region.id, region.name.zh, *region.names)):
                self._named.setdefault(name, []).append(region)
        self._longest = max(map(len, self._named), default=0)

    def find(self, text: str) -> Where:
        """Province, city and county that a text begins with, as far as they are known."""
        rest = _GAPS.sub("", text).replace("市辖区", "")
        where = Where()
        while rest:
            region, length, several = self._first(rest, where)
            if region is None:
                return self._unlisted(rest, Where(where.province, where.city, where.county, several or where.several))
            where, rest = self._with(where, region), rest[length:]
            if where.county:
                return where
        return where

    def _first(self, text: str, where: Where) -> tuple[Region | None, int, tuple[str, ...]]:
        """The region that the text begins with, how long its name is, and the cities where it is one of several."""
        for length in range(min(self._longest, len(text)), 1, -1):
            fitting = [each for each in self._named.get(text[:length], ()) if self._fits(each, where)]
            places = {(each.within, each.id) for each in fitting}
            if len(places) == 1 or (fitting and len({each.id for each in fitting}) == 1 and not _county(fitting[0])):
                return fitting[0], length, ()
            if fitting:
                return None, length, tuple(sorted({each.within for each in fitting}))
        return None, 0, ()

    def _fits(self, region: Region, where: Where) -> bool:
        """Whether a region can come behind what is known: the same again, or something inside of it."""
        if where.city:
            return region.within == where.city or region.id == where.city
        if where.province:
            return region.id == where.province or self._province_of(region) == where.province
        return True

    def _with(self, where: Where, region: Region) -> Where:
        province = self._province_of(region)
        if region.kind in _TOP:
            return Where(province, where.city, where.county)
        if _county(region):
            city = region.within if region.within != province else where.city
            return Where(province, city, region.id)
        return Where(province, region.id, where.county)

    def _province_of(self, region: Region) -> str:
        seen = region
        for _ in range(3):
            if seen.kind in _TOP or not seen.within:
                return seen.id
            above = [each for each in self._named.get(seen.within, ()) if each.id == seen.within and each is not seen]
            if not above:
                return seen.within
            seen = min(above, key=lambda each: each.kind not in _TOP)
        return seen.id

    def _unlisted(self, rest: str, where: Where) -> Where:
        """City and county by the words they end in, where the packs don't list them."""
        if where.several or not where.province:
            return where
        city, county = where.city, where.county
        if not city and where.province not in _MUNICIPALITIES and (found := _CITY.match(rest)):
            city, rest = _short(found[1]), rest[found.end() :]
        if (city or where.province in _MUNICIPALITIES) and not county and (found := _COUNTY.match(rest)):
            county = found[1]
        return Where(where.province, city, county)


def _county(region: Region) -> bool:
    return region.kind in ("county", "zone")


def _short(city: str) -> str:
    for ending in _ENDINGS:
        if city.endswith(ending) and len(city) > len(ending) + 1:
            return city.removesuffix(ending)
    return city


@cache
def gazetteer() -> Gazetteer:
    """The regions of all built-in packs."""
    packs = [load_pack(name) for name in assets.policy_authorities()]
    packs.sort(key=lambda pack: pack.region != "全国")
    return Gazetteer(region for pack in packs for region in pack.regions)
