"""Small data tables for amounts: scales, number words, units, periods, currencies. Words only, no code that reads."""

# ruff: noqa: E501 - tables and patterns are read better in one piece
from __future__ import annotations

from agent.understanding.wordlist import in_order, words

SCALES: dict[str, float] = {
    **dict.fromkeys(in_order("""
    k grand thousand thousands thousend tsd tausend mille mila millar millares duizend tysiace tys 千 천
"""), 1e3),
    **dict.fromkeys(
        in_order("""
    m mm mn mio mln mill million millions millionen millones millón millon milione milioni milhões
    milhão milhoes miljoen miljoner miljard_ milion miliona miliony milionów milionow mega
"""), 1e6),
    **dict.fromkeys(in_order("""
    b bn bln billion billions bil milliard milliards milliarde milliarden mrd md miljard
"""), 1e9),
    **dict.fromkeys(in_order("t tn trn trillion trillions"), 1e12),
    "lakh": 1e5, "lakhs": 1e5, "lac": 1e5, "crore": 1e7, "crores": 1e7, "cr": 1e7,
    "万": 1e4, "萬": 1e4, "만": 1e4, "億": 1e8, "亿": 1e8, "억": 1e8, "百": 1e2,
    "hundred": 1e2, "hundreds": 1e2, "hundert": 1e2, "cent": 1e2,
}  # fmt: skip
SMALL: dict[str, float] = {
    **{w: float(n) for n, w in enumerate(
        in_order("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty
"""))},
    **{w: float(n) for n, w in enumerate(in_order("null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf")) if n},
    **{w: float(n) for n, w in enumerate(in_order("zéro un deux trois quatre cinq six sept huit neuf dix onze douze")) if n > 1},
    **{w: float(n) for n, w in enumerate(in_order("cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce")) if n > 1},
    "eine": 1.0, "einen": 1.0, "einer": 1.0, "une": 1.0, "fuenf": 5.0, "zwoelf": 12.0, "anderthalb": 1.5, "eineinhalb": 1.5,
    "zweieinhalb": 2.5, "couple": 2.0, "dozen": 12.0, "few": 3.0, "zwanzig": 20.0, "dreissig": 30.0, "dreißig": 30.0,
    "vingt": 20.0, "veinte": 20.0, "treinta": 30.0, "trente": 30.0,
    "thirty": 30.0, "forty": 40.0, "fourty": 40.0, "fifty": 50.0, "sixty": 60.0, "seventy": 70.0, "eighty": 80.0, "ninety": 90.0,
}  # fmt: skip
FRACTIONS: dict[str, float] = {
    "half": 1 / 2, "halves": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4, "fourth": 1 / 4,
    "fifth": 1 / 5, "fifths": 1 / 5, "sixth": 1 / 6, "seventh": 1 / 7, "sevenths": 1 / 7, "ninth": 1 / 9, "eighths": 1 / 8, "sixths": 1 / 6, "eighth": 1 / 8, "tenth": 1 / 10, "tenths": 1 / 10,
    "hälfte": 1 / 2, "halb": 1 / 2, "halbe": 1 / 2, "drittel": 1 / 3, "viertel": 1 / 4, "fünftel": 1 / 5, "moitié": 1 / 2,
    "tiers": 1 / 3, "mitad": 1 / 2, "tercio": 1 / 3, "medio": 1 / 2, "demi": 1 / 2, "percentile_": 0.01,
}  # fmt: skip

DAY, WEEK, MONTH, QUARTER, YEAR = 1.0, 7.0, 30.0, 90.0, 365.0
PERIODS: dict[str, float] = {
    **dict.fromkeys(in_order("second seconds sec secs s sekunde seconde segundo"), 1 / 86400),
    **dict.fromkeys(in_order("minute minutes min mins minuto minuten minutes"), 1 / 1440),
    **dict.fromkeys(in_order("hour hours hr hrs h stunde stunden heure heures hora horas uur uren std"), 1 / 24),
    **dict.fromkeys(in_order("""
    day days d night nights tag tage tagen jour jours día dia días dias dag dagen dzień dzien giorno 天 日 일
"""), DAY),
    **dict.fromkeys(in_order("""
    week weeks weken wk wks woche wochen semaine semaines semana semanas 周 週 주 settimana tydzień
"""), WEEK),
    **dict.fromkeys(["fortnight", "fortnights"], 14.0),
    **dict.fromkeys(in_order("""
    month months mo mos mth monat monate monaten maand maanden mois mes meses mese mês 月 월 miesiąc
"""), MONTH),
    **dict.fromkeys(in_order("quarter quarters qtr quartal kwartaal trimestre"), QUARTER),
    **dict.fromkeys(in_order("""
    year years yr yrs annum jaar jaren jahr jahre jahren an ans année año años anno ano 年 년 rok
"""), YEAR),
    **dict.fromkeys(in_order("""
    workday workdays weekday weekdays werktag werktage werktags arbeitstag arbeitstage werkdag werkdagen
"""), DAY),
}  # fmt: skip
WORKING_DAYS = words("""
    workday workdays weekday weekdays werktag werktage werktags arbeitstag arbeitstage werkdag werkdagen
""")
PERIOD_ADVERBS: dict[str, float] = {
    "daily": DAY, "everyday": DAY, "nightly": DAY, "weekly": WEEK, "monthly": MONTH, "hourly": 1 / 24, "yearly": YEAR, "annually": YEAR,
    "annual": YEAR, "quarterly": QUARTER, "fortnightly": 14.0, "täglich": DAY, "taeglich": DAY, "tägliche": DAY, "wöchentlich": WEEK,
    "monatlich": MONTH, "monatliche": MONTH, "jährlich": YEAR, "jährliche": YEAR, "stündlich": 1 / 24, "quotidien": DAY, "quotidiens": DAY,
    "mensuel": MONTH, "mensuels": MONTH, "mensuelle": MONTH, "annuel": YEAR, "hebdomadaire": WEEK, "diario": DAY, "diarios": DAY,
    "diariamente": DAY, "mensual": MONTH, "mensuales": MONTH, "anual": YEAR, "quotidiennement": DAY, "매일": DAY,
    "dziennie": DAY, "dagelijks": DAY, "giornalieri": DAY, "giornalmente": DAY, "journaliers": DAY, "miesięcznie": MONTH, "maandelijks": MONTH, "mensili": MONTH, "mensile": MONTH,
    "wekelijks": WEEK, "tygodniowo": WEEK, "settimanali": WEEK, "semanales": WEEK, "wöchentliche": WEEK, "jaarlijks": YEAR, "rocznie": YEAR, "annui": YEAR, "pa": YEAR, "pm": MONTH, "pcm": MONTH, "pd": DAY,
}  # fmt: skip
# one-word rates: unit kind, days in the period
RATE_WORDS: dict[str, tuple[str, float]] = {
    "tpm": ("tokens", 1 / 1440), "tpd": ("tokens", DAY), "tph": ("tokens", 1 / 24), "rpm": ("items", 1 / 1440),
    "rpd": ("items", DAY), "rps": ("items", 1 / 86400), "qps": ("items", 1 / 86400), "qpm": ("items", 1 / 1440),
    "rph": ("items", 1 / 24), "qpd": ("items", DAY),
}  # fmt: skip

TOKEN_WORDS = words("""
    token tokens tok toks tkn tkns jetons jeton トークン 토큰 词元 tokenów tokenow mtok mtoks ktok ktoks
""")
USER_WORDS = words("""
    user users customer customers subscriber subscribers seat seats employee employees person people
    staff student students client clients member members colleague colleagues doctor doctors physician
    physicians clinician clinicians nurse nurses lawyer lawyers attorney attorneys analyst analysts
    developer developers dev devs engineer engineers agent agents rep reps operator operators advisor
    advisors adviser advisers teacher teachers player players nutzer benutzer anwender mitarbeiter
    kunden utilisateur utilisateurs employés usuario usuarios worker workers researcher researchers mau
    dau maus daus tester testers recruiter recruiters salesperson salespeople shopper shoppers visitor
    visitors accountant accountants writer writers editor editors paralegal paralegals teller tellers
    broker brokers actives leute dispatcher dispatchers pharmacist pharmacists clerk clerks gebruikers medewerkers journalist journalists underwriter underwriters 人 명 用户
""")
# the things that a language model is called for; an item that others are counted in (calls per ticket) matches by its word
ITEM_WORDS = words("""
    request requests call calls query queries prompt prompts question questions message messages chat
    chats conversation conversations ticket tickets email emails mail mails e-mail e-mails inference
    inferences completion completions generation generations document documents doc docs file files
    report reports invoice invoices contract contracts letter letters record records article articles
    review reviews note notes transcript transcripts cv cvs résumé résumés resume resumes claim claims
    application applications form forms paper papers trial trials pdf pdfs product products session
    sessions interaction interactions turn turns lookup lookups search searches task tasks job jobs run
    runs summary summaries post posts comment comments description descriptions listing listings
    transaction transactions case cases row rows item items entry entries job_ lead leads order orders
    receipt receipts statement statements snippet snippets commit commits pr prs diff diffs translation
    translations anfragen anfrage abfragen nachrichten dokumente dokument rechnungen e-mails vorgänge
    gespräche requêtes requête appels messages documents factures solicitudes consultas mensajes
    documentos facturas llamadas peticiones event events alert alerts log logs submission submissions views view pageview pageviews impression impressions
    filing filings abstract abstracts chunk chunks response responses answer answers reply replies
    suggestion suggestions autocomplete completions hit hits inquiry inquiries enquiry enquiries bericht
    berichte decision decisions step steps scan scans essay essays vragen vraag aanvragen aanvraag verzoeken verzoek
    berichten gesprekken gesprek documenten zoekopdrachten 请求 次 件 건 demandes demande zapytań zapytania richieste
""")
PAGE_WORDS = words("page pages seite seiten página páginas")
WORD_WORDS = words("word words wörter wörtern mots palabras")
CHAR_WORDS = words("character characters char chars zeichen caractères caracteres")
GPU_WORDS = words("gpu gpus card cards accelerator accelerators gpu's")
# plain adjectives that may stand between a number and its unit
UNIT_WORDS: dict[str, str] = {
    **dict.fromkeys(USER_WORDS, "users"),
    **dict.fromkeys(ITEM_WORDS, "items"),
    **dict.fromkeys(PAGE_WORDS, "pages"),
    **dict.fromkeys(WORD_WORDS, "words"),
    **dict.fromkeys(CHAR_WORDS, "chars"),
    **dict.fromkeys(GPU_WORDS, "gpus"),
    **dict.fromkeys(TOKEN_WORDS, "tokens"),
}

CURRENCIES: dict[str, str] = {
    **dict.fromkeys(in_order("$ us$ usd usd$ dollar dollars bucks buck dólares dolares dollari 美元 달러"), "USD"),
    **dict.fromkeys(["€", "eur", "euro", "euros"], "EUR"),
    **dict.fromkeys(in_order("£ gbp pound pounds quid sterling"), "GBP"),
    **dict.fromkeys(in_order("chf franken francs sfr fr"), "CHF"),
    **dict.fromkeys(["¥", "jpy", "yen", "円"], "JPY"),
    **dict.fromkeys(in_order("cny rmb yuan 元 人民币 块"), "CNY"),
    **dict.fromkeys(in_order("₹ inr rupee rupees rs"), "INR"),
    **dict.fromkeys(["c$", "ca$", "cad"], "CAD"),
    **dict.fromkeys(["a$", "au$", "aud"], "AUD"),
    **dict.fromkeys(["₩", "krw", "won", "원"], "KRW"),
    **dict.fromkeys(in_order("zł pln zloty zlotys złotych"), "PLN"),
    **dict.fromkeys(["r$", "brl", "reais", "real"], "BRL"),
    "sek": "SEK", "nok": "NOK", "dkk": "DKK", "kr": "SEK", "kronor": "SEK", "kroner": "NOK", "s$": "SGD", "sgd": "SGD", "hk$": "HKD",
    "hkd": "HKD", "nz$": "NZD", "nzd": "NZD", "mxn": "MXN", "pesos": "MXN", "zar": "ZAR", "rand": "ZAR", "ils": "ILS", "₪": "ILS",
    "try": "TRY", "aed": "AED", "dirham": "AED", "dirhams": "AED", "czk": "CZK", "huf": "HUF", "ron": "RON", "rub": "RUB", "rubles": "RUB",
    "₽": "RUB", "uah": "UAH", "sar": "SAR", "riyal": "SAR", "twd": "TWD", "nt$": "TWD", "thb": "THB", "baht": "THB",
}  # fmt: skip
# words that are a currency only right beside a number
SHY_CURRENCIES = words("""
    real try won rs fr kr rand francs pound pounds quid ron sar buck bucks sterling 块 块钱
""")

APPROX = words("""
    about around roughly approximately approx circa ca ~ some nearly almost like maybe perhaps ungefähr
    etwa rund environ alrededor unos unas say probably estimated
""")  # fmt: skip
# a number after one of these is a name, not an amount
NUMBERED = words("""
    version v release art article section clause page step phase iso soc type tier level python cuda
    java node chapter figure table appendix annex room floor building building_ issue ticket_ rfc nist
    sp no nr number option item_ grade series gen generation_ ubuntu windows postgres dss tls http https
    ipv q fy sprint kapitel artikel paragraph
""")
ABBREVIATIONS = words("""
    incl excl approx resp
    al art approx ca e.g i.e eg ie etc vs no mio mrd tsd z.b ca. inc ltd co corp mr mrs dr st max min avg
    est ø dept nr p.a
""")
MODEL_FAMILIES: dict[str, str | None] = {
    "o": "OpenAI", "gpt": "OpenAI", "chatgpt": "OpenAI", "claude": "Anthropic", "sonnet": "Anthropic", "opus": "Anthropic", "haiku": "Anthropic",
    "gemini": "Google", "llama": None, "qwen": None, "gemma": None, "mistral": "Mistral", "mixtral": None, "deepseek": "DeepSeek",
    "phi": None, "kimi": None, "glm": None, "grok": "xAI", "nova": "AWS Bedrock", "command": "Cohere", "falcon": None, "yi": None,
    "nemotron": None, "olmo": None, "codestral": "Mistral", "devstral": None, "gpt-oss": None, "bloom": None, "alpaca": None,
    "codellama": None, "starcoder": None, "granite": None, "minimax": None, "ministral": None,
}  # fmt: skip

MONTH_NAMES = words("""
    January February March April May June July August September October November December Januar Februar März Mai Juni Juli Oktober
    Dezember janvier février mars avril juin juillet août septembre octobre novembre décembre enero febrero marzo abril mayo junio julio agosto
""")
