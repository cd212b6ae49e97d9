/**
 * A request to a server that carries no text of the user's. The list is closed: the gate writes the bytes itself, so
 * that nothing can ride along.
 */
export type Errand =
  /** The server's version. Ollama: `GET /api/version`. */
  | { readonly kind: "version" }
  /** Whether the server's own cloud features are off. Ollama ≥ 0.16.2: `GET /api/status`. */
  | { readonly kind: "status" }
  /** The models there are. Ollama: `GET /api/tags`; OpenAI-compatible: `GET /models`. */
  | { readonly kind: "list" }
  /** What is known about one model. Ollama: `POST /api/show`; an egress for a cloud name, so the name is checked first. */
  | { readonly kind: "show"; readonly model: string }
  /** The models in the server's memory, after an answer. Ollama: `GET /api/ps`; a cloud model never appears there. */
  | { readonly kind: "loaded" }
  /**
   * Whether a server on loopback answers at another address of this machine, too: asked only of this device, and never
   * with a key. The same request as `version` or, where there is none, `list`, and the same answer.
   */
  | { readonly kind: "reach" };
