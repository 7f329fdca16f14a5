"""What a workload does, by the words people use for it; and regimes and providers by name and by hint.
Data only."""

from __future__ import annotations

# order is precedence where one phrase holds several: "a chatbot with RAG" is rag, "classify tickets overnight"
# is classification
TASKS: dict[str, str] = {
    "rag": """
        rag; retrieval; retrieval-augmented; question answering; question-answering; q&a; qa over; qa; knowledge
        base; knowledge-base; document search;
        search in documents; search in; search documents;
        search our documents; semantic search; ask our docs; answers from; answering questions
        over; enterprise search; search over; search assistant; wiki search; questions over; questions about
        our; look things up; manual search; knowledge assistant; grounded answers; answers over; documentation
        assistant; docs bot; policy search; handbook search; research assistant; internal search; answer
        questions from; chat with documents; wissensdatenbank; base de connaissances; base de conocimiento;
        answers questions about; doc search; case-law search; legal research; chat over documents; faq
    """,
    "summarization": """
        summarise~; summarize~; summary; summaries; summarization; summarisation; summarising; summarizing; tl;
        dr; digest~; digests; condense~; recap~; recaps; minutes of meetings; meeting minutes; meeting notes;
        zusammenfassung; zusammenfassungen; zusammenfassen; résumés de; résumer; resumir; resúmenes; synopses;
        synopsis; précis; resumen; shorten~; distil~ reports; 摘要; 总结; 요약; summerize~; summerise~; meeting recap
    """,
    "classification": """
        classify~; classification; classifications; classifies; classifier~; classifying; categorise~;
        categorize~; categorisation; categorization; tagging; tag~; tags; label~; labelling; labeling; labels;
        triage~; routing; route~; moderation; moderate~; sentiment; spam; scoring; intent detection; intent;
        detect~; detection; filtering; screen~; screening; klassifizieren; klassifizierung; klassifikation;
        classifier; classifie; clasificar; clasificación; 分类; 분류; sort~; sorting; flagging; flag~; toxicity;
        ranking; rank~; verdict~; prioritise~; prioritize~; deduplication; matching; safety check; fraud check;
        check~ claims; lead scoring
    """,
    "extraction": """
        extract~; extraction; extractions; extracting; parse~; parsing; ocr; data entry; field extraction;
        structured data; pull fields; pull~ out; invoice processing; invoice reading; invoice capture;
        key-value; entity; entities; ner; fill~ forms; form filling; structured output; turn~ into json; to
        json; extrahieren; extraktion; datenextraktion; extraire; extraer; extracción; reading invoices; read~
        invoices; contract data; de-identification; redaction; redact~; anonymise~; anonymize~; 提取; 抽取; 추출;
        transcribe fields; capture fields; invoice fields; document processing; reads invoices; data capture;
        auslesen; metadata
    """,
    "code": """
        code; coding; coding agent; coding agents; code agent; code generation; code-generation; code
        completion; code review; code assistant; coding assistant; copilot for developers; programming;
        programmer~; autocomplete; auto-complete; ide; refactor~; unit tests; test generation; sql generation;
        text-to-sql; pull requests; pull-request; developer assistant; dev assistant; code-gen; codegen;
        programmieren; codegenerierung; software engineering; sql; migrations of code; pair programming;
        debugging; code migration; génération de code; generación de código; 代码; 코드; code suggestion~
    """,
    "agent": """
        agent; agents; agentic; tool use; tool-use; tool calling; autonomous; multi-step; browser automation;
        workflow automation; agent loop; computer use; agentenbasiert; ai agents; voice agent; orchestration;
        research agent; 智能体; 에이전트; rpa
    """,
    "reasoning": """
        reasoning; proofs; mathematical proof; theorem~; math; maths; mathematics; planning problems; complex
        analysis; chain of thought; chains of thought;
        deep thinking; logic; scientific reasoning; root-cause analysis; strategy
        analysis; deduction; olympiad; solve~ proofs; legal reasoning; beweise; optimisation problems;
        multi-hop; chip design; diagnosis; diagnostic
    """,
    "chat": """
        faq chat; faq bot; faq bots; faq chatbot; chat; chatbot~; chatbots; chat bot; chat bots; assistant;
        assistants; conversational; conversation~;
        support bot; support bots; help desk; helpdesk; help-desk; customer support; customer service; support
        assistant; copilot; companion; virtual agent; dialogue; dialog; kundenchat; support-chat; kundendienst;
        bot; bots; messenger; whatsapp; live chat; concierge; tutor~; tutoring; chats; support chat; booking
        chat; 聊天; 客服; 챗봇; chatbott; asistente; assistent; agent conversationnel; web chat; chat assistant;
        triage chat; tutor bot; help bot; sales bot; talk to customers; hotline
    """,
    "batch": """
        batch job; batch jobs; batch pipeline; batch processing; nightly batch; bulk processing; bulk job;
        offline pipeline; batch inference; batch; stapelverarbeitung; backfill; bulk
    """,
    "other": """
        translation; translate~; translating; translations; writing; writer; copywriting; drafting; draft~;
        drafts; rewriting; rewrite~; content generation; product descriptions; newsletter; marketing copy; email
        drafting; letters; e-mail drafting; generate~ descriptions; transcription; image captions; game
        dialogue; übersetzung; übersetzen; übersetzungen; traduction; traducción; blog posts; personalisation;
        personalization; synthetic data; proofreading; storytelling; ad copy; captioning; copy editing;
        newsletters; social posts; report generation; ghostwriting; grammar correction; subtitle~; localisation;
        localization; paraphrasing; data generation; simulation; 翻译; 번역; product copy; e-mail replies; email
        replies; reply drafting; descriptions; proposal writing; letter writing
    """,
}
WEAK_TASKS = frozenset(["batch", "other"])  # yield to any other task in the same phrase

