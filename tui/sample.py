"""``python -m tui.sample``: asks the sample question; the answer goes into README.md, the chat into docs/chat.svg."""

from __future__ import annotations

import asyncio
import re
import sys
from pathlib import Path

QUESTION = "We summarise support tickets, about 30M tokens a day, EU customers, nobody here has run GPUs"
BEGIN, END = "<!-- sample: begin, written by `make docs` -->", "<!-- sample: end -->"
SIZE = (132, 44)


def readme(text: str, answer: str) -> str:
    """The README with the sample between its marks replaced. Error: ValueError where there are no marks."""
    if BEGIN not in text or END not in text:
        raise ValueError(f"README.md has no {BEGIN} ... {END}")
    shown = "\n".join(f"> {line}".rstrip() for line in answer.strip().splitlines())
    sample = f'{BEGIN}\n```sh\nbreakeven ask "{QUESTION}"\n```\n\n{shown}\n{END}'
    return text[: text.index(BEGIN)] + sample + text[text.index(END) + len(END) :]


def picture() -> str:
    """The chat after that question, as SVG. Fonts from elsewhere are taken out: the picture must not load anything."""
    from tui.advice import open_advisor
    from tui.app import Chat
    from tui.widgets.prompt import Editor

    async def run() -> str:
        app = Chat(lambda: open_advisor("builtin"))
        async with app.run_test(size=SIZE) as pilot:
            while app.desk.session is None:
                await pilot.pause(0.1)
            app.query_one(Editor).post_message(Editor.Sent(QUESTION))
            await pilot.pause(0.1)
            while app.desk.busy or app.answer is None or not app.query("CostCurve"):
                await pilot.pause(0.1)
            await pilot.press("f3")
            await pilot.pause(0.5)
            return app.export_screenshot(simplify=True)

    return re.sub(r"@font-face \{.*?\}\s*", "", asyncio.run(run()), flags=re.DOTALL)


def main(root: Path) -> int:
    """Writes both files below the root of the repository."""
    from tui.advice import open_advisor

    page = root / "README.md"
    answer = open_advisor("builtin").ask([QUESTION]).answer
    page.write_text(readme(page.read_text(encoding="utf-8"), answer), encoding="utf-8")
    (root / "docs" / "chat.svg").write_text(picture(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path.cwd()))
