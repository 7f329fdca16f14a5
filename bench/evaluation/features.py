"""What each tool does, feature by feature. Ours is marked only where a test of this repository shows it."""

from __future__ import annotations

PEERS = {
    "TCO": "Mithril / Hugging Face TCO calculator (huggingface.co/spaces/mithril-security/TCO_calculator)",
    "NVIDIA": "NVIDIA's inference cost guidance (developer.nvidia.com/blog)",
    "AIC": "ai-dynamo/aiconfigurator 0.12.0",
    "vidur": "microsoft/vidur 0.0.26",
    "gpu_poor": "RahulSChand/gpu_poor",
    "can-run": "can-it-run-llm (huggingface.co/spaces/Vokturz)",
    "should-i": "artvandelay/should-i-self-host-llm",
    "InfX": "SemiAnalysisAI/InferenceX and its app",
    "GKE": "GKE Inference Quickstart (Google Cloud)",
    "silybench": "tgarg01/silybench-data",
    "SkyPilot": "skypilot-org/skypilot, optimizer",
    "genai-prices": "pydantic/genai-prices 0.2.3",
    "ArtAn": "Artificial Analysis",
}

# feature: (ours, then the peers in the order above), and the test that shows ours
TABLE: tuple[tuple[str, str, str, str], ...] = (
    ("price of a closed model", "yes", "y-----y--y-yy", "tests/tools/costs"),
    ("cached input, batch, long-context tiers", "yes", "-----------yp", "tests/knowledge/test_prices.py"),
    ("price of an open model at a provider", "yes", "p--------y-yy", "tests/knowledge/test_prices.py"),
    ("smaller model of the same vendor as an option", "yes", "-----------pp", "tests/tools/decision"),
    ("dated GPU prices of several clouds", "yes", "------pppyy--", "tests/tools/costs"),
    ("memory fit with KV cache", "yes", "--yyyyp-py---", "tests/tools/capacity"),
    ("throughput predicted", "yes", "--yyp-p------", "tests/tools/capacity"),
    ("throughput measured", "partly", "pyyp---yyy--y", "tests/tools/capacity"),
    ("prefill and decode apart", "yes", "-pyy---yp---p", "tests/tools/capacity"),
    ("latency target", "partly", "-yyy---yyy--p", "tests/tools/capacity"),
    ("several GPUs, mixture of experts", "yes", "-yyp--pyy----", "tests/tools/capacity"),
    ("traffic shape, peak to average", "yes", "-y-p--y------", "tests/tools/costs"),
    ("spare replicas", "yes", "-------------", "tests/tools/costs"),
    ("people, on-call, storage, egress", "yes", "pp--------p--", "tests/tools/costs"),
    ("cost of moving, payback", "yes", "------y------", "tests/tools/decision"),
    ("break-even volume, or never", "yes", "p-----y--p---", "tests/tools/costs"),
    ("uncertainty and sensitivity", "yes", "-------------", "tests/tools/decision"),
    ("rules on the data, with evidence", "yes", "-------------", "tests/tools/gates"),
    ("last days of models", "yes", "-----------p-", "tests/knowledge/test_prices.py"),
    ("age of prices shown, warning when old", "yes", "-------p-p--p", "tests/docs"),
    ("runs offline, same input same output", "yes", "yyyyyyy--ypy-", "tests/conftest.py"),
    ("conversation over the calculators", "yes", "-------------", "tests/agent"),
)

OURS = {
    "throughput measured": "we measure nothing ourselves: published rows, and your own benchmark file",
    "latency target": "time to first token and speed per user are estimated as means, for steady arrivals and for a "
    "burst; there are no distributions",
}
AHEAD = (
    "aiconfigurator has operator times measured on the silicon, puts prefill and decode on different GPUs, and "
    "writes Kubernetes manifests. We have a fitted formula.",
    "vidur simulates requests one by one and gives distributions of latency. We give means.",
    "InferenceX and Artificial Analysis measure every day. Our rows are as old as their dates.",
    "SkyPilot starts the machines it found. We only name them.",
    "should-i-self-host-llm takes a traffic shape of 168 hours. We take a peak-to-average ratio.",
    "The web calculators need no installation.",
)
READ = (
    "The others were read on 2026-11-21 in their READMEs, code and pages. Only genai-prices, aiconfigurator and the "
    "formula of should-i-self-host-llm were run. A dash means that we did not find it there."
)
WORDS = {"y": "yes", "p": "partly", "-": "-"}


def rows() -> list[tuple[str, ...]]:
    return [(feature, ours, *(WORDS[mark] for mark in marks)) for feature, ours, marks, _ in TABLE]
