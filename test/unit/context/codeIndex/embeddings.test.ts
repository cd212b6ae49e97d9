import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CodeIndex } from "../../../../src/context/codeIndex/codeIndex.ts";
import type {
  Embedded,
  Embedder,
  EmbeddingFault,
  Piece,
} from "../../../../src/context/codeIndex/embedder.ts";
import { IndexedProject, uriOf } from "../../../support/indexedProject.ts";

/** What is meant by words that share no letters; a model knows that. */
const meanings = [/ledger|bookkeep/i, /door|entrance/i, /key|secret/i];

/** A model that knows {@link meanings}, and what it was asked. */
class Thinker implements Embedder {
  readonly asked: string[] = [];
  key = "ollama/thinker 1";
  isThere = true;
  busyMs = 0;
  /** Called before each answer. */
  whileThinking: (pieces: readonly Piece[]) => unknown = () => undefined;
  answer: (pieces: readonly Piece[]) => Embedded = (pieces) => ({
    kind: "vectors",
    vectors: pieces.map(({ text }) => vectorOf(text)),
  });

  model() {
    const model = { ref: { provider: "ollama", model: "thinker" }, key: this.key };
    return Promise.resolve(this.isThere ? model : undefined);
  }

  async pieces(pieces: readonly Piece[]): Promise<Embedded> {
    this.asked.push(...pieces.map(({ source }) => source.path));
    await this.whileThinking(pieces);
    return this.answer(pieces);
  }

  question(question: string): Promise<readonly number[] | undefined> {
    return Promise.resolve(vectorOf(question));
  }

  busyForMs(): number {
    return this.busyMs;
  }
}

function vectorOf(text: string): readonly number[] {
  return [...meanings.map((meaning) => (meaning.test(text) ? 1 : 0)), 0.1];
}

