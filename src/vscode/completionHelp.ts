import * as vscode from "vscode";
import type { FindingAction } from "../completion/finding.ts";
import type { StepAction } from "../protocol/messages.ts";
import type { ProviderConfig } from "../settings/providerConfig.ts";
import { showDoctor } from "./completionDoctor.ts";
import type { ModelDesk } from "./modelDesk.ts";
import type { OpenCompletion } from "./openCompletion.ts";
import { pickSnooze } from "./snoozePicker.ts";
import { createStatisticsPanel } from "./statisticsPanel.ts";
import type { SurfaceParts } from "./surfaceParts.ts";
import { toggleCompletionHere } from "./toggleCompletionHere.ts";

/** What a person who wants to know or set something about completion is helped with. */
export type CompletionHelpParts = {
  readonly surface: SurfaceParts;
  readonly open: OpenCompletion;
  readonly models: () => Promise<ModelDesk>;
  /** Asks for every confirmation that stands before completion. */
  readonly confirm: () => Promise<unknown>;
  /** Asks the servers again what they have. */
  readonly lookAgain: () => Promise<void>;
  /** A step that is the same for chat and completion. */
  readonly onStep: (action: StepAction) => unknown;
  /** The same, about a provider. */
  readonly onStepAt: (action: StepAction, provider: ProviderConfig) => unknown;
};

/** What there is to open about completion, and what can be done about it. */
export type CompletionHelp = {
  readonly doctor: () => Promise<void>;
  readonly snooze: () => Promise<void>;
  readonly toggleHere: () => Promise<void>;
  readonly openStatistics: () => void;
  readonly act: (action: FindingAction) => Promise<void>;
};

/** Makes the help; it is loaded when somebody first asks for it. */
export function createCompletionHelp(parts: CompletionHelpParts): CompletionHelp {
  const { surface, open } = parts;
  const { extensionUri, log, settings } = surface;
  const today = (): string => surface.book.local.day(new Date().toISOString());
  const statistics = createStatisticsPanel({ extensionUri, log, book: open.book, today });
  const steps = ownSteps(parts);
  const act = async (action: FindingAction): Promise<void> => {
    if ("step" in action) {
      const own = steps[action.step];
      await (own === undefined ? parts.onStep(action.step) : own(serverOf(surface), action.model));
    } else if (action.argument === undefined) await vscode.commands.executeCommand(action.command);
    else await vscode.commands.executeCommand(action.command, action.argument);
  };
  return {
    doctor: async () => {
      const action = await showDoctor(surface, open);
      if (action !== undefined) await act(action);
    },
    snooze: () => pickSnooze(open.snooze),
    toggleHere: () => toggleCompletionHere(settings),
    openStatistics: () => {
      statistics.open();
    },
    act,
  };
}

/** The server that completion would ask, or that stands in its way. */
function serverOf({ sending, parts }: SurfaceParts): ProviderConfig | undefined {
  const outlook = sending.outlook("completion");
  if (outlook.ok) return outlook.value.route.provider;
  if ("provider" in outlook.error && typeof outlook.error.provider !== "string")
    return outlook.error.provider;
  const chosen = parts.chosen("completion")?.provider;
  return parts.providers().find(({ id }) => chosen === undefined || id === chosen);
}

type Steps = {
  readonly [A in StepAction]?: (server: ProviderConfig | undefined, model: string | undefined) => unknown;
};

/** The steps that mean something else for completion than for chat. */
function ownSteps({ models, confirm, lookAgain, onStep, onStepAt }: CompletionHelpParts): Steps {
  const pick = async (): Promise<void> => (await models()).pick("completion");
  return {
    pickModel: pick,
    useDeviceModel: pick,
    pullModel: async (server, model) => (await models()).pull(server, model),
    getModel: async (server) =>
      server === undefined ? onStep("openSettings") : (await models()).help(server, "completion"),
    startServer: (server) => server && onStepAt("startServer", server),
    confirmDestination: confirm,
    leaveOut: () => onStep("openSettings"),
    retry: async () => {
      await lookAgain();
      await vscode.commands.executeCommand("editor.action.inlineSuggest.trigger");
    },
  };
}
