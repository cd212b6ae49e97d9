import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Host } from "../host/host.ts";
import { OpenDocument } from "../host/openDocument.ts";
import { Uri } from "../host/uri.ts";
import type { Observation } from "../observation.ts";
import { Person } from "../person.ts";
import { ReplayEditor } from "../replayEditor.ts";
import { runsOf } from "../runsOf.ts";
import type { Scenario } from "../scenario.ts";
import { indentationUnit } from "../typing/indentationUnit.ts";
import { keysAlone } from "../typing/keysAlone.ts";

/** After a file was opened, before somebody types in it. */
const lookingMs = 2000;
/** After the last key: what is on its way may arrive. */
const restMs = 1500;

/** What is played, and where. */
export type SessionParts = {
  readonly host: Host;
  readonly scenario: Scenario;
  readonly seed: number;
  readonly mostKeys: number;
  readonly observe: (observation: Observation) => void;
  /** Called when the file is open and nothing was typed. */
  readonly begin: () => Promise<void>;
};

/** Opens a scenario's files, and types it to its end; says how many keys that takes without suggestions. */
export async function playSession(parts: SessionParts): Promise<number> {
  const { host, scenario, seed, mostKeys, observe } = parts;
  const { name, languageId, path, start, openFiles } = scenario;
  const habits = { languageId, unit: indentationUnit(start) };
  const runs = runsOf(scenario.steps);
  const open = async (file: { path: string; languageId: string; text: string }): Promise<ReplayEditor> => {
    const place = join(host.folder.fsPath, file.path);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, file.text);
    const editor = new ReplayEditor(
      host,
      new OpenDocument(Uri.file(place), file.languageId, file.text),
      observe,
    );
    editor.open();
    return editor;
  };
  const editors: ReplayEditor[] = [];
  for (const file of openFiles) editors.push(await open(file));
  const editor = await open({ path, languageId, text: start });
  await sleep(lookingMs);
  await parts.begin();
  const person = new Person({ editor, observe, habits, seed, name, mostKeys });
  for (const run of runs) await person.play(run);
  await sleep(restMs);
  const written = editor.document.getText();
  for (const each of [editor, ...editors]) each.close();
  if (!person.isTired() && written !== scenario.final)
    throw new Error(
      `${name} ended with another document than it should, ${difference(written, scenario.final)}`,
    );
  return keysAlone(runs, { start, habits, seed, session: name }).keys;
}

function difference(one: string, other: string): string {
  const at = Array.from(one).findIndex((character, index) => character !== other[index]);
  return JSON.stringify([one.slice(at - 20, at + 40), other.slice(at - 20, at + 40)]);
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
