import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { HeadStore } from "../../src/ledger/headStore.ts";
import { openLedgerReader } from "../../src/ledger/ledgerReader.ts";
import type { LedgerEntry } from "../../src/ledger/record.ts";
import { bodyMark } from "../../src/ledger/session.ts";
import type { FileVerdict } from "../../src/ledger/verify.ts";
import { completionAt } from "../support/completionAt.ts";
import { on, type Fault } from "../support/scripted/faults.ts";
import { recordedModel } from "../support/scripted/ollamaModels.ts";
import type { ScriptedServer } from "../support/scriptedServer.ts";
import type { Headless } from "../support/headless.ts";
import { headsInMemory, readLedger } from "../support/ledgers.ts";
import { attachment, collect, snapshot } from "../support/samples.ts";
import { ask, assertFailed, question } from "./ask.ts";
import { cloud, cloudOrigin, fetchFrom, largeModel } from "./cloudApi.ts";
import { compatible, createStage } from "./stage.ts";

const completion = {
  task: "completion",
  trigger: "automatic",
  files: [attachment("sum.ts", "").source],
  draft: (route) => completionAt(snapshot("const sum = █"), route),
} as const satisfies Parameters<typeof ask>[1];

/** What a server heard, in the words of the ledger; its marks are made with the window's key. */
async function heard({ requests }: ScriptedServer, { heads }: Headless): Promise<readonly unknown[]> {
  const key = (await heads.all())[0]?.bodyKey ?? "";
  return requests.map(({ method, path, bytes, body }) => [
    method,
    path,
    bytes,
    bodyMark(key, Buffer.from(body)),
  ]);
}

/** What a ledger says was attempted. */
function attempted(folder: string): readonly unknown[] {
  return entriesOf(folder).flatMap((entry) =>
    entry.phase === "attempt" ? [[entry.method, entry.path, entry.bytes, entry.bodyHmac]] : [],
  );
}

async function verdicts(folder: string, heads: HeadStore): Promise<readonly FileVerdict[]> {
  return collect(openLedgerReader(folder, heads).verify());
}

function entriesOf(folder: string): readonly LedgerEntry[] {
  return readLedger(folder).flatMap(({ records }) => records.map(({ entry }) => entry));
}

function onlyFile(folder: string): string {
  return join(folder, readdirSync(folder)[0] ?? "");
}

