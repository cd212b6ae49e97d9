/** Every state the ledger's page is designed for, as the host would describe it. */
import {
  everything,
  type LedgerFilter,
  type LedgerRowView,
  type ToLedgerView,
} from "../../src/protocol/ledgerMessages.ts";

type Page = Extract<ToLedgerView, { type: "page" }>;

/** A request that stayed on this device. */
export const onDevice: LedgerRowView = {
  id: "3f6b2c1e-0000-4000-8000-000000000001",
  day: "2026-01-31",
  time: "14:02:11",
  icon: "lock",
  lead: "Chat",
  model: "qwen2.5-coder:7b",
  destination: "On device",
  ending: "",
  sizes: "1.2 KB out, 3.4 KB in",
  took: "0.8 s",
  refused: false,
  facts: [
    { label: "Recorded", value: "2026-01-31 14:02:11 Europe/Berlin (2026-01-31T13:02:11.512Z)" },
    { label: "Ended", value: "complete" },
    { label: "Took", value: "812 ms" },
    { label: "Workspace", value: "shop" },
    { label: "Started by", value: "you" },
    { label: "Provider", value: "ollama" },
    { label: "Model", value: "qwen2.5-coder:7b" },
    { label: "Destination", value: "On device" },
    { label: "Which was", value: "this device" },
    { label: "Dialled", value: "http://127.0.0.1:11434" },
    { label: "Address measured", value: "127.0.0.1" },
    { label: "Asked for", value: "POST /api/chat" },
    { label: "Sent", value: "1,204 bytes" },
    { label: "Made from", value: "Drawbridge's instructions, your question, files" },
    { label: "Taken out before", value: "1 × Stripe key" },
    { label: "Received", value: "3,412 bytes" },
    { label: "Status", value: "200" },
    { label: "Tokens", value: "1,204 in the prompt, 212 in the answer" },
    { label: "Allowed by", value: "the mode of the workspace" },
    { label: "Mode then", value: "On this device" },
    { label: "Request", value: "3f6b2c1e-0000-4000-8000-000000000001" },
    { label: "Mark of the body", value: "5d41402abc4b2a76b9719d911017c5925d41402abc4b2a76b9719d911017c592" },
    { label: "Record", value: "14 of 2026-01-31T080211-1a2b3c4d.jsonl" },
  ],
  files: [
    {
      path: "src/sum.ts",
      name: "src/sum.ts",
      part: "lines 3–9 · 214 B",
      sha256: "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
    },
    {
      path: "src/billing/rates.ts",
      name: "src/billing/rates.ts",
      part: "the whole file · 6.4 KB",
      sha256: "",
    },
  ],
  hasBody: false,
};

/** A request that left for a cloud. */
export const toCloud: LedgerRowView = {
  ...onDevice,
  id: "3f6b2c1e-0000-4000-8000-000000000002",
  time: "11:40:02",
  icon: "cloud-upload",
  model: "gpt-4o-mini",
  destination: "api.openai.com",
  sizes: "7.1 KB out, 2.9 KB in",
  took: "12 s",
  hasBody: true,
};

const link: LedgerRowView = {
  ...onDevice,
  id: "3f6b2c1e-0000-4000-8000-000000000006",
  time: "11:41:17",
  icon: "link-external",
  lead: "Link opened in your browser",
  model: "",
  destination: "docs.example.com",
  sizes: "",
  took: "",
  facts: [
    { label: "Recorded", value: "2026-01-31 11:41:17 Europe/Berlin (2026-01-31T10:41:17.000Z)" },
    { label: "Ended", value: "the editor gave the address to your browser" },
    { label: "Workspace", value: "shop" },
    { label: "Started by", value: "you" },
    { label: "Found in", value: "an answer" },
    { label: "Host", value: "docs.example.com" },
    {
      label: "Whole address",
      value: `https://docs.example.com/guide/${"a-long-path/".repeat(12)}?q=sum%20of%20an%20empty%20list#top`,
    },
  ],
  files: [],
};

const linkNotOpened: LedgerRowView = {
  ...link,
  id: "3f6b2c1e-0000-4000-8000-000000000007",
  time: "11:41:02",
  lead: "Link",
  ending: "not opened: the editor did not open it",
};

const refused: LedgerRowView = {
  ...onDevice,
  id: "3f6b2c1e-0000-4000-8000-000000000003",
  time: "11:38:40",
  icon: "cloud-upload",
  lead: "Refused: Chat to api.openai.com: the mode forbids it",
  model: "",
  destination: "",
  sizes: "",
  took: "",
  refused: true,
  facts: [
    { label: "Recorded", value: "2026-01-31 11:38:40 Europe/Berlin (2026-01-31T10:38:40.000Z)" },
    { label: "Destination", value: "api.openai.com" },
    { label: "Refused because", value: "the mode forbids it; nothing was sent" },
    { label: "Mode then", value: "On this device" },
  ],
};

const completion: LedgerRowView = {
  ...onDevice,
  lead: "Completion",
  model: "qwen2.5-coder:1.5b",
  sizes: "2.0 KB out, 96 B in",
  took: "0.2 s",
};

const open: LedgerRowView = {
  ...completion,
  id: "3f6b2c1e-0000-4000-8000-000000000004",
  day: "2026-01-30",
  time: "18:20:31",
  icon: "plug",
  destination: "localhost:1234 · may forward",
  ending: "no end recorded: it may have left",
  sizes: "2.0 KB out",
  took: "",
};

