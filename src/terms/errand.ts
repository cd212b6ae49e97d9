/**
 * A request to a server that carries no text of the user's. The list is closed: the gate writes the bytes itself, so
 * that nothing can ride along.
 */
export type Errand = Question | Chore;

/** An errand that changes nothing. */
export type Question =
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

/** An errand that changes what a server has, or has in its memory: only ever by a person's act. */
export type Chore =
  /**
   * The server fetches a model: it contacts its registry itself, which nothing here can measure or stop. Ollama:
   * `POST /api/pull`, answered line by line.
   */
  | { readonly kind: "pull"; readonly model: string }
  /** The server removes a model from its disk. Ollama: `DELETE /api/delete`. */
  | { readonly kind: "delete"; readonly model: string }
  /**
   * The server takes a model into its memory, with room for so many tokens. Ollama: `POST /api/generate` without a
   * prompt, which for a model that runs elsewhere is an egress.
   */
  | { readonly kind: "load"; readonly model: string; readonly contextTokens: number }
  /** The server lets a model go from its memory. Ollama: the same request with a `keep_alive` of 0. */
  | { readonly kind: "unload"; readonly model: string };

const questions: { readonly [K in Question["kind"]]: true } = {
  version: true,
  status: true,
  list: true,
  show: true,
  loaded: true,
  reach: true,
};

const chores: { readonly [K in Chore["kind"]]: true } = {
  pull: true,
  delete: true,
  load: true,
  unload: true,
};

/** Every kind of errand. */
export const errandKinds = Object.keys({ ...questions, ...chores }) as readonly Errand["kind"][];

/** Whether an errand changes something. */
export function isChore(errand: Errand): errand is Chore {
  return Object.hasOwn(chores, errand.kind);
}
