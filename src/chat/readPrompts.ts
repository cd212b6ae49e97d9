import type { Attachment } from "../context/attachment.ts";
import { plainLine } from "../base/plainLine.ts";
import { readFrontMatter } from "../context/frontMatter.ts";
import { nameOf } from "../base/nameOf.ts";
import { readProjectText } from "../context/projectText.ts";
import type { CommandView } from "../protocol/messages.ts";
import { slashCommandOf } from "../terms/slashCommands.ts";
import { instructionText } from "./instructionText.ts";
import { projectFiles, type ProjectFile, type ProjectPlaces } from "./projectPlaces.ts";
import { say } from "../terms/words.ts";

/** A file of a prompt, and the name it is called by behind a `/`. */
type PromptFile = ProjectFile & { readonly name: string };

/** What came of calling a prompt by its name. */
export type PromptRead =
  /** No prompt is called so. */
  | { readonly kind: "unknown" }
  /** There is one, and this sentence says why it cannot be used. */
  | { readonly kind: "leftOut"; readonly sentence: string }
  | { readonly kind: "prompt"; readonly prompt: Attachment; readonly cut?: string };

/** What to say of a prompt that is not asked, or not wholly. */
export function leftOutOf(read: PromptRead): string | undefined {
  if (read.kind === "leftOut") return read.sentence;
  return read.kind === "prompt" ? read.cut : undefined;
}

/** Where prompts lie, those for Drawbridge first, and how their names end. */
const directories = [
  { directory: ".drawbridge/prompts", ending: ".md" },
  { directory: ".github/prompts", ending: ".prompt.md" },
] as const;

/** Front matter that says which model answers, or what it may do: a file of a project never chooses that. */
const ignored = ["agent", "mode", "model", "tools"];

/** Most characters of a description that is shown. */
const longestDescription = 120;

/** Lists the prompts of the workspace. */
export async function listPrompts(places: ProjectPlaces): Promise<readonly CommandView[]> {
  const files = await promptFiles(places);
  const views = files.map(async (file): Promise<readonly CommandView[]> => {
    const found = await readProjectText(file.uri, file.folder, places);
    return found.kind === "text" && instructionText(file, found.text) !== undefined
      ? [{ name: file.name, detail: describe(found.text), from: plainLine(file.path) }]
      : [];
  });
  return (await Promise.all(views)).flat();
}

/** Reads the prompt of a name, anew each time. */
export async function readPrompt(name: string, places: ProjectPlaces): Promise<PromptRead> {
  const file = (await promptFiles(places)).find((one) => one.name === name);
  const found = file && (await readProjectText(file.uri, file.folder, places));
  if (file === undefined || found === undefined || found.kind === "missing") return { kind: "unknown" };
  if (found.kind === "leftOut") return found;
  const read = instructionText(file, found.text);
  if (read === undefined) return { kind: "leftOut", sentence: say("{0} is empty.", plainLine(file.path)) };
  const { attachment, cut } = read;
  return { kind: "prompt", prompt: { ...attachment, use: "prompt" }, ...(cut !== undefined && { cut }) };
}

/** Of several files with the same name the first counts. One that is called like a command of Drawbridge's own is none. */
async function promptFiles(places: ProjectPlaces): Promise<readonly PromptFile[]> {
  const found = await Promise.all(
    places.folders().flatMap((folder) => directories.map((one) => promptsIn(folder, one, places))),
  );
  const files = found.flat().filter(({ name }) => name !== "" && slashCommandOf(name) === undefined);
  return files.filter(({ name }, at) => files.findIndex((other) => other.name === name) === at);
}

async function promptsIn(
  folder: string,
  directory: (typeof directories)[number],
  places: ProjectPlaces,
): Promise<readonly PromptFile[]> {
  const files = await projectFiles(folder, directory, places);
  return files.map((file) => ({ ...file, name: promptName(file.path) }));
}

function promptName(path: string): string {
  return nameOf(path)
    .replace(/(?:\.prompt)?\.md$/i, "")
    .replaceAll(/\s+/g, "-");
}

function describe(text: string): string {
  const { fields } = readFrontMatter(text);
  const description = plainLine(fields.get("description") ?? "").slice(0, longestDescription);
  const without = ignored.filter((key) => fields.has(key));
  const note = without.length === 0 ? [] : [say("without its {0}", without.join(", "))];
  return [...(description === "" ? [] : [description]), ...note].join(" · ");
}
