import assert from "node:assert/strict";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import { sourceLabel } from "../../../src/terms/source.ts";
import { readPasted } from "../../../src/vscode/readPasted.ts";
import { letsAllBeRead } from "../../support/noRules.ts";
import { Uri, window, workspace } from "../../support/vscode.ts";

const document = (path: string, text: string) => ({
  uri: Uri.file(`/project/${path}`),
  languageId: "typescript",
  getText: () => text,
});
const never: PathVerdict = { kind: "never", rule: "secret*", from: "your settings" };

describe("vscode/readPasted", () => {
  afterEach(() => {
    workspace.textDocuments = [];
    window.activeTextEditor = undefined;
  });

  async function labelOf(text: string, guard: Parameters<typeof readPasted>[1] = letsAllBeRead) {
    const { attachments } = await readPasted(text, guard);
    return attachments.map(({ source, languageId }) => [sourceLabel(source), languageId]);
  }

  it("takes the text of a document that is open for that document's, with its lines", async () => {
    workspace.textDocuments = [document("a.ts", "one\r\n  two\r\nthree\r\nfour\r\n")];
    assert.deepEqual(await labelOf("two\nthree\n"), [["a.ts:2–3", "typescript"]]);
    assert.deepEqual(await labelOf("one\r\n  two\r\nthree\r\nfour\r\n"), [["a.ts:1–4", "typescript"]]);
  });

  it("takes any other text for the person's own", async () => {
    workspace.textDocuments = [document("a.ts", "one\ntwo")];
    assert.deepEqual(await labelOf("three\nfour"), [["Pasted text, 2 lines", ""]]);
    assert.deepEqual(await labelOf("three\nfour\n"), [["Pasted text, 2 lines", ""]]);
    assert.deepEqual(await labelOf("\n\n\n"), [["Pasted text, 3 lines", ""]]);
  });

  it("never looks into a document that may not be read", async () => {
    const secret = { ...document("secret.ts", ""), getText: () => assert.fail("it was read") };
    workspace.textDocuments = [secret];
    const guard = { judge: () => Promise.resolve(never) };
    assert.deepEqual(await labelOf("two\nthree", guard), [["Pasted text, 2 lines", ""]]);
  });

  it("looks into nothing but code", async () => {
    const { scheme } = Uri.parse("output:out");
    workspace.textDocuments = [{ ...document("a.ts", "two\nthree"), uri: Uri.from({ scheme, path: "/a" }) }];
    assert.deepEqual(await labelOf("two\nthree"), [["Pasted text, 2 lines", ""]]);
  });

  it("cuts what is huge, and says how much of it goes along", async () => {
    const { attachments, leftOut } = await readPasted("0123456789abcde\n".repeat(65_536), letsAllBeRead);
    assert.equal(attachments[0]?.cut, "first 6,250 of 65,537 lines");
    assert.equal(leftOut, "What you pasted is long: the first 6,250 of 65,537 lines go along.");
  });

  const staying = (name: string) => ({
    judge: (uri: string): Promise<PathVerdict> =>
      Promise.resolve(uri.endsWith(name) ? { ...never, kind: "deviceOnly" } : { kind: "allowed" }),
  });

  it("takes what is cut for its document's all the same, with the lines that go along", async () => {
    const line = "0123456789abcde\n";
    workspace.textDocuments = [document("secret.ts", `first\n${line.repeat(7_000)}`)];
    const { attachments, leftOut } = await readPasted(line.repeat(7_000), staying("secret.ts"));
    assert.deepEqual(
      attachments.map(({ source, cut }) => [sourceLabel(source), cut]),
      [["secret.ts:2–6251", "first 6,250 of 7,001 lines"]],
    );
    assert.equal(leftOut, "What you pasted is long: the first 6,250 of 7,001 lines go along.");
  });

  it("takes a text of several documents for that of one that stays on this device, else of the active one", async () => {
    const last = document("last.ts", "two\nthree");
    workspace.textDocuments = [...["free.ts", "secret.ts"].map((name) => document(name, "two\nthree")), last];
    window.activeTextEditor = { document: last };
    assert.deepEqual(await labelOf("two\nthree", staying("secret.ts")), [["secret.ts:1–2", "typescript"]]);
    assert.deepEqual(await labelOf("two\nthree"), [["last.ts:1–2", "typescript"]]);
  });
});
