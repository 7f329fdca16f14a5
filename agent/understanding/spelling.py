"""Typing errors mended against a short list of domain words. Numbers and names are never touched."""

# ruff: noqa: E501 - tables and patterns are read better in one piece
from __future__ import annotations

import functools
from dataclasses import replace

from agent.understanding import tables as t
from agent.understanding.lexicon import vocabulary
from agent.understanding.types import Token
from agent.understanding.wordlist import in_order, words

# the words worth mending: without them a fact is lost
MENDED = in_order("""
    token tokens million millions billion thousand month monthly daily weekly week weeks year yearly
    annually hour hours minute minutes second seconds requests request users queries messages message
    documents document invoices invoice tickets conversations customers employees pages chatbot
    assistant classification classify extraction summarization summaries summarise summarize summary
    translation reasoning hospital patients patient clinical regulated regulation retention provider
    providers vendor vendors allowed forbidden engineer engineers experience dedicated platform
    kubernetes frontier quality openai anthropic claude dollars input output average peak latency budget
    spend currently approximately roughly around about support generation agents agent premises internet
    outbound hundred twenty thirty fifty percent thousand fifteen eleven twelve eight forty sixty seventy eighty ninety quarter billion budget average workload workloads hiring knowledge
    embedding prompt gdpr hipaa compliance sensitive security legal counsel lawyers production expertise
    growth increase milliseconds
""")
_COMMON = words("""
    taken broken token's use uses used user's moth mouth moths wee weak weekend weekends year's ear dear
    near clear hear seconds second minutes minute request requested quest quests message massage page
    paged paper papers doc docs custom customer costumer claud cloud clouds clouded could couldn't loud
    closed input put inputs outputs output layout lookout doubt dollar collar pleas please lease release
    released average avenge average's peaks speak speaks peek weak leak leaks apps app per peer peers
    pear prior price prices pricing priced prize private pilot plan plans place placed month's months
    mouth math maths mean means meant million's billing building bills billions pillion rational
    rationing reason reasons reasonable reasonably season seasons vendor's render sender tender lender
    agent's urgent gents went sent rent tent cent dent gent event events invent prevent prevents
    generations general generally generate generated generates generator generators generic genre
    genuine regular regularly region regions regional register registered registry legally legacy legion
    lagged league leagues lead leads security's secure secured securely scrutiny serious series server
    servers service services serving served serve severe sever several seven support's supports
    supported supporter suppose supposed purport sport sports spent spending sender send sends spends
    speed speeds expert experts expertly expect expects expected export exports expense expenses
    expensive experiment experiments expired experienced platform's plan platforms plates place planet
    plane transform perform performs former inform reform round rounds ground sound found bound pound
    hound around arrow abroad board aboard above abut shout scout route without allow allows aloud
    allowing hallowed follow followed following hollow alone along already also always although
    forgotten forbade forget quantity equality qualify qualities reality quietly frontiers frontend
    front fronts hospitals hospitality hostile hosting hosted hosts host internal interval intern
    interns interne interns interest interested interactive interaction interface intranet patience
    patent patents patiently parent parents pattern patterns payment payments retain retained retains
    return returns returned relation relations detention attention retaliation rotation legs legal regal
    loyal royal local focal vocal council councils cancel cancelled consul counsel counsellor counselor
    console lawyer's layer layers player players buyers buyer laws later latest latent latter letter
    letters better litter document's documented documenting argument arguments monument moment moments
    comment comments component components clinic clinics clinically critical cynical classical classics
    classic classified classifier classifiers classifies extract extracts extracted extracting extractor
    attraction exertion action actions hiring firing wiring hire hired higher hinting sharing string
    strings during boring storing caring daily dairy dais gaily family delay delays display deal deals
    dealt daisy hour's your yours our ours four tour hours' house houses horse hows shower prompted
    prompts promote prompt's promptly compt attempt attempts workflow workflows workshop workers worker
    working worked works overload workload's download downloads reload upload uploads bucket budgets
    widget widgets gadget gadgets bullet better budget's twenty seventy plenty entry empty thirsty
    fifties fifth fifteen filthy dirty thirteen thirty's currency currencies current recurrently
    recently concurrency concurrent concurrently percentage recent accent decent present presents
    presently parents person persons peasant pleasant present's summer summers summary's summit submit
    sums sum same name names complaint complaints compliant complain complains complete completed
    completely completion complex compile compliance's production's product products productions
    producer produced produce protection projection prediction reduction introduction induction sensible
    sensitivity sensor sensors positive intensive extensive responsive latency's patently lately lateral
    fluency agency agencies grown grows grow growing growths truth breadth south month mouth health
    wealth width earth increased increases decreasing decrease lease crease hundred's hundreds wondered
    wonder under hunt handed hinder tundra kindred embedded embed embeds bedding wedding enabling
    heading reading loading leading chatting chatbot's chats chat cheat that what hat hats robot robots
    ass assist assistance assistant's assisting assists resistant consistent quires query's inquiries
    enquiries series cherries ferries berries quarries engine engines engineering engineered ingenious
    knowing known know knows knew acknowledge knowledge's premise promise promises promised premium
    premiums openly opened opening opens opener open spend-ai sold gold hold holds told bold cold fold
    old household threshold thousand's thousands mouse internet's intent intents intend intends intended
    instead mister system systems custom customs customise customize accustomed allowance allocated
    annual annually manually actually usually manual tickets ticket tricks ticked thicker sticker
    stickers wicked packet packets messages massages managers manager manages manage managed management
    measures measure measured embark remark market markets marked cpu gpu cpus gpus about abort boat
    about's quarter quarters charter chapter starter smarter providing provide provides provided
    province proved proven prove proves improve improved million minion minions mission missions
    emission onion onions union opinion opinions pinion tokenizer tokenize tokenizers tokenise tokenized
    stolen women woken awoken spoken token-based dolls dollies collars scholars
""")


