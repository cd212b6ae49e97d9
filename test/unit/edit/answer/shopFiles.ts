import { posix } from "node:path";
import type { TargetPlaces } from "../../../../src/edit/answer/findTarget.ts";

const root = "file:///home/me/shop";

/** The URI of a file of the workspace that the tests of this folder are about. */
export function shop(path: string): string {
  return `${root}/${path}`;
}

/** A workspace with these files. */
export function placesWith(files: readonly string[], folders: readonly string[] = [root]): TargetPlaces {
  const uris = files.map(shop);
  return {
    folders: () => folders.map((uri) => ({ uri, name: posix.basename(uri) })),
    join: (folder, names) => [folder, ...names].join("/"),
    at: (uri) => {
      const isFolder = uris.some((one) => one.startsWith(`${uri}/`));
      return Promise.resolve(uris.includes(uri) ? "file" : isFolder ? "folder" : "nothing");
    },
    endingIn: (names) => Promise.resolve(uris.filter((uri) => uri.endsWith(`/${names.join("/")}`))),
  };
}
