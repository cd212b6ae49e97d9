import * as z from "zod/mini";
import { createEmitter, type Event } from "../base/event.ts";
import { hasRunOut, type Grant, type GrantTerm, type GrantWish } from "../gate/grant.ts";
import { roamingTasks } from "../terms/task.ts";
import type { PrivateStore } from "./workspacePolicy.ts";

/** What the grants of a workspace are kept with. */
export type GrantParts = {
  readonly store: PrivateStore;
  /** Names the workspace in keys, as the policy does. */
  readonly workspace: string;
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

const dayMs = 24 * 60 * 60 * 1000;

const grantSchema = z.object({
  id: z.string(),
  origin: z.string(),
  host: z.string(),
  tasks: z.array(z.enum(roamingTasks)),
  term: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("conversation"), conversation: z.string() }),
    z.object({ kind: z.literal("until"), atMs: z.number() }),
    z.object({ kind: z.literal("workspace") }),
  ]),
  givenMs: z.number(),
});

/**
 * The grants of this workspace. They live in the editor's store outside every repository, one key each, so that windows
 * do not overwrite each other; those that hold until the window closes live in memory alone.
 */
export class GrantBook {
  readonly #parts: GrantParts;
  readonly #ofWindow = new Map<string, Grant>();
  readonly #changed = createEmitter<undefined>();

  /** Fires when a grant was given or taken back in this window, or ended with its conversation. */
  readonly onDidChange: Event<undefined> = this.#changed.event;

  constructor(parts: GrantParts) {
    this.#parts = parts;
  }

  /** Every grant that has not run out, the newest first. What cannot be read grants nothing. */
  list(): readonly Grant[] {
    const nowMs = this.#parts.now();
    return [...this.#stored(), ...this.#ofWindow.values()]
      .filter((grant) => !hasRunOut(grant, nowMs))
      .toSorted((a, b) => b.givenMs - a.givenMs);
  }

  /** Whether a grant has run out, of itself or with its conversation; nobody took it back then. */
  isOver(grant: Grant): boolean {
    const nowMs = this.#parts.now();
    const ended = this.#stored().filter((kept) => hasRunOut(kept, nowMs));
    return hasRunOut(grant, nowMs) || ended.some(({ id }) => id === grant.id);
  }

  /** Lets those run out that were given in conversations which no window has open or can open again. */
  async endWithConversations(mayBeOpen: (conversation: string) => Promise<boolean>): Promise<void> {
    let hasChanged = false;
    for (const { id, term, ...grant } of this.#stored()) {
      if (term.kind !== "conversation" || (await mayBeOpen(term.conversation))) continue;
      const key = this.#prefix + id;
      // It may have been taken back meanwhile.
      if (this.#parts.store.get(key) === undefined) continue;
      // Not deleted yet: windows with an answer under way can see that nobody took it back.
      await this.#parts.store.set(key, { ...grant, id, term: { kind: "until", atMs: 0 } });
      hasChanged = true;
    }
    if (hasChanged) this.#changed.fire(undefined);
  }

  /** Deletes what has run out, which granted nothing any more: nobody has to be told of it. */
  async tidy(): Promise<void> {
    const nowMs = this.#parts.now();
    const over = this.#stored().filter((grant) => hasRunOut(grant, nowMs));
    await Promise.all(over.map(({ id }) => this.#parts.store.set(this.#prefix + id, undefined)));
  }

  /** Records what the user has just said yes to. Whoever calls has asked the user; nothing else ever calls. */
  async give({ origin, host, tasks: forTasks, ...wish }: GrantWish): Promise<void> {
    const term = termOf(wish, this.#parts.now());
    if (term === undefined) return;
    await this.tidy();
    const grant: Grant = {
      id: this.#parts.newId(),
      origin,
      host,
      tasks: forTasks,
      term,
      givenMs: this.#parts.now(),
    };
    if (term.kind === "window") this.#ofWindow.set(grant.id, grant);
    else await this.#parts.store.set(this.#prefix + grant.id, grant);
    this.#changed.fire(undefined);
  }

  /** Takes a grant back; what is on its way under any grant ends with the policy epoch. */
  async revoke(id: string): Promise<void> {
    if (!this.#ofWindow.delete(id)) await this.#parts.store.set(this.#prefix + id, undefined);
    this.#changed.fire(undefined);
  }

  #stored(): readonly Grant[] {
    const { store } = this.#parts;
    return store
      .keys()
      .filter((key) => key.startsWith(this.#prefix))
      .flatMap((key) => {
        const parsed = grantSchema.safeParse(store.get(key));
        return parsed.success && key === this.#prefix + parsed.data.id ? [parsed.data] : [];
      });
  }

  get #prefix(): string {
    return `drawbridge.grant ${this.#parts.workspace} `;
  }
}

function termOf(
  { keep, conversation }: Pick<GrantWish, "keep" | "conversation">,
  nowMs: number,
): GrantTerm | undefined {
  switch (keep) {
    case "conversation":
      return conversation === undefined ? undefined : { kind: "conversation", conversation };
    case "window":
      return { kind: "window" };
    case "day":
      return { kind: "until", atMs: nowMs + dayMs };
    case "workspace":
      return { kind: "workspace" };
  }
}
