"""How much there is of the work, when, and how fast it must be."""

from __future__ import annotations

WORKLOAD: dict[str, str] = {
    "INPUT": """
        input; inputs; prompt; prompts; incoming; in; read; input tokens; context; prefill; ingest~; eingabe;
        entrée; entrada; invoer; reading; prompt tokens; question side; inbound; documents going in
    """,
    "OUTPUT": """
        output; outputs; completion; completions; outgoing; out; generated; generate; generation; output tokens;
        response~; responses; answer~; answers; reply; replies; ausgabe; sortie; salida; uitvoer; decode; written;
        outbound; completion tokens; produced
    """,
    "CACHED": """
        cache~; cached; cache hit; cache-hit; hit rate; cacheable; prompt caching; served from cache; aus dem
        cache; comes from cache; caching
    """,
    "PREFIX": """
        prefix; prefixes; shared prefix; system prompt; same preamble; identical prefix; common prefix;
        boilerplate; shared context; same instructions; repeated context; static prompt; shared preamble;
        identical instructions; preamble; fixed instructions; common preamble
    """,
    "LATENCY": """
        latency; respond~; response time; response times; p95; p99; answer time; answers within; answer within;
        answer~ in; reply within; reply in; come~ back; wait~; waits; turnaround; time budget; per decision; per
        answer; per response; sla; slo; deadline; full answer; round trip; round-trip; answers must; answers
        need; responses must; response must; responses need; back within; antwortzeit; latenz; délai; latence;
        latencia; tiempo de respuesta; finish~ within; milliseconds; complete~ within; complete~ in; responses;
        response; answer; answers; reply; replies; quickly; faster than; end to end; end-to-end; decision;
        decisions; replies within; needs an answer; hard limit; must be done; time limit; respuesta; antwort;
        antworten; finish; done
    """,
    "TTFT": """
        first token; ttft; time to first; time-to-first; first word; first byte; start streaming; starts
        streaming; start of the answer; begins streaming; streaming starts
    """,
    "REQUIRED": """
        under; below; within; less than; at most; must; max; maximum; no more than; limit; target~; need; needs;
        budget; slo; sla; not exceed; require~; required; requires; have to; has to; should; goal; want; wants;
        hard limit; faster than; sub; in under; up to; threshold; ceiling; no slower than; not longer than; no
        longer than; cap; p95; p99; unter; maximal; moins de; menos de; höchstens; deadline; by; or less; tops;
        longer than; can't take; cannot take; take longer; slower than; any longer; guarantee~; promised;
        promise~; in; acceptable; tolerate~; shall; needed; inside; <; <=; expect~
    """,
    "MEASURED": """
        currently; today; takes; takes about; take; is now; measured; observe~; observed; we see; now takes;
        right now; at the moment; has been; was; presently
    """,
    "BATCH_OK": """
        batch; batched; batches; overnight; nobody waits; nobody is waiting; no one is waiting; no one waits;
        not urgent; no rush; not time-critical; not time critical; not time-sensitive; not time sensitive; can
        wait; offline processing; asynchronous; async; asynchronously; next morning; next day; by morning; not
        real-time; not real time; not interactive; no hurry; in the background; background job~; background
        processing; nightly; hours later; whenever; batchable; batch api; batch mode; batch jobs; delay is fine; delay
        is no problem; delay is ok; delay is okay; delay is acceptable; delay does not matter;
        delay doesn't matter; delays are ok; delays do not matter; some delay;
        latency does not matter; latency doesn't matter; latency is not; latency isn't; speed does not matter;
        speed doesn't matter; speed isn't important; speed is not important; speed is unimportant; no need for speed;
        within 24 hours is fine; nachts; über nacht; par lots; en batch; por lotes;
        weekend run; delays are fine; a day's delay; not latency sensitive; not latency-sensitive; latency
        insensitive; not in real time; tolerates delay; can be delayed; no latency requirement; no latency
        requirements; no deadline; results the next; trade speed; deferred; no user waiting; no user is waiting;
        nobody sits waiting; not user-facing; not live; non-interactive; kein mensch wartet; niemand wartet;
        personne n'attend; nadie espera
    """,
    "REAL_TIME": """
        real-time; real time; realtime; interactive; live; user is waiting; users are waiting; people are
        waiting; users wait; customers wait; someone is waiting; waits for the answer; waiting for the answer;
        while the customer; on the phone; synchronous; synchronously; instantly; immediately; instant; cannot be
        batched; can't be batched; not batchable; cannot wait; can't wait; on the line; echtzeit; temps réel;
        tiempo real; in the loop; not be batched; no batch; no batching; streaming to users; user-facing;
        customers are waiting; time-critical; time critical; right away; while they wait; cannot be delayed;
        straight away; latency-sensitive; latency sensitive; as they type
    """,
    "GROWTH": """
        grow~; grows; growing; growth; grew; increase~; increases; increasing; rise~; rising; rises; doubles;
        doubling; double; triple; triples; tripling; quadruple~; quadrupling; yoy; year on year; year-on-year;
        year over year; month over month; mom; expanding; scale up; climbing; ramp~; wachsen; wächst; wachstum;
        croissance; croît; crece; crecimiento; shrink~; shrinking; declining; decline~; verdoppelt; halve~;
        halving; scaling; up by; annual growth; add~
    """,
    "FLAT": """
        flat; no growth; stable; not growing; constant volume; stays the same; stagnant; plateau~; steady state;
        not grow; won't grow; isn't growing
    """,
    "SPEED": """
        tokens per second per user; tok/s per user; per user; per stream; tok/s; tokens per second; tokens a
        second; tokens/s; t/s; reading speed; per session; each stream; streaming speed; per conversation;
        generation speed
    """,
}
