import { posix, win32 } from "node:path";

/** Whether Ollama's program is where it usually is. Nothing is run to find out, and elsewhere nobody looks. */
export type OllamaProgram =
  | { readonly kind: "unlooked" }
  | {
      readonly kind: "found";
      /** The whole path of the program. */
      readonly path: string;
      /** Whether it is installed as a service of the system, which has models of its own. */
      readonly service: boolean;
    }
  | { readonly kind: "notFound" };

/** Where to look: whose files they are, and whether there is one. */
export type ProgramFiles = {
  readonly platform: NodeJS.Platform;
  /** The user's own folder. */
  readonly home: string;
  /** Whether there is a file; one that may not be looked at is none. */
  readonly isFile: (path: string) => Promise<boolean>;
};

/** Where Ollama's scripts/install.sh puts the description of its service on Linux. */
const serviceFile = "/etc/systemd/system/ollama.service";

/**
 * Where the program usually is, the likeliest first: where Ollama's scripts/install.sh and install.ps1 put it, then
 * Homebrew, the snap, and a program of the user's own.
 */
export function usualPlaces({ platform, home }: Omit<ProgramFiles, "isFile">): readonly string[] {
  if (platform === "win32") return [win32.join(home, "AppData", "Local", "Programs", "Ollama", "ollama.exe")];
  if (platform === "darwin")
    return [
      "/Applications/Ollama.app/Contents/Resources/ollama",
      posix.join(home, "Applications/Ollama.app/Contents/Resources/ollama"),
      "/opt/homebrew/bin/ollama",
      "/usr/local/bin/ollama",
    ];
  return [
    "/usr/local/bin/ollama",
    "/usr/bin/ollama",
    "/bin/ollama",
    posix.join(home, ".local/bin/ollama"),
    "/snap/bin/ollama",
    "/home/linuxbrew/.linuxbrew/bin/ollama",
  ];
}

/** Looks for Ollama's program at its usual places. */
export async function findOllama(files: ProgramFiles): Promise<OllamaProgram> {
  for (const path of usualPlaces(files)) {
    if (!(await files.isFile(path))) continue;
    return { kind: "found", path, service: files.platform === "linux" && (await files.isFile(serviceFile)) };
  }
  return { kind: "notFound" };
}
