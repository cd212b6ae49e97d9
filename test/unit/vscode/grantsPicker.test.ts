import assert from "node:assert/strict";
import { GrantBook } from "../../../src/privacy/grantBook.ts";
import { manageGrants } from "../../../src/vscode/grantsPicker.ts";
import { inMemoryStore } from "../../support/headless.ts";
import { lists, messages } from "../../support/vscode.ts";

describe("vscode/grantsPicker", () => {
  let grants: GrantBook;
  let open: readonly string[];
  beforeEach(async () => {
    let ids = 0;
    grants = new GrantBook({
      store: inMemoryStore(),
      workspace: "here",
      newId: () => `g${(ids += 1)}`,
      now: () => Date.UTC(2026, 0, 31, 12),
    });
    open = ["c1", "c2"];
    for (const conversation of open)
      await grants.give({
        ...{ keep: "conversation", conversation, tasks: ["chat"] },
        ...{ origin: `https://${conversation}.example:443`, host: `${conversation}.example` },
      });
  });
  afterEach(() => {
    messages.shown = [];
    lists.shown = [];
    lists.pick = () => undefined;
  });

  const manage = (): Promise<void> =>
    manageGrants({
      grants,
      providers: [],
      conversations: {
        title: (id) => Promise.resolve(id === "c1" ? "What is $(lock)?" : undefined),
        mayBeOpen: (id) => Promise.resolve(open.includes(id)),
      },
    });

  it("names conversations, as text, and takes back what was chosen", async () => {
    lists.pick = (rows) => rows.filter(({ label }) => label === "c2.example · Chat");
    await manage();
    const details = lists.shown.flat().map((row) => ("detail" in row ? String(row.detail) : ""));
    assert.deepEqual(details.map((detail) => detail.split(";")[0]).toSorted(), [
      "Without asking for one conversation of 2026-01-31",
      "Without asking for the conversation “What is \\$(lock)?”",
    ]);
    assert.deepEqual(
      grants.list().map(({ host }) => host),
      ["c1.example"],
    );
  });

  it("lists no yes of a conversation that can no longer be opened", async () => {
    open = ["c2"];
    await manage();
    assert.deepEqual(
      lists.shown.flat().map(({ label }) => label),
      ["c2.example · Chat"],
    );
    open = [];
    await manage();
    assert.match(String(messages.shown[0]?.[0]), /^Nothing may be sent without asking/);
  });
});
