"""The server: five read-only tools, and every document of the library as a resource."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError, ToolError
from mcp.server.mcpserver.resources import FunctionResource
from mcp.server.mcpserver.tools import Tool
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import ConfigDict, Field

from agent.errors import BreakevenError
from agent.mcp_server import prices
from agent.mcp_server.results import BreakEvenAnswer, CapacityAnswer, Costs, Passages, Recommended, in_words, measured
from agent.schema import Citation
from knowledge.library import LibraryError

if TYPE_CHECKING:
    from agent.advisor import Advisor

T = TypeVar("T")
READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
LONGEST = 20_000  # characters of a message
ABOUT = (
    "Where should language-model work run: a frontier API, a smaller tier, an open model at a provider, an endpoint "
    "under special terms, or own GPUs? Every figure is computed or stands in a cited source. Quote figures as they are "
    "returned, with their citations; a passage of kind 'digest' is a summary of its source, not its words."
)
SAID = "what the person said, in order and in their own words: volume or bill, rules, who runs GPUs, quality needed"
Tokens = Annotated[float, Field(ge=0, le=1e15, description="input and output together, seven-day mean")]
Each = Annotated[float, Field(ge=0, le=1e9, description="tokens of one request")]
Share = Annotated[float, Field(ge=0, le=1)]
Amount = Annotated[float | None, Field(ge=0)]


def build(advisor: Advisor) -> MCPServer[Any]:
    """The server over one advisor; the library is opened with the first search or resource."""
    tools = Tools(advisor)
    each = (tools.recommend, tools.cost, tools.capacity, tools.break_even, tools.search_sources)
    server: MCPServer[Any] = MCPServer(
        "breakeven", instructions=ABOUT, version=_version(), log_level="ERROR", tools=[_strict(t) for t in each]
    )
    _resources(server, advisor)
    return server


def _strict(function: Callable[..., Any]) -> Tool:
    """The tool of a function, refusing arguments that it does not have: one misspelled is otherwise silently the
    default."""
    tool = Tool.from_function(function, annotations=READS)
    loose: Any = tool.fn_metadata.arg_model

    class Strict(loose):  # type: ignore[misc]
        model_config = ConfigDict(extra="forbid", title=loose.__name__)

    tool.fn_metadata.arg_model = Strict
    tool.parameters = Strict.model_json_schema(by_alias=True)
    return tool


class Tools:
    """The docstrings are what a client reads."""

    def __init__(self, advisor: Advisor) -> None:
        self._advisor = advisor

    @property
    def _desk(self) -> Any:
        return self._advisor.desk(builtin=True)

    def recommend(
        self,
        messages: Annotated[
            list[str],
            Field(
                min_length=1,
                max_length=20,
                description=SAID,
            ),
        ],
    ) -> Annotated[CallToolResult, Recommended]:
        """Recommends where a language-model workload should run, with costs, break-even, what would change the answer,
        a plan, citations, and the next question worth asking."""
        texts = [m[:LONGEST] for m in messages]
        answer = _said(lambda: self._advisor.ask(texts))
        text = TextContent(type="text", text=in_words(answer))
        return CallToolResult(content=[text], structured_content=Recommended.of(answer).model_dump(mode="json"))

    def cost(
        self,
        tokens_per_day: Tokens,
        provider: Annotated[
            str | None, Field(description="vendor, such as openai; alone: its frontier and smaller model")
        ] = None,
        model: Annotated[str | None, Field(description="one model of a vendor")] = None,
        open_model: Annotated[str | None, Field(description="an open-weight model, at everyone who serves it")] = None,
        input_tokens: Each = 2000,
        output_tokens: Each = 200,
        cached_share: Annotated[Share, Field(description="of the input")] = 0.0,
        batch_share: Share = 0.0,
    ) -> Costs:
        """What an API costs a month at dated list prices, for a volume and the shape of a request."""
        return _said(lambda: prices.costs(
            self._desk.parts.catalogue, self._desk.at, tokens_per_day, provider=provider, model=model,
            open_model=open_model, input_tokens=input_tokens, output_tokens=output_tokens, cached_share=cached_share,
            batch_share=batch_share,
        ))  # fmt: skip

    def capacity(
        self,
        model: Annotated[str, Field(description="an open-weight model, such as Llama 3.3 70B")],
        gpu: Annotated[str, Field(description="such as H100 SXM, H200, L40S")],
        input_tokens: Each,
        output_tokens: Each,
        gpus: Annotated[int, Field(ge=1, le=1024, description="of one replica")] = 1,
        precision: Annotated[str, Field(description="bf16, fp8, fp8b, fp4, mxfp4, int8 or int4")] = "fp8",
        concurrency: Annotated[
            float | None, Field(ge=1, description="requests at once; left out: as many as fit")
        ] = None,
        tok_s_per_user: Annotated[float | None, Field(gt=0, description="slowest stream that is still good")] = None,
        prefix_share: Annotated[Share | None, Field(description="of the input, shared between requests")] = None,
        engine: str | None = None,
        parallel: Annotated[str | None, Field(description="such as TP8")] = None,
    ) -> CapacityAnswer:
        """What one replica of a model on given GPUs serves, with its band and the evidence behind it."""
        from tools.capacity import capacity_batch_row

        row = {"model": model, "gpu": gpu, "gpus": gpus, "precision": precision, "input_tokens": input_tokens,
               "output_tokens": output_tokens, "concurrency": concurrency, "tok_s_per_user": tok_s_per_user,
               "prefix_share": prefix_share, "engine": engine, "parallel": parallel}  # fmt: skip
        catalogue = self._desk.parts.catalogue
        found = _without_id(_said(lambda: capacity_batch_row(row, catalogue)))
        return CapacityAnswer(**found, references=measured(catalogue, str(found["evidence"])))

    def break_even(
        self,
        input_tokens_per_month: Annotated[float, Field(ge=0, le=1e18)],
        output_tokens_per_month: Annotated[float, Field(ge=0, le=1e18)],
        price_in_usd_per_mtok: Annotated[float, Field(ge=0, le=1e6)],
        price_out_usd_per_mtok: Annotated[float, Field(ge=0, le=1e6)],
        gpus: Annotated[float, Field(gt=0, le=1e5, description="of one replica")],
        throughput_tok_s: Annotated[
            float, Field(gt=0, le=1e9, description="input and output together, of one replica")
        ],
        gpu_hourly_usd: Annotated[
            Amount, Field(description="of one GPU; left out: the market's median for an H100")
        ] = None,
        utilization: Annotated[float | None, Field(gt=0, le=1)] = None,
        peak_to_average: Annotated[float | None, Field(ge=1, le=1000)] = None,
        spare_replicas: Annotated[int | None, Field(ge=0, le=1000)] = None,
        ops_monthly_usd: Amount = None,
        other_monthly_usd: Amount = None,
        migration_usd: Amount = None,
    ) -> BreakEvenAnswer:
        """An API against own GPUs: both monthly bills, and the volume from which self-hosting stays cheaper.

        What is left out comes from the dated catalogue and is named in assumptions."""
        from tools.costs import breakeven_batch_row

        row = {k: v for k, v in locals().items() if k not in ("self", "breakeven_batch_row") and v is not None}
        return _said(lambda: BreakEvenAnswer(**_without_id(breakeven_batch_row(row, self._desk.parts.catalogue))))

    def search_sources(
        self,
        query: Annotated[str, Field(min_length=1, max_length=2000)],
        k: Annotated[int, Field(ge=1, le=20, description="passages at most")] = 5,
    ) -> Passages:
        """Finds passages of the library that answer a query, verbatim with their place and how sure the source is."""
        found = _said(lambda: self._desk.parts.library.search(query, k=k))
        names = ("source", "kind", "title", "section", "quote", "start", "end", "standing")
        return Passages(passages=tuple(
            Citation(n=n, score=float(p.score), **{name: getattr(p, name) for name in names})
            for n, p in enumerate(found, 1)
        ))  # fmt: skip


def _resources(server: MCPServer[Any], advisor: Advisor) -> None:
    """Every document there is now, listed; one added later is read through the template."""

    def text(source_id: str) -> str:
        try:
            return str(advisor.desk(builtin=True).parts.library.document(source_id).text)
        except LibraryError as e:
            raise ResourceNotFoundError(str(e)) from e

    for document in advisor.desk(builtin=True).parts.library.documents():
        kind = "our summary of the source" if document.kind == "digest" else "original"
        server.add_resource(
            FunctionResource(
                uri=f"breakeven://sources/{document.id}",
                name=document.id,
                title=document.title,
                description=f"{kind}; {document.author}".rstrip("; "),
                mime_type="text/plain",
                fn=partial(text, document.id),
            )
        )
    server.resource("breakeven://sources/{source_id}", name="source", mime_type="text/plain")(text)


def _said(what: Callable[[], T]) -> T:
    """Runs it; what it says went wrong reaches the client as one sentence."""
    try:
        return what()
    except (BreakevenError, LibraryError, LookupError, ValueError) as e:
        raise ToolError(str(e.args[0] if e.args else e)) from e


def _without_id(row: dict[str, Any]) -> dict[str, Any]:
    return {k: (v.item() if hasattr(v, "item") else v) for k, v in row.items() if k != "id"}


def _version() -> str:
    try:
        return version("breakeven")
    except PackageNotFoundError:
        return ""