describe("integration/ledger", () => {
  const stage = createStage();

  it("tells exactly what the server heard: every request, its path and its bytes", async () => {
    const server = await stage.server();
    const bridge = await stage.drawbridge(server);
    await ask(bridge);
    await ask(bridge, completion);
    await ask(bridge, { ...completion, model: { provider: "ollama", model: recordedModel.name } });
    bridge.advance(60_000);
    await ask(bridge);
    assert.ok(server.requests.length > 8);
    assert.deepEqual(attempted(bridge.ledgerFolder), await heard(server, bridge));
  });

  it("gives every attempt its end", async () => {
    const server = await stage.server();
    const bridge = await stage.drawbridge(server);
    await ask(bridge);
    await ask(bridge, completion);
    const idsOf = (phase: string): readonly string[] =>
      bridge.entries().flatMap((entry) => (entry.phase === phase ? [entry.id] : []));
    assert.ok(idsOf("attempt").length > 4);
    assert.deepEqual(idsOf("end"), idsOf("attempt"));
  });

  it("has an attempt on disk before the server sees the request", async () => {
    const folder = join(mkdtempSync(join(tmpdir(), "drawbridge-ledger-")), "ledger");
    const found: unknown[] = [];
    const look: Fault = (reply) => {
      found.push(attempted(folder).at(-1));
      return reply;
    };
    const server = await stage.server({ faults: [on("*", look)] });
    const bridge = await stage.drawbridge(server, { ledgerFolder: folder });
    await ask(bridge);
    assert.equal(found.length, server.requests.length);
    assert.deepEqual(found, await heard(server, bridge));
  });

  it("holds nothing that was asked or shown, only what it was made of", async () => {
    const server = await stage.server();
    const bridge = await stage.drawbridge(server);
    const { text } = await ask(bridge);
    const stored = readFileSync(onlyFile(bridge.ledgerFolder), "utf8");
    for (const secret of [question, "const a = 1;", text]) assert.equal(stored.includes(secret), false);
    assert.ok(stored.includes('"a.ts"'));
  });

  describe("that cannot be written", () => {
    /** A folder that cannot be made: a file stands in its way. */
    const blocked = (): string => {
      const file = join(mkdtempSync(join(tmpdir(), "drawbridge-ledger-")), "file");
      writeFileSync(file, "");
      return join(file, "ledger");
    };

    it("keeps even the first errand from leaving", async () => {
      const server = await stage.server();
      const bridge = await stage.drawbridge(server, { ledgerFolder: blocked() });
      assert.equal(assertFailed(await ask(bridge), "serverDown").reason, "unrecorded");
      assert.deepEqual(server.requests, []);
    });

    it("keeps a question from leaving", async () => {
      const server = await stage.server({ speaks: ["openai"] });
      const bridge = await stage.drawbridge(server, {
        providers: [compatible(server)],
        chosen: { chat: { provider: "lm", model: recordedModel.name } },
        onConfirm: () => true,
        ledgerFolder: blocked(),
      });
      assertFailed(await ask(bridge), "ledgerFailed");
      assert.deepEqual(server.requests, []);
      assert.ok(bridge.log.some((line) => line.includes("ledger could not be written")));
    });
  });

  it("keeps what goes to a cloud from leaving when only its body cannot be kept", async () => {
    const ledgerFolder = join(mkdtempSync(join(tmpdir(), "drawbridge-ledger-")), "ledger");
    mkdirSync(ledgerFolder);
    writeFileSync(join(ledgerFolder, "bodies"), "a file where the folder should be");
    const server = await stage.server({ speaks: ["openai"], models: [{ name: "large-1" }] });
    const api = fetchFrom(server);
    const bridge = await stage.drawbridge(server, {
      providers: [cloud],
      chosen: { chat: largeModel },
      keys: { [cloudOrigin]: "test-key" },
      mode: "ask",
      onReview: () => true,
      editorFetch: api.fetch,
      ledgerFolder,
    });
    assertFailed(await ask(bridge), "ledgerFailed");
    assert.deepEqual([api.calls, entriesOf(ledgerFolder)], [[], []]);
  });

  it("records what was refused like what was sent", async () => {
    const server = await stage.server();
    const bridge = await stage.drawbridge(server, {
      chosen: { chat: { provider: "ollama", model: "secret:cloud" } },
    });
    await ask(bridge);
    const [refused, ...more] = bridge.entries().filter(({ phase }) => phase === "refused");
    assert.deepEqual(more, []);
    assert.ok(refused?.phase === "refused");
    assert.deepEqual(
      [refused.purpose, refused.model, refused.method, refused.path, refused.host, refused.refusal],
      ["chat", "secret:cloud", "POST", "/api/chat", "ollama.com", "modeForbids"],
    );
    assert.ok(refused.bytes > question.length);
    assert.deepEqual(
      refused.sources.map(({ kind, path }) => path ?? kind),
      ["instructions", "a.ts", "question"],
    );
  });

  it("shows what a window had under way when it crashed, and goes on in another file", async () => {
    const server = await stage.server({ pace: "manual" });
    const ledgerFolder = join(mkdtempSync(join(tmpdir(), "drawbridge-ledger-")), "ledger");
    const round = fileURLToPath(import.meta.resolve("./crashRound.ts"));
    const window = spawn(process.execPath, [round, server.url, ledgerFolder], { stdio: "ignore" });
    const gone = once(window, "exit");
    const asked = await server.waitFor(({ path }) => path === "/api/chat");
    window.kill("SIGKILL");
    await gone;
    await server.waitFor((request) => request === asked && request.aborted);
    server.script({ pace: "atOnce" });
    const next = await stage.drawbridge(server, { ledgerFolder });
    await ask(next);
    const chats = (await collect(openLedgerReader(ledgerFolder, next.heads).rows())).filter(
      ({ subject }) => "purpose" in subject && subject.purpose === "chat",
    );
    assert.deepEqual(
      chats.map(({ end }) => end?.outcome),
      ["done", undefined],
    );
    assert.equal(new Set(chats.map(({ file }) => file)).size, 2);
    assert.deepEqual(
      (await verdicts(ledgerFolder, next.heads)).map(({ kind }) => kind),
      ["holds", "holds"],
    );
    assert.equal(attempted(ledgerFolder).length, server.requests.length);
  });

  it("holds for two windows that write at once", async () => {
    const server = await stage.server();
    const ledgerFolder = join(mkdtempSync(join(tmpdir(), "drawbridge-ledger-")), "ledger");
    const heads = headsInMemory();
    const windows = await Promise.all([1, 2].map(() => stage.drawbridge(server, { ledgerFolder, heads })));
    await Promise.all(windows.flatMap((bridge) => [ask(bridge), ask(bridge), ask(bridge, completion)]));
    const found = await verdicts(ledgerFolder, heads);
    assert.equal(found.length, 2);
    for (const verdict of found) assert.ok(verdict.kind === "holds" && verdict.records > 8);
    const said = entriesOf(ledgerFolder).flatMap((entry) =>
      entry.phase === "attempt" ? [`${entry.method} ${entry.path} ${entry.bytes}`] : [],
    );
    const wasHeard = server.requests.map(({ method, path, bytes }) => `${method} ${path} ${bytes}`);
    assert.deepEqual(said.toSorted(), wasHeard.toSorted());
  });

  describe("that somebody changed", () => {
    type Change = readonly [reason: string, change: (lines: readonly string[]) => readonly string[]];
    const changes: Readonly<Record<string, Change>> = {
      "a number in a record": [
        "edited",
        (lines) =>
          lines.map((line, index) => (index === 3 ? line.replace(/"bytesIn":\d/u, '"bytesIn":9') : line)),
      ],
      "a word in a record": [
        "edited",
        (lines) => lines.map((line, index) => (index === 3 ? line.replace('"done"', '"stopped"') : line)),
      ],
      "a missing record": ["removed", (lines) => lines.toSpliced(3, 1)],
      "two records that changed places": [
        "swapped",
        ([a = "", b = "", c = "", d = "", e = "", ...rest]) => [a, b, c, e, d, ...rest],
      ],
      "a line that is no record": ["unreadable", (lines) => lines.with(3, '{"v":1}')],
    };

    for (const [what, [reason, change]] of Object.entries(changes))
      it(`is found out by ${what}`, async () => {
        const bridge = await stage.drawbridge(await stage.server());
        await ask(bridge);
        const file = onlyFile(bridge.ledgerFolder);
        const found = (): Promise<unknown> => verdicts(bridge.ledgerFolder, bridge.heads);
        const lines = readFileSync(file, "utf8").trim().split("\n");
        const name = basename(file);
        assert.deepEqual(await found(), [{ file: name, kind: "holds", records: lines.length }]);
        writeFileSync(file, `${change(lines).join("\n")}\n`);
        assert.notEqual(readFileSync(file, "utf8"), `${lines.join("\n")}\n`);
        assert.deepEqual(await found(), [{ file: name, kind: "brokenAt", seq: 3, reason }]);
      });

    it("is found out when its file is gone, or cut at its end", async () => {
      const bridge = await stage.drawbridge(await stage.server());
      await ask(bridge);
      bridge.ledger.dispose();
      const file = onlyFile(bridge.ledgerFolder);
      const text = readFileSync(file, "utf8");
      const kind = async (): Promise<unknown> =>
        (await verdicts(bridge.ledgerFolder, bridge.heads)).map((verdict) => verdict.kind);
      assert.deepEqual(await kind(), ["holds"]);
      writeFileSync(file, text.slice(0, text.lastIndexOf("\n", text.length - 2) + 1));
      assert.deepEqual(await kind(), ["cutShort"]);
      rmSync(file);
      assert.deepEqual(await kind(), ["missing"]);
    });
  });
});
