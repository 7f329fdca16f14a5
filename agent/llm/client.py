"""One small client for any OpenAI-compatible server: chat.completions only, what every server understands.

Not used: streaming (an answer is shown only after it was verified), tools together with a schema, ``tool_choice``.
The schema goes both into ``response_format`` and into the prompt, because servers drop it silently. Retries are the
SDK's own and nobody else's. One failure ends the model's part in an answer: a silent server costs one timeout, not one
a call.
"""

from __future__ import annotations

import functools
import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from agent.errors import BudgetSpentError, ModelError, ModelOutputInvalidError, ModelRefusedError, ModelUnreachableError
from agent.schema import Usage
from agent.settings import Settings

T = TypeVar("T", bound=BaseModel)

BUDGET = 24_000  # tokens of one answer, prompt and output
CALL_S, ANSWER_S = 40.0, 90.0  # seconds for one call and for all calls of one answer
RETRIES = 1
CHARS_PER_TOKEN = 3  # a low guess, so that the budget errs on the side of stopping
REFUSALS = {
    400: "did not accept the request", 401: "did not accept the key", 403: "does not allow this",
    404: "does not know that model", 413: "found the request too long", 422: "did not accept the request",
    429: "is overloaded or out of quota",
}  # fmt: skip


@dataclass
class Model:
    """The model for one answer: counts calls and tokens, keeps to a budget, and remembers how it failed."""

    settings: Settings
    budget: int = BUDGET
    call_s: float = field(default_factory=lambda: CALL_S)
    answer_s: float = field(default_factory=lambda: ANSWER_S)
    calls: int = 0
    tokens: int = 0
    failure: str = ""
    _started: float = field(default_factory=time.monotonic)

    @property
    def name(self) -> str:
        return self.settings.model

    @property
    def usage(self) -> Usage:
        return Usage(model=self.name, calls=self.calls, tokens=self.tokens)

    def complete(self, system: str, user: str, max_tokens: int) -> str:
        """Plain text. Errors: ModelError and below."""
        message = self._chat([_says("system", system), _says("user", user)], max_tokens)
        return str(message.content or "")

    def structured(self, system: str, user: str, kind: type[T], schema: dict[str, Any], max_tokens: int = 300) -> T:
        """A validated ``kind``; one repair. ``schema`` is flat: no $ref, pattern or format. Errors: ModelError."""
        shown = json.dumps(_without_lists(schema))
        messages = [
            _says("system", f"{system}\n\nAnswer with one JSON object of this schema:\n{shown}"),
            _says("user", user),
        ]
        shape = {"type": "json_schema", "json_schema": {"name": kind.__name__, "schema": schema, "strict": True}}
        said = self._chat(messages, max_tokens, response_format=shape).content or ""
        try:
            return kind.model_validate_json(_json_in(said))
        except ValidationError as e:
            wrong = "; ".join(f"{'.'.join(map(str, x['loc']))}: {x['msg']}" for x in e.errors()[:3])
        messages += [
            _says("assistant", said[:2000]),
            _says("user", f"That was not valid ({wrong}). Answer with the JSON object only."),
        ]
        said = self._chat(messages, max_tokens, response_format=shape).content or ""
        try:
            return kind.model_validate_json(_json_in(said))
        except ValidationError:
            raise self._failed(
                ModelOutputInvalidError(f"The language model {self.name} did not answer in the form asked for.")
            ) from None

    def with_tools(self, messages: list[dict[str, Any]], tools: list[dict[str, Any]], max_tokens: int = 400) -> Any:
        """One step with tools: the SDK's message, with ``tool_calls`` or ``content``. Errors: ModelError."""
        return self._chat(messages, max_tokens, tools=tools)

    def _chat(self, messages: list[dict[str, Any]], max_tokens: int, **more: Any) -> Any:
        if self.failure:
            raise ModelUnreachableError(self.failure)
        left = self.answer_s - (time.monotonic() - self._started)
        if left <= 0:
            raise self._failed(_ours(TimeoutError(), self.name))
        asked = sum(len(str(m.get("content") or "")) for m in messages) // CHARS_PER_TOKEN + max_tokens
        if self.tokens + asked > self.budget:
            raise self._failed(BudgetSpentError(self.name))
        call = functools.partial(
            _client(self.settings.openai_base_url, self.settings.openai_api_key).chat.completions.create,
            model=self.name, messages=messages, max_tokens=max_tokens, temperature=0, timeout=self.call_s, **more,
        )  # fmt: skip
        self.calls += 1
        try:
            response = _within(call, min(self.call_s * (RETRIES + 1), left))
            self.tokens += _tokens(response, asked)
            return response.choices[0].message
        except Exception as e:  # noqa: BLE001 - whatever a server does, the answer goes on without it
            raise self._failed(_ours(e, self.name)) from None

    def _failed(self, error: ModelError) -> ModelError:
        self.failure = str(error)
        return error


def _says(role: str, content: str) -> dict[str, Any]:
    return {"role": role, "content": content}


def _without_lists(schema: Any) -> Any:
    """The schema for the prompt: long lists of allowed values are left to the words before it."""
    if isinstance(schema, dict):
        return {k: _without_lists(v) for k, v in schema.items() if k != "enum"}
    return [_without_lists(v) for v in schema] if isinstance(schema, list) else schema


@functools.lru_cache(maxsize=4)
def _client(base_url: str, key: str) -> Any:
    """A client for the process; servers without keys want one all the same."""
    import openai

    return openai.OpenAI(base_url=base_url or None, api_key=key or "none", max_retries=RETRIES)


def _within(call: Callable[[], Any], seconds: float) -> Any:
    """The call's result, or TimeoutError: the SDK's timeout starts again with each byte that a slow server sends."""
    box: dict[str, Any] = {}

    def run() -> None:
        try:
            box["value"] = call()
        except BaseException as e:  # noqa: BLE001 - raised again in the caller's thread
            box["error"] = e

    thread = threading.Thread(target=run, daemon=True, name="language-model")
    thread.start()
    thread.join(max(seconds, 0.0))
    if "error" in box:
        raise box["error"]
    if "value" not in box:
        raise TimeoutError
    return box["value"]


def _tokens(response: Any, guess: int) -> int:
    usage = getattr(response, "usage", None)
    return int(usage.total_tokens) if usage is not None and usage.total_tokens else guess


def _json_in(text: str) -> str:
    """The JSON object in a reply that may wrap it in a fence or in words."""
    start, end = text.find("{"), text.rfind("}")
    return text[start : end + 1] if 0 <= start < end else text


def _ours(error: Exception, name: str) -> ModelError:
    """Our error for the SDK's. The server's own words are left out: not ours to repeat, and they may hold the key."""
    import openai

    if isinstance(error, ModelError):
        return error
    if isinstance(error, (openai.APITimeoutError, TimeoutError)):
        return ModelUnreachableError(f"The language model {name} did not answer in time.")
    if isinstance(error, openai.APIStatusError):
        if error.status_code in REFUSALS:
            return ModelRefusedError(f"The server of the language model {name} {REFUSALS[error.status_code]}.")
        return ModelUnreachableError(f"The server of the language model {name} had an error of its own.")
    if isinstance(error, openai.APIConnectionError):
        return ModelUnreachableError(f"The server of the language model {name} cannot be reached, or hung up.")
    return ModelOutputInvalidError(f"The language model {name} sent an answer that cannot be read.")
