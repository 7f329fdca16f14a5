"""What an answer looks like in Slack: Block Kit, within its limits."""
