import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sha256 } from "../../src/gate/sha256.ts";
import { firstBreak } from "../../src/ledger/chain.ts";
import { readLedger } from "../../src/ledger/ledger.ts";
import type { LedgerEntry } from "../../src/ledger/record.ts";
import { completionDraft } from "../../src/prompt/completionDraft.ts";
import { on, type Fault } from "../support/scripted/faults.ts";
import { recordedModel } from "../support/scripted/ollamaModels.ts";
import type { ScriptedServer } from "../support/scriptedServer.ts";
import { attachment, snapshot } from "../support/samples.ts";
import { ask, assertFailed, question } from "./ask.ts";
import { compatible, createStage } from "./stage.ts";

const completion = {
  task: "completion",
  trigger: "automatic",
  files: [attachment("sum.ts", "").source],
  draft: (route) => completionDraft(snapshot("const sum = █"), route),
} as const satisfies Parameters<typeof ask>[1];

/** What a server heard, in the words of the ledger. */
function heard({ requests }: ScriptedServer): readonly unknown[] {
  return requests.map(({ method, path, bytes, body }) => [method, path, bytes, sha256(Buffer.from(body))]);
}

/** What a ledger says was attempted. */
function attempted(folder: string): readonly unknown[] {
  return entriesOf(folder).flatMap((entry) =>
    entry.phase === "attempt" ? [[entry.method, entry.path, entry.bytes, entry.bodySha256]] : [],
  );
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
    assert.deepEqual(attempted(bridge.ledgerFolder), heard(server));
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
    await ask(await stage.drawbridge(server, { ledgerFolder: folder }));
    assert.equal(found.length, server.requests.length);
    assert.deepEqual(found, heard(server));
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

  it("holds for two windows that write at once", async () => {
    const server = await stage.server();
    const ledgerFolder = join(mkdtempSync(join(tmpdir(), "drawbridge-ledger-")), "ledger");
    const windows = await Promise.all(
      ["one", "two"].map((session) => stage.drawbridge(server, { ledgerFolder, session })),
    );
    await Promise.all(windows.flatMap((bridge) => [ask(bridge), ask(bridge), ask(bridge, completion)]));
    const files = readLedger(ledgerFolder);
    assert.equal(files.length, 2);
    for (const { records, unreadable } of files) {
      assert.ok(records.length > 8);
      assert.deepEqual([firstBreak(records), unreadable], [undefined, 0]);
    }
    const inOrder = (rows: readonly unknown[]): readonly string[] =>
      rows.map((row) => JSON.stringify(row)).toSorted();
    assert.deepEqual(inOrder(attempted(ledgerFolder)), inOrder(heard(server)));
  });

  describe("that somebody changed", () => {
    const changes: Readonly<Record<string, (lines: readonly string[]) => readonly string[]>> = {
      "a number in a record": (lines) =>
        lines.map((line, index) => (index === 3 ? line.replace(/"bytesIn":\d/u, '"bytesIn":9') : line)),
      "a word in a record": (lines) =>
        lines.map((line, index) => (index === 3 ? line.replace('"done"', '"stopped"') : line)),
      "a missing record": (lines) => lines.toSpliced(3, 1),
      "two records that changed places": (lines) => [
        ...lines.toSpliced(3, 2),
        ...lines.slice(3, 5).toReversed(),
      ],
    };

    for (const [what, change] of Object.entries(changes))
      it(`is found out by ${what}`, async () => {
        const bridge = await stage.drawbridge(await stage.server());
        await ask(bridge);
        const file = onlyFile(bridge.ledgerFolder);
        assert.equal(firstBreak(readLedger(bridge.ledgerFolder)[0]?.records ?? []), undefined);
        const lines = readFileSync(file, "utf8").trim().split("\n");
        writeFileSync(file, `${change(lines).join("\n")}\n`);
        assert.notEqual(readFileSync(file, "utf8"), `${lines.join("\n")}\n`);
        assert.equal(firstBreak(readLedger(bridge.ledgerFolder)[0]?.records ?? []), 3);
      });

    it("is found out by a line that is no record", async () => {
      const bridge = await stage.drawbridge(await stage.server());
      await ask(bridge);
      const file = onlyFile(bridge.ledgerFolder);
      writeFileSync(file, `${readFileSync(file, "utf8")}{"v":1}\n`);
      assert.equal(readLedger(bridge.ledgerFolder)[0]?.unreadable, 1);
    });
  });
});
