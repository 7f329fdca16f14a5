"""Lists and tables of Markdown as one widget each.

Textual makes four widgets of a list item and one of every cell of a table. An answer then has a hundred, and a layout
of the screen, which touches every widget shown, takes longer with every answer. Here the lines are laid out for the
width at hand, in one widget a block. Only this module and ``tui.widgets.markdown`` touch unexported classes (8.2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import zip_longest

from textual.app import ComposeResult
from textual.content import Content
from textual.css.styles import RulesMap
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets._markdown import (
    MarkdownBlock,
    MarkdownBulletList,
    MarkdownList,
    MarkdownListItem,
    MarkdownOrderedList,
    MarkdownTable,
    MarkdownTD,
    MarkdownTH,
    MarkdownTR,
)

GAP = 2  # cells between two columns of a table
EDGE = 1  # cells of padding on both sides of a column
HEAD, RULE, BULLET = "$foreground 65%", "$border-blurred", "$text-primary"


class Laid(Visual):
    """Lines that are laid out anew for each width."""

    def __init__(self, lay: Callable[[int], list[Content]]) -> None:
        self._lay, self._width, self._content = lay, -1, Content()

    def at(self, width: int) -> Content:
        """The lines for a width of so many cells."""
        if width != self._width:
            self._width, self._content = width, Content("\n").join(self._lay(max(1, width)))
        return self._content

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        return self.at(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        return self.at(width).get_height(rules, width)


class LaidBlock(MarkdownBlock):
    """A block whose parts are laid out in it, not mounted as widgets."""

    DEFAULT_CSS = "LaidBlock { text-wrap: nowrap; margin: 0 0 1 0; }"

    def compose(self) -> ComposeResult:
        yield from ()

    def on_mount(self) -> None:
        self._laid = Laid(self.lines)
        self.update(self._laid)

    def lines(self, width: int) -> list[Content]:
        """The block, ``width`` cells wide."""
        raise NotImplementedError

    async def _update_from_block(self, block: MarkdownBlock) -> None:
        if isinstance(block, type(self)):
            self._blocks, self._token = block._blocks, block._token
            self.on_mount()
        else:
            await MarkdownBlock._update_from_block(self, block)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        return selection.extract(self._laid.at(self.content_size.width).plain), "\n"


class LaidBulletList(LaidBlock, MarkdownBulletList):
    def lines(self, width: int) -> list[Content]:
        return list_lines(self, width)


class LaidOrderedList(LaidBlock, MarkdownOrderedList):
    def lines(self, width: int) -> list[Content]:
        return list_lines(self, width)


class LaidTable(LaidBlock, MarkdownTable):
    """A table whose columns keep the alignment of figures (textual's drop ``--:``)."""

    def lines(self, width: int) -> list[Content]:
        heads = [block for block in _within(self) if isinstance(block, MarkdownTH)]
        rows = [
            [cell._content for cell in row._blocks if isinstance(cell, MarkdownTD)]
            for row in _within(self)
            if isinstance(row, MarkdownTR)
        ]
        right = ["right" in str(head._token.attrs.get("style", "")) for head in heads]
        return table_lines([head._content for head in heads], [row for row in rows if row], right, width)


def _within(block: MarkdownBlock) -> Iterator[MarkdownBlock]:
    for inner in block._blocks:
        yield inner
        yield from _within(inner)


# ---- lists


def list_lines(block: MarkdownList, width: int) -> list[Content]:
    """A list with its bullets or numbers, hanging; lists in it are indented."""
    items = [item for item in block._blocks if isinstance(item, MarkdownListItem)]
    bullets = [item.bullet for item in items]
    if isinstance(block, MarkdownOrderedList):
        start = int(bullets[0]) if bullets and bullets[0].isdigit() else 1
        bullets = [f"{number}. " for number in range(start, start + len(items))]
        bullets = [bullet.rjust(max(map(len, bullets)) + 1) for bullet in bullets]
    lines: list[Content] = []
    for item, bullet in zip(items, bullets, strict=True):
        text = [line for part in item._blocks for line in _part(part, max(1, width - len(bullet)))]
        for number, line in enumerate(text or [Content()]):
            lines.append(Content.styled(bullet, BULLET) + line if number == 0 else line.pad_left(len(bullet)))
    return lines


def _part(block: MarkdownBlock, width: int) -> list[Content]:
    if isinstance(block, LaidBlock):
        return block.lines(width)
    code = getattr(block, "code", None)
    if code is not None:
        return Content(code).wrap(width)
    inner = [line for part in block._blocks for line in _part(part, width)]
    return (block._content.wrap(width) if block._content else []) + inner


# ---- tables


def table_lines(heads: list[Content], rows: list[list[Content]], right: list[bool], width: int) -> list[Content]:
    """Heads, a rule under each, and the rows. ``right``: the columns of figures."""
    columns = [[cell.plain for cell in column] for column in zip(heads, *rows, strict=False)]
    room = width - (2 * EDGE + GAP) * len(columns) + GAP
    widths = column_widths(columns, right, room)
    head = [line.stylize_before(HEAD) for line in _row(heads, right, widths, bottom=True)]
    rule = Content((" " * GAP).join("─" * (w + 2 * EDGE) for w in widths)).stylize(RULE)
    return [*head, rule, *(line for row in rows for line in _row(row, right, widths))]


def _row(cells: list[Content], right: list[bool], widths: list[int], *, bottom: bool = False) -> list[Content]:
    wrapped = [_cell(cell, r, w) for cell, r, w in zip(cells, right, widths, strict=False)]
    if bottom:
        high = max(map(len, wrapped), default=0)
        wrapped = [[Content()] * (high - len(lines)) + lines for lines in wrapped]
    lines = []
    for parts in zip_longest(*wrapped, fillvalue=Content()):
        padded = [p.pad_right(w - p.cell_length).pad(EDGE, EDGE) for p, w in zip(parts, widths, strict=False)]
        lines.append(Content(" " * GAP).join(padded))
    return lines


def _cell(cell: Content, right: bool, width: int) -> list[Content]:
    lines = cell.wrap(max(1, width))
    return [line.pad_left(max(0, width - line.cell_length)) for line in lines] if right else lines


def column_widths(columns: list[list[str]], right: list[bool], room: int) -> list[int]:
    """Cells for each column, without padding. No word is cut and no figure is broken where that can be; a range is
    ("$32,000 to" / "$56,700") before a word is cut. What is left goes to the columns that would wrap."""
    whole = [max(map(len, column), default=1) for column in columns]
    least = [max((len(word) for cell in column for word in cell.split()), default=1) for column in columns]
    figures = [i for i in range(len(columns)) if i < len(right) and right[i]]
    unbroken = [
        max(map(len, c[1:]), default=1) if i in figures else n
        for i, (c, n) in enumerate(zip(columns, least, strict=True))
    ]
    if sum(map(max, least, unbroken)) <= room:
        least = list(map(max, least, unbroken))
    else:
        for i in figures:
            least[i] = max(least[i], min(whole[i], least[i] + len(" to")))
    while sum(least) > max(room, len(least)):
        least[least.index(max(least))] -= 1
    wanted = [w - n for w, n in zip(whole, least, strict=True)]
    spare = max(0, room - sum(least))
    for left, i in enumerate(sorted(range(len(wanted)), key=lambda i: wanted[i])):  # who wants least is served first
        more = min(wanted[i], spare // (len(wanted) - left))
        least[i], spare = least[i] + more, spare - more
    return least
