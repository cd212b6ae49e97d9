const [escape, bell, stringEnd, csi, osc] = [0x1b, 0x07, 0x9c, 0x9b, 0x9d].map((code) =>
  String.fromCharCode(code),
) as [string, string, string, string, string];
/** What begins a string that is for the terminal alone: DCS, SOS, PM and APC, in seven and in eight bits. */
const stringStarts = `(?:${escape}[PX^_]|[${[0x90, 0x98, 0x9e, 0x9f].map((code) => String.fromCharCode(code)).join("")}])`;

/** ECMA-48: control sequences, strings for the terminal, other escapes, single control characters, and text between them. */
const tokens = new RegExp(
  [
    `(?:${escape}\\[|${csi})(?<given>[0-?]*)[ -/]*(?<final>[@-~])`,
    `(?:${escape}\\]|${osc})[^${bell}${escape}${stringEnd}]*(?:${bell}|${escape}\\\\|${stringEnd}|$)`,
    `${stringStarts}[^${escape}${stringEnd}]*(?:${escape}\\\\|${stringEnd}|$)`,
    `${escape}[ -/]*[0-~]`,
    `(?<text>\\P{Cc}+)`,
    `(?<control>\\p{Cc})`,
  ].join("|"),
  "gsu",
);

/** Columns between two stops of the tabulator. */
const tabStop = 8;
/** The screen of full-screen programs, which leaves nothing behind: switched on and off. */
const otherScreen = /^\?(?:47|1047|1049)$/;

/**
 * What a person would see of what a program wrote to a terminal: colours, titles and other codes are gone, and what was
 * written over something stands in its place, as with the bars that show progress.
 */
export function plainTerminalText(raw: string): string {
  const screen = new Screen();
  for (const { groups = {} } of raw.matchAll(tokens)) {
    const { given = "", final, text, control } = groups;
    if (text !== undefined) screen.write(text);
    else if (control !== undefined) screen.control(control);
    else if (final !== undefined) screen.command(final, given);
  }
  return screen.text();
}

/** As much of a terminal's screen as shows in plain text; it is as high and as wide as what is written. */
class Screen {
  readonly #rows = [""];
  #row = 0;
  #column = 0;
  /** Whether a full-screen program has a screen of its own: it changes nothing here, and the cursor waits where it was. */
  #isAway = false;

  text(): string {
    return this.#rows
      .map((row) => row.trimEnd())
      .join("\n")
      .trimEnd();
  }

  write(text: string): void {
    if (this.#isAway) return;
    const row = this.#line();
    const [before, after] =
      this.#column === row.length
        ? [row, ""]
        : [row.slice(0, this.#column).padEnd(this.#column), row.slice(this.#column + text.length)];
    this.#rows[this.#row] = before + text + after;
    this.#column += text.length;
  }

  control(code: string): void {
    if (this.#isAway) return;
    if (code === "\n") this.#down(1, 0);
    else if (code === "\r") this.#column = 0;
    else if (code === "\b") this.#column = Math.max(0, this.#column - 1);
    else if (code === "\t") this.write(" ".repeat(tabStop - (this.#column % tabStop)));
  }

  command(final: string, given: string): void {
    if (final === "h" || final === "l") {
      if (otherScreen.test(given)) this.#isAway = final === "h";
      return;
    }
    if (this.#isAway) return;
    const count = Number.parseInt(given, 10) || 0;
    if (final === "K") this.#eraseInLine(count);
    else if (final === "J") this.#eraseBelow(count);
    else this.#move(final, Math.max(1, count));
  }

  /** Up, down, right, left, or to a column: never to where nothing was written yet. */
  #move(final: string, by: number): void {
    const [lastRow, end] = [this.#rows.length - 1, this.#line().length];
    if (final === "A") this.#row = Math.max(0, this.#row - by);
    else if (final === "B") this.#row = Math.min(lastRow, this.#row + by);
    else if (final === "C") this.#column = Math.min(end, this.#column + by);
    else if (final === "D") this.#column = Math.max(0, this.#column - by);
    else if (final === "G") this.#column = Math.min(end, by - 1);
  }

  #line(): string {
    return this.#rows[this.#row] ?? "";
  }

  #down(by: number, column: number): void {
    this.#row += by;
    this.#column = column;
    if (this.#row === this.#rows.length) this.#rows.push("");
  }

  /** To the end of the line (0), to where the cursor is (1), or all of it (2). */
  #eraseInLine(part: number): void {
    const row = this.#line();
    const kept = part === 0 ? row.slice(0, this.#column) : "";
    this.#rows[this.#row] = part === 1 ? " ".repeat(this.#column) + row.slice(this.#column) : kept;
  }

  /** Everything behind the cursor (0), or everything (2, 3); what is above it (1) is kept, as a person can scroll there. */
  #eraseBelow(part: number): void {
    if (part === 1) return;
    if (part !== 0) [this.#row, this.#column] = [0, 0];
    this.#rows.splice(this.#row + 1);
    this.#eraseInLine(0);
  }
}
