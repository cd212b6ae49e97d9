import assert from "node:assert/strict";
import { SlashDesk } from "../../../src/chat/slashDesk.ts";
import type { CommandView } from "../../../src/protocol/messages.ts";

describe("what can be called by a /", () => {
  let told: { readonly request: number; readonly items: readonly CommandView[] }[];
  let lists: ((items: readonly CommandView[]) => void)[];
  let reads: string[];
  let desk: SlashDesk;
  const joins: CommandView = { name: "joins", detail: "", from: ".drawbridge/prompts/joins.md" };
  const names = () => told.at(-1)?.items.map(({ name }) => name);

  beforeEach(() => {
    told = [];
    lists = [];
    reads = [];
    desk = new SlashDesk({
      prompts: {
        list: () => new Promise((resolve) => lists.push(resolve)),
        read: (name) => {
          reads.push(name);
          return Promise.resolve({ kind: "leftOut", sentence: "It is empty." });
        },
      },
      onCommands: (request, items) => told.push({ request, items }),
    });
  });

  it("is Drawbridge's own commands, then the prompts of the workspace", async () => {
    const asked = desk.suggest(1, "");
    lists[0]?.([joins]);
    await asked;
    assert.deepEqual(names(), ["explain", "fix", "tests", "docs", "refactor", "review", "joins"]);
    assert.deepEqual(told[0]?.items.at(-1), joins);
  });

  it("begins with the letters, or at least holds them", async () => {
    const asked = desk.suggest(1, "IN");
    lists[0]?.([joins, { name: "index", detail: "" }]);
    await asked;
    assert.deepEqual(names(), ["index", "explain", "joins"]);
  });

  it("lists the files again for another /, and not for another letter", async () => {
    const all = [desk.suggest(1, ""), desk.suggest(2, "j"), desk.suggest(3, "jo")];
    lists[0]?.([joins]);
    await Promise.all(all);
    assert.equal(lists.length, 1);
    assert.deepEqual(told, [{ request: 3, items: [joins] }]);
    void desk.suggest(4, "");
    assert.equal(lists.length, 2);
  });

  it("reads the prompt that a question calls, and nothing for a command or a path", async () => {
    assert.equal((await desk.prompt("/joins now")).kind, "leftOut");
    for (const question of ["/fix", "/fix it", "/etc/hosts", "why?"])
      assert.deepEqual(await desk.prompt(question), { kind: "unknown" });
    assert.deepEqual(reads, ["joins"]);
  });
});
