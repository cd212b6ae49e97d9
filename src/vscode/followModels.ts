import { DisposableStore, type Disposable } from "../base/disposable.ts";
import { later } from "../base/later.ts";
import type { Logger } from "../base/logger.ts";
import type { Servers } from "../sending/servers.ts";
import { ModelPins, type MovedTag } from "../setup/modelPins.ts";
import { unfinishedPrefix, type StorePort } from "../setup/unfinishedPulls.ts";
import type { ModelDesk } from "./modelDesk.ts";

/** What tells a person about their models, loaded when there is something to tell. */
type Teller = Pick<ModelDesk, "offerUnfinished" | "tellMoved">;

/** What is followed. */
export type FollowedModels = {
  readonly servers: Pick<Servers, "onDidLearn" | "known">;
  readonly privateStore: StorePort;
  readonly log: Pick<Logger, "error">;
};

/** Whether a window that was closed may have left a pull unfinished. */
function hasUnfinished(store: StorePort): boolean {
  return store.keys().some((key) => key.startsWith(unfinishedPrefix));
}

/**
 * Tells, unasked but once, what concerns a person's own models: a pull that a closed window left unfinished, and a tag
 * that has moved. Loads nothing while there is neither.
 */
export function followModels(
  { servers, privateStore, log }: FollowedModels,
  models: () => Promise<Teller>,
  settleMs: number,
): Disposable {
  const pins = new ModelPins(privateStore);
  const store = new DisposableStore();
  const tell = (work: (desk: Teller) => Promise<void>): void => {
    models()
      .then(work)
      .catch((error: unknown) => {
        log.error("A notice about models could not be shown", error);
      });
  };
  store.add(
    later(settleMs, () => {
      if (hasUnfinished(privateStore)) tell((desk) => desk.offerUnfinished());
    }),
  );
  store.add(
    servers.onDidLearn((provider) => {
      const moved: readonly MovedTag[] = pins.moved(provider.id, servers.known(provider));
      for (const tag of moved) tell((desk) => desk.tellMoved(tag));
    }),
  );
  return store;
}
