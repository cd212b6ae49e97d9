/** A model server that `npm start` or the demo runs for its own editor. */
export type OwnModelServer = { readonly url: string; readonly label: string; readonly model: string };

/** User settings that make an Ollama-speaking server of our own the provider for chat and completion, under its own name. */
export function modelSettings(server: OwnModelServer): Readonly<Record<string, unknown>> {
  const model = `engine/${server.model}`;
  return {
    "drawbridge.providers": { engine: { kind: "ollama", url: server.url, label: server.label } },
    "drawbridge.chat.model": model,
    "drawbridge.completion.model": model,
  };
}
