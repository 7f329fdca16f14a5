"""The language model, where there is one: it points at words and proposes wording; it decides and counts nothing."""
