import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import { gitRepositories, type GitChange, type GitRepository } from "../../../src/vscode/gitRepositories.ts";
import { mentionedChanges } from "../../../src/vscode/mentionedChanges.ts";
import { sourceLabel } from "../../../src/terms/source.ts";
import { documentsOpened, installed } from "../../support/vscode.ts";

const { signal } = new AbortController();
const at = (name: string): vscode.Uri => vscode.Uri.parse(`file:///project/${name}`);
const modified = 5;
const change = (name: string, before = name, status = modified): GitChange => ({
  uri: at(name),
  originalUri: at(before),
  status,
});

/** A repository in which every difference says whose it is; `read` lists those that were read. */
function repository(state: Partial<GitRepository["state"]>, diffs: Readonly<Record<string, string>> = {}) {
  const read: string[] = [];
  const diffOf = (path: string, kind: string): Promise<string> => {
    read.push(path);
    return Promise.resolve(diffs[path] ?? `@@ ${kind} of ${path}`);
  };
  const changed = [change("a.ts"), change("secret.ts")];
  function diffBetween(before: string, after: string): Promise<readonly GitChange[]>;
  function diffBetween(before: string, after: string, path: string): Promise<string>;
  function diffBetween(before: string, after: string, path?: string): Promise<unknown> {
    return path === undefined ? Promise.resolve(changed) : diffOf(path, `${before}..${after}`);
  }
  const made: GitRepository = {
    rootUri: at(""),
    state: { indexChanges: [], mergeChanges: [], workingTreeChanges: [], ...state },
    diffWithHEAD: (path) => diffOf(path, "HEAD"),
    diffIndexWithHEAD: (path) => diffOf(path, "index"),
    diffBetween,
    show: () => assert.fail("nothing was renamed"),
    log: () =>
      Promise.resolve([
        { hash: "abcdef0123", message: "Fix sum\n\nBecause.", parents: ["parent"] },
        { hash: "first00000", message: "Begin", parents: [] },
      ]),
  };
  return { made, read };
}

function excluding(verdicts: Readonly<Record<string, PathVerdict["kind"]>>) {
  const judge = (uri: string): Promise<PathVerdict> => {
    const kind = verdicts[uri.split("/").at(-1) ?? ""] ?? "allowed";
    return Promise.resolve(kind === "allowed" ? { kind } : { kind, rule: "secret*", from: "your settings" });
  };
  return { judge };
}

async function offered(made: GitRepository, query: string, guard = excluding({})) {
  return mentionedChanges(guard, () => Promise.resolve([made]))(query, signal);
}

async function readFirst(made: GitRepository, query: string, guard = excluding({})) {
  const [first] = await offered(made, query, guard);
  return (first ?? assert.fail("nothing is offered")).read(signal);
}

const state = { indexChanges: [change("b.ts")], workingTreeChanges: [change("a.ts"), change("b.ts")] };

