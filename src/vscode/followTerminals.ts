import * as vscode from "vscode";
import { afterLineEnd } from "../base/afterLineEnd.ts";
import { DisposableStore, type Disposable } from "../base/disposable.ts";

/** Characters of a command's output that are kept at least, its last ones, control codes included. */
const mostKept = 200_000;

/** The last command of a terminal, with the end of what it wrote. */
export type LastCommand = {
  /** Tells it from every other one. */
  readonly id: string;
  /** The terminal's name. */
  readonly terminal: string;
  /** The command line, as the shell reported it. */
  readonly command: string;
  /** What it wrote, control codes included. */
  readonly output: string;
  /** How many lines before that are not kept. */
  readonly lostLines: number;
  /** Absent while it runs, and where the shell did not tell. */
  readonly exitCode?: number;
  readonly isRunning: boolean;
};

/** What is known of the terminals' commands. */
export type Terminals = {
  /** The last command of each terminal, or of one of them, the latest first. */
  readonly last: (terminal?: vscode.Terminal) => readonly LastCommand[];
  /** A command with all that it wrote up to now; once it has ended, that is all: the editor may tell of the end before. */
  readonly whole: (command: LastCommand) => Promise<LastCommand>;
};

/** A command that is followed: its output grows until it ends. */
class FollowedCommand {
  readonly #id = crypto.randomUUID();
  readonly #terminal: vscode.Terminal;
  readonly #execution: vscode.TerminalShellExecution;
  #output = "";
  #lostLines = 0;
  #end: { readonly exitCode: number | undefined } | undefined;
  readonly #reading: Promise<void>;

  constructor({ terminal, execution }: vscode.TerminalShellExecutionStartEvent) {
    this.#terminal = terminal;
    this.#execution = execution;
    // A terminal that goes away takes the rest with it; what there is stays.
    this.#reading = this.#read().catch(() => undefined);
  }

  /** The command with all that it wrote up to now. */
  async whole(): Promise<LastCommand> {
    if (this.#end !== undefined) await this.#reading;
    return this.current();
  }

  /** Takes in what the command writes, until it ends. */
  async #read(): Promise<void> {
    for await (const part of this.#execution.read()) {
      this.#output += part;
      // Not with each part: a program that never stops writing must not keep the editor busy.
      if (this.#output.length > 2 * mostKept) this.#forgetBeginning();
    }
  }

  #forgetBeginning(): void {
    const kept = afterLineEnd(this.#output.slice(-mostKept));
    this.#lostLines += this.#output.slice(0, -kept.length).split("\n").length - 1;
    this.#output = kept;
  }

  ended(execution: vscode.TerminalShellExecution, exitCode: number | undefined): void {
    if (execution === this.#execution) this.#end = { exitCode };
  }

  current(): LastCommand {
    const exitCode = this.#end?.exitCode;
    return {
      id: this.#id,
      terminal: this.#terminal.name,
      command: this.#execution.commandLine.value,
      output: this.#output,
      lostLines: this.#lostLines,
      ...(exitCode !== undefined && { exitCode }),
      isRunning: this.#end === undefined,
    };
  }
}

/**
 * Follows what is run in the terminals, where the shell tells the editor. Of each terminal only the last command is kept, in
 * memory alone, until the terminal closes; nothing of it goes anywhere before a person puts it beside a question.
 */
export function followTerminals(): Terminals & Disposable {
  const store = new DisposableStore();
  const commands = new Map<vscode.Terminal, FollowedCommand>();
  store.add(
    vscode.window.onDidStartTerminalShellExecution((event) => {
      commands.delete(event.terminal);
      commands.set(event.terminal, new FollowedCommand(event));
    }),
  );
  store.add(
    vscode.window.onDidEndTerminalShellExecution(({ terminal, execution, exitCode }) => {
      commands.get(terminal)?.ended(execution, exitCode);
    }),
  );
  store.add(
    vscode.window.onDidCloseTerminal((terminal) => {
      commands.delete(terminal);
    }),
  );
  return {
    last: (terminal) => {
      const wanted = [...commands].filter(([one]) => terminal === undefined || one === terminal);
      return wanted.toReversed().map(([, command]) => command.current());
    },
    whole: async (command) => {
      const followed = [...commands.values()].find((one) => one.current().id === command.id);
      return (await followed?.whole()) ?? command;
    },
    dispose: () => {
      store.dispose();
      commands.clear();
    },
  };
}
