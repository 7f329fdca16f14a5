"""What a follow-up question is after. Several may fit; they are tried in order, the open search last."""

# ruff: noqa: E501 - a pattern is read better in one piece

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from agent.evidence.brief import Brief
from agent.evidence.protocols import Library

Intent = Literal[
    "currency", "named", "matter", "advice", "why", "arithmetic", "sources", "sizing", "why_not", "convince", "sure",
    "assumed", "change", "general", "period", "payback", "saving", "spread", "each", "included", "prices", "steps", "model",
    "engine", "team", "terms", "hardware", "brief", "weighs", "conflict", "rules", "papers", "training", "unit", "again", "budget",
    "nothing", "contracts",
]  # fmt: skip

VENDOR = (
    r"openai|chatgpt|gpt(?!-oss)[-\w.]*|anthropic|claude|azure|microsoft|bedrock|aws|amazon|vertex|google|gemini|mistral|groq|"
    r"together|fireworks|deepinfra|novita|cerebras|nebius|scaleway|ovh\w*|deepseek|vendors?|providers?|api|cloud"
)
DATA = r"data|records?|notes|prompts?|patients?\w*|private|personal|confidential|sensitive|embargoed|secrets?|documents?|code|material"
CARD = r"(?:rtx |nvidia )?(?:[habl]\d{2,3}0?s?|gb?h?[23]00|mi\d{3}x?|l4|a10g?|\d?6000(?: ada)?|[345]090)s?"
SERVED = r"llama|qwen|mixtral|mistral|deepseek|gemma|gpt-oss|glm|kimi|phi|devstral"

UNIT = (
    r"pages?|documents?|requests?|messages?|chats?|quer(?:y|ies)|questions?|tickets?|calls?|invoices?|letters?|files?|cases?|claims?|orders?|transactions?|emails?|conversations?|"
    r"answers?|summar(?:y|ies)|items?|records?|(?:1 ?m|1k|million|thousand)? ?tok(?:en)?s?|mtok"
)
RULES = r"gdpr|dsgvo|rgpd|hipaa|hippa|pci(?:[- ]dss)?|ai act|ki-verordnung|itar|fedramp|cjis|finra|sox|soc ?2|dora|nis ?2|ferpa|glba|ccpa|phipa|hitech"
IN_SHORT = "in two sentences"
"""The words that ask for the recommendation in short, whatever the user's were."""

