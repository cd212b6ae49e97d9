import { proposalScheme } from "./proposalScheme.ts";

/** Every command: its id, what it says, and where it stands besides the command palette. */
export const commandTable = {
  "drawbridge.openChat": { title: "Open Chat", icon: "$(comment-discussion)", key: "ctrl+alt+d" },
  "drawbridge.newConversation": { title: "New Conversation", icon: "$(add)", viewTitle: "navigation@1" },
  "drawbridge.showHistory": { title: "Show History", icon: "$(history)", viewTitle: "navigation@2" },
  "drawbridge.renameConversation": {
    title: "Rename Conversation",
    icon: "$(edit)",
    viewTitle: "1_conversation@1",
  },
  "drawbridge.exportConversation": {
    title: "Export Conversation",
    icon: "$(export)",
    viewTitle: "1_conversation@2",
  },
  "drawbridge.importConversation": {
    title: "Import Conversation",
    icon: "$(file-add)",
    viewTitle: "1_conversation@3",
  },
  "drawbridge.deleteConversation": {
    title: "Delete Conversation",
    icon: "$(trash)",
    viewTitle: "1_conversation@4",
  },
  "drawbridge.addToChat": {
    title: "Add to Chat",
    icon: "$(comment-discussion)",
    menus: ["explorer/context", "editor/context", "editor/title/context"],
  },
  "drawbridge.continueAnswer": { title: "Continue Answer", icon: "$(debug-continue)" },
  "drawbridge.editLastQuestion": { title: "Edit Last Question", icon: "$(edit)" },
  "drawbridge.focusTranscript": {
    title: "Go to Transcript",
    icon: "$(list-flat)",
    keyInPanel: "ctrl+alt+home",
  },
  "drawbridge.nextTurn": { title: "Go to Next Question", icon: "$(arrow-down)", keyInPanel: "ctrl+alt+down" },
  "drawbridge.previousTurn": {
    title: "Go to Previous Question",
    icon: "$(arrow-up)",
    keyInPanel: "ctrl+alt+up",
  },
  "drawbridge.nextCode": {
    title: "Go to Next Code Block",
    icon: "$(chevron-down)",
    keyInPanel: "ctrl+alt+pagedown",
  },
  "drawbridge.previousCode": {
    title: "Go to Previous Code Block",
    icon: "$(chevron-up)",
    keyInPanel: "ctrl+alt+pageup",
  },
  "drawbridge.copyCode": { title: "Copy Code Block", icon: "$(copy)" },
  "drawbridge.applyCode": { title: "Apply Code to File", icon: "$(diff)" },
  "drawbridge.editInline": {
    title: "Edit Code",
    icon: "$(edit)",
    keyInEditor: "ctrl+alt+k",
    codeMenu: "1_edit@1",
  },
  "drawbridge.acceptChange": {
    title: "Accept Change",
    icon: "$(check)",
    proposalTitle: "navigation@1",
    keyInProposal: "alt+enter",
  },
  "drawbridge.rejectChange": {
    title: "Reject Change",
    icon: "$(discard)",
    proposalTitle: "navigation@2",
    keyInProposal: "alt+backspace",
  },
  "drawbridge.acceptAllChanges": {
    title: "Accept All Changes",
    icon: "$(check-all)",
    proposalTitle: "navigation@3",
    keyInProposal: "ctrl+enter",
  },
  "drawbridge.rejectAllChanges": {
    title: "Reject All Changes",
    icon: "$(close-all)",
    proposalTitle: "navigation@4",
    keyInProposal: "ctrl+backspace",
  },
  "drawbridge.stopEdit": { title: "Stop Editing", icon: "$(debug-stop)", growingTitle: "navigation@1" },
  "drawbridge.fix": { title: "Fix", icon: "$(wrench)", codeMenu: "1_edit@2" },
  "drawbridge.writeDocs": { title: "Write Docs", icon: "$(comment)", codeMenu: "1_edit@3" },
  "drawbridge.suggestNames": {
    title: "Suggest Names",
    icon: "$(tag)",
    codeMenu: "1_edit@4",
    codeMenuWhen: "editorHasRenameProvider",
  },
  "drawbridge.explain": { title: "Explain", icon: "$(lightbulb)", codeMenu: "2_chat@1" },
  "drawbridge.writeTests": { title: "Write Tests", icon: "$(beaker)", codeMenu: "2_chat@2" },
  "drawbridge.addTerminalToChat": {
    title: "Add Last Command to Chat",
    icon: "$(comment-discussion)",
    menus: ["terminal/context", "terminal/title/context"],
  },
  "drawbridge.writeCommitMessage": { title: "Write Commit Message", icon: "$(sparkle)", scmTitle: true },
  "drawbridge.chooseRules": {
    title: "Choose Rules",
    icon: "$(book)",
    viewTitle: "2_workspace@3",
  },
  "drawbridge.changeMode": { title: "Change Mode", icon: "$(lock)", viewTitle: "2_workspace@1" },
  "drawbridge.togglePause": { title: "Pause or Resume", icon: "$(debug-pause)" },
  "drawbridge.openLedger": { title: "Open Ledger", icon: "$(list-ordered)", viewTitle: "2_workspace@2" },
  "drawbridge.openDataFlow": { title: "Open Data Flow", icon: "$(graph)" },
  "drawbridge.exportLedger": { title: "Export Ledger", icon: "$(export)" },
  "drawbridge.deleteLedger": { title: "Delete Ledger", icon: "$(trash)" },
  "drawbridge.chooseChatModel": { title: "Choose Chat Model", icon: "$(sparkle)" },
  "drawbridge.chooseCompletionModel": { title: "Choose Completion Model", icon: "$(sparkle)" },
  "drawbridge.completionDoctor": { title: "Why Is There No Suggestion?", icon: "$(question)" },
  "drawbridge.snoozeCompletion": { title: "Snooze Completion", icon: "$(bell-slash)" },
  "drawbridge.toggleCompletionHere": {
    title: "Turn Completion On or Off for This Language",
    icon: "$(symbol-boolean)",
  },
  "drawbridge.openCompletionStatistics": { title: "Open Completion Statistics", icon: "$(graph-line)" },
  "drawbridge.addProvider": { title: "Add Provider", icon: "$(add)" },
  "drawbridge.testProvider": { title: "Test Provider", icon: "$(beaker)" },
  "drawbridge.editProvider": { title: "Edit Provider", icon: "$(edit)" },
  "drawbridge.removeProvider": { title: "Remove Provider", icon: "$(trash)" },
  "drawbridge.pullModel": { title: "Pull Model", icon: "$(cloud-download)" },
  "drawbridge.manageModels": { title: "Manage Models", icon: "$(database)" },
  "drawbridge.setKey": { title: "Set API Key", icon: "$(key)" },
  "drawbridge.manageGrants": { title: "Manage Grants", icon: "$(checklist)" },
  "drawbridge.forgetConfirmations": { title: "Forget Confirmations", icon: "$(discard)" },
  "drawbridge.buildCodeIndex": { title: "Build Code Index", icon: "$(search)" },
  "drawbridge.toggleCodeIndex": { title: "Pause or Resume Code Index", icon: "$(debug-pause)" },
  "drawbridge.deleteCodeIndex": { title: "Delete Code Index", icon: "$(trash)" },
  "drawbridge.deleteAllData": { title: "Delete All My Data", icon: "$(trash)" },
  "drawbridge.openWalkthrough": { title: "Get Started", icon: "$(mortar-board)" },
  "drawbridge.diagnose": { title: "Diagnose", icon: "$(pulse)" },
  "drawbridge.showLog": { title: "Show Log", icon: "$(output)" },
} as const satisfies Readonly<Record<string, CommandRow>>;

