import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import { sourceLabel } from "../../../src/terms/source.ts";
import { mentionedFiles, mentionedFolders, mentionedTabs } from "../../../src/vscode/mentionedFiles.ts";
import {
  documentsOpened,
  opened,
  openings,
  TabInputText,
  Uri,
  window,
  workspace,
} from "../../support/vscode.ts";

const { signal } = new AbortController();

describe("vscode/mentionedFiles", () => {
  const { open } = openings;
  beforeEach(() => {
    documentsOpened.length = 0;
    openings.open = (uri) =>
      Promise.resolve({ uri, languageId: "typescript", getText: () => `the text of ${uri.path}` });
  });
  afterEach(() => {
    openings.open = open;
    window.tabGroups.all = [];
    opened.folders = [];
    opened.files = {};
  });

  const guard = { judge: (): Promise<PathVerdict> => Promise.resolve({ kind: "allowed" }) };

  function openTabs(...uris: readonly string[]): void {
    window.tabGroups.all = [{ tabs: uris.map((uri) => ({ input: new TabInputText(Uri.parse(uri)) })) }];
  }

  const others = [
    "git:///project/private/key.txt",
    "drawbridge-context:///a.ts",
    "vscode-userdata:///home/me/User/settings.json",
  ];

  it("reads each file that is open in a tab once", async () => {
    openTabs("file:///project/a.ts", "file:///project/b.ts", "file:///project/a.ts");
    const [offer] = await mentionedTabs(guard)("", signal);
    assert.equal(offer?.detail, "a.ts, b.ts");
    await offer.read(signal);
    assert.deepEqual(documentsOpened, ["file:///project/a.ts", "file:///project/b.ts"]);
  });

  it("reads no tab with an earlier version of a file, what goes along with a question, or the editor's settings", async () => {
    openTabs(...others, "file:///project/a.ts");
    const [offer] = await mentionedTabs(guard)("", signal);
    await offer?.read(signal);
    assert.deepEqual(documentsOpened, ["file:///project/a.ts"]);
  });

  describe("offers a file that is not listed, as git ignores it,", () => {
    const offered = async (
      query: string,
      judge: (uri: string) => PathVerdict = () => ({ kind: "allowed" }),
    ) => {
      const listed = [{ uri: vscode.Uri.file("/project/src/a.ts"), path: "src/a.ts" }];
      const judging = { judge: (uri: string) => Promise.resolve(judge(uri)) };
      const offers = await mentionedFiles(() => Promise.resolve(listed), judging)(query, signal);
      return offers.map(({ key }) => key);
    };
    const ignored = "file:///project/dist/made.js";
    const { stat } = workspace.fs;
    afterEach(() => {
      workspace.fs.stat = stat;
    });
    beforeEach(() => {
      opened.folders = ["file:///project"];
      opened.files = { "/project/dist/made.js": "", "/elsewhere/b.js": "" };
    });

    it("when it is open", async () => {
      assert.deepEqual(await offered("made"), []);
      openTabs(ignored);
      assert.deepEqual(await offered("made"), [ignored]);
      assert.equal((await offered(""))[0], ignored);
    });

    it("by its whole path, and by no part of it", async () => {
      assert.deepEqual(await offered("dist/made.js"), [ignored]);
      assert.deepEqual(await offered("dist/made"), []);
      assert.deepEqual(await offered("dist/"), []);
    });

    it("never outside the workspace, and never when a rule keeps it away: it is not even looked at", async () => {
      const looked: string[] = [];
      workspace.fs.stat = (uri) => {
        looked.push(uri.path);
        return stat(uri);
      };
      assert.deepEqual(await offered("../elsewhere/b.js"), []);
      const never = { kind: "never", rule: "dist/", from: "your settings" } as const;
      assert.deepEqual(await offered("dist/made.js", () => never), []);
      assert.deepEqual(looked, []);
    });
  });

  /** Reads a folder with files of these names; those that begin with `bad` are no text. */
  async function readFolder(names: readonly string[]) {
    openings.open = (uri) =>
      uri.path.includes("/bad")
        ? Promise.reject(new Error("binary"))
        : Promise.resolve({ uri, languageId: "typescript", getText: () => "a" });
    const files = names.map((name) => ({
      uri: vscode.Uri.file(`/project/src/${name}`),
      path: `src/${name}`,
    }));
    const [offer] = await mentionedFolders(() => Promise.resolve(files), guard)("src", signal);
    const { attachments, leftOut } = (await offer?.read(signal)) ?? assert.fail("no folder is offered");
    return { names: attachments.map(({ source }) => sourceLabel(source)), leftOut };
  }

  const many = (count: number, name: string) => Array.from({ length: count }, (_, n) => `${name}${n}`);

  it("takes the code of a folder that is full of files that are no text, and says of those in one sentence", async () => {
    const { names, leftOut } = await readFolder([...many(60, "bad"), "a.ts", "b.ts"]);
    assert.deepEqual(names, ["a.ts", "b.ts"]);
    assert.equal(leftOut, "60 files are excluded, empty or no text: bad0, bad1, bad2 and 57 more.");
  });

  it("takes no pictures along with a folder, and never opens one", async () => {
    const { names, leftOut } = await readFolder([...many(60, "shot").map((name) => `${name}.png`), "a.ts"]);
    assert.deepEqual(names, ["a.ts"]);
    assert.deepEqual(documentsOpened, ["file:///project/src/a.ts"]);
    assert.equal(leftOut, "Pictures do not go along with their folder. Add them one by one.");
  });

  it("names a few files that are no text one by one", async () => {
    const { leftOut } = await readFolder(["bad.bin", "a.ts"]);
    assert.equal(leftOut, "bad.bin could not be read as text.");
  });

  it("takes 50 files of a folder, and says which there was no room for", async () => {
    const { names, leftOut } = await readFolder(many(52, "a"));
    assert.equal(names.length, 50);
    assert.equal(leftOut, "There is no room for a50, a51.");
  });

  it("offers nothing when no tab shows a file", async () => {
    openTabs(...others);
    assert.deepEqual(await mentionedTabs(guard)("open", signal), []);
  });
});
