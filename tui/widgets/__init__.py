"""The parts of the chat screen, one module each."""
