"""Training of the reader's learned parts (agent/understanding/learned), from sentences that we wrote and labelled.

    pip install torch onnx   # for these programs only
    python -m bench.reading.train
    python -m bench.reading.fuse

``sentences.jsonl``: a text and what it says of each slot that is answered in words, complete; ``skip`` names slots
that are arguable for this text. It was written by people who had not seen the program. The cases under tests/cases
train, too, as far as they are labelled. No sentence of the sets that the evaluation is scored on is among them.
"""
