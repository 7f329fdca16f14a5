"""What a message does besides stating facts: asking, skipping, undoing, supposing, greeting."""

# ruff: noqa: E501 - tables and patterns are read better in one piece
from __future__ import annotations

import re

from agent.understanding.scene import Scene
from agent.understanding.types import Act, ActKind
from agent.understanding.wordlist import words


def _any(*parts: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)", re.IGNORECASE)


# order matters only between kinds that share words: the first of a group wins
_PATTERNS: tuple[tuple[ActKind, re.Pattern[str]], ...] = (
    ("why_ask", _any(r"why (?:do|would|are|did) you (?:ask|asking|need|want|care)\w*", r"why (?:does|is) (?:that|this|it) (?:matter|important|relevant|needed|necessary)", r"why (?:that|this) question", r"what (?:do you need|does) (?:that|this|it)(?: \w+)? (?:for|matter)", r"what for\??$", r"warum (?:fragen|fragst|wollen)", r"pourquoi (?:demandez|cette question)", r"por qué (?:pregunta|preguntas)", r"how is (?:that|this) relevant", r"what difference does (?:it|that|this) make", r"why ask", r"^\W*(?:and |but |so )?(?:does|will|would) (?:it|that|this)(?: really| even)? (?:matter|make (?:a|any) difference)", r"is (?:that|this) (?:really )?(?:necessary|needed|relevant)", r"who cares about")),
    ("refuse", _any(r"(?:i'?d |we'?d |i would |we would )?(?:rather|prefer|prefers?|preferred) not(?: to)?", r"(?:can'?t|cannot|can not|won'?t|will not|not going to|not allowed to|may not|am not able to|not at liberty to|mustn'?t) (?:say|tell|share|disclose|reveal|answer|discuss)(?: (?:that|this|it|you))?", r"(?:that'?s|this is|it'?s|strictly|is) (?:confidential|secret|private|classified|under nda)", r"none of your business", r"no comment", r"under nda", r"not telling", r"keep that to (?:my|our)self", r"decline to (?:say|answer)", r"möchte ich nicht sagen", r"keine angabe", r"prefiero no decir", r"je préfère ne pas")),
    ("dont_know", _any(r"(?:don'?t|do not|dont|doesn'?t|didn'?t|(?:i|we) (?:not|no)) (?:really |actually |yet )?know", r"no (?:idea|clue|guess)", r"not (?:quite |really |entirely |100% |at all )?(?:sure|certain)", r"unsure", r"(?:can'?t|cannot|couldn'?t|hard to|impossible to|difficult to) (?:say|tell|estimate|guess)", r"(?:haven'?t|never|not|nobody has|no one has|hasn'?t been|has not been|have not) (?:yet )?(?:measured|counted|tracked|checked|decided|figured)", r"beats me", r"unknown", r"dunno", r"idk", r"who knows", r"keine ahnung", r"weiß (?:ich )?nicht", r"je ne sais pas", r"aucune idée", r"no (?:lo )?sé", r"ni idea", r"nie wiem", r"不知道", r"모르", r"わかりません", r"no figures?", r"we (?:don'?t|do not) (?:track|measure|count)", r"still (?:unclear|open)", r"no way to know", r"need to (?:check|ask|find out)", r"have to (?:check|ask|find out)")),
    ("skip", _any(r"skip(?: (?:it|this|that|the question|for now))?", r"next(?: question)?(?: please)?$", r"pass(?:,| on this| on that|\.?$)", r"move on", r"let'?s move on", r"ask me (?:something else|later)", r"come back to (?:that|this|it) later", r"later(?: please)?$", r"überspringen", r"weiter(?: bitte)?$", r"passer", r"saltar", r"another question", r"not now")),
    ("cancel", _any(r"never ?mind(?: that)?", r"cancel(?: that| it| the correction| my correction)?$", r"(?:no,? )?(?:leave|keep) (?:it|that|everything) (?:as it was|as is|the way it was|unchanged|as before)", r"forget (?:it|that|the correction|what i just said|my last)", r"ignore (?:that|my last(?: message)?|what i just said)", r"scratch that$", r"don'?t change (?:it|that|anything)", r"it was right (?:before|the first time)", r"the (?:first|old|earlier|original) (?:number|value|figure|one) was (?:right|correct)")),
    ("undo", _any(r"undo(?: that| it| the last)?", r"take (?:that|it) back", r"go back(?: one)?(?: step)?", r"revert(?: that| it)?", r"rückgängig", r"annuler", r"deshacer", r"roll (?:that|it) back", r"step back")),
    ("restart", _any(r"start (?:over|again|afresh|from scratch|anew)", r"reset(?: everything| all| the profile)?$", r"restart", r"new (?:conversation|session|interview)", r"begin again", r"clear (?:everything|all)", r"von vorne?", r"neu anfangen", r"recommencer", r"empezar de nuevo", r"wipe (?:it|everything)")),
    ("review", _any(r"what (?:have|did) (?:i|we) (?:told|tell|said|say|given|give)(?: you)?(?: so far)?", r"what do you know(?: about (?:us|me))?(?: so far)?", r"(?:show|list|review|read back|repeat|check) (?:me )?(?:my|our|all|the|everything)? ?(?:answers|inputs|profile|facts|numbers so far|so far)", r"where (?:do|are) we stand", r"recap", r"summar(?:y|ise|ize) (?:so far|what (?:i|we) (?:said|told))", r"what did you understand", r"show (?:me )?(?:the |my |our )?profile", r"what (?:have|did) you (?:got|get|noted|recorded|written down|understood)(?: so far)?", r"what do you have(?: so far)?", r"(?:in|from) your notes")),
    ("adopt", _any(r"adopt(?: (?:it|that|this|the scenario))?", r"make it so", r"(?:use|apply|take|keep) (?:that|this|the) (?:scenario|version|one|what-if|change)", r"apply (?:it|that|this)$", r"yes,? (?:apply|adopt|use) (?:it|that)", r"let'?s go with (?:that|it)", r"make (?:that|it) (?:real|permanent|the base)")),
    ("discard", _any(r"discard(?: (?:it|that|this|the scenario))?", r"drop (?:that|this|the) (?:scenario|what-if|idea)", r"back to (?:reality|the real numbers|the original|our numbers)", r"throw (?:that|it) away")),
    ("scenario", _any(r"(?:save|store|copy|name|call) (?:this|that|it)(?: one)? (?:as|a) (?:a )?(?:new )?(?:scenario|copy|variant|version)\b.*", r"new scenario", r"(?:make|create|open|add) (?:a |another )?(?:scenario|copy|variant)", r"as a scenario", r"second scenario")),
    ("compare", _any(r"compare (?:the |both |these |those |my |our |it |this |that |us )?(?:two )?(?:scenarios?|versions|variants|options|them|both|with|to)\b", r"side by side", r"scenario [ab] (?:vs|versus|against|or) ", r"difference between (?:the )?(?:scenarios|two)")),
    ("resume", _any(r"where were we", r"continue(?: please)?$", r"(?:let'?s )?(?:carry|go) on(?: please)?$", r"pick up where", r"resume", r"back to (?:the|your) question")),
    ("arithmetic", _any(r"show (?:me )?(?:the |your )?(?:arithmetic|calculation|calculations|math|maths|working|workings|sums|formula|numbers behind)", r"how (?:did|do|was|is|were) (?:you|that|this|it|the \w+) (?:get|calculate|calculated|compute|computed|come up|arrive|derive|derived|work out|worked out)\w*", r"(?:where|how) does (?:that|this|the) (?:number|figure|value|cost) come from", r"walk me through (?:the )?(?:calculation|numbers|math|sums)", r"break (?:it|that|the cost|the costs) down", r"what is the formula", r"rechenweg", r"spell out the (?:math|maths|calculation)")),
    ("sources", _any(r"(?:what|which|show|list|name|give)(?: me)?(?: are)? (?:the |your )?(?:sources?|references|citations|evidence)", r"who (?:says|said|claims|claimed|wrote|published)", r"says who", r"according to whom", r"where (?:did you|do you) (?:read|get|find) (?:that|this|it)", r"source\?$", r"cite", r"quelle\?", r"citation needed", r"what is (?:that|this) based on", r"any evidence", r"what would convince")),
    ("thanks", _any(r"thanks?(?: you)?(?: a lot| very much| so much)?", r"thx", r"cheers", r"much appreciated", r"danke(?:schön)?", r"merci", r"gracias", r"dziękuję", r"谢谢", r"감사", r"great,? that helps")),
    ("greeting", re.compile(r"^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening|day)|greetings|hallo|guten (?:tag|morgen|abend)|moin|bonjour|salut|hola|buenos días|buenas|ciao|cześć|dzień dobry|你好|안녕\w*|こんにちは|howdy|yo)\b", re.IGNORECASE)),
)  # fmt: skip
_OUT = _any(
    r"whisper", r"speech[- ]to[- ]text", r"text[- ]to[- ]speech", r"speech recognition", r"tts", r"asr", r"transcrib\w+ (?:audio|calls|speech)", r"audio", r"image generation", r"generate images", r"stable diffusion", r"sdxl", r"diffusion models?",
    r"video generation", r"generate videos?", r"pre-?train\w*", r"train(?:ing)? (?:a|our|my|an) (?:own )?(?:model|llm|foundation)\w*(?: from scratch)?", r"background removal", r"object detection", r"face recognition", r"weather", r"recipe", r"poem", r"joke", r"stock (?:tips?|price|picks?)", r"football",
    r"embedding (?:models?|apis?|endpoints?|servers?)", r"(?:host\w*|serv\w+|run\w*|choos\w+|comput\w+) (?:our |the |an? )?embeddings?", r"embedding (?:an?|our|the|all)", r"rerankers?", r"vision models?", r"image (?:model|classification|recognition)", r"midjourney", r"dall-?e", r"crypto\w*", r"bitcoin", r"homework", r"song", r"voice cloning", r"which laptop",
)  # fmt: skip
_TERM = (
    re.compile(r"\bwhat(?:'s| is| are| does| do| exactly is| do you mean by)\s+(?:an? |the |your |by )?(?P<term>[\w /&'.-]{2,60}?)(?:\s+(?:mean|stand for|actually|exactly|anyway|here)\b.*)?\s*\?", re.IGNORECASE),
    re.compile(r"\b(?:explain|define|what do you mean by|meaning of|was (?:ist|bedeutet|heißt)|qu'est-ce que|c'est quoi|qué (?:es|significa))\s+(?:an? |the |to me |ein |eine |un |une |el |la )?(?P<term>[\w /&'.-]{2,60}?)\s*(?:\?|\.|!|$)", re.IGNORECASE),
)  # fmt: skip
_NOT_TERMS = re.compile(
    r"\b(?:you|your|best|cheap\w*|should|our|we|my|better|option|recommend\w*|cost|price|next|answer|difference|do|that based|it|this|that|break-even for us)\b",
    re.IGNORECASE,
)
_WHAT_IF = _any(
    r"what if",
    r"what about",
    r"how about",
    r"suppose",
    r"supposing",
    r"imagine",
    r"assum(?:e|ing)",
    r"hypothetically",
    r"let'?s say",
    r"what would (?:happen|change)",
    r"what happens (?:if|when|at)",
    r"if (?:we|our|legal|the|i|they|it|volume|traffic|prices|usage)",
    r"was wäre,? wenn",
    r"was wenn",
    r"et si",
    r"y si",
    r"should we ever",
    r"were we to",
    r"in case",
)


