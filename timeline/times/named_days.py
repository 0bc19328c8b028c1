"""Named days of the year: on a fixed date, from Easter, the n-th weekday of a month, or by another calendar.

The Hebrew calendar and the tabular Islamic one are arithmetic (Reingold and Dershowitz, Calendrical
Calculations). Days that need the sky come from the tables of the `holidays` package, which is only imported
when such a day is met.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any, TypeAlias

from timeline.times.calendar import Period, Unit
from timeline.times.edtf import day_number, days_in_month, from_day_number

__all__ = ["DAYS", "NamedDay", "in_year"]

# Given a year: the day numbers on which a day falls in it, mostly one.
_Find: TypeAlias = Callable[[int], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class NamedDay:
    """When a named day is.

    `last` gives the last day of a feast that begins on a day, `unit` is WEEK when the week that holds the day
    is meant, and `doubt` says why the date is approximate.
    """

    find: _Find
    last: Callable[[int], int] = lambda first: first
    unit: Unit = Unit.DAY
    doubt: str = ""


_REFORM = 1583  # the first year of the Gregorian calendar


def _easter(year: int) -> int:
    """Return the day number of Easter Sunday (Meeus, Astronomical Algorithms: the anonymous algorithm).

    Before the reform of 1582 it is the date of the Julian calendar, by which texts date those years.
    """
    if year < _REFORM:
        return day_number(year, *_julian_easter(year))
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day_ = divmod(h + m - 7 * n + 114, 31)
    return day_number(year, month, day_ + 1)


def _julian(year: int, month: int, day_: int) -> int:
    """Return the day number of a date of the Julian calendar, from March to December."""
    return day_number(year, month, day_) + year // 100 - year // 400 - 2


def _orthodox_easter(year: int) -> int:
    """Return the day number of Easter Sunday by the Julian calendar."""
    return _julian(year, *_julian_easter(year))


def _julian_easter(year: int) -> tuple[int, int]:
    """Return month and day of Easter Sunday in the Julian calendar (Meeus)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day_ = divmod(d + e + 114, 31)
    return month, day_ + 1


def _fixed(month: int, day_: int) -> NamedDay:
    return NamedDay(
        lambda year: (day_number(year, month, day_),) if day_ <= days_in_month(year, month) else ()
    )


def _from_easter(days: int) -> NamedDay:
    return NamedDay(lambda year: (_easter(year) + days,))


def _from_orthodox_easter(days: int) -> NamedDay:
    return NamedDay(lambda year: (_orthodox_easter(year) + days,))


def _nth(count: int, weekday: int, month: int, later: int = 0) -> NamedDay:
    """Return the n-th weekday (1 is Monday) of a month, the last for -1, or some days later."""

    def find(year: int) -> tuple[int, ...]:
        if count < 0:
            end = day_number(year, month, days_in_month(year, month))
            return (end - (end - weekday) % 7 + later,)
        begin = day_number(year, month, 1)
        return (begin + (weekday - begin) % 7 + 7 * (count - 1) + later,)

    return NamedDay(find)


def _last_before(weekday: int, month: int, day_: int) -> NamedDay:
    """Return the last such weekday before a date."""

    def find(year: int) -> tuple[int, ...]:
        eve = day_number(year, month, day_) - 1
        return (eve - (eve - weekday) % 7,)

    return NamedDay(find)


def _inauguration(year: int) -> tuple[int, ...]:
    """Every four years; in March before the Twentieth Amendment."""
    if year % 4 != 1 or year < 1793:
        return ()
    return (day_number(year, 1, 20) if year >= 1937 else day_number(year, 3, 4),)


# -- the Hebrew calendar


def _elapsed(year: int) -> int:
    """Return the days from the epoch to the mean new moon of a Hebrew year, put off as the Sabbath asks."""
    months = (235 * year - 234) // 19
    days = 29 * months + (12084 + 13753 * months) // 25920
    return days + (3 * (days + 1) % 7 < 3)


