"""How long people wait: commands from cold, batches, and the first paint of the chat."""
