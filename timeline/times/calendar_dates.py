"""Dates given by fields of the calendar, of which the coarser ones are missing: the year of “in December”."""

from collections.abc import Sequence
from dataclasses import replace

from timeline.times import named_days
from timeline.times.calendar import Period, Unit, date_of, month
from timeline.times.context import PUBLICATION, Context, spoken_name
from timeline.times.edtf import day_number, days_in_month
from timeline.times.meaning import Decade, Fields, Holiday
from timeline.times.model import Anchor
from timeline.times.resolved import Resolved, dated

__all__ = ["CalendarDates"]

_WEEKDAYS = 7
_VERY_SOON, _SOON, _LONG_AGO, _JUST_NOW = 31, 62, 265, 20  # days
_SEASON_BACK = 120  # days: “in the spring” of a story that has come to November is the next
_FAR_BACK = 240  # days: a story that names an earlier month has gone on to the next year
_REPORTED = 120  # days within which a quarter is still reported on


class CalendarDates:
    """Resolves dates of the calendar in a context; `words` are the expression's own."""

    def __init__(self, context: Context, words: str) -> None:
        self.context, self.words = context, words

    def fields(self, what: Fields) -> Resolved:
        """Resolve a date given by its fields."""
        if what.approximate and what.month is not None:
            return _about(self.fields(replace(what, approximate=False)))
        if what.unit in (Unit.DECADE, Unit.CENTURY) and what.index is not None:
            return dated(Period(what.unit, what.index), Anchor.CALENDAR)
        if what.unit is Unit.YEAR and what.year is not None and what.index is not None:
            return Resolved(
                "DATE",
                f"{what.year:04}",
                f"{what.year:04}/{what.index:04}",
                None,
                (),
                Anchor.CALENDAR,
                Period(Unit.YEAR, what.year),
            )
        if what.year is not None:
            return self._dated(what, what.year)
        self._leave_or_follow(what)
        if what.month is not None or what.unit is not None:
            return self._yearless(what)
        if what.day is not None:
            return self._day_of_month(what)
        if what.weekday is not None:
            return self._weekday_of_story(what) if what.spoken else self._weekday(what)
        return Resolved("DATE", "XXXX")

    def _leave_or_follow(self, what: Fields | Holiday) -> None:
        """Let “the following summer” count from the story, and “last summer” from the day of the news."""
        if what.spoken:
            self.context = replace(self.context, narrative=True)
        elif what.direction and self.context.published is not None:
            self.context = replace(self.context, narrative=False)

    def _dated(self, what: Fields, year: int, anchor: Anchor = Anchor.CALENDAR, *because: str) -> Resolved:
        if what.month is not None and what.day is not None:
            if what.day > days_in_month(year, what.month):
                text = Period(Unit.MONTH, year * 12 + what.month - 1).timex()
                return Resolved(
                    "DATE", f"{text}-XX", None, None, (f"there is no day {what.day} in {text}",), anchor
                )
            return dated(Period(Unit.DAY, day_number(year, what.month, what.day)), anchor, *because)
        if what.month is not None:
            return dated(month(year, what.month), anchor, *because)
        if what.unit is not None and what.index is not None:
            per_year = {Unit.QUARTER: 4, Unit.SEASON: 4, Unit.HALF: 2}[what.unit]
            return dated(Period(what.unit, year * per_year + what.index - 1), anchor, *because)
        if what.approximate:
            return replace(dated(Period(Unit.YEAR, year), anchor, *because, qualifier="~"), mod="APPROX")
        return dated(Period(Unit.YEAR, year), anchor, *because)

    def _base(self, unit: Unit) -> tuple[Period, Anchor, str] | None:
        """Return what a date without its year counts from."""
        if self.context.narrative or self.context.published is None:
            focus = self.context.focus
            spoken = focus.of(unit) or focus.of(Unit.YEAR)
            if unit is Unit.YEAR and focus.month and focus.year and focus.month.year == focus.year.year:
                spoken = focus.month, focus.month_words
            if unit is Unit.YEAR:
                spoken = self.context.inserted_later or spoken
            if spoken:
                return spoken[0], Anchor.TEXT, spoken_name(spoken)
        if self.context.published is None:
            return None
        period = Period(Unit.DAY, self.context.published)
        return period, Anchor.PUBLICATION, f"the publication date {period.edtf()}"

    def _yearless(self, what: Fields) -> Resolved:
        passing = self.context.passing if what.spoken and what.direction > 0 else None
        base = (passing[0], Anchor.TEXT, spoken_name(passing)) if passing else self._base(Unit.YEAR)
        if base is None:
            return Resolved(
                "DATE",
                self._timex_without_year(what),
                None,
                None,
                ("the year is not given, and the publication date is not known",),
            )
        period, anchor, name = base
        if (what.month == 2 and what.day is not None and what.day > 29) or (
            what.month and what.day and what.day > days_in_month(2000, what.month)
        ):
            return self._dated(what, period.year)
        direction, why = self._direction(what)
        candidates = []
        for year in range(
            period.year - (8 if what.day == 29 else 1), period.year + (9 if what.day == 29 else 2)
        ):
            found = self._dated(what, year)
            if found.period:
                candidates.append(found.period)
        if not candidates:
            return self._dated(what, period.year)
        if anchor is Anchor.TEXT and not what.spoken:
            chosen = self._following(candidates, period, self.context.focus.begin)
            told = self.context.history and not self.context.looks_back
            if chosen.last < period.first and self.context.published is not None and not told:
                self.context = replace(self.context, narrative=False)  # a story goes on, and not back
                return self._yearless(what)
            goes_on = chosen.year > period.year
            why = "the story goes on, so it is in the next year" if goes_on else "so it is in the same year"
        else:
            chosen = self._nearest(candidates, period, direction, what)
            if direction < 0 < chosen.first - period.last or direction > 0 < period.first - chosen.last:
                why = "it is the nearest one: the other lies nearly a year away"
        return dated(
            chosen,
            anchor,
            f"“{self.words}” counts from {name}",
            *((why,) if why else ()),
            f"= {chosen.edtf()}",
        )

    @staticmethod
    def _timex_without_year(what: Fields) -> str:
        if what.month is not None:
            return f"XXXX-{what.month:02}" + (f"-{what.day:02}" if what.day else "")
        if what.unit is Unit.SEASON and what.index:
            return "XXXX-" + ("SP", "SU", "FA", "WI")[what.index - 1]
        return f"XXXX-{'Q' if what.unit is Unit.QUARTER else 'H'}{what.index}"

    def _direction(self, what: Fields) -> tuple[int, str]:
        if what.direction in (-1, 1):
            return what.direction, ""
        if what.direction == 2:
            return 2, ""
        if self.context.tense > 0:
            return 1, f"“{self.context.cue}” looks ahead from there, so it is the next one"
        if self.context.tense < 0:
            return (
                -1,
                f"the sentence is about the past (“{self.context.cue}”), so it is the last one up to then",
            )
        return 0, ""

    @staticmethod
    def _following(candidates: list[Period], base: Period, begin: int) -> Period:
        """In a narrative the year goes on, unless the month would lie far back: then it is the next year."""
        same = [period for period in candidates if period.year == base.year]
        if not same:
            return candidates[0]
        chosen = same[0]
        late = base.unit is Unit.YEAR and base.first <= begin <= base.last and chosen.last < begin
        far_back = _SEASON_BACK if chosen.unit is Unit.SEASON else _FAR_BACK
        if late or (base.unit in (Unit.DAY, Unit.MONTH) and base.first - chosen.last > far_back):
            later = [period for period in candidates if period.year == base.year + 1]
            if later:
                return later[0]
        return chosen

    def _nearest(self, candidates: list[Period], base: Period, direction: int, what: Fields) -> Period:
        day = base.first
        before = [period for period in candidates if period.first <= day]
        after = [period for period in candidates if period.last >= day]
        explicit = what.direction in (-1, 1)
        if explicit:
            before = [period for period in candidates if period.last < day]
            after = [period for period in candidates if period.first > base.last]
            this = Period.holding(Unit.MONTH, day)
            if before and before[-1] == this.shift(-1) and before[-1].year == this.year and len(before) > 1:
                before.pop()  # who means it says “last month”
        if direction == 2:
            same = [period for period in candidates if period.year == base.year]
            return same[0] if same else candidates[0]
        sure = direction < 0 and not self.context.reported and what.month is not None and what.day is None
        if direction <= 0 and before and after and not explicit:
            # Somebody who means a date that lies nearly a year back says so.
            gap, wait = day - before[-1].last, after[0].first - day
            near = wait <= (_VERY_SOON if sure else _SOON)
            same_year = direction < 0 and before[-1].year == base.year and not self.context.reported
            near = near and not same_year  # “was held on 17 January”, told in November
            if gap >= _LONG_AGO and near and not self._is_of_story(before[-1]):
                return after[0]
        if direction > 0 and before and after and not explicit:
            gap, wait = day - before[-1].last, after[0].first - day
            if gap <= (_REPORTED if what.unit is Unit.QUARTER else _JUST_NOW) and wait >= _LONG_AGO - gap:
                return before[-1]
        if direction < 0 and before:
            return before[-1]
        if direction > 0 and after:
            return after[0]
        if what.day is None and what.unit is None and before:
            return before[-1]
        return min(candidates, key=lambda period: abs(period.first + period.last - 2 * day))

    def _is_of_story(self, period: Period) -> bool:
        """Whether a day or month told as past lies near the date last spoken of."""
        told = self.context.focus.of(Unit.MONTH)
        if told is None or told[1] == PUBLICATION or self.context.tense >= 0:
            return False
        return abs(period.first - told[0].first) <= _SOON

    def _weekday_of_story(self, what: Fields) -> Resolved:
        """Resolve “on the Friday”: the next one of the story if it has come to a day, else the last one."""
        context, told = self.context, self.context.focus.of(Unit.DAY)
        if told and told[0].unit is Unit.DAY and told[1] != PUBLICATION:
            found = self._weekday(what)
            published, day = context.published, found.period
            if context.tense > 0 or published is None or (day and day.first <= published):
                return found
        self.context = replace(context, narrative=False)
        return self._weekday(replace(what, spoken=False))

    def _weekday(self, what: Fields) -> Resolved:
        assert what.weekday is not None
        news = not self.context.history or self.context.focus.month is None  # nor has a story a day by then
        if self.context.published is not None and news and not what.spoken:
            self.context = replace(self.context, narrative=False)  # a bare weekday is news
        base = self._base(Unit.DAY)
        deictic = what.direction != 0 and not what.spoken and self.context.published is None
        if base is None or base[0].unit is not Unit.DAY or deictic:
            return Resolved(
                "DATE", f"XXXX-WXX-{what.weekday}", None, None, ("the publication date is not known",)
            )
        period, anchor, name = base
        day = period.first
        ahead = (what.weekday - day) % _WEEKDAYS
        direction, why = self._direction(what)
        if direction == 2:
            direction, why = (-1, why) if self.context.tense < 0 else (1, why)
        if what.direction == 1:
            chosen = day + (ahead if ahead > 1 else ahead + _WEEKDAYS)  # who means tomorrow says so
        elif what.direction == -1:
            chosen = day - ((day - what.weekday) % _WEEKDAYS or _WEEKDAYS)
        elif direction > 0 or anchor is Anchor.TEXT:
            why = why if direction > 0 else ""
            chosen = day + ahead
        else:
            chosen = day - (day - what.weekday) % _WEEKDAYS
            why = why or "nothing in the sentence looks ahead, so it is the last one up to then"
        found = Period(Unit.DAY, chosen)
        return dated(
            found, anchor, f"“{self.words}” counts from {name}", *((why,) if why else ()), f"= {found.edtf()}"
        )

    def _day_of_month(self, what: Fields) -> Resolved:
        assert what.day is not None
        base = self._base(Unit.MONTH)
        spoken = self.context.focus.of(Unit.MONTH)
        if spoken and self.context.focus.last and self.context.tense <= 0:
            base = spoken[0], Anchor.TEXT, spoken_name(spoken)
        if base is None or base[0].unit not in (Unit.DAY, Unit.MONTH):
            return Resolved("DATE", f"XXXX-XX-{what.day:02}", None, None, ("the month is not known",))
        period, anchor, name = base
        index = Period.holding(Unit.MONTH, period.first).index
        if (
            anchor is Anchor.PUBLICATION
            and self.context.tense <= 0
            and what.day > (date_of(period.first).day or 0)
        ):
            index -= 1
        because = (f"“{self.words}” is a day of the month of {name}",)
        if what.weekday is not None:
            months = [each for each in (index, index - 1, index + 1) if _falls_on(each, what)]
            if not months:
                because = (f"“{self.words}” is no day of the months around {name}",)
                return Resolved("DATE", f"XXXX-XX-{what.day:02}", None, None, because)
            index = months[0]
            because = (f"“{self.words}” is the nearest such day to {name}",)
        year, month_ = index // 12, index % 12 + 1
        if what.day > days_in_month(year, month_):
            return Resolved(
                "DATE",
                f"{month(year, month_).timex()}-XX",
                None,
                None,
                (*because, f"there is no day {what.day} in it"),
                anchor,
            )
        found = Period(Unit.DAY, day_number(year, month_, what.day))
        return dated(found, anchor, *because, f"= {found.edtf()}")

    def decade(self, what: Decade) -> Resolved:
        """Resolve a decade without its century: the last one that has begun."""
        base = self._base(Unit.YEAR)
        if base is None:
            return Resolved("DATE", f"XX{what.tens // 10}")
        index = base[0].year // 10
        index -= (index - what.tens // 10) % 10
        found = Period(Unit.DECADE, index)
        return dated(
            found, base[1], f"“{self.words}” is the last such decade up to {base[2]}", f"= {found.edtf()}"
        )

    def holiday(self, what: Holiday) -> Resolved:
        """Resolve a named day."""
        if what.weekend:
            return _weekend_of(self.holiday(replace(what, weekend=False)))
        if what.approximate:
            return _about(self.holiday(replace(what, approximate=False)))
        if what.year is not None:
            return self._feast(what.name, named_days.in_year(what.name, what.year)[:1], Anchor.CALENDAR)
        self._leave_or_follow(what)
        base = self._base(Unit.YEAR)
        if base is None:
            return Resolved("DATE", "XXXX-XX-XX", None, None, ("the year is not given",))
        period, anchor, name = base
        direction, why = self._direction(Fields(direction=what.direction))
        # Some days are only in every fourth year.
        years = range(period.year - 4, period.year + 5)
        candidates = [day for year in years for day in named_days.in_year(what.name, year)]
        if anchor is Anchor.TEXT:
            following = [day for day in candidates if day.first > period.last]
            same = [day for day in candidates if day.year == period.year]
            gone = bool(same) and period.unit is Unit.DAY and period.first - same[0].last > _FAR_BACK
            chosen = (following if what.direction > 0 or gone else same)[:1]
        elif candidates:
            chosen = [self._nearest(candidates, period, direction, Fields(day=1, direction=what.direction))]
        else:
            chosen = []
        return self._feast(
            what.name, chosen, anchor, f"“{self.words}” counts from {name}", *((why,) if why else ())
        )

    def _feast(self, name: str, days: Sequence[Period], anchor: Anchor, *because: str) -> Resolved:
        """Return the day, or the days of a feast, which begins on the one given, if any."""
        if not days:
            return Resolved(
                "DATE", "XXXX-XX-XX", None, None, (*because, "its day in that year is not known"), anchor
            )
        named = named_days.DAYS[name]
        qualifier = "~" if named.doubt else ""
        found = dated(days[0], anchor, qualifier=qualifier)
        last = Period(Unit.DAY, named.last(days[0].first))
        if found.date and named.unit is Unit.DAY and last != days[0]:
            found = replace(found, date=f"{found.date}/{last.edtf(qualifier)}")
        steps = (*because, *((named.doubt,) if named.doubt else ()))
        return replace(found, because=(*steps, *((f"= {found.date}",) if steps and found.date else ())))


def _about(exact: Resolved) -> Resolved:
    """Return a date that the text says is approximate."""
    if exact.period is None or exact.date != exact.period.edtf():
        return exact  # a feast of many days is a span
    date = exact.period.edtf("~")
    return replace(exact, date=date, mod="APPROX", because=(*exact.because, f"about then = {date}"))


def _weekend_of(feast: Resolved) -> Resolved:
    """Return the weekend at which a feast is: with it, and the days between."""
    if feast.period is None or feast.period.unit is not Unit.DAY:
        return feast
    weekend = Period.holding(Unit.WEEKEND, feast.period.first)
    if feast.period.first + _WEEKDAYS - weekend.last < weekend.first - feast.period.first:
        weekend = weekend.shift(-1)
    first, last = min(feast.period.first, weekend.first), max(feast.period.last, weekend.last)
    date = f"[{Period(Unit.DAY, first).edtf()}..{Period(Unit.DAY, last).edtf()}]"
    because = (*feast.because, f"the weekend at {feast.date} = {date}")
    return replace(feast, value=weekend.timex(), date=date, period=weekend, because=because)


def _falls_on(index: int, what: Fields) -> bool:
    """Whether a month (twelve times the year and the months gone) has the day, on its weekday."""
    year, month_ = index // 12, index % 12 + 1
    if what.day is None or what.weekday is None or what.day > days_in_month(year, month_):
        return False
    return (day_number(year, month_, what.day) - what.weekday) % _WEEKDAYS == 0
