"""Who runs it, what with, and where it stands."""

from __future__ import annotations

PEOPLE: dict[str, str] = {
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
}
