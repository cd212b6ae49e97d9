import type { IncomingMessage, ServerResponse } from "node:http";
import { ApiError, ClientGone, errorMessage, openAiError } from "../../../scripts/engine/apiError.ts";
import { type Call, openCall } from "../../../scripts/engine/call.ts";
import {
  completionRoute,
  healthRoute,
  infillRoute,
  propsRoute,
  slotsRoute,
  tokenizeRoute,
} from "./llamaCppRoutes.ts";
import { psRoute, rootRoute, showRoute, statusRoute, tagsRoute, versionRoute } from "./ollamaModelRoutes.ts";
import { chatRoute, embedRoute, generateRoute } from "./ollamaRoutes.ts";
import { chatCompletionsRoute, completionsRoute, modelsRoute } from "./openAiRoutes.ts";
import type { Simulation } from "./simulation.ts";
import { tabbyEventsRoute, tabbyHealthRoute } from "./tabbyCompletion.ts";

type Route = (simulation: Simulation, call: Call) => Promise<void> | void;

const gets: Readonly<Record<string, Route>> = {
  "/": rootRoute,
  "/api/version": versionRoute,
  "/api/status": statusRoute,
  "/api/tags": tagsRoute,
  "/api/ps": psRoute,
  "/v1/models": modelsRoute,
  "/v1/health": tabbyHealthRoute,
  "/health": healthRoute,
  "/props": propsRoute,
  "/slots": slotsRoute,
};

const posts: Readonly<Record<string, Route>> = {
  "/api/show": showRoute,
  "/api/generate": generateRoute,
  "/api/chat": chatRoute,
  "/api/embed": embedRoute,
  "/v1/completions": completionsRoute,
  "/v1/chat/completions": chatCompletionsRoute,
  "/v1/events": tabbyEventsRoute,
  "/infill": infillRoute,
  "/completion": completionRoute,
  "/tokenize": tokenizeRoute,
};

/** Answers every request by the simulation that is current when it arrives. */
export function requestListener(
  current: () => Simulation,
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    void handle(current(), request, response);
  };
}

async function handle(
  simulation: Simulation,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const call = openCall(request, response, () => undefined);
  try {
    await call.receive();
    await route(simulation, call, request.method ?? "");
  } catch (error) {
    if (error instanceof ClientGone || call.signal.aborted) call.abandon();
    else refuse(call, error);
  }
}

async function route(simulation: Simulation, call: Call, method: string): Promise<void> {
  const found = method === "POST" ? posts[call.path] : gets[call.path];
  if (found !== undefined) await found(simulation, call);
  else if (call.path in gets || call.path in posts) call.text(405, "405 method not allowed");
  else call.text(404, "404 page not found");
}

function refuse(call: Call, error: unknown): void {
  const status = error instanceof ApiError ? error.status : 500;
  const message = errorMessage(error);
  call.json(status, call.path.startsWith("/v1/") ? openAiError(status, message) : { error: message });
}
