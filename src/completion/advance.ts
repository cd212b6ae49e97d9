import { fromEnd, type TextChange } from "./textChange.ts";

/** A suggestion on the screen. Of the document it holds the one line that it stands in. */
export type OnScreen = {
  /** Where it stands, in UTF-16 code units. */
  readonly offset: number;
  /** What of it is not in the document yet. */
  readonly text: string;
  /** Characters behind the position, on its line, that it stands in place of. */
  readonly replaced: number;
  /** The line before and behind the position. */
  readonly linePrefix: string;
  readonly lineSuffix: string;
};

/** What a change of the document makes of a suggestion on the screen. */
export type Advance =
  /** It still stands there, with more of it in the document than before or just as much. */
  | {
      readonly kind: "stands";
      readonly onScreen: OnScreen;
      /** So many characters of it came into the document. */
      readonly characters: number;
      /** Where they are now, counted with the document's own line ends. */
      readonly length: number;
      readonly how: "taken" | "typed";
    }
  /** What stands there now is something else. */
  | { readonly kind: "gone" };

/** Follows a suggestion through what was changed at once: whole, by word or line, or typed letter by letter. */
export function advance(onScreen: OnScreen, changes: readonly TextChange[]): Advance {
  const { linePrefix, lineSuffix } = onScreen;
  const start = onScreen.offset - linePrefix.length;
  const end = onScreen.offset + lineSuffix.length;
  let line = linePrefix + lineSuffix;
  let shift = 0;
  for (const { offset, removed, text } of fromEnd(changes)) {
    const behind = offset + removed;
    if (offset > end) continue;
    if (behind < start) shift += text.length - removed;
    else if (offset < start || behind > end) return { kind: "gone" };
    else line = line.slice(0, offset - start) + text + line.slice(behind - start);
  }
  return follow({ ...onScreen, offset: onScreen.offset + shift }, line);
}

/** What may stand behind the position now: what the whole suggestion leaves, what stood there, or that with a bracket. */
function endings({ lineSuffix, replaced }: OnScreen): readonly { rest: string; replaced: number }[] {
  return [
    { rest: lineSuffix.slice(replaced), replaced: 0 },
    { rest: lineSuffix, replaced },
    ...closers.map((closer) => ({ rest: closer + lineSuffix, replaced: replaced + 1 })),
  ];
}

/** What the editor adds by itself to what was typed. */
const closers = [")", "]", "}", ">", '"', "'", "`"];

function follow(onScreen: OnScreen, line: string): Advance {
  const { text, offset, linePrefix } = onScreen;
  if (!line.startsWith(linePrefix)) return { kind: "gone" };
  const behind = line.slice(linePrefix.length);
  for (const [index, { rest, replaced }] of endings(onScreen).entries()) {
    if (!behind.endsWith(rest)) continue;
    const inserted = behind.slice(0, behind.length - rest.length);
    const said = withPlainLineEnds(inserted);
    const isRight = index === 0 ? said === withPlainLineEnds(text) : withPlainLineEnds(text).startsWith(said);
    if (!isRight) continue;
    const left = { text: withPlainLineEnds(text).slice(said.length), replaced, lineSuffix: rest };
    const whole = linePrefix + inserted;
    const place = { offset: offset + inserted.length, linePrefix: whole.slice(whole.lastIndexOf("\n") + 1) };
    const how = isTyped(inserted) ? "typed" : "taken";
    return {
      ...{ kind: "stands", onScreen: { ...place, ...left } },
      ...{ characters: said.length, length: inserted.length, how },
    };
  }
  return { kind: "gone" };
}

function withPlainLineEnds(text: string): string {
  return text.replaceAll("\r\n", "\n");
}

/** One character, or a new line with what the editor indents it by. */
function isTyped(inserted: string): boolean {
  return /^(?:.?|\r?\n[ \t]*)$/u.test(inserted);
}
