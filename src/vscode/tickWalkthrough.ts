import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import type { Event } from "../base/event.ts";
import type { Sending } from "../sending/send.ts";
import type { Servers } from "../sending/servers.ts";
import type { DestinationClass } from "../terms/destination.ts";

/** What ticks steps off. */
type TickParts = {
  readonly sending: Pick<Sending, "outlook">;
  readonly servers: Pick<Servers, "onDidLearn" | "known">;
  /** Something was suggested while somebody typed. */
  readonly onDidSuggest: Event<undefined>;
};

const elsewhere: ReadonlySet<DestinationClass> = new Set(["cloud", "cloudViaDevice", "blocked"]);

/** Ticks the steps of the walkthrough off that no command shows: a model that is ready, and a first completion. */
export function tickWalkthrough({ sending, servers, onDidSuggest }: TickParts): Disposable {
  const ticked = new Set<string>();
  const tick = (key: string): void => {
    if (ticked.has(key)) return;
    ticked.add(key);
    void vscode.commands.executeCommand("setContext", key, true);
  };
  const store = new DisposableStore();
  store.add(
    servers.onDidLearn((provider) => {
      const outlook = sending.outlook("chat");
      const isUp = servers.known(provider).kind === "up";
      if (outlook.ok && isUp && !elsewhere.has(outlook.value.destination.class))
        tick("drawbridge.modelReady");
    }),
  );
  store.add(
    onDidSuggest(() => {
      tick("drawbridge.hasCompleted");
    }),
  );
  return store;
}
