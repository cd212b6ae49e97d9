import assert from "node:assert/strict";
import type { PathVerdict } from "../../src/context/pathVerdict.ts";
import { writeMessage, type WriteMessageWish } from "../../src/edit/commit/writeMessage.ts";
import type { CommitChange } from "../../src/prompt/fitChanges.ts";
import { ollamaProvider } from "../../src/settings/providerConfig.ts";
import { changedFile, commitParts } from "../support/commitByHand.ts";
import type { Headless, HeadlessOptions } from "../support/headless.ts";
import { cutAfter, on } from "../support/scripted/faults.ts";
import { inTokens } from "../support/scripted/answerTokens.ts";
import type { ScriptPart } from "../support/scripted/serverScript.ts";
import { ask, tasksSeen } from "./ask.ts";
import { cloud, cloudOrigin, fetchFrom, largeModel } from "./cloudApi.ts";
import { createStage } from "./stage.ts";

const { signal } = new AbortController();
const says = { answer: { tokens: inTokens("Here is the message:\n```\nMend the sum of []\n```") } };
const rule = { rule: "rates*", from: "your settings" };
const judging =
  (kind: "never" | "deviceOnly") =>
  (uri: string): PathVerdict =>
    uri.includes("rates") ? { kind, ...rule } : { kind: "allowed" };

async function write(
  { sending }: Headless,
  changes: readonly CommitChange[] = [changedFile("a.ts")],
  wish: WriteMessageWish = {},
) {
  const box = { value: "mine" };
  const written = await writeMessage(
    wish,
    { ...commitParts(box, { changes, leftOut: [] }), sending },
    signal,
  );
  return { written, box: box.value };
}

const refusals = (bridge: Headless): readonly string[] =>
  bridge
    .entries()
    .flatMap((entry) => (entry.phase === "refused" ? [`${entry.purpose}: ${entry.refusal}`] : []));

