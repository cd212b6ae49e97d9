import { ignoreFileNames } from "../../context/ignoreFiles.ts";
import { matchRules } from "../../context/matchRules.ts";
import { pathWithin, placeOf, type Place } from "../../context/place.ts";
import { say } from "../../terms/words.ts";

/** Why a file guards something, as the end of a sentence that begins with its name. */
type Rules = { readonly because: string; readonly rules: readonly string[] };

/** Files that decide what runs, what may leave and what assistants do, in gitignore syntax, whatever the case of their names. */
const guarding: readonly Rules[] = [
  {
    because: say("steers the editor and what it starts"),
    rules: [
      ".vscode/",
      "*.code-workspace",
      ".devcontainer/",
      ".devcontainer.json",
      ".idea/",
      ".cursor/",
      ".claude/",
    ],
  },
  {
    because: say("is read or run by git"),
    rules: [
      ".git",
      ".gitmodules",
      ".gitconfig",
      ".gitattributes",
      ".githooks/",
      ".husky/",
      ".pre-commit-config.yaml",
      ".pre-commit-config.yml",
      "lefthook.yml",
      "lefthook.yaml",
    ],
  },
  {
    because: say("runs commands on a build server"),
    rules: [
      "**/.github/workflows/",
      "**/.github/actions/",
      ".gitlab-ci.yml",
      ".circleci/",
      "azure-pipelines.yml",
      "Jenkinsfile",
    ],
  },
  {
    because: say("tells Drawbridge and other assistants what may leave"),
    rules: [".drawbridge/", ...ignoreFileNames],
  },
  {
    because: say("tells assistants what to do"),
    rules: [
      "AGENTS.md",
      "CLAUDE.md",
      "GEMINI.md",
      "**/.github/copilot-instructions.md",
      "**/.github/instructions/",
      "**/.github/prompts/",
      ".cursorrules",
      ".windsurfrules",
      ".clinerules",
      ".roo/",
      ".mcp.json",
    ],
  },
  {
    because: say("is run by a shell"),
    rules: [
      ".bashrc",
      ".bash_profile",
      ".bash_login",
      ".bash_logout",
      ".bash_aliases",
      ".profile",
      ".zshrc",
      ".zshenv",
      ".zprofile",
      ".zlogin",
      ".zlogout",
      ".kshrc",
      ".cshrc",
      ".tcshrc",
      ".envrc",
      "config.fish",
      "profile.ps1",
      "*_profile.ps1",
    ],
  },
];

const matchers = guarding.map(({ because, rules }) => ({
  because,
  matches: matchRules(
    rules.map((rule) => ({ rule, written: rule })),
    true,
  ),
}));

const outside = say("is in no folder of this workspace");
const unknown = say("is at a place that could not be checked");

/** The file system as the protection needs it; every URI is text. */
export type ProtectionPlaces = {
  /** URIs of the workspace folders. */
  readonly folders: () => readonly string[];
  /** Where a document really is, links followed; for one that is not there, where it would be. Rejects when that cannot be told. */
  readonly realUri: (uri: string) => Promise<string>;
};

/**
 * Why a change of a file that a model wrote wants a confirmation of its own, as the end of a sentence that begins with the
 * file's name; `undefined`: it wants none. Judged by the path that the file is named by and by the one it really has;
 * whatever cannot be told is protected, and so is what is in no folder of the workspace. A document that was never saved is
 * judged by its name alone.
 */
export async function whyProtected(uri: string, places: ProtectionPlaces): Promise<string | undefined> {
  try {
    const named = placeOf(uri);
    if (named.scheme === "untitled:") return guardAt(named);
    const folders = await Promise.all(places.folders().map((folder) => bothPlaces(folder, places)));
    const real = placeOf(await places.realUri(uri));
    const reasons = [named, real].map((place) => whyAt(place, folders.flat()));
    return reasons.find((because) => because !== undefined);
  } catch {
    return unknown;
  }
}

async function bothPlaces(folder: string, { realUri }: ProtectionPlaces): Promise<readonly Place[]> {
  return [placeOf(folder), placeOf(await realUri(folder))];
}

function guardAt({ path }: Place): string | undefined {
  const whole = path.replace(/^\/+/, "");
  return matchers.find(({ matches }) => matches(whole) !== undefined)?.because;
}

function whyAt(place: Place, folders: readonly Place[]): string | undefined {
  const isInside = folders.some((folder) => pathWithin(folder, place, false) !== undefined);
  return guardAt(place) ?? (isInside ? undefined : outside);
}
