import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import { sourceLabel } from "../../../src/terms/source.ts";
import { mentionedSearch } from "../../../src/vscode/mentionedSearch.ts";
import { searchWorkspace } from "../../../src/vscode/searchWorkspace.ts";
import { opened, typed, Uri, workspace } from "../../support/vscode.ts";

const { signal } = new AbortController();

describe("vscode/mentionedSearch", () => {
  const read: string[] = [];
  const { readFile } = workspace.fs;
  beforeEach(() => {
    read.length = 0;
    workspace.fs.readFile = (uri) => {
      read.push(uri.path);
      return readFile(uri);
    };
  });
  afterEach(() => {
    opened.files = {};
    typed.text = undefined;
    workspace.textDocuments = [];
    workspace.fs.readFile = readFile;
  });

  const parts = (files: Readonly<Record<string, string>>, isCut = false) => {
    opened.files = files;
    const all = Object.keys(files).map((path) => ({
      uri: vscode.Uri.file(path),
      path: path.replace("/project/", ""),
    }));
    const judgeQuietly = (uri: string): Promise<PathVerdict> =>
      Promise.resolve(
        uri.includes("secret")
          ? { kind: "never", rule: "secret*", from: "your settings" }
          : { kind: "allowed" },
      );
    return { listing: () => Promise.resolve({ files: all, isCut }), guard: { judgeQuietly } };
  };

  const files = {
    "/project/a.ts": "1\n2\n3\nconst total = 0;\n5\n6\n7\n",
    "/project/secret.ts": "const total = 42;\n",
    "/project/b.py": "total = 1",
  };

  it("finds the lines with the words, as lines of their files", async () => {
    const { attachments } = await searchWorkspace("total", parts(files), signal);
    assert.deepEqual(
      attachments.map(({ source, languageId, text }) => [sourceLabel(source), languageId, text]),
      [
        ["a.ts:2–6", "typescript", "2\n3\nconst total = 0;\n5\n6"],
        ["b.py:1", "python", "total = 1"],
      ],
    );
  });

  it("says when there are more files than were searched", async () => {
    const { leftOut } = await searchWorkspace("nowhere", parts({ "/project/a.ts": "total" }, true), signal);
    assert.equal(
      leftOut,
      'Nothing was found for "nowhere". Only the first 50,000 files of each folder were searched.',
    );
  });

  it("never reads an excluded file, and says that there was one", async () => {
    const { leftOut } = await searchWorkspace("total", parts(files), signal);
    assert.deepEqual(read, ["/project/a.ts", "/project/b.py"]);
    assert.equal(leftOut, "1 file was not searched because of path rules.");
  });

  it("never reads an excluded file that is open either", async () => {
    const uri = Uri.file("/project/secret.ts");
    workspace.textDocuments = [{ uri, getText: () => assert.fail("it was read") }];
    await searchWorkspace("total", parts(files), signal);
  });

  it("takes an open document as it stands in its editor", async () => {
    workspace.textDocuments = [{ uri: Uri.file("/project/b.py"), getText: () => "sum = total" }];
    const { attachments } = await searchWorkspace("sum =", parts(files), signal);
    assert.deepEqual([attachments.map(({ text }) => text), read], [["sum = total"], ["/project/a.ts"]]);
  });

  it("leaves out what is binary or large, and says when there is nothing", async () => {
    const odd = { "/project/a.bin": "total\u0000", "/project/b.txt": "total\n".repeat(200_000) };
    assert.deepEqual(await searchWorkspace("total", parts(odd), signal), {
      attachments: [],
      leftOut: 'Nothing was found for "total".',
    });
    assert.deepEqual(read, ["/project/a.bin"]);
  });

  it("takes so many places and no more, and says so", async () => {
    const many = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`/project/${index}.ts`, "total"] as const),
    );
    const { attachments, leftOut } = await searchWorkspace("total", parts(many), signal);
    assert.deepEqual([attachments.length, read.length], [20, 32]);
    assert.equal(leftOut, 'More lines have "total": the first 20 places go along.');
  });

  it("stops when it is cancelled, and keeps what it found", async () => {
    const stopped = new AbortController();
    stopped.abort();
    const { attachments, leftOut } = await searchWorkspace("total", parts(files), stopped.signal);
    assert.deepEqual([attachments, read], [[], []]);
    assert.match(leftOut ?? "", /stopped before its end/);
  });

  const offered = (query: string) => mentionedSearch(parts(files))(query, signal);

  it("asks for the words, and searches nothing when there are none", async () => {
    const [offer] = await offered("sea");
    assert.deepEqual(await offer?.read(signal), { attachments: [] });
    typed.text = "ab";
    assert.deepEqual(await offer?.read(signal), { attachments: [] });
    assert.deepEqual(read, []);
    typed.text = "total";
    assert.equal((await offer?.read(signal))?.attachments.length, 2);
  });

  it("takes words that were typed behind it", async () => {
    const [offer] = await offered("search:total");
    assert.equal(offer?.label, 'Search for "total"');
    assert.equal((await offer.read(signal)).attachments.length, 2);
    assert.deepEqual(await offered("total"), []);
  });
});
