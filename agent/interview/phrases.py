"""Turns of phrase that state nothing about the case: nods, indifference, wishes about the interview itself."""

# ruff: noqa: E501 - a pattern is read better in one piece

from __future__ import annotations

import re

SHORT = 10  # words: beyond that, a message has more to say than such a phrase

NODDED = re.compile(
    r"\W*(?:(?:ok(?:ay)?|k|cool|great|nice|lol|haha+|h+m+|aha|i see|got it|understood|interesting|wow)\b\W*)+", re.I
)
"""Said to anything; no answer to what was asked."""

INDIFFERENT = re.compile(
    r"\W*(?:idc|whatever|(?:i|we) (?:really )?(?:don'?t|do not) (?:care|mind)|no preference|(?:it )?(?:doesn'?t|does not) matter(?: to (?:me|us))?|(?:mir )?egal|peu importe|da igual)\W*",
    re.I,
)
"""No answer, and no wish to give one: the question is passed over."""

QUIET = re.compile(
    r"\b(?:stop asking|no more questions|enough (?:with (?:the|your|these) )?questions|(?:stop|quit|off) (?:with )?(?:the|your|these|all the) questions|(?:don'?t|do not) ask(?: me)?(?: any| more)?|hör auf zu fragen)\b",
    re.I,
)
ASK_ON = re.compile(
    r"(?:ask (?:me|on|again|away)|(?:go on|continue|keep) asking|what else do you (?:need|want)(?: to know)?)", re.I
)

SHORTLY = re.compile(
    r"(?:(?:ok(?:ay)?|well|so|and|please|now)\b[,.]*\s+)*(?:(?:please |can you |could you )?(?:give me |give us |show me |what is |what's )?(?:the |a |it )?(?:short(?:er)? version|short answer|bottom line|"
    r"executive summary|tl;?dr|gist|in (?:short|brief|a nutshell|(?:one|two|a few) (?:sentences?|words|lines?)))(?: please)?|(?:make it |keep it )(?:short|brief|shorter)(?: please)?|"
    r"(?:(?:can|could) you )?(?:(?:sum(?:mari[sz]e)?)(?: (?:it|that|this|everything|all))?(?: up)?)(?: for me)?(?: please)?|"
    r"(?:(?:can|could) you |please )?(?:explain|put|say|sell|pitch|present|tell|summari[sz]e)\b.{0,60}\b(?:in|to|for) (?:(?:one|two|three|a few|a couple of|\d|my|our|the) )?"
    r"(?:(?:short|plain|simple) )?(?:sentences?|words|lines?|ceo|cfo|cto|boss|board|management|manager|investors?|team|colleagues?|plain english|nutshell|paragraph)\b.{0,40})\W*",
    re.I,
)
"""Asks for the recommendation in short; "summary" is no kind of work here."""

ANSWER = re.compile(
    r".*\b(?:just|simply|please) (?:tell|give|say|show)\b.*|.*\b(?:bottom line|your (?:answer|verdict|advice)|tl;?dr)\b.*",
    re.I,
)
"""What asks for the recommendation as it stands."""

WHERE_TO_RUN = re.compile(
    r"\b(?:use|run|host\w*|move|switch|local\w*|self[- ]?host\w*|instead|alternatives?|options?|cheap\w*|way (?:a)?round|"
    r"does (?:that|this|it) change|(?:open|smaller|local|cheaper|another) (?:\w+ )?models?|lohnt|worth|where|better|should|shall|help|own (?:gpus?|servers?|hardware|model)|sav\w+|spend\w*|reduc\w+|cut\w*)\b",
    re.I,
)
"""What the recommendation itself answers."""

RHETORICAL = re.compile(
    r"\b(?:how|why) (?:does|do|can|could|would|should) (?:anyone|anybody|people|one|anything)\b|\bwho (?:has|can afford)\b|\bwhat the\b",
    re.I,
)
"""Said like a question, and none."""

ABOUT_US = {
    "left": r"\bhow (?:many|much)\b.{0,20}\b(?:questions?|longer|left|to go)\b|\bare we (?:done|finished)\b|\bhow long (?:will|does) this take\b",
    "identity": r"\bwho (?:made|built|wrote|created|trained|are) (?:you|this)\b|\bwhat(?: \w+)? model are you\b|\byour (?:system )?(?:prompt|instructions)\b|"
    r"\bare you (?:an? )?(?:\w+ )?(?:bot|human|person|robot|ai|llm|machine|real|chatgpt|gpt|claude)\b",
    "trust": r"\bwhy (?:should|would|do) (?:i|we|anyone) (?:trust|believe)\b|\bcan (?:i|we) trust you\b|\b(?:do|did|are|were|have) you (?:just |simply )?(?:mak(?:e|ing)|made|invent\w*|hallucinat\w*)\b(?: (?:this|that|it|things|(?:the|these|those|all)?(?: ?(?:numbers|figures|prices|costs))?))?(?: all)?(?: up)?\W*$|\bmade[- ]up (?:numbers|figures)\b",
    "memo": r"\b(?:show|give|send|take|print|export|share|hand|forward)\b.{0,25}\b(?:this|it|that)\b.{0,25}\b(?:board|boss|ceo|cfo|cto|management|colleagues?|team|lawyers?|counsel|someone|others)\b(?!.{0,20}\bsentences?)|\b(?:export|download)\b|\b(?:summary|memo|report|document|write-?up) for (?:my |our |the )?(?:board|boss|ceo|cfo|cto|management|colleagues?|team|lawyers?|counsel|legal|dpo)\b|\bas (?:a )?(?:pdf|file|document|memo)\b",
    "annoyed": r"^(?:\W*\w+){0,4}\W*\b(?:stupid|idiot\w*|dumb|useless|moron|bullshit|crap|wtf|garbage|rubbish|sucks?|hate (?:you|this))\b(?:\W*\w+){0,4}\W*$",
}
"""Questions about the advisor and the interview, which no document answers."""


def about_us(text: str) -> str | None:
    return next((kind for kind, pattern in ABOUT_US.items() if re.search(pattern, text, re.I)), None)


def wants_answer(text: str) -> bool:
    """Whether a message that states nothing asks for the recommendation as it stands: "so?", "just tell me"."""
    return len(text.split()) <= SHORT and bool(ANSWER.fullmatch(text.strip()))