REGIMES: dict[str, str] = {
    "hipaa": """
        hipaa; hippa; hipa; covered entity; covered entities; health insurance portability; hitech; protected health
        information; phi; ephi; 45 cfr 164; 45 cfr part 164;
        45 cfr 160; 45 cfr part 160; 45 cfr parts 160;
        e-phi; business associate; baa
    """,
    "pci_dss": """
        pci; pci-dss; pci dss; pcidss; cardholder data; card numbers; credit card numbers; credit-card numbers;
        card data; credit card data; payment card data; card number; primary account numbers; payment cards;
        cardholder; credit-card data; debit card numbers; credit cards; credit card details; card details; debit
        cards; payment-card; kreditkartennummern; kreditkartendaten; numéros de carte; números de tarjeta;
        tarjetas de crédito; cartes bancaires; pan; pans; credit card; cvv; payment card numbers; pan data; credit-card
    """,
    "gdpr": """
        gdpr; dsgvo; ds-gvo; rgpd; general data protection regulation; uk gdpr; uk-gdpr;
        datenschutz-grundverordnung; 2016/679; schrems; avg-wetgeving; art. 9 gdpr; datenschutzgrundverordnung
    """,
    "eu_ai_act": """
        ai act; eu ai act; eu-ai-act; artificial intelligence act; ki-verordnung; ai-act; high-risk ai system;
        high-risk system under; 2024/1689; règlement sur l'ia; reglamento de ia; annex iii
    """,
    "itar": """
        itar; 22 cfr; ddtc; aeca; arms export control act; international traffic in arms; munitions list; usml; arms
        regulations; export-controlled; export
        controlled; controlled technical data; defense articles; defence articles; export control; arms traffic;
        weapons data; missile; weapon~ drawings; munitions; weapons design; weapon design; weapons systems;
        missiles
    """,
    "fedramp": """
        fedramp; 3pao; fed-ramp; fed ramp; fedramp high; fedramp moderate; federal agency; federal agencies; us
        government agency; u.s. government agency; us agency; dhs; department of energy; department of homeland
        security;
        department of justice; department of state; department of the interior; department of agriculture; nasa; irs;
        gsa;
        internal revenue service; us federal; federal government; government cloud
        authorisation; u.s. federal; american federal
    """,
    "finra": """
        finra; finra rule 3110; finra rule 4511; broker-dealer; broker dealer; broker-dealers; broker dealers; sec
        rule 17a-4; rule 17a-4; 17a-4;
        brokerage communications; registered representatives
    """,
    "sox": "sox; sarbanes-oxley; sarbanes oxley",
    "glba": "glba; gramm-leach-bliley",
    "ferpa": "ferpa",
    "ccpa": "ccpa; cpra",
    "cjis": "cjis",
    "phipa": "phipa",
    "pipeda": "pipeda",
    "dora": "dora regulation; dora; digital operational resilience act",
    "nis2": "nis2; nis 2",
    "cmmc": "cmmc",
    "lgpd": "lgpd",
    "coppa": "coppa",
    "pipl": "pipl",
}
HINTS: dict[str, str] = {
    "HEALTH": """
        patient~; patients; clinical; clinic; clinics; clinical notes; medical records; medical record; health
        records; health record; hospital~; hospitals; hospital's; physician~; doctors' notes; discharge notes;
        discharge; radiology; electronic health; ehr; emr; health data; medical; medicare; medicaid; health
        insurer; healthcare; telehealth; telemedicine; diagnoses; prescriptions; health plan; health
        information; nurse notes; oncology; dental; therapists; lab results; visit notes; pharmacy; mental
        health; health system; medical charts; charts;
        doctor; doctors; nurse; nurses; surgeon~; therapist~; paramedic~; medics; dentist~; hospice; hospice~; care
        notes;
        clinician~
    """,
    "US": """
        us; u.s; u.s.; usa; united states; american; america; americans; us-based; alaska; arkansas; delaware; hawaii;
        idaho; maine; mississippi; montana; nebraska; new hampshire; new mexico; north dakota; south dakota; oklahoma;
        rhode island; south carolina; vermont; west virginia; wyoming; los angeles; san francisco; philadelphia;
        phoenix;
        san diego; austin; detroit; memphis; portland; las vegas; baltimore; milwaukee; cleveland; pittsburgh; st.
        louis;
        new orleans; miami; tampa; orlando; salt lake city; nashville; minneapolis; cincinnati; columbus;
        indianapolis;
        texas; california; florida; ohio; boston; new
        york; illinois; chicago; massachusetts; arizona; georgia; michigan; pennsylvania; washington; virginia;
        colorado; medicare; medicaid; oregon; minnesota; seattle; houston; denver; nevada; utah; tennessee;
        stateside; kentucky; wisconsin; missouri; maryland; north carolina; new jersey; atlanta; dallas; iowa;
        kansas; indiana; alabama; louisiana; oklahoma; connecticut; veterans affairs; va hospital~
    """,
    "EU_PEOPLE": """
        europeans; eu citizens; eu customers; eu residents; eu users; european customers; european users;
        european citizens; european consumers; eu consumers; customers in the eu; customers in europe; users in
        the eu; users in europe; people in the eu; eu data subjects; eu personal data; german customers; french
        customers; customers in germany; customers in france; citizens of the eu; residents of the eu; personal
        data of europeans; users across europe; customers across europe; customers across the eu; european
        clients; eu clients; eu individuals; european residents; eu employees; european employees; eu-based
        customers; eu-based users; european shoppers; eu shoppers; eu patients; european patients
    """,
}
PROVIDERS: dict[str, str] = {
    "OpenAI": "openai; open ai; open-ai; chatgpt; openai's; open ai's",
    "Anthropic": "anthropic; anthropic's; antropic",
    "Google": "google; vertex; vertex ai; google's; ai studio; google cloud ai",
    "Azure OpenAI": "azure openai; azure open ai; microsoft azure openai; azure; microsoft; azure foundry; foundry",
    "AWS Bedrock": "bedrock; aws bedrock; amazon bedrock",
    "Mistral": "mistral ai; mistral api; mistral's api; la plateforme",
    "Cohere": "cohere",
    "Together": "together ai; together.ai; together",
    "Fireworks": "fireworks; fireworks ai; fireworks.ai",
    "Groq": "groq",
    "DeepInfra": "deepinfra; deep infra",
    "OpenRouter": "openrouter; open router",
    "DeepSeek": "deepseek api; deepseek's api",
    "xAI": "xai; x.ai",
    "Cerebras": "cerebras",
    "Perplexity": "perplexity",
    "Replicate": "replicate",
    "Hugging Face": "hugging face; huggingface",
    "Novita": "novita",
    "Baseten": "baseten",
    "SambaNova": "sambanova",
    "Scaleway": "scaleway",
    "Nebius": "nebius",
    "IBM watsonx": "watsonx",
    "Databricks": "databricks",
}
