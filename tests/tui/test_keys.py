"""Nothing is lost on a small screen: every key that is offered can be seen and does what it says."""

from __future__ import annotations

import itertools

import pytest
import scripted
from driving import SENTENCE, chat, say, until
from textual.pilot import Pilot
from textual.widgets import Footer, TabbedContent
from textual.widgets._footer import FooterKey

from agent.sessions.journal import SessionInfo
from tui.app import Chat
from tui.widgets.conversation import Conversation, certain
from tui.widgets.laid import column_widths
from tui.widgets.prompt import Editor

PANELS = {"f2": "profile", "f3": "costs", "f4": "sources"}
SMALL = (80, 24)


def cut(app: Chat) -> list[str]:
    """The keys at the bottom that are not wholly on the screen, or lie over each other."""
    screen, bar = app.screen.region, app.screen.query_one(Footer)
    keys = [k for k in bar.query("FooterKey, FooterLabel") if k.display]
    lost = [str(k) for k in keys if not screen.contains_region(k.region) or k.region.width < k.get_content_width(
        screen.size, screen.size)]  # fmt: skip
    return lost + [f"{a} over {b}" for a in keys for b in keys if a is not b and a.region.overlaps(b.region)]


async def shown(app: Chat, pilot: Pilot[None]) -> list[FooterKey]:
    await until(pilot, lambda: bool(app.screen.query(FooterKey)))
    return list(app.screen.query(FooterKey))


@pytest.mark.parametrize("focus", ["f2", "f3", "f4", "conversation", "chips", "message"])
async def test_every_key_at_the_bottom_is_wholly_seen(focus: str) -> None:
    async with chat(size=SMALL) as (app, pilot):
        await say(app, pilot)
        await at(app, pilot, focus)
        await pilot.pause(0.1)
        keys = await shown(app, pilot)
        assert len(keys) >= 7
        assert cut(app) == []


async def at(app: Chat, pilot: Pilot[None], focus: str) -> None:
    if focus in PANELS:
        await pilot.press(focus)
        await until(pilot, lambda: app.query_one(TabbedContent).active == PANELS[focus] and app.focused is not None)
    else:
        widget = {"conversation": Conversation, "message": Editor}.get(focus)
        (app.query_one(widget) if widget else app.query(".chip").first()).focus()
        await pilot.pause()


async def test_every_key_at_the_bottom_does_something(tmp_path: object) -> None:
    async with chat(size=SMALL, advisor=scripted.Advisor(saved=[_info()])) as (app, pilot):
        await say(app, pilot)
        for key, name in (("f1", "Help"), ("ctrl+s", "Line"), ("ctrl+o", "Sessions"), ("ctrl+p", "CommandPalette")):
            await pilot.press(key)
            await until(pilot, lambda name=name: type(app.screen).__name__ == name)  # type: ignore[misc]
            await pilot.press("escape")
            await until(pilot, lambda: len(app.screen_stack) == 1)
        for key, panel in PANELS.items():
            await pilot.press(key)
            await until(pilot, lambda panel=panel: app.query_one(TabbedContent).active == panel)  # type: ignore[misc]
            await until(pilot, lambda: app.query_one("#side").region.width == SMALL[0])
        await pilot.press("escape")
        await until(pilot, lambda: app.focused is app.query_one(Editor))


def _info() -> SessionInfo:
    return SessionInfo("s1", "tickets", "2026-11-20T10:00:00+00:00", "2026-11-20T10:00:00+00:00", 1)


@pytest.mark.parametrize("key", ["f1", "ctrl+s", "ctrl+o", "f9"])
async def test_no_dialog_is_cut_off_on_a_small_screen(key: str) -> None:
    async with chat(size=SMALL, advisor=scripted.Advisor(saved=[_info()])) as (app, pilot):
        await say(app, pilot)
        await pilot.press(key)
        await until(pilot, lambda: len(app.screen_stack) == 2)
        box = app.screen.query_one(".box")
        assert app.screen.region.contains_region(box.region)
        for hint in app.screen.query(".hint"):
            if hint.region.width:
                assert box.region.contains_region(hint.region)


