import assert from "node:assert/strict";
import type { PathVerdict } from "../../src/context/pathVerdict.ts";
import { inlineEdit } from "../../src/edit/inline/inlineEdit.ts";
import { suggestNames } from "../../src/edit/rename/suggestNames.ts";
import type { LedgerEntry } from "../../src/ledger/record.ts";
import { ollamaProvider } from "../../src/settings/providerConfig.ts";
import type { Headless, HeadlessOptions, ReviewReply } from "../support/headless.ts";
import { namesWish, readLines } from "../support/namesByHand.ts";
import { inTokens } from "../support/scripted/answerTokens.ts";
import type { ScriptedServer } from "../support/scriptedServer.ts";
import { ask, tasksSeen } from "./ask.ts";
import { cloud, cloudOrigin, fetchFrom, largeModel } from "./cloudApi.ts";
import { createStage } from "./stage.ts";

/** What looks like a key of a cloud, put together so that it stands in no file. */
const secret = "AKIA" + "QZ7XW2LM4RT6VB3N";
const uri = "file:///project/sum.ts";

/** What a feature came to: what it made, or where it says one can go from there. */
type Came = { readonly made?: string; readonly steps?: readonly string[] };

/** A feature of the task `edit`: what it makes of an answer when one line of its file holds `text`. */
type Feature = {
  readonly answer: string;
  readonly made: string;
  readonly run: (bridge: Headless, text: string) => Promise<Came>;
};

const { signal } = new AbortController();

const features: Readonly<Record<string, Feature>> = {
  "An edit of code": {
    answer: "```ts\nlet sum = 0;\n```",
    made: "let sum = 0;\nexport {};\n",
    run: async ({ sending }, text) => {
      const file = { uri, path: "sum.ts", languageId: "typescript", text: `${text}\nexport {};\n` };
      const wish = { file, region: { at: 0, count: 1 }, instruction: "Call it sum" };
      const watch = { signal, onGrow: () => undefined, onWait: () => undefined };
      const came = await inlineEdit(wish, sending, watch);
      if (came.kind === "done") return { made: came.text };
      return came.kind === "nothing" ? { steps: came.problem.steps.map(({ action }) => action) } : {};
    },
  },
  "A name for a symbol": {
    answer: "1. priceSum\n2. amountDue\n",
    made: "priceSum, amountDue",
    run: async ({ sending }, text) => {
      const definition = readLines("sum.ts", `${text}\n`);
      const came = await suggestNames(namesWish({ definition }), sending, signal);
      if (came.kind === "names") return { made: came.names.join(", ") };
      return came.kind === "failed" ? { steps: came.problem.steps.map(({ action }) => action) } : {};
    },
  },
};

const attempts = (bridge: Headless): readonly Extract<LedgerEntry, { phase: "attempt" }>[] =>
  bridge
    .entries()
    .flatMap((entry) => (entry.phase === "attempt" && !entry.purpose.startsWith("errand:") ? [entry] : []));

const refusals = (bridge: Headless): readonly string[] =>
  bridge
    .entries()
    .flatMap((entry) => (entry.phase === "refused" ? [`${entry.purpose}: ${entry.refusal}`] : []));

const judging =
  (kind: "never" | "deviceOnly", file = "sum.ts") =>
  (of: string): PathVerdict =>
    of.endsWith(file) ? { kind, rule: file, from: "your settings" } : { kind: "allowed" };

