"""A LangChain application that speaks the part of OpenAI's API that an editor needs.

MODEL_URL is where Ollama listens, MODEL_NAME the model to use there. Run it with
`uvicorn app:app --app-dir docs/recipes/langchain --host 127.0.0.1 --port 8100`.
"""

import asyncio
import json
import os
import time
import uuid
from collections.abc import AsyncIterator
from contextvars import ContextVar

import httpx
from langchain_core.messages import AIMessageChunk, BaseMessage, convert_to_messages
from langchain_core.prompts import ChatPromptTemplate, MessagesPlaceholder
from langchain_ollama import ChatOllama
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

# The name of the application, which is what an editor picks. The model behind it is nobody else's business.
NAME = "house-assistant"

HOUSE_RULES = "You answer for the corner-shop team. Prices are whole numbers of cents. Keep it short."

# What the model is saying to the request that is being served.
from_model: ContextVar[list[httpx.Response]] = ContextVar("from_model")


async def remember(response: httpx.Response) -> None:
    from_model.get().append(response)


# The chain: put retrieval, tools or checks between the two.
chain = ChatPromptTemplate.from_messages(
    [("system", HOUSE_RULES), MessagesPlaceholder("messages")]
) | ChatOllama(
    base_url=os.environ.get("MODEL_URL", "http://127.0.0.1:11434"),
    model=os.environ.get("MODEL_NAME", "qwen2.5-coder:7b"),
    async_client_kwargs={"event_hooks": {"response": [remember]}},
)


def failure(status: int, code: str, message: str) -> Response:
    kind = "invalid_request_error" if status < 500 else "server_error"
    return JSONResponse({"error": {"message": message, "type": kind, "code": code}}, status)


async def models(_: Request) -> Response:
    return JSONResponse({"object": "list", "data": [{"id": NAME, "object": "model", "owned_by": "house"}]})


async def chat(request: Request) -> Response:
    try:
        asked = await request.json()
        messages = convert_to_messages([(each["role"], each["content"]) for each in asked["messages"]])
    except (ValueError, TypeError, KeyError, NotImplementedError):
        return failure(400, "bad_request", "This is not a chat request.")
    if asked.get("model") != NAME:
        return failure(404, "model_not_found", f"There is no model {asked.get('model')}.")
    if asked.get("stream") is not True:
        return failure(400, "stream_required", "Only streams are served here: ask with stream set to true.")
    wants_usage = (asked.get("stream_options") or {}).get("include_usage") is True
    return StreamingResponse(events(messages, wants_usage), media_type="text/event-stream")


async def parts_of_answer(messages: list[BaseMessage]) -> AsyncIterator[AIMessageChunk]:
    """What the chain says, from a task of its own, so that a stop reaches the model.

    When the client goes away, the web server cancels what serves it, again at every step: nothing below could end in
    order. This task is cancelled once, and then closes the connection to the model itself: LangChain leaves that to the
    garbage collector, and until it comes the model would go on for nobody.
    """
    parts: asyncio.Queue[AIMessageChunk | Exception | None] = asyncio.Queue(maxsize=16)

    async def run() -> None:
        open_responses: list[httpx.Response] = []
        from_model.set(open_responses)
        try:
            async for part in chain.astream({"messages": messages}):
                await parts.put(part)
            await parts.put(None)
        except Exception as error:
            await parts.put(error)
        finally:
            for response in open_responses:
                await response.aclose()

    running = asyncio.create_task(run())
    try:
        while (part := await parts.get()) is not None:
            if isinstance(part, Exception):
                raise part
            yield part
    finally:
        running.cancel()


async def events(messages: list[BaseMessage], wants_usage: bool) -> AsyncIterator[str]:
    """The answer as server-sent events."""
    head = {"id": f"chatcmpl-{uuid.uuid4().hex}", "created": int(time.time()), "model": NAME}
    head["object"] = "chat.completion.chunk"

    def chunk(delta: dict, finish: str | None = None) -> str:
        return event({**head, "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]})

    finish, usage = "stop", None
    try:
        async for part in parts_of_answer(messages):
            if part.text:
                yield chunk({"role": "assistant", "content": part.text})
            if part.response_metadata.get("done_reason") == "length":
                finish = "length"
            usage = part.usage_metadata or usage
    except Exception as error:  # Whatever went wrong behind the application: the status line has left already.
        yield event({"error": {"message": f"The model did not answer: {error}", "type": "server_error"}})
        return
    yield chunk({}, finish)
    if wants_usage and usage is not None:
        counts = {"prompt_tokens": usage["input_tokens"], "completion_tokens": usage["output_tokens"]}
        yield event({**head, "choices": [], "usage": {**counts, "total_tokens": usage["total_tokens"]}})
    yield "data: [DONE]\n\n"


def event(body: dict) -> str:
    return f"data: {json.dumps(body)}\n\n"


app = Starlette(
    routes=[
        Route("/v1/models", models),
        Route("/v1/chat/completions", chat, methods=["POST"]),
    ]
)
