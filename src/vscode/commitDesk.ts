import * as vscode from "vscode";
import { messageText } from "../base/messageText.ts";
import type { PathGuard } from "../context/pathGuard.ts";
import { earlierCommits, earlierSubjects } from "../edit/commit/earlierSubjects.ts";
import { gatherChanges } from "../edit/commit/gatherChanges.ts";
import { repositoryRule, repositoryRulePath } from "../edit/commit/repositoryRule.ts";
import {
  writeMessage,
  type WriteMessageParts,
  type WriteMessageWish,
  type WrittenMessage,
} from "../edit/commit/writeMessage.ts";
import { projectFile } from "../chat/projectPlaces.ts";
import type { StepAction } from "../protocol/messages.ts";
import type { Sending } from "../sending/send.ts";
import { listed } from "../terms/listed.ts";
import { say } from "../terms/words.ts";
import { changedPaths } from "./changedPaths.ts";
import { pickRepository } from "./pickRepository.ts";
import { createProjectPlaces } from "./projectPlaces.ts";
import { gitRepositories, type CommitRepository } from "./gitRepositories.ts";

/** What the desk uses of the window's own. */
export type CommitDeskParts = {
  readonly sending: Pick<Sending, "send">;
  readonly guard: Pick<PathGuard, "judge">;
  /** What the user wants of every message. */
  readonly rule: () => string;
  readonly onStep: (action: StepAction, task: "commit") => unknown;
  /** Told before a request of the task begins. */
  readonly onBegin: () => void;
  readonly repositories?: () => Promise<readonly CommitRepository[]>;
};

/** Writes commit messages for the repositories of the window, for each one at a time. */
export class CommitDesk {
  readonly #parts: CommitDeskParts;
  readonly #running = new Map<string, AbortController>();
  /** What was written last into each box. */
  readonly #written = new Map<string, string>();

  constructor(parts: CommitDeskParts) {
    this.#parts = parts;
  }

  /** Writes a message for the repository whose menu it was, or the one at hand; while one is being written, stops that. */
  async write(clicked: unknown): Promise<void> {
    const { repositories = gitRepositories } = this.#parts;
    const repository = await pickRepository(await repositories(), clicked);
    if (repository === undefined) return;
    const running = this.#running.get(keyOf(repository));
    if (running === undefined) await this.#write(repository, {});
    else running.abort();
  }

  async #write(repository: CommitRepository, wish: WriteMessageWish): Promise<void> {
    const key = keyOf(repository);
    // A second writer would mix its words with those of the first.
    if (this.#running.has(key)) return;
    const running = new AbortController();
    this.#running.set(key, running);
    this.#parts.onBegin();
    try {
      const written = await vscode.window.withProgress(
        { location: vscode.ProgressLocation.SourceControl, title: say("Writing a commit message") },
        () => writeMessage(wish, this.#partsFor(repository), running.signal),
      );
      this.#running.delete(key);
      await this.#tell(written, repository, wish);
    } finally {
      if (this.#running.get(key) === running) this.#running.delete(key);
    }
  }

  #partsFor(repository: CommitRepository): WriteMessageParts {
    const { sending, guard, rule } = this.#parts;
    return {
      ...{ sending, rule, box: repository.inputBox },
      changes: async (signal) => {
        const { changes, leftOut } = await gatherChanges(changedPaths(repository, guard), signal);
        return { changes, leftOut: [...leftOut, ...conflictWords(repository)] };
      },
      subjects: async () => {
        // Git takes it for an error when there is no commit yet.
        const commits = await repository.log({ maxEntries: earlierCommits }).catch(() => []);
        return earlierSubjects(commits);
      },
      ownRule: () => {
        const places = createProjectPlaces(guard);
        const at = projectFile(keyOf(repository), repositoryRulePath, places);
        return repositoryRule(at, places);
      },
      isOurs: (text) => this.#written.get(keyOf(repository)) === text,
    };
  }

  async #tell(written: WrittenMessage, repository: CommitRepository, wish: WriteMessageWish): Promise<void> {
    switch (written.kind) {
      case "written":
        return this.#tellWritten(written, repository);
      case "nothing":
        await vscode.window.showInformationMessage(messageText(written.sentence));
        return;
      case "stopped":
        if (written.came !== "") await this.#offerWhatCame(say("Stopped."), written.came, repository);
        return;
      case "failed":
        return this.#tellFailed(written, repository, wish);
      case "takenOver":
        return;
    }
  }

  async #tellWritten(
    { message, before, notes }: Extract<WrittenMessage, { kind: "written" }>,
    repository: CommitRepository,
  ): Promise<void> {
    const wasTheirs = before.trim() !== "" && this.#written.get(keyOf(repository)) !== before;
    this.#written.set(keyOf(repository), message);
    const told = wasTheirs ? [say("Your text went along as a note, and was replaced."), ...notes] : notes;
    if (told.length === 0) return;
    const putBack = say("Put Back");
    const answer = await vscode.window.showInformationMessage(
      messageText(told.join(" ")),
      ...(wasTheirs ? [putBack] : []),
    );
    if (answer === putBack) repository.inputBox.value = before;
  }

  async #offerWhatCame(sentence: string, came: string, repository: CommitRepository): Promise<void> {
    const use = say("Use What Came");
    const answer = await vscode.window.showInformationMessage(
      messageText(`${sentence} ${say("The box holds what it held before.")}`),
      use,
    );
    if (answer === use) this.#use(came, repository);
  }

  #use(came: string, repository: CommitRepository): void {
    this.#written.set(keyOf(repository), came);
    repository.inputBox.value = came;
  }

  async #tellFailed(
    { came, problem, excluded }: Extract<WrittenMessage, { kind: "failed" }>,
    repository: CommitRepository,
    wish: WriteMessageWish,
  ): Promise<void> {
    const use = came === "" ? [] : [say("Use What Came")];
    const answer = await vscode.window.showWarningMessage(
      messageText(problem.sentence),
      ...use,
      ...problem.steps.map(({ label }) => label),
    );
    const action = problem.steps.find(({ label }) => label === answer)?.action;
    if (answer !== undefined && use.includes(answer)) this.#use(came, repository);
    else if (action === "leaveOut" && excluded !== undefined)
      await this.#write(repository, { ...wish, without: new Set([...(wish.without ?? []), excluded]) });
    else if (action !== undefined) await this.#step(action, repository, wish);
  }

  async #step(action: StepAction, repository: CommitRepository, wish: WriteMessageWish): Promise<void> {
    if (action === "retry") await this.#write(repository, wish);
    else if (action === "useDeviceModel") await this.#write(repository, { ...wish, onDevice: true });
    else {
      const outcome = await this.#parts.onStep(action, "commit");
      // What was not confirmed would only be refused again.
      if (action === "confirmDestination" && outcome === true) await this.#write(repository, wish);
    }
  }
}

function conflictWords({ state }: CommitRepository): readonly string[] {
  const paths = state.mergeChanges.map(({ uri }) => vscode.workspace.asRelativePath(uri));
  return paths.length === 0
    ? []
    : [say("Settle the conflicts in {0} first: nothing is said of them yet.", listed(paths))];
}

function keyOf({ rootUri }: CommitRepository): string {
  return rootUri.toString();
}
