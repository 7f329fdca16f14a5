"""The meaning words: which phrases stand for which concept. Data only; ``~`` after a word adds its inflections.

Concepts are read per clause; the slot readers combine them (who, what, allowed or not) instead of matching sentences.
"""

from __future__ import annotations

CONCEPTS: dict[str, str] = {
    # polarity and scope
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
        told me; told us; another customer; someone i know; a customer told; competitor~; a blog; the blog says; blog
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
        update~ the; pardon; excuse me; apologies; erratum; ich meine; ich meinte; korrektur; je voulais dire;
        quiero decir; perdón; entschuldigung; moment; hold on; nein; to be precise; more precisely; better said;
        i mistyped; mistyped; er; erm; uh; wrong count; wrong figure; i typed; mis-typed; use that; instead
    """,
    # who and what
    "WE": """
        we; our; us; i; my; me; ours; we're; we've; i'm; i've; we'd; we'll; the company; wir; unser; unsere;
        uns; mein; nous; notre; nos; mon; je; nuestro; nuestra; nosotros; 我们; 우리; company's
    """,
    "STAFF": """
        dev; devs; programmer~; intern; interns; niemanden; niemandem; staff; niemand; nadie; personne; kennt; kennen;
        auskennt; kennt sich; scientist~; postdoc~; phd;
        consultant~; freelancer~; architect~; team~; people; person; anyone; anybody; someone; somebody; nobody;
        no one; no-one; noone; none; engineer~; expert~; specialist~; admin~; administrator~; developer~; sre~;
        headcount; skill~; expertise; experience; know-how; knowhow; knowledge; competence; experienced;
        colleague~; employee~; us; in-house; guy~; guys; operator~; devops; sysadmin~; ops; talent; capability;
        personnel; hire~; who; squad; group; department; crew; folks; persona; leute; mitarbeiter; équipe;
        equipo; personal; competency; background; practitioner~; researcher~; staffer~; man; woman; anyone here;
        member~; skillset; contractor~; hands
    """,
    "GPU": """
        gpu~; gpus; cuda; inference server~; inference infrastructure; inference cluster; h100~; a100~; nvidia;
        vllm; tensorrt; triton; sglang; ollama; llama.cpp; inference gpus; model serving; serving models; serve
        models; llm
        inference; llm serving; inference stack; inference operations; mlops; ml ops; ml platform; ml
        infrastructure; ai infrastructure; ml infra; ai platform; gpu-ops; gpu ops; graphics cards;
        grafikkarten; accelerator~; machine learning infrastructure; llm ops; llmops; gpu operations; model
        hosting; hosting models; host models; run models; running models; inference; self-hosting; llms
        ourselves; machine-learning platform; ml engineer~; ml people;
        ml staff; ml team; ml expertise; ml experience; ml skill~; machine learning people; machine learning engineer~
    """,
    "RUN": """
        run~; looks after; looking after; look after; looked after; operate~; maintain~; manage~; know~; knows;
        experience~; administer~; handle~; worked with; work with; familiar; deployed; deploy~; keep~ running;
        own~; understand~; serve~; touched; set up; build~; built; trained on; betreib~; betreiben; betreibt;
        gère; kennt
    """,
    "DEDICATED": """
        dedicated; permanent; department; farm; division; day and night; 24/7; 24x7; mlops group; mlops
        engineers; ml ops group; infrastructure group; inference team; gpu team; fleet; whose only job; whose
        sole job; only job; sole job; whose job; only task; sole task; full time; full-time; fulltime; platform
        team; mlops team; ml ops team; infra team; infrastructure team; platform group; platform engineers;
        entire team; whole team; in production; ml platform; specialist team; sre team for; round the clock; ml
        infrastructure team; gpu cluster for; seasoned; at scale; for years; day in day out; eigenes team; gpu
        platform; gpu operations team; large team; own cluster; around the clock
    """,
    "SOME": """
        some; a bit; one engineer; part-time; part time; a little; one person; has run; have run; dabbled; dabbles;
        dabbling;
        played with; played around; tried out; basic; limited; on the side; junior; tinkered; experimented; side
        project; couple; few;
        two; one; three; once; a few; hobby; prior; previous; modest; half a
    """,
    "HIRE": """
        hire~; hiring; hired; recruit~; recruiting; headcount; staff up; new staff; new people; open position~;
        bring~ in people; grow the team; add people; vacancy; vacancies; open role~; new hires; einstellen;
        embaucher; contratar; expand the team; add staff; add headcount; take on staff; take on people
    """,
    "NONE_PLANNED": """
        none planned; none to be hired; no plan to; no plans to; no plan to hire; will not hire; won't hire; not
        going to hire; hiring freeze; freeze on hiring; no intention of hiring; no intention; and none; never
        will
    """,
    "CAN": """
        can; could; able to; may; approved; budget for; open to; willing; plan to; planning to; about to; going
        to; happy to; possible; are hiring; we're hiring; ready to; free to; prepared to; would; will; allowed;
        authorised; authorized; signed off; funded
    """,
    "KUBERNETES": "kubernetes; k8s; eks; gke; aks; openshift; rancher; kubernets; helm; k3s",
    "ON_CALL": """
        on-call; on call; oncall; pager; pagerduty; opsgenie; 24/7 rota; out-of-hours; out of hours; rota;
        rotation; night shift; bereitschaft; astreinte; 24/7 support; 24x7 support; standby duty; after hours;
        paged
    """,
    # money
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
    # data rules
    "VENDOR": """
        with others; to others; with anyone; to anyone; with anybody; to anybody; with outsiders; vendor~;
        subcontractor~; sub-contractor~; outsourcer~; ai services; ai service; external services; anybody
        outside; any outside; service provider~; chatgpt; vendors; provider~; providers; third party; third
        parties; third-party; 3rd party; supplier~; external api~; external apis; outside endpoint~; external
        endpoint~; external service~; outside service~; outside api~; cloud api~; hosted api~; saas; outside
        company; outside companies; external company; external companies; external parties; outsider~;
        outsiders; hyperscaler~; processor~; subprocessor~; sub-processor~; anyone outside; outside parties;
        external provider~; external llm~; external model~; outside model~; public api~; public cloud~; outside
        vendor~; the cloud; cloud provider~; cloud services; openai; anthropic; google; microsoft; endpoint~;
        ai cloud~; ai cloud service~; cloud service; cloud ai; cloud llm~; cloud model~; cloud tool~; dienstleister;
        prestataire~; govcloud; azure government;
        government cloud; externe; externen; externer;
        externes;
        api provider~; apis; external ai; external; hosted model~; outside our; outside the company; outside the
        house; outside; anyone else; somebody else; other companies; other company; anbieter; dritte; dritten;
        fournisseur~; tiers; proveedor~; terceros; foreign servers; someone else's; external system~; external
        cloud; api; commercial api~; hosted llm~; 第三方; 外部; 외부
    """,
    "DATA": """
        data; document~; donnée; files; records; prompts; source code; code; content; information; text~; material;
        it;
        nothing; they; payload~; notes; corpus; traffic; queries; requests; secrets; everything; daten; données;
        datos; logs; bytes; byte; anything; conversations; inputs; 数据; 데이터; 코드; data may; emails; contracts;
        kundendaten; patientendaten; personaldaten; mandantendaten; unterlagen; dokumente; inhalte; texte;
        drawings; transcripts; manuscripts; personal data; patient data; customer data; client data; client
        files; intellectual property; ip
    """,
    "SEND": """
        send~; sent; sending; share~; sharing; transmit~; upload~; expose~; disclose~; hand over; hand~; pass~;
        forward~; give; giving; goes to; go to; go outside; see; sees; seeing; seen; read; look at; access;
        touch; process~; reach~; receive~; use; using; used; call; calling; ship; rely on; out of; transfer~;
        gehen; gelangen; weitergegeben; geschickt; gesendet; übermittelt; übermitteln; verarbeiten;
        get; gets; handle~; handled; schicken; weitergeben; envoyer; enviar; go through; leak~; feed; host;
        holding; hold; exposed; export~; exfiltrate; submit
    """,
    "LEAVE": """
        leave; out of our; out of the; outside our; beyond our; off our; off the premises; leaves; leaving;
        left; go out of; go outside; exit; exits; cross; crosses; out of the building; verlassen; quitter;
        sortir; salir; stay inside; stay within; stay in; stays in; stays inside; remain in; remain inside;
        remain within; remains in; remains on; remain on; stay on; stays on; stays within; kept in; kept inside;
        keep inside; kept on; kept within; confined to; must be in; bleiben; rester; permanecer; goes out; never
        goes; keep it in; kept in-house; stay here; stay put; stay; stays; remain; remains; keep everything
        in-house; keep everything in; keep all; keep data in; live in; reside in; resides in; reside; residency;
        escape; egress; step outside; residence; sovereignty; never to leave
    """,
    "STAY": """
        stay~; stays; staying; remain~; remains; kept; keep; keep~; confined; reside~; resides; residency;
        bleiben; rester; permanecer; live in; residence; sovereignty
    """,
    "FORBID": """
        forbid~; forbids; forbade; forbidden; prohibit~; prohibited; prohibits; ban; bans; banned; not allowed;
        may not; must not; mustn't; cannot; can't; can not; never; refuse~; refused; reject~; rejected; rejects;
        turned down; turn~ down; turns down; said no; says no; say no; saying no; veto; vetoed; vetoes; block~;
        blocked; blocks; off limits; off-limits; out of the question; ruled out; rule~ out; rules out; deny;
        denied; denies; declined; declines; disallow~; disallowed; not permitted; no; nobody; no one; nothing;
        none; illegal; not an option; impossible; unacceptable; unthinkable; non-starter; nonstarter; not
        acceptable; won't; will not; won't allow; not even; neither; out; shot down; won't sign; doesn't allow;
        do not allow; does not allow; does not permit; under no circumstances; in no case; verboten; untersagt;
        verbietet; interdit; interdite; prohibido; not; isn't; aren't; don't; doesn't; do not; does not;
        wouldn't; outlawed; struck down; barred; bars; bar; precluded; preclude~; excluded; excludes; exclude;
        only on; only local; 不能; 不得; 禁止; 不允许; 안; 금지; 不可;
        dürfen nicht; darf nicht; ne doit pas; no puede; no pueden;
        nein; no-go; taboo; must stay; must remain; has to stay; have to stay; needs to stay; stays;
        stay; kills; killed; put its foot down; frowns; objects; objected; thumbs down
    """,
    "AUTHORITY": """
        privilege; confidentiality; juridique; juristes; rechtsabteilung; jurídico; abogados; datenschutz;
        konzernpolitik;
        dpo; data protection officer; data-protection officer; legal; counsel; lawyer~; lawyers; security;
        infosec; compliance; ciso; management; board; works council; regulator~; policy; policies; auditor~;
        auditors; cio; cso; privacy office; privacy officer; privacy team; general counsel; governance; it
        security; risk; contract; contracts; betriebsrat; datenschutzbeauftragte; datenschützer; it department;
        cto; attorney~; client~; customers; rules; regulation; law; ceo; ethics board; irb; risk department; 보안;
        法务
    """,
    "ALLOW": """
        acceptables; autorisée; autorisés; autorisées; zulässig; genehmigt; permitidos; aceptables; d'accord;
        akzeptiert; akzeptieren; acceptons; accepte; acceptent; aceptamos; acepta;
        allowed; fine; ok; okay; acceptable; accept~; accepts; accepted; permitted; permit~; approve~; approved;
        approves; satisfied; agree~; agrees; agreed; happy; cleared; signed off; sign off; no objection~; no
        problem; good with; fine with; ok with; okay with; welcome; possible; suffices; sufficient; enough; good
        enough; comfortable; works for us; can use; may use; free to; green light; greenlit; blessed; erlaubt;
        akzeptabel; ok for us; in ordnung; autorisé; aceptable; permitido; don't mind; do not mind; does not
        matter; doesn't matter; no restriction~; no restrictions; unrestricted; no constraints; any; whichever;
        whatever; can go; may go; not a concern; no concern~; not a problem; no issue~; not an issue; sign~;
        signed; will do; content with; can be used; may be used; can see; may see; can send; may send; wave~
        through; tolerates; tolerate~; settles for; allow~; allows; trust; open to; lets us; let us; willing to
        accept; can live with; considers; authorise~; authorize~; only with; only if; provided; as long as;
        requires; require~; insists on; insist~; needs; need; demand~; demands; under
    """,
    "ANY": """
        any; all; every; whichever; whatever; whatsoever; anyone; everything; jeder; alle; tout; cualquier;
        each; either; no restriction~; no restrictions; unrestricted; no constraint~; free choice; open choice;
        n'importe; beliebige
    """,
    "ZERO_RETENTION": """
        nichts speichert; nichts speichern; nichts gespeichert; keine daten speichert; keine daten speichern; keine
        daten
        gespeichert; nicht gespeichert; nicht speichert; ne conserve rien; ne stocke rien; ne conservent rien; sans
        conservation; no guarda nada; no guarden nada; no almacena; no almacenan; sin almacenar; nichts aufbewahrt;
        zero retention; zero-retention; zdr; zero data retention; zero-data-retention; no retention;
        no-retention; no data retention; without retention; not retained; not retain; don't retain; doesn't
        retain; not store; doesn't store; don't store; does not store; not stored; not stored anywhere; stores
        nothing; store nothing; retains nothing; retain nothing; keeps nothing; keep nothing; no logging; no
        logs; nothing is stored; nothing stored; nothing is kept; nothing kept; nothing retained; nothing is
        retained; nothing logged; deleted immediately; no training and no storage; keine speicherung; keine
        speicherung der daten; sans rétention; rétention zéro; retención cero; no storage; zero storage;
        zero-storage; never stored; never retained; never stores; never retains; not persisted; no persistence;
        not keep; don't keep; doesn't keep; not logged; does not keep; does not retain; do not store; do not
        retain; do not keep; zero-log; zero log; no-log; no log; without storing; without keeping; without
        logging; without data retention; without any retention; without any data retention; no prompt retention;
        without logs; nothing gets stored; no data kept; no data is kept; no data stored; no data is stored; not
        be stored; not be retained; not be kept; never be stored; not to store; not to retain; never keeps;
        never keep; not storing; not retaining; not keeping; no trace; stores none; keeps none; ephemeral
        processing; stateless processing; forget~ immediately; deletes everything; delete everything; wiped;
        purge~; purged; immediate deletion; discard~ immediately; discarded immediately; doesn't log; not keep
        any; keep no; keeps no; retain no; retains no; store no; stores no; not save; doesn't save; don't save;
        keep no data; no copies; hold nothing; holds nothing; nothing persisted
    """,
    "DELETE": "delete~; erase~; discard~; wipe~; purge~; destroy~; shred~",
    "KEEP": """
        retain~; retention; store~; stored; storage; keep~; keeps; kept; log~; logs; logging; logged; save~;
        saved; persist~; archive~; record~; remember~
    """,
    "BAA": "baa; business associate agreement; business-associate agreement; business associate",
    "AIR_GAP": """
        air-gapping; air gapping; airgapping;
        no route out; no way out of; no link out; no path out; no line out; no exit to the internet; air-gapped;
        air gapped; airgapped; air gap; air-gap; airgap; no internet; without internet; no outbound; no outside
        connection; no outbound connection~; disconnected network; isolated network; network is isolated; fully
        isolated; closed network; classified network; offline network; fully offline; completely offline;
        entirely offline; scif; no network connection; no connection to the internet; no connection to the
        outside; physically isolated; cut off from the internet; no external connectivity; no connectivity; not
        connected to the internet; no internet access; no outside line; no outside communication; closed
        perimeter; without any internet; without an internet; no link to the outside; unplugged; no route to the
        internet; without internet access; no web access; without network access; standalone network; no uplink;
        internet-free; not have internet; isn't connected; sneakernet; no external network; never touches the
        internet; disconnected from the internet; data diode; 离线; 断网; 物理隔离; 内网; 망분리; 폐쇄망; abgeschottet;
        luftspalt; vom internet getrennt; kein internet; isolé d'internet; réseau isolé; sin internet; sin
        conexión; red aislada; network has no connection; isolated from the internet; sealed network; sealed
        off; offline site; works offline; run offline; runs offline; air gaps; high side; dark site
    """,
    "NETWORK": """
        internet; outside world; outer world; network connection; network connections; connectivity; the web;
        outbound; the net; online access; external network; external networks; outbound traffic; public network;
        public networks; outgoing connections; outgoing traffic; outside connection; outside connections; public
        internet; internetverbindung; internetzugang
    """,
    "CUT_OFF": """
        separated; isolated; disconnected; cut off; detached; sealed off; sealed; severed; walled off; closed
        off; unreachable from; offline; getrennt; isolé; aislado; aislada; physically separate; off the
        internet; unplugged; decoupled; segregated
    """,
    "INTERNET": """
        internet access; there internet; there is internet; internet connectivity; connected to the internet;
        online; internet connection; not
        air-gapped; not air gapped;
        normal internet; has internet; have internet; internet is available; outbound internet
    """,
    "ON_PREM": """
        on site; on-site; onsite; on-prem; on-premises; on premises; on premise; on-premise; onprem; our premises;
        the premises; own
        premises; our building; own data centre; own data center; our data centre; our data center; our own data
        center; our own data centre; in-house; in house; own racks; our racks; own servers; our servers; our own
        servers; own hardware; our own hardware; our walls; our site; our own machines; own machines; our own
        building; server room; eigenes rechenzentrum; eigenen rechenzentrum; auf eigenen servern; sur site; nos
        serveurs; propios servidores; our basement; four walls; our own metal; own iron; our hospital; our
        network; own network; our own network; corporate network; company network; internal network; the
        building; the house; our perimeter; our firewall; local servers; local machines; own walls; colo;
        colocation; our rooms; the site; local hardware; firm's network; our infrastructure; our own
        infrastructure; own infrastructure; our environment; our systems; hospital network; our control; our
        four walls; the company; our company; our organisation; our organization; the organisation; the
        organization; our intranet; the intranet; our lan; the network; our hands; our house; the bank; the
        hospital; our offices; the firm; our own kit; nuestros servidores; haus; unser haus; la empresa;
        l'entreprise; own kit; eigenen servern; campus; the plant; the factory; the base
    """,
    "OWN_CLOUD": """
        own cloud account; our cloud account; our own cloud account; own aws account; our aws account; our own
        aws account; own azure subscription; our azure subscription; our own azure subscription; own tenant; our
        tenant; our own tenant; own vpc; our vpc; our own vpc; own cloud tenant; our cloud tenant; own gcp
        project; our gcp project; our own gcp project; our own cloud; our subscription; own subscription;
        private cloud; our azure tenant; our own azure tenant; own cloud; our cloud; aws account; azure tenant;
        vpc; gcp project; our own account; azure subscription; cloud account; virtual private cloud; eigene
        cloud; eigenen cloud; propre cloud; propia nube
    """,
    "REGION_RULE": """
        anbieter; dienstleister; fournisseur~; prestataire~; proveedor~; proveedores; rechenzentrum; rechenzentren;
        verarbeitet; traité; traitées; procesados;
        sortir; verlassen; residency; quitter; salir; resident; sovereign~; sovereignty; hosted; host~; hosting;
        processed; processing; process~; stay~; stays; remain~; remains; inside; within; kept; keep~; located;
        location; leave~; leaves; regional; region; only; store~; stored; datacenter~; servers; endpoint~;
        jurisdiction; provider~; vendor~; bleiben; innerhalb; must be in; based; data centre~; data center~;
        centre; center; territory; border~; borders; soil; outside; gehostet; hébergé; hébergées; hébergés;
        alojado; alojados; residen; transfer~; abroad; cross; dentro; au sein; reside~
    """,
    "PEOPLE_OF": """
        customer~; customers; citizen~; citizens; user~; users; resident~; residents; client~; clients; data
        subject~; consumer~; consumers; employee~; employees; people; personal data; households; kunden; bürger;
        clientes; ciudadanos; individuals; individual~; subscribers; members; shoppers; visitors;
        personenbezogene daten; données personnelles; datos personales; applicants; patients; persons
    """,
    "PERSONAL": """
        personal data; personenbezogene daten; données personnelles; datos personales; personally identifiable;
        pii; personal information; personal details
    """,
    "NOTHING_REGULATED": """
        nothing regulated; nothing is regulated; not regulated; isn't regulated; aren't regulated; unregulated;
        no regulation~; no regulations; no regulatory; no compliance; no regulated; not in a regulated; not
        under any regulation; not subject to any; no regime~; no regimes apply; none of those apply; no rules
        apply; no legal constraints; no legal restrictions; no special rules; no sector rules; free of
        regulation; nothing sensitive; no sensitive data; no legal requirements; no laws apply; no data
        protection issues; no privacy constraints; no privacy issues; no specific regulation; no particular
        regulation; no specific rules; no statutory; no special regulation; nicht reguliert; keine regulierung;
        keine regulatorischen; aucune réglementation; pas de réglementation; non réglementé; nada regulado; sin
        regulación; no regulado; no regulatory regime; don't fall under any; do not fall under any; does not
        fall under any; not bound by any; no constraints from regulators; no personal data; no regulator; no
        data regulation; outside any regulation; exempt from regulation; not covered by any; no particular
        rules; no special compliance; regulation doesn't apply; regulations don't apply; no regulation applies;
        regulation isn't a concern; regulation is not a concern; regulation is no issue; no legal regime; no
        industry regulation; no applicable regulation; no applicable regulations; 没有监管; regulated by nobody;
        regulated by no one; not a regulated; aren't subject to any regulation; not subject to regulation;
        unreguliert
    """,
    # workload facts
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
    # quality
    "FRONTIER": """
        frontier; smartest model~; brightest model~; most intelligent model~; state of the art; state-of-the-art;
        sota; top model~; best closed; closed model~; proprietary
        model~; flagship~; top-tier; top tier; strongest model~; gpt-class; gpt-5 class; gpt-5-class; gpt-4
        class; gpt-4-class; opus-class; best model~; frontier-class; frontier-grade; frontier model~; closed
        frontier; spitzenmodell~; closed models; proprietary; leading closed; best commercial; the best
        available; nothing less; most capable; frontier-level; frontier quality; gpt-level
    """,
    "OPEN_MODEL": """
        open model~; open-weight~; open weight~; open weights; open-source model~; open source model~; open
        llm~; oss model~; llama; qwen; mistral; gemma; deepseek; mixtral; kimi; glm; gpt-oss; open models; open
        source; open-source; open-weights; open alternative~; open one~; open ones; open; offenes modell; offene
        modelle; modèle ouvert; modèles ouverts; modelo abierto; modelos abiertos; gpt oss
    """,
    "SMALL": """
        small; smaller; smallest; tiniest; tiny; little; compact; lightweight; mini; small model~; kleines; kleine;
        petit; pequeño;
        modest; light; smallish; slim
    """,
    "LARGE": """
        large; larger; big; bigger; biggest; huge; large-scale; großes; große; grand; grande; largest;
        full-size; full-sized; mid-size; mid-sized; medium; medium-sized; midsize; 70b; 120b; moe
    """,
    "PASS": """
        level with; on a level with; neck and neck; plenty; get it right; gets it right; got it right; won; wins; all
        we need; all it takes; all that is needed;
        all that's needed; pass~; passes; passed;
        passing; enough; good enough; suffice~; suffices; sufficient; as good; as well;
        just as well; same score; scores the same; score~ the same; match~; matches; matched; equal~; equals; on
        par; par with; works; work; work fine; does the job; do the job; fine; adequate; ok; okay; solve~;
        solves; handle~; handles; holds up; keeps up; equally good; equally well; comparable; does well;
        performed well; performs well; meets; meet~; clear~; clears; will do; do; does; tags as well; as
        accurate; indistinguishable; reicht; genügt; suffit; basta; same accuracy; same quality; no worse; cuts
        it; cut it; beat~; beats; ties; no difference; acceptable; nails; satisfies; acceptably; well enough;
        hits; reached; reaches; fully sufficient; can do; manage~; manages; the same; accurate enough; is good;
        are good; convinces; convinced; equivalent; good; sufficed; happy with; ties with; tied; as the; succeeded;
        succeed~; copes; identical; run fine; competitive; up to the job
    """,
    "FAIL": """
        fail~; fails; failed; failing; not good enough; fall~ short; falls short; fell short; worse; inferior;
        insufficient; not enough; can't; cannot; couldn't; miss~; missed; misses; not pass; don't pass; doesn't
        pass; didn't pass; not reach; unusable; too weak; do not pass; does not pass; did not pass; poor;
        poorly; not up to; flunk~; flunked; unacceptable; not acceptable; don't cut it; doesn't cut it;
        disappoint~; disappointed; disappointing; hallucinate~; not suffice; no open; none of the open; reicht
        nicht; inadequate; too many errors; struggle~; struggled; won't do; not cut it; not work; no good; broke
        down; bad; let us down; useless; drop~; degrade~; lost; loses; ruled out; rejected; botch~; not match;
        below
    """,
    "ONLY": """
        only; it takes; takes a; takes the; demands; calls for; call for; won't work without; not work without;
        nothing but; nothing less; nothing short; solely; exclusively; must be; must use; has to be; requires;
        require~; need; needs; needed; demand~; insist~; no alternative; anything less; indispensable;
        necessary; will do; essential; nur; seulement; solo; sólo; no substitute; mandatory; can't do without;
        cannot do without; nothing except; none but; short of; necessitate~; depend~ on; has to; have to; rely
        on
    """,
    "EVAL": """
        eval~; evals; evaluation~; test~; tests; tested; benchmark~; trial; trials; quality; accuracy; compared;
        comparison; measured; pilot; bake-off; blind test; score~; scores
    """,
    "OWN_WEIGHTS": """
        our own fine-tuned; own fine-tuned; our fine-tuned; our fine-tune~; own fine-tune~; own weights; our
        weights; our own weights; fine-tuned our own; we fine-tuned; model we trained; model we fine-tuned;
        trained our own; we trained; our custom model; own custom model; our lora; own lora; our finetune~; our
        finetuned; own finetuned; fine-tuned model of ours; these weights; those weights; proprietary weights;
        custom-trained; our tuned; our own tuned; self-trained; our trained; eigene gewichte; eigenes
        feinabgestimmtes; we finetuned; we tuned;
        model we've trained;
        custom fine-tune~; private weights; home-trained; home-grown model; fine-tuned in-house; domain model
        we; our domain model; weights of ours; our checkpoint; own checkpoint; custom weights; tuned model of our own;
        trained model of our own;
        weights are ours; fine-tuned weights; our distilled; we distilled; we have fine-tuned;
        we've fine-tuned; our own trained; own trained; weights we trained; model we tuned
    """,
    # conversation
    "EVERY_WORKLOAD": """
        both; all workloads; all of them; both workloads; each workload; every workload; each of them; all
        three; alle; beide; everything; the two
    """,
    "SEVERAL": """
        two workloads; three workloads; four workloads; several workloads; a second; another workload; second
        workload; other workload; also have; also run; in addition; additionally; besides; third workload;
        separate workload; separately; as well as; further workload; a third; on top of that; first workload;
        another; plus; two use cases; three use cases; new workload; add a workload; second one; zweite;
        zusätzlich; deuxième; segundo; también
    """,
    "ONE": """
        one workload; a single workload; single workload; only one workload; just one workload; one use case;
        ein workload; single use case; one use-case; just the one
    """,
}
