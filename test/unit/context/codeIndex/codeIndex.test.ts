import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TermCounter } from "../../../../src/context/codeIndex/chunkTerms.ts";
import type { CodeIndexState } from "../../../../src/context/codeIndex/codeIndexState.ts";
import { sealShard } from "../../../../src/context/codeIndex/shard.ts";
import { encodeShard } from "../../../../src/context/codeIndex/shardFile.ts";
import { IndexedProject, uriOf } from "../../../support/indexedProject.ts";

describe("context/codeIndex/codeIndex", () => {
  let project: IndexedProject;
  beforeEach(() => {
    project = new IndexedProject();
    project.files.set("ledger.ts", "export function sealLedger() {}");
    project.files.set("door.ts", "export function openDoor() {}");
    project.files.set("keys.ts", "export const masterKey = 1;");
  });
  afterEach(async () => {
    await project.dispose();
    assert.deepEqual(project.errors, []);
  });

  const shards = (): readonly string[] => readdirSync(project.kept).filter((name) => name.endsWith(".shard"));
  const keptBytes = (): string =>
    shards()
      .map((name) => readFileSync(join(project.kept, name), "latin1"))
      .join("");

  describe("when nobody has asked for it", () => {
    it("reads nothing and keeps nothing", () => {
      const index = project.open();
      index.touch(uriOf("ledger.ts"));
      index.rulesChanged();
      assert.deepEqual(index.state(), { kind: "off" });
      assert.deepEqual(project.reads, []);
      assert.equal(existsSync(project.kept), false);
    });

    it("does nothing in a workspace that is not trusted", async () => {
      project.isAllowed = false;
      const index = project.open();
      await index.build();
      assert.deepEqual(await project.ask(index, "ledger"), []);
      assert.deepEqual(project.looks, []);
    });
  });

  describe("a question", () => {
    it("waits for the first build, and gets the lines with their source", async () => {
      const index = project.open();
      const [best] = await index.search("Where is the ledger sealed?", {
        mostTokens: 1000,
        signal: new AbortController().signal,
      });
      assert.deepEqual(
        { ...best, score: undefined },
        {
          source: {
            kind: "file",
            uri: uriOf("ledger.ts"),
            path: "ledger.ts",
            lines: { first: 1, last: 1 },
          },
          languageId: "typescript",
          text: "export function sealLedger() {}",
          score: undefined,
        },
      );
      const state = index.state();
      assert.deepEqual({ ...state, bytes: 0 }, { kind: "ready", files: 3, chunks: 3, bytes: 0 });
    });

    it("gets as much as fits", async () => {
      project.files.set("other.ts", `export function sealOther(ledger) {}\n${"// seal\n".repeat(40)}`);
      const index = project.open();
      assert.equal((await project.ask(index, "seal ledger")).length, 2);
      assert.deepEqual(await project.ask(index, "seal ledger", 30), ["ledger.ts"]);
      assert.deepEqual(await project.ask(index, "seal ledger", 0), []);
    });

    it("that is given up does not wait", async () => {
      const stop = new AbortController();
      project.whileReading = () => {
        stop.abort();
      };
      const found = await project.open().search("ledger", { mostTokens: 1000, signal: stop.signal });
      assert.deepEqual(found, []);
    });

    it("is answered from what was read by the time at which that is enough", async () => {
      const enough = new AbortController();
      project.whileReading = (path) => {
        if (path === "ledger.ts" || !project.reads.includes("ledger.ts")) return undefined;
        enough.abort();
        return new Promise(setImmediate);
      };
      const { signal } = new AbortController();
      const found = await project
        .open()
        .search("ledger", { mostTokens: 1000, signal, enough: enough.signal });
      assert.deepEqual(
        found.map(({ source }) => source.path),
        ["ledger.ts"],
      );
    });

    it("gets a file as it is now, though it was indexed as something else", async () => {
      const index = project.open();
      await index.build();
      project.files.set("ledger.ts", `${"// above\n".repeat(70)}export function sealLedger(now) {}`);
      const [best] = await index.search("seal ledger", {
        mostTokens: 1000,
        signal: new AbortController().signal,
      });
      assert.match(best?.text ?? "", /sealLedger\(now\)/);
      assert.equal(best?.source.lines?.last, 71);
    });

    it("reads nothing outside the workspace, whatever the kept files name", async () => {
      const terms = [new TermCounter().count("zebra", [])];
      const chunks = [{ lines: { first: 1, last: 1 }, length: 1 }];
      const uri = "file:///elsewhere/a.ts";
      const file = { uri, sizeBytes: 5, modifiedMs: 5, digest: "", chunks };
      mkdirSync(project.kept);
      writeFileSync(join(project.kept, "1.shard"), Buffer.concat(encodeShard(sealShard([{ file, terms }]))));
      const index = project.open();
      index.pause();
      assert.deepEqual(await project.ask(index, "zebra"), []);
      assert.deepEqual(project.looks, []);
    });
  });

  describe("what the rules exclude", () => {
    it("is never read, and not even looked at", async () => {
      project.excluded.add("keys.ts");
      const index = project.open();
      await index.build();
      index.touch(uriOf("keys.ts"));
      await project.settle(index);
      assert.deepEqual(await project.ask(index, "master key"), []);
      assert.ok(!project.looks.includes("keys.ts"));
      assert.doesNotMatch(keptBytes(), /keys\.ts/);
    });

    it("is hidden at once by a rule that comes later, and not read for an answer", async () => {
      const index = project.open();
      assert.deepEqual(await project.ask(index, "master key"), ["keys.ts"]);
      project.excluded.add("keys.ts");
      project.reads.length = 0;
      assert.deepEqual(await project.ask(index, "master key"), []);
      assert.deepEqual(project.reads, []);
    });

    it("is taken out of what is kept when the rules change", async () => {
      const index = project.open();
      await index.build();
      assert.match(keptBytes(), /keys\.ts/);
      project.excluded.add("keys.ts");
      index.rulesChanged();
      await project.settle(index);
      assert.doesNotMatch(keptBytes(), /keys\.ts/);
    });

    it("is looked for once a minute, however often somebody comes back to the window", async () => {
      const index = project.open();
      await index.build();
      for (const nowMs of [0, 20_000, 200_000]) {
        project.nowMs = nowMs;
        index.rulesChanged();
        index.rulesChanged();
        await project.settle(index);
        // It was done as late as it was to be.
        project.nowMs += project.waits.at(-1) ?? 0;
      }
      assert.deepEqual(project.waits, [1000, 40_000, 1000]);
    });

    it("is taken out by the next window when the rules changed while none was open", async () => {
      const index = project.open();
      await index.build();
      index.dispose();
      project.excluded.add("keys.ts");
      await project.open().build();
      assert.doesNotMatch(keptBytes(), /keys\.ts/);
    });
  });

  describe("what is not indexed", () => {
    const check = (name: string, path: string, text: string): void => {
      it(name, async () => {
        project.files.set(path, text);
        assert.deepEqual(await project.ask(project.open(), "zebra"), []);
      });
    };
    check("is what holds a zero byte", "data.ts", "zebra\0");
    check("is what has a line that nobody wrote", "data.ts", `zebra ${"x".repeat(5001)}`);
    check("is what is larger than 1 MB", "data.ts", "zebra\n".repeat(200_000));
    check("is a picture, by its name", "zebra.png", "zebra");

    it("is not read again and again", async () => {
      project.files.set("data.ts", "zebra\0");
      const index = project.open();
      await index.build();
      project.reads.length = 0;
      await index.build();
      assert.deepEqual(project.reads, []);
    });
  });

  describe("what changes", () => {
    it("is read again when it is told of, and only that", async () => {
      const index = project.open();
      await index.build();
      project.reads.length = 0;
      project.files.set("door.ts", "export function openWindow() {}");
      index.touch(uriOf("door.ts"));
      await project.settle(index);
      assert.deepEqual(project.reads, ["door.ts"]);
      assert.deepEqual(await project.ask(index, "window"), ["door.ts"]);
    });

    it("is found when it is new, and gone when it was removed", async () => {
      const index = project.open();
      await index.build();
      project.files.set("grant.ts", "export function giveGrant() {}");
      project.files.delete("ledger.ts");
      index.touch(uriOf("grant.ts"));
      index.touch(uriOf("ledger.ts"));
      await project.settle(index);
      assert.deepEqual(await project.ask(index, "grant"), ["grant.ts"]);
      assert.doesNotMatch(keptBytes(), /ledger\.ts/);
    });

    it("is found in a folder that was moved as a whole", async () => {
      project.files.set("old/a.ts", "export const zebra = 1;");
      const index = project.open();
      await index.build();
      project.files.delete("old/a.ts");
      project.files.set("new/a.ts", "export const zebra = 1;");
      index.touch(uriOf("old"));
      index.touch(uriOf("new"));
      await project.settle(index);
      assert.deepEqual(await project.ask(index, "zebra"), ["new/a.ts"]);
    });

    it("only in its time is compared by its content, once", async () => {
      const index = project.open();
      await index.build();
      project.times.set("door.ts", 7);
      project.reads.length = 0;
      await index.build();
      await index.build();
      assert.deepEqual(project.reads, ["door.ts"]);
      assert.deepEqual(await project.ask(index, "door"), ["door.ts"]);
    });
  });

  describe("an editor that is opened anew", () => {
    it("reads no file again that is as it was", async () => {
      const before = project.open();
      await before.build();
      before.dispose();
      project.reads.length = 0;
      const index = project.open();
      await index.build();
      assert.deepEqual(project.reads, []);
      assert.deepEqual(await project.ask(index, "door"), ["door.ts"]);
    });

    it("builds a damaged part again", async () => {
      const before = project.open();
      await before.build();
      before.dispose();
      for (const name of shards()) writeFileSync(join(project.kept, name), "damaged");
      const index = project.open();
      await index.build();
      assert.deepEqual(await project.ask(index, "door"), ["door.ts"]);
      assert.equal(shards().length, 1);
    });

    it("tidies up what was half written", async () => {
      const before = project.open();
      await before.build();
      before.dispose();
      writeFileSync(join(project.kept, "0.shard.tmp"), "half");
      await project.open().build();
      assert.ok(!existsSync(join(project.kept, "0.shard.tmp")));
    });

    it("keeps all of it from others on this machine", async function () {
      if (process.platform === "win32") return;
      await project.open().build();
      assert.equal(statSync(project.kept).mode & 0o777, 0o700);
      for (const name of readdirSync(project.kept))
        assert.equal(statSync(join(project.kept, name)).mode & 0o777, 0o600, name);
    });
  });

  describe("two windows of one workspace", () => {
    it("share what one of them builds", async () => {
      const [builder, reader] = [project.open(), project.open()];
      await builder.build();
      project.reads.length = 0;
      await reader.build();
      assert.deepEqual(project.reads, []);
      assert.deepEqual(await project.ask(reader, "door"), ["door.ts"]);
      project.files.set("grant.ts", "export function giveGrant() {}");
      builder.touch(uriOf("grant.ts"));
      await project.settle(builder);
      assert.deepEqual(await project.ask(reader, "grant"), ["grant.ts"]);
    });

    it("go on when the one that builds is closed, or its process is gone", async () => {
      for (const end of ["closed", "gone"]) {
        const [builder, reader] = [project.open(), project.open()];
        await builder.build();
        await project.ask(reader, "door");
        if (end === "closed") builder.dispose();
        else project.isRunning = () => false;
        project.files.set(`${end}.ts`, `export const zebra${end} = 1;`);
        await reader.build();
        assert.deepEqual(await project.ask(reader, `zebra${end}`), [`${end}.ts`]);
        reader.dispose();
      }
    });

    it("write nothing over what the other one deleted", async () => {
      const [builder, other] = [project.open(), project.open()];
      await builder.build();
      await other.delete();
      project.files.set("door.ts", "export function openWindow() {}");
      builder.touch(uriOf("door.ts"));
      await project.settle(builder);
      assert.ok(!existsSync(project.kept) || shards().length <= 1);
    });
  });

  describe("pausing", () => {
    it("stops before the next file, and resuming reads only the rest", async () => {
      const index = project.open();
      project.whileReading = () => {
        index.pause();
      };
      await index.build();
      assert.deepEqual(index.state(), { kind: "paused" });
      assert.deepEqual(project.reads, ["ledger.ts"]);
      assert.deepEqual(await project.ask(index, "ledger"), ["ledger.ts"]);
      project.whileReading = () => undefined;
      project.reads.length = 0;
      await index.resume();
      assert.deepEqual(project.reads, ["door.ts", "keys.ts"]);
      assert.equal(index.state().kind, "ready");
    });

    it("is what happens when the disk takes no more, and the log says so", async () => {
      const index = project.open();
      writeFileSync(project.kept, "a file where the folder should be");
      await index.build();
      assert.deepEqual(index.state(), { kind: "paused" });
      assert.equal(project.errors.length, 1);
      project.errors.length = 0;
      rmSync(project.kept);
    });
  });

  describe("progress", () => {
    it("is told file by file, up to what there is in the end", async () => {
      for (let count = 0; count < 60; count += 1)
        project.files.set(`many/${count}.ts`, `const a${count} = 1;`);
      const index = project.open();
      const states: CodeIndexState[] = [];
      index.onDidChange((state) => states.push(state));
      await index.build();
      assert.deepEqual(
        states.map((state) => (state.kind === "building" ? state.done : state.kind)),
        [0, 20, 40, 60, "ready"],
      );
    });
  });

  describe("deleting", () => {
    it("removes all of it, says how much that was, and starts nothing", async () => {
      const index = project.open();
      await index.build();
      const state = index.state();
      assert.equal(await index.delete(), state.kind === "ready" ? state.bytes : 0);
      assert.ok(!existsSync(project.kept));
      assert.deepEqual(index.state(), { kind: "off" });
      index.touch(uriOf("door.ts"));
      assert.ok(!existsSync(project.kept));
    });

    it("ends a build, which writes nothing any more", async () => {
      const index = project.open();
      let deleting: Promise<number> | undefined;
      project.whileReading = () => {
        deleting ??= index.delete();
      };
      await index.build();
      await deleting;
      assert.ok(!existsSync(project.kept));
    });
  });
});
