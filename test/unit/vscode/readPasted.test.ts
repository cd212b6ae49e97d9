import assert from "node:assert/strict";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import { sourceLabel } from "../../../src/terms/source.ts";
import { readPasted } from "../../../src/vscode/readPasted.ts";
import { letsAllBeRead } from "../../support/noRules.ts";
import { Uri, workspace } from "../../support/vscode.ts";

const document = (path: string, text: string) => ({
  uri: Uri.file(`/project/${path}`),
  languageId: "typescript",
  getText: () => text,
});
const never: PathVerdict = { kind: "never", rule: "secret*", from: "your settings" };

describe("vscode/readPasted", () => {
  afterEach(() => {
    workspace.textDocuments = [];
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
    assert.deepEqual(await labelOf("\n\n\n"), [["Pasted text, 4 lines", ""]]);
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
});
