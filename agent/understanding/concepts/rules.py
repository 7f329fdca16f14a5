"""What the data may do, who decides on it, and what forbids it."""

from __future__ import annotations

RULES: dict[str, str] = {
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
}
