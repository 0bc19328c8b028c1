"""Named days of the year: on a fixed date, some days from Easter, or the n-th weekday of a month."""

from collections.abc import Callable

from timeline.times.calendar import Period, Unit
from timeline.times.edtf import day_number, days_in_month

__all__ = ["DAYS", "on"]


def _easter(year: int) -> int:
    """Return the day number of Easter Sunday (Meeus, Astronomical Algorithms: the anonymous algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day_ = divmod(h + m - 7 * n + 114, 31)
    return day_number(year, month, day_ + 1)


def _fixed(month: int, day_: int) -> Callable[[int], int]:
    return lambda year: day_number(year, month, day_)


def _from_easter(days: int) -> Callable[[int], int]:
    return lambda year: _easter(year) + days


def _nth(count: int, weekday: int, month: int) -> Callable[[int], int]:
    """Return the n-th weekday (1 is Monday) of a month, the last for -1."""

    def find(year: int) -> int:
        if count < 0:
            end = day_number(year, month, days_in_month(year, month))
            return end - (end - weekday) % 7
        begin = day_number(year, month, 1)
        return begin + (weekday - begin) % 7 + 7 * (count - 1)

    return find


DAYS: dict[str, Callable[[int], int]] = {
    "new_year": _fixed(1, 1),
    "epiphany": _fixed(1, 6),
    "martin_luther_king": _nth(3, 1, 1),
    "valentine": _fixed(2, 14),
    "presidents_day": _nth(3, 1, 2),
    "womens_day": _fixed(3, 8),
    "st_patrick": _fixed(3, 17),
    "ash_wednesday": _from_easter(-46),
    "palm_sunday": _from_easter(-7),
    "good_friday": _from_easter(-2),
    "easter": _from_easter(0),
    "easter_monday": _from_easter(1),
    "ascension": _from_easter(39),
    "pentecost": _from_easter(49),
    "whit_monday": _from_easter(50),
    "april_fools": _fixed(4, 1),
    "may_day": _fixed(5, 1),
    "mothers_day": _nth(2, 7, 5),
    "memorial_day": _nth(-1, 1, 5),
    "fathers_day": _nth(3, 7, 6),
    "juneteenth": _fixed(6, 19),
    "independence_day": _fixed(7, 4),
    "bastille_day": _fixed(7, 14),
    "labor_day": _nth(1, 1, 9),
    "columbus_day": _nth(2, 1, 10),
    "halloween": _fixed(10, 31),
    "all_saints": _fixed(11, 1),
    "veterans_day": _fixed(11, 11),
    "thanksgiving": _nth(4, 4, 11),
    "christmas_eve": _fixed(12, 24),
    "christmas": _fixed(12, 25),
    "boxing_day": _fixed(12, 26),
    "new_year_eve": _fixed(12, 31),
}


def on(name: str, year: int) -> Period:
    """Return the day on which the named day falls in a year."""
    return Period(Unit.DAY, DAYS[name](year))
