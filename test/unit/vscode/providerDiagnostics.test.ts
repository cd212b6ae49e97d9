import assert from "node:assert/strict";
import * as vscode from "vscode";
import { readSettings, type Rejected } from "../../../src/settings/readSettings.ts";
import {
  createProviderDiagnostics,
  type ProviderDiagnostics,
} from "../../../src/vscode/providerDiagnostics.ts";
import { happenings, opened, problems, Uri, workspace } from "../../support/vscode.ts";

const storage = vscode.Uri.file("/editor/User/globalStorage/drawbridge");
const besideStorage = "/editor/User/settings.json";
const wrongKind = '{\n  "drawbridge.providers": {\n    "team": { "kind": "vlm" }\n  }\n}';

function rejectedIn(providers: unknown): readonly Rejected[] {
  return readSettings({ user: (key) => (key === "providers" ? providers : undefined), levels: () => [] })
    .rejected;
}
const rejected = rejectedIn({ team: { kind: "vlm" } });

describe("vscode/providerDiagnostics", () => {
  let diagnostics: ProviderDiagnostics;
  before(() => {
    diagnostics = createProviderDiagnostics(storage);
  });
  after(() => {
    diagnostics.dispose();
  });
  afterEach(async () => {
    opened.files = {};
    workspace.textDocuments = [];
    await diagnostics.show([]);
  });

  /** Each problem shown: the file, the line from 1, what is marked there, how bad. */
  function shown(text: string): readonly unknown[] {
    return [...problems].flatMap(([uri, all]) =>
      all.map(({ range, severity }) => [
        uri,
        range.start.line + 1,
        text.split("\n")[range.start.line]?.slice(range.start.character, range.end.character),
        severity === 0 ? "error" : "warning",
      ]),
    );
  }

  it("marks the property at its line in the file beside the extension's own storage", async () => {
    opened.files = { [besideStorage]: wrongKind };
    await diagnostics.show(rejected);
    assert.deepEqual(shown(wrongKind), [[`vscode-userdata://${besideStorage}`, 3, '"kind": "vlm"', "error"]]);
    const [first] = problems.values();
    assert.deepEqual([first?.[0]?.message, first?.[0]?.source], [rejected[0]?.sentence, "Drawbridge"]);
  });

  it("marks a key as a warning, and repeats nothing of it", async () => {
    const text = '{"drawbridge.providers":{"team":{"kind":"vllm","apiKey":"sk-canary"}}}';
    opened.files = { [besideStorage]: text };
    await diagnostics.show(rejectedIn({ team: { kind: "vllm", apiKey: "sk-canary" } }));
    assert.deepEqual(shown(text), [
      [`vscode-userdata://${besideStorage}`, 1, '"apiKey":"sk-canary"', "warning"],
    ]);
    assert.doesNotMatch(
      [...problems.values()]
        .flat()
        .map(({ message }) => message)
        .join(),
      /canary/,
    );
  });

  it("takes the document that is open before any file, in a browser as well", async () => {
    const uri = Uri.from({ scheme: "vscode-userdata", path: "/User/settings.json" });
    opened.files = { [besideStorage]: wrongKind };
    workspace.textDocuments = [{ uri, getText: () => `\n${wrongKind}` }];
    await diagnostics.show(rejected);
    assert.deepEqual(shown(`\n${wrongKind}`), [[uri.toString(), 4, '"kind": "vlm"', "error"]]);
  });

  it("takes no file that does not set what is wrong, and no project's", async () => {
    const project = { uri: Uri.file("/project/.vscode/settings.json"), getText: () => wrongKind };
    workspace.textDocuments = [project];
    opened.files = { [besideStorage]: "{}", "/User/settings.json": wrongKind };
    await diagnostics.show(rejected);
    assert.deepEqual([...problems.keys()], ["vscode-userdata:///User/settings.json"]);
  });

  it("shows nothing where no file can be read, and nothing any more when all is right", async () => {
    await diagnostics.show(rejected);
    assert.deepEqual([...problems.keys()], []);
    opened.files = { [besideStorage]: wrongKind };
    await diagnostics.show(rejected);
    assert.equal(problems.size, 1);
    await diagnostics.show([]);
    assert.equal(problems.size, 0);
  });

  it("moves with the lines while the file is typed in", async () => {
    opened.files = { [besideStorage]: wrongKind };
    await diagnostics.show(rejected);
    const moved = `// new\n${wrongKind}`;
    opened.files = { [besideStorage]: moved };
    const uri = Uri.from({ scheme: "vscode-userdata", path: besideStorage });
    happenings.changedDocument.fire({ document: { uri } });
    await new Promise(setImmediate);
    assert.deepEqual(
      shown(moved).map((row) => (row as readonly unknown[])[1]),
      [4],
    );
  });
});
