"""``breakeven ask``: one question, or a batch of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from tui import inputs, output
from tui.batch import batch_command

if TYPE_CHECKING:
    from agent.advisor import Advisor


@click.command()
@click.argument("text", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="The answer as one JSON object (docs/ask.schema.json).")
@click.option(
    "--jsonl",
    is_flag=False,
    flag_value="-",
    metavar="[FILE]",
    help='A batch: each line {"id", "text"} or {"id", "messages": [...]}; stdin if no FILE is given.',
)
@click.option("--details", is_flag=True, help="The answer at its full length: all reasons, both sides, every step.")
@click.option(
    "--model",
    metavar="SPEC",
    help="The language model: 'builtin' (the default, none at all) or a name served at OPENAI_BASE_URL.",
)
@click.pass_context
def ask(
    ctx: click.Context, text: tuple[str, ...], as_json: bool, jsonl: str | None, details: bool, model: str | None
) -> None:
    """One question, one standing recommendation. TEXT '-' reads stdin.

    \b
    breakeven ask "We summarise support tickets, 30M tokens a day, EU customers, nobody here has run GPUs"
    """
    model = model or ctx.obj
    if jsonl is not None:
        if text:
            raise click.UsageError("give either TEXT or --jsonl, not both.")
        batch_command(ctx, jsonl, partial(_answerer, model, details))
        return
    if not text:
        raise click.UsageError("TEXT is missing: what is the question? ('-' reads it from stdin.)")
    message = inputs.checked(inputs.read_stdin() if text == ("-",) else " ".join(text))
    answer = open_advisor(model).ask([message], details=details)
    if as_json:
        output.write_json(answer.to_json())
    else:
        output.write_markdown(answer.answer)


def open_advisor(model: str | None) -> Advisor:
    """The advisor under the settings in force."""
    from agent.advisor import Advisor
    from agent.settings import load_settings

    return Advisor(load_settings(model=model))


def _answerer(model: str | None, details: bool = False) -> Any:
    advisor = open_advisor(model)

    def answer(row: dict[str, Any]) -> dict[str, Any]:
        result: dict[str, Any] = advisor.ask(inputs.texts_of(row), row.get("id"), details=details).to_json()
        return {**result, "id": row.get("id")}

    return answer