describe("A commit message", () => {
  const stage = createStage();

  /** A cloud that commit messages go to by the person's own choice, and an Ollama on this device. */
  async function begin(options: Partial<HeadlessOptions> = {}, script: ScriptPart = says) {
    const device = await stage.server(script);
    const server = await stage.server({ ...script, speaks: ["openai"], models: [{ name: "large-1" }] });
    const api = fetchFrom(server);
    const bridge = await stage.drawbridge(device, {
      providers: [ollamaProvider(device.url), cloud],
      chosen: { commit: largeModel, chat: largeModel },
      keys: { [cloudOrigin]: "key" },
      editorFetch: api.fetch,
      mode: "ask",
      ...options,
    });
    return { bridge, device, calls: api.calls };
  }

  it("is written on this device in its own name, with every file of the changes in the ledger", async () => {
    const server = await stage.server(says);
    const bridge = await stage.drawbridge(server, { mode: "onDevice" });
    const { written, box } = await write(bridge, [changedFile("a.ts"), changedFile("b.ts")]);
    assert.deepEqual([written.kind, box], ["written", "Mend the sum of []"]);
    const [attempt] = bridge
      .entries()
      .flatMap((entry) => (entry.phase === "attempt" && !entry.purpose.startsWith("errand:") ? [entry] : []));
    assert.deepEqual([attempt?.purpose, attempt?.trigger, attempt?.class], ["commit", "person", "device"]);
    const files = attempt?.sources.flatMap(({ path, shows }) => (path === undefined ? [] : [[path, shows]]));
    assert.deepEqual(files, [
      ["a.ts", "changes"],
      ["b.ts", "changes"],
    ]);
    assert.match(tasksSeen(server)[0]?.body ?? "", /line of a\.ts/);
  });

  it("does not go where the mode forbids it", async () => {
    const { bridge, calls } = await begin({ mode: "onDevice" });
    const { written, box } = await write(bridge);
    assert.deepEqual([written.kind, box, calls.length], ["failed", "mine", 0]);
    assert.deepEqual(refusals(bridge), ["commit: modeForbids"]);
  });

  it("is reviewed before it goes to a cloud, and a yes that holds on is one for commit messages alone", async () => {
    const { bridge, calls } = await begin({ onReview: () => ({ kind: "send", keep: "day" }) });
    assert.equal((await write(bridge)).box, "Mend the sum of []");
    assert.deepEqual([bridge.asked.reviewed[0]?.task, bridge.asked.reviewed.length], ["commit", 1]);
    await write(bridge);
    assert.deepEqual([bridge.asked.reviewed.length, calls.length], [1, 2]);
    await ask(bridge);
    assert.equal(bridge.asked.reviewed.length, 2);
  });

  it("waits for a person when there may be a secret in the changes, even where the cloud is allowed", async () => {
    const { bridge, calls } = await begin();
    await bridge.policy.choose("cloud", [cloudOrigin]);
    assert.equal((await write(bridge)).written.kind, "written");
    const leak = changedFile("pay.ts", 'const key = "AKIA' + 'QZ7XW2LM4RT6VB3N";');
    const { written, box } = await write(bridge, [leak]);
    assert.deepEqual([written.kind, box, calls.length], ["failed", "mine", 1]);
    assert.equal(bridge.asked.reviewed.length, 1);
    assert.match(bridge.asked.reviewed[0]?.findings[0]?.where ?? "", /^pay\.ts/);
  });

  it("never holds a file that path rules keep out, whoever handed it in", async () => {
    const { bridge, calls, device } = await begin({ judgePath: judging("never"), mode: "onDevice" });
    const { written } = await write(bridge, [changedFile("rates.ts")], { onDevice: true });
    assert.equal(written.kind === "failed" && written.excluded, "file:///project/rates.ts");
    assert.deepEqual([calls.length, tasksSeen(device).length], [0, 0]);
    assert.deepEqual(refusals(bridge), ["commit: sourceExcluded"]);
  });

  it("keeps a file for this device away from a cloud, and is written here when the person wants that", async () => {
    const { bridge, calls, device } = await begin({
      judgePath: judging("deviceOnly"),
      onReview: () => true,
    });
    const changes = [changedFile("rates.ts"), changedFile("a.ts")];
    const there = await write(bridge, changes);
    assert.ok(there.written.kind === "failed");
    const ways = there.written.problem.steps.map(({ action }) => action);
    assert.deepEqual(ways, ["useDeviceModel", "leaveOut", "pickModel"]);
    const here = await write(bridge, changes, { onDevice: true });
    assert.deepEqual([here.box, calls.length, tasksSeen(device).length], ["Mend the sum of []", 0, 1]);
    const { excluded = "" } = there.written;
    await write(bridge, changes, { without: new Set([excluded]) });
    assert.equal(calls.length, 1);
    assert.doesNotMatch(Buffer.from(calls[0]?.body ?? []).toString(), /rates/);
  });

  it("tells of 5 MB of changes what there is room for", async () => {
    const server = await stage.server(says);
    const bridge = await stage.drawbridge(server, { mode: "onDevice" });
    const huge = { ...changedFile("huge.ts"), diff: `@@ -1 +1 @@\n${"+one more line\n".repeat(350_000)}` };
    const { written } = await write(bridge, [huge, changedFile("a.ts")]);
    assert.ok(written.kind === "written");
    assert.match(written.notes.join(), /of those in huge\.ts only the first lines/);
    const { body = "" } = tasksSeen(server)[0] ?? {};
    assert.ok(body.length > 10_000 && body.length < 30_000, String(body.length));
    assert.match(body, /line of a\.ts/);
  });

  it("leaves nothing half-written when the model dies in the middle", async () => {
    const server = await stage.server({
      answer: { tokens: inTokens("Mend the sum of an empty list, which was not a number") },
      faults: [on("/api/chat", cutAfter(3))],
    });
    const bridge = await stage.drawbridge(server, { mode: "onDevice" });
    const { written, box } = await write(bridge);
    assert.equal(box, "mine");
    assert.ok(written.kind === "failed" && written.came.startsWith("Mend"));
  });
});
