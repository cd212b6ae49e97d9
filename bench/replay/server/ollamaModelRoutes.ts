import type { Call } from "../../../scripts/engine/call.ts";
import { modifiedAt } from "./announcedModel.ts";
import { requireModel, type Simulation } from "./simulation.ts";

/** The newest version whose shapes were recorded. */
const version = "0.24.0";

/** `GET /` */
export function rootRoute(_simulation: Simulation, call: Call): void {
  call.text(200, "Ollama is running", "text/plain; charset=utf-8");
}

/** `GET /api/version` */
export function versionRoute(_simulation: Simulation, call: Call): void {
  call.json(200, { version });
}

/** `GET /api/status`: a server without a cloud. */
export function statusRoute(_simulation: Simulation, call: Call): void {
  call.json(200, { cloud: { disabled: true, source: "env" } });
}

/** `GET /api/tags`: the one model. */
export function tagsRoute({ model }: Simulation, call: Call): void {
  const { name, bytes, digest, details } = model;
  call.json(200, { models: [{ name, model: name, modified_at: modifiedAt, size: bytes, digest, details }] });
}

/** `GET /api/ps`: the model while it is loaded. */
export function psRoute({ model, machine }: Simulation, call: Call): void {
  const loaded = machine.loaded();
  const { name, bytes, digest, details } = model;
  const shape: unknown = loaded === undefined || loaded.shape === "" ? {} : JSON.parse(loaded.shape);
  const running = {
    ...{ name, model: name, size: bytes, digest, details },
    expires_at: expiry(loaded?.expiresMs ?? 0),
    size_vram: bytes,
    context_length: contextOf(shape),
  };
  call.json(200, { models: loaded === undefined ? [] : [running] });
}

/** `POST /api/show` */
export function showRoute(simulation: Simulation, call: Call): void {
  const fields = call.fields("ShowRequest");
  requireModel(simulation, fields.string("model") ?? fields.string("name") ?? "");
  const { model } = simulation;
  call.json(200, {
    modelfile: `FROM ${model.name}\nTEMPLATE ${JSON.stringify(model.template)}\n`,
    parameters: "",
    template: model.template,
    details: model.details,
    model_info: model.info,
    capabilities: model.capabilities,
    modified_at: modifiedAt,
  });
}

/** A moment of `performance.now` as a date; at most a year away, for a model that stays for ever. */
function expiry(momentMs: number): string {
  const awayMs = Math.min(momentMs - performance.now(), 365 * 86_400_000);
  return new Date(Date.now() + awayMs).toISOString();
}

function contextOf(shape: unknown): number {
  if (typeof shape !== "object" || shape === null || !("num_ctx" in shape)) return 0;
  return Number(shape.num_ctx);
}
