"""The evaluation sets that lie beside the repository, scored by their own program."""
