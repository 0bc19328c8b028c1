"""What an expression can count from: publication, and the dates last spoken of."""

from dataclasses import dataclass, field

from timeline.times.calendar import Period, Unit

__all__ = ["PUBLICATION", "Context", "Focus", "spoken_name"]

PUBLICATION = "the publication date"  # what stands for its words
_STALE = 4  # a day stays the one spoken of for so many further dates


@dataclass(slots=True)
class Focus:
    """The dates last spoken of: the last day, the last that gave a month, the last that gave a year."""

    day: Period | None = None
    month: Period | None = None
    year: Period | None = None
    era: Period | None = None  # a decade or century
    day_words: str = ""
    month_words: str = ""
    year_words: str = ""
    era_words: str = ""
    quarter: Period | None = None  # of a report, which compares it with “a year earlier”
    quarter_at: int = 0
    last: tuple[Period, str] | None = None  # the one spoken of just now
    fine: tuple[Period, str] | None = None  # the last day or month: what “that month” points at past a year
    named: tuple[Period, str] | None = (
        None  # the one named last, also in passing: what “before that” points at
    )
    begin: int = 0  # the first day of the date last spoken of: “late 1943” begins in September
    minutes: tuple[int, int] | None = None  # of the day, where a time of it was the last one spoken of
    main: tuple[Period, str] | None = (
        None  # the last day of the main line, past or present: what clocks count on
    )
    main_at: int = 0  # its offset in the text
    news: tuple[Period, str] | None = None  # the last one that is near the publication, at first that itself
    ahead: tuple[Period, str] | None = None  # a day that lies ahead: what clocks count on in its sentence
    ahead_until: int = 0  # where that sentence ends
    late: bool = False  # whether it is an evening or a night, after which hours lead into the next day
    last_at: int = -1  # its offset in the text
    near_at: int = -1  # the offset of the last day, week or month
    is_beside: bool = False  # whether that stands beside the main line: in a side clause, or beside a noun
    is_ahead: bool = False  # whether it lies ahead
    is_lost: bool = False  # whether the story has gone on to a day that the text does not date
    is_vague: bool = False  # whether it leaves open which day is meant: “nearly two weeks after the raid”
    passing: tuple[Period, str] | None = (
        None  # what a participle gives in passing: “the motion, filed in May,”
    )
    passing_until: int = 0  # where that sentence ends
    passing_late: bool = False  # whether that is an evening or a night
    aside: tuple[Period, str] | None = None  # the last day of the background, until the story goes on
    since: tuple[Period, str] | None = None  # “since 2003” or “until 2003”, until another date is spoken of
    _age: int = 0

    def set(self, period: Period, words: str, at: int = -1, begin: int | None = None) -> None:
        """Make the period the one last spoken of; `at` is its offset in the text, `begin` its first day."""
        self.begin = period.first if begin is None else begin
        self.minutes = None
        self.aside = self.since = self.passing = None
        self.is_lost = False
        self.last, self.last_at = (period, words), at
        if not Period(Unit.MONTH, 0).is_finer_than(period.unit):
            self.near_at = at
            self.is_beside = self.is_ahead = self.is_vague = False
        if period.unit is Unit.QUARTER:
            self.quarter, self.quarter_at = period, at
        if period.unit is Unit.DAY:
            self.day, self.day_words, self._age = period, words, 0
        else:
            self._age += 1
            if self.day and self.day.first < period.first:
                self.day = None  # the story has gone on
        if period.unit in (Unit.DAY, Unit.MONTH):
            self.fine = period, words
            self.month, self.month_words = period, words
        elif period.unit in (Unit.WEEK, Unit.WEEKEND):
            self.month, self.month_words = Period.holding(Unit.MONTH, period.first), words
        elif self.month and not period.first <= self.month.first <= period.last:
            self.month = None
        if Period(Unit.YEAR, 0).is_finer_than(period.unit):
            self.era, self.era_words = period, words
        else:
            self.year, self.year_words, self.era = period, words, None

    def of(self, unit: Unit) -> tuple[Period, str] | None:
        """Return the date last spoken of that is fine enough to count this unit from, and its words."""
        if unit in (Unit.DAY, Unit.WEEK, Unit.WEEKEND, Unit.FORTNIGHT, Unit.HOUR, Unit.MINUTE, Unit.SECOND):
            if self.day and self._age <= _STALE:
                return self.day, self.day_words
            return (self.month, self.month_words) if self.month else None
        if unit in (Unit.MONTH, Unit.QUARTER, Unit.SEASON):
            return (self.month, self.month_words) if self.month else None
        if self.era and unit in (Unit.DECADE, Unit.CENTURY, Unit.MILLENNIUM):
            return self.era, self.era_words
        return (self.year, self.year_words) if self.year else None


