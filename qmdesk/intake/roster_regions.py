"""Where an enterprise lies: the county as the table names it, found among the regions of the policy pack.

Names come with or without 区, 县, 市, with the city before them (杭州市西湖区), with spaces. A name that several
regions have is asked about unless the table's head, a column or an earlier answer settles it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from qmdesk.formdef.programme import PolicyPack, Region

_LOW = ("county", "zone")
_MIDDLE = ("city", "unit")


@dataclass(frozen=True, slots=True)
class Found:
    """Where a row lies: the county's name, its city and province ("" where not known), the regions it may be, and
    whether the name is known at all. ``clash`` is the city that the table named against the county's own."""

    county: str
    city: str
    province: str
    known: bool
    candidates: tuple[str, ...] = ()
    clash: str = ""
    divisions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Regions:
    """The regions of a pack by their names. ``answers`` are what a person said of a county: county -> city."""

    pack: PolicyPack
    answers: Mapping[str, str]

    @cached_property
    def _named(self) -> dict[str, list[Region]]:
        found: dict[str, list[Region]] = {}
        for each in self.pack.regions:
            for name in {_bare(one) for one in (each.id, *each.names)}:
                found.setdefault(name, []).append(each)
        return found

    @cached_property
    def _has_counties(self) -> bool:
        return any(each.kind in _LOW for each in self.pack.regions)

    @cached_property
    def _by_id(self) -> dict[str, Region]:
        return {each.id: each for each in self.pack.regions}

    def upper(self, text: str) -> Region | None:
        """The city, unit or province that a text names, as a head line or a column of cities has it."""
        bare = _bare(text)
        for name in (bare, bare.removesuffix("经信局"), *(bare[:length] for length in (3, 2))):
            for each in self._named.get(name, ()):
                if each.kind in (*_MIDDLE, "province"):
                    return each
        return None

    def any(self, text: str) -> Region | None:
        """The one region that a text names, None for none or several."""
        found = self._named.get(_bare(text), [])
        return found[0] if len(found) == 1 else None

    def place(self, county: str, city: str, head: str) -> Found:
        """Where a row lies by its county, its own city column and the table's head (each may be "")."""
        wanted = self.upper(city) or (self.upper(head) if head else None) or self._prefix(county)
        name = _bare(county)
        options = self._named.get(name) or self._named.get(_bare(self._without_prefix(county))) or []
        answer = self.answers.get(county.strip()) or self.answers.get(name)
        if answer is not None:
            wanted = self._by_id.get(answer, wanted)
            options = [each for each in options if each.within == answer]
        if not options:
            return self._unknown(county, wanted)
        inside = [each for each in options if wanted is not None and self._is_in(each, wanted)]
        if len(inside) == 1 or (len(options) == 1 and wanted is None):
            return self._known(inside[0] if inside else options[0])
        if wanted is not None and not inside:
            own = self._known(options[0])
            names = (*dict.fromkeys(each.within or each.id for each in options), wanted.id)
            return Found(own.county, own.city, own.province, known=True, candidates=names, clash=wanted.id)
        within = tuple(dict.fromkeys(each.within for each in options))
        return Found(county.strip(), "", "", known=True, candidates=within)

    def _known(self, region: Region) -> Found:
        chain = self._chain(region)
        city = next((each.id for each in chain if each.kind in _MIDDLE), "")
        province = next((each.id for each in chain if each.kind == "province"), "")
        county = region.id if region.kind in _LOW else ""
        return Found(county, city, province, known=True, divisions=region.divisions)

    def _unknown(self, county: str, wanted: Region | None) -> Found:
        if wanted is None:
            return Found(county.strip(), "", "", known=False)
        above = self._known(wanted)
        return Found(county.strip(), above.city, above.province, known=not self._has_counties)

    def _chain(self, region: Region) -> list[Region]:
        chain = [region]
        while chain[-1].within and len(chain) < 6:
            chain.append(self._by_id[chain[-1].within])
        return chain

    def _is_in(self, region: Region, wanted: Region) -> bool:
        return wanted.id in {each.id for each in self._chain(region)}

    def _prefix(self, county: str) -> Region | None:
        """The city or province that stands before the county in one text."""
        text = unicodedata.normalize("NFKC", county).replace(" ", "")
        known = (each for each in self.pack.regions if each.kind in (*_MIDDLE, "province"))
        fit = [each for each in known for name in {each.id, *each.names} if text.startswith(name) and text != name]
        return max(fit, key=lambda each: (each.kind in _MIDDLE, len(each.id)), default=None)

    def _without_prefix(self, county: str) -> str:
        text = unicodedata.normalize("NFKC", county).replace(" ", "")
        for _ in range(2):
            for each in self.pack.regions:
                if each.kind in _LOW:
                    continue
                name = max((one for one in {each.id, *each.names} if text.startswith(one)), key=len, default="")
                if name and len(text) > len(name) + 1:
                    text = text.removeprefix(name).lstrip("市省")
                    break
        return text

    def division_fits(self, code: str, found: Found) -> str:
        """How the division in a credit code fits: ``same``, ``city`` (the same city's), ``other``, or ``open`` where
        nothing can be said (registered by the province or the country, or a county that the pack doesn't know)."""
        division = code[2:8]
        if division in found.divisions:
            return "same"
        chain = [self._by_id[name] for name in (found.city, found.province) if name in self._by_id]
        if not chain or division.startswith("10") or division.endswith("0000"):
            return "open"
        prefixes = [each.divisions[0] for each in chain]
        near = prefixes[0][:4] if not prefixes[0].endswith("0000") else prefixes[0][:2]
        if division.startswith(near):
            whole = not found.divisions or division.endswith("00")
            return "open" if whole else "city"
        return "other"


def _bare(text: str) -> str:
    """A region's name without space, and without 市, 区, 县 behind a name that stays one."""
    words = re.sub(r"\s", "", unicodedata.normalize("NFKC", text)).strip("：:()")
    for end in ("(市、区)", "省", "市", "区", "县"):
        if words.endswith(end) and len(words) > len(end) + 1:
            return words.removesuffix(end)
    return words