const network: LedgerRowView = {
  ...onDevice,
  id: "3f6b2c1e-0000-4000-8000-000000000005",
  day: "2026-01-30",
  time: "17:58:03",
  icon: "server",
  model: "aModelWithAVeryLongNameThatSomebodyGaveItOnTheirOwnServer-instruct-q4_K_M:70b",
  destination: "Network gpu-box",
  ending: "the connection broke",
  sizes: "3.1 KB out, 0 B in",
  took: "30 s",
  hasBody: true,
};

/** So many completions, one every few seconds, newest first. */
export function many(count: number): readonly LedgerRowView[] {
  const two = (value: number): string => String(value % 60).padStart(2, "0");
  return Array.from({ length: count }, (_, index) => ({
    ...(index % 9 === 0 ? onDevice : completion),
    id: `many-${index}`,
    day: index < 120 ? "2026-01-31" : "2026-01-30",
    time: `${two(23 - Math.floor(index / 60) * 2)}:${two(59 - (index % 60))}:${two(index * 7)}`,
  }));
}

/** A page of lines, the first and only one unless said otherwise. */
export function page(
  rows: readonly LedgerRowView[],
  change: Partial<Omit<Page, "type" | "rows">> = {},
): ToLedgerView {
  return {
    type: "page",
    filter: everything,
    first: true,
    rest: "none",
    hiddenErrands: 0,
    tally: "",
    ...change,
    rows,
  };
}

const holds: ToLedgerView = {
  type: "checks",
  checks: {
    state: "holds",
    sentence:
      "Checked: 12 files, every chain holds. Later changes by others or by a fault would show; this is no proof against you.",
    problems: [],
  },
};
const atHome: ToLedgerView = {
  type: "summary",
  week: "Nothing left this device this week. 412 requests stayed on it. 96 errands without text of yours.",
  today: "Nothing left this device today. 31 requests stayed on it.",
};
const away: ToLedgerView = {
  type: "summary",
  week: "This week: 412 requests stayed on this device, 3 left it: 2 to api.openai.com (14.2 KB), 1 to gpu-box (3.1 KB). 1 refused.",
  today: "Today: 31 requests stayed on this device, 1 left it: 1 to api.openai.com (7.1 KB).",
};
const file: LedgerFilter = { ...everything, file: "src/sum.ts" };
const flow: LedgerFilter = {
  ...everything,
  errands: true,
  flow: {
    line: "any",
    title: "Chat, let through, api.openai.com: left this device",
    since: "2026-01-25",
  },
};

/** The designed states: what the host says, and which line is then opened. */
export const ledgerStates: Readonly<
  Record<string, { readonly told: readonly ToLedgerView[]; readonly opened?: string }>
> = {
  reading: {
    told: [
      { type: "checks", checks: { state: "checking", sentence: "Checking every chain…", problems: [] } },
    ],
  },
  empty: {
    told: [
      page([]),
      {
        type: "summary",
        week: "Nothing left this device this week.",
        today: "Nothing left this device today.",
      },
      {
        type: "checks",
        checks: { state: "holds", sentence: "There are no records to check yet.", problems: [] },
      },
    ],
  },
  "only this device": {
    told: [page(many(12), { hiddenErrands: 96 }), atHome, holds],
  },
  mixed: { told: [page([onDevice, toCloud, refused, open, network], { hiddenErrands: 31 }), away, holds] },
  "a refused cloud": { told: [page([refused, onDevice]), atHome, holds], opened: refused.id },
  "an opened link": {
    told: [
      page([onDevice, link, linkNotOpened, refused]),
      {
        type: "summary",
        week: "Nothing left this device through Drawbridge this week. 412 requests stayed on it. 1 refused. 1 link opened in your browser.",
        today: "Nothing left this device through Drawbridge today. 1 link opened in your browser.",
      },
      holds,
    ],
    opened: link.id,
  },
  "an open line": { told: [page([onDevice, toCloud, refused]), away, holds], opened: onDevice.id },
  "what left": {
    told: [
      page([toCloud, refused]),
      away,
      holds,
      {
        type: "body",
        record: toCloud.id,
        text: `{"model":"gpt-4o-mini","messages":[{"role":"user","content":"${"Why does sum() return NaN for []? ".repeat(12)}"}],"stream":true}`,
        note: "The 7.1 KB that left, exactly. They match the mark in the record.",
      },
    ],
    opened: toCloud.id,
  },
  "a broken chain": {
    told: [
      page([onDevice, toCloud, refused]),
      away,
      {
        type: "checks",
        checks: {
          state: "broken",
          sentence:
            "Checked: 12 files, 2 do not hold. Somebody, a fault or a crash changed the records after they were written.",
          problems: [
            "2026-01-30T080211-1a2b3c4d.jsonl: record 14 was changed after it was written. What follows in this file cannot be relied on.",
            "2026-01-29T170509-99aa88bb.jsonl is gone. It had 64 records at least.",
          ],
        },
      },
    ],
  },
  "one file": {
    told: [
      page([onDevice, toCloud], {
        filter: file,
        tally: "1 request stayed on this device, 1 left it: 1 to api.openai.com (7.1 KB).",
      }),
      away,
      holds,
    ],
  },
  "one way": { told: [page([toCloud], { filter: flow }), away, holds] },
  "nothing found": { told: [page([], { filter: { ...everything, text: "no such file" } }), away, holds] },
  "still looking": {
    told: [page([toCloud], { filter: { ...everything, scope: "left" }, rest: "searching" }), away, holds],
  },
  "200 lines": { told: [page(many(200), { rest: "more", hiddenErrands: 1204 }), atHome, holds] },
};
