"""Yes, no and not yet; said of whom, when and how surely."""

from __future__ import annotations

POLARITY: dict[str, str] = {
    "NEG": """
        no; is missing; are missing; missing; is absent; nonexistent; not; never; none; nobody; no one; no-one;
        noone; nothing; neither; nor; without; don't; doesn't; didn't; isn't; aren't; wasn't; weren't; won't;
        wouldn't; hasn't; haven't; hadn't; lack~; lacking; zero; nil; hardly anyone; not a single; not any; no
        longer; cannot; can't; can not; couldn't; mustn't; shouldn't; dont; doesnt; isnt; arent; wont; cant;
        n't; i doubt; we doubt; kein; keine; keinen; keiner; nicht; niemand; niemanden; niemandem; nie; pas; aucun;
        aucune; personne ne;
        jamais; sans;
        sin; ningún; ninguna; nadie; nunca; nada; ain't; shan't; needn't; ni; geen; niet; nessuno; nie ma; brak;
        没有; 不; 没; 无; 없; 않; ない; 不是
    """,
    "HYP": """
        what if; suppose; supposing; imagine; imagining; let's say; let us say; hypothetically; if we; if i; if
        our; if the; if legal; if my; if you; if it; if they; if someone; if there; if volume; if traffic; if
        all; if usage; if this; if that; if prices; if openai; even if; only if; were we; would; in case; might;
        could; say we; assume we; assume that; assuming we; should we ever; were to; falls wir; wenn wir; si
        nous; si on; si tuviéramos; if; wenn; falls; 如果; 假如; 만약; もし
    """,
    "FUTURE": """
        plan to; plan~ on; planning to; want to; hope to; hoping to; aim to; aiming to; intend to; will be;
        going to; would like to; expect~; forecast~; projected; target~; next year; by next; in the future;
        eventually; someday; by the end of; roadmap; goal; by 2027; by 2028; one day; soon; later
    """,
    "PAST": """
        used to; previously; formerly; last year; two years ago; years ago; months ago; in the past; back then;
        at first; initially; originally; before that; once had; had been; until recently; was; were; früher;
        avant; antes; back in; earlier this year; in 2023; in 2024
    """,
    "NOW": """
        now; today; currently; at present; these days; at the moment; right now; nowadays; presently; by now; so
        far; meanwhile; aktuell; derzeit; actuellement; ahora; heute
    """,
    "IN_USE": "in use; in production; is what we use; is what we run; is what we have; is live",
    "OTHERS": """
        sister company; sister companies; sister firm; sister organisation; sister organization; sister org;
        sister brand; sister unit; our competitor~; my wife; my husband; my brother; my daughter; my son;
        my neighbour; my neighbor;
        told me; told us; another customer; a customer of ours; a client of ours; a partner of ours;
        a vendor of ours; a supplier of ours; someone i know; a customer told; competitor~; a blog; the blog says; blog
        says;
        blog claims; some blog; this blog; a blog post; article says; article claims; article said; in an article;
        this
        article; i read; we read; i heard; we heard; they say; people say; someone said; someone claim~; someone
        says; somebody claim~; somebody said; somebody says;
        it is said; word is; the rumour; a rumour; a rumor; there is talk; according to;
        rumour has; rumor has; a friend; my friend; another company; other companies; other firms; some
        companies; a paper; the paper; whitepaper; a study; study says; study found; on reddit; hacker news; on
        twitter; on linkedin; a podcast;
        case study; our rival; rival~; industry average; industry standard; the industry; benchmark~ says; vendor
        claim~; the vendor says; sales rep~;
        salesperson; sources say; source says; for example; a company like; other teams; a
        customer of yours; the internet says; a consultant; published figure~; published number~; published
        benchmark~; published result~; the docs say; documentation says; peers;
        the advertised; advertise~; brochure; marketing page; competitor's; the author~
    """,
    "LIMIT": """
        limit~; allows only; allow only; allows us only; rate limit; rate limits; rate limited; rate-limit;
        quota~; cap; capped; caps; tier; ceiling; throttle~; throttled; throttling; maximum allowed; allowance;
        hit the wall; context window; context length; max context; window of; context size; capacity; can
        handle; can do up to; supports; support up to; max output; kontingent
    """,
    "PEAK": """
        peak~; peaks; peaking; burst~; bursts; bursty; spike~; spikes; spiky; busiest; rush hour; worst
        hour; high season; black friday; top hour; worst case; spitze; pic; pico; maximum; max; surge~;
        spitzenlast; at its highest
    """,
    "AVERAGE": """
        average; on average; averaged; mean; typical; typically; normally; usual; usually; average day;
        sustained; steady; durchschnitt; im schnitt; moyenne; promedio; median; baseline; avg; seven-day
    """,
    "CHANGE": """
        no wait; to be exact; exactly speaking; precisely; rephrase; let me restate; to clarify; clarification;
        i should say; should have said; that is the number for; that's the number for; that was for; i mixed up;
        mixed up; wrong unit; wrong period; wrong currency; by that i mean; no longer true; better:; better
        make; wait; sorry; correction; i meant; i mean; meant; rather; actually; let me correct; correct that;
        to correct; scratch that; make that; make it; oops; my mistake; my bad; i misspoke; misspoke; wrong
        number; typo; i was wrong; should be; should have been; it should read; instead of; not quite; strike
        that; on second thought; revised; correcting; correction:; i take that back; change that; change the;
        update~ the; update users; update requests;
        update calls; update volume; pardon; excuse me;
        apologies; erratum; ich meine; ich meinte; korrektur; je voulais dire;
        quiero decir; perdón; entschuldigung; moment; hold on; nein; to be precise; more precisely; better said;
        i mistyped; mistyped; er; erm; uh; wrong count; wrong figure; i typed; mis-typed; use that; instead
    """,
}