describe("context/codeIndex/embeddings", () => {
  let project: IndexedProject;
  let thinker: Thinker;
  beforeEach(() => {
    project = new IndexedProject();
    thinker = new Thinker();
    project.files.set("ledger.ts", "export function sealLedger() {}");
    project.files.set("door.ts", "export function openDoor() {}");
    project.files.set("keys.ts", "export const masterKey = 1;");
  });
  afterEach(async () => {
    await project.dispose();
    assert.deepEqual(project.errors, []);
  });

  const all = ["door.ts", "keys.ts", "ledger.ts"];
  const kept = (): readonly string[] =>
    existsSync(project.kept) ? readdirSync(project.kept).filter((name) => name.endsWith(".vectors")) : [];
  const keptText = (): string =>
    kept()
      .map((name) => readFileSync(join(project.kept, name), "latin1"))
      .join();
  async function built(): Promise<CodeIndex> {
    const index = project.open(thinker);
    await index.build();
    await project.embedded(index);
    return index;
  }
  const embedded = (index: CodeIndex) => {
    const state = index.state();
    return state.kind === "ready" ? state.embedded : undefined;
  };

  it("find what says the same in other words, behind the index itself", async () => {
    const index = await built();
    assert.deepEqual(await project.ask(index, "bookkeeping"), all.toSorted(byLedger));
    assert.deepEqual(embedded(index), { model: "thinker", parts: 3, isGoingOn: false });
  });
  const byLedger = (a: string, b: string): number =>
    Number(b === "ledger.ts") - Number(a === "ledger.ts") || (a < b ? -1 : 1);

  it("are not needed: without a model the words alone count", async () => {
    thinker.isThere = false;
    const index = project.open(thinker);
    await index.build();
    assert.deepEqual(await project.ask(index, "bookkeeping"), []);
    assert.deepEqual(await project.ask(index, "ledger"), ["ledger.ts"]);
    assert.deepEqual([thinker.asked, kept(), embedded(index)], [[], [], undefined]);
  });

  it("are made once, and read again by the next window", async () => {
    await built();
    thinker.asked.length = 0;
    const index = await built();
    assert.deepEqual(thinker.asked, []);
    assert.equal((await project.ask(index, "entrance"))[0], "door.ts");
  });

  it("are made anew for a file that has changed, and for no other", async () => {
    const index = await built();
    thinker.asked.length = 0;
    project.files.set("door.ts", "export function closeDoor() { return 1; }");
    index.touch(uriOf("door.ts"));
    await project.settle(index);
    await project.embedded(index);
    assert.deepEqual(thinker.asked, ["door.ts"]);
  });

  it("are made anew by another model, and those of the one before are not compared with its questions", async () => {
    const first = await built();
    first.dispose();
    thinker.key = "ollama/thinker 2";
    thinker.asked.length = 0;
    const index = project.open(thinker);
    assert.deepEqual(await project.ask(index, "entrance"), []);
    await project.embedded(index);
    assert.deepEqual(thinker.asked.toSorted(), all);
    assert.equal((await project.ask(index, "entrance"))[0], "door.ts");
    assert.ok(keptText().includes("thinker 2") && !keptText().includes("thinker 1"));
  });

  it("are read from no damaged file, which is removed and made again", async () => {
    (await built()).dispose();
    const [name = ""] = kept();
    const path = join(project.kept, name);
    const bytes = readFileSync(path);
    bytes[bytes.length - 1] = 0;
    writeFileSync(path, bytes);
    thinker.asked.length = 0;
    const index = await built();
    assert.deepEqual(thinker.asked.toSorted(), all);
    assert.equal((await project.ask(index, "entrance"))[0], "door.ts");
  });

  it("are never made of a file that a rule excludes", async () => {
    project.excluded.add("keys.ts");
    await built();
    assert.deepEqual(thinker.asked.toSorted(), ["door.ts", "ledger.ts"]);
  });

  it("are deleted with the terms of a file that a new rule excludes", async () => {
    const index = await built();
    assert.ok(keptText().includes("keys.ts"));
    project.excluded.add("keys.ts");
    index.rulesChanged();
    await project.settle(index);
    assert.ok(keptText().includes("door.ts") && !keptText().includes("keys.ts"));
    assert.ok(!(await project.ask(index, "secret")).includes("keys.ts"));
  });

  it("are not kept of a file that was excluded while the model thought", async () => {
    const index = project.open(thinker);
    await index.build();
    thinker.whileThinking = async () => {
      project.excluded.add("keys.ts");
      index.rulesChanged();
      await project.settle(index);
    };
    await project.embedded(index);
    assert.ok(!keptText().includes("keys.ts"));
  });

  it("stop with a pause, and go on with the index", async () => {
    const index = project.open(thinker);
    thinker.whileThinking = () => {
      index.pause();
    };
    await index.build();
    await index.lookForModel();
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual([kept(), index.state()], [[], { kind: "paused" }]);
    thinker.whileThinking = () => undefined;
    await index.resume();
    await project.embedded(index);
    assert.equal(embedded(index)?.parts, 3);
  });

  it("are gone with the index, and none comes back from a model that was still thinking", async () => {
    const index = project.open(thinker);
    let isDeleted: Promise<number> | undefined;
    thinker.whileThinking = () => {
      isDeleted = index.delete();
    };
    await index.build();
    await index.lookForModel();
    await new Promise((resolve) => setImmediate(resolve));
    await isDeleted;
    await new Promise((resolve) => setImmediate(resolve));
    assert.ok(isDeleted !== undefined && !existsSync(project.kept));
  });

  it("wait while something else is wanted of the machine", async () => {
    thinker.busyMs = 15_000;
    const index = project.open(thinker);
    await index.build();
    await index.lookForModel();
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual([thinker.asked, project.waits.includes(15_000)], [[], true]);
    thinker.busyMs = 0;
    await project.settle(index);
    await project.embedded(index);
    assert.equal(embedded(index)?.parts, 3);
  });

  it("stop at a server that fails, until somebody needs the index again", async () => {
    thinker.answer = () => ({ kind: "failed", fault: "server" });
    const index = await built();
    assert.equal(thinker.asked.length, 3);
    assert.equal(embedded(index)?.parts, 0);
    thinker.answer = new Thinker().answer;
    await project.ask(index, "door");
    await project.embedded(index);
    assert.equal(embedded(index)?.parts, 3);
  });

  it("are made one by one where a text is not taken, which is then done without", async () => {
    const { answer } = thinker;
    thinker.answer = (pieces) =>
      pieces.some(({ source }) => source.path === "keys.ts")
        ? { kind: "failed", fault: "textOrServer" }
        : answer(pieces);
    const index = await built();
    assert.equal(embedded(index)?.parts, 3);
    assert.deepEqual(await project.ask(index, "entrance"), ["door.ts", "ledger.ts"]);
  });

  const refusing = (path: string, fault: EmbeddingFault): void => {
    const { answer } = thinker;
    thinker.answer = (pieces) =>
      pieces.some(({ source }) => source.path === path) ? { kind: "failed", fault } : answer(pieces);
  };
  const many = (): void => {
    for (let at = 0; at < 40; at += 1) project.files.set(`${at}.ts`, `export const number${at} = ${at};`);
  };

  for (const fault of ["text", "textOrServer", "tooLong"] as const)
    it(`go on behind a text that is not taken (${fault}), which is not asked for again until it changes`, async () => {
      project.files.clear();
      project.files.set("keys.ts", "export const masterKey = 1;");
      refusing("keys.ts", fault);
      const first = await built();
      many();
      await first.build();
      await project.embedded(first);
      assert.equal(embedded(first)?.parts, 41);
      first.dispose();
      thinker.asked.length = 0;
      const index = await built();
      assert.deepEqual(thinker.asked, []);
      project.files.set("keys.ts", "export const masterKey = 23;");
      index.touch(uriOf("keys.ts"));
      await project.settle(index);
      await project.embedded(index);
      assert.deepEqual(new Set(thinker.asked), new Set(["keys.ts"]));
    });

  it("hold no text for refused while the server may be out of order, and give it up after some", async () => {
    many();
    thinker.answer = () => ({ kind: "failed", fault: "textOrServer" });
    const index = await built();
    assert.deepEqual([embedded(index)?.parts, kept()], [0, []]);
    assert.ok(thinker.asked.length < 100);
    thinker.answer = new Thinker().answer;
    await project.ask(index, "door");
    await project.embedded(index);
    assert.equal(embedded(index)?.parts, 43);
  });

  it("are made of the beginning of a text that is too long, and of others no more is asked from then on", async () => {
    const lengths: number[] = [];
    const { answer } = thinker;
    thinker.answer = (pieces) => {
      lengths.push(...pieces.map(({ text }) => text.length));
      return pieces.some(({ text }) => text.length > 900)
        ? { kind: "failed", fault: "tooLong" }
        : answer(pieces);
    };
    const long = (name: string): string => `export const ${name} = "${"ledger ".repeat(200)}";`;
    project.files.set("long.ts", long("first"));
    const index = await built();
    assert.equal(embedded(index)?.parts, 4);
    project.files.set("longer.ts", long("second"));
    lengths.length = 0;
    index.touch(uriOf("longer.ts"));
    await project.settle(index);
    await project.embedded(index);
    assert.equal(lengths.length, 1);
    assert.equal((await project.ask(index, "bookkeeping"))[0], "ledger.ts");
  });

  it("are given up for a file that is not as it was indexed, though it looks the same, until somebody touches it", async () => {
    thinker.isThere = false;
    const index = project.open(thinker);
    await index.build();
    project.files.set("door.ts", "export function shutDoor() {}");
    thinker.isThere = true;
    await index.build();
    await project.embedded(index);
    const reads = (): number => project.reads.filter((path) => path === "door.ts").length;
    const before = reads();
    const lookedAgain = async (): Promise<void> => {
      await project.settle(index);
      await project.embedded(index);
    };
    await lookedAgain();
    assert.deepEqual([reads(), embedded(index)?.parts, project.isWaiting], [before, 2, false]);
    index.touch(uriOf("door.ts"));
    await lookedAgain();
    assert.equal(reads(), before + 1);
    await lookedAgain();
    assert.deepEqual([reads(), project.isWaiting], [before + 1, false]);
  });

  it("keep no question waiting for a model that does not answer at once", async () => {
    const index = await built();
    thinker.question = () => new Promise(() => undefined);
    const asked = project.ask(index, "ledger");
    await new Promise((resolve) => setImmediate(resolve));
    assert.ok(project.waits.includes(300));
    project.elapse();
    assert.deepEqual(await asked, ["ledger.ts"]);
  });
});
