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


async def test_who_reads_an_old_answer_still_reads_it_after_the_width_changed() -> None:
    async with chat(size=(120, 40)) as (app, pilot):
        conversation = app.query_one(Conversation)
        for number in range(MESSAGES):
            await say(app, pilot, f"message {number}")
        read = list(app.query(Exchange))[3]
        conversation.scroll_to_widget(read, animate=False, top=True)
        await until(pilot, lambda: read.answer.size.height > 0 and read.region.y == conversation.region.y)
        for size in ((80, 24), (200, 50), (120, 40)):
            await pilot.resize_terminal(*size)
            await until(pilot, lambda: abs(read.region.y - conversation.region.y) <= 1, seconds=5)
            await pilot.pause(0.2)
            assert abs(read.region.y - conversation.region.y) <= 1
