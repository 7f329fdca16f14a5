"""The language model, where one is configured: it points at words and proposes wording; it decides and counts nothing."""
