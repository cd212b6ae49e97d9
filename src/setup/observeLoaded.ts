import type { Disposable } from "../base/disposable.ts";
import type { OpenSending } from "../sending/openSending.ts";
import { originOf } from "../terms/origin.ts";

/**
 * After each answer of an Ollama server on this device, has the server looked at: when it shows the model in its memory,
 * that it ran there was observed, not only reported. The answer is over by then, so nothing waits for this.
 */
export function observeLoaded({ parts, servers }: Pick<OpenSending, "parts" | "servers">): Disposable {
  const reached = new Map<string, number>();
  return parts.door.onDidMove(({ phase, id, destination, model }) => {
    const { epoch, paused } = parts.policy.current();
    // Only what reached its server can have been answered by it, and only tasks name a model.
    if (phase === "connected") reached.set(id, epoch);
    if (phase !== "ended") return;
    const isAnswered = reached.get(id) === epoch;
    reached.delete(id);
    if (!isAnswered || model === undefined || destination.class !== "device" || paused) return;
    const provider = parts
      .providers()
      .find(({ kind, url }) => kind === "ollama" && originOf(url) === destination.origin);
    if (provider !== undefined) void servers.observe(provider, model);
  });
}
