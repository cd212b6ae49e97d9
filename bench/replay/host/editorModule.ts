import { CancellationTokenSource } from "./cancellation.ts";
import { commandsApi } from "./commandsApi.ts";
import type { Configuration } from "./configuration.ts";
import { Disposable } from "./disposable.ts";
import { Emitter } from "./emitter.ts";
import { enumerations } from "./enumerations.ts";
import { FileSystemError } from "./fileSystem.ts";
import type { Host } from "./host.ts";
import { languagesApi } from "./languagesApi.ts";
import { Position } from "./position.ts";
import { Range } from "./range.ts";
import { Selection } from "./selection.ts";
import { tolerant } from "./tolerant.ts";
import { Uri } from "./uri.ts";
import {
  Diagnostic,
  InlineCompletionItem,
  InlineCompletionList,
  Location,
  MarkdownString,
  RelativePattern,
  SnippetString,
  ThemeColor,
} from "./valueClasses.ts";
import { windowApi } from "./windowApi.ts";
import { workspaceApi } from "./workspaceApi.ts";

/** The `vscode` module that extensions get. */
export function editorModule(host: Host, getConfiguration: (section?: string) => Configuration): object {
  return tolerant({
    ...enumerations(),
    version: "1.110.0",
    window: windowApi(host),
    workspace: workspaceApi(host, getConfiguration),
    languages: languagesApi(host),
    commands: commandsApi(host),
    env: environment(),
    extensions: tolerant({ all: [], getExtension: () => undefined }),
    l10n: tolerant({ t: translated, bundle: undefined, uri: undefined }),
    CancellationTokenSource,
    Diagnostic,
    Disposable,
    EventEmitter: Emitter,
    FileSystemError,
    InlineCompletionItem,
    InlineCompletionList,
    Location,
    MarkdownString,
    Position,
    Range,
    RelativePattern,
    Selection,
    SnippetString,
    ThemeColor,
    ThemeIcon: ThemeColor,
    Uri,
  });
}

function environment(): object {
  let copied = "";
  return tolerant({
    appName: "Typing replay",
    appHost: "desktop",
    appRoot: "",
    language: "en",
    machineId: "typing-replay",
    sessionId: "typing-replay",
    uriScheme: "vscode",
    shell: "/bin/sh",
    uiKind: 1,
    remoteName: undefined,
    isNewAppInstall: false,
    isTelemetryEnabled: false,
    logLevel: 0,
    openExternal: () => Promise.resolve(false),
    clipboard: {
      readText: () => Promise.resolve(copied),
      writeText: (text: string) => {
        copied = text;
        return Promise.resolve();
      },
    },
  });
}

function translated(message: string | { readonly message: string }, ...given: readonly unknown[]): string {
  const text = typeof message === "string" ? message : message.message;
  const [first] = given;
  const values = Object((given.length === 1 && typeof first === "object" ? first : given) ?? {}) as Record<
    string,
    unknown
  >;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}
