import OpenAI from "openai";
import type { SdkFetch } from "./sdkFetch.ts";

/**
 * The `openai` package for an address, in a bundle of its own. Every option is given, so that no environment variable
 * decides; the real key is added at the door.
 */
export function openaiClient(baseURL: string, fetch: SdkFetch): OpenAI {
  return new OpenAI({
    apiKey: "added-at-the-door",
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL,
    maxRetries: 0,
    logLevel: "off",
    defaultHeaders: {},
    fetch,
  });
}
