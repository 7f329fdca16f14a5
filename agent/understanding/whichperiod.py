"""A period said anew for the amount said last: "per day, I mean", "that's the weekly figure"."""

# ruff: noqa: E501 - tables and patterns are read better in one piece
from __future__ import annotations

from dataclasses import replace

from agent.understanding.draft import Draft
from agent.understanding.loads import remembered, settle
from agent.understanding.periods import period_phrase
from agent.understanding.scene import Scene, scene
from agent.understanding.tables import PERIOD_ADVERBS, PERIODS
from agent.understanding.wordlist import words

BILL = "current.monthly_bill_usd"


_AROUND_A_PERIOD = (
    words("""
    misread misheard misspoke sorry wrong i mean meant that is that's it is it's of course for all these those this the figure number numbers figures was were
    are tokens token requests volume all usage in total counted measured i.e ie namely so oh ok yes no not nope but
    rather per a an each every hang on moment second wait hold mistake mine typo my bad
""")
    | frozenset(PERIODS)
    | frozenset(PERIOD_ADVERBS)
)


def period_only(s: Scene, draft: Draft, start: int, end: int, changing: bool) -> None:
    """ "Per day, I mean." """
    found = _periods(s, start, end)
    meant = [x for x in found if not _denied(s, x[1])]
    if not meant and changing and (alone := _bare_period(s, start, end)) is not None:
        meant = [alone]
    if not meant or (meant[0][0][1] and s.tokens[meant[0][1]].text in ("on", "during")):
        return  # "on working days only" is when, and no other period
    (days, working, stop), at = meant[0]
    changing = changing or len(meant) < len(found)  # "per month, not per day"
    changing = changing or _opens_with(s, start, meant[0]) or _weekly_figure(s, start, end)
    rest = {k.text for i, k in enumerate(s.tokens[start:end], start) if k.kind != "punct" and not at <= i < stop}
    if not changing and not rest <= _AROUND_A_PERIOD:
        return
    before = [
        q
        for q in s.amounts
        if q.end <= start and q.kind in ("tokens", "money", "items") and (q.period or q.kind != "tokens")
    ]
    if before:
        before[-1].period, before[-1].working = days, working
        return
    for x in reversed(draft.said):
        if x.slot.startswith("workloads[") and x.slot.endswith(("tokens_per_day", "requests_per_day")):
            _repair(draft, x.slot, x.words, days, working, (at, stop))
            return
        if x.slot == BILL:
            from agent.understanding.bills import monthly

            for q in scene(x.words).amounts:
                draft.set(BILL, monthly(q.value, days), (at, stop))
            return


def _periods(s: Scene, start: int, end: int) -> list[tuple[tuple[float, bool, int], int]]:
    """The periods named in ``start:end``, each with the place where it begins."""
    out: list[tuple[tuple[float, bool, int], int]] = []
    for i in range(start, end):
        found = period_phrase(s.tokens, i) if not out or i >= out[-1][0][2] else None
        if found is not None and not {"last", "past", "previous"} & set(s.words(i, found[2])):
            out.append((found, i))
    return out


def _opens_with(s: Scene, start: int, period: tuple[tuple[float, bool, int], int]) -> bool:
    """ "Per year, that is, for the OpenAI API."."""
    after = [w for w in s.words(period[0][2], period[0][2] + 4) if w != ","]
    return period[1] == start and after[:2] in (["that", "is"], ["i", "mean"], ["of", "course"], ["i", "meant"])


_FIGURES = words("figure number volume total sum count amount value one rate")


def _weekly_figure(s: Scene, start: int, end: int) -> bool:
    """ "just checked: that's the weekly figure"."""
    found = s.words(start, end)
    return any(
        found[i] in ("that's", "that", "this", "it's", "it")
        and PERIOD_ADVERBS.get(found[j])
        and found[j + 1] in _FIGURES
        for i in range(len(found))
        for j in range(i + 1, min(i + 5, len(found) - 1))
    )


def _bare_period(s: Scene, start: int, end: int) -> tuple[tuple[float, bool, int], int] | None:
    """ "Sorry, month.": the period in a word, beside words that say nothing else."""
    at = [i for i in range(start, end) if s.tokens[i].text in _BARE_PERIODS]
    rest = {k.text for k in s.tokens[start:end] if k.kind != "punct"} - _BARE_PERIODS
    if len(at) != 1 or not rest <= _AROUND_A_PERIOD or s.words(at[0] - 1, at[0]) == ["last"]:
        return None
    return (PERIODS[s.tokens[at[0]].text], False, at[0] + 1), at[0]


_BARE_PERIODS = words("second minute hour day week month quarter year")


def _denied(s: Scene, at: int) -> bool:
    """ "not per day", "instead of a week": the period that is not meant."""
    lead = s.words(max(0, at - 3), at)
    return bool(lead) and (lead[-1] in ("not", "than") or lead[-2:] == ["instead", "of"] or lead[-2:] == ["not", "for"])


def _repair(draft: Draft, slot: str, words: str, days: float, working: bool, at: tuple[int, int]) -> None:
    index = int(slot[10 : slot.index("]")])
    pool = remembered(draft, index)
    bare = [q for q in scene(words).amounts if q.kind == "plain" and q.scaled]
    if len(bare) == 1 and len(scene(words).amounts) == 1 and pool.get("rate") is not None:
        pool.roles["rate"] = replace(bare[0], kind="tokens", noun="token")  # "make it 50M" of an earlier message
    changed = False
    for role in ("rate", "rate_in", "rate_out", "items", "per_user", "words_rate"):
        if q := pool.get(role):
            q.period, q.working, changed = days, working, True
    if not changed:
        for q in scene(words).amounts:
            pool.roles["rate"] = replace(q, kind="tokens", noun="token", period=days)
            changed = True
    if changed:
        draft.set(slot, draft.get(slot), at)
        settle(draft, index, pool)
        draft.set(slot, draft.get(slot), at)