_LEFT_OPEN = ("refuse", "dont_know", "skip")
_ACTS_WORDS = words("""
    why_ask dont_know refuse arithmetic sources greeting thanks scenario compare restart review skip
""")


_SPOKEN_OF = {
    slot: re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
    for slot, pattern in (
        ("current.monthly_bill_usd", r"bills?|invoices?|spend(?:ing)?|budget"),
        ("workloads[0].tokens_per_day", r"volumes?|tokens?|traffic"),
    )
}
"""What is left open by name: the bill that one would rather not tell is not the rules that were asked about."""


def spoken_of(text: str) -> str | None:
    """The slot that a message names, where it names one of these and no other."""
    found = [slot for slot, pattern in _SPOKEN_OF.items() if pattern.search(text)]
    return found[0] if len(found) == 1 else None


def acts(s: Scene, *, unsafe: bool) -> list[Act]:
    """The acts of a message, most particular first; facts are added by the reader."""
    text = s.plain.text
    out: list[Act] = [Act("unsafe", s.message)] if unsafe else []
    short = len(s.tokens) <= 14
    for kind, pattern in _PATTERNS:
        m = pattern.search(text)
        if m and (short or (kind in _ACTS_WORDS and (kind != "skip" or short))):
            slot = spoken_of(text) if kind in _LEFT_OPEN and all(q.value <= 1 for q in s.amounts) else None
            out.append(Act(kind, s.message[slice(*s.plain.origin(m.start(), m.end()))], slot))
    kinds = {a.kind for a in out}
    if "refuse" in kinds:
        out = [a for a in out if a.kind not in ("skip", "dont_know")]
    elif "dont_know" in kinds:
        out = [a for a in out if a.kind != "skip"]
    if (m := _WHAT_IF.search(text)) and any(c.supposed for c in s.clauses):
        out.append(Act("what_if", s.message[slice(*s.plain.origin(m.start(), m.end()))]))
    if _OUT.search(text):
        out.append(Act("out_of_scope", s.message))
    if not kinds & {"why_ask", "review", "arithmetic", "sources"}:
        out.extend(_questions(s, text, left_open=bool(kinds & set(_LEFT_OPEN))))
    return out


