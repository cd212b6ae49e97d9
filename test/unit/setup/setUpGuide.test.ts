import assert from "node:assert/strict";
import type { KnownServer } from "../../../src/routing/knownServer.ts";
import type { Outlook } from "../../../src/sending/send.ts";
import type { OllamaProgram } from "../../../src/setup/findOllama.ts";
import { SetUpGuide } from "../../../src/setup/setUpGuide.ts";
import { destination, lmStudio, ollama, routeTo } from "../../support/samples.ts";

const down: KnownServer = { kind: "down", reason: "unreachable" };
const up: KnownServer = { kind: "up", version: "0.24.0", models: [] };
const isDown: Outlook = { ok: false, error: { kind: "serverDown", provider: ollama, reason: "unreachable" } };
const isReady: Outlook = { ok: true, value: { route: routeTo(), destination: destination() } };
const modelless: Outlook = { ok: false, error: { kind: "noModel", provider: ollama, task: "chat" } };

describe("setup/setUpGuide", () => {
  let program: OllamaProgram;
  let searches: number;
  let looks: number;
  /** What each look of a wait finds, in this order; then down. */
  let answers: KnownServer[];
  let waits: number[];
  let isSeen: boolean;
  let changes: number;
  let guide: SetUpGuide;
  beforeEach(() => {
    program = { kind: "found", path: "/usr/bin/ollama", service: false };
    answers = [];
    waits = [];
    isSeen = true;
    searches = looks = changes = 0;
    guide = new SetUpGuide({
      machine: { place: "here", platform: "linux" },
      findProgram: () => {
        searches += 1;
        return Promise.resolve(program);
      },
      known: () => up,
      look: () => {
        looks += 1;
        return Promise.resolve(answers.shift() ?? down);
      },
      suggested: () => ({ name: "small:1b", bytes: 1e9, goodFor: "everything", fits: true }),
      isWaitWanted: () => isSeen,
      pause: (milliseconds) => {
        waits.push(milliseconds);
        return Promise.resolve();
      },
      onChange: () => {
        changes += 1;
      },
    });
  });

  it("says nothing of its own before it looked, then what it found, and tells that once", async () => {
    assert.equal(guide.advice(isDown), undefined);
    await guide.notice(isDown);
    await guide.notice(isDown);
    assert.match(guide.advice(isDown)?.found ?? "", /^Ollama is installed on this machine/);
    assert.equal(changes, 1);
  });

  it("notices at the next look that it was installed meanwhile", async () => {
    program = { kind: "notFound" };
    await guide.notice(isDown);
    assert.match(guide.advice(isDown)?.found ?? "", /was not found/);
    program = { kind: "found", path: "/usr/bin/ollama", service: false };
    await guide.notice(isDown);
    assert.match(guide.advice(isDown)?.found ?? "", /is installed/);
    assert.equal(changes, 2);
  });

  it("looks for no program while the server answers, and for none of another server", async () => {
    await guide.notice(isReady);
    await guide.notice(modelless);
    await guide.notice({
      ok: false,
      error: { kind: "serverDown", provider: lmStudio, reason: "unreachable" },
    });
    assert.equal(searches, 0);
  });

  it("offers a model where there is none, and says nothing where there is one", () => {
    assert.equal(guide.advice(modelless)?.steps[0]?.label, "Get small:1b (1.0 GB)");
    assert.equal(guide.advice(isReady), undefined);
  });

  it("waits for a start with growing pauses, and no longer than it takes", async () => {
    answers = [down, down, up];
    const waiting = guide.waitFor(ollama);
    assert.equal(guide.advice(isDown)?.found, "Ollama is starting in its terminal.");
    await waiting;
    assert.deepEqual([waits, looks], [[500, 1_000, 2_000], 3]);
    assert.equal(changes, 2);
  });

  it("looks for a start that does not come for about two minutes, then never again, and says so", async () => {
    await guide.waitFor(ollama);
    const whole = waits.reduce((sum, milliseconds) => sum + milliseconds, 0);
    assert.ok(whole > 100_000 && whole < 130_000, `${whole} ms`);
    assert.ok(looks < 10);
    assert.match(guide.advice(isDown)?.found ?? "", /does not answer yet/);
  });

  it("asks nobody any more once nobody sees the wait", async () => {
    const waiting = guide.waitFor(ollama);
    isSeen = false;
    await waiting;
    assert.deepEqual([waits, looks], [[500], 0]);
    await guide.waitFor(ollama);
    assert.deepEqual([waits, looks], [[500], 0]);
  });

  it("ends the wait when the server is noticed otherwise", async () => {
    const waiting = guide.waitFor(ollama);
    await guide.notice(isReady);
    await waiting;
    assert.ok(looks <= 1);
    assert.equal(guide.advice(isDown), undefined);
  });

  it("asks nobody any more once it is let go", async () => {
    const waiting = guide.waitFor(ollama);
    guide.dispose();
    await waiting;
    assert.ok(looks <= 1);
  });
});
