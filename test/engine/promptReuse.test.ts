import assert from "node:assert/strict";
import { evaluatedTokensHeader } from "../../scripts/engine/call.ts";
import { exchange } from "../support/httpExchange.ts";
import {
  type ServerUnderTest,
  serverUnderTest,
  startTimeoutMs,
  testsAnotherServer,
} from "../support/serverUnderTest.ts";

type Counted = { readonly evaluated: number; readonly counted: number };

/** Some 90 tokens; `first` is its first line. */
function longPrompt(first: string): string {
  const lines = Array.from({ length: 8 }, (_, index) => `const value${index} = compute(${index});`);
  return [first, ...lines].join("\n");
}

// Only the engine tells which tokens it evaluated.
if (!testsAnotherServer) {
  describe("the development engine's memory of the last prompt", () => {
    let server: ServerUnderTest;

    before(async function () {
      this.timeout(startTimeoutMs);
      server = await serverUnderTest();
    });

    async function complete(prompt: string, options: object = {}): Promise<Counted> {
      const body = {
        model: server.model,
        raw: true,
        stream: false,
        prompt,
        options: { num_predict: 1, ...options },
      };
      return read(await exchange(server.url, { path: "/api/generate", body }));
    }

    function read({ headers, body }: Awaited<ReturnType<typeof exchange>>): Counted {
      const { prompt_eval_count: counted } = JSON.parse(body) as { prompt_eval_count: number };
      return { evaluated: Number(headers[evaluatedTokensHeader.toLowerCase()]), counted };
    }

    it("evaluates only what a grown prompt adds, and counts all of it", async () => {
      const cold = await complete(longPrompt("// grown"));
      assert.equal(cold.evaluated, cold.counted);
      assert.ok(cold.counted > 70);
      const grown = await complete(`${longPrompt("// grown")}\nreturn`);
      assert.ok(grown.counted > cold.counted);
      assert.ok(grown.evaluated <= grown.counted - cold.counted + 1, `${grown.evaluated} evaluated`);
      assert.deepEqual(await complete(`${longPrompt("// grown")}\nreturn`), { ...grown, evaluated: 1 });
    });

    it("evaluates a prompt again whose first line changed", async () => {
      await complete(longPrompt("// one"));
      const changed = await complete(longPrompt("// two"));
      assert.ok(
        changed.evaluated >= changed.counted - 3,
        `${changed.evaluated} of ${changed.counted} evaluated`,
      );
    });

    it("has one slot: a chat turn evicts the completion's prompt", async () => {
      await complete(longPrompt("// evicted"));
      const messages = [{ role: "user", content: "Hello" }];
      const body = { model: server.model, stream: false, messages, options: { num_predict: 1 } };
      const chat = read(await exchange(server.url, { path: "/api/chat", body }));
      assert.equal(chat.evaluated, chat.counted);
      const again = await complete(longPrompt("// evicted"));
      assert.equal(again.evaluated, again.counted);
    });

    it("reuses a conversation with its answer for the next turn", async () => {
      const ask = async (messages: readonly object[]): Promise<Counted & { answer: string }> => {
        const body = { model: server.model, stream: false, messages, options: { num_predict: 12 } };
        const answer = await exchange(server.url, { path: "/api/chat", body });
        const { message } = JSON.parse(answer.body) as { message: { content: string } };
        return { ...read(answer), answer: message.content };
      };
      const first = { role: "user", content: longPrompt("Explain this:") };
      const { counted, answer } = await ask([first]);
      const next = await ask([
        first,
        { role: "assistant", content: answer },
        { role: "user", content: "Why?" },
      ]);
      assert.ok(next.counted > counted);
      assert.ok(next.evaluated < 60, `${next.evaluated} of ${next.counted} evaluated`);
    });

    it("loses its memory with another context size, and with unloading", async () => {
      await complete(longPrompt("// resized"));
      const resized = await complete(longPrompt("// resized"), { num_ctx: 2048 });
      assert.equal(resized.evaluated, resized.counted);
      await exchange(server.url, { path: "/api/generate", body: { model: server.model, keep_alive: 0 } });
      const reloaded = await complete(longPrompt("// resized"), { num_ctx: 2048 });
      assert.equal(reloaded.evaluated, reloaded.counted);
    });

    it("tells what was evaluated with the first byte of a stream", async () => {
      const body = {
        model: server.model,
        raw: true,
        prompt: longPrompt("// streamed"),
        options: { num_predict: 1 },
      };
      const { headers, body: lines } = await exchange(server.url, { path: "/api/generate", body });
      const last = JSON.parse(lines.trim().split("\n").at(-1) ?? "") as { prompt_eval_count: number };
      assert.equal(Number(headers[evaluatedTokensHeader.toLowerCase()]), last.prompt_eval_count);
    });
  });
}
