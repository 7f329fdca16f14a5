"""The chat as it is used for hours: long conversations, and values moved by keys."""