_OPTION = (
    r"(?:self[- ]?host\w*|(?:managed|hosted)(?: open)?|open[- ](?:weights?|source|models?)|frontier|(?:a )?smaller (?:tier|models?)"
    r"|sovereign|hybrid|(?:closed |vendor )?apis?|on[- ]?prem\w*|(?:our |own |rented )*gpus?|bedrock|azure|vertex|together|fireworks"
    r"|openai|anthropic|staying)"
)
_BETWEEN = r"(?: \w+){0,3}? (?:with|and|to|or|versus|vs\.?|against|over) (?:\w+ ){0,3}?"
_COMPARES = re.compile(
    rf"\b(?:compare|contrast|weigh|comparison (?:of|between)|difference between) (?:\w+ ){{0,2}}?{_OPTION}{_BETWEEN}{_OPTION}\b"
    rf"|^\W*(?:\w+ ){{0,2}}?{_OPTION}(?: \w+){{0,2}}? (?:versus|vs\.?) (?:\w+ ){{0,2}}?{_OPTION}\W*$",
    re.IGNORECASE,
)
_ECHO = 3  # tokens


def _questions(s: Scene, text: str, *, left_open: bool) -> list[Act]:
    for pattern in _TERM:
        m = pattern.search(text)
        if m and not _NOT_TERMS.search(m["term"]):
            return [Act("what_means", m[0].strip(), term=m["term"].strip())]
    asked = [x for x in s.sentences if x.question or any(c.asked for c in x.clauses)]
    if left_open:  # "Volume? No idea." asks nothing: it says again what was asked
        asked = [x for x in asked if x.end - x.start > _ECHO]
    if not asked and (m := _COMPARES.search(text)):
        return [Act("question", s.message[slice(*s.plain.origin(m.start(), m.end()))])]
    out = []
    for x in asked:
        a, b = s.span(x.start, x.end)
        out.append(Act("question", s.message[a:b]))
    return out[:3]
