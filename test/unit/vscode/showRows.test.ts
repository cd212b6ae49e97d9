import assert from "node:assert/strict";
import { showRows } from "../../../src/vscode/showRows.ts";
import { openDocument } from "../../support/openDocument.ts";
import { commandsRun, openings, TabInputText, TabInputTextDiff, Uri, window } from "../../support/vscode.ts";

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

  it("opens no tab for one side of a diff that was in front", async () => {
    assert.deepEqual(await showInFrontOf(proposed, new TabInputTextDiff()), ["file:///project/asked.ts"]);
  });

  describe("of a file that is in a tab already", () => {
    const own = new TabInputText(Uri.parse("file:///project/asked.ts"));
    const other = new TabInputText(Uri.parse("file:///project/mine.ts"));
    const diff = new TabInputTextDiff();
    /** A group of tabs, whose first one is in front. */
    const group = (viewColumn: number, ...inputs: readonly unknown[]) => {
      const tabs = inputs.map((input) => ({ input }));
      return { viewColumn, tabs, activeTab: tabs[0] };
    };
    const columns: unknown[] = [];
    const show = (all: readonly ReturnType<typeof group>[]) => {
      const close = (): never => assert.fail("a tab was closed that had been there");
      Object.assign(window, {
        activeTextEditor: undefined,
        tabGroups: { activeTabGroup: all[0], all, close },
        showTextDocument: (what: Uri | { readonly uri: Uri }, options: { readonly viewColumn?: number }) => {
          shown.push(addressOf(what));
          columns.push(options.viewColumn);
          return Promise.resolve({ visibleRanges: [] });
        },
      });
      return showRows("file:///project/asked.ts");
    };
    beforeEach(() => {
      columns.length = 0;
      commandsRun.length = 0;
    });

    it("takes that tab, in whatever group it is, and brings back what was in front of it", async () => {
      await (await show([group(1, diff), group(2, other, own)])).restore();
      assert.deepEqual(shown, ["file:///project/asked.ts", "file:///project/mine.ts"]);
      assert.deepEqual(columns, [2, 2]);
      assert.deepEqual(commandsRun, []);
    });

    it("takes the one that is in front, or in the active group, where it is in several", async () => {
      await (await show([group(1, other), group(2, other, own), group(3, own)])).restore();
      await (await show([group(1, other, own), group(2, other, own)])).restore();
      assert.deepEqual(columns, [3, 1, 1]);
    });

    it("brings back the diff that was in front of it", async () => {
      await (await show([group(1, diff, own)])).restore();
      assert.deepEqual(shown, ["file:///project/asked.ts"]);
      const options = { viewColumn: 1, preserveFocus: true };
      assert.deepEqual(commandsRun, [["vscode.diff", diff.original, diff.modified, undefined, options]]);
    });

    it("opens no diff anew that is gone meanwhile", async () => {
      const only = group(1, diff, own);
      const rows = await show([only]);
      only.tabs.shift();
      await rows.restore();
      assert.deepEqual(commandsRun, []);
    });
  });
});