def _hebrew_new_year(year: int) -> int:
    before, this, after = (_elapsed(year + offset) for offset in (-1, 0, 1))
    delay = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return this + delay - 1373427


def _rosh_hashanah(year: int) -> int:
    """Return the day number of the Hebrew new year that falls in a Gregorian one; feasts begin on its eve."""
    return _hebrew_new_year(year + 3761)


def _from_rosh_hashanah(days: int, length: int = 1) -> NamedDay:
    return NamedDay(lambda year: (_rosh_hashanah(year) + days,), lambda first: first + length - 1)


def _from_passover(days: int, length: int = 1) -> NamedDay:
    return _from_rosh_hashanah(days - 163, length)  # from Nisan to Tishri the months have fixed lengths


def _hanukkah(year: int) -> tuple[int, ...]:
    first = _rosh_hashanah(year)
    long = (_hebrew_new_year(year + 3762) - first) % 10 == 5  # Heshvan has 30 days then
    return (first + 83 + long,)


def _tisha_bav(year: int) -> tuple[int, ...]:
    day_ = _rosh_hashanah(year) - 51
    return (day_ + (day_ % 7 == 6),)  # never on a Sabbath


# -- calendars by the moon, of which the sky decides


def _table(calendar: str, name: str) -> Mapping[int, Any]:
    """Return a table of the `holidays` package, year → a (month, day) or several; or nothing."""
    tables: Mapping[int, Any] = getattr(
        getattr(import_module("holidays.calendars"), calendar, None), f"{name}_DATES", {}
    )
    return tables


def _listed(year: int, calendar: str, *names: str) -> tuple[int, ...]:
    """Return the days that the first of these tables has for a year."""
    for name in names:
        if found := _table(calendar, name).get(year):
            dates = found if isinstance(found[0], tuple) else (found,)
            return tuple(day_number(year, int(month), int(day_)) for month, day_ in dates)
    return ()


def _by_table(calendar: str, *names: str, doubt: str = "") -> NamedDay:
    return NamedDay(lambda year: _listed(year, calendar, *names), doubt=doubt)


def _tabular(year: int, month: int, day_: int) -> tuple[int, ...]:
    """Return the days of a Gregorian year on which a date of the tabular Islamic calendar falls."""
    found = []
    about = (year - 622) * 33 // 32
    for islamic in range(about - 1, about + 4):
        before = 227013 + (islamic - 1) * 354 + (3 + 11 * islamic) // 30  # the days before that year
        number = before + 29 * (month - 1) + month // 2 + day_
        if islamic > 0 and from_day_number(number).year == year:
            found.append(number)
    return tuple(found)


_SIGHTING = "the sighting of the moon decides, so the day is approximate"
_CUSTOM = "countries keep it on different days, so the day is approximate"


def _islamic(name: str, month: int, day_: int) -> NamedDay:
    """Return a day by the calendar of Umm al-Qura, by the tabular one outside of its tables."""
    return NamedDay(
        lambda year: _listed(year, "_IslamicLunar", name) or _tabular(year, month, day_), doubt=_SIGHTING
    )


_EID_AL_FITR = _islamic("EID_AL_FITR", 10, 1)


def _end_of_ramadan(first: int) -> int:
    year = from_day_number(first).year
    return min(day_ for day_ in _EID_AL_FITR.find(year) + _EID_AL_FITR.find(year + 1) if day_ > first) - 1


def _quds(year: int) -> tuple[int, ...]:
    """Return the last Friday of Ramadan."""
    return tuple(day_ - 1 - (day_ - 1 - 5) % 7 for day_ in _EID_AL_FITR.find(year))


def _nowruz(year: int) -> tuple[int, ...]:
    calendar = getattr(import_module("holidays.calendars"), "_Persian", None)
    found = calendar().new_year_date(year) if calendar and year > 0 else None
    return (found.toordinal(),) if found else ()


