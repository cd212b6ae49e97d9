/**
 * Stands in for the editor's API where tests run without an editor: only what the adapters under test touch, behaving
 * as the editor does. The in-editor tests make the same calls, so it cannot drift for long.
 */

import { posix } from "node:path";

/** As `vscode.Disposable`. */
export class Disposable {
  readonly #callOnDispose: () => void;

  constructor(callOnDispose: () => void) {
    this.#callOnDispose = callOnDispose;
  }

  dispose(): void {
    this.#callOnDispose();
  }
}

/** As `vscode.EventEmitter`. */
export class EventEmitter<T> {
  readonly #listeners = new Set<(value: T) => unknown>();

  readonly event = (listener: (value: T) => unknown): Disposable => {
    this.#listeners.add(listener);
    return new Disposable(() => this.#listeners.delete(listener));
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

type Heard<T> = (listener: (value: T) => unknown) => Disposable;

/** What a test makes happen in the editor. */
export const happenings = {
  activeTextEditor: new EventEmitter<unknown>(),
  openedDocument: new EventEmitter<unknown>(),
  savedDocument: new EventEmitter<{ readonly uri: Uri }>(),
  changedDocument: new EventEmitter<{ readonly document: { readonly uri: Uri } }>(),
  closedDocument: new EventEmitter<{ readonly uri: Uri }>(),
  workspaceFolders: new EventEmitter<unknown>(),
  windowState: new EventEmitter<unknown>(),
  selection: new EventEmitter<unknown>(),
  fileWritten: new EventEmitter<unknown>(),
  commandStarted: new EventEmitter<unknown>(),
  commandEnded: new EventEmitter<unknown>(),
  terminalClosed: new EventEmitter<unknown>(),
};

/** A button of an input, or of a row of a quick pick. */
type Button = { readonly tooltip?: string };

/** A row of a quick pick. */
type Row = { readonly label: string; readonly buttons?: readonly Button[] };

/** As `vscode.QuickInputButtons`. */
export const QuickInputButtons = { Back: { tooltip: "Back" } as Button };

/** What a quick pick and an input box have in common. */
class QuickInput {
  title: string | undefined;
  step: number | undefined;
  totalSteps: number | undefined;
  busy = false;
  ignoreFocusOut = false;
  buttons: readonly Button[] = [];
  readonly accepted = new EventEmitter<undefined>();
  readonly #hidden = new EventEmitter<undefined>();
  readonly #pressed = new EventEmitter<Button>();

  readonly onDidAccept = this.accepted.event;
  readonly onDidHide = this.#hidden.event;
  readonly onDidTriggerButton = this.#pressed.event;

  hide(): void {
    this.#hidden.fire(undefined);
  }

  dispose(): void {
    this.accepted.dispose();
    this.#hidden.dispose();
    this.#pressed.dispose();
  }

  /** Presses the button whose tooltip begins so. */
  press(tooltip: string): void {
    const button = this.buttons.find((one) => one.tooltip?.startsWith(tooltip));
    if (button === undefined) throw new Error(`There is no button "${tooltip}".`);
    this.#pressed.fire(button);
  }
}

/** As a quick pick: what it offers is read, and what the person does is done, by a test. */
export class QuickPick extends QuickInput {
  placeholder: string | undefined;
  matchOnDescription = false;
  matchOnDetail = false;
  keepScrollPosition = false;
  value = "";
  activeItems: readonly Row[] = [];
  selectedItems: readonly Row[] = [];
  #items: readonly Row[] = [];
  readonly #pressedInRow = new EventEmitter<{ readonly item: Row; readonly button: Button }>();

  readonly #typed = new EventEmitter<string>();

  readonly onDidTriggerItemButton = this.#pressedInRow.event;
  readonly onDidChangeValue = this.#typed.event;

  get items(): readonly Row[] {
    return this.#items;
  }

  /** New rows: the first that fits what is typed becomes the one that Enter takes. */
  set items(items: readonly Row[]) {
    this.#items = items;
    this.activeItems = items.filter(({ label }) => label.includes(this.value)).slice(0, 1);
  }

  show(): void {
    quickPicks.push(this);
  }

  type(text: string): void {
    this.value = text;
    this.#typed.fire(text);
  }

  choose(label: string): void {
    this.selectedItems = this.items.filter((item) => item.label === label);
    this.accepted.fire(undefined);
  }

  /** Presses the button of a row whose tooltip is this. */
  pressInRow(label: string, tooltip: string): void {
    const item = this.items.find((one) => one.label === label);
    const button = item?.buttons?.find((one) => one.tooltip === tooltip);
    if (item === undefined || button === undefined) throw new Error(`"${label}" has no button "${tooltip}".`);
    this.#pressedInRow.fire({ item, button });
  }
}

/** The quick picks shown so far. */
export const quickPicks: QuickPick[] = [];

/** As `vscode.InputBoxValidationSeverity`. */
export const InputBoxValidationSeverity = { Info: 1, Warning: 2, Error: 3 } as const;

/** As an input box: what it says is read, and what the person types is typed, by a test. */
export class InputBox extends QuickInput {
  prompt: string | undefined;
  placeholder: string | undefined;
  password = false;
  value = "";
  validationMessage: { readonly message: string; readonly severity: number } | undefined;
  readonly #typed = new EventEmitter<string>();

  readonly onDidChangeValue = this.#typed.event;

  show(): void {
    inputBoxes.push(this);
  }

  type(text: string): void {
    this.value = text;
    this.#typed.fire(text);
  }

  accept(): void {
    this.accepted.fire(undefined);
  }
}

/** The input boxes shown so far. */
export const inputBoxes: InputBox[] = [];

/**
 * What `showInputBox` was given, what the person types into the next ones, and what those say of it; absent: they close
 * it.
 */
export const typed: { shown: unknown[]; text: string | undefined; problems: unknown[] } = {
  shown: [],
  text: undefined,
  problems: [],
};

type InputBoxOptions = { readonly validateInput?: (text: string) => unknown };

function showInputBox(options: InputBoxOptions): Promise<string | undefined> {
  typed.shown.push(options);
  const problem = typed.text === undefined ? undefined : options.validateInput?.(typed.text);
  if (problem === undefined) return Promise.resolve(typed.text);
  typed.problems.push(problem);
  return Promise.resolve(undefined);
}

/** As `vscode.ProgressLocation`. */
export const ProgressLocation = { SourceControl: 1, Window: 10, Notification: 15 } as const;

/** As `vscode.ThemeIcon`. */
export class ThemeIcon {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

type Report = { readonly message?: string; readonly increment?: number };

/** The titles of what was waited for and what was said meanwhile, and what a person who clicks Cancel calls. */
export const progress: { titles: string[]; reports: Report[]; cancel: () => void } = {
  titles: [],
  reports: [],
  cancel: () => undefined,
};

type Cancelled = { readonly onCancellationRequested: Heard<undefined> };

function withProgress<T>(
  { title }: { readonly title: string },
  work: (reporter: { report: (step: Report) => void }, cancelled: Cancelled) => Promise<T>,
): Promise<T> {
  const requested = new EventEmitter<undefined>();
  progress.titles.push(title);
  progress.cancel = () => {
    requested.fire(undefined);
  };
  const report = (step: Report): void => void progress.reports.push(step);
  return work({ report }, { onCancellationRequested: requested.event });
}

/** The lists shown so far by `showQuickPick`, and which of a list's rows the person picks. A test empties and sets them. */
export const lists: {
  shown: (readonly Row[])[];
  pick: (rows: readonly Row[]) => unknown;
} = { shown: [], pick: () => undefined };

function showQuickPick(rows: readonly Row[]): Promise<unknown> {
  lists.shown.push(rows);
  return Promise.resolve(lists.pick(rows));
}

/** Where the person saves to and which files they open in dialogs for files, with what the dialogs were given. A test sets all. */
export const fileDialogs: { shown: unknown[]; save: Uri | undefined; open: readonly Uri[] | undefined } = {
  shown: [],
  save: undefined,
  open: undefined,
};

function showSaveDialog(options: unknown): Promise<Uri | undefined> {
  fileDialogs.shown.push(options);
  return Promise.resolve(fileDialogs.save);
}

function showOpenDialog(options: unknown): Promise<readonly Uri[] | undefined> {
  fileDialogs.shown.push(options);
  return Promise.resolve(fileDialogs.open);
}

/** A message that was shown, with its options and buttons. */
type Message = readonly [text: string, ...optionsAndButtons: readonly unknown[]];

/**
 * The messages shown so far, and what the person clicks on the next ones, at once or, by `answering`, later. A test empties
 * and sets them.
 */
export const messages: {
  shown: Message[];
  answer: string | undefined;
  answering?: (() => Promise<string | undefined>) | undefined;
} = { shown: [], answer: undefined };

function show(...message: Message): Promise<string | undefined> {
  messages.shown.push(message);
  return messages.answering?.() ?? Promise.resolve(messages.answer);
}

/** The documents that were shown, by their URIs. */
export const documentsShown: string[] = [];
/** As `vscode.QuickPickItemKind`. */
export const QuickPickItemKind = { Separator: -1 };

/** As `vscode.MarkdownString`. */
export class MarkdownString {
  isTrusted: unknown;
  readonly value: string;
  readonly supportThemeIcons: boolean;

  constructor(value = "", supportThemeIcons = false) {
    this.value = value;
    this.supportThemeIcons = supportThemeIcons;
  }
}

/** As `vscode.ThemeColor`. */
export class ThemeColor {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

/** As `vscode.StatusBarAlignment`. */
export const StatusBarAlignment = { Left: 1 };

/** A status-bar item, as far as it was filled in. */
type StatusBarItem = { tooltip?: MarkdownString; readonly show: () => void; readonly dispose: () => void };

/** The status-bar items made so far. */
export const statusBarItems: StatusBarItem[] = [];

type ViewProvider = { readonly resolveWebviewView: (view: unknown) => unknown };

/** The providers of views, by the id they are registered under. */
export const viewProviders = new Map<string, ViewProvider>();

/** The terminals opened so far: how each was started, and what was typed into it. */
export const terminals: { readonly options: unknown; readonly typed: string[] }[] = [];

/** The commands that were run, with what they were given. */
export const commandsRun: (readonly unknown[])[] = [];

/** As `vscode.window`: the editor with the keyboard, which a test sets, and messages. */
export const window: {
  activeTextEditor: unknown;
  visibleTextEditors: readonly unknown[];
  readonly state: { focused: boolean };
  readonly tabGroups: {
    readonly activeTabGroup: { activeTab: { readonly input: unknown } | undefined };
    /** The tabs that are open. A test sets them. */
    all: readonly { readonly tabs: readonly { readonly input: unknown }[] }[];
  };
  readonly onDidChangeActiveTextEditor: Heard<unknown>;
  readonly onDidChangeTextEditorSelection: Heard<unknown>;
  readonly onDidChangeWindowState: Heard<unknown>;
  /** The terminals that are open. A test sets them. */
  terminals: readonly { readonly name?: string; readonly shellIntegration?: unknown }[];
  activeTerminal: unknown;
  readonly onDidStartTerminalShellExecution: Heard<unknown>;
  readonly onDidEndTerminalShellExecution: Heard<unknown>;
  readonly onDidCloseTerminal: Heard<unknown>;
  readonly showWarningMessage: (...message: Message) => Promise<string | undefined>;
  readonly showInformationMessage: (...message: Message) => Promise<string | undefined>;
  readonly showTextDocument: (uri: Uri) => Promise<void>;
  readonly showErrorMessage: (...message: Message) => Promise<string | undefined>;
  readonly showSaveDialog: typeof showSaveDialog;
  readonly showOpenDialog: typeof showOpenDialog;
  readonly createQuickPick: () => QuickPick;
  readonly createInputBox: () => InputBox;
  readonly showInputBox: (options: InputBoxOptions) => Promise<string | undefined>;
  readonly withProgress: typeof withProgress;
  readonly showQuickPick: (rows: readonly Row[]) => Promise<unknown>;
  readonly createStatusBarItem: () => StatusBarItem;
  readonly createTerminal: (options: unknown) => {
    readonly show: () => void;
    readonly sendText: (text: string) => void;
  };
  readonly registerWebviewViewProvider: (id: string, provider: ViewProvider) => Disposable;
} = {
  activeTextEditor: undefined,
  visibleTextEditors: [],
  state: { focused: true },
  tabGroups: { activeTabGroup: { activeTab: undefined }, all: [] },
  onDidChangeActiveTextEditor: happenings.activeTextEditor.event,
  onDidChangeTextEditorSelection: happenings.selection.event,
  onDidChangeWindowState: happenings.windowState.event,
  terminals: [],
  activeTerminal: undefined,
  onDidStartTerminalShellExecution: happenings.commandStarted.event,
  onDidEndTerminalShellExecution: happenings.commandEnded.event,
  onDidCloseTerminal: happenings.terminalClosed.event,
  showWarningMessage: show,
  showInformationMessage: show,
  showTextDocument: (uri) => {
    documentsShown.push(uri.toString());
    return Promise.resolve();
  },
  showErrorMessage: show,
  showSaveDialog,
  showOpenDialog,
  createQuickPick: () => new QuickPick(),
  createInputBox: () => new InputBox(),
  showInputBox,
  withProgress,
  showQuickPick,
  createStatusBarItem: () => {
    const item: StatusBarItem = { show: () => undefined, dispose: () => undefined };
    statusBarItems.push(item);
    return item;
  },
  createTerminal: (options) => {
    const typed: string[] = [];
    terminals.push({ options, typed });
    return { show: () => undefined, sendText: (text) => typed.push(text) };
  },
  registerWebviewViewProvider: (id, provider) => {
    viewProviders.set(id, provider);
    return new Disposable(() => viewProviders.delete(id));
  },
};

/** As `vscode.l10n`: a bundle is there where an extension is translated into the editor's language. */
export const l10n: { readonly bundle: Readonly<Record<string, string>> | undefined } = { bundle: undefined };

/** As `vscode.env`: a clipboard that a test reads, the links that were opened, and what comes of opening one. */
export const env = {
  language: "en",
  opened: [] as string[],
  openExternal: (uri: Uri): Promise<boolean> => {
    env.opened.push(uri.toString());
    return env.opening();
  },
  opening: (): Promise<boolean> => Promise.resolve(true),
  clipboard: {
    text: "",
    writeText: (text: string): Promise<void> => {
      env.clipboard.text = text;
      return Promise.resolve();
    },
  },
};

/** The commands that were registered, by their ids. */
export const commandsRegistered = new Map<string, (...given: readonly unknown[]) => unknown>();

/** What the editor's own commands answer, by their ids. A test sets it. */
export const commandAnswers = new Map<string, unknown>();

/** As `vscode.commands`: remembers what it was asked to run. */
export const commands = {
  registerCommand: (id: string, handle: (...given: readonly unknown[]) => unknown): Disposable => {
    commandsRegistered.set(id, handle);
    return new Disposable(() => commandsRegistered.delete(id));
  },
  executeCommand: (...command: readonly unknown[]): Promise<unknown> => {
    commandsRun.push(command);
    return Promise.resolve(commandAnswers.get(String(command[0])));
  },
};

/** What a test writes into the settings files: one map per level, and for each folder by its URI. */
type SettingsFiles = {
  readonly user?: SettingsFile;
  readonly machine?: SettingsFile;
  readonly workspace?: SettingsFile;
  readonly folders?: Readonly<Record<string, SettingsFile>>;
};
/** A language's own value is keyed `[go]completion.enabled`. */
type SettingsFile = Readonly<Record<string, unknown>>;
type Scope = Uri | { readonly uri?: Uri; readonly languageId?: string } | undefined;

/**
 * The settings that {@link workspace} reads, its name, the folders it has open, by their URIs, its own file, and the files
 * in the folders, by their paths; one that is `undefined` is there but cannot be read, and is a folder when its name ends
 * in `.d`. A test sets all.
 */
export const opened: {
  settings: SettingsFiles;
  folders: readonly string[];
  files: Readonly<Record<string, string | undefined>>;
  workspaceFile: Uri | undefined;
  name: string | undefined;
} = { settings: {}, folders: [], files: {}, workspaceFile: undefined, name: undefined };

function folderOf(uri: Uri | undefined): string | undefined {
  return opened.folders.find((folder) => uri?.toString().startsWith(`${folder}/`) ?? false);
}

function inspectAt(key: string, scope: Scope): SettingsFile {
  const { uri, languageId } = scope instanceof Uri ? { uri: scope, languageId: undefined } : (scope ?? {});
  const { user = {}, machine = {}, workspace: shared = {}, folders = {} } = opened.settings;
  const folder = folders[folderOf(uri) ?? uri?.toString() ?? ""] ?? {};
  const general = (file: SettingsFile): unknown => file[key];
  const own = (file: SettingsFile): unknown =>
    languageId === undefined ? undefined : file[`[${languageId}]${key}`];
  return {
    globalValue: general(machine) ?? general(user),
    globalLocalValue: general(user),
    globalRemoteValue: general(machine),
    workspaceValue: general(shared),
    workspaceFolderValue: general(folder),
    globalLanguageValue: own(machine) ?? own(user),
    globalLocalLanguageValue: own(user),
    globalRemoteLanguageValue: own(machine),
    workspaceLanguageValue: own(shared),
    workspaceFolderLanguageValue: own(folder),
  };
}

/** As `vscode.FilePermission`. */
export const FilePermission = { Readonly: 1 } as const;

/** As `vscode.FileType`. */
export const FileType = { File: 1, Directory: 2, SymbolicLink: 64 } as const;

/** Paths at which a link stands that {@link workspace} tells of. A test sets them. */
export const links = new Set<string>();

/** As `vscode.FileSystemError`. */
export class FileSystemError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

function textAt({ path }: Uri): string {
  const text = opened.files[path];
  if (text !== undefined) return text;
  const isBelowFile = Object.entries(opened.files).some(
    ([file, its]) => its !== undefined && path.startsWith(`${file}/`),
  );
  if (isBelowFile) throw new FileSystemError("FileNotADirectory");
  throw new FileSystemError(path in opened.files ? "NoPermissions" : "FileNotFound");
}

type Entries = Map<string, number>;
const listed = new WeakMap<object, ReadonlyMap<string, Entries>>();

/** What is in each folder, by its path. */
function listings(files: Readonly<Record<string, string | undefined>>): ReadonlyMap<string, Entries> {
  const folders = new Map<string, Entries>();
  for (const file of Object.keys(files)) {
    const names = file.split("/");
    for (const [index, name] of names.entries()) {
      const folder = names.slice(0, index).join("/");
      const isFolder = index < names.length - 1 || name.endsWith(".d");
      const entries = folders.get(folder) ?? new Map<string, number>();
      folders.set(folder, entries.set(name, isFolder ? FileType.Directory : FileType.File));
    }
  }
  return folders;
}

/** Reads the files that a test has opened, as `vscode.workspace.fs` does. */
const fileSystem = {
  /** Nothing can be written to what a version control keeps; of schemes that nobody serves nothing is known. */
  isWritableFileSystem: (scheme: string): boolean | undefined => ({ file: true, git: false })[scheme],
  readDirectory: ({ path }: Uri): Promise<readonly (readonly [string, number])[]> => {
    if (path in opened.files) return Promise.reject(new FileSystemError("NoPermissions"));
    const folders = listed.get(opened.files) ?? listings(opened.files);
    listed.set(opened.files, folders);
    return Promise.resolve([...(folders.get(path) ?? [])]);
  },
  stat: (uri: Uri): Promise<{ readonly type: number; readonly size: number }> =>
    Promise.resolve().then(() =>
      links.has(uri.path)
        ? { type: FileType.Directory | FileType.SymbolicLink, size: 0 }
        : { type: FileType.File, size: textAt(uri).length },
    ),
  readFile: (uri: Uri): Promise<Uint8Array> => Promise.resolve().then(() => Buffer.from(textAt(uri))),
  writeFile: ({ path }: Uri, bytes: Uint8Array): Promise<void> => {
    opened.files = { ...opened.files, [path]: Buffer.from(bytes).toString() };
    return Promise.resolve();
  },
};

/** What `findFiles` was asked for, include and exclude, and what it finds. A test sets both. */
export const searches: {
  asked: (readonly [include: string, exclude: string | undefined])[];
  found: () => readonly Uri[];
} = { asked: [], found: () => [] };

/** A document that is open: as much of one as is read. */
type OpenDocument = { readonly uri: Uri; readonly getText: () => string };

/** The documents that were opened to be read, by their URIs, and what comes of opening the next one. A test sets both. */
export const documentsOpened: string[] = [];
export const openings: { open: (uri: Uri) => Promise<OpenDocument> } = {
  open: () => Promise.reject(new FileSystemError("FileNotFound")),
};

/** As `vscode.workspace`, with a folder `/project` where paths are shortened. */
export const workspace = {
  fs: fileSystem,
  isTrusted: true,
  textDocuments: [] as readonly OpenDocument[],
  notebookDocuments: [] as readonly { readonly uri: Uri }[],
  openTextDocument: (uri: Uri): Promise<OpenDocument> => {
    documentsOpened.push(uri.toString());
    return openings.open(uri);
  },
  get workspaceFile(): Uri | undefined {
    return opened.workspaceFile;
  },
  get name(): string | undefined {
    return opened.name;
  },
  asRelativePath: ({ path }: { readonly path: string }): string => path.replace(/^\/project\//, ""),
  get workspaceFolders(): readonly { readonly uri: Uri; readonly name: string }[] {
    return opened.folders.map((folder) => ({ uri: Uri.parse(folder), name: folder.split("/").at(-1) ?? "" }));
  },
  getWorkspaceFolder: (uri: Uri): { readonly uri: Uri } | undefined => {
    const folder = folderOf(uri);
    return folder === undefined ? undefined : { uri: Uri.parse(folder) };
  },
  getConfiguration: (section: string, scope: Scope) => ({
    /** What the user wrote of another section, keyed by its whole name. */
    get: (key: string): unknown => opened.settings.user?.[`${section}.${key}`],
    inspect: (key: string): SettingsFile => inspectAt(key, scope),
    update: (key: string, value: unknown, _target?: number, isForLanguage = false): Promise<void> => {
      const languageId =
        isForLanguage && scope !== undefined && "languageId" in scope ? scope.languageId : undefined;
      const name = languageId === undefined ? key : `[${languageId}]${key}`;
      opened.settings = { ...opened.settings, user: { ...opened.settings.user, [name]: value } };
      return Promise.resolve();
    },
  }),
  findFiles: (include: RelativePattern, exclude: string | undefined): Promise<readonly Uri[]> => {
    searches.asked.push([include.pattern, exclude]);
    return Promise.resolve(searches.found());
  },
  onDidOpenTextDocument: happenings.openedDocument.event,
  onDidSaveTextDocument: happenings.savedDocument.event,
  onDidChangeTextDocument: happenings.changedDocument.event,
  onDidCloseTextDocument: happenings.closedDocument.event,
  onDidChangeWorkspaceFolders: happenings.workspaceFolders.event,
  createFileSystemWatcher: () => ({
    onDidCreate: happenings.fileWritten.event,
    onDidChange: happenings.fileWritten.event,
    onDidDelete: happenings.fileWritten.event,
    dispose: (): void => undefined,
  }),
  onDidChangeConfiguration: (): Disposable => new Disposable(() => undefined),
};

/** The extensions there are, by their ids. A test sets it. */
export const installed = new Map<string, unknown>();

/** As `vscode.extensions`. */
export const extensions = { getExtension: (id: string): unknown => installed.get(id) };

/** As `vscode.RelativePattern`. */
export class RelativePattern {
  readonly base: Uri;
  readonly pattern: string;

  constructor(base: Uri, pattern: string) {
    this.base = base;
    this.pattern = pattern;
  }
}

/** As `vscode.ConfigurationTarget`. */
export const ConfigurationTarget = { Global: 1 };

/** As `vscode.Uri`: what a plain address needs. */
export class Uri {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;

  constructor(scheme: string, authority: string, path: string) {
    this.scheme = scheme;
    this.authority = authority;
    this.path = path;
  }

  static file(path: string): Uri {
    return new Uri("file", "", path);
  }

  static parse(text: string): Uri {
    const [, scheme = "", authority = "", path = ""] = /^([^:]+):(?:\/\/([^/]*))?([^#?]*)/.exec(text) ?? [];
    return new Uri(scheme, authority, path);
  }

  static from({ scheme, path = "" }: { readonly scheme: string; readonly path?: string }): Uri {
    return new Uri(scheme, "", path);
  }

  static joinPath({ scheme, authority, path }: Uri, ...parts: readonly string[]): Uri {
    return new Uri(scheme, authority, posix.join(path, ...parts));
  }

  get fsPath(): string {
    return this.path;
  }

  with({
    scheme = this.scheme,
    path = this.path,
  }: {
    readonly scheme?: string;
    readonly path?: string;
  }): Uri {
    return new Uri(scheme, this.authority, path);
  }

  toString(): string {
    return `${this.scheme}://${this.authority}${this.path}`;
  }
}

/** As `vscode.Position`: zero-based. */
export class Position {
  readonly line: number;
  readonly character: number;

  constructor(line: number, character: number) {
    this.line = line;
    this.character = character;
  }

  isEqual({ line, character }: Position): boolean {
    return this.line === line && this.character === character;
  }

  translate(lines: number, characters: number): Position {
    return new Position(this.line + lines, this.character + characters);
  }
}

/** As `vscode.Range`: end-exclusive. */
export class Range {
  readonly start: Position;
  readonly end: Position;

  constructor(start: Position, end: Position) {
    this.start = start;
    this.end = end;
  }

  get isSingleLine(): boolean {
    return this.start.line === this.end.line;
  }
}

/** As `vscode.EndOfLine`. */
export const EndOfLine = { LF: 1, CRLF: 2 } as const;

/** As `vscode.TabInputText`. */
export class TabInputText {
  readonly uri: Uri;

  constructor(uri: Uri) {
    this.uri = uri;
  }
}

/** What a tab that compares two documents shows. */
class TabInputDiff {
  readonly original = Uri.parse("git:///project/a");
  readonly modified = Uri.parse("file:///project/a");
}

/** As `vscode.TabInputTextDiff`. */
export class TabInputTextDiff extends TabInputDiff {}

/** As `vscode.TabInputNotebookDiff`. */
export class TabInputNotebookDiff extends TabInputDiff {}

/** As `vscode.InlineCompletionTriggerKind`. */
export const InlineCompletionTriggerKind = { Invoke: 0, Automatic: 1 } as const;

/** As `vscode.InlineCompletionItem`. */
export class InlineCompletionItem {
  command: unknown;
  readonly insertText: string;
  readonly range: Range;

  constructor(insertText: string, range: Range) {
    this.insertText = insertText;
    this.range = range;
  }
}

type InlineProvider = {
  readonly provideInlineCompletionItems: (...asked: readonly unknown[]) => Promise<unknown>;
};

/** The providers of inline completions, with the documents they were registered for. */
export const inlineProviders = new Map<InlineProvider, readonly { readonly scheme: string }[]>();

/** As `vscode.DiagnosticSeverity`. */
export const DiagnosticSeverity = { Error: 0, Warning: 1 } as const;

/** As `vscode.Diagnostic`. */
export class Diagnostic {
  source: string | undefined;
  readonly range: Range;
  readonly message: string;
  readonly severity: number;

  constructor(range: Range, message: string, severity: number) {
    this.range = range;
    this.message = message;
    this.severity = severity;
  }
}

/** What the Problems panel shows, by the URIs of the files. */
export const problems = new Map<string, readonly Diagnostic[]>();

/** As `vscode.languages`, with one collection of diagnostics, and inline completions. */
export const languages = {
  getLanguages: (): Promise<readonly string[]> => Promise.resolve(["markdown", "typescript"]),
  registerInlineCompletionItemProvider: (
    selector: readonly { readonly scheme: string }[],
    provider: InlineProvider,
  ): Disposable => {
    inlineProviders.set(provider, selector);
    return new Disposable(() => inlineProviders.delete(provider));
  },
  getDiagnostics: (uri?: Uri): readonly unknown[] =>
    uri === undefined
      ? [...problems].map(([address, found]) => [Uri.parse(address), found] as const)
      : (problems.get(uri.toString()) ?? []),
  createDiagnosticCollection: () => ({
    clear: (): void => {
      problems.clear();
    },
    set: (uri: Uri, diagnostics: readonly Diagnostic[]): void => {
      problems.set(uri.toString(), diagnostics);
    },
    dispose: (): void => {
      problems.clear();
    },
  }),
};
