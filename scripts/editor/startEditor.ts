/**
 * Starts VS Code's own server (web workbench, real extension host) for `npm start`, the demo, the tests and the proof.
 * Every run has a profile of its own; the editor's own noise is off, everything else is as a person would have it.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { run, stop } from "../run.ts";
import { installEditor } from "./installEditor.ts";
import { quietSettings } from "./quietSettings.ts";
import { serverOutput, withoutSpdlog } from "./serverOutput.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

/**
 * How the extension gets in: `linked` installs a built checkout by a link (an ordinary window, notifications and
 * all), `vsix` installs a package, `development` is for in-editor tests: the editor then takes `extensionTestsPath`
 * and other payload keys, shows no notification toasts, and answers no dialog while such tests run.
 */
export type EditorExtension =
  | { readonly kind: "linked"; readonly path: string }
  | { readonly kind: "vsix"; readonly file: string }
  | { readonly kind: "development"; readonly path: string }
  | { readonly kind: "none" };

/** What to start. `settings` go over the quiet defaults into the profile's user settings. */
export type EditorOptions = {
  /** A folder, or a `.code-workspace` file. */
  readonly folder: string;
  readonly extension: EditorExtension;
  /** Another extension beside it, by a link. */
  readonly beside?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** What the machine that the editor runs on says, as a container or a remote host may. */
  readonly machineSettings?: Readonly<Record<string, unknown>>;
  /** False opens the folder in Restricted Mode, as VS Code opens a folder nobody has trusted yet. */
  readonly trust: boolean;
  /** 0 or absent picks a free port. */
  readonly port?: number;
  /** Asks every visitor for a random token; without it the address is open to every local process. */
  readonly token?: boolean;
  /** A folder for profile, extensions and server data that stays afterwards; else a temporary one that does not. */
  readonly profileDir?: string;
  readonly env?: NodeJS.ProcessEnv;
};

