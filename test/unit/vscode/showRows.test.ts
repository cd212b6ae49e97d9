import assert from "node:assert/strict";
import { showRows } from "../../../src/vscode/showRows.ts";
import { openDocument } from "../../support/openDocument.ts";
import { openings, TabInputText, TabInputTextDiff, Uri, window } from "../../support/vscode.ts";

const asked = openDocument("let a;\n", { address: "file:///project/asked.ts" }).document;
const mine = openDocument("let b;\n", { address: "file:///project/mine.ts" }).document;
const proposed = openDocument("let c;\n", { address: "drawbridge-proposal:/project/mine.ts" }).document;
const addressOf = (shown: Uri | { readonly uri: Uri }): string =>
  (shown instanceof Uri ? shown : shown.uri).toString();

describe("vscode/showRows", () => {
  const { open } = openings;
  const usual = { ...window };
  const shown: string[] = [];
  beforeEach(() => {
    shown.length = 0;
    openings.open = () => Promise.resolve(asked);
    Object.assign(window, {
      createTextEditorDecorationType: () => ({ dispose: () => undefined }),
      showTextDocument: (what: Uri | { readonly uri: Uri }) => {
        shown.push(addressOf(what));
        return Promise.resolve({ visibleRanges: [] });
      },
    });
  });
  afterEach(() => {
    openings.open = open;
    Object.assign(window, usual);
  });

  /** Shows a file that is asked about in front of a document in a tab, and takes it away again. */
  async function showInFrontOf(document: typeof mine, input: unknown): Promise<readonly string[]> {
    const close = (): Promise<void> => Promise.resolve();
    Object.assign(window, {
      activeTextEditor: { document, viewColumn: 1 },
      tabGroups: { activeTabGroup: { activeTab: { input } }, all: [], close },
    });
    const rows = await showRows("file:///project/asked.ts");
    await rows.restore();
    return shown;
  }

  it("brings the document back that was in front", async () => {
    const tab = new TabInputText(Uri.parse("file:///project/mine.ts"));
    assert.deepEqual(await showInFrontOf(mine, tab), ["file:///project/asked.ts", "file:///project/mine.ts"]);
  });

  it("opens no tab for one side of a diff that was in front: the diff is there again by itself", async () => {
    assert.deepEqual(await showInFrontOf(proposed, new TabInputTextDiff()), ["file:///project/asked.ts"]);
  });
});
