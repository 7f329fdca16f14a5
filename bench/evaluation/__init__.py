"""The evaluation: every measure of bench/ held against the goals, and beside other tools, as one page."""