# typing errors too short for a measured distance
SLIPS_OF_THE_PEN = {
    "dya": "day", "dy": "day", "daya": "day", "evry": "every", "ech": "each", "mnth": "month", "mounth": "month", "monht": "month", "wek": "week", "weak": "weak", "yera": "year", "teh": "the",
    "pre": "per", "prer": "per", "usr": "user", "usrs": "users", "reqs": "requests", "req": "request", "convos": "conversations", "convo": "conversation", "mins": "mins", "opnai": "openai", "opeani": "openai",
    "oepnai": "openai", "hippa": "hipaa", "gprd": "gdpr", "gdrp": "gdpr", "tokn": "token", "tokns": "tokens", "tkens": "tokens", "milion": "million", "mil.": "million", "bilion": "billion", "houre": "hour", "mnoth": "month", "moth": "month",
    "dail": "daily", "daly": "daily", "daliy": "daily", "wekk": "week", "tokes": "tokens", "dayly": "daily", "dailly": "daily", "aboot": "about", "abot": "about", "abt": "about", "arround": "around", "nd": "and", "enginer": "engineer", "gpus": "gpus", "teh ": "the", "wont": "won't", "cant": "can't", "dont": "don't",
    "fiv": "five", "thre": "three", "sevn": "seven", "eigth": "eight", "nin": "nine", "twelv": "twelve", "twenti": "twenty", "qarter": "quarter", "quater": "quarter",
    "isnt": "isn't", "doesnt": "doesn't", "havent": "haven't", "arent": "aren't", "msgs": "messages", "msg": "message", "pls": "please", "ppl": "people", "thx": "thanks", "mo": "mo", "docu": "document", "custmers": "customers", "infra": "infra",
}  # fmt: skip


def mend(tokens: list[Token]) -> list[Token]:
    """The tokens with misspelt domain words replaced in ``text``; ``raw`` and offsets stay as written."""
    out = []
    for k in tokens:
        if k.kind == "word" and k.text in SLIPS_OF_THE_PEN:
            k = replace(k, text=SLIPS_OF_THE_PEN[k.text])
        elif (
            k.kind == "word"
            and len(k.text) >= 5
            and k.text.isascii()
            and (better := _better(k.text, k.raw[:1].isupper()))
        ):
            k = replace(k, kind="cur" if better in t.CURRENCIES else "word", text=better)
        out.append(k)
    return out


@functools.cache
def _known() -> frozenset[str]:
    words: set[str] = set(vocabulary()) | set(_COMMON) | set(MENDED)
    for table in (
        t.SCALES,
        t.SMALL,
        t.FRACTIONS,
        t.PERIODS,
        t.PERIOD_ADVERBS,
        t.UNIT_WORDS,
        t.CURRENCIES,
        t.MODEL_FAMILIES,
    ):
        words |= set(table)
    return frozenset(words | t.NUMBERED | t.APPROX)


@functools.lru_cache(maxsize=20_000)
def _better(word: str, capital: bool) -> str | None:
    if word in _known() or len(word) > 18 or (word.endswith("s") and word[:-1] in _known()):
        return None
    from rapidfuzz.distance import OSA

    limit = 1 if len(word) < 7 else 2
    best: tuple[int, str] | None = None
    for good in MENDED:
        if abs(len(good) - len(word)) > limit or (
            good[0] != word[0] and good[1:3] != word[1:3] and (good[0], good[1]) != (word[1], word[0])
        ):
            continue
        allowed = 1 if len(good) < 7 or capital else limit
        distance = OSA.distance(word, good, score_cutoff=allowed)
        if distance == 2 and len(good) == len(word) and len(set(word) - set(good)) > 1:
            continue  # two other letters are another word: "submarine" is no "summarise"
        if distance <= allowed and (best is None or distance < best[0]):
            best = (distance, good)
    return best[1] if best else None
