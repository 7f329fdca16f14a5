"""A long conversation: what is far from the view costs nothing, and nothing of it is lost."""

from __future__ import annotations

from driving import chat, say, until

from tui.widgets.conversation import Conversation, Exchange

MESSAGES = 9


def shown(conversation: Conversation) -> int:
    """How many widgets the layout touches."""
    return sum(all(w.display for w in child.ancestors_with_self) for child in conversation.walk_children())


async def test_what_is_far_from_the_view_is_left_out_of_the_layout_and_comes_back() -> None:
    async with chat(size=(120, 40)) as (app, pilot):
        conversation = app.query_one(Conversation)
        counts = []
        for number in range(MESSAGES):
            await say(app, pilot, f"message {number}")
            counts.append(shown(conversation))
        assert counts[-1] - counts[-4] < 3 * (counts[1] - counts[0])  # grows by a box a message, not by its parts
        first, last = app.query(Exchange).first(), app.query(Exchange).last()
        assert not any(part.display for part in first.children)
        height = first.size.height
        conversation.scroll_home(animate=False)
        await until(pilot, lambda: all(part.display for part in first.children))
        await until(pilot, lambda: not any(part.display for part in last.children))
        assert first.size.height == height > 0
        assert first.answer.size.height > 0

        await pilot.resize_terminal(80, 40)  # every height is another
        await until(pilot, lambda: not any(part.display for part in last.children) and first.size.height != height)
        asleep = last.size.height
        conversation.scroll_end(animate=False)
        await until(pilot, lambda: last.answer.size.height > 0)
        assert last.size.height == asleep
