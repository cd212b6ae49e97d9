import assert from "node:assert/strict";
import type { MentionKind } from "../../../src/protocol/messages.ts";
import type { MentionSource } from "../../../src/vscode/mentionSource.ts";
import { offeredMentions, type MentionSources } from "../../../src/vscode/offeredMentions.ts";
import { attachment } from "../../support/samples.ts";

const { signal } = new AbortController();
const nothing: MentionSource = () => Promise.resolve([]);
const hung: MentionSource = () => new Promise(() => undefined);

function offering(kind: MentionKind, ...keys: readonly string[]): MentionSource {
  return () =>
    Promise.resolve(
      keys.map((key) => ({
        ...{ kind, key, label: key, detail: "" },
        read: () => Promise.resolve({ attachments: [attachment(key, key)], leftOut: `Not all of ${key}.` }),
      })),
    );
}

function mentionsOf(sources: Partial<MentionSources>, logged: string[] = []) {
  const none: MentionSources = {
    ...{ codebase: nothing, selection: nothing, problems: nothing, terminal: nothing, open: nothing },
    ...{ search: nothing, changes: nothing, file: nothing, folder: nothing, symbol: nothing },
  };
  return offeredMentions({ ...none, ...sources }, { error: (message) => logged.push(message) });
}

describe("vscode/offeredMentions", () => {
  it("reads everything of a kind that is meant, and waits for no other source", async () => {
    const mentions = mentionsOf({ changes: offering("changes", "a", "b", "c"), file: hung, symbol: hung });
    const read = await mentions.readEvery("changes", (id) => id !== "changes:b", signal);
    assert.deepEqual(
      [read?.attachments.map(({ text }) => text), read?.leftOut],
      [["a", "c"], "Not all of a. Not all of c."],
    );
    assert.equal(await mentions.readEvery("changes", () => false, signal), undefined);
  });

  it("asks a source of which everything is read without any letters, whatever its kind is called on the screen", async () => {
    const asked: string[] = [];
    const selection: MentionSource = (query) => {
      asked.push(query);
      return Promise.resolve([]);
    };
    assert.equal(await mentionsOf({ selection }).readEvery("selection", () => true, signal), undefined);
    assert.deepEqual(asked, [""]);
  });

  it("has nothing of a kind whose source fails, and logs it", async () => {
    const logged: string[] = [];
    const mentions = mentionsOf({ changes: () => Promise.reject(new Error("no git")) }, logged);
    assert.equal(await mentions.readEvery("changes", () => true, signal), undefined);
    assert.equal(logged.length, 1);
  });

  it("reads what was offered, and nothing else", async () => {
    const mentions = mentionsOf({ file: offering("file", "a.ts") });
    assert.deepEqual(await mentions.read("file:a.ts", signal), { attachments: [] });
    const told: string[] = [];
    const items = await mentions.suggest("a", signal, (first) => told.push(...first.map(({ id }) => id)));
    assert.deepEqual([told, items.map(({ id }) => id)], [["file:a.ts"], ["file:a.ts"]]);
    assert.equal((await mentions.read("file:a.ts", signal)).attachments.length, 1);
  });
});
