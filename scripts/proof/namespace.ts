import { accessSync, constants, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { mustRun, run, type Ran } from "../run.ts";

/** A file that is seen in place of another inside the namespace. */
export type Mount = { readonly source: string; readonly target: string };

/** The address name look-ups go to inside the namespace: a public one, so that each look-up leaves loopback. */
export const nameServer = "203.0.113.53";

const walls = join(import.meta.dirname, "walls.sh");
const environment: NodeJS.ProcessEnv = {
  ...process.env,
  // An ordinary user's PATH may lack the folder that holds `ip`.
  PATH: [process.env["PATH"] ?? "", "/usr/sbin", "/sbin"].join(delimiter),
};

/**
 * Runs a command in new user, network and mount namespaces in which every address on earth is local and name look-ups
 * go to `nameServer`. Nothing in there reaches the real network, and nothing needs root where user namespaces are
 * allowed.
 */
export async function inNamespace(
  command: string,
  args: readonly string[],
  options: { readonly mounts?: readonly Mount[]; readonly echo?: boolean } = {},
): Promise<Ran> {
  const folder = await mkdtemp(join(tmpdir(), "drawbridge-walls-"));
  try {
    const resolver = join(folder, "resolv.conf");
    await writeFile(resolver, `nameserver ${nameServer}\nsearch .\noptions timeout:5 attempts:2\n`);
    const mounts = (options.mounts ?? []).flatMap(({ source, target }) => [source, target]);
    return await run("unshare", ["-Urnm", "sh", walls, resolver, ...mounts, "--", command, ...args], {
      env: environment,
      echo: options.echo ?? false,
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Why the walls cannot stand on this machine, with the cure, in one line; undefined when they do. Installs iproute2
 * where that is possible, and tries the walls for real.
 */
export async function whyNoNamespace(): Promise<string | undefined> {
  if (process.platform !== "linux")
    return "The network proof runs on Linux only: it needs network namespaces.";
  const missing = await whatIsMissing();
  if (missing !== undefined) return missing;
  const { code, output } = await inNamespace("true", []);
  return code === 0 ? undefined : explainRefusal(output, readSwitch);
}

/** The switches of Linux that forbid an ordinary user a namespace: what each says when it does, and the cure. */
const switches = [
  { name: "user.max_user_namespaces", forbids: "0", cure: "15000" },
  { name: "user.max_net_namespaces", forbids: "0", cure: "15000" },
  { name: "user.max_mnt_namespaces", forbids: "0", cure: "15000" },
  { name: "kernel.unprivileged_userns_clone", forbids: "0", cure: "1" },
  { name: "kernel.apparmor_restrict_unprivileged_userns", forbids: "1", cure: "0" },
  { name: "net.ipv6.conf.default.disable_ipv6", forbids: "1", cure: "0" },
] as const;

/** Names the switch that explains a refusal, or else the words of the tool that was refused. */
export function explainRefusal(output: string, value: (name: string) => string | undefined): string {
  const said = output.trim().split("\n").at(-1) ?? "";
  const found = switches.find(({ name, forbids }) => value(name) === forbids);
  const cure =
    found === undefined
      ? "in a container, allow it with --security-opt seccomp=unconfined --security-opt apparmor=unconfined"
      : `${found.name} is ${found.forbids}: sudo sysctl -w ${found.name}=${found.cure}`;
  return `This machine allows no network namespace of our own (${said}); ${cure}`;
}

function readSwitch(name: string): string | undefined {
  try {
    return readFileSync(join("/proc/sys", ...name.split(".")), "utf8").trim();
  } catch {
    return undefined;
  }
}

async function whatIsMissing(): Promise<string | undefined> {
  const tools = { unshare: "util-linux", mount: "util-linux", ip: "iproute2", python3: "python3" };
  for (const [tool, debianPackage] of Object.entries(tools)) {
    if (isInstalled(tool)) continue;
    const hint = `${tool} is missing: install Debian's ${debianPackage} package (sudo apt-get install ${debianPackage})`;
    if (process.getuid?.() !== 0 || !isInstalled("apt-get")) return hint;
    await mustRun(`Installing ${debianPackage}`, "apt-get", ["install", "-y", debianPackage]);
    if (!isInstalled(tool)) return hint;
  }
  return undefined;
}

function isInstalled(tool: string): boolean {
  return (environment["PATH"] ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, tool), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
