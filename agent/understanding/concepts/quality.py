"""Which models are good enough, as tested or wished."""

from __future__ import annotations

QUALITY: dict[str, str] = {
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
}
