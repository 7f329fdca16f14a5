"""Bills, budgets, prices and what they are for."""

from __future__ import annotations

MONEY: dict[str, str] = {
    "BILL": """
        invoice~; bill; bills; billed; billing; pay; pays; paying; paid; spend; spends; spending; spent; cost~;
        costs; charge~; charges; charged; expense~; expenditure; outlay; run rate; run-rate; burn~; burning;
        shell~ out; sets us back; comes to; invoiced; rechnung; kosten; zahlen; bezahlen; ausgaben; payons;
        facture; dépensons; coûte; coût; pagamos; gastamos; factura; gasto; gastos; fork out; fees; fee; per
        month to; we're at; goes to; going out; 账单; 花费; 支付; 비용; expenses; drop~; api costs; tab; our line item;
        line item; costing; dépense; spesa; paghiamo
    """,
    "BUDGET": """
        budget~; budgeted; budget of; can spend; could spend; may spend; willing to pay; willing to spend;
        prepared to pay; afford; affordable; ceiling; at most; up to; no more than; cap; capped; allocated;
        earmarked; set aside; approved; ready to spend; ready to pay; available; max; maximum; limit; target~;
        cannot exceed; must not exceed; allowed to spend; would pay; would cost; would be; planned spend;
        quote~; quoted; offer~; offered; estimate~ at; estimated; to spend; reserve~ for; allowance;
        presupuesto; etat; wanted to spend; wish to spend; want to spend; expect to pay; projected; forecast;
        want to pay; should not exceed; keep it under; stay under; under; proposal; proposed
    """,
    "NOT_BILL": """
        sold; earned; revenue~; we charge; charge our; charge customers; charge users; we bill; we invoice; we sell;
        self-hosting; self-host; hosting ourselves; arr; mrr; turnover; sales; raised; funding; series a; series
        b; valuation; valued; profit~; margin; earn~; earns; income; salary; salaries; wage~; payroll; rent;
        marketing; advertis~; ads; headcount cost; office; travel; save~; saving; savings; grant; fine; fines;
        penalty; insurance; licence; license; snowflake; datadog; salesforce; github; jira; slack; storage; s3;
        electricity; colocation; coffee; umsatz; chiffre d'affaires; facturación; market cap; customers pay;
        clients pay; pay us; pays us; refund~; seats; subscription revenue; contract worth; worth; order value;
        gmv; ebitda; kubernetes bill; cleaning; legal fees; consultancy; consulting; hosting the website;
        telephone; phone bill; capex; hardware; laptop~; cloud bill; aws bill; azure bill; gcp bill;
        infrastructure bill; cloud spend; aws costs; total cloud; credits; credit; discount~; bonus
    """,
    "API_CONTEXT": """
        api; apis; openai; anthropic; model~; models; llm~; llms; tokens; inference; gpt; claude; gemini;
        completions; provider; vendor; ai; bedrock; mistral; vertex; azure; calls; modelle; model calls
    """,
    "PRICE": """
        per million; per 1m; per mtok; per 1k; per thousand; a million tokens; per token; list price; per
        million tokens; /m; /mtok; per call; per request; per query; per page; per document; per user; per seat;
        per ticket; per message; per conversation
    """,
    "GPU_PRICE": """
        per gpu; gpu-hour; gpu hour; gpu hours; per gpu-hour; an hour per gpu; gpu rate; gpu price; h100~; h200~;
        a100~; b200~; b300~; gb200~; gh200~; h800~; h20; l40~; l40s~; l4; l4s; a10; a10s; a10g~; a40~; a6000~; v100~;
        mi300x~; mi325x~; mi355x~; t4; t4s; gpus; gpu; accelerator~
    """,
    "PERSON_PRICE": """
        engineer~; developer~; contractor~; consultant~; labour; labor; person-hour; man-hour; staff hour; our
        people; salary; loaded; fully loaded; devops; sre; hourly rate; ops hour; internal rate; freelancer~;
        wage; staff; person; engineering hour; hour of engineering; platform work; hour of work; working hour
    """,
    "MIGRATION": """
        migrate~; migration; migrating; switch~ over; switching; move over; moving over; port~ over; porting;
        changeover; the move; move itself; one-off; one off; one-time; re-platform; transition; cut over; moving; switch
    """,
    "HORIZON": """
        horizon; payback; pay back; pays back; paid back; pay off; pays off; paid off; pay itself off; payoff;
        break even in; breakeven in; break-even in; break even inside; break even after; earn itself back;
        earn back; earned back;
        back its cost; return the investment; pay for itself; pays for itself; amortise~; amortize~; amortised;
        amortized; break even within; breakeven within; planning period; look ahead; looking ahead; time frame;
        timeframe; over the next; return on investment; roi; commit~ for; evaluate over; decide over;
        depreciate~; depreciation; recoup~; write off; planning for; plan for; contract term; evaluation period;
        view of; window of; outlook; planning cycle
    """,
    "OWNED": """
        own; owned; already have; bought; purchased; in our racks; in our rack; in the rack; in our server room; are
        ours; is ours; belong to us; in our lab; in the lab;
        in our cluster; in our office; in our closet; under our desks; under a desk; under my desk; under the desk;
        sitting idle; in the basement;
        in our data center; in our data centre; in the server room; on the shelf; already bought; on premises;
        idle; our own; we have; have; on-prem; possess; in stock; inherited; spare
    """,
    "RENT": """
        rent~; rented; rental; lease~; leased; on demand; reserved; spot; hire; lambda; runpod; coreweave; vast;
        would need; need; buy; would cost; order~; considering
    """,
}