async def test_blocks_of_the_conversation_are_marked_and_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    copied: list[str] = []
    monkeypatch.setattr(Chat, "copy_to_clipboard", lambda self, text: copied.append(text))
    async with chat(size=(120, 60)) as (app, pilot):
        await say(app, pilot)
        conversation = app.query_one(Conversation)
        conversation.focus()
        for _ in conversation.blocks():
            await pilot.press("down", "enter")
        assert copied[0] == SENTENCE
        assert copied[1].startswith("### Use an open model")
        assert any(text.startswith("| Option | A month") and "$8,100" in text for text in copied)
        assert len(copied) == len(conversation.blocks()) == 5
        app.query_one(Editor).focus()
        await pilot.press("f5", "enter")
        await until(pilot, lambda: copied[-1].startswith("**What would change this:**"))


async def test_a_long_message_is_pasted_whole_and_shown_folded() -> None:
    session = scripted.Session()
    text = "\n".join(f"line {n}: we send 30M tokens a day" for n in range(400))
    async with chat(advisor=scripted.Advisor(session=session)) as (app, pilot):
        editor = app.query_one(Editor)
        app.screen.post_message(_paste(text))
        await until(pilot, lambda: editor.text == text)
        assert editor.region.height <= 8
        await pilot.press("enter")
        await until(pilot, lambda: session.sent == [text])
        message = app.query("UserMessage").first()
        await until(pilot, lambda: 0 < message.region.height < 20)
        await pilot.click("UserMessage", offset=(5, 2))
        await until(pilot, lambda: message.virtual_region.height > 400)


def _paste(text: str) -> object:
    from textual.events import Paste

    return Paste(text)


async def test_what_is_typed_or_pasted_anywhere_reaches_the_message_whole() -> None:
    async with chat(size=SMALL) as (app, pilot):
        editor = app.query_one(Editor)
        await pilot.press("tab")
        await until(pilot, lambda: type(app.focused).__name__ == "Start")
        await pilot.press("down")
        await until(pilot, lambda: app.focused is list(app.query("Start"))[1])
        await pilot.press("$", "1", "2", "space", "k")  # no source is there to be opened by a digit
        assert editor.text == "$12 k"
        editor.load_text("")
        app.query("Start").first().focus()
        await pilot.pause()
        app.post_message(_paste("5M tokens"))  # type: ignore[arg-type]
        await until(pilot, lambda: editor.text == "5M tokens")
        editor.load_text("")
        await say(app, pilot)
        await pilot.press("f4")
        await until(pilot, lambda: type(app.focused).__name__ == "SourceCard")
        await pilot.press("2")
        await until(pilot, lambda: app.focused.citation.n == 2)  # type: ignore[union-attr]
        await pilot.press("slash", "c")
        await until(pilot, lambda: app.focused is editor and editor.region.height > 0)
        assert editor.text == "/c"


async def test_page_keys_scroll_the_conversation_while_one_writes() -> None:
    async with chat(size=SMALL) as (app, pilot):
        await say(app, pilot)
        conversation = app.query_one(Conversation)
        before = conversation.scroll_y
        await pilot.press("pagedown")
        await until(pilot, lambda: conversation.scroll_y > before)
        await pilot.press("pageup", "pageup")
        await until(pilot, lambda: conversation.scroll_y == 0)
        assert app.focused is app.query_one(Editor)


async def test_a_resumed_conversation_shows_its_newest_answer() -> None:
    session = scripted.Session()
    list(session.send(SENTENCE))
    assert session.answer is not None
    saved = session.answer.to_json()
    session.history = [
        scripted.TurnRecord(n, None, {"do": "say", "text": f"message {n}"}, "2026-11-20T10:00:00",
                            saved | ({"answer": "The newest answer."} if n == 6 else {}))
        for n in range(1, 7)
    ]  # fmt: skip
    async with chat(size=(120, 40), advisor=scripted.Advisor(session=session)) as (app, pilot):
        await until(pilot, lambda: bool(app.query("CostCurve")))
        assert {c.name for c in app.query("Chip")} == {*scripted.QUESTION.choices, *scripted.SUGGESTIONS}
        newest = app.query("Exchange").last()
        view = app.query_one(Conversation).region
        await until(pilot, lambda: newest.region.height > 0 and view.contains_region(newest.region))


