import { DisposableStore, type Disposable } from "../base/disposable.ts";
import { later } from "../base/later.ts";
import { ModelPins, type MovedTag } from "../setup/modelPins.ts";
import { unfinishedPrefix, type StorePort } from "../setup/unfinishedPulls.ts";
import type { ModelDesk } from "./modelDesk.ts";
import type { SurfaceParts } from "./surfaceParts.ts";

/** What is about models, loaded when somebody first asks for it. */
export type Models = () => Promise<ModelDesk>;

/** Whether a window that was closed may have left a pull unfinished. */
function hasUnfinished(store: StorePort): boolean {
  return store.keys().some((key) => key.startsWith(unfinishedPrefix));
}

/**
 * Tells, unasked but once, what concerns a person's own models: a pull that a closed window left unfinished, and a tag
 * that has moved. Loads nothing while there is neither.
 */
export function followModels(
  { servers, privateStore, log }: Pick<SurfaceParts, "servers" | "privateStore" | "log">,
  models: Models,
  settleMs: number,
): Disposable {
  const pins = new ModelPins(privateStore);
  const store = new DisposableStore();
  const tell = (work: (desk: ModelDesk) => Promise<void>): void => {
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
