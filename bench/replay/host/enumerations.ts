import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

type Enumeration = Readonly<Record<string, number | string>>;

/** Every enumeration of the `vscode` module by its name, with both directions, as its typings declare them. */
export function enumerations(): Readonly<Record<string, Enumeration>> {
  const typings = readFileSync(createRequire(import.meta.url).resolve("@types/vscode/index.d.ts"), "utf8");
  const declared = typings.replace(/\/\*[\s\S]*?\*\//g, "").matchAll(/export enum (\w+) \{([^}]*)\}/g);
  return Object.fromEntries([...declared].map(([, name = "", body = ""]) => [name, enumeration(body)]));
}

function enumeration(body: string): Enumeration {
  const members: Record<string, number | string> = {};
  let next = 0;
  for (const [, name = "", value] of body.matchAll(/(\w+)(?:\s*=\s*(-?\d+))?\s*(?:,|$)/g)) {
    const number = value === undefined ? next : Number(value);
    members[name] = number;
    members[number] = name;
    next = number + 1;
  }
  return members;
}
