/** An answer other than 200: thrown by a route, written by the server as `{"error": message}`. */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/** The client closed the connection: there is nobody left to answer. */
export class ClientGone extends Error {
  constructor() {
    super("The client went away.");
  }
}

/** The words of a failure for the answer's body. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** The shape of every error under /v1, as OpenAI's clients expect it. */
export function openAiError(status: number, message: string): object {
  const types: Readonly<Record<number, string>> = { 400: "invalid_request_error", 404: "not_found_error" };
  return { error: { message, type: types[status] ?? "api_error", param: null, code: null } };
}
