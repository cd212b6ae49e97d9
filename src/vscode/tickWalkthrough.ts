import * as vscode from "vscode";
import { DisposableStore, type Disposable } from "../base/disposable.ts";
import type { Sending } from "../sending/send.ts";
import type { Servers } from "../sending/servers.ts";
import type { DestinationClass } from "../terms/destination.ts";

/** What ticks steps off. */
type TickParts = {
  readonly sending: Pick<Sending, "outlook">;
  readonly servers: Pick<Servers, "onDidLearn" | "known">;
};

const elsewhere: ReadonlySet<DestinationClass> = new Set(["cloud", "cloudViaDevice", "blocked"]);

/** Ticks the step of the walkthrough off that no command shows: a model that is ready. */
export function tickWalkthrough({ sending, servers }: TickParts): Disposable {
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
  return store;
}
