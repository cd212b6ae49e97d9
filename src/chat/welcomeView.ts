import { sizeWords } from "../base/sizeWords.ts";
import type { SetUpView, WelcomeView } from "../protocol/messages.ts";
import { findModel, type KnownServer } from "../routing/knownServer.ts";
import type { Route } from "../routing/route.ts";
import { explain, step } from "../sending/explain.ts";
import type { Outlook } from "../sending/send.ts";
import { say } from "../terms/words.ts";

/** Everything a welcome is made from. */
export type WelcomeFacts = {
  readonly outlook: Outlook;
  /** What is known about the server of the outlook's route. */
  readonly server: KnownServer;
  /** How the machine comes to have what it lacks, where somebody looked at it. */
  readonly setUp?: SetUpView;
  /** What the example questions are about: a file or a selection, as a chip names it. */
  readonly open?: string;
};

/** What the panel shows before the first question. Pure. */
export function welcomeView({
  outlook,
  server,
  setUp,
  open = say("this project"),
}: WelcomeFacts): WelcomeView {
  if (!outlook.ok) {
    if (setUp !== undefined) return { ...setUp, tellsProblem: true, examples: [] };
    const { sentence, steps } = explain(outlook.error, { server: "", model: "" });
    return { found: sentence, steps, tellsProblem: true, examples: [] };
  }
  const { route, refusal } = outlook.value;
  return {
    found: foundWords(route, server),
    steps: refusal?.kind === "paused" ? [step("resume")] : [],
    examples: [
      say("What does {0} do?", open),
      say("Find a bug in {0}", open),
      say("Write a test for {0}", open),
    ],
  };
}

/** `Ollama 0.24.0 · qwen2.5-coder:7b · 4.7 GB`, as far as the server said. */
function foundWords({ provider, model }: Route, server: KnownServer): string {
  if (server.kind !== "up") return `${provider.label} · ${model}`;
  const { version } = server;
  const bytes = findModel(server, model)?.bytes;
  const size = bytes === undefined ? "" : ` · ${sizeWords(bytes)}`;
  return `${provider.label}${version === undefined ? "" : ` ${version}`} · ${model}${size}`;
}
