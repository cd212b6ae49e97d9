/** Every state the data flow's page is designed for, as the host would describe it. */
import type { LedgerRow } from "../../src/ledger/ledgerRows.ts";
import { DataFlow } from "../../src/privacy/dataFlow.ts";
import { flowLineViews } from "../../src/privacy/flowLineView.ts";
import { localTime } from "../../src/privacy/localTime.ts";
import { firstChoice, type FlowView, type ToFlowView } from "../../src/protocol/flowMessages.ts";
import { attempt, cloud, end, refused, row, unreached } from "../unit/privacy/ledgerRowSamples.ts";

const time = "2026-01-31T10:00:00.000Z";

/** What the host says of some rows. */
export function drawn(rows: readonly LedgerRow[], change: Partial<FlowView> = {}): ToFlowView {
  const flow = new DataFlow({
    local: localTime("UTC"),
    workspaceKey: "file:///shop",
    isRunning: () => false,
  });
  for (const one of rows) flow.add(one);
  return {
    type: "flow",
    flow: {
      choice: firstChoice,
      ...flow.tally({ here: false }).lines("In the last 7 days"),
      isWhole: true,
      missing: "",
      lines: flowLineViews(flow.shares({ here: false })),
      ...change,
    },
  };
}

function times(count: number, make: (id: string) => LedgerRow): readonly LedgerRow[] {
  return Array.from({ length: count }, (_, index) => make(`${index}`));
}

const completion = { purpose: "completion", model: "qwen2.5-coder:1.5b", trigger: "automatic" as const };
const atHome: readonly LedgerRow[] = [
  ...times(38, (id) => row(attempt(id, { bytes: 4200 }), time, end(id))),
  ...times(374, (id) => row(attempt(id, { ...completion, bytes: 2040 }), time, end(id, { bytesIn: 96 }))),
  ...times(96, (id) => row(attempt(id, { purpose: "errand:list", bytes: 0 }), time, end(id))),
];

const forwarder = { class: "unverified" as const, provider: "local", host: "localhost:1234" };
const box = { class: "network" as const, provider: "team", host: "gpu-box" };

/** Every fate there is. */
export const everyFate: readonly LedgerRow[] = [
  ...atHome,
  ...times(2, (id) =>
    row(attempt(id, { ...cloud, bytes: 7100 }), time, end(id, { address: "notObservable" })),
  ),
  row(attempt("cut off", cloud), time),
  row(attempt("at home, cut off", { bytes: 900 }), time),
  row(attempt("forwarder", forwarder), time, end("forwarder")),
  row(attempt("box", { ...box, bytes: 31_000 }), time, end("box", { address: "192.168.1.9" })),
  row(attempt("public box", { ...box, host: "llm.example.com" }), time, end("box", { address: "8.8.8.8" })),
  row(
    attempt("alias", { class: "cloudViaDevice", host: "ollama.com" }),
    time,
    end("alias", { address: "127.0.0.1" }),
  ),
  row(attempt("nobody", completion), time, unreached("nobody")),
  row(refused("mode"), time),
  row(refused("secret", { refusal: "secretFound", bytes: 9200 }), time),
  row(refused("rule", { ...completion, refusal: "sourceExcluded" }), time),
];

/** Names that are hostile or merely long, in every place where one is drawn. */
export function named(name: string): readonly LedgerRow[] {
  return [
    row(attempt("1", { purpose: name }), time, end("1")),
    row(attempt("2", { ...cloud, host: name }), time, end("2")),
    row(attempt("3", { ...forwarder, host: name }), time, end("3")),
    row(attempt("4", { class: "cloudViaDevice", host: name, via: name }), time, end("4")),
    row(refused("5", { refusal: name }), time),
  ];
}

const long = "a-host-with-a-very-long-name-that-somebody-gave-it.department.of-many-things.example.com:11434";

/** The designed states, by what the host says. */
export const flowStates: Readonly<Record<string, ToFlowView | undefined>> = {
  reading: undefined,
  "still reading": drawn(atHome.slice(0, 40), {
    lead: "Reading the ledger: 12,400 requests so far…",
    rest: "",
    isWhole: false,
  }),
  empty: drawn([]),
  "empty ever": drawn([], {
    choice: { period: "all", here: false },
    lead: "Nothing left this device so far.",
  }),
  "only this device": drawn(atHome),
  "a cloud beside it": drawn([
    ...atHome,
    ...times(2, (id) =>
      row(attempt(id, { ...cloud, bytes: 7100 }), time, end(id, { address: "notObservable" })),
    ),
    row(refused("mode"), time),
  ]),
  "every fate": drawn(everyFate),
  "a giant": drawn([
    ...atHome,
    row(attempt("giant", { ...box, bytes: 48_000_000 }), time, end("giant", { address: "192.168.1.9" })),
  ]),
  "long names": drawn(named(long)),
  "broken lines": drawn(atHome, {
    missing: "3 lines of the ledger cannot be read and are left out here. The ledger's page says why.",
  }),
  failed: { type: "failed", choice: firstChoice },
};
