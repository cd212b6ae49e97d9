import * as vscode from "vscode";
import { nameOf } from "../base/nameOf.ts";
import { shownName } from "../base/shownName.ts";
import { say } from "../terms/words.ts";
import type { CommitRepository } from "./gitRepositories.ts";

/**
 * The repository that a command is about: the one whose menu was opened, the only one, the one of the active editor, or the one
 * that the person picks. Who has none is told so.
 */
export async function pickRepository(
  repositories: readonly CommitRepository[],
  clicked: unknown,
): Promise<CommitRepository | undefined> {
  const [first] = repositories;
  if (first === undefined) {
    await vscode.window.showInformationMessage(say("No git repository is open here."));
    return undefined;
  }
  const named = repositories.find(({ rootUri }) => isOf(clicked, rootUri));
  if (named !== undefined || repositories.length === 1) return named ?? first;
  return ofEditor(repositories) ?? (await chosen(repositories));
}

/** The editor hands over the source control of a menu, which anybody else could, too: only its root is looked at. */
function isOf(clicked: unknown, { path, scheme }: vscode.Uri): boolean {
  if (typeof clicked !== "object" || clicked === null || !("rootUri" in clicked)) return false;
  const { rootUri } = clicked;
  return rootUri instanceof vscode.Uri && rootUri.scheme === scheme && rootUri.path === path;
}

/** Of repositories within each other the innermost. */
function ofEditor(repositories: readonly CommitRepository[]): CommitRepository | undefined {
  const open = vscode.window.activeTextEditor?.document.uri;
  if (open === undefined) return undefined;
  return repositories
    .filter(({ rootUri }) => open.path.startsWith(`${rootUri.path.replace(/\/$/, "")}/`))
    .toSorted((a, b) => b.rootUri.path.length - a.rootUri.path.length)[0];
}

async function chosen(repositories: readonly CommitRepository[]): Promise<CommitRepository | undefined> {
  const rows = repositories.map((repository) => ({
    label: shownName(nameOf(repository.rootUri.path)),
    repository,
  }));
  const title = say("Write a commit message for which repository?");
  return (await vscode.window.showQuickPick(rows, { title }))?.repository;
}
