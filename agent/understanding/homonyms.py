"""Vendors and models whose names are common words or people's names: the azure sea, bedrock under a tower, the mistral
that blows, Claude from accounting. None of them serves tokens."""

from __future__ import annotations

from agent.understanding.openmodels import family
from agent.understanding.scene import Scene
from agent.understanding.wordlist import words

# The words that tell of the other sense. They count in the sentence of the name, where none of _MACHINE stands.
_SENSES = {
    "azure": words("""
        sea sky skies blue colour color coloured colored colours colors logo paint painted eyes water waters sapphire
        turquoise
        hue shade curtains wall walls dress shirt lagoon bay tile tiles coast waves ink flag
    """),
    "bedrock": words("""
        rock rocks stone soil ground foundation foundations drill drilled drilling geology geological geologist tower
        bridge tunnel well granite clay quarry cellar fred flintstones trust culture society democracy values faith
    """),
    "mistral": words("""
        wind winds blow blows blew blowing gust gusts storm weather valley provence rhone sail sails sailing cold tent
    """),
    "llama": words("wool farm animal animals zoo herd peru andes alpaca alpacas spit spits graze grazes sheep petting"),
    "gemini": words("zodiac horoscope sign constellation nasa astrology leo virgo born ascendant"),
    "opus": words("symphony beethoven mozart piano composer concerto violin orchestra magnum"),
    "sonnet": words("shakespeare poem poems poet verse verses rhyme rhymes love"),
    "haiku": words("poem poems poet syllables verse verses japanese blossom blossoms"),
    "falcon": words("bird birds nest feather feathers falconer rocket"),
    "fireworks": words("display july night rockets sky party stadium midnight"),
    "foundry": words("iron steel cast casting molten metal bronze castings furnace"),
    "perplexity": words("my our their everyone's general utter great"),
    "google": words("spreadsheet sheets maps calendar docs drive ads search"),
    "command": words("chain in troops line second"),
}  # fmt: skip
_MACHINE = words("""
    api apis token tokens model models llm llms prompt prompts inference endpoint endpoints ai gpt request requests call
    calls vendor provider bill bills billed pay pays bedrock's hosted subscription deployment deployments region gpu
    gpus
    tenant openai anthropic vertex
""")
_PEOPLE = frozenset(["claude", "gemma", "grok", "jamba", "bard", "devin"])
_AT_WORK = words("""
    accounting accounts finance hr sales legal marketing payroll reception procurement purchasing it ops support
    controlling
    logistics bookkeeping treasury facilities security compliance canteen warehouse dispatch administration
    engineering
""")
_TOOLS = words("bot bots tool tools app assistant pipeline system software workflow chatbot agent agents")
_OF_A_PERSON = words("""
    desk office boss wife husband birthday holiday holidays vacation sick maternity retired retires married lunch
    coffee
    colleague cousin uncle aunt brother sister friend mother father monsieur madame mr mrs ms dr team-mate neighbour
    accountant controller he she his her himself herself who monet debussy shannon juncker
""")


def mistaken(s: Scene, i: int) -> bool:
    """Whether the name at token ``i`` is a common word or a person here."""
    k = s.tokens[i]
    name = family(k)
    if name in _SENSES:
        sentence = s.sentence_of(i)
        beside = set(s.words(sentence.start, sentence.end))
        return bool(_SENSES[name] & beside) and not (_MACHINE - {name}) & beside
    if name == "together":
        return not k.raw[:1].isupper() or s.words(i + 1, i + 2) in (["we"], ["with"], ["they"], ["our"])
    if name in _PEOPLE and k.text == name:
        return _person(s, i)
    return False


def _person(s: Scene, i: int) -> bool:
    after = [w for w in s.words(i + 1, i + 6) if w not in ("the", "our", "my", ",", "'s")]
    if _TOOLS & set(after):
        return False  # "Claude in our accounting bot"
    if s.words(i + 1, i + 2) in (["in"], ["from"], ["at"], ["over"]) and _AT_WORK & set(after[1:3]):
        return True
    before = s.words(max(0, i - 2), i)
    return bool(_OF_A_PERSON & {*after, *before}) and not _MACHINE & set(after)
