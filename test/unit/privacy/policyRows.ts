/** Who wishes for what, and what holds then: the rule of the strictest, as a table. */
import type { ModeWishes } from "../../../src/privacy/effectiveMode.ts";
import type { Mode, ModeSetBy } from "../../../src/terms/mode.ts";

/** A row: what differs from {@link openWishes}, and the mode in force with whoever is named for it. */
export type PolicyRow = {
  readonly name: string;
  readonly wishes: Partial<ModeWishes>;
  readonly mode: Mode;
  readonly setBy: ModeSetBy;
};

/** Nobody wishes for anything, and the workspace is trusted. */
export const openWishes: ModeWishes = {
  chosen: undefined,
  defaultMode: "onDevice",
  ceiling: "cloud",
  repository: "cloud",
  files: [],
  trusted: true,
};

const row = (name: string, wishes: Partial<ModeWishes>, mode: Mode, setBy: ModeSetBy): PolicyRow => ({
  name,
  wishes,
  mode,
  setBy,
});

const file = (setBy: ModeSetBy, mode: Mode): Pick<ModeWishes, "files"> => ({ files: [{ mode, setBy }] });
const unreadable = file("unreadablePolicy", "onDevice");
const pending = file("pendingPolicy", "onDevice");

/** Every combination that matters. */
export const policyRows: readonly PolicyRow[] = [
  // The user alone.
  row("nobody chose", {}, "onDevice", "default"),
  row("nobody chose, default My network", { defaultMode: "network" }, "network", "default"),
  row("nobody chose, default Ask", { defaultMode: "ask" }, "ask", "default"),
  row("chosen On this device", { chosen: "onDevice", defaultMode: "ask" }, "onDevice", "you"),
  row("chosen My network", { chosen: "network" }, "network", "you"),
  row("chosen Ask", { chosen: "ask" }, "ask", "you"),
  row("chosen Cloud", { chosen: "cloud" }, "cloud", "you"),
  row("a stored choice nobody can read", { chosen: "unreadable" }, "onDevice", "unreadableChoice"),
  row(
    "an unreadable choice with a looser default",
    { chosen: "unreadable", defaultMode: "ask" },
    "onDevice",
    "unreadableChoice",
  ),
  // The user's ceiling.
  row("a ceiling below the choice", { chosen: "cloud", ceiling: "ask" }, "ask", "ceiling"),
  row("a ceiling far below the choice", { chosen: "cloud", ceiling: "onDevice" }, "onDevice", "ceiling"),
  row("a ceiling below the default", { defaultMode: "ask", ceiling: "network" }, "network", "ceiling"),
  row("a ceiling above the choice", { chosen: "network", ceiling: "ask" }, "network", "you"),
  row("a ceiling where the choice is", { chosen: "ask", ceiling: "ask" }, "ask", "you"),
  // The project's settings.
  row("a request below the choice", { chosen: "cloud", repository: "network" }, "network", "repository"),
  row("a request looser than the choice", { chosen: "onDevice", repository: "cloud" }, "onDevice", "you"),
  row("a request looser than the default", { repository: "cloud" }, "onDevice", "default"),
  row(
    "a request below the ceiling",
    { chosen: "cloud", ceiling: "ask", repository: "network" },
    "network",
    "repository",
  ),
  row(
    "a request above the ceiling",
    { chosen: "cloud", ceiling: "network", repository: "ask" },
    "network",
    "ceiling",
  ),
  row(
    "a request where the ceiling is",
    { chosen: "cloud", ceiling: "network", repository: "network" },
    "network",
    "ceiling",
  ),
  // Trust.
  row("not trusted, nobody chose", { trusted: false }, "onDevice", "default"),
  row("not trusted, chosen Cloud", { chosen: "cloud", trusted: false }, "onDevice", "untrusted"),
  row("not trusted, default Ask", { defaultMode: "ask", trusted: false }, "onDevice", "untrusted"),
  row("not trusted, chosen On this device", { chosen: "onDevice", trusted: false }, "onDevice", "you"),
  row(
    "not trusted, with a ceiling",
    { chosen: "cloud", ceiling: "onDevice", trusted: false },
    "onDevice",
    "untrusted",
  ),
  row(
    "not trusted, with an open policy file",
    { chosen: "cloud", trusted: false, ...file("repositoryFile", "cloud") },
    "onDevice",
    "untrusted",
  ),
  // The project's policy file.
  row(
    "a project's file below the choice",
    { chosen: "cloud", ...file("repositoryFile", "network") },
    "network",
    "repositoryFile",
  ),
  row(
    "a project's file at its strictest",
    { chosen: "cloud", ...file("repositoryFile", "onDevice") },
    "onDevice",
    "repositoryFile",
  ),
  row("a project's file that tries to loosen", { ...file("repositoryFile", "cloud") }, "onDevice", "default"),
  row(
    "a project's file looser than the choice",
    { chosen: "network", ...file("repositoryFile", "ask") },
    "network",
    "you",
  ),
  row(
    "a project's file looser than its own settings",
    { chosen: "cloud", repository: "network", ...file("repositoryFile", "ask") },
    "network",
    "repository",
  ),
  row(
    "a project's file stricter than its own settings",
    { chosen: "cloud", repository: "ask", ...file("repositoryFile", "network") },
    "network",
    "repositoryFile",
  ),
  row(
    "two folders' files that differ",
    {
      chosen: "cloud",
      files: [
        { mode: "ask", setBy: "repositoryFile" },
        { mode: "network", setBy: "repositoryFile" },
      ],
    },
    "network",
    "repositoryFile",
  ),
  // The machine's policy file.
  row(
    "an administrator's file below the choice",
    { chosen: "cloud", ...file("administrator", "network") },
    "network",
    "administrator",
  ),
  row(
    "an administrator's file looser than the choice",
    { chosen: "network", ...file("administrator", "cloud") },
    "network",
    "you",
  ),
  row(
    "an administrator's file below the default",
    { defaultMode: "ask", ...file("administrator", "onDevice") },
    "onDevice",
    "administrator",
  ),
  row(
    "an administrator's file below the ceiling",
    { chosen: "cloud", ceiling: "ask", ...file("administrator", "network") },
    "network",
    "administrator",
  ),
  row(
    "an administrator's file above the project's",
    {
      chosen: "cloud",
      files: [
        { mode: "ask", setBy: "administrator" },
        { mode: "network", setBy: "repositoryFile" },
      ],
    },
    "network",
    "repositoryFile",
  ),
  row(
    "an administrator's file where the project's is",
    {
      chosen: "cloud",
      files: [
        { mode: "network", setBy: "administrator" },
        { mode: "network", setBy: "repositoryFile" },
      ],
    },
    "network",
    "administrator",
  ),
  row(
    "a machine's file the user could write",
    { chosen: "cloud", ...file("yourPolicyFile", "ask") },
    "ask",
    "yourPolicyFile",
  ),
  row(
    "a machine's file nobody knows the owner of",
    { chosen: "cloud", ...file("machinePolicyFile", "ask") },
    "ask",
    "machinePolicyFile",
  ),
  // What cannot be read, or not yet.
  row("an unreadable file, chosen Cloud", { chosen: "cloud", ...unreadable }, "onDevice", "unreadablePolicy"),
  row(
    "an unreadable file, default Ask",
    { defaultMode: "ask", ...unreadable },
    "onDevice",
    "unreadablePolicy",
  ),
  row("an unreadable file, nobody chose", { ...unreadable }, "onDevice", "default"),
  row(
    "an unreadable file, not trusted",
    { chosen: "cloud", trusted: false, ...unreadable },
    "onDevice",
    "untrusted",
  ),
  row("a file not read yet, chosen Cloud", { chosen: "cloud", ...pending }, "onDevice", "pendingPolicy"),
  row("a file not read yet, chosen On this device", { chosen: "onDevice", ...pending }, "onDevice", "you"),
  row(
    "a readable file beside an unreadable one",
    {
      chosen: "cloud",
      files: [
        { mode: "ask", setBy: "administrator" },
        { mode: "onDevice", setBy: "unreadablePolicy" },
      ],
    },
    "onDevice",
    "unreadablePolicy",
  ),
  row(
    "everybody at once",
    {
      chosen: "cloud",
      ceiling: "ask",
      repository: "ask",
      files: [
        { mode: "ask", setBy: "administrator" },
        { mode: "network", setBy: "repositoryFile" },
      ],
    },
    "network",
    "repositoryFile",
  ),
];
