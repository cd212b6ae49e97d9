/** What is asked of a real server through the gate and the door, and what came of it. */
import { completionAt } from "../support/completionAt.ts";
import { realCases } from "../providers/realCases.ts";
import type { Order } from "../../src/sending/order.ts";
import type { SendEvent } from "../../src/sending/sendEvent.ts";
import type { ProviderKind } from "../../src/settings/providerPresets.ts";
import { until } from "../../scripts/demo/step.ts";
import type { RealServer } from "../../scripts/realServers/startPythonServer.ts";
import { startHeadless, type Headless, type HeadlessOptions } from "../support/headless.ts";
import { attachment, routeTo, snapshot } from "../support/samples.ts";

/** The server as a person would configure it. */
export function configured(
  { label, url }: Pick<RealServer, "label" | "url">,
  kind: ProviderKind,
): HeadlessOptions["providers"][number] {
  return { id: "real", kind, url, label, models: [] };
}

/** Drawbridge without the editor, whose person confirms what they are asked. */
export function bridgeTo(
  server: RealServer,
  kind: ProviderKind,
  options: Partial<HeadlessOptions> = {},
): Promise<Headless> {
  const model = { provider: "real", model: server.model };
  return startHeadless({
    providers: [configured(server, kind)],
    chosen: { chat: model, completion: model },
    onConfirm: () => true,
    ...options,
  });
}

/** Everything that happened in a send, in order. `onText` is told of each piece of the answer. */
export async function follow(
  bridge: Headless,
  order: Order,
  signal: AbortSignal = new AbortController().signal,
  onText: (sofar: number) => void = () => undefined,
): Promise<readonly SendEvent[]> {
  const events: SendEvent[] = [];
  let texts = 0;
  for await (const event of bridge.sending.send(order, signal)) {
    events.push(event);
    if (event.kind === "text") onText((texts += 1));
  }
  return events;
}

/** A text for the model to go on with, as long as it may; counting does not end by itself. */
export function countingOn(server: RealServer, maxTokens: number): Order {
  const route = routeTo({ task: "completion", model: server.model });
  const draft = completionAt(snapshot("1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, █"), route);
  return {
    task: "completion",
    trigger: "person",
    files: [attachment("sum.ts", "").source],
    draft: () => ({ ...draft, maxTokens, stop: [] }),
  };
}

/** What the cases of `npm run test:provider` come to, those that do not hold with what was found instead. */
export async function triedCases(
  server: RealServer,
  kind: ProviderKind,
): Promise<readonly { readonly name: string; readonly missed: string | undefined }[]> {
  const bridge = await bridgeTo(server, kind);
  const asked = {
    bridge,
    provider: configured(server, kind),
    model: server.model,
    clock: () => performance.now(),
  };
  try {
    const tried: { readonly name: string; readonly missed: string | undefined }[] = [];
    for (const { name, run } of realCases) {
      const finding = await run(asked);
      if (finding !== undefined) tried.push({ name, missed: finding.holds ? undefined : finding.said });
    }
    return tried;
  } finally {
    bridge.dispose();
  }
}

/** How much longer the server computes, in milliseconds of its processors, until it has rested for 0.3 s. */
export async function untilIdle({ label, processorMs }: RealServer): Promise<number> {
  const first = await processorMs();
  const seen: { readonly at: number; readonly ms: number }[] = [];
  return until(async () => {
    const now = { at: performance.now(), ms: await processorMs() };
    seen.push(now);
    const earlier = seen.findLast(({ at }) => at <= now.at - 300);
    return earlier !== undefined && now.ms - earlier.ms <= 10 ? earlier.ms - first : undefined;
  }, `${label} went on computing for 30 s after everybody had left`);
}
