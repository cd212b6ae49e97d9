import assert from "node:assert/strict";
import { CodeEmbedder } from "../../src/chat/codeEmbedder.ts";
import type { CodeIndex } from "../../src/context/codeIndex/codeIndex.ts";
import { chatDraft } from "../../src/prompt/chatDraft.ts";
import { documentsDraft } from "../../src/prompt/embedDraft.ts";
import { ollamaProvider } from "../../src/settings/providerConfig.ts";
import type { ScriptedModel } from "../support/scripted/serverScript.ts";
import type { ScriptedServer } from "../support/scriptedServer.ts";
import type { Headless } from "../support/headless.ts";
import { IndexedProject, uriOf } from "../support/indexedProject.ts";
import { attachment, collect } from "../support/samples.ts";
import { cloud } from "./cloudApi.ts";
import { compatible, createStage } from "./stage.ts";

const nomic: ScriptedModel = {
  name: "nomic-embed-text:latest",
  family: "nomic-bert",
  size: 274_302_450,
  capabilities: ["embedding"],
  embeddingLength: 768,
};
const chatModel: ScriptedModel = { name: "smollm2:135m", capabilities: ["completion"] };

describe("integration/codebase: the vectors of the code index", () => {
  const stage = createStage();
  let project: IndexedProject;
  beforeEach(() => {
    project = new IndexedProject();
    project.files.set("ledger.ts", "export function sealLedger() {}");
    project.files.set("keys.ts", "export const masterKey = 1;");
  });
  afterEach(async () => {
    await project.dispose();
    assert.deepEqual(project.errors, []);
  });

  async function built(bridge: Headless): Promise<CodeIndex> {
    const { door } = bridge;
    const log = { info: () => undefined };
    const embedder = new CodeEmbedder({ open: bridge, onDidMove: door.onDidMove, clock: () => 0, log });
    const index = project.open(embedder);
    await index.build();
    await index.lookForModel();
    const state = index.state();
    if (state.kind === "ready" && state.embedded !== undefined) await project.embedded(index);
    return index;
  }
  const asked = (server: ScriptedServer) => server.requests.filter(({ path }) => path.includes("embed"));
  const inputs = (server: ScriptedServer): string =>
    asked(server)
      .map(({ body }) => body)
      .join("\n");
  const parts = (index: CodeIndex): number | undefined => {
    const state = index.state();
    return state.kind === "ready" ? state.embedded?.parts : undefined;
  };

  it("are made by the model of an Ollama on this device that says it makes them, and no other", async () => {
    const server = await stage.server({ models: [chatModel, nomic] });
    const bridge = await stage.drawbridge(server);
    assert.equal(parts(await built(bridge)), 2);
    const [request] = asked(server);
    assert.match(
      request?.body ?? "",
      /^\{"model":"nomic-embed-text:latest[^"]*","input":\["search_document: /,
    );
    assert.ok(inputs(server).includes("ledger.ts\\nexport function sealLedger() {}"));
    const sent = bridge.entries().filter((entry) => entry.phase === "attempt" && entry.purpose === "embed");
    assert.equal(sent.length, 1);
    assert.deepEqual(bridge.asked, { confirmed: [], reviewed: [] });
  });

  it("are not made where no model says so, and nothing is sent", async () => {
    const server = await stage.server({ models: [chatModel] });
    assert.equal(parts(await built(await stage.drawbridge(server))), undefined);
    assert.deepEqual(asked(server), []);
  });

  it("are not made by a model that says it does not make them, though it was chosen", async () => {
    const server = await stage.server({ models: [chatModel, nomic] });
    const chosen = { embed: { provider: "ollama", model: chatModel.name } };
    assert.equal(parts(await built(await stage.drawbridge(server, { chosen }))), undefined);
    assert.deepEqual(asked(server), []);
  });

  it("are the numbers that a question is compared with, which is sent to the same model", async () => {
    const server = await stage.server({ models: [chatModel, nomic] });
    const index = await built(await stage.drawbridge(server));
    assert.equal((await project.ask(index, "seal the ledger"))[0], "ledger.ts");
    assert.ok(inputs(server).includes('"input":["search_query: seal the ledger"]'));
  });

  it("are not made of what a rule keeps away, even one that came while the file was read", async () => {
    const server = await stage.server({ models: [nomic] });
    const never = { kind: "never", rule: "keys*", from: "your settings" } as const;
    const judgePath = (uri: string) => (uri === uriOf("keys.ts") ? never : ({ kind: "allowed" } as const));
    const bridge = await stage.drawbridge(server, { judgePath });
    assert.equal(parts(await built(bridge)), 2);
    assert.ok(inputs(server).includes("sealLedger") && !inputs(server).includes("masterKey"));
  });

  it("are made of no file that stays here by a server that may forward, though it was confirmed", async () => {
    const server = await stage.server({ models: [nomic] });
    const stays = { kind: "deviceOnly", rule: "keys*", from: "your settings" } as const;
    const judgePath = (uri: string) => (uri === uriOf("keys.ts") ? stays : ({ kind: "allowed" } as const));
    const chosen = { embed: { provider: "lm", model: "nomic-embed-text:latest" } };
    const bridge = await stage.drawbridge(server, { judgePath, chosen, providers: [compatible(server)] });
    const unconfirmed = await built(bridge);
    assert.deepEqual([parts(unconfirmed), asked(server), bridge.asked.confirmed], [undefined, [], []]);
    unconfirmed.dispose();
    const { origin } = new URL(server.url);
    await bridge.policy.confirm(`unverified ${origin}`);
    assert.equal(parts(await built(bridge)), 2);
    assert.ok(inputs(server).includes("sealLedger") && !inputs(server).includes("masterKey"));
  });

  for (const mode of ["onDevice", "network", "ask", "cloud"] as const)
    it(`never come from a cloud in ${mode}, not even from one that was chosen and named`, async () => {
      const server = await stage.server({ models: [nomic] });
      const chosen = { embed: { provider: cloud.id, model: "text-embedding-3-small" } };
      const providers = [cloud, ollamaProvider(server.url)];
      const bridge = await stage.drawbridge(server, { chosen, providers, mode, onReview: () => true });
      assert.equal(parts(await built(bridge)), undefined);
      const order = {
        ...({ task: "embed", trigger: "person", model: chosen.embed, noStandIn: true } as const),
        files: [attachment("a.ts", "a").source],
        draft: () => documentsDraft([attachment("a.ts", "a")], "m"),
      };
      const events = await collect(bridge.sending.send(order, new AbortController().signal));
      const last = events.at(-1);
      assert.equal(last?.kind === "failed" ? last.failure.kind : last?.kind, "taskStaysHere");
      assert.deepEqual([asked(server), bridge.asked.reviewed], [[], []]);
      const refused = bridge.entries().filter(({ phase }) => phase === "refused");
      assert.deepEqual(
        refused.map((entry) => "purpose" in entry && entry.purpose),
        ["embed"],
      );
    });

  it("are not asked for while everything is paused", async () => {
    const server = await stage.server({ models: [nomic] });
    const bridge = await stage.drawbridge(server);
    await bridge.policy.setPaused(true);
    await built(bridge);
    assert.deepEqual([server.requests, bridge.entries()], [[], []]);
  });

  it("wait for a chat to be over, and for a while after it", async () => {
    const server = await stage.server({ models: [chatModel, nomic] });
    const bridge = await stage.drawbridge(server);
    let nowMs = 0;
    const log = { info: () => undefined };
    const parted = { open: bridge, onDidMove: bridge.door.onDidMove, clock: () => nowMs, log };
    const embedder = new CodeEmbedder(parted);
    assert.equal(embedder.busyForMs(), 0);
    const order = {
      ...({ task: "embed", trigger: "automatic", noStandIn: true } as const),
      model: { provider: "ollama", model: nomic.name },
      files: [],
      draft: () => documentsDraft([attachment("a.ts", "a")], "m"),
    };
    await collect(bridge.sending.send(order, new AbortController().signal));
    assert.equal(embedder.busyForMs(), 0);
    const chat = { ...order, task: "chat", model: { provider: "ollama", model: chatModel.name } } as const;
    let during = 0;
    for await (const event of bridge.sending.send(
      {
        ...chat,
        draft: (route) => chatDraft([{ question: "Why?", answer: "", attachments: [] }], route, () => false),
      },
      new AbortController().signal,
    ))
      if (event.kind === "text") during = embedder.busyForMs();
    assert.deepEqual([during, embedder.busyForMs()], [15_000, 15_000]);
    nowMs = 15_000;
    assert.equal(embedder.busyForMs(), 0);
    embedder.dispose();
  });

  it("are given up in this window where the server has no room for that model beside another", async () => {
    const loaded = { contextLength: 8192 };
    const server = await stage.server({ models: [{ ...chatModel, loaded }, nomic] });
    const bridge = await stage.drawbridge(server);
    const evicting = {
      ...bridge,
      ask: async (...question: Parameters<Headless["ask"]>) => {
        if (asked(server).length > 0) server.script({ models: [chatModel, { ...nomic, loaded }] });
        return bridge.ask(...question);
      },
    };
    for (let at = 0; at < 40; at += 1) project.files.set(`${at}.ts`, `export const number${at} = ${at};`);
    const index = await built(evicting);
    assert.equal(asked(server).length, 1);
    await index.lookForModel();
    assert.equal(parts(index), undefined);
  });
});