DAYS: dict[str, NamedDay] = {
    # Western and fixed
    "new_year": _fixed(1, 1),
    "epiphany": _fixed(1, 6),
    "martin_luther_king": _nth(3, 1, 1),
    "inauguration_day": NamedDay(_inauguration),
    "burns_night": _fixed(1, 25),
    "australia_day": _fixed(1, 26),
    "holocaust_memorial": _fixed(1, 27),
    "candlemas": _fixed(2, 2),
    "cancer_day": _fixed(2, 4),
    "waitangi_day": _fixed(2, 6),
    "valentine": _fixed(2, 14),
    "presidents_day": _nth(3, 1, 2),
    "leap_day": _fixed(2, 29),
    "st_david": _fixed(3, 1),
    "womens_day": _fixed(3, 8),
    "commonwealth_day": _nth(2, 1, 3),
    "st_patrick": _fixed(3, 17),
    "water_day": _fixed(3, 22),
    "shrove_tuesday": _from_easter(-47),
    "rose_monday": _from_easter(-48),
    "ash_wednesday": _from_easter(-46),
    "mothering_sunday": _from_easter(-21),
    "palm_sunday": _from_easter(-7),
    "holy_week": NamedDay(lambda year: (_easter(year),), unit=Unit.WEEK),
    "maundy_thursday": _from_easter(-3),
    "good_friday": _from_easter(-2),
    "holy_saturday": _from_easter(-1),
    "easter": _from_easter(0),
    "easter_monday": _from_easter(1),
    "ascension": _from_easter(39),
    "pentecost": _from_easter(49),
    "whit_monday": _from_easter(50),
    "trinity_sunday": _from_easter(56),
    "corpus_christi": _from_easter(60),
    "april_fools": _fixed(4, 1),
    "health_day": _fixed(4, 7),
    "songkran": _fixed(4, 13),
    "patriots_day": _nth(3, 1, 4),
    "earth_day": _fixed(4, 22),
    "st_george": _fixed(4, 23),
    "anzac_day": _fixed(4, 25),
    "may_day": _fixed(5, 1),
    "press_freedom_day": _fixed(5, 3),
    "cinco_de_mayo": _fixed(5, 5),
    "victory_day": _fixed(5, 9),
    "mothers_day": _nth(2, 7, 5),
    "victoria_day": _last_before(1, 5, 25),
    "memorial_day": _nth(-1, 1, 5),
    "environment_day": _fixed(6, 5),
    "fathers_day": _nth(3, 7, 6),
    "juneteenth": _fixed(6, 19),
    "refugee_day": _fixed(6, 20),
    "midsummer_eve": _fixed(6, 23),
    "midsummer": _fixed(6, 24),
    "canada_day": _fixed(7, 1),
    "independence_day": _fixed(7, 4),
    "bastille_day": _fixed(7, 14),
    "mandela_day": _fixed(7, 18),
    "assumption": _fixed(8, 15),
    "labor_day": _nth(1, 1, 9),
    "peace_day": _fixed(9, 21),
    "german_unity": _fixed(10, 3),
    "mental_health_day": _fixed(10, 10),
    "hispanic_day": _fixed(10, 12),
    "columbus_day": _nth(2, 1, 10),
    "food_day": _fixed(10, 16),
    "un_day": _fixed(10, 24),
    "halloween": _fixed(10, 31),
    "all_saints": _fixed(11, 1),
    "all_souls": _fixed(11, 2),
    "bonfire_night": _fixed(11, 5),
    "election_day": _nth(1, 1, 11, later=1),
    "veterans_day": _fixed(11, 11),
    "remembrance_sunday": _nth(2, 7, 11),
    "childrens_day": _fixed(11, 20),
    "thanksgiving": _nth(4, 4, 11),
    "black_friday": _nth(4, 4, 11, later=1),
    "cyber_monday": _nth(4, 4, 11, later=4),
    "st_andrew": _fixed(11, 30),
    "advent_sunday": _last_before(7, 12, 4),
    "aids_day": _fixed(12, 1),
    "st_nicholas": _fixed(12, 6),
    "immaculate_conception": _fixed(12, 8),
    "human_rights_day": _fixed(12, 10),
    "christmas_eve": _fixed(12, 24),
    "christmas": _fixed(12, 25),
    "boxing_day": _fixed(12, 26),
    "holy_innocents": _fixed(12, 28),
    "new_year_eve": _fixed(12, 31),
    # Orthodox
    "orthodox_christmas_eve": NamedDay(lambda year: (_julian(year - 1, 12, 24),)),
    "orthodox_christmas": NamedDay(lambda year: (_julian(year - 1, 12, 25),)),
    "orthodox_good_friday": _from_orthodox_easter(-2),
    "orthodox_easter": _from_orthodox_easter(0),
    # Jewish
    "purim": _from_passover(-30),
    "passover": _from_passover(0, length=8),
    "lag_baomer": _from_passover(33),
    "shavuot": _from_passover(50),
    "tisha_bav": NamedDay(_tisha_bav),
    "rosh_hashanah": _from_rosh_hashanah(0),
    "yom_kippur": _from_rosh_hashanah(9),
    "sukkot": _from_rosh_hashanah(14, length=7),
    "hanukkah": NamedDay(_hanukkah, lambda first: first + 7),
    # Muslim
    "islamic_new_year": _islamic("HIJRI_NEW_YEAR", 1, 1),
    "ashura": _islamic("ASHURA", 1, 10),
    "arbaeen": _islamic("ARBAEEN", 2, 20),
    "mawlid": _islamic("MAWLID", 3, 12),
    "ramadan": NamedDay(_islamic("RAMADAN_BEGINNING", 9, 1).find, _end_of_ramadan, doubt=_SIGHTING),
    "quds_day": NamedDay(_quds, doubt=_SIGHTING),
    "eid_al_fitr": _EID_AL_FITR,
    "eid_al_adha": _islamic("EID_AL_ADHA", 12, 10),
    # Of Asia. The tables for Hindu days reach from 2001 to 2035, the others from 1901 to 2100.
    "lunar_new_year_eve": NamedDay(
        lambda year: tuple(day_ - 1 for day_ in _listed(year, "_ChineseLunisolar", "LUNAR_NEW_YEAR"))
    ),
    "lunar_new_year": _by_table("_ChineseLunisolar", "LUNAR_NEW_YEAR"),
    "tet": _by_table("_ChineseLunisolar", "VIETNAMESE_CALENDAR_LUNAR_NEW_YEAR", "LUNAR_NEW_YEAR"),
    "seollal": _by_table("_ChineseLunisolar", "KOREAN_CALENDAR_LUNAR_NEW_YEAR", "LUNAR_NEW_YEAR"),
    "dragon_boat": _by_table("_ChineseLunisolar", "DRAGON_BOAT"),
    "mid_autumn": _by_table("_ChineseLunisolar", "MID_AUTUMN"),
    "chuseok": _by_table("_ChineseLunisolar", "KOREAN_CALENDAR_MID_AUTUMN", "MID_AUTUMN"),
    "nowruz": NamedDay(_nowruz),
    "vesak": _by_table("_BuddhistLunisolar", "VESAK_MAY", doubt=_CUSTOM),
    "maha_shivaratri": _by_table("_HinduLunisolar", "MAHA_SHIVARATRI"),
    "holi": _by_table("_HinduLunisolar", "HOLI"),
    "raksha_bandhan": _by_table("_HinduLunisolar", "RAKSHA_BANDHAN"),
    "ganesh_chaturthi": _by_table("_HinduLunisolar", "GANESH_CHATURTHI"),
    "dussehra": _by_table("_HinduLunisolar", "DUSSEHRA"),
    "diwali": _by_table("_HinduLunisolar", "DIWALI_INDIA", doubt=_CUSTOM),
}


@lru_cache(maxsize=8192)
def in_year(name: str, year: int) -> tuple[Period, ...]:
    """Return the days on which the named day falls (a feast of several days: begins) in a year.

    There are two in some years of a calendar by the moon, and none where the day is not known.
    """
    named = DAYS[name]
    return tuple(Period.holding(named.unit, number) for number in named.find(year))