const menus = [
  "explorer/context",
  "editor/context",
  "editor/title/context",
  "terminal/context",
  "terminal/title/context",
] as const;
type Menu = (typeof menus)[number];

type CommandRow = {
  readonly title: string;
  readonly icon: string;
  /** Group and position in the chat view's title bar: `navigation` is the icons, any other is behind "…". */
  readonly viewTitle?: `${"navigation" | "1_conversation" | "2_workspace"}@${number}`;
  /** Its key everywhere; on a Mac with Cmd instead of Ctrl. */
  readonly key?: string;
  /** Its key while the panel is there and the keyboard in no editor, list, terminal or box; on a Mac with Cmd instead of Ctrl. */
  readonly keyInPanel?: string;
  /** Group and position in the submenu of a text editor's context menu. */
  readonly codeMenu?: `${"1_edit" | "2_chat"}@${number}`;
  /** What else must hold for it to stand there. */
  readonly codeMenuWhen?: string;
  /** Whether it is an icon above the changes of a git repository. */
  readonly scmTitle?: true;
  /** Its key in a text editor; on a Mac with Cmd instead of Ctrl. */
  readonly keyInEditor?: string;
  /** Its key in a diff of what is proposed; on a Mac with Cmd instead of Ctrl. */
  readonly keyInProposal?: string;
  /** Group and position in the title bar of such a diff, once it can be decided about. */
  readonly proposalTitle?: `navigation@${number}`;
  /** The same while it is still being written. */
  readonly growingTitle?: `navigation@${number}`;
  /** Menus of files, folders and terminals that it stands in. */
  readonly menus?: readonly Menu[];
};

