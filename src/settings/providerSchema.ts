import { idPattern, longestLabel, longestModel } from "./providerConfig.ts";
import { presetOf, providerKinds, type ProviderKind } from "./providerPresets.ts";

const withoutUrl = providerKinds.filter((kind) => presetOf(kind).url === undefined);

function kindWords(kind: ProviderKind): string {
  const { name, url, key } = presetOf(kind);
  const where = url === undefined ? "at an address of yours" : `at \`${url}\` unless \`url\` says otherwise`;
  return `${name}, ${where}${key === "required" ? "; needs an API key" : ""}`;
}

/** A whole entry for a kind, as completion in settings.json writes it. */
function snippet(kind: ProviderKind) {
  const { name, url } = presetOf(kind);
  const address = url === undefined ? { url: "${1:https://llm.example.com/v1}" } : {};
  return { label: name, description: kindWords(kind), body: { kind, ...address, label: `\${2:${name}}` } };
}

const entry = {
  type: "object",
  required: ["kind"],
  additionalProperties: false,
  defaultSnippets: providerKinds.map(snippet),
  // Some kinds have no address that everybody's server listens at.
  if: { properties: { kind: { enum: withoutUrl } }, required: ["kind"] },
  then: { required: ["kind", "url"] },
  properties: {
    kind: {
      type: "string",
      enum: providerKinds,
      markdownEnumDescriptions: providerKinds.map(kindWords),
      description: "Which kind of server it is.",
    },
    url: {
      type: "string",
      format: "uri",
      defaultSnippets: providerKinds.flatMap((kind) => {
        const { name, url } = presetOf(kind);
        return url === undefined ? [] : [{ label: url, description: name, body: url }];
      }),
      description: "Its address. May be left out where the kind has one of its own.",
    },
    label: {
      type: "string",
      minLength: 1,
      maxLength: longestLabel,
      description: "What Drawbridge calls it on screen.",
    },
    models: {
      type: "array",
      items: { type: "string", minLength: 1, maxLength: longestModel },
      description: "Models to offer without asking the server.",
    },
  },
};

/** What completes and checks `drawbridge.providers` while a person writes it; only for the manifest. */
export const providersSchema = {
  propertyNames: { pattern: idPattern.source },
  additionalProperties: entry,
  defaultSnippets: providerKinds.map((kind) => {
    const { label, description, body } = snippet(kind);
    return {
      label,
      description,
      body: { [`\${3:${kind === "ollama" ? "other" : kind.toLowerCase()}}`]: body },
    };
  }),
};
