import { join } from "node:path";

/** Where the deleted conversations of a folder wait to be taken back, beside those that are there. */
export function deletedFolder(folder: string): string {
  return join(folder, "deleted");
}
