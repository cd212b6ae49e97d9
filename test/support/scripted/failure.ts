import { type Dialect, json, type Reply } from "./reply.ts";

const openaiTypes: Readonly<Record<number, string>> = { 404: "not_found_error", 429: "rate_limit_error" };
const anthropicTypes: Readonly<Record<number, string>> = {
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  408: "timeout_error",
  413: "request_too_large",
  429: "rate_limit_error",
  529: "overloaded_error",
};

/** More about an error, where the API has room for it. */
export type FailureDetail = { readonly type?: string; readonly param?: string; readonly code?: string };

/** The object an API describes an error with. */
export function failureBody(
  dialect: Dialect,
  status: number,
  message: string,
  detail: FailureDetail = {},
): object {
  const general = status < 500 ? "invalid_request_error" : "api_error";
  switch (dialect) {
    case "ollama":
      return { error: message };
    case "openai": {
      const type = detail.type ?? openaiTypes[status] ?? general;
      return { error: { message, type, param: detail.param ?? null, code: detail.code ?? null } };
    }
    case "anthropic": {
      const type = detail.type ?? anthropicTypes[status] ?? general;
      return { type: "error", error: { type, message }, request_id: "req_scripted" };
    }
  }
}

/** A whole reply that says what went wrong, in the shape of its API. */
export function failure(
  dialect: Dialect,
  status: number,
  message: string,
  detail: FailureDetail = {},
): Reply {
  return json(dialect, status, failureBody(dialect, status, message, detail));
}
