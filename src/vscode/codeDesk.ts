import * as vscode from "vscode";
import { messageText } from "../base/messageText.ts";
import type { ChatSession } from "../chat/chatSession.ts";
import { excludedSentence } from "../chat/excludedSentence.ts";
import { joined } from "../chat/leftOutWords.ts";
import type { MentionRead } from "../chat/mentions.ts";
import type { CodeTask } from "../edit/actions/offeredActions.ts";
import {
  docsInstruction,
  fixInstruction,
  problemsQuestion,
  testsQuestion,
} from "../edit/actions/codeInstructions.ts";
import { declarationEnd } from "../edit/actions/declarationEnd.ts";
import type { InlineEditor } from "../edit/inlineEditor.ts";
import { say } from "../terms/words.ts";
import { codePlace, meantSymbol, type CodePlace } from "./codePlace.ts";
import { documentPath } from "./editorContext.ts";
import type { NameDesk } from "./nameDesk.ts";
import { planTests, type PlanTestsParts } from "./planTests.ts";
import { readMentioned, type Lines } from "./readMentioned.ts";
import { readProblems } from "./readProblems.ts";
import type { Around } from "./symbolsAround.ts";

/** What the desk uses of the window's own. */
export type CodeDeskParts = {
  readonly guard: PlanTestsParts["guard"];
  readonly openChat: () => Promise<void>;
  readonly session: () => Promise<Pick<ChatSession, "askAbout">>;
  readonly editor: () => Promise<InlineEditor>;
  readonly names: () => Promise<NameDesk>;
  /** The patterns of files that the person's own search leaves out. */
  readonly searchExcludes: PlanTestsParts["searchExcludes"];
};

/** Makes what is done with code by a click: in the chat what is told, in the editor what is changed. */
export function createCodeDesk(parts: CodeDeskParts): {
  readonly [T in CodeTask]: (uri: unknown, range: unknown) => Promise<void>;
} {
  const at =
    (work: (place: CodePlace) => Promise<void>) =>
    async (uri: unknown, range: unknown): Promise<void> => {
      const place = codePlace(uri, range);
      const why = place === undefined ? nowhere : await excluded(place, parts);
      if (why !== undefined) tell(why);
      else if (place !== undefined) await work(place);
    };
  return {
    fix: at((place) => fix(place, parts)),
    explain: at((place) => explain(place, parts)),
    writeDocs: at((place) => writeDocs(place, parts)),
    writeTests: at((place) => writeTests(place, parts)),
    suggestNames: at(async (place) => (await parts.names()).suggest(place)),
  };
}

const nowhere = say("Open a file first, and put the cursor where the code is.");

/** Why nothing may be done with a document, by the path rules; nothing of it is read before they have spoken. */
async function excluded({ document }: CodePlace, { guard }: CodeDeskParts): Promise<string | undefined> {
  const uri = document.uri.toString();
  const because = await guard.judge(uri);
  if (because.kind !== "never") return undefined;
  return excludedSentence({ uri, path: documentPath(document), because });
}

function tell(sentence: string): void {
  void vscode.window.showInformationMessage(messageText(sentence));
}

/** What the editor finds wrong on the lines of a place. */
function problemsAt({ document, range }: CodePlace): readonly vscode.Diagnostic[] {
  return vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ severity }) => severity <= vscode.DiagnosticSeverity.Warning)
    .filter(({ range: own }) => own.start.line <= range.end.line && own.end.line >= range.start.line);
}

async function fix(place: CodePlace, { editor }: CodeDeskParts): Promise<void> {
  const problems = problemsAt(place);
  const [first] = problems;
  if (first === undefined) {
    tell(say("The editor finds nothing wrong on these lines."));
    return;
  }
  const { isEmpty, start } = place.range;
  const instruction = fixInstruction(problems.map(({ message }) => message));
  const begins = first.range.start.line > start.line || isEmpty ? first.range.start : start;
  // The block around the problem: what mends it seldom fits into the very words that are wrong.
  const range = isEmpty || problems.length === 1 ? new vscode.Range(begins, begins) : place.range;
  await (await editor()).edit({ uri: place.document.uri.toString(), range, instruction });
}

async function writeDocs({ document, range }: CodePlace, { editor }: CodeDeskParts): Promise<void> {
  const symbol = range.isEmpty ? await meantSymbol({ document, range }) : undefined;
  const meant = symbol === undefined ? range : declarationOf(document, symbol);
  await (await editor()).edit({ uri: document.uri.toString(), range: meant, instruction: docsInstruction });
}

/** The lines that declare a symbol, without what is in it: those are given back as they are. */
function declarationOf(document: vscode.TextDocument, { name, range }: Around): vscode.Range {
  const first = (name ?? range).start.line;
  const last = Math.min(range.end.line, document.lineCount - 1);
  const end = declarationEnd((line) => document.lineAt(line).text, { first, last });
  return new vscode.Range(new vscode.Position(first, 0), document.lineAt(end).range.end);
}

async function explain(place: CodePlace, parts: CodeDeskParts): Promise<void> {
  const problems = problemsAt(place);
  const isOfProblems = problems.length > 0 && (place.range.isEmpty || place.range.isSingleLine);
  const code = await readCode(place, parts);
  const found = isOfProblems ? [await readProblems({ uri: place.document.uri, problems }, parts.guard)] : [];
  await ask(isOfProblems ? problemsQuestion : "/explain", [code, ...found], parts);
}

async function writeTests(place: CodePlace, parts: CodeDeskParts): Promise<void> {
  const { guard, searchExcludes } = parts;
  const plan = await planTests(place.document.uri, { guard, searchExcludes });
  const isThere = plan?.exists === true && plan.uri.toString() !== place.document.uri.toString();
  const tests = isThere ? [await readMentioned({ uri: plan.uri, most: 20_000 }, guard)] : [];
  await ask(testsQuestion(plan), [await readCode(place, parts), ...tests], parts);
}

/** What is selected, else the symbol around the cursor, else the whole document. */
async function readCode(place: CodePlace, { guard }: CodeDeskParts): Promise<MentionRead> {
  const { document, range } = place;
  const meant = range.isEmpty ? (await meantSymbol(place))?.range : range;
  const lines: Lines | undefined = meant && { first: meant.start.line + 1, last: meant.end.line + 1 };
  return readMentioned({ uri: document.uri, ...(lines && { lines }) }, guard);
}

/** Asks in the chat with what was read alone; what may not be read is said, and nothing is asked. */
async function ask(question: string, reads: readonly MentionRead[], parts: CodeDeskParts): Promise<void> {
  const [code] = reads;
  if (code === undefined || code.attachments.length === 0) {
    tell(code?.leftOut ?? say("There is no code here."));
    return;
  }
  await parts.openChat();
  const unasked = await (await parts.session()).askAbout(question, joined(reads));
  if (unasked !== undefined) tell(unasked);
}
