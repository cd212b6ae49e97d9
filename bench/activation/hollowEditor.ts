/**
 * An editor that is not there: everything can be read, called and constructed, and hands back another hollow thing. It
 * answers at once, so that what is measured is ours alone. Only what our code looks into has a real value.
 */
const real: Readonly<Record<string, unknown>> = {
  workspaceFolders: undefined,
  workspaceFile: undefined,
  name: "bench",
  remoteName: undefined,
  activeTextEditor: undefined,
  isTrusted: true,
  bundle: undefined,
  uiKind: 1,
  UIKind: { Desktop: 1, Web: 2 },
  ExtensionKind: { UI: 1, Workspace: 2 },
  inspect: () => ({}),
  get: () => undefined,
  keys: () => [],
};

function hollow(): unknown {
  return new Proxy(function nothing() {}, {
    get: (_target, key) => {
      if (key === "then" || typeof key === "symbol") return undefined;
      return key in real ? real[key] : hollow();
    },
    set: () => true,
    apply: () => hollow(),
    construct: () => hollow() as object,
  });
}

/** What the bundle takes from `vscode` by name; a bundler copies a module's own keys, so they have to be there. */
const names = [
  "commands",
  "extensions",
  "env",
  "l10n",
  "languages",
  "window",
  "workspace",
  "EventEmitter",
  "RelativePattern",
  "Uri",
  "ThemeColor",
  "MarkdownString",
  "CodeActionKind",
];
const enumerations = [
  "ExtensionKind",
  "InlineCompletionTriggerKind",
  "QuickPickItemKind",
  "StatusBarAlignment",
  "UIKind",
];

/** The `vscode` module of the hollow editor. */
export const hollowEditor = Object.fromEntries(
  [...names, ...enumerations].map((name) => [name, name in real ? real[name] : hollow()]),
);
