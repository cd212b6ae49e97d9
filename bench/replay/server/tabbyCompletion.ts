import type { Call } from "../../../scripts/engine/call.ts";
import { RequestFields } from "../../../scripts/engine/requestFields.ts";
import { rendered } from "./families.ts";
import { llamaServer } from "./llamaCppRoutes.ts";
import { answer, type Simulation } from "./simulation.ts";

/** The two sides of the position, as Tabby's clients send them. */
export type Segments = { readonly before: string; readonly after: string };

/** So many tokens Tabby's server answers with at most. */
const answerTokens = 64;

/** The segments of a request to `/v1/completions`; undefined for OpenAI's. */
export function segmentsOf(fields: RequestFields): Segments | undefined {
  if (fields.value("segments") === undefined) return undefined;
  const segments = new RequestFields("CompletionRequest.segments", fields.value("segments"));
  return { before: segments.string("prefix") ?? "", after: segments.string("suffix") ?? "" };
}

/** Tabby's `POST /v1/completions`: the server writes the prompt itself. */
export async function tabbyCompletion(simulation: Simulation, call: Call, segments: Segments): Promise<void> {
  const { family } = simulation.model;
  const answered = await answer(simulation, call, {
    ...llamaServer,
    prompt: family === undefined ? segments.before : rendered(family, segments),
    read: { kind: "continue", ...segments },
    limits: { stop: ["\n\n"], tokens: answerTokens },
    token: () => Promise.resolve(),
  });
  call.json(200, { id: "cmpl-1", choices: [{ index: 0, text: answered.text }] }, "application/json");
}

/** Tabby's `GET /v1/health`. */
export function tabbyHealthRoute({ model }: Simulation, call: Call): void {
  const version = { build_date: "2026-05-14", git_sha: "", git_describe: "v0.32.0" };
  const machine = { arch: "x86_64", cpu_info: "", cpu_count: 8, device: "cpu", cuda_devices: [] };
  call.json(200, { model: model.name, ...machine, version }, "application/json");
}

/** Tabby's `POST /v1/events`: what clients report about themselves goes nowhere. */
export function tabbyEventsRoute(_simulation: Simulation, call: Call): void {
  call.empty(200);
}
