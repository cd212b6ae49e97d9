/**
 * What must not compile. Nothing here runs: `npm run check` compiles it, and each `@ts-expect-error` turns into an error
 * of its own the day its line compiles.
 */
import type { Door } from "../../../src/egress/door.ts";
import type { ClearedRequest } from "../../../src/gate/clearedRequest.ts";
import type { WireRequest } from "../../../src/gate/wireRequest.ts";
import type { Draft, Message } from "../../../src/prompt/draft.ts";
import type { Provider } from "../../../src/providers/provider.ts";
import type { Route } from "../../../src/routing/route.ts";

/** Everything a request consists of, in parts that anybody can have. */
type Loose = { readonly [K in "provider" | "purpose" | "wire" | "permit"]: ClearedRequest[K] };

declare const use: (value: unknown) => void;

/** The door takes neither the bytes nor all the parts of a cleared request; only the gate's own word opens it. */
export function uncleared(door: Door, wire: WireRequest, loose: Loose): void {
  const { signal } = new AbortController();
  // @ts-expect-error Bytes that nobody cleared.
  void door.open(wire, signal);
  // @ts-expect-error Everything but the gate's word.
  void door.open(loose, signal);
  // @ts-expect-error A hand-made object is no cleared request.
  const forged: ClearedRequest = { ...loose };
  use(forged);
}

/** A draft is put together in prompt/ alone, and none of its text is without a source. */
export function unsourced(provider: Provider, messages: readonly Message[], route: Route): void {
  // @ts-expect-error A hand-made object is no draft.
  const forged: Draft = { task: "chat", messages, stop: [] };
  use(forged);
  // @ts-expect-error Nor can one be encoded.
  void provider.encode({ task: "chat", messages, stop: [] }, route);
  // @ts-expect-error No part of a message is without its source.
  const part: Message["parts"][number] = { text: "from nowhere" };
  use(part);
}
