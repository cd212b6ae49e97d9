/** Lists of models, and what leaves with a request. */
import { failsWith, html, on } from "../support/scripted/faults.ts";
import { recordedModel } from "../support/scripted/ollamaModels.ts";
import type { FaultRule, ScriptedModel } from "../support/scripted/serverScript.ts";
import { key, openBench, outcomeOf } from "./bench.ts";
import type { ConformanceCase, Expected } from "./conformanceCase.ts";
import type { Format } from "./formats.ts";

const many: readonly ScriptedModel[] = Array.from({ length: 5_000 }, (_, at) => ({ name: `model-${at}:1b` }));

/** Names with characters that no model should have; the first three are kept, the others are not shown to anybody. */
const odd = [
  "größe/モデル:1b",
  "a b:1b",
  "$(rm)<b>`x`|:1b",
  "two\nlines:1b",
  "turned\u202e:1b",
  "x".repeat(300),
];

function listed(
  name: string,
  expected: Expected,
  play: { readonly models?: readonly ScriptedModel[]; readonly fault?: (format: Format) => FaultRule } = {},
): ConformanceCase {
  return {
    name,
    expected,
    run: async (stage, format) => {
      const { look } = await openBench(stage, format, {
        ...(play.models && { models: play.models }),
        ...(play.fault && { faults: [play.fault(format)] }),
      });
      const server = await look();
      if (server.kind !== "up") return server.kind === "down" ? `down, ${server.reason}` : server.kind;
      const names = server.models.map(({ name: each }) => each);
      return names.length > 3 ? `${names.length} models` : names.join(", ");
    },
  };
}

const sent: ConformanceCase = {
  name: "what leaves beside the question",
  expected: {
    ollama: "accept, user-agent, content-type",
    openai: "accept, user-agent, content-type, authorization",
    anthropic: "accept, user-agent, content-type, anthropic-version, x-api-key",
  },
  run: async (stage, format) => {
    const { server, send } = await openBench(stage, format, {
      ...(format.wire !== "ollama" && { keys: [key] }),
    });
    const outcome = await outcomeOf(send());
    if (outcome !== "all, counted") return outcome;
    const asked = server.requests.find(({ path }) => path === format.chatPath);
    // What every request over HTTP has, whoever sends it.
    const common = new Set(["host", "connection", "content-length"]);
    const order = ["accept", "user-agent", "content-type", "anthropic-version", "authorization", "x-api-key"];
    const names = Object.keys(asked?.headers ?? {}).filter((name) => !common.has(name));
    return names.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)).join(", ");
  },
};

const broken: ConformanceCase = {
  name: "a listed model that cannot be loaded",
  expected: "listed, serverError 500: model requires more system memory",
  run: async (stage, format) => {
    const message = "model requires more system memory";
    const { look, send } = await openBench(stage, format, {}, failsWith(500, { message }));
    const server = await look();
    const isListed = server.kind === "up" && server.models.length === 1;
    let said = "";
    for await (const event of send())
      if (event.kind === "failed")
        said = `${event.failure.kind} ${"status" in event.failure ? `${event.failure.status}: ${event.failure.message}` : ""}`;
    return `${isListed ? "listed" : "not listed"}, ${said}`;
  },
};

/** The cases about lists of models and about what a request carries. */
export const listCases: readonly ConformanceCase[] = [
  listed("a list of models", recordedModel.name),
  listed("a list of 5,000", "5000 models", { models: many }),
  listed("a list of odd names, of which three can be shown", odd.slice(0, 3).join(", "), {
    models: odd.map((name) => ({ name })),
  }),
  listed("an empty list", "", { models: [] }),
  listed("a list that wants a key", "down, unauthorized", {
    fault: ({ listPath }) => on(listPath, failsWith(401)),
  }),
  listed("a list that is broken", "down, failing", { fault: ({ listPath }) => on(listPath, failsWith(500)) }),
  listed("a web page in place of a list", "down, malformed", {
    fault: ({ listPath }) => on(listPath, html()),
  }),
  broken,
  sent,
];
