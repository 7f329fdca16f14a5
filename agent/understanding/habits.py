"""Working days and hours: "weekdays only", "nothing at weekends", "from 9 to 17", "business hours"."""

from __future__ import annotations

from agent.understanding.periods import period_phrase
from agent.understanding.pool import Pool
from agent.understanding.scene import Scene
from agent.understanding.types import Quantity, Token
from agent.understanding.volume import OFFICE_HOURS
from agent.understanding.weekdays import day_number, week_of_days
from agent.understanding.wordlist import phrases_of, words

_WEEKDAYS = phrases_of(
    """
    weekdays only; only on weekdays; on weekdays; working days only; only on working days; on working days;
    business days; monday to friday; mon - fri; mon to fri; monday - friday; monday through friday; mo - fr;
    nothing at weekends; nothing on weekends; nothing at the weekend; not at weekends; not on weekends; no
    weekends; none at weekends; none on weekends; no traffic at weekends; no traffic on weekends; closed at
    weekends; closed on weekends; quiet at weekends; idle at weekends; idle on weekends; weekends are quiet;
    weekends off; zero on weekends; zero at weekends; weekends excluded; except weekends; excluding weekends;
    weekdays ,; each weekday; every weekday; during the week; no weekend traffic; nothing at the weekends; five
    days a week; workdays only; on workdays; only weekdays; only working days; only workdays; only business
    days; nichts am wochenende; werktags; nur werktags; weekends nothing; weekends empty; silent at weekends;
    silent on weekends; stops at weekends; office days; not weekends; nothing over the weekend; weekends are
    dead; dead at weekends; dead on weekends; weekends are idle; nobody works weekends; nobody works at
    weekends; monday till friday; jours ouvrés; sauf le week - end; días laborables; weekends are zero; off at
    weekends; off on weekends; nothing saturday; nothing on saturday; nothing on saturdays
    """
)
_OFFICE = phrases_of(
    """
    business hours; office hours; working hours; bürozeiten; geschäftszeiten; heures de bureau; horario de
    oficina; during the working day; work hours; opening hours
    """
)
_ALL_DAY = phrases_of(
    """
    round the clock; around the clock; 24/7; 24x7; 24 / 7; day and night; all day and night; whole day; non -
    stop; nonstop; rund um die uhr
    """
)


_TRAFFIC = words("""
    traffic load usage volume use used requests runs run works running only active busy nothing idle
    closed open opens quiet it that this all everything tokens calls
""")


def weekend_averaged(s: Scene, amounts: list[Quantity]) -> list[Quantity]:
    """ "7M tokens a day on weekdays, 2M at weekends": one volume, the mean of the seven days."""
    rates = [q for q in amounts if q.kind == "tokens" and q.period == 1.0 and not q.flow and not q.per]
    if len(rates) != 2:
        return amounts
    sentence = s.sentence_of(rates[0].start)
    bounds = [sentence.start, *(q.end for q in rates), sentence.end]
    ends = [set(s.words(a, b)) & _WEEKEND for a, b in ((bounds[0], rates[0].start), (rates[0].end, rates[1].start))]
    after = set(s.words(rates[1].end, sentence.end)) & _WEEKEND or set(s.words(rates[1].start, rates[1].end)) & _WEEKEND
    if ends[0] or not (ends[1] or after):
        return amounts
    week, weekend = rates
    week.value, week.working, week.low, week.high = (5 * week.value + 2 * weekend.value) / 7, False, None, None
    week.marks |= {"week"}
    return [q for q in amounts if q is not weekend]


def told(s: Scene, start: int, end: int) -> bool:
    """Whether a sentence without amounts tells when there is traffic."""
    words = s.words(start, end)
    return (
        bool(set(words) & _TRAFFIC)
        and len(words) <= 14
        and (
            any(name != "all" and _find(words, phrase) is not None for phrase, name in _HABIT_PHRASES)
            or week_of_days(s, start, end) is not None
        )
    )


def habits(s: Scene, start: int, end: int, amounts: list[Quantity], pool: Pool) -> list[tuple[int, int]]:
    """Working days and hours of the segment into the pool; the token ranges that said so."""
    words = [k.text for k in s.tokens[start:end]]
    found: list[tuple[int, int]] = []
    if any("week" in q.marks for q in amounts):
        return found
    clock = _clock(s, start, end)
    if clock is not None and pool.hours is None:
        pool.hours = clock[0]
        found.append((clock[1], clock[2]))
    if pool.week is None and (days := week_of_days(s, start, end)) is not None:
        pool.week = days[0]
        found.append((days[1], days[2]))
    for phrase, name in _HABIT_PHRASES:
        at = _find(words, phrase)
        if at is None or s.clause_of(start + at).silent:
            continue
        if name == "week" and pool.week is None:
            pool.week = 5 / 7
            found.append((start + at, start + at + len(phrase)))
        elif (
            name == "office"
            and pool.hours is None
            and any((q.period or 1) < 0.9 for q in [*amounts, *pool.roles.values()])
        ):
            pool.hours = OFFICE_HOURS
            found.append((start + at, start + at + len(phrase)))
        elif name == "all" and pool.hours is None:
            pool.hours = 24.0
    if pool.week is None and (span := _weekend_off(s, start, end) or _working_day(s, start, end)) is not None:
        pool.week = 5 / 7
        found.append(span)
    return found


_WEEKEND = words("weekend weekends saturday saturdays sunday sundays wochenende wochenenden")
_AT_REST = words("""
    nothing nobody none no zero quiet idle dead closed still silent empty off sleeps stops stop rests stopped free
    without nichts niemand not
""")
_AS_EVER = words("too also included including same same. well alike both equally even 24/7 works")