/** A running server. `url()` opens the folder; a payload is honoured only with a `development` extension. */
export type EditorServer = {
  readonly port: number;
  readonly pid: number;
  readonly dataDir: string;
  /** The profile's user settings. The web editor reads the file at start only. */
  readonly settingsFile: string;
  readonly url: (payload?: readonly (readonly [key: string, value: string])[]) => string;
  /** What the server printed so far, without its known harmless noise. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
};

/** Starts the server and resolves once it listens; throws with the end of its output when it dies before that. */
export async function startEditor(options: EditorOptions): Promise<EditorServer> {
  if (process.platform !== "linux") throw new Error("The editor commands run on Linux; this is not one.");
  const installed = await installEditor();
  const temporary = await temporaryFolder("editor");
  const dataDir = options.profileDir ?? temporary.path;
  try {
    const main = join(installed, "out", "server-main.js");
    const token = options.token === true ? randomBytes(20).toString("hex") : undefined;
    await writeProfile(dataDir, main, options);
    const args = [main, ...dataFlags(dataDir), ...(await serverFlags(dataDir, token, options))];
    const server = await listening(
      spawnServer(args, { ...offline, XDG_RUNTIME_DIR: temporary.path, ...options.env }),
    );
    return {
      ...server,
      dataDir,
      settingsFile: settingsFile(dataDir),
      url: (payload) => address(server.port, resolve(options.folder), token, payload),
      stop: async () => {
        await server.stop();
        await temporary.remove();
      },
    };
  } catch (error) {
    await temporary.remove();
    throw error;
  }
}

function settingsFile(dataDir: string): string {
  return join(dataDir, "user", "User", "settings.json");
}

function dataFlags(dataDir: string): readonly string[] {
  return [
    ...["--server-data-dir", join(dataDir, "server")],
    ...["--user-data-dir", join(dataDir, "user")],
    ...["--extensions-dir", join(dataDir, "extensions")],
    "--accept-server-license-terms",
    "--disable-telemetry",
  ];
}

async function serverFlags(
  dataDir: string,
  token: string | undefined,
  options: EditorOptions,
): Promise<readonly string[]> {
  const flags = ["--host", "127.0.0.1", "--port", `${options.port ?? 0}`, "--disable-experiments"];
  if (options.trust) flags.push("--disable-workspace-trust");
  if (options.extension.kind === "development") flags.push("--enable-smoke-test-driver");
  if (token === undefined) return [...flags, "--without-connection-token"];
  // By file: an argument can be read by every user of the machine.
  const file = join(dataDir, "token");
  await writeFile(file, token, { mode: 0o600 });
  return [...flags, "--connection-token-file", file];
}

async function writeProfile(dataDir: string, main: string, options: EditorOptions): Promise<void> {
  const { extension } = options;
  const extensions = join(dataDir, "extensions");
  const file = settingsFile(dataDir);
  await Promise.all([dirname(file), extensions].map((folder) => mkdir(folder, { recursive: true })));
  const settings = { ...quietSettings, ...options.settings };
  await writeFile(file, JSON.stringify(settings, null, 2));
  if (options.machineSettings !== undefined) {
    const machine = join(dataDir, "user", "Machine", "settings.json");
    await mkdir(dirname(machine), { recursive: true });
    await writeFile(machine, JSON.stringify(options.machineSettings, null, 2));
  }
  // Before a package is installed: afterwards the editor keeps a list, and does not look into the folder any more.
  if (options.beside !== undefined) await link(options.beside, extensions);
  if (extension.kind === "vsix") {
    const args = [main, ...dataFlags(dataDir), "--install-extension", resolve(extension.file)];
    const { code, output } = await run(process.execPath, args, { env: serverEnvironment() });
    if (code !== 0) throw new Error(`Installing ${extension.file} failed:\n${withoutSpdlog(output).trim()}`);
  } else if (extension.kind === "linked") {
    await link(extension.path, extensions);
  }
}

async function link(path: string, extensions: string): Promise<void> {
  const { publisher, name, version } = JSON.parse(await readFile(join(path, "package.json"), "utf8")) as {
    readonly publisher: string;
    readonly name: string;
    readonly version: string;
  };
  const target = join(extensions, `${publisher}.${name}-${version}`);
  await rm(target, { force: true });
  await symlink(resolve(path), target, "dir");
}

/** Without a gallery the server looks nothing up on the internet at start. */
const offline = { EXTENSIONS_GALLERY: "{}" };

function serverEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  // What npm or a surrounding VS Code terminal left in the environment would steer the server inside.
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|VSCODE_|ELECTRON_|NODE_OPTIONS$)/i.test(name),
  );
  return { ...Object.fromEntries(own), ...extra };
}

function spawnServer(args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  // A process group of its own, so that its extension hosts end with it and Ctrl+C reaches it through us alone.
  return spawn(process.execPath, args, {
    env: serverEnvironment(env),
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function listening(
  child: ChildProcess,
): Promise<Pick<EditorServer, "port" | "pid" | "output" | "stop">> {
  const output = serverOutput(child);
  const endGroup = (): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // Nothing of the group is left.
    }
  };
  process.once("exit", endGroup);
  const stopServer = async (): Promise<void> => {
    await stop(child);
    endGroup();
    process.off("exit", endGroup);
  };
  try {
    const port = await output.port(60_000);
    if (child.pid === undefined) throw new Error("VS Code's server has no process id.");
    return { port, pid: child.pid, output: output.text, stop: stopServer };
  } catch (error) {
    await stopServer();
    throw error;
  }
}

function address(
  port: number,
  folder: string,
  token: string | undefined,
  payload: readonly (readonly [key: string, value: string])[] | undefined,
): string {
  const url = new URL(`http://127.0.0.1:${port}/`);
  if (token !== undefined) url.searchParams.set("tkn", token);
  url.searchParams.set(folder.endsWith(".code-workspace") ? "workspace" : "folder", folder);
  if (payload !== undefined) url.searchParams.set("payload", JSON.stringify(payload));
  return url.href;
}
