import { projectNames, type ProjectTextParts } from "../context/projectText.ts";
import { writtenOut } from "../context/writtenOut.ts";

/** Where a project keeps what it says to a model, and what reads it. */
export type ProjectPlaces = ProjectTextParts & {
  /** URIs of the workspace folders. */
  readonly folders: () => readonly string[];
  /** The URI of a path below a folder. */
  readonly join: (folder: string, path: string) => string;
  /** A path as a person knows it, relative to the workspace. */
  readonly pathOf: (uri: string) => string;
};

/** A file by which a project speaks to a model, before it was read. */
export type ProjectFile = { readonly uri: string; readonly path: string; readonly folder: string };

/** Files of one directory that are looked at, at most. */
const mostFiles = 50;

/** A file of a workspace folder, whether it is there or not. */
export function projectFile(folder: string, path: string, { join, pathOf }: ProjectPlaces): ProjectFile {
  const uri = join(folder, path);
  return { uri, path: pathOf(uri), folder };
}

/** The files of a directory whose names have an ending, by their names. One whose name hides something is left out. */
export async function projectFiles(
  folder: string,
  { directory, ending }: { readonly directory: string; readonly ending: string },
  places: ProjectPlaces,
): Promise<readonly ProjectFile[]> {
  const names = await projectNames(places.join(folder, directory), folder, places);
  const fitting = names.filter((name) => name.toLowerCase().endsWith(ending) && writtenOut(name) === name);
  return fitting.slice(0, mostFiles).map((name) => projectFile(folder, `${directory}/${name}`, places));
}
