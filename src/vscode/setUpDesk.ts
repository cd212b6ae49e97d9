import { stat } from "node:fs/promises";
import { homedir, totalmem } from "node:os";
import { platform } from "node:process";
import * as vscode from "vscode";
import type { Disposable } from "../base/disposable.ts";
import { pause } from "../base/later.ts";
import type { RecordOpening } from "../privacy/linkRecorder.ts";
import type { SetUpView } from "../protocol/messages.ts";
import type { PolicyWatch } from "../gate/policy.ts";
import type { Outlook, Sending } from "../sending/send.ts";
import type { SendingParts } from "../sending/sendingParts.ts";
import type { Servers } from "../sending/servers.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { findOllama } from "../setup/findOllama.ts";
import { installHelp } from "../setup/installHelp.ts";
import { isBuiltInHere } from "../setup/machineState.ts";
import { SetUpGuide } from "../setup/setUpGuide.ts";
import { machinePlace } from "../setup/setUpView.ts";
import { suggestModel } from "../setup/suggestModel.ts";
import { openLink } from "./openLink.ts";
import { showStartHelp, startOllama } from "./startHelp.ts";
import { say } from "../terms/words.ts";

/** What the desk works with. */
export type SetUpDeskParts = {
  readonly parts: Pick<SendingParts, "authority"> & { readonly policy: Pick<PolicyWatch, "current"> };
  readonly servers: Pick<Servers, "known" | "look" | "onDidLearn">;
  readonly sending: Pick<Sending, "outlook">;
  readonly recordOpening: RecordOpening;
  /** Whether the page that shows a wait is there. */
  readonly isShown: () => boolean;
  /** Something new is known about the machine. */
  readonly onChange: () => void;
};

/** The help with setting a machine up: what it lacks, and each way on. */
export type SetUpDesk = Disposable & {
  readonly advice: (outlook: Outlook) => SetUpView | undefined;
  /** The outlook may have changed. */
  readonly notice: () => Promise<void>;
  /** A person pressed the button that says what it starts. */
  readonly start: (provider: ProviderConfig | undefined) => Promise<void>;
  /** Says how a server is started that does not answer; one that does by now needs no help. */
  readonly helpStart: (provider: ProviderConfig | undefined) => Promise<void>;
  /** The name of the model that the advice offers to get for a provider. */
  readonly suggested: (provider: ProviderConfig) => string | undefined;
  readonly openInstallPage: () => Promise<void>;
};

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    // Whatever may not be looked at counts as not there: the words are "not found in the usual places".
    return false;
  }
}

/** The memory of the machine that a server runs on, in bytes, where that is this one. */
function memoryOf(provider: ProviderConfig): number | undefined {
  return isBuiltInHere(provider) ? totalmem() : undefined;
}

/** Opens the desk; loaded only once something is missing. */
export function openSetUpDesk({ onChange, ...parts }: SetUpDeskParts): SetUpDesk {
  const { sending, servers, recordOpening } = parts;
  const isRemote = parts.parts.authority() !== undefined;
  const guide = new SetUpGuide({
    machine: { place: machinePlace(isRemote ? (vscode.env.remoteName ?? "web") : undefined), platform },
    findProgram: () => findOllama({ platform, home: homedir(), isFile }),
    known: (provider) => servers.known(provider),
    look: (provider) => servers.look(provider, "person"),
    suggested: (provider) => suggestModel("chat", memoryOf(provider)),
    isWaitWanted: () => parts.isShown() && !parts.parts.policy.current().paused,
    pause,
    onChange,
  });
  const isUp = async (provider: ProviderConfig): Promise<boolean> =>
    (await servers.look(provider, "person")).kind === "up";
  return {
    advice: (outlook) => guide.advice(outlook),
    notice: () => guide.notice(sending.outlook("chat")),
    start: async (provider) => {
      if (provider === undefined || !isBuiltInHere(provider) || (await isUp(provider))) return;
      startOllama(provider, guide.program);
      await guide.waitFor(provider);
    },
    helpStart: async (provider) => {
      if (provider?.kind === "ollama" && (await isUp(provider)))
        void vscode.window.showInformationMessage(say("{0} answers now.", provider.label));
      else if ((await showStartHelp(provider, guide.program)) && provider) await guide.waitFor(provider);
    },
    suggested: (provider) => suggestModel("chat", memoryOf(provider))?.name,
    openInstallPage: () => openLink(installHelp(platform).page, recordOpening),
    dispose: () => {
      guide.dispose();
    },
  };
}
