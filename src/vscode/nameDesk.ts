import * as vscode from "vscode";
import { messageText } from "../base/messageText.ts";
import { nameOf } from "../base/nameOf.ts";
import type { Attachment } from "../context/attachment.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import { leaveToRename } from "../edit/rename/leaveToRename.ts";
import { linesToRead, type FileLines } from "../edit/rename/linesToRead.ts";
import { namesIn } from "../edit/rename/namesIn.ts";
import { nameRulesOf, type NameRules } from "../edit/rename/nameRules.ts";
import { suggestNames, type SuggestedNames, type SuggestNamesWish } from "../edit/rename/suggestNames.ts";
import { symbolName, type SymbolName } from "../edit/rename/symbolName.ts";
import { writeWords } from "../edit/proposal/writeWords.ts";
import type { StepAction } from "../protocol/messages.ts";
import type { Sending } from "../sending/send.ts";
import { say } from "../terms/words.ts";
import type { CodePlace } from "./codePlace.ts";
import { definitionTargets } from "./definitionTargets.ts";
import { offerSteps } from "./offerSteps.ts";
import { readMentioned } from "./readMentioned.ts";
import { renamableName, symbolRename, type NamePlace, type SymbolRename } from "./symbolRename.ts";
import { symbolsAround } from "./symbolsAround.ts";
import { titleWithRoute } from "./titleWithRoute.ts";
import { confirmChange, writePorts } from "./writePorts.ts";

/** What the desk uses of the window's own. */
export type NameDeskParts = {
  readonly sending: Pick<Sending, "send" | "outlook">;
  readonly guard: Pick<PathGuard, "judge">;
  /** Carries out a next step. */
  readonly onStep: (action: StepAction, task: "edit") => unknown;
};

/** Finds names for symbols, lets a person choose one, and has the editor rename. */
export type NameDesk = {
  /** Of a place that the path rules let be read. Settles when it is renamed, or was said why not. */
  readonly suggest: (place: CodePlace) => Promise<void>;
};

/** A symbol with what is known of its name, and what would change with it. */
type Named = {
  readonly place: NamePlace;
  readonly name: string;
  readonly old: SymbolName;
  readonly rules: NameRules;
  readonly rename: SymbolRename;
};

/** Makes what names are suggested with. */
export function createNameDesk(parts: NameDeskParts): NameDesk {
  return {
    suggest: async ({ document, range: { start: position } }) => {
      const found = await namedAt({ document, position });
      if (typeof found === "string") tell(found);
      else await ask(found, parts);
    },
  };
}

function tell(sentence: string): void {
  void vscode.window.showInformationMessage(messageText(sentence));
}

/** The symbol at a place, or why it gets no other name, as a sentence. */
async function namedAt(place: NamePlace): Promise<Named | string> {
  const { languageId } = place.document;
  const rules = nameRulesOf(languageId);
  if (rules === undefined)
    return say(
      "Drawbridge does not know what a name may be in {0}. Use the editor's own Rename Symbol.",
      languageId,
    );
  const name = await renamableName(place);
  const old = symbolName(name ?? "");
  if (name === undefined || old === undefined) return say("Put the cursor on a name first, then try again.");
  // Any name will do to learn whether there is a rename, and what it would change.
  const rename = await symbolRename(place, `${old.before}${old.core}Renamed${old.after}`);
  if (rename === undefined)
    return say("The editor cannot rename {0}. Is there an extension for its language?", name);
  return { place, name, old, rules, rename };
}

