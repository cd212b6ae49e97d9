import assert from "node:assert/strict";
import type { DiskPort } from "../../src/setup/diskRoom.ts";
import { fetchModel, type Fetched } from "../../src/setup/fetchModel.ts";
import type { Question } from "../../src/setup/pullWords.ts";
import { UnfinishedPulls } from "../../src/setup/unfinishedPulls.ts";
import { ollamaProvider } from "../../src/settings/providerConfig.ts";
import type { Headless, HeadlessOptions } from "../support/headless.ts";
import { cutAfter, on } from "../support/scripted/faults.ts";
import type { ScriptPart } from "../support/scripted/serverScript.ts";
import type { ScriptedServer } from "../support/scriptedServer.ts";
import { storeInMemory } from "../support/stores.ts";
import { createStage } from "./stage.ts";

const model = "qwen2.5-coder:1.5b";
const size = 986_062_089;
const onDisk = (free: number | undefined): DiskPort => ({
  home: "/own",
  isFolder: (path) => Promise.resolve(path === "/own/.ollama/models"),
  freeBytes: () => Promise.resolve(free),
});

describe("integration/fetchModel", () => {
  const stage = createStage();
  let server: ScriptedServer;
  let bridge: Headless;
  let asked: Question[];
  let answers: boolean[];
  let reported: number[];
  let cancel: AbortController;
  let unfinished: UnfinishedPulls;
  let alive: boolean;

  async function begin(script: ScriptPart = {}, options: Partial<HeadlessOptions> = {}): Promise<void> {
    server = await stage.server({ registry: [{ name: model, size }], models: [], ...script });
    bridge = await stage.drawbridge(server, options);
    asked = [];
    reported = [];
    answers = [true, true];
    cancel = new AbortController();
    alive = false;
    unfinished = new UnfinishedPulls({ store: storeInMemory(), pid: 7, isAlive: () => alive });
  }

  function fetched(disk = onDisk(undefined), name = model): Promise<Fetched> {
    return fetchModel(ollamaProvider(server.url), name, {
      ...bridge,
      disk,
      unfinished,
      person: {
        ask: (question) => {
          asked.push(question);
          return Promise.resolve(answers.shift() ?? false);
        },
        follow: (_title, work) => work(({ completedBytes }) => reported.push(completedBytes), cancel.signal),
      },
    });
  }

  const pulls = (): number => server.requests.filter(({ path }) => path === "/api/pull").length;
  const sentenceOf = (outcome: Fetched): string =>
    outcome.kind === "failed" ? outcome.sentence : outcome.kind;

  it("asks once, with size, room and who contacts whom, and then the model is there", async () => {
    await begin();
    assert.deepEqual(await fetched(onDisk(200e9)), { kind: "done" });
    assert.equal(asked.length, 1);
    assert.match(
      asked[0]?.detail ?? "",
      /about 986 MB.+Free disk space in its usual folder: 200\.0 GB.+contacts registry\.ollama\.ai itself/s,
    );
    const known = bridge.servers.known(ollamaProvider(server.url));
    assert.deepEqual(known.kind === "up" && known.models.map(({ name }) => name), [model]);
    assert.deepEqual(await unfinished.left(), []);
  });

  it("says what it does not know: the size of a model, the room of a disk, another registry", async () => {
    await begin();
    const outcome = await fetched(onDisk(undefined), "hf.co/someone/model:Q4");
    assert.match(
      asked[0]?.detail ?? "",
      /unknown until it begins.+usual folder: unknown.+contacts hf\.co itself/s,
    );
    assert.equal(
      sentenceOf(outcome),
      "hf.co has no model named hf.co/someone/model:Q4. Look at its spelling and its tag.",
    );
  });

  it("fetches nothing under what is no name", async () => {
    await begin();
    assert.equal(sentenceOf(await fetched(undefined, "http://x/y")), '"http://x/y" is no name of a model.');
    assert.equal(pulls(), 0);
  });

  it("contacts nobody after a no", async () => {
    await begin();
    answers = [false];
    assert.deepEqual(await fetched(), { kind: "declined" });
    assert.equal(pulls(), 0);
  });

  it("says beforehand that there is too little room, and goes on only after a second yes", async () => {
    await begin();
    answers = [true, false];
    assert.deepEqual([await fetched(onDisk(1e9)), pulls()], [{ kind: "declined" }, 0]);
    assert.match(asked[1]?.title ?? "", /too little room/);
    answers = [true, true];
    assert.deepEqual([await fetched(onDisk(1e9)), pulls()], [{ kind: "done" }, 1]);
  });

  const large = { name: "large:70b", size: 40e9 };

  it("stops and asks when the size that becomes known does not fit, and leaves it at that after a no", async () => {
    await begin({ registry: [large], pace: "manual" });
    answers = [true, false];
    const fetching = fetched(onDisk(20e9), large.name);
    server.release(1);
    await server.waitFor(({ aborted }) => aborted);
    server.release(Infinity);
    assert.deepEqual(await fetching, { kind: "declined" });
    assert.match(asked[1]?.detail ?? "", /^It needs 30\.0 GB .+: 20\.0 GB are free in its usual folder\./);
    assert.deepEqual([pulls(), await unfinished.left()], [1, []]);
  });

  it("goes on after a yes although the size that became known does not fit, and asks no more", async () => {
    await begin({ registry: [large], pace: "manual" });
    const fetching = fetched(onDisk(20e9), large.name);
    server.release(1);
    await server.waitFor(({ path }) => path === "/api/pull" && pulls() === 2);
    server.release(Infinity);
    assert.deepEqual([await fetching, asked.length, pulls()], [{ kind: "done" }, 2, 2]);
  });

  it("is cancelled by the person, who is not asked about it again", async () => {
    await begin({ pace: "manual" });
    const fetching = fetched();
    server.release(1);
    await server.waitFor(({ path, tokensWritten }) => path === "/api/pull" && tokensWritten === 1);
    cancel.abort();
    assert.equal(
      sentenceOf(await fetching),
      "Stopped. Ollama keeps what it has; pull qwen2.5-coder:1.5b again to go on.",
    );
    assert.deepEqual(await unfinished.left(), []);
  });

  it("is remembered while it runs, so that a window that opens later can offer to go on", async () => {
    await begin({ pace: "manual" });
    const fetching = fetched();
    await server.waitFor(({ path }) => path === "/api/pull");
    alive = true;
    assert.deepEqual(await unfinished.left(), []);
    alive = false;
    assert.deepEqual(await unfinished.left(), [{ provider: "ollama", model }]);
    cancel.abort();
    await fetching;
  });

  it("says that the server stopped in the middle, and goes on with another pull", async () => {
    await begin({ faults: [on("/api/pull", cutAfter(2))] });
    const outcome = await fetched();
    assert.match(sentenceOf(outcome), /^The connection to Ollama broke\. It keeps what it has/);
    server.script({ faults: [] });
    answers = [true];
    assert.deepEqual(await fetched(), { kind: "done" });
  });

  it("asks nothing that the gate says no to anyway, and leaves the no in the ledger", async () => {
    await begin({}, { isTrusted: () => false });
    assert.match(sentenceOf(await fetched()), /^This workspace is not trusted/);
    await begin();
    assert.match(sentenceOf(await fetched(undefined, "kimi-k2:cloud")), /is the name of a model in a cloud/);
    await bridge.policy.setPaused(true);
    assert.match(sentenceOf(await fetched()), /^Drawbridge is paused/);
    assert.deepEqual([asked, pulls()], [[], 0]);
    assert.deepEqual(
      bridge.entries().map((entry) => entry.phase === "refused" && entry.refusal),
      ["cloudModel", "paused"],
    );
  });

  it("has a person confirm the machine of a remote window first", async () => {
    let isAsked = 0;
    const onConfirm = (): boolean => {
      isAsked += 1;
      return isAsked > 1;
    };
    await begin({}, { authority: "ssh-remote+box", onConfirm });
    assert.deepEqual([await fetched(), asked.length], [{ kind: "declined" }, 0]);
    assert.deepEqual([await fetched(onDisk(5e9)), asked.length], [{ kind: "done" }, 1]);
    // What is free there is not measured here.
    assert.match(asked[0]?.detail ?? "", /usual folder: unknown/);
  });
});
