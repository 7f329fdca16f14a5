"""The stand-in for Slack as a process of its own, so that it slows down less what is measured. Prints its address."""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "slackbot"))

from slack_standin import SlackStandIn

if __name__ == "__main__":
    standin = SlackStandIn()
    standin.tokens["xoxb-bench"] = "T1"
    print(standin.address, flush=True)
    while True:
        time.sleep(3600)
