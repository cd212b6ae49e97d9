import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../editor/temporaryFolder.ts";
import { readCaptureLog, type CaptureLine } from "../proof/captureLog.ts";
import { inNamespace, type Mount } from "../proof/namespace.ts";
import { makeCertificate, type TestCertificate } from "./testAuthority.ts";

/** What to run inside a fake internet. */
export type FakeInternet = {
  /** Each name with its address, from the ranges kept for documentation; servers of ours are to listen there. */
  readonly hosts: Readonly<Record<string, string>>;
  /** A script of this project. Its one argument names a file that `readVisit` reads. */
  readonly script: string;
  /** What the script is to know, beside the certificate for the hosts. */
  readonly errand: unknown;
  /** Where the catcher's log goes. */
  readonly log: string;
  readonly deadlineSeconds: number;
};

/** What the script is told. */
export type Visit<Errand> = Pick<TestCertificate, "certificate" | "key"> & { readonly errand: Errand };

/** The system's bundle of trusted authorities, which the editor's patched TLS reads. */
const trusted = "/etc/ssl/certs/ca-certificates.crt";

/**
 * Runs a script where every address on earth is local, the hosts' names are known and their certificate is believed.
 * Returns everything that the catcher saw; what the script prints is printed.
 */
export async function runInFakeInternet({
  hosts,
  script,
  errand,
  log,
  deadlineSeconds,
}: FakeInternet): Promise<readonly CaptureLine[]> {
  const folder = await temporaryFolder("internet");
  try {
    const { authority, ...certificate } = await makeCertificate(folder.path, Object.keys(hosts));
    const mounts = await prepareMounts(folder.path, hosts, authority);
    const visit = join(folder.path, "visit.json");
    await writeFile(visit, JSON.stringify({ ...certificate, errand }), { mode: 0o600 });
    await rm(log, { force: true });
    const catcher = join(import.meta.dirname, "..", "proof", "catcher.py");
    // The servers inside take port 443 themselves.
    const flags = ["--log", log, "--deadline", String(deadlineSeconds), "--ports", "53,80"];
    const job = ["--", process.execPath, script, visit];
    await inNamespace("python3", [catcher, ...flags, ...job], { mounts, echo: true });
    return readCaptureLog(await readFile(log, "utf8"));
  } finally {
    await folder.remove();
  }
}

/** Reads what the script that runs inside was told. */
export async function readVisit<Errand>(): Promise<Visit<Errand>> {
  const file = process.argv[2];
  if (file === undefined) throw new Error("This script runs inside a fake internet only.");
  return JSON.parse(await readFile(file, "utf8")) as Visit<Errand>;
}

async function prepareMounts(
  folder: string,
  hosts: Readonly<Record<string, string>>,
  authority: string,
): Promise<readonly Mount[]> {
  const hostsFile = join(folder, "hosts");
  const bundle = join(folder, "trusted.crt");
  const lines = Object.entries(hosts).map(([name, address]) => `${address} ${name}`);
  await writeFile(hostsFile, ["127.0.0.1 localhost", "::1 localhost", ...lines, ""].join("\n"));
  const before = await readFile(trusted, "utf8").catch(() => {
    throw new Error(`${trusted} is missing: install Debian's ca-certificates package.`);
  });
  await writeFile(bundle, `${before}\n${authority}`);
  return [
    { source: hostsFile, target: "/etc/hosts" },
    { source: bundle, target: trusted },
  ];
}
