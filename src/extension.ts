import { setTimeout as wait } from "node:timers/promises";
import type * as vscode from "vscode";
import { toDisposable, type Disposable } from "./base/disposable.ts";
import { ChatSession } from "./chat/chatSession.ts";
import { createFileConversationStore } from "./chat/fileConversationStore.ts";
import { Completer } from "./completion/completer.ts";
import { createDoor } from "./egress/door.ts";
import { createEditorTransport } from "./egress/editorTransport.ts";
import { ownAddresses } from "./egress/resolveHost.ts";
import { sha256 } from "./gate/sha256.ts";
import { openLedger, readLedger } from "./ledger/ledger.ts";
import { IndicatorSource } from "./privacy/indicatorSource.ts";
import { countDay } from "./privacy/ledgerCounts.ts";
import { ledgerPage } from "./privacy/ledgerPage.ts";
import { WorkspacePolicy } from "./privacy/workspacePolicy.ts";
import type { LoadProvider } from "./providers/provider.ts";
import { createErrands } from "./sending/errands.ts";
import { createSending } from "./sending/send.ts";
import type { SendingParts } from "./sending/sendingParts.ts";
import { Servers } from "./sending/servers.ts";
import { ollamaProvider } from "./settings/providerConfig.ts";
import { scout } from "./setup/scout.ts";
import type { Task } from "./terms/task.ts";
import { createConsentDialogs } from "./vscode/consentDialogs.ts";
import { activeAttachment } from "./vscode/editorContext.ts";
import { createLogChannel } from "./vscode/logChannel.ts";
import { createPrivateStore } from "./vscode/privateStore.ts";
import { registerSurfaces } from "./vscode/registerSurfaces.ts";
import { createSecretKeys } from "./vscode/secretKeys.ts";
import { watchSettings } from "./vscode/settingsSource.ts";
import {
  isTrusted,
  onDidGrantTrust,
  windowAuthority,
  workspaceKey,
  workspaceName,
} from "./vscode/windowPlace.ts";

function later(milliseconds: number, callback: () => void): Disposable {
  const timer = setTimeout(callback, milliseconds);
  return toDisposable(() => {
    clearTimeout(timer);
  });
}

const load: LoadProvider = async (kind) =>
  kind === "ollama"
    ? (await import("./providers/ollama.ts")).ollama
    : (await import("./providers/openai.ts")).openai;

/** Builds everything and registers everything; the only place that knows all names. */
export function activate(context: vscode.ExtensionContext): void {
  const now = (): string => new Date().toISOString();
  const clock = (): number => performance.now();
  const workspace = workspaceKey();
  const storage = context.globalStorageUri.fsPath;
  const ledgerFolder = `${storage}/ledger`;

  const log = createLogChannel();
  const settings = watchSettings();
  const keys = createSecretKeys(context.secrets);
  const ledger = openLedger(ledgerFolder, crypto.randomUUID().slice(0, 8), () => new Date());
  const policy = new WorkspacePolicy({
    store: createPrivateStore(context.globalState),
    workspace,
    wishes: () => {
      const {
        "privacy.defaultMode": defaultMode,
        "privacy.ceiling": ceiling,
        "privacy.workspaceMode": repository,
      } = settings.current();
      return { defaultMode, ceiling, repository, trusted: isTrusted() };
    },
  });
  const door = createDoor({
    direct: async () => (await import("./egress/directTransport.ts")).createDirectTransport(),
    editor: createEditorTransport(),
    ledger,
    policy,
    keys,
    log,
    workspace: workspaceName(),
    clock,
  });

  const parts: SendingParts = {
    providers: () => [ollamaProvider(settings.current()["ollama.url"]), ...settings.current().providers],
    chosen: (task) => settings.current()[`${task}.model`],
    policy,
    surroundings: {
      authority: () => windowAuthority(context.extension),
      ownAddresses,
      declaredHosts: () => settings.current()["network.hosts"],
    },
    load,
    door,
    ledger,
    consent: createConsentDialogs((key) => policy.confirm(key)),
    workspace: workspaceName(),
    clock,
  };
  const servers = new Servers(createErrands(parts), clock);
  const sending = createSending(parts, servers);

  const chat = new ChatSession({
    sending,
    store: createFileConversationStore(
      `${storage}/conversations/${sha256(Buffer.from(workspace)).slice(0, 16)}`,
      log,
    ),
    editor: { active: activeAttachment },
    known: (provider) => servers.known(provider),
    newId: () => crypto.randomUUID(),
    now,
    clock,
    nextFrame: (callback) => later(16, callback),
  });
  const completer = new Completer({
    sending,
    policy,
    pause: (milliseconds, signal) => wait(milliseconds, undefined, { signal }).catch(() => undefined),
  });
  const indicator = new IndicatorSource({
    policy,
    ledger,
    onDidMove: door.onDidMove,
    outlook: sending.outlook,
    completionOff: () => (settings.current()["completion.enabled"] ? undefined : "completion is off"),
    ignoredSettings: () => settings.current().ignored,
    serverCloud: () => servers.cloudFeatures(parts.providers()),
    now,
    later,
  });

  const look = async (task: Task, trigger: "person" | "automatic"): Promise<void> =>
    scout(task, trigger, { servers, sending, providers: parts.providers, chosen: parts.chosen });
  const surfaces = registerSurfaces({
    extensionUri: context.extensionUri,
    log,
    settings,
    policy,
    keys,
    servers,
    sending,
    chat,
    completer,
    indicator,
    parts,
    look,
    ledgerPage: () => ledgerPage(readLedger(ledgerFolder), now().slice(0, 10)),
  });
  context.subscriptions.push(
    log,
    settings,
    ledger,
    indicator,
    chat,
    surfaces,
    onDidGrantTrust(() => {
      policy.refresh();
    }),
  );

  void chat.restore();
  // The editor comes first: the ledger is counted and the servers are asked when it has settled.
  context.subscriptions.push(
    later(500, () => {
      indicator.startFrom(countDay(readLedger(ledgerFolder), now().slice(0, 10)));
      void Promise.all([look("chat", "automatic"), look("completion", "automatic")]);
    }),
  );
}