def test_the_question_is_shown_in_its_card_only() -> None:
    whole = "It stays.\n\n**Why**\n\n- Cost.\n\n**Next question:** May a vendor see it? *It matters.*"
    shown = [certain(whole[:n]) for n in range(len(whole) + 1)]
    assert shown[-1] == "It stays.\n\n**Why**\n\n- Cost."
    assert all(after.startswith(before) for before, after in itertools.pairwise(shown))
    assert set(shown) == {"", "It stays.", "It stays.\n\n**Why**", "It stays.\n\n**Why**\n\n- Cost."}  # whole blocks


def test_a_table_cuts_no_word_while_there_is_room() -> None:
    columns = [
        ["Option", "Smaller model of the same vendor", "Frontier API"], ["A month, likely", "$2,000", "$40,000"],
        ["Low to high", "$770 to $4,160", "$32,000 to $56,700"], ["Note", "recommended", "only after a test"],
    ]  # fmt: skip
    right = [False, True, True, False]
    for room in (39, 44, 50, 60, 95):
        widths = column_widths(columns, right, room)
        assert sum(widths) <= room
        for column, width in zip(columns, widths, strict=True):
            assert all(len(word) <= width for cell in column for word in cell.split())
    assert column_widths(columns, right, 60)[2] == len("$32,000 to $56,700")
    assert sum(column_widths(columns, right, 20)) <= 20


async def test_earlier_messages_come_back_on_demand() -> None:
    session = scripted.Session()
    list(session.send(SENTENCE))
    assert session.answer is not None
    session.history = [
        scripted.TurnRecord(n, None, {"do": "say", "text": f"message {n}"}, "2026-11-20T10:00:00",
                            session.answer.to_json())
        for n in range(1, 31)
    ]  # fmt: skip
    async with chat(advisor=scripted.Advisor(session=session)) as (app, pilot):
        await until(pilot, lambda: len(app.query("Exchange")) == 12 and bool(app.query("Earlier")))
        for count in (24, 30):
            app.query_one("Earlier").focus()
            await pilot.press("enter")
            await until(pilot, lambda count=count: len(app.query("Exchange")) == count)  # type: ignore[misc]
        assert [m.source for m in app.query("UserMessage")] == [f"message {n}" for n in range(1, 31)]  # type: ignore[attr-defined]
        await until(pilot, lambda: not app.query("Earlier"))


async def test_without_colour_every_state_keeps_its_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with chat(size=SMALL) as (app, pilot):
        await say(app, pilot)
        await pilot.press("f2")
        await until(pilot, lambda: app.query_one("#side").region.width == SMALL[0])
        segments = [segment for strip in app.screen._compositor.render_strips() for segment in strip]
        colours = {segment.style.color for segment in segments if segment.style and segment.style.color}
        assert all(colour.triplet is not None and len(set(colour.triplet)) == 1 for colour in colours)  # greys
        text = "".join(segment.text for segment in segments)
        assert "provisional" in text
        for mark in ("● ", "◐ ", "○ "):
            assert mark in text


async def test_the_arithmetic_of_a_figure_unfolds_by_enter() -> None:
    async with chat(size=(120, 60)) as (app, pilot):
        await say(app, pilot)
        await pilot.press("f3")
        await until(pilot, lambda: type(app.focused).__name__ == "OptionBar")
        await _to(app, pilot, "OptionBar", "Open model API")
        await pilot.press("enter")
        await until(pilot, lambda: "= blended price of the model: $0.80 a million tokens" in _shown(app))
        assert "(as of 2026-11-04, the provider's page)" in _shown(app)
        await _to(app, pilot, "FigureRow", "against smaller tier: never")
        assert "never: never" not in _shown(app)
        await pilot.press("enter")
        await until(pilot, lambda: "the smallest volume from which own GPUs stay" in _shown(app))
        await _to(app, pilot, "FigureRow", "Tokens a day")


def _shown(app: Chat) -> str:
    return " ".join(str(app.focused.render()).split())  # type: ignore[union-attr]


async def _to(app: Chat, pilot: Pilot[None], kind: str, text: str) -> None:
    for _ in range(20):
        if type(app.focused).__name__ == kind and text in _shown(app):
            return
        await pilot.press("down")
        await pilot.pause()
    raise AssertionError(f"no {kind} with {text!r}")
