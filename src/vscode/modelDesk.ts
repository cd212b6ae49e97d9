import type { OpenSending } from "../sending/openSending.ts";
import { modelOffer } from "../setup/modelOffer.ts";
import type { StepAction } from "../protocol/messages.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import type { ModelRef } from "../terms/modelRef.ts";
import type { Task } from "../terms/task.ts";
import { showModelHelp } from "./modelHelp.ts";
import { pickModel } from "./modelPicker.ts";

/** What the desk calls that is set up elsewhere. */
export type ModelDeskParts = OpenSending & {
  /** A step that is not about models. */
  readonly onStep: (action: StepAction) => unknown;
  readonly startServer: (provider: ProviderConfig) => unknown;
  /** The user wants to confirm a server; `true`: they did. */
  readonly confirmServer: (provider: ProviderConfig) => Promise<boolean>;
  /** The user has picked a model for a task; absent: let it be chosen automatically. */
  readonly onPicked: (task: Task, ref: ModelRef | undefined) => Promise<unknown>;
};

/** Everything about models that a person opens by hand. */
export type ModelDesk = {
  /** Lets the user pick the model for a task. */
  readonly pick: (task: Task) => Promise<void>;
  /** Says how a server comes to have a model for a task. */
  readonly help: (provider: ProviderConfig, task: Task) => Promise<void>;
};

/** Opens the desk; its bundle is loaded when somebody first needs it. */
export function openModelDesk(parts: ModelDeskParts): ModelDesk {
  const pick = (task: Task): Promise<void> =>
    pickModel(task, {
      providers: parts.parts.providers,
      offer: (wanted, provider) => modelOffer(wanted, provider, parts),
      onStep: (action, provider, wanted) => {
        if (action === "getModel") return showModelHelp(provider, wanted);
        return action === "startServer" ? parts.startServer(provider) : parts.onStep(action);
      },
      onConfirm: parts.confirmServer,
      onPicked: parts.onPicked,
    });
  return { pick, help: showModelHelp };
}