PATTERNS: tuple[tuple[Intent, str], ...] = (
    (
        "currency",
        r"^(?:\W*(?:and|but|so|ok)\b\W*)*(?:is|are|was|were|in|what|which|does|do you|can you|could you)\b.{0,40}\b(?:euros?|eur|us dollars?|dollars|usd|"
        r"pounds?|sterling|gbp|francs?|chf|yen|rupees?|zloty|currency|currencies)\b",
    ),
    (
        "brief",
        r"\bin (?:one|two|three|a few|a couple of|plain|short|simple|\d)\b.{0,15}\b(?:sentences?|words|lines?|english|terms)\b|\btl;?dr\b|"
        r"\b(?:explain|summari[sz]e|pitch|sell|present|put) (?:this|that|it|the \w+)?.{0,20}\b(?:to|for) (?:my|our|the|a) "
        r"(?:ceo|cfo|cto|boss|board|management|manager|investors?|team|colleagues?|layman|mother|grandm\w+)\b|\belevator pitch\b|\bin a nutshell\b",
    ),
    (
        "weighs",
        r"\b(?:which|what)\b.{0,40}\b(?:matters?|weighs?|counts?|drives?|sensitive|important|influen\w+|decides?)\b.{0,12}\bmost\b|"
        r"\b(?:which|what)\b.{0,30}\bmost (?:important|sensitive|uncertain|critical|weight\w*|influential)\b|\bmost (?:important|sensitive|critical) (?:assumption|input|number|figure|factor)\b|"
        r"\bbiggest (?:driver|factor|lever|uncertainty|risk|unknown|assumption)\b|\bwhy\b.{0,20}\bprovisional\b|\bwhat (?:else |more )?do you (?:still )?need\b|\bwhat(?:['’]s| is| are)? (?:still )?(?:missing|open)\W*$|\bwhat drives (?:this|that|it|the (?:cost|result|answer))\b",
    ),
    (
        "conflict",
        r"\bcontradict\w*|\bdisagree\w*|\binconsisten\w+|\bconflict(?:s|ing)?\b|\bdon['’]?t (?:agree|fit together|match)\b",
    ),
    (
        "training",
        r"\btrain(?:s|ed|ing)? (?:their |its |the |a |your |new )?(?:models? )?(?:on|with|using) (?:our|my|the|this|user|customer)|\bused? (?:for|to) train\w*",
    ),
    (
        "papers",
        r"\b(?:what|which) (?:evidence|proof|paper\w*|documents?|certificat\w+|guarantees?|clauses?|terms|agreements?)\b.{0,40}\b(?:ask|request|demand|need|want|require|get|sign|insist|put)\b|"
        r"\bwhat questions?\b.{0,30}\b(?:vendors?|providers?|them)\b|\bwho (?:signs?|has to sign|must sign|needs to sign)\b|\b(?:sign|signs|signed|need|needs|have) (?:a |an |the )?(?:dpa|data processing agreement|avv)\b|\bwhat (?:should|must|do) (?:be|we have|i have|we get|i get) in (?:writing|the contract)\b",
    ),
    (
        "rules",
        rf"^(?!.*\b(?:{VENDOR})\b).*\b(?:is|are|does|do|would|under|what about|what does|why|need|needs?|about|apply|applies|fall|relevant|problem|covered?|issue)\b.*\b(?:{RULES})\b",
    ),
    (
        "unit",
        rf"\b(?:price|costs?|much|pay|spend|cents?|dollars?)\b.{{0,40}}\b(?:per|an?|each|one|every)\s+(?:single )?(?:{UNIT})\b|\bper[- ](?:{UNIT}) (?:price|cost)s?\b|\b(?:an?|each|one|per|every)\s+(?:single )?(?:{UNIT})\b.{{0,15}}\bcosts?\b|^\W*(?:and |what about |how about )*per (?:single )?(?:{UNIT})\W*$|\bunit (?:price|cost|economics)\w*",
    ),
    (
        "again",
        r"\b(?:look at (?:this|it|that) again|look again|re-?(?:visit|evaluate|consider|check|assess|examine)|check (?:this |it |back )?again|come back to (?:this|it))\b|"
        r"\bhow (?:long|often) (?:is|does|will|should) (?:this|that|it|we|i)\b.{0,20}\b(?:valid|hold|good|check|last|review)\b",
    ),
    (
        "contracts",
        r"\b(?:buy|buying|bought|purchas\w+|reserv\w+|commit\w*|spot|leas(?:e|es|ed|ing))\b.{0,40}\b(?:gpus?|cards?|rent\w*|hardware|contracts?|instances?|capacity|servers?|prices?)\b|"
        r"\b(?:gpus?|cards?|hardware|servers?)\b.{0,30}\b(?:buy|buying|bought|purchas\w+|reserved|spot|leas(?:e|es|ed|ing))\b",
    ),
    (
        "budget",
        r"^(?!.*\bwhy\b).*(?:\b(?:is|are|will|would|too|very|so|how) (?:it |this |that )?(?:very |too |so )?(?:expensive|dear|pricey|cheap|affordable)\b|\bafford\w*\b|\bbudget\b|\btoo (?:much|expensive)\b)",
    ),
    (
        "nothing",
        r"\b(?:do(?:ing)?|change|changing) nothing\b|\b(?:stay|staying|leave it|keep (?:it|everything|things)|keep going|continue|carry on) (?:exactly )?(?:as|where|like) (?:we|it|they|things)\b|\bcompare\b.{0,20}\b(?:with|to|against) (?:today|now|what we (?:have|pay|do|use)|(?:the )?(?:status quo|current\b.*|present\b.*))\W*$",
    ),
    (
        "convince",
        r"\b(?:convince|persuade|win over|reassure|satisfy)\b|"
        r"\bwhat (?:would|does|will|should|could|do i|do we|can i|can we)\b.*\b(?:tell|show|need|want|accept|ask)\b.*"
        r"\b(?:dpo|counsel|legal|lawyers?|ciso|security|auditors?|cfo|board|boss|finance|works council)\b",
    ),
    (
        "saving",
        r"\bhow much\b.{0,20}\b(?:sav(?:e|es|ed|ing|ings)|cheaper|less|more)\b(?! gpu)|\bwhat (?:would|will|could|can|do|does|did) (?:we|you|it|that|this|they) sav(?:e|ing)\b|\b(?:the|our|any|what) savings?\b|\bwas sparen wir\b|\bcombien .{0,20}économis\w+",
    ),
    (
        "period",
        r"^(?!\W*who\b)(?!.*\d)(?!.*\b(?:if|halv\w+|doubl\w+|grows?|falls?|drops?)\b).*\b(?:per|a|each|every|over (?:a|the)|for (?:a|the)|by the) (?:year|month|annum)\W*$|\b(?:monthly|yearly|annual(?:ly|i[sz]ed)?)\b(?! (?:active|users))|"
        r"\b(?:over|in|for|after|across) (?:the next )?(?:\d{1,2}|two|three|four|five|ten) years?\b|\bim (?:jahr|monat)\b|\bpro (?:jahr|monat)\b|\bpar (?:an|mois)\b|\bal (?:año|mes)\b",
    ),
    (
        "payback",
        r"\bpay(?:s|ing)?[- ]?(?:(?:itself|for itself) )?(?:back|off)\b|\bamorti[sz]\w+|\broi\b|\breturn on\b|\brecoup\w*|\bpays? for itself\b",
    ),
    (
        "spread",
        r"\b(?:worst|best)[- ]case\b|\b(?:upper|lower) (?:bound|end)\b|\bhow (?:bad|expensive|high|low) (?:can|could|might) (?:it|this|that) (?:get|be|go)\b|\bat (?:the )?(?:most|worst|best)\b|\b(?:range|spread|error bars?)\b",
    ),
    (
        "prices",
        r"\b(?:what|how) (?:if|about|happens|would happen)\b.*\bprices?\b|\bif\b.{0,40}\b(?:cut|cuts|raise|raises|lower|lowers|drop|drops|halve|halves|double|doubles|increase|increases|change|changes)\b.{0,20}\bprices?\b|"
        r"\bprices? (?:halve|halves|fall|falls|drop|drops|rise|rises|double|doubles|go|goes|change|changes)\b",
    ),
    (
        "included",
        r"\b(?:not|n['’]t) (?:be )?(?:includ\w+|count\w*|cover\w*)\b|\b(?:didn['’]?t|did not|don['’]?t|do not|haven['’]?t|forgot to|forget to) (?:you )?(?:even )?(?:count|include|consider|account|add)\b|\bhidden costs?\b|\bleft out\b|\bleave out\b|\byou (?:forgot|missed|ignored?)\b|"
        r"\b(?:what|how much)\b.{0,25}\b(?:kubernetes|k8s|eks|gke|aks|electricity|power|energy|cooling|storage|egress|monitoring|observability|on-?call|operations|model updates|taxes|resale)\b|\b(?:resale|electricity|power bill|egress|vat)\b|"
        r"\b(?:in there|included?|including|counted|part of (?:that|it|the|this)|covered|account(?:ed)? for|taken into account|factored in)\b\W*$|\bcounted\b|\b(?:does|do) (?:that|it|this|you|the \w+) (?:include|count|cover|contain)\b",
    ),
    (
        "steps",
        r"\b(?:what|how|where|when) (?:do|should|shall|can|would|must|to) (?:i|we)\b.{0,12}\b(?:start|begin|proceed|first|next|monday|tuesday|tomorrow|today|this week)\b|"
        r"\b(?:next|first) (?:steps?|actions?|thing)\b|\bstep by step\b|\baction plan\b|\broad ?map\b|\bto-?do list\b|\b(?:on )?monday\b|\bhow do (?:we|i) (?:start|begin|get started|do (?:it|that|this)|go about)\b|\bthe plan\b|"
        r"\bwie fangen wir an\b|\bnächste schritte\b|\bpar où commencer\b|\bpor dónde empez\w+",
    ),
    (
        "terms",
        rf"\b(?:do|does|will|would|is|are|can|could)\b.{{0,40}}\b(?:stor(?:e|es|ed|ing)|retain\w*|keep|keeps|kept|logged|logs?|train(?:s|ed|ing)?|collect(?:s|ed)?|delet\w+|share[sd]?|used for training)\b.{{0,40}}\b(?:{DATA}|training|our|my|it)\b|"
        rf"\b(?:{DATA})\b.{{0,30}}\b(?:stored|retained|kept|logged|collected|deleted|trained on|used for training)\b|"
        rf"\b(?:may|can|could|are|must|should) (?:we|i|they|our|my|the|private)\b.{{0,60}}\b(?:send|sent|put|give|given|upload\w*|share[sd]?|go|goes|allowed|leave)\b.{{0,60}}\b(?:{VENDOR}|there|out|outside)\b|"
        rf"\b(?:{VENDOR})\b.{{0,50}}\b(?:acceptable|allowed|permitted|compliant|lawful|legal|ok|okay|fine)\b|\b(?:can|could|may) (?:we|i) (?:still )?use (?:{VENDOR})\b|\b(?:is|are|would) (?:{VENDOR})(?: \w+)? (?:ok(?:ay)?|fine|allowed|safe|compliant|legal|acceptable|gdpr|hipaa)\b|"
        rf"\b(?:which|what) (?:vendors?|providers?|endpoints?|clouds?)\b.*\b(?:fit|fits|can|could|do|does|would|qualif\w+|allowed|comply|compliant|ok(?:ay)?|meet|offer|sign|safe)\b|"
        r"\bis there (?:an? )?(?:\w+ )?region\b|\b(?:which|what) regions?\b|"
        r"\b(?:is|would) (?:this|that|it)(?: all)? (?:legal|allowed|compliant|lawful|permitted)\b|\b(?:sign|signs|signed|need|needs|offer|offers|get)\b.{0,20}\b(?:dpa|baa)\b|\bwhat (?:evidence|proof|paper\w*|documents?)\b.*\bask\b|"
        r"\b(?:darf|dürfen)\b.*\bcloud\b|\bspeicher\w*\b.*\b(?:openai|daten)\b",
    ),
    (
        "sources",
        r"\b(?:wer sagt|qui dit|quién dice)\b|\bwho (?:says|said|claims|claimed)\b|\bsays who\b|\b(?:your|the|any) (?:sources?|references?|citations?|proof)\b|"
        r"\bwhere (?:do|does|did|is|are|have)\b.*\b(?:from|say|says|said|written)\b|\baccording to (?:who|whom|what)\b|"
        r"\bon what (?:basis|grounds)\b|\bevidence (?:for|of|that)\b",
    ),
    (
        "arithmetic",
        r"\b(?:rechenweg|rechnung|berechn\w+|le calcul|calculer|el cálculo)\b|\b(?:arithmetic|maths?|calculat\w+|formulas?|working|workings|sums?|break ?down|derivation)\b|"
        r"\b(?:prices?|numbers?|figures?|calculation|costs?) (?:is|are|looks?|seems?)(?: just| all| far| way)? (?:wrong|off|outdated|old|nonsense|too \w+)\b|"
        r"\bhow (?:did|do|does|have) (?:you|it|that|this|the)\b.*\b(?:get|got|arrive|reach|come|work out|add up|figure)\b|"
        r"\bhow\b.*\bcomputed\b|\bwhy\b.{0,20}\bso (?:expensive|dear|cheap|much|high|low)\b|\bwhat (?:is|are) (?:in|behind) th(?:e|at|ose) (?:numbers?|figures?|costs?|price)\b",
    ),
    (
        "hardware",
        rf"^(?!\W*(?:why|should|shall)\b)(?!.*\b(?:vllm|sglang|ollama|tensorrt\S*|tgi)\b.*\b(?:faster|slower|better|worse|than|vs)\b)(?=.*\b(?:{CARD})\b)(?!.*\bhow many {CARD}\b)(?=.*(?:\b(?:what about|how about|and|instead|enough|fits?|suffice|do|throughput|vram|concurren\w*|simultaneous\w*|at once|serve|run|speed|fast|faster|tok/s|users|people|costs?|rent|instances?)\b|^\W*(?:on|with)\b))|"
        rf"^(?!\W*(?:why|should|shall)\b)(?=.*\b(?:{SERVED})[-\w.]*)(?=.*\b(?:fits?|v?ram|throughput|concurren\w*|at once|simultaneous\w*|tok/s|tokens? (?:per|a) second|gpus?|cards?)\b)",
    ),
    (
        "team",
        r"\bwho (?:would|will|should|has to|must|is going to) (?:be on[- ]?call|run|operate|maintain|look after|carry|do (?:it|that|this)|host)\b|\b(?:what if|if|but|only|just)\b.{0,30}\b(?:engineers?|people|devs?|developers?|headcount|staff|person|sres?)\b|\bhow many (?:people|engineers?|ftes?|staff)\b(?! at\b)(?!.{0,25}\b(?:can|could|use|serve|will|would be able)\b)",
    ),
    (
        "sure",
        r"\b(?:wie sicher|êtes-vous sûr|qué tan seguro)\b|\bhow (?:sure|certain|confident|reliable|accurate|solid)\b|\bconfidence\b|\bcan (?:i|we) (?:trust|rely)\b|"
        r"\bare you (?:sure|certain)\b|\bhow (?:far )?off\b|\bwhat are the risks\b",
    ),
    (
        "named",
        r"\bwhat(?: is|['’]s| are| was) (?:the|our|my|your) (?:volume|peak|growth|split|cach\w+|horizon|utili[sz]ation|latency)\b|\b(?:realistic|reasonable|plausible|correct|right|too (?:high|low|much|little|many|few)|optimistic|pessimistic)\b|"
        r"\bwhy\b.*(?:\d|\bso (?:high|low|much|little)\b)|\b(?:where|how)\b.*\b(?:come|comes|get|got|know)\b.*\d|\bwhat about (?:the )?\w+\W*$|"
        r"\b(?:what|which) (?!do\b|did\b|does\b|are\b|is\b|have\b|else\b)\w.{0,30}\bassum\w+|\b(?:what|and) (?:happens |is )?(?:at|about|with) (?:the )?peaks?\b",
    ),
    (
        "sizing",
        r"\bfits? (?:on|in|into|inside)\b.{0,20}\b(?:node|box|server|machine|card|gpus?|it)\b|\bone node\b|\bhow (?:much|many) of (?:the|our|my|those|these)\b.{0,30}\b(?:used|busy|need\w*|idle|peak)\b|\bhow (?:many|much|big|large)\b.{0,20}\b(?:gpus?|cards?|servers?|replicas?|nodes?|machines?|hardware|v?ram|gpu memory|"
        r"[abhl]\d{2,3}s?|concurren\w+|simultaneous\w*|tokens? (?:per|a|/) ?s\w*)\b|"
        r"\b(?:what|which|welche|quels?|quelles?|qué)\b.{0,20}\b(?:hardware|gpus?|server|throughput|cards?)\b(?: exactly| precisely| then)?(?:\W*$|.*\b(?:need|run|serve|take|buy|rent|get|require|do|suffice|enough|brauchen|faut|necesitamos)\b)|"
        r"\bhow many (?:users|people|staff|of us)\b.*\b(?:can|could|use|serve|served)\b|\b(?:can|could|will) (?:this|it|that) serve\b|\bhow (?:do|can|would) (?:we|i|it) scale\b|"
        r"\bwhat (?:throughput|concurrency)\b|\bhow (?:much )?concurrency\b|\bhow many\b.{0,30}\b(?:at once|at the same time|in parallel)\b",
    ),
    (
        "engine",
        r"\b(?:which|what) (?:inference |serving )?(?:engine|runtime|server software)\b|\b(?:vllm|sglang|tensorrt\S*|tgi|ollama|llama\.cpp)\b(?!.*\bhost)",
    ),
    (
        "model",
        r"\b(?:quels?|quelle|welche[sr]?|qué|jaki|quale) (?:modèles?|modelle?|modelos?|llms?|model)\b|\b(?:which|what) (?:open |smaller |other |exact )?(?:models?|llms?)\b(?! (?:are|is) (?:you|this))",
    ),
    (
        "each",
        r"\bwhich (?:workloads?|of (?:the|them|these|our)\b.{0,20}|one)\b.{0,30}\b(?:first|move[sd]?|start)\b|^\W*(?:so |then |ok )?prove\b|\bwhy\b.{0,30}\b(?:cheaper|dearer|more expensive|costs? (?:more|less))\b|"
        r"^\W*(?:the )?(?:numbers|figures|costs?|prices?|money)\W*$|\b(?:show|give|list)(?: me)? (?:the |all |your )?(?:numbers|figures|costs|prices)\b|\bwhat (?:does|do|would|will) (?:each|every\w*|they|these|those|all|it all|the options)\b.*\bcosts?\b|\bcosts? of (?:each|every|all)\b|\b(?:all|the) (?:options|costs) (?:side by side|compared|in a table)\b|\bcost table\b",
    ),
    ("assumed", r"\bassum\w+|\bguess(?:ed|es|ing)?\b|\btake(?:n)? for granted\b|\bdefaults?\b"),
    (
        "why_not",
        r"\b(?:warum nicht|wieso nicht|pourquoi pas|por qué no|dlaczego nie|perché non|por que não|waarom niet|neden)\b|\bwhy (?:a )?(?:split|hybrid)\b|"
        r"\bcompare\b.{0,60}\b(?:with|to|against|and|versus)\b|\bwhy (?:not|n't|isn['’]?t|aren['’]?t|don['’]?t|shouldn['’]?t|wouldn['’]?t|no)\b|\bwhat about\b|"
        r"\b(?:instead of|rather than|compare(?:d)?(?: it| that| this)? (?:to|with|against)|versus|vs\.?)\b|\bwhat['’]?s wrong with\b|\bhow about\b|"
        r"\b(?:what|how much) (?:does|do|would|will|is|are)\b.*\b(?:costs?|come to)\b|\bhow much (?:is|are|for)\b",
    ),
    ("matter", r"\b(?:does|do|will|would)\b.{0,30}\bmatter\b|\bmakes? (?:a|any) (?:big |real )?difference\b"),
    (
        "change",
        r"\bchange (?:your|the|this) (?:mind|answer|advice|recommendation)\b|\bwhat would (?:change|flip|tip|it take)\b|"
        r"\bwhen (?:would|should|do|does)\b.*\b(?:switch|change|move|reconsider|look again|pay|worth)\b|\btipping point\b|\bnever pays?\b|\bdo(?:es)? (?:it|own gpus|self[- ]?hosting|that) (?:ever )?pay\b|"
        r"\bbreak-?even\b",
    ),
    (
        "why",
        r"^\W*(?:but |and |so )?why\W*$|\bwhy (?:do|did|would|are) you\b|\bwhy (?:this|that|is (?:it|this|that))\b|"
        r"\b(?:explain|justify|defend) (?:this|that|it|your|the)\b|\b(?:your|the) reasons?\b|\breasoning\b",
    ),
    (
        "advice",
        r"\b(?:what|which)(?: do| would| should)? (?:you|u) (?:recommend|advise|suggest|advice|propose|think)\b|^\W*(?:(?:so|ok|and|but|now)\W+)*what (?:do|should|can|must) (?:i|we) do(?: now| then)?\W*$|\b(?:what|how|where|which (?:option|one|way|path|route|of \w+)) (?:should|would|shall|must|do|can|is|are)(?: \w+){0,2}? "
        r"(?:do|advise|recommend|suggest|choose|pick|take|go|proceed|start|host|run|next|(?:best|right) (?:option|way|choice|thing))\b|"
        r"\blohnt (?:sich|es)\b|\bwas (?:empfehlen|raten) sie\b|\bque (?:recommandez|conseillez)\b|\bqué (?:recomienda|aconseja)\w*\b|\bco (?:polecasz|polecacie|radzisz)\b|"
        r"(?:^\W*|[,.;:]\s*|\b(?:so|and|but|or|then) )(?:should|shall|must) (?:we|i|one)\b(?! (?:tell|show|trust|believe|ask|measure|evaluate|use|pick))|"
        r"\b(?:advice|recommendation|verdict)\b|\b(?:help|advise) (?:us|me)\b|\bwhat now\b|"
        r"\b(?:is|would|does) (?:it|this|that|self[- ]?hosting|moving|switching)(?: \w+){0,3} "
        r"(?:worth|sense|sensible|pay off|cheaper|better|wise|smart|good idea)\b",
    ),
)


