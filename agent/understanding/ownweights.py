"""Whether it is their own weights that must be served: who made the model, that it was made, and that it is a model."""

from __future__ import annotations

from agent.understanding.clauses import Clause
from agent.understanding.openmodels import open_model, size_of
from agent.understanding.scene import Scene
from agent.understanding.wordlist import words

_TRAINED = words("""
    fine-tuned fine-tune finetune finetuned tuned tune trained weights lora checkpoint distilled gewichte
    feinabgestimmtes custom-trained self-trained home-trained propriétaires
""")
_MAKING = words("build train create make get have develop fine-tune tune become")
_OWNERS = words("our own in-house inhouse custom home-grown homegrown proprietary domain-adapted domain-tuned")
_TUNED = words("""
    fine-tuned fine-tune finetune finetuned finetunes tuned tune trained lora loras adapter adapters checkpoint
    checkpoints weights distilled retrained custom-trained adapted
""")
_TUNED_THING = words("fine-tune finetune tune lora checkpoint weights adapter")
_MAKERS = words("we we've scientists team researchers engineers colleagues data group lab department i people i've")
_OURS = words("our own in-house custom we home-grown")
_OUR_OWN = (
    ["ourselves"], ["of", "ours"], ["of", "our", "own"], ["in", "-", "house"], ["by", "us"], ["is", "ours"],
    ["are", "ours"], ["our", "own"],
)  # fmt: skip
_HAVE_ONE = words("have we've got")
_OWN_MODEL = (["our", "own", "model"], ["our", "own", "models"], ["our", "own", "weights"], ["our", "own", "lora"])
_HAVING = words("have serve run use must deployed built trained got need")
_WISHING = words("thinking love like would some dream considering maybe could")
_MODELS = words("model models llm llms weights checkpoint lora adapter")


def own_weights(s: Scene, clause: Clause, found: list[str]) -> bool:
    """Weights they have, and not a wish to run "our own model"."""
    if tuned_at_a_vendor(s, clause):
        return False
    return not clause.has("FAIL") and (_named(s, clause) or _made_by_us(s, clause, found))


_CLOSED = ("gpt", "claude", "gemini", "o1", "o3", "o4", "haiku", "sonnet", "opus", "chatgpt")


def tuned_at_a_vendor(s: Scene, clause: Clause) -> bool:
    """ "we fine-tuned a GPT model at OpenAI": tuned weights that stay with the vendor are none of theirs."""
    said = [k.text for k in s.tokens[clause.start : clause.end] if k.kind in ("word", "name", "model")]
    closed = any(w.startswith(_CLOSED) and not w.startswith("gpt-oss") for w in said)
    return (
        closed
        and bool(_TUNED & {x for w in said for x in (w, *w.split("-"))} | ({"fine"} & set(said)))
        and not (open_model(s, clause))
    )


def _named(s: Scene, clause: Clause) -> bool:
    for h in clause.of("OWN_WEIGHTS"):
        wishes = [x for x in clause.of("FUTURE") if x.end <= h.start]
        there = set(s.words(h.start, h.end)) & (_TRAINED | {"fine"})
        if not clause.has("FUTURE") or (there and not (wishes and _MAKING & set(s.words(wishes[-1].end, h.end)[:3]))):
            return True
    return False


def _made_by_us(s: Scene, clause: Clause, found: list[str]) -> bool:
    """ "our in-house fine-tune of Mistral", "a Qwen that we fine-tuned ourselves", "a model of ours"."""
    if clause.has("NEG", "VENDOR") and not clause.has("PASS"):
        return False
    if any(_MAKING & set(s.words(h.end, h.end + 3)) for h in clause.of("FUTURE")):
        return False  # "we want to train our own model"
    model = bool(_MODELS & set(found)) or open_model(s, clause) or size_of(s, clause) is not None
    whole = " ".join(found).replace("fine - t", "fine-t").replace("home - grown", "home-grown").split()
    made = [i for i, w in enumerate(whole) if w in _TUNED]
    if any(_by_us(whole, i, model) for i in made):
        return True
    if not model:
        return False
    ours = any(found[i : i + len(p)] == p for p in _OUR_OWN for i in range(len(found)))
    return (ours and bool(made)) or (_owned(found) and not clause.has("FUTURE", "AUTHORITY"))


def _by_us(whole: list[str], i: int, model: bool) -> bool:
    """Whether what was tuned at ``i`` was tuned by us: "our data scientists trained a 7B", "our in-house fine-tune"."""
    lead = set(whole[max(0, i - 5) : i])
    thing = whole[i] in _TUNED_THING
    if model and (_MAKERS & lead or whole[i + 1 : i + 3] in (["by", "our"], ["by", "us"])) and not thing:
        return True
    if thing and model and _HAVE_ONE & lead and {"we", "we've", "i"} & lead:
        return True  # "we have a fine-tune of Llama 8B"
    return (model or thing) and bool(_OWNERS & set(whole[max(0, i - 3) : i])) and bool(_OURS & lead)


def _owned(found: list[str]) -> bool:
    """ "we have our own model", "a 13B of ours"."""
    if _WISHING & set(found):
        return False
    own = any(found[i : i + 3] in _OWN_MODEL for i in range(len(found))) and bool(_HAVING & set(found))
    ours = any(found[i : i + 3] in (["is", "our", "own"], ["are", "our", "own"]) for i in range(len(found)))
    return own or ours or any(found[i : i + 2] == ["of", "ours"] for i in range(len(found)))
