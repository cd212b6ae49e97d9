import assert from "node:assert/strict";
import type { PathVerdict } from "../../../src/context/pathVerdict.ts";
import { mentionedTabs } from "../../../src/vscode/mentionedFiles.ts";
import { documentsOpened, openings, TabInputText, Uri, window } from "../../support/vscode.ts";

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

  it("offers nothing when no tab shows a file", async () => {
    openTabs(...others);
    assert.deepEqual(await mentionedTabs(guard)("open", signal), []);
  });
});
