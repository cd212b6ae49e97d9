import { inTokens } from "../../test/support/scripted/answerTokens.ts";
import { startScriptedServer, type ScriptedServer } from "../../test/support/scriptedServer.ts";

/** The one cloud of the second act, where it is in the fake internet, and what it wants to be asked. */
export const fakeCloud = {
  host: "api.openai.com",
  address: "203.0.113.10",
  model: "gpt-4o-mini",
  key: "key-of-the-demo",
} as const;

/** What it always answers; no model speaks here. */
const answer =
  "This is the scripted cloud of the demo. It got your question, and nothing it says is from a model.";

/** Starts it at its address; `key` and `cert` are PEM texts for its name. */
export function startFakeCloud(tls: {
  readonly key: string;
  readonly cert: string;
}): Promise<ScriptedServer> {
  return startScriptedServer(
    {
      speaks: ["openai"],
      keys: [fakeCloud.key],
      models: [{ name: fakeCloud.model }],
      answer: { tokens: inTokens(answer) },
    },
    { host: fakeCloud.address, port: 443, tls },
  );
}
