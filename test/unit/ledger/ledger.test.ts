import assert from "node:assert/strict";
import fs, {
  appendFileSync,
  closeSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { mock } from "node:test";
import type { Head } from "../../../src/ledger/headStore.ts";
import { openLedger, type LedgerParts, type OpenLedger } from "../../../src/ledger/ledger.ts";
import type { NewEntry } from "../../../src/ledger/record.ts";
import { bodyMark } from "../../../src/ledger/session.ts";
import { verifyFile } from "../../../src/ledger/verify.ts";
import type { Source } from "../../../src/terms/source.ts";
import { ledgerParts, readLedger } from "../../support/ledgers.ts";
import { attempt, end, opened as openedLink, refused, toCloud } from "./ledgerSamples.ts";

describe("ledger/ledger", () => {
  let parent: string;
  let folder: string;
  let now: string;
  let heads: { readonly how: "keep" | "keepNow"; readonly head: Head }[];
  let opened: OpenLedger[];
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), "drawbridge-ledger-"));
    folder = join(parent, "ledger");
    now = "2026-01-31T12:00:00.000Z";
    heads = [];
    opened = [];
  });
  afterEach(() => {
    for (const ledger of opened) ledger.dispose();
    rmSync(parent, { recursive: true });
  });

  function open(changes: Partial<LedgerParts> = {}): OpenLedger {
    const ledger = openLedger(
      ledgerParts(folder, {
        now: () => new Date(now),
        heads: {
          keep: (head) => heads.push({ how: "keep", head }),
          keepNow: (head) => heads.push({ how: "keepNow", head }),
        },
        ...changes,
      }),
    );
    opened.push(ledger);
    return ledger;
  }

  function written(...entries: readonly NewEntry[]): string {
    const ledger = open();
    for (const entry of entries) ledger.append(entry);
    ledger.dispose();
    return join(folder, [...ledger.files()][0] ?? "");
  }

  const idsOf = (): readonly string[] =>
    readLedger(folder).map(({ records }) => records.map(({ entry }) => entry.id).join(""));
  const verdicts = async (): Promise<readonly string[]> =>
    Promise.all(readLedger(folder).map(async ({ name }) => (await verifyFile(folder, name, undefined)).kind));

  it("has no file before there is something to record", () => {
    open().dispose();
    assert.equal(existsSync(folder), false);
    assert.deepEqual(heads, []);
  });

  it("keeps its files and their folder to the user alone", () => {
    const file = written(end("a"));
    // Windows keeps no such bits: there the profile folder above is the user's alone.
    const expected = process.platform === "win32" ? [0o666, 0o666] : [0o600, 0o700];
    assert.deepEqual([statSync(file).mode & 0o777, statSync(folder).mode & 0o777], expected);
  });

  it("has each record on the disk before append returns, and tells of it afterwards", () => {
    const ledger = open();
    const seen: string[] = [];
    ledger.onDidAppend((record) => {
      seen.push(`${record.entry.id} of ${idsOf().join("")}`);
    });
    for (const id of ["a", "b", "c"]) ledger.append(end(id));
    assert.deepEqual(seen, ["a of a", "b of ab", "c of abc"]);
  });

  it("has an attempt flushed to the disk before append returns", () => {
    const ledger = open();
    ledger.append(attempt());
    const flush = mock.method(fs, "fdatasyncSync");
    // What was imported by name sees the stand-in only then.
    syncBuiltinESMExports();
    try {
      ledger.append(end("a"));
      assert.equal(flush.mock.callCount(), 0);
      ledger.append(attempt());
      assert.equal(flush.mock.callCount(), 1);
    } finally {
      flush.mock.restore();
      syncBuiltinESMExports();
    }
  });

  it("adds to attempts and refusals what its window knows, the workspace as a hash only", () => {
    const file = written(attempt(), refused("r"), end("e"));
    const [first, second, third] = readLedger(folder)[0]?.records ?? [];
    assert.ok(first?.entry.phase === "attempt" && second?.entry.phase === "refused");
    assert.match(first.entry.workspaceKey, /^[0-9a-f]{16}$/);
    assert.equal(first.entry.workspaceKey, second.entry.workspaceKey);
    assert.deepEqual([first.entry.version, second.entry.version], ["0.0.0", "0.0.0"]);
    assert.deepEqual(third?.entry, end("e"));
    assert.equal(readFileSync(file, "utf8").includes("file:///project"), false);
  });

  it("adds the same to an opened link, and keeps what it was told of it", () => {
    const link = openedLink();
    written(link);
    const entry = readLedger(folder)[0]?.records[0]?.entry;
    assert.ok(entry?.phase === "opened");
    const { workspaceKey, version, ...rest } = entry;
    assert.match(workspaceKey, /^[0-9a-f]{16}$/);
    assert.deepEqual([rest, version], [link, "0.0.0"]);
  });

  it("holds a keyed mark of the body and no hash that a short secret could be guessed from", () => {
    const body = Buffer.from("hunter2");
    const file = written(attempt({ body }), attempt({ body }));
    const other = written(attempt({ body }));
    const marks = [file, other].flatMap((path) =>
      readFileSync(path, "utf8").match(/(?<="bodyHmac":")[0-9a-f]{64}/g),
    );
    assert.equal(marks[0], marks[1]);
    assert.notEqual(marks[0], marks[2]);
    const key = heads[0]?.head.bodyKey ?? "";
    assert.equal(bodyMark(key, body), marks[0]);
    assert.equal(readFileSync(file, "utf8").includes(key), false);
  });

  it("holds its chain whatever else the objects of an entry carried", async () => {
    const source: Source = {
      kind: "file",
      uri: "file:///p/a.ts",
      path: "a.ts",
      lines: { first: 1, last: 2 },
    };
    written(attempt({ sources: [source] }), end("a"));
    assert.deepEqual(await verdicts(), ["holds"]);
  });

  it("records nothing that the objects of an entry carried besides, such as the whole path of a file", () => {
    const source: Source = { kind: "file", uri: "file:///elsewhere/me/p/a.ts", path: "a.ts" };
    const text = readFileSync(written(attempt({ sources: [source] })), "utf8");
    assert.match(text, /"path":"a\.ts"/);
    assert.doesNotMatch(text, /elsewhere/);
  });

  it("records that a terminal's output went along, and never the command, which can hold a password", () => {
    const source: Source = { kind: "terminal", id: "1", command: "curl -u me:hunter2" };
    const text = readFileSync(written(attempt({ sources: [source] })), "utf8");
    assert.match(text, /"kind":"terminal"/);
    assert.doesNotMatch(text, /curl|hunter2/);
  });

  describe("and its files", () => {
    it("gives every window one of its own, though they write in turns", async () => {
      const [one, two] = [open(), open()];
      for (const id of ["a", "b", "c"]) {
        one.append(end(id));
        two.append(end(id.toUpperCase()));
      }
      assert.deepEqual(idsOf().toSorted(), ["ABC", "abc"]);
      assert.deepEqual(await verdicts(), ["holds", "holds"]);
    });

    it("begins another one with each day, and none when the clock goes back", async () => {
      const ledger = open();
      ledger.append(end("a"));
      now = "2026-02-01T00:00:00.000Z";
      ledger.append(end("b"));
      now = "2026-01-31T23:59:59.000Z";
      ledger.append(end("c"));
      assert.deepEqual(idsOf(), ["a", "bc"]);
      assert.deepEqual(await verdicts(), ["holds", "holds"]);
      assert.deepEqual(
        [...ledger.files()].map((name) => name.slice(0, 10)),
        ["2026-01-31", "2026-02-01"],
      );
    });

    it("goes on in its file after it was let go of", async () => {
      const ledger = open();
      ledger.append(end("a"));
      ledger.dispose();
      ledger.append(end("b"));
      assert.deepEqual(idsOf(), ["ab"]);
      assert.deepEqual(await verdicts(), ["holds"]);
    });

    const meddlings: Readonly<Record<string, (path: string) => void>> = {
      "was removed": (path) => {
        rmSync(path);
      },
      "was cut": (path) => {
        writeFileSync(path, "");
      },
      "grew by half a line": (path) => {
        appendFileSync(path, '{"v":1,');
      },
      "was replaced by a copy": (path) => {
        const text = readFileSync(path);
        rmSync(path);
        writeFileSync(`${path}.tmp`, "");
        writeFileSync(path, text);
      },
    };
    for (const [what, meddle] of Object.entries(meddlings))
      for (const closed of [false, true])
        it(`never writes to one that ${what}${closed ? " while it was let go of" : ""}`, () => {
          const ledger = open();
          ledger.append(end("a"));
          if (closed) ledger.dispose();
          const [name = ""] = ledger.files();
          meddle(join(folder, name));
          const before = existsSync(join(folder, name)) && readFileSync(join(folder, name), "utf8");
          ledger.append(end("b"));
          const after = existsSync(join(folder, name)) && readFileSync(join(folder, name), "utf8");
          assert.equal(after, before);
          assert.ok(idsOf().includes("b"));
        });
  });

  describe("on a disk that will not take it", () => {
    function full(): { readonly write: NonNullable<LedgerParts["write"]>; after: number } {
      const disk = {
        after: Number.POSITIVE_INFINITY,
        write: (file: number, bytes: Uint8Array): number => {
          if (disk.after === 0) throw Object.assign(new Error("no space"), { code: "ENOSPC" });
          const taken = writeSync(file, bytes.subarray(0, disk.after));
          disk.after -= taken;
          return taken;
        },
      };
      return disk;
    }

    it("throws, and begins when it can", async () => {
      const ledger = open();
      writeFileSync(folder, "a file where the folder should be");
      assert.throws(() => ledger.append(attempt()), { code: /^(EEXIST|ENOTDIR)$/ });
      rmSync(folder);
      ledger.append(end("a"));
      ledger.append(end("b"));
      assert.deepEqual(idsOf(), ["ab"]);
      assert.deepEqual(await verdicts(), ["holds"]);
    });

    it("leaves no half line behind, and goes on after the last whole one", async () => {
      const disk = full();
      const ledger = open({ write: disk.write });
      ledger.append(end("a"));
      disk.after = 40;
      assert.throws(() => ledger.append(attempt()), /could not be added/);
      assert.deepEqual([idsOf(), await verdicts()], [["a"], ["holds"]]);
      disk.after = Number.POSITIVE_INFINITY;
      ledger.append(end("b"));
      assert.deepEqual([idsOf(), await verdicts()], [["ab"], ["holds"]]);
    });

    it("puts nothing behind half a line that cannot be taken back", async () => {
      let fails = false;
      const ledger = open({
        write: (file, bytes) => {
          if (!fails) return writeSync(file, bytes);
          writeSync(file, bytes.subarray(0, 40));
          // Whoever cannot write any more may not be able to cut either.
          closeSync(file);
          throw new Error("no space");
        },
      });
      ledger.append(end("a"));
      fails = true;
      assert.throws(() => ledger.append(end("lost")));
      fails = false;
      now = "2026-01-31T12:00:01.000Z";
      ledger.append(end("b"));
      assert.deepEqual(
        [idsOf(), await verdicts()],
        [
          ["a", "b"],
          ["brokenAt", "holds"],
        ],
      );
    });

    it("writes a line whole when the disk takes it in pieces", async () => {
      const ledger = open({ write: (file, bytes) => writeSync(file, bytes.subarray(0, 7)) });
      ledger.append(attempt({ id: "a" }));
      assert.deepEqual([idsOf(), await verdicts()], [["a"], ["holds"]]);
    });

    it("takes the body back with the record", () => {
      const disk = full();
      const ledger = open({ write: disk.write });
      ledger.append(end("a"));
      disk.after = 2;
      assert.throws(() => ledger.append(toCloud()));
      assert.deepEqual(readdirSync(join(folder, "bodies")), []);
      disk.after = 1;
      assert.throws(() => ledger.append(toCloud()), { code: "ENOSPC" });
      assert.deepEqual(readdirSync(join(folder, "bodies")), []);
      assert.deepEqual(idsOf(), ["a"]);
    });

    it("lets nothing go when only the body cannot be kept", () => {
      const ledger = open();
      ledger.append(end("a"));
      writeFileSync(join(folder, "bodies"), "a file where the folder should be");
      assert.throws(() => ledger.append(toCloud()));
      assert.deepEqual(idsOf(), ["a"]);
    });
  });

  describe("and the bodies of what leaves", () => {
    const stored = (): readonly string[] =>
      existsSync(join(folder, "bodies")) ? readdirSync(join(folder, "bodies")) : [];

    for (const kind of ["network", "cloud", "cloudViaDevice"] as const)
      it(`keeps those to ${kind}, byte for byte and to the user alone, before the record is there`, () => {
        const body = Buffer.from([0, 255, 10, 13, 65]);
        const entry = toCloud({ class: kind, body });
        const ledger = open({
          write: (file, bytes) => {
            if (bytes.length > body.length) assert.deepEqual(stored(), [`${entry.id}.body`]);
            return writeSync(file, bytes);
          },
        });
        ledger.append(entry);
        const path = join(folder, "bodies", `${entry.id}.body`);
        assert.deepEqual(readFileSync(path), body);
        if (process.platform !== "win32") assert.equal(statSync(path).mode & 0o777, 0o600);
      });

    for (const kind of ["device", "unverified", "host", "remoteDevice"] as const)
      it(`keeps none to ${kind}`, () => {
        open().append(attempt({ class: kind }));
        assert.deepEqual(stored(), []);
      });

    it("keeps none that is empty, and none at all for 0 days", () => {
      open().append(toCloud({ body: Buffer.alloc(0) }));
      open({ bodyDays: () => 0 }).append(toCloud());
      assert.deepEqual(stored(), []);
    });

    it("takes no id for a way to another folder", () => {
      assert.throws(() => open().append(toCloud({ id: "../../evil" })), /not an id/);
      assert.deepEqual(readdirSync(parent), ["ledger"]);
    });
  });

  describe("and its heads", () => {
    const counts = (): readonly string[] => heads.map(({ how, head }) => `${how} ${head.count}`);

    it("keeps one with the first record, with each attempt that leaves the device, and when it closes", () => {
      written(attempt(), attempt(), toCloud(), end("a"), attempt({ class: "unverified" }), end("b"));
      assert.deepEqual(counts(), ["keep 1", "keep 3", "keep 5", "keepNow 6"]);
      const last = readLedger(folder)[0];
      assert.deepEqual(
        [heads.at(-1)?.head.file, heads.at(-1)?.head.head],
        [last?.name, last?.records.at(-1)?.hash],
      );
    });

    it("keeps one with each link that is opened: the address leaves the device", () => {
      written(attempt(), openedLink(), end("a"));
      assert.deepEqual(counts(), ["keep 1", "keep 2", "keepNow 3"]);
    });

    it("keeps one every so many records", () => {
      const ledger = open();
      for (let count = 0; count < 130; count += 1) ledger.append(end("a"));
      assert.deepEqual(counts(), ["keep 1", "keep 65", "keep 129"]);
    });

    it("keeps none anew of a file that was removed meanwhile", () => {
      const ledger = open();
      ledger.append(end("a"));
      ledger.append(end("b"));
      rmSync(folder, { recursive: true });
      ledger.dispose();
      assert.deepEqual(counts(), ["keep 1"]);
    });
  });
});