async function ask(named: Named, parts: NameDeskParts, onDevice = false): Promise<void> {
  const outlook = parts.sending.outlook("edit");
  const location = vscode.ProgressLocation.Notification;
  const title = titleWithRoute(say("Looking for names for {0}", named.name), outlook, onDevice);
  const found = await vscode.window.withProgress(
    { location, title, cancellable: true },
    async (_progress, token): Promise<SuggestedNames | string> => {
      const abort = new AbortController();
      token.onCancellationRequested(() => {
        abort.abort();
      });
      const read = await readFor(named, parts);
      if (typeof read === "string") return read;
      const wish: SuggestNamesWish = {
        ...{ ...named, ...read },
        taken: namesIn(named.place.document.getText()),
        ...(onDevice ? { onDevice } : outlook.ok && { noFartherThan: outlook.value.destination }),
        onLateYes: () => {
          tell(
            say("You confirmed this after it was stopped. The confirmation is kept, but nothing was sent."),
          );
        },
      };
      return suggestNames(wish, parts.sending, abort.signal);
    },
  );
  if (typeof found === "string") tell(found);
  else if (found.kind === "failed")
    await offerSteps(found.problem, {
      again: () => ask(named, parts),
      onDevice: () => ask(named, parts, true),
      onStep: (action) => parts.onStep(action, "edit"),
    });
  else if (found.kind === "names") await choose(found, named);
}

/** The definition and some uses, each read once the path rules let it; why there is nothing to read, as a sentence. */
async function readFor(
  { place, rename }: Named,
  { guard }: NameDeskParts,
): Promise<{ readonly definition: Attachment; readonly uses: readonly Attachment[] } | string> {
  const definition = await definitionOf(place, rename, guard);
  const uri = vscode.Uri.parse(definition.uri, true);
  const symbols = await symbolsAround(uri, new vscode.Position(definition.line, definition.character));
  const range = symbols.at(-1)?.range;
  const around = range && { first: range.start.line, last: range.end.line };
  const wanted = linesToRead({ definition, uses: rename.uses, ...(around && { around }) });
  const read = ({ uri: address, lines }: FileLines) =>
    readMentioned({ uri: vscode.Uri.parse(address, true), lines }, guard);
  const defined = await read(wanted.definition);
  const [first] = defined.attachments;
  if (first === undefined) return defined.leftOut ?? say("There is no code here.");
  const uses = await Promise.all(wanted.uses.map(read));
  return { definition: first, uses: uses.flatMap(({ attachments }) => attachments) };
}

/** Where a symbol is defined, as long as that is among what would change and may be read; else where it was named. */
async function definitionOf(
  { document, position }: NamePlace,
  { uses }: SymbolRename,
  guard: NameDeskParts["guard"],
): Promise<{ readonly uri: string; readonly line: number; readonly character: number }> {
  const here = { uri: document.uri.toString(), line: position.line, character: position.character };
  const [target] = definitionTargets(
    await vscode.commands.executeCommand("vscode.executeDefinitionProvider", document.uri, position),
  );
  if (target === undefined) return here;
  const { uri, lines } = target;
  const use = uses.find((one) => one.uri === uri && one.line + 1 >= lines.first && one.line < lines.last);
  if (use === undefined || (await guard.judge(uri)).kind === "never") return here;
  return use;
}

async function choose(
  { names, note }: Extract<SuggestedNames, { kind: "names" }>,
  { place, name, rename }: Named,
): Promise<void> {
  if (note !== undefined) tell(note);
  const count = rename.uses.length;
  const picked = await vscode.window.showQuickPick([...names], {
    title: say("New Name for {0}", name),
    placeHolder: count === 1 ? say("Changes 1 place") : say("Changes {0} places", count),
  });
  if (picked === undefined) return;
  // Whoever went on typing meanwhile may have moved the name away.
  const now = (await renamableName(place)) === name ? await symbolRename(place, picked) : undefined;
  if (now === undefined) tell(say("{0} is not there any more. Put the cursor on it, then try again.", name));
  else await renameTo(now);
}

function confirm(uri: string, because: string): Promise<boolean> {
  return confirmChange(uri, (path) =>
    say(
      "{0} {1}. A model thought of the new name: the editor shows you the change before it makes it. You are asked each time.",
      path,
      because,
    ),
  );
}

async function renameTo({ uris, apply }: SymbolRename): Promise<void> {
  const leave = await leaveToRename(uris, { ...writePorts, confirm });
  const failure =
    leave.kind === "declined"
      ? leave
      : (await apply(leave.guarded))
        ? undefined
        : ({ kind: "refused" } as const);
  if (failure !== undefined) tell(writeWords(failure, (uri) => nameOf(vscode.Uri.parse(uri, true).path)));
}
