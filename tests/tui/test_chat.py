"""The chat driven by keyboard and mouse."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
import scripted
from driving import SENTENCE, answered, chat, say, until
from textual.geometry import Offset
from textual.widgets import Input, OptionList, TabbedContent

from agent.sessions.journal import SessionInfo
from tui.app import Chat
from tui.widgets.chips import Chip
from tui.widgets.conversation import Conversation
from tui.widgets.costs_panel import CostsPanel
from tui.widgets.figure_list import FigureRow
from tui.widgets.messages import Note, UserMessage
from tui.widgets.option_bar import OptionBar
from tui.widgets.prompt import Completions, Editor
from tui.widgets.question import QuestionCard
from tui.widgets.slot_row import SlotRow
from tui.widgets.sources_panel import ConflictCard, SourceCard, SourcesPanel
from tui.widgets.status import StatusLine
from tui.widgets.welcome import Start, Welcome

pytestmark = pytest.mark.asyncio


async def test_the_first_screen_says_what_this_is_and_offers_three_sentences() -> None:
    async with chat() as (app, pilot):
        assert len(app.query(Start)) == 3
        app.query(Start).first().press()
        await answered(app, pilot)
        assert not app.query(Welcome)


async def test_a_sentence_leads_to_an_answer_with_status_question_and_choices() -> None:
    async with chat() as (app, pilot):
        await say(app, pilot)
        status = app.query_one(StatusLine)
        assert (status.option, status.confidence, status.final) == ("managed_open", 0.84, False)
        assert app.query_one(Conversation).last_answer() == scripted.TEXT
        assert scripted.QUESTION.text in app.query_one(QuestionCard).text
        assert [c.name for c in app.query(Chip)][:4] == list(scripted.QUESTION.choices)


async def test_a_choice_is_sent_and_the_question_stays_in_the_conversation() -> None:
    async with chat() as (app, pilot):
        await say(app, pilot)
        app.query(Chip).last().press()
        await answered(app, pilot)
        await until(pilot, lambda: len(app.query(UserMessage)) == 2)
        assert len(app.query("Asked")) == 1


async def test_letters_typed_while_a_panel_has_the_focus_go_to_the_message() -> None:
    async with chat(size=(120, 40)) as (app, pilot):
        await say(app, pilot)
        await pilot.press("f4")
        await until(pilot, lambda: not isinstance(app.focused, Editor))
        await pilot.press(*"what if")
        await until(pilot, lambda: isinstance(app.focused, Editor))
        assert app.query_one(Editor).text == "what if"


async def test_a_click_on_a_marker_inside_a_table_opens_its_source() -> None:
    async with chat(size=(120, 60)) as (app, pilot):
        await say(app, pilot)
        place = _find_link(app, "cite:2", inside_table=True)
        await pilot.click(offset=place)
        await until(pilot, lambda: app.query_one(TabbedContent).active == "sources")
        active = [c.citation.n for c in app.query(SourceCard) if c.has_class("-active")]
        assert active == [2]


def _find_link(app: object, href: str, *, inside_table: bool) -> Offset:
    screen = app.screen  # type: ignore[attr-defined]
    for y in range(screen.size.height):
        for x in range(screen.size.width):
            click = screen.get_style_at(x, y).meta.get("@click")
            if click and href in str(click):
                widget, _ = screen.get_widget_at(x, y)
                if not inside_table or "Table" in type(widget).__name__:
                    return Offset(x, y)
    raise AssertionError(f"no link {href} on the screen")


async def test_a_source_opens_by_key_and_its_document_at_the_quote() -> None:
    async with chat() as (app, pilot):
        await say(app, pilot)
        await pilot.press("f4", "2")
        await until(pilot, lambda: isinstance(app.focused, SourceCard) and app.focused.citation.n == 2)
        await pilot.press("enter")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        assert scripted.CITATIONS[1].quote in str(app.screen.query_one("#text").render())
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)


async def test_an_edit_moves_the_recommendation_and_undo_takes_it_back() -> None:
    async with chat() as (app, pilot):
        await say(app, pilot)
        row = next(r for r in app.query(SlotRow) if r.line.path == scripted.VOLUME)
        row.focus()
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.focused, Input))
        row.query_one(Input).value = "many"
        await pilot.press("enter")
        await until(pilot, lambda: "not a number" in str(row.query_one(".fact").render()))
        row.query_one(Input).value = "400M"
        await pilot.press("enter")
        await until(pilot, lambda: app.query_one(StatusLine).option == "self_host")
        await answered(app, pilot)
        assert app.desk.session is not None
        assert app.desk.session.profile.workloads[0].tokens_per_day == 400e6
        app.query_one(Editor).focus()
        await pilot.press("ctrl+z")
        await until(pilot, lambda: app.query_one(StatusLine).option == "managed_open")
        await answered(app, pilot)
        await pilot.press("ctrl+y")
        await until(pilot, lambda: app.query_one(StatusLine).option == "self_host")


async def test_a_slot_with_choices_offers_them() -> None:
    async with chat() as (app, pilot):
        await say(app, pilot)
        row = next(r for r in app.query(SlotRow) if r.line.path == "team.gpu_ops")
        row.focus()
        await pilot.press("enter")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        app.screen.query_one(OptionList).highlighted = 1
        await pilot.press("enter")
        await until(pilot, lambda: app.desk.session.profile.team.gpu_ops == "some")  # type: ignore[union-attr]


async def test_escape_stops_a_running_answer() -> None:
    session = scripted.Session()
    session.hold.clear()
    async with chat(advisor=scripted.Advisor(session=session)) as (app, pilot):
        app.query_one(Editor).load_text(SENTENCE)
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.query_one(Conversation).last_answer()))
        await pilot.press("escape")
        session.hold.set()
        await until(pilot, lambda: any("Stopped" in str(n.render()) for n in app.query(Note)))
        assert app.answer is None
        await say(app, pilot)


async def test_what_fails_is_a_sentence_and_the_next_message_works() -> None:
    session = scripted.Session(fail="The disk is full; make room and send it again.")
    async with chat(advisor=scripted.Advisor(session=session)) as (app, pilot):
        app.query_one(Editor).load_text(SENTENCE)
        await pilot.press("enter")
        await until(pilot, lambda: any("disk is full" in str(n.render()) for n in app.query(Note)))
        session.fail = ""
        await say(app, pilot)


async def test_an_advisor_that_cannot_be_opened_says_why() -> None:
    async with chat(advisor=scripted.Advisor(broken="The file of sessions is damaged; move it away.")) as (app, pilot):
        await until(pilot, lambda: any("damaged" in str(n.render()) for n in app.query(Note)))


async def test_brackets_in_what_people_write_are_text() -> None:
    async with chat() as (app, pilot):
        await say(app, pilot, "[bold]30M[/bold] tokens [/] a day [link=x")
        assert "[bold]30M[/bold] tokens [/] a day [link=x" in str(app.query(UserMessage).first().render())


async def test_history_and_new_lines_in_the_editor() -> None:
    async with chat() as (app, pilot):
        await say(app, pilot)
        editor = app.query_one(Editor)
        editor.focus()
        await pilot.press("a", "ctrl+j", "b")
        assert editor.text == "a\nb"
        editor.load_text("")
        await pilot.press("up")
        assert editor.text == SENTENCE
        await pilot.press("down")
        assert editor.text == ""


async def test_commands_complete_and_run() -> None:
    async with chat() as (app, pilot):
        await pilot.press("/", "c", "o")
        completions = app.query_one(Completions)
        await until(pilot, lambda: completions.display)
        assert {str(o.id) for o in completions.options} == {"compare", "costs", "copy"}
        await pilot.press("s")
        await until(pilot, lambda: completions.option_count == 1)
        await pilot.press("enter")
        await until(pilot, lambda: app.query_one(TabbedContent).active == "costs")
        assert not completions.display


async def test_tab_writes_a_command_out_and_runs_nothing() -> None:
    async with chat() as (app, pilot):
        editor, completions = app.query_one(Editor), app.query_one(Completions)
        for typed, written in (("/qui", "/quit"), ("/im", "/import ")):
            editor.load_text(typed)
            await until(pilot, lambda: completions.display)
            await pilot.press("tab")
            await until(pilot, lambda written=written: editor.text == written)  # type: ignore[misc]
            await until(pilot, lambda: not completions.display)
        assert app.is_running and app.focused is editor and len(app.screen_stack) == 1


async def test_an_unknown_command_says_so_and_sends_nothing() -> None:
    session = scripted.Session()
    async with chat(advisor=scripted.Advisor(session=session)) as (app, pilot):
        app.query_one(Editor).load_text("/nonsense")
        await pilot.press("enter")
        await pilot.pause()
        assert session.sent == []
        assert len(app._notifications) == 1


async def test_a_narrow_screen_shows_one_thing_at_a_time() -> None:
    async with chat(size=(80, 24)) as (app, pilot):
        await say(app, pilot)
        left, side = app.query_one("#left"), app.query_one("#side")
        assert left.region.width == 80
        assert side.region.width == 0
        await pilot.press("f3")
        await until(pilot, lambda: side.region.width == 80)
        assert left.region.width == 0
        await pilot.press("escape")
        await until(pilot, lambda: left.region.width == 80)


async def test_sessions_can_be_filtered_deleted_and_begun() -> None:
    infos = [SessionInfo(f"s{n}", title, "2026-11-20T10:00:00+00:00", "2026-11-20T10:00:00+00:00", n)
             for n, title in enumerate(("tickets", "hospital"), 1)]  # fmt: skip
    advisor = scripted.Advisor(saved=infos)
    async with chat(advisor=advisor) as (app, pilot):
        await pilot.press("ctrl+o")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await pilot.press(*"hosp")
        await until(pilot, lambda: app.screen.query_one(OptionList).option_count == 2)
        await pilot.press("delete", "delete")
        assert advisor.deleted == ["s2"]
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)


async def test_the_memo_is_saved_and_a_failure_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[Path] = []

    def write(advisor: object, session: object, path: Path) -> str:
        path.write_text("memo", encoding="utf-8")
        written.append(path)
        return "# Where it should run\n\n| Option | A month |\n|:--|--:|\n| Own GPUs | $5,000 |\n"

    shown: list[str] = []
    monkeypatch.setattr("tui.memo.write_memo", write)
    monkeypatch.setattr(Chat, "notify", lambda self, message, **more: shown.append(message))
    async with chat() as (app, pilot):
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(shown) == 1)  # nothing to write down yet
        await say(app, pilot)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        app.screen.query_one(Input).value = str(tmp_path / "memo.md")
        await pilot.press("enter")
        await until(pilot, lambda: any("Memo saved" in str(n.render()) for n in app.query(Note)))
        await app.save_memo(str(tmp_path / "missing" / "memo.md"))
        assert "memo.md" in shown[-1]
        assert written == [tmp_path / "memo.md"]
        await until(pilot, lambda: app.focused is app.query_one(Editor))
        app.query_one(Editor).load_text("/open")
        await pilot.press("enter")
        await until(pilot, lambda: type(app.screen).__name__ == "ReadMemo")
        await until(pilot, lambda: bool(app.screen.query("LaidTable")))
        await pilot.press("escape")
        await until(pilot, lambda: len(app.screen_stack) == 1)


async def test_help_tells_of_the_focused_thing() -> None:
    async with chat() as (app, pilot):
        await say(app, pilot)
        app.query(SourceCard).first().focus()
        await pilot.press("f1")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        assert "A cited passage" in app.screen.query_one("Markdown").source  # type: ignore[attr-defined]
        shown = "".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "a click on [n]" in shown  # brackets are no markup


async def test_everything_that_can_be_focused_says_what_it_is() -> None:
    async with chat() as (app, pilot):
        assert all(w.HELP for w in app.screen.focus_chain if type(w).__name__ == "Start")
        await say(app, pilot)
        for panel in ("f2", "f3", "f4"):
            await pilot.press(panel)
            await pilot.pause()
            silent = {type(w).__name__ for w in app.screen.focus_chain if not getattr(w, "HELP", None)}
            assert silent <= {"ContentTabs"}
        await pilot.press("f1")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await pilot.press("f1")
        await until(pilot, lambda: len(app.screen_stack) == 1)


async def test_the_open_conversation_deleted_a_new_one_begins() -> None:
    info = SessionInfo("scripted1", "tickets", "2026-11-20T10:00:00+00:00", "2026-11-20T10:00:00+00:00", 1)
    advisor = scripted.Advisor(saved=[info])
    async with chat(advisor=advisor) as (app, pilot):
        await say(app, pilot)
        advisor.session = scripted.Session("next")
        await pilot.press("ctrl+o")
        await until(pilot, lambda: len(app.screen_stack) == 2)
        await pilot.press("delete", "delete")
        await until(pilot, lambda: len(app.screen_stack) == 1 and bool(app.query(Welcome)))
        assert advisor.deleted == ["scripted1"]
        assert not app.query(UserMessage)


async def test_a_resumed_session_shows_what_was_said() -> None:
    session = scripted.Session()
    list(session.send(SENTENCE))
    record = scripted.TurnRecord(
        1, None, {"do": "say", "text": SENTENCE}, "2026-11-20T10:00:00", session.answer.to_json()
    )  # type: ignore[union-attr]
    session.history = [record]
    async with chat(advisor=scripted.Advisor(session=session)) as (app, pilot):
        await until(pilot, lambda: app.answer is not None)
        assert app.query_one(Conversation).last_answer() == scripted.TEXT
        assert app.query_one(StatusLine).option == "managed_open"
        assert not app.query(Welcome)


async def test_a_chat_that_is_closed_while_an_answer_is_drawn_ends_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    drawing = asyncio.Event()

    async def slow(self: SourcesPanel, recommendation: object, document: object) -> None:
        drawing.set()
        await asyncio.sleep(0.3)  # a slow machine

    monkeypatch.setattr(SourcesPanel, "show", slow)
    session = scripted.Session()
    list(session.send(SENTENCE))
    session.history = [scripted.TurnRecord(1, None, {"text": SENTENCE}, "2026-11-20T10:00:00", None)]
    app = Chat(lambda: scripted.Advisor(session=session))
    async with app.run_test(size=(120, 40)):
        await asyncio.wait_for(drawing.wait(), 20)
    assert app._exception is None


async def test_up_and_down_lead_from_row_to_row_and_scroll_on_at_the_end() -> None:
    async with chat(size=(80, 24)) as (app, pilot):
        await say(app, pilot)
        await pilot.press("f3")
        await until(pilot, lambda: isinstance(app.focused, OptionBar))
        bars = list(app.query(OptionBar))
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.focused is bars[1])
        await until(pilot, lambda: "P10" in str(bars[1].render()))
        await pilot.press(*["down"] * 20)
        panel = app.query_one(CostsPanel)
        await until(pilot, lambda: panel.scroll_y > 0)
        assert app.focused is app.query(FigureRow).last()


async def test_a_source_that_was_opened_stays_in_view_when_what_stands_above_gets_its_height_later() -> None:
    async with chat(size=(80, 24)) as (app, pilot):
        await say(app, pilot)
        app.action_source(2)
        await until(pilot, lambda: isinstance(app.focused, SourceCard))
        card, panel = app.focused, app.query_one(SourcesPanel)
        assert isinstance(card, SourceCard) and card.citation.n == 2
        for height in (60, 3):
            panel.query(ConflictCard).first().styles.height = height
            await until(pilot, lambda: panel.region.contains_region(card.region), seconds=5)


async def test_a_screenshot_is_saved_where_there_is_no_folder_of_downloads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "nobody"))
    monkeypatch.chdir(tmp_path)
    async with chat() as (app, pilot):
        app.deliver_screenshot()
        await until(pilot, lambda: any(tmp_path.glob("breakeven*.svg")), seconds=10)
