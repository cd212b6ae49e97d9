import * as z from "zod/mini";
import { err, ok, type Result } from "../base/result.ts";
import { presetOf, providerKinds, type ProviderKind } from "./providerPresets.ts";
import { parseProviderUrl } from "./serverUrl.ts";

/** A configured model server or API. Its key, if it needs one, lives in SecretStorage under its origin. */
export type ProviderConfig = {
  /** The part before the slash in `provider/model`. */
  readonly id: string;
  readonly kind: ProviderKind;
  /** Without a trailing slash: what the paths of its wire format are added to, for OpenAI-compatible servers with `/v1`. */
  readonly url: string;
  /** What every sentence on screen calls it. */
  readonly label: string;
  /** Models to offer without asking the server. */
  readonly models: readonly string[];
};

const entrySchema = z.strictObject({
  kind: z.enum(providerKinds),
  url: z.optional(z.string()),
  label: z.optional(z.string().check(z.minLength(1), z.maxLength(60))),
  models: z.optional(z.array(z.string().check(z.minLength(1), z.maxLength(200)))),
});

/** The JSON schema of one entry of `drawbridge.providers`, for the manifest. */
export const providerEntrySchema = {
  type: "object",
  required: ["kind"],
  additionalProperties: false,
  properties: {
    kind: {
      type: "string",
      enum: providerKinds,
      enumDescriptions: providerKinds.map((kind) => presetOf(kind).name),
      description: "Which kind of server it is.",
    },
    url: {
      type: "string",
      description: "Its address. May be left out where the kind has one of its own.",
    },
    label: {
      type: "string",
      minLength: 1,
      maxLength: 60,
      description: "What Drawbridge calls it on screen.",
    },
    models: {
      type: "array",
      items: { type: "string", minLength: 1, maxLength: 200 },
      description: "Models to offer without asking the server.",
    },
  },
};

const idPattern = /^[a-z0-9][a-z0-9_-]{0,39}$/i;

/** The provider that is there without configuration. */
export function ollamaProvider(url: string): ProviderConfig {
  return { id: "ollama", kind: "ollama", url, label: "Ollama", models: [] };
}

/** What of an entry is wrong; empty for the entry itself. */
function placeOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue === undefined) return "";
  return (issue.code === "unrecognized_keys" ? issue.keys.join(", ") : issue.path.join(".")).slice(0, 80);
}

function parseProvider(id: string, entry: unknown): Result<ProviderConfig, string> {
  if (!idPattern.test(id) || id === "ollama") {
    return err(`has an entry named "${id.slice(0, 40)}"; use letters, digits, - and _ (not "ollama")`);
  }
  const parsed = entrySchema.safeParse(entry);
  if (!parsed.success) {
    const where = placeOf(parsed.error.issues[0]);
    return err(`entry "${id}"${where === "" ? "" : `, ${where},`} is not as described in its hover`);
  }
  const { kind, label = id, models = [] } = parsed.data;
  const url = parseProviderUrl(parsed.data.url, kind);
  if (!url.ok) return err(`entry "${id}": url ${url.error}`);
  return ok({ id, kind, url: url.value, label, models });
}

function parseEntries(raw: unknown): readonly Result<ProviderConfig, string>[] {
  return Object.entries(raw ?? {}).map(([id, entry]) => parseProvider(id, entry));
}

/** Reads `drawbridge.providers`: an entry that is wrong is left out whole, and the others are used. */
export function parseProviders(raw: unknown): Result<readonly ProviderConfig[], string> {
  if (typeof raw !== "object" || raw === null || Array.isArray(raw)) {
    return err('must be an object such as { "team": { "kind": "vllm", "url": "https://…/v1" } }');
  }
  return ok(parseEntries(raw).flatMap((entry) => (entry.ok ? [entry.value] : [])));
}

/** What is wrong with each entry that {@link parseProviders} leaves out, as the end of "`drawbridge.providers` …". */
export function wrongProviders(raw: unknown): readonly string[] {
  return parseEntries(raw).flatMap((entry) => (entry.ok ? [] : [entry.error]));
}
