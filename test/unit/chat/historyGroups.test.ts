import assert from "node:assert/strict";
import type { ConversationSummary } from "../../../src/chat/conversationSummary.ts";
import { groupHistory } from "../../../src/chat/historyGroups.ts";

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const at = (iso: string): number => Date.parse(iso);

function summary(id: string, iso: string, changes: Partial<ConversationSummary> = {}): ConversationSummary {
  const common = { file: `${id}.jsonl`, id, title: id, pinned: false, turns: 1, models: [], newer: false };
  return { ...common, changedMs: at(iso), ...changes };
}

describe("chat/historyGroups", () => {
  it("puts pinned ones first, then the newest, by day", () => {
    const { groups, damaged } = groupHistory(
      [
        summary("older", "2026-01-20T12:00:00Z"),
        summary("week", "2026-01-24T00:00:00Z"),
        summary("morning", "2026-01-31T08:00:00Z"),
        summary("yesterday", "2026-01-30T23:59:00Z"),
        summary("noon", "2026-01-31T12:00:00Z"),
        summary("ahead", "2026-02-01T01:00:00Z"),
        summary("pinned", "2025-01-31T12:00:00Z", { pinned: true }),
      ],
      { today: "2026-01-31", dayOf },
    );
    assert.deepEqual(
      groups.map(({ title, conversations }) => [title, conversations.map(({ id }) => id)]),
      [
        ["Pinned", ["pinned"]],
        ["Today", ["ahead", "noon", "morning"]],
        ["Yesterday", ["yesterday"]],
        ["Previous 7 days", ["week"]],
        ["Older", ["older"]],
      ],
    );
    assert.deepEqual(damaged, []);
  });

  it("leaves out what nothing happened in, and keeps what cannot be read apart", () => {
    const broken = (file: string, changedMs: number) => ({ file, damaged: true, changedMs }) as const;
    const grouped = groupHistory(
      [
        broken("a.jsonl", 1),
        summary("empty", "2026-01-31T12:00:00Z", { title: "", turns: 0 }),
        broken("b.jsonl", 2),
      ],
      { today: "2026-01-31", dayOf },
    );
    assert.deepEqual(grouped, { groups: [], damaged: [broken("b.jsonl", 2), broken("a.jsonl", 1)] });
  });
});