@dataclass(slots=True)
class Context:
    """What is known where an expression stands."""

    published: int | None  # day number
    focus: Focus = field(default_factory=Focus)
    position: int = 0  # offset of the expression
    narrative: bool = False  # counts from the date last spoken of rather than from publication
    history: bool = False  # the whole text tells history: its “this year” is the year it tells of
    looks_back: bool = False  # that is news which looks back: what it goes back to counts from publication
    tense: int = 0  # -1 past, +1 future, 0 unknown
    reported: bool = False  # the verb that shows it only reports (“said”): what it reports may lie elsewhere
    cue: str = ""  # the words that show the tense
    aged: bool = False  # what is told just before was at somebody's age, and not on the date last spoken of
    strayed: bool = False  # the date last spoken of is none that what lies back is counted from
    perfect: bool = False  # its clause is in the past perfect, which tells the background
    had_lasted: bool = False  # what it tells since then had lasted up to the date last spoken of
    overnight: bool = False  # its clause goes on from an evening or a night: small hours are the next day's
    inserted: bool = False  # it goes on with the participle that gave a date in passing
    beyond: bool = False  # “after” stands before it: “after midnight”
    # When that was, if its sentence goes on to tell a happening that was told: “The quake struck at 5 a.m.”
    retold: tuple[str, str, tuple[str, ...]] | None = None

    def spoken(self, unit: Unit, direction: int = 0) -> tuple[Period, str] | None:
        """Return the date last spoken of where the expression stands, as `Focus.of`.

        `direction` says whether the expression leads on from there (1), back (-1), or stays (0).
        """
        focus = self.focus
        if focus.is_lost and not Period(Unit.DAY, 0).is_finer_than(unit):
            return None
        back = direction < 0 and not Period(Unit.MONTH, 0).is_finer_than(unit)
        perfect = self.perfect and not Period(Unit.DAY, 0).is_finer_than(unit)
        if focus.aside and (perfect or (back and focus.is_vague)):
            return focus.aside
        if back and self.strayed:
            return focus.main or focus.news
        passing = self.passing if direction >= 0 else None
        if passing:
            coarse = Period(Unit.MONTH, 0).is_finer_than(passing[0].unit)
            if not coarse or not Period(unit, 0).is_finer_than(passing[0].unit):
                return passing
        return focus.of(unit)

    @property
    def passing(self) -> tuple[Period, str] | None:
        """What a participle of its sentence gives in passing; in history, one before that leads on."""
        passing, last = self.focus.passing, self.focus.last
        later = passing is not None and last is not None and passing[0].first > last[0].last
        goes_on = self.history and later
        return passing if self.position < self.focus.passing_until or goes_on else None

    @property
    def inserted_later(self) -> tuple[Period, str] | None:
        """What a participle of its sentence gives, if that is later than the date last spoken of."""
        passing, last = self.focus.passing, self.focus.last
        if passing is None or self.position >= self.focus.passing_until:
            return None
        return passing if last is None or passing[0].first > last[0].last else None

    def named(self, unit: Unit) -> tuple[Period, str] | None:
        """Return the date that was named last, if the unit can be counted from it."""
        named = self.focus.named
        days = Period(unit, 0).is_finer_than(Unit.YEAR)
        coarse = named is not None and days and Period(Unit.MONTH, 0).is_finer_than(named[0].unit)
        return None if coarse else named

    def pointed_at(self, unit: Unit) -> tuple[Period, str] | None:
        """Return what “that year” points at, which may have been the beginning of something: “since 2003”."""
        since = self.focus.since
        fits = since is not None and not Period(unit, 0).is_finer_than(since[0].unit)
        return since if fits else self.spoken(unit) or (self.focus.fine if unit is Unit.MONTH else None)


def spoken_name(spoken: tuple[Period, str]) -> str:
    """Return how a reason names the date last spoken of, which at first is the publication date."""
    period, words = spoken
    if words == PUBLICATION:
        return f"{PUBLICATION} {period.edtf()}"
    return f"the date last spoken of, “{words}” ({period.edtf()})"
