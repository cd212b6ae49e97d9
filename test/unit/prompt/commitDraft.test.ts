import assert from "node:assert/strict";
import { commitDraft, type CommitWish } from "../../../src/prompt/commitDraft.ts";
import { draftSources, messageText } from "../../../src/prompt/draft.ts";
import { fitChanges, type CommitChange } from "../../../src/prompt/fitChanges.ts";
import type { FileSource } from "../../../src/terms/source.ts";

const file = (path: string): FileSource => ({
  kind: "file",
  uri: `file:///project/${path}`,
  path,
  shows: "changes",
  revision: "staged",
});

function diff(path: string, lines: number): string {
  const added = Array.from({ length: lines }, (_, n) => `+line ${n} of ${path}`);
  return [`diff --git a/${path} b/${path}`, "index 1..2", "@@ -1 +1 @@", ...added, ""].join("\n");
}

const changed = (path: string, lines = 3): CommitChange => ({
  source: file(path),
  change: "changed",
  diff: diff(path, lines),
});

const room = { contextTokens: 8192 };

function asked(
  changes: readonly CommitChange[],
  more: Partial<CommitWish> = {},
  removed: readonly string[] = [],
) {
  const wish = { changes: fitChanges(changes, room), subjects: [], rule: "", hint: "", ...more };
  const draft = commitDraft(wish, { removed: new Set(removed) });
  return { draft, text: draft.messages.map(messageText).join("\n---\n") };
}

describe("prompt/commitDraft", () => {
  it("is of the task commit, and every file is a source of its own text", () => {
    const { draft, text } = asked([changed("a.ts"), changed("b.ts")]);
    assert.equal(draft.task, "commit");
    const uris = draftSources(draft).flatMap((source) => (source.kind === "file" ? [source.uri] : []));
    assert.deepEqual(uris, ["file:///project/a.ts", "file:///project/b.ts"]);
    for (const { parts } of draft.messages)
      for (const { text: part, source } of parts)
        if (part.includes("of a.ts")) assert.equal(source.kind === "file" && source.path, "a.ts");
    assert.match(text, /## a\.ts \(changed\)\n@@ -1 \+1 @@\n\+line 0 of a\.ts/);
    assert.doesNotMatch(text, /diff --git|index 1\.\.2/);
  });

  it("names a file without a difference, and tells nothing of one that was left out", () => {
    const named: CommitChange = { source: file("logo.png"), change: "added" };
    const { text, draft } = asked([named, changed("a.ts"), changed("b.ts")], {}, ["file:///project/a.ts"]);
    assert.match(text, /## logo\.png \(new file\)\n## b\.ts/);
    assert.doesNotMatch(text, /a\.ts/);
    assert.ok(!JSON.stringify(draftSources(draft)).includes("a.ts"));
  });

  it("tells of the machine only what a project knows", () => {
    const { text } = asked([{ ...changed("/home/someone/elsewhere/a.ts") }]);
    assert.match(text, /## a\.ts \(changed\)/);
  });

  it("shows the latest messages, the rules of repository and author, and what stood in the box, each as what it is", () => {
    const ownRule = { text: "Name the module.", source: file(".drawbridge/commit.md") };
    const { draft, text } = asked([changed("a.ts")], {
      ...{ subjects: ["Mend sum", "Add mean"], rule: "No emoji.", hint: "closes the gap", ownRule },
    });
    const parts = draft.messages.flatMap((message) => message.parts);
    const kindOf = (words: string): unknown => parts.find((part) => part.text.includes(words))?.source.kind;
    assert.deepEqual(["Mend sum", "No emoji", "closes the gap", "Name the module", "Write one"].map(kindOf), [
      ...["history", "question", "question", "file", "instructions"],
    ]);
    assert.match(text, /in the language and the form of the latest messages/);
  });

  it("asks for English where there is nothing to go by", () => {
    assert.match(asked([changed("a.ts")]).text, /in English and in the imperative/);
  });

  it("names at most a hundred files", () => {
    const many = Array.from({ length: 130 }, (_, n): CommitChange => ({
      source: file(`f${n}.bin`),
      change: "added",
    }));
    const { text } = asked(many);
    assert.match(text, /f99\.bin \(new file\)\n\[and 30 more files\]/);
    assert.doesNotMatch(text, /f100\.bin/);
  });
});

describe("prompt/fitChanges", () => {
  it("cuts a difference of 5 MB in whole lines, leaves a short one whole, and says how much is missing", () => {
    const huge = changed("huge.ts", 250_000);
    assert.ok((huge.diff?.length ?? 0) > 5_000_000);
    const [cut, whole] = fitChanges([huge, changed("small.ts")], room);
    assert.ok(cut && whole);
    assert.equal(whole.lostLines, 0);
    assert.ok(cut.hunks.length > 10_000 && cut.hunks.length <= 18_000, String(cut.hunks.length));
    assert.match(cut.hunks, /^@@ -1 \+1 @@\n(?:\+line \d+ of huge\.ts\n)+$/);
    assert.equal(cut.lostLines + cut.hunks.split("\n").length - 1, 250_001);
  });

  it("cuts long differences by the same measure", () => {
    const fitted = fitChanges([changed("a.ts", 9000), changed("b.ts", 3000), changed("c.ts", 5000)], room);
    const sizes = fitted.map(({ hunks }) => hunks.length);
    assert.ok(Math.max(...sizes) - Math.min(...sizes) < 40, String(sizes));
  });

  it("only names the last ones of more files than there is room for", () => {
    const fitted = fitChanges(
      Array.from({ length: 200 }, (_, n) => changed(`f${n}.ts`, 50)),
      room,
    );
    assert.notEqual(fitted[0]?.hunks, "");
    assert.deepEqual([fitted[199]?.hunks, fitted[199]?.lostLines], ["", 51]);
  });

  it("gives a small model a small part", () => {
    const [small] = fitChanges([changed("a.ts", 9000)], { contextTokens: 2048 });
    assert.ok(small && small.hunks.length <= 900 && small.hunks !== "");
  });

  it("has no hunks of a file that only moved", () => {
    const moved = { ...changed("b.ts"), diff: "similarity index 100%\nrename from a.ts\nrename to b.ts\n" };
    assert.deepEqual(
      fitChanges([moved], room).map(({ hunks, lostLines }) => [hunks, lostLines]),
      [["", 0]],
    );
  });
});