def _weekend_off(s: Scene, start: int, end: int) -> tuple[int, int] | None:
    """ "on Saturdays and Sundays nobody uses it": a clause without an amount in which the weekend rests."""
    for clause in s.clauses:
        if clause.start < start or clause.start >= end or clause.silent or s.amounts_in(clause):
            continue
        found = set(s.words(clause.start, clause.end))
        if found & _WEEKEND and found & _AT_REST and not found & _AS_EVER and clause.end - clause.start <= 12:
            return clause.start, clause.end
    return None


def _working_day(s: Scene, start: int, end: int) -> tuple[int, int] | None:
    """ "every business day 420 analysts send 50 requests each": the days stand apart from the amounts."""
    for i in range(start, end):
        if s.tokens[i].text in ("every", "each", "per", "on", "a", "during"):
            found = period_phrase(s.tokens, i)
            if found is not None and found[1]:
                return i, found[2]
    return None


_HABIT_PHRASES = tuple(
    (tuple(p.split()), name)
    for name, group in (("week", _WEEKDAYS), ("all", _ALL_DAY), ("office", _OFFICE))
    for p in group
)


def _find(words: list[str], phrase: tuple[str, ...]) -> int | None:
    first, size = phrase[0], len(phrase)
    for i, w in enumerate(words):
        if w == first and tuple(words[i : i + size]) == phrase:
            return i
    return None


_CLOCK_LEADS = words("""
    it's its is from between von entre de open opens opened opening hours ( only daily are staffed busy active
    live during
    working ab tussen van
""")
_CLOCK_TAILS = words("""
    h hours hour o'clock uhr uur every daily each ) local est pst cet gmt and . , ; only seven five six mon monday
    on while otherwise
""")


def _clock(s: Scene, start: int, end: int) -> tuple[float, int, int] | None:
    """ "from 9 to 17", "8am-6pm", "(9 to 21 every day)", "open 10-18h": hours of the day, where an hourly amount is
    said."""
    for i in range(start, end):
        spoken = _range_of_hours(s, i) or (_two_hours(s, i) if i < end - 2 else None)
        if spoken is None:
            continue
        opens, closes, stop, sure = spoken
        after = s.tokens[stop].text if stop < len(s.tokens) else "."
        dated = s.tokens[i - 1].text == "," and any(
            day_number(k.text) is not None for k in s.tokens[max(start, i - 5) : i]
        )
        named = (i == start or dated or s.tokens[i - 1].text in _CLOCK_LEADS) and (after in _CLOCK_TAILS or stop >= end)
        if not (sure or named or (i and s.tokens[i - 1].text in ("from", "between", "von"))):
            continue
        if closes <= opens and closes <= 12:
            closes += 12
        if 1 <= closes - opens <= 24:
            return closes - opens, i, stop
    return None


def _two_hours(s: Scene, i: int) -> tuple[float, float, int, bool] | None:
    """ "8am-6pm": opening, closing, where it ends, and whether these can be nothing but times of the day."""
    if (said := _morning_to_night(s, i)) is not None:
        return said
    a, b = s.tokens[i], s.tokens[i + 2]
    if s.tokens[i + 1].text not in ("to", "-", "till", "until", "bis", "and", "tot", "à"):
        return None
    opens, closes = _hour_of(a), _hour_of(b)
    if opens is None or closes is None:
        return None
    return opens, closes, i + 3, a.kind == "skip" or b.kind == "skip"


_LATE = words("evening night afternoon tonight pm")
_MORNING = (["in", "the", "morning"], ["am"], ["a.m"], ["o'clock"])


def _morning_to_night(s: Scene, i: int) -> tuple[float, float, int, bool] | None:
    """ "8 in the morning to 8 at night"."""
    opens = _hour_of(s.tokens[i])
    lead = next((len(p) for p in _MORNING if s.words(i + 1, i + 1 + len(p)) == p), None)
    if opens is None or lead is None or s.words(i + 1 + lead, i + 2 + lead) not in (["to"], ["until"], ["till"], ["-"]):
        return None
    at = i + 2 + lead
    closes = _hour_of(s.tokens[at]) if at < len(s.tokens) else None
    late = next((n for n in range(at + 1, min(at + 4, len(s.tokens))) if s.tokens[n].text in _LATE), None)
    if closes is None or late is None:
        return None
    return opens, closes + 12 if closes <= 12 else closes, late + 1, True


def _range_of_hours(s: Scene, i: int) -> tuple[float, float, int, bool] | None:
    """ "9 to 21": two numbers that were read as the ends of a range."""
    k = s.tokens[i]
    if k.kind != "num" or k.low is None or k.high is None or k.high > 24 or k.low < 5 or k.scale:
        return None
    return k.low, k.high, i + 1, False


def _hour_of(k: Token) -> float | None:
    """The hour that a token names, in digits or as a word: "nine"."""
    if k.kind == "num" and k.value.is_integer() and 0 <= k.value <= 24 and not k.scale:
        return k.value
    return _hour(k.text)


def _hour(text: str) -> float | None:
    if text in ("noon", "midday", "midnight"):
        return 24.0 if text == "midnight" else 12.0
    body = text.replace(" ", "").replace(".", "")
    late = body.endswith("pm")
    body = body.removesuffix("am").removesuffix("pm").split(":")[0]
    if not body.isdigit() or int(body) > 24:
        return None
    hour = int(body)
    return float(hour + 12 if late and hour < 12 else hour)


def habit_words(s: Scene, pool: Pool) -> None:
    """Habits out of remembered words."""
    if s.tokens:
        habits(s, 0, len(s.tokens), [], pool)
        if pool.hours is None and any(" ".join(k.text for k in s.tokens) == p for p in _OFFICE):
            pool.hours = OFFICE_HOURS