describe("vscode/mentionedChanges", () => {
  function checkOffered(query: string, expected: readonly string[]): void {
    it(`offers ${expected.join(" and ") || "nothing"} for "${query}"`, async () => {
      const labels = (await offered(repository(state).made, query)).map(({ label }) => label);
      assert.deepEqual(labels, expected);
    });
  }

  checkOffered("", ["Changes", "Staged changes"]);
  checkOffered("diff", ["Changes", "Staged changes", "Fix sum"]);
  checkOffered("sta", ["Staged changes"]);
  checkOffered("commit", ["Fix sum"]);
  checkOffered("sum", []);

  it("offers nothing that is not there", async () => {
    assert.deepEqual(await offered(repository({}).made, ""), []);
  });

  it("reads each changed file once, as text that shows that file's changes", async () => {
    const { attachments, leftOut } = await readFirst(repository(state).made, "changes");
    assert.equal(leftOut, undefined);
    assert.deepEqual(
      attachments.map(({ source, languageId, text }) => [sourceLabel(source), languageId, text]),
      [
        ["Changes in b.ts", "diff", "@@ HEAD of /project/b.ts"],
        ["Changes in a.ts", "diff", "@@ HEAD of /project/a.ts"],
      ],
    );
  });

  it("names what is staged and what a commit did after it", async () => {
    const labels = async (query: string) =>
      (await readFirst(repository(state).made, query)).attachments.map(({ source }) => sourceLabel(source));
    assert.deepEqual(await labels("staged"), ["Changes in b.ts (staged)"]);
    assert.deepEqual(await labels("commit"), ["Changes in a.ts (abcdef0)", "Changes in secret.ts (abcdef0)"]);
  });

  it("never reads the changes of an excluded file, and says so", async () => {
    const { made, read } = repository({ workingTreeChanges: [change("secret.ts"), change("a.ts")] });
    const guard = excluding({ "secret.ts": "never" });
    for (const query of ["changes", "commit"]) {
      const { attachments, leftOut } = await readFirst(made, query, guard);
      assert.equal(attachments.length, 1);
      assert.equal(leftOut, 'secret.ts is excluded by the rule "secret*" (your settings).');
    }
    assert.deepEqual(read, ["/project/a.ts", "/project/a.ts"]);
  });

  it("never reads what came from a file that a rule holds back, under its new name", async () => {
    for (const kind of ["never", "deviceOnly"] as const) {
      const { made, read } = repository({ workingTreeChanges: [change("new.ts", "secret.ts")] });
      const { attachments } = await readFirst(made, "changes", excluding({ "secret.ts": kind }));
      assert.deepEqual([attachments, read], [[], []]);
    }
  });

  it("reads a new file as a whole, once it was judged", async () => {
    documentsOpened.length = 0;
    const fresh = [change("new.ts", "new.ts", 7), change("secret.ts", "secret.ts", 7)];
    const { made, read } = repository({ workingTreeChanges: fresh });
    await readFirst(made, "changes", excluding({ "secret.ts": "never" }));
    assert.deepEqual([documentsOpened, read], [["file:///project/new.ts"], []]);
  });

  it("offers what there is of a repository without a commit", async () => {
    const made = { ...repository(state).made, log: () => Promise.reject(new Error("Failed to execute git")) };
    assert.deepEqual(
      (await offered(made, "diff")).map(({ label }) => label),
      ["Changes", "Staged changes"],
    );
  });

  it("has files with conflicts among what is not committed", async () => {
    const { attachments } = await readFirst(repository({ mergeChanges: [change("m.ts")] }).made, "changes");
    assert.deepEqual(
      attachments.map(({ text }) => text),
      ["@@ HEAD of /project/m.ts"],
    );
  });

  it("leaves out a file whose difference cannot be read, says so, and reads the others", async () => {
    const { made } = repository(state);
    const diffWithHEAD = (path: string): Promise<string> =>
      path.endsWith("b.ts") ? Promise.reject(new Error("no such path")) : made.diffWithHEAD(path);
    const { attachments, leftOut } = await readFirst({ ...made, diffWithHEAD }, "changes");
    assert.deepEqual(
      attachments.map(({ source }) => sourceLabel(source)),
      ["Changes in a.ts"],
    );
    assert.equal(leftOut, "The changes in b.ts could not be read.");
  });

  it("leaves out what is binary, and cuts what is huge where one sees it", async () => {
    const { made } = repository(
      { workingTreeChanges: [change("a.png"), change("b.ts"), change("long.ts"), change("c.ts")] },
      {
        "/project/a.png": "diff --git a/a.png b/a.png\nBinary files a/a.png and b/a.png differ\n",
        "/project/long.ts": `@@ -1 +1 @@\n${"+1234567\n".repeat(20_000)}`,
      },
    );
    const { attachments, leftOut } = await readFirst(made, "changes");
    assert.deepEqual(
      attachments.map(({ cut }) => cut),
      [undefined, "first 11,108 of 20,002 lines"],
    );
    assert.match(
      leftOut ?? "",
      /^a\.png is binary\. long\.ts is long: .* There is no room for the changes in c\.ts\.$/,
    );
  });
});

describe("vscode/gitRepositories", () => {
  afterEach(() => {
    installed.clear();
  });
  const repositories = [repository({}).made];
  const git = { enabled: true, getAPI: () => ({ repositories }) };

  it("are none where the editor's git extension is missing or switched off", async () => {
    assert.deepEqual(await gitRepositories(), []);
    installed.set("vscode.git", { isActive: true, exports: { ...git, enabled: false } });
    assert.deepEqual(await gitRepositories(), []);
  });

  it("are those that it has open, also when it was not started yet", async () => {
    installed.set("vscode.git", { isActive: true, exports: git });
    assert.equal(await gitRepositories(), repositories);
    installed.set("vscode.git", { isActive: false, activate: () => Promise.resolve(git) });
    assert.equal(await gitRepositories(), repositories);
  });
});
