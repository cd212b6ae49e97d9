import "./vscode/editorWords.ts";
import type * as vscode from "vscode";
import { later } from "./base/later.ts";
import { createDoor } from "./egress/door.ts";
import { createEditorTransport } from "./egress/editorTransport.ts";
import { findHostMachine } from "./egress/findHostMachine.ts";
import { networkAddresses, ownAddresses } from "./egress/ownAddresses.ts";
import { parseEnvValues } from "./gate/knownSecrets.ts";
import { IndicatorSource } from "./privacy/indicatorSource.ts";
import { loadFormat } from "./providers/loadFormat.ts";
import { openSending } from "./sending/openSending.ts";
import { serverWarnings } from "./sending/serverWarnings.ts";
import { settingsPorts } from "./sending/settingsPorts.ts";
import { createConsentDialogs } from "./vscode/consentDialogs.ts";
import { createEnvFiles } from "./vscode/envFiles.ts";
import { followTerminals } from "./vscode/followTerminals.ts";
import { createKeptPause } from "./vscode/keptPause.ts";
import { createLazyCodeIndex } from "./vscode/lazyCodeIndex.ts";
import { createLogChannel } from "./vscode/logChannel.ts";
import { registerSurfaces } from "./vscode/registerSurfaces.ts";
import { createReviewDesk } from "./vscode/reviewPanel.ts";
import { createSecretKeys } from "./vscode/secretKeys.ts";
import { editorProxy, searchExcludes, watchSettings } from "./vscode/settingsSource.ts";
import { watchTriedSettings } from "./vscode/triedSettingsSource.ts";
import { openWindowLedger } from "./vscode/windowLedger.ts";
import { openWindowPolicy } from "./vscode/windowPolicy.ts";
import { remoteKind, windowAuthority, workspaceKey, workspaceName } from "./vscode/windowPlace.ts";
import { say } from "./terms/words.ts";

const now = (): string => new Date().toISOString();

/** What stands between the features and the world: settings, policy, ledger, door, and the one send. */
function openPipe(context: vscode.ExtensionContext) {
  const log = createLogChannel();
  const settings = watchSettings();
  const windowPolicy = openWindowPolicy(context, settings);
  const { policy, grants, pathGuard } = windowPolicy;
  const envFiles = createEnvFiles(parseEnvValues, log);
  const tried = watchTriedSettings();
  context.subscriptions.push(envFiles, tried);
  const keys = createSecretKeys(context);
  const ledgerDays = (): number | undefined => windowPolicy.policyFiles.current().ledgerDays;
  const book = openWindowLedger(context, { settings: settings.current, ledgerDays, log });
  const host = findHostMachine(remoteKind(context.extension));
  const clock = (): number => performance.now();
  const common = { ledger: book.ledger, policy, workspace: workspaceName(), clock, log };
  const door = createDoor({
    ...common,
    direct: async () => (await import("./egress/directTransport.ts")).createDirectTransport(),
    editor: createEditorTransport(),
    keys,
  });
  const reviews = createReviewDesk(context.extensionUri, log);
  const pipe = openSending({
    ...common,
    ...settingsPorts(settings.current, windowPolicy.isAllowed),
    authority: () => windowAuthority(context.extension),
    ownAddresses,
    networkAddresses,
    hostMachine: () => host,
    proxy: editorProxy,
    now,
    load: loadFormat,
    door,
    consent: createConsentDialogs((key) => policy.confirm(key), reviews.review),
    keepGrant: (wish) => grants.give(wish),
    judgePath: (uri) => pathGuard.guard.judge(uri),
    knownSecrets: () => envFiles.known(),
  });
  return { ...pipe, ...windowPolicy, log, settings, tried, keys, book, door, reviews };
}

/** The features, on top of the pipe. */
function openFeatures(context: vscode.ExtensionContext, pipe: ReturnType<typeof openPipe>) {
  const { sending, servers, policy, settings, tried, pathGuard, book, door, log } = pipe;
  const indicator = new IndicatorSource({
    policy,
    ...{ ledger: book.ledger, local: book.local, onDidMove: door.onDidMove, outlook: sending.outlook },
    completionOff: () => (settings.current()["completion.enabled"] ? undefined : say("completion is off")),
    ignoredSettings: () => [...settings.current().ignored, ...tried.current()],
    serverWarnings: () => serverWarnings(servers, pipe.parts.providers()),
    now,
    later,
  });
  const storage = context.storageUri?.fsPath;
  const embedding = { open: pipe, onDidMove: door.onDidMove };
  const codeIndex = createLazyCodeIndex({
    ...{ storage, searchExcludes, embedding, log },
    ...{ guard: pathGuard.guard, pause: createKeptPause(context.workspaceState) },
  });
  const terminals = followTerminals();
  return { indicator, codeIndex, terminals, searchExcludes };
}

/** Builds everything and registers everything; the only place that knows all names. */
export function activate(context: vscode.ExtensionContext): void {
  const pipe = openPipe(context);
  const features = openFeatures(context, pipe);
  const { extensionUri, globalStorageUri, workspaceState } = context;
  const surfaces = registerSurfaces({
    ...{ extensionUri, globalStorageUri, workspaceState, workspaceKey: workspaceKey(context.extension) },
    ...pipe,
    ...features,
  });
  const { log, settings, book } = pipe;
  // Let go from the outside in: chat and completion still record their end, then the ledger closes, and the log last.
  const { indicator, codeIndex, terminals } = features;
  context.subscriptions.push(surfaces, indicator, codeIndex, terminals, book.ledger, settings, log);
}