for (const [name, { answer, made, run }] of Object.entries(features))
  describe(name, () => {
    const stage = createStage();
    const line = "let total = 0;";

    /** A cloud that edits go to by the person's own choice, and an Ollama on this device. */
    async function begin(options: Partial<HeadlessOptions> = {}) {
      const script = { answer: { tokens: inTokens(answer) } };
      const device = await stage.server(script);
      const server: ScriptedServer = await stage.server({
        ...script,
        speaks: ["openai"],
        models: [{ name: "large-1" }],
      });
      const api = fetchFrom(server);
      const bridge = await stage.drawbridge(device, {
        providers: [ollamaProvider(device.url), cloud],
        chosen: { edit: largeModel, chat: largeModel },
        keys: { [cloudOrigin]: "key" },
        editorFetch: api.fetch,
        mode: "ask",
        ...options,
      });
      const bodies = (): readonly string[] => api.calls.map(({ body }) => Buffer.from(body).toString());
      return { bridge, device, bodies };
    }

    it("is asked for on this device in its own name, with its file in the ledger", async () => {
      const { bridge, device, bodies } = await begin({ mode: "onDevice", chosen: {} });
      assert.equal((await run(bridge, line)).made, made);
      const [attempt, ...more] = attempts(bridge);
      assert.deepEqual([attempt?.purpose, attempt?.trigger, attempt?.class], ["edit", "person", "device"]);
      assert.ok(attempt?.sources.some(({ path }) => path === "sum.ts"));
      assert.deepEqual([more.length, tasksSeen(device).length, bodies().length], [0, 1, 0]);
    });

    it("stays on this device in the mode that says so, whatever was chosen for edits", async () => {
      const { bridge, device, bodies } = await begin({ mode: "onDevice", onReview: () => true });
      assert.equal((await run(bridge, line)).made, undefined);
      assert.deepEqual([refusals(bridge), attempts(bridge)], [["edit: modeForbids"], []]);
      assert.deepEqual([tasksSeen(device).length, bodies().length, bridge.asked.reviewed], [0, 0, []]);
    });

    it("stays here although edits are routed to a cloud, as long as nobody lets it go", async () => {
      const { bridge, bodies } = await begin();
      assert.equal((await run(bridge, line)).made, undefined);
      assert.deepEqual([refusals(bridge), bodies()], [["edit: declined"], []]);
    });

    it(`is reviewed before it goes to a cloud, and a yes that holds on is one for edits alone: ${name}`, async () => {
      const { bridge, bodies } = await begin({ onReview: () => ({ kind: "send", keep: "day" }) });
      assert.equal((await run(bridge, line)).made, made);
      assert.deepEqual([bridge.asked.reviewed[0]?.task, bridge.asked.reviewed.length], ["edit", 1]);
      await run(bridge, line);
      assert.deepEqual([bridge.asked.reviewed.length, bodies().length], [1, 2]);
      await ask(bridge);
      assert.equal(bridge.asked.reviewed.length, 2);
    });

    it("goes to a cloud that the person allowed, and stands in the ledger as an edit", async () => {
      const { bridge, bodies } = await begin();
      await bridge.policy.choose("cloud", [cloudOrigin]);
      assert.equal((await run(bridge, line)).made, made);
      const [attempt] = attempts(bridge);
      assert.deepEqual([attempt?.purpose, attempt?.class, attempt?.grant], ["edit", "cloud", "named"]);
      assert.equal(bodies().length, 1);
    });

    it("waits for a person when there may be a secret in it, even where the cloud is allowed", async () => {
      const { bridge, bodies } = await begin();
      await bridge.policy.choose("cloud", [cloudOrigin]);
      assert.equal((await run(bridge, `let total = "${secret}";`)).made, undefined);
      assert.equal(bridge.asked.reviewed.length, 1);
      assert.match(bridge.asked.reviewed[0]?.findings[0]?.where ?? "", /^sum\.ts:1/);
      assert.deepEqual(bodies(), []);
    });

    it("goes without a secret that the person redacts", async () => {
      const replies: ReviewReply[] = [{ kind: "redact", secrets: [{ secret, label: "AWS key" }] }, true];
      const { bridge, bodies } = await begin({ onReview: () => replies.shift() ?? false });
      assert.equal((await run(bridge, `let total = "${secret}";`)).made, made);
      const [body = "", ...more] = bodies();
      assert.match(body, /\[redacted: AWS key\]/);
      assert.ok(!body.includes(secret));
      assert.deepEqual(more, []);
    });

    it("never holds a file that path rules keep out, whoever handed it in", async () => {
      const { bridge, device, bodies } = await begin({
        judgePath: judging("never"),
        mode: "onDevice",
        chosen: {},
      });
      assert.equal((await run(bridge, line)).made, undefined);
      assert.deepEqual(refusals(bridge), ["edit: sourceExcluded"]);
      assert.deepEqual([tasksSeen(device).length, bodies().length], [0, 0]);
    });

    it("does not take a file for this device to a cloud, and says how to go on", async () => {
      const { bridge, bodies } = await begin({ judgePath: judging("deviceOnly"), onReview: () => true });
      const { steps = [] } = await run(bridge, line);
      assert.ok(steps.includes("useDeviceModel"), steps.join());
      assert.deepEqual([refusals(bridge), bodies()], [["edit: sourceExcluded"], []]);
    });
  });

describe("A use of a symbol that names are wanted for", () => {
  const stage = createStage();

  for (const [kind, mode] of [
    ["never", "onDevice"],
    ["deviceOnly", "ask"],
  ] as const)
    it(`is left out where a rule (${kind}) holds its file back, and the rest goes`, async () => {
      const script = { answer: { tokens: inTokens("priceSum\n") } };
      const server = await stage.server({
        ...script,
        ...(mode === "ask" && { speaks: ["openai"], models: [{ name: "large-1" }] }),
      });
      const bridge = await stage.drawbridge(server, {
        ...(mode === "ask" && {
          providers: [cloud],
          chosen: { edit: largeModel },
          keys: { [cloudOrigin]: "key" },
          editorFetch: fetchFrom(server).fetch,
          onReview: () => true,
        }),
        mode,
        judgePath: judging(kind, "bill.ts"),
      });
      const came = await suggestNames(namesWish(), bridge.sending, signal);
      assert.equal(came.kind, "names");
      const [{ body } = { body: "" }] = tasksSeen(server);
      assert.match(body, /let total/);
      assert.doesNotMatch(body, /bill\.ts|pay\(/);
      assert.ok(!attempts(bridge)[0]?.sources.some(({ path }) => path === "bill.ts"));
    });
});
