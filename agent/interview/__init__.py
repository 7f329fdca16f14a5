"""The interview: which question comes next and why, what a message means for the conversation, and the words for it."""