/** The id of the walkthrough in package.json. */
export const walkthroughId = "start";

/** The id of a command. */
export type CommandId = keyof typeof commandTable;

/** Whether a command stands in menus that hand over what it is about: files, folders, a terminal, a repository. */
export function isHandedThings(id: CommandId): boolean {
  const row: CommandRow = commandTable[id];
  return row.menus !== undefined || row.scmTitle === true || row.codeMenu !== undefined;
}

const rows: readonly (readonly [string, CommandRow])[] = Object.entries(commandTable);

/** A default key, as package.json has it. */
export type Keybinding = {
  readonly command: string;
  readonly key: string;
  readonly mac: string;
  /** Where it counts; absent: everywhere. */
  readonly when?: string;
};

/** The panel's page has the keyboard: the editor has no key for that (`focusedView` is never a webview's), only for all else. */
const inPanel = [
  "view.drawbridge.chat.visible",
  "!inputFocus",
  "!editorFocus",
  "!listFocus",
  "!terminalFocus",
].join(" && ");

/** A diff of what is proposed is in front, of one file or of several. */
const ofProposal = `(resourceScheme == ${proposalScheme} || drawbridge.proposalOfSeveral && activeEditor == multiDiffEditor)`;

/** The keyboard is in such a diff, and in no other box that the editor makes of editors. */
const inProposal = `isInDiffEditor && editorTextFocus && ${ofProposal}`;

/** Where each kind of key counts. */
const keyPlaces = {
  key: undefined,
  keyInPanel: inPanel,
  keyInEditor: "editorTextFocus",
  keyInProposal: inProposal,
} as const;

/** `contributes.keybindings` of package.json. */
export function manifestKeys(): readonly Keybinding[] {
  const places = Object.entries(keyPlaces) as readonly (readonly [
    keyof typeof keyPlaces,
    string | undefined,
  ])[];
  return rows.flatMap(([command, row]) =>
    places.flatMap(([place, when]) => {
      const key = row[place];
      if (key === undefined) return [];
      return [{ command, key, mac: key.replace("ctrl", "cmd"), ...(when !== undefined && { when }) }];
    }),
  );
}

/** The commands whose default key counts everywhere, in a terminal as well. */
export function manifestKeysEverywhere(): readonly string[] {
  return manifestKeys().flatMap(({ command, when }) => (when === undefined ? [command] : []));
}

/** The submenu of a text editor's context menu. */
const codeMenuId = "drawbridge.code";

/** The submenu where it is shown: in text, unless the person switched it off. */
const codeMenuItem = {
  submenu: codeMenuId,
  when: "config.drawbridge.menus.editor && editorTextFocus",
  group: "drawbridge",
};

/** `contributes.commands` and `contributes.menus` of package.json. */
export function manifestCommands(): {
  readonly commands: unknown;
  readonly menus: unknown;
  readonly submenus: unknown;
} {
  return {
    submenus: [{ id: codeMenuId, label: "Drawbridge" }],
    commands: rows.map(([command, { title, icon }]) => ({ command, title, icon, category: "Drawbridge" })),
    menus: {
      "view/title": rows.flatMap(([command, { viewTitle }]) =>
        viewTitle === undefined ? [] : [{ command, when: "view == drawbridge.chat", group: viewTitle }],
      ),
      [codeMenuId]: rows.flatMap(([command, { codeMenu, codeMenuWhen }]) => {
        if (codeMenu === undefined) return [];
        const conditions = [
          ...(codeMenu.startsWith("1_edit") ? ["!editorReadonly"] : []),
          ...(codeMenuWhen === undefined ? [] : [codeMenuWhen]),
        ];
        const when = conditions.join(" && ");
        return [{ command, group: codeMenu, ...(when !== "" && { when }) }];
      }),
      "scm/title": rows.flatMap(([command, { scmTitle }]) =>
        scmTitle === true
          ? [{ command, when: "scmProvider == git && drawbridge.gitInReach", group: "navigation" }]
          : [],
      ),
      "editor/title": rows.flatMap(([command, { proposalTitle, growingTitle }]) => [
        ...(proposalTitle === undefined
          ? []
          : [{ command, when: `${ofProposal} && !drawbridge.proposalGrows`, group: proposalTitle }]),
        ...(growingTitle === undefined
          ? []
          : [{ command, when: `${ofProposal} && drawbridge.proposalGrows`, group: growingTitle }]),
      ]),
      ...Object.fromEntries(
        menus.map((menu) => [
          menu,
          [
            ...rows.flatMap(([command, row]) =>
              row.menus?.includes(menu) ? [{ command, group: "drawbridge" }] : [],
            ),
            ...(menu === "editor/context" ? [codeMenuItem] : []),
          ],
        ]),
      ),
    },
  };
}