DOCUMENTS = (
    r"(?:documents?|files?|pdfs?|polic(?:y|ies)|contracts?|handbooks?|notes?|guidelines?|agreements?|dpa|papers?|reports?|"
    r"memos?|invoices?|offers?|quotes?|slides?|decks?|spreadsheets?|manuals?|briefs?|minutes)"
)
LOOKED_UP = re.compile(
    rf"\b(?:according to|as per|(?:written|stated|said) in) (?:our|my|the|this|that|your) (?:\w+ ){{0,2}}{DOCUMENTS}\b|"
    rf"\bwhat (?:does|do|did) (?:our|my|the|this|that|your) (?:\w+ ){{0,2}}{DOCUMENTS} "
    r"(?:say|state|mention|tell|require|demand|allow|forbid|write|have)\b",
    re.I,
)
"""Asks for what a document says, whatever the calculators have to say on it."""


@dataclass(frozen=True)
class Asked:
    text: str
    brief: Brief
    library: Library
    at: dt.date | None


def of(text: str) -> list[Intent]:
    """The intents that the words allow, likeliest first; looking it up is always the last."""
    found: list[Intent] = [intent for intent, pattern in PATTERNS if re.search(pattern, text, re.I)]
    return ["general", *found] if LOOKED_UP.search(text) else [*found, "general"]
