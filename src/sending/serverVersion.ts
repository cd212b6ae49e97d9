/** Versions of Ollama at which what we check appeared (see its release tags). */
const gates = {
  /** Models with `remote_host` exist. */
  remoteModels: [0, 12, 0],
  /** Its published security holes are mended (CVE-2026-7482 among them). */
  mended: [0, 17, 1],
  /** `GET /api/status` tells whether cloud features are off. */
  status: [0, 16, 2],
  /** `model:local` is refused for anything that would be forwarded. */
  localSuffix: [0, 18, 0],
} as const;

/**
 * Whether a server of this version has a feature. A version that cannot be read, and the `0.0.0` of a development
 * build, count as the newest: assuming an old one would skip checks.
 */
export function serverHas(version: string, feature: keyof typeof gates): boolean {
  const parts = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version)?.slice(1).map(Number) ?? [];
  if (parts.length === 0 || parts.every((part) => part === 0)) return true;
  const differing = gates[feature].findIndex((wanted, index) => parts[index] !== wanted);
  return differing === -1 || (parts[differing] ?? 0) > gates[feature][differing as 0 | 1 | 2];
}
