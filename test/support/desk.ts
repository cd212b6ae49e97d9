/** The desk of providers with everything around it plain: what was stored, sent and asked is read by a test. */
import type { SendEvent } from "../../src/sending/sendEvent.ts";
import { readSettings, type Settings } from "../../src/settings/readSettings.ts";
import { ollamaProvider, type ProviderConfig } from "../../src/settings/providerConfig.ts";
import type { SettingKey } from "../../src/settings/table.ts";
import type { DeskParts } from "../../src/vscode/deskParts.ts";
import type { SecretKeys } from "../../src/vscode/secretKeys.ts";
import { policy } from "./samples.ts";
import { inputBoxes, lists, messages, opened, progress, quickPicks, typed } from "./vscode.ts";

/** What a test sets before, and reads after. */
export type Desk = {
  readonly parts: DeskParts;
  /** Keys by origin. */
  readonly stored: Map<string, string>;
  /** Origins that had a key; the store may have lost it. */
  readonly had: Set<string>;
  readonly forgotten: string[];
  readonly steps: string[];
  /** The addresses that were asked for their lists. */
  readonly asked: string[];
  readonly links: string[];
  /** What every send brings; a test sets it. */
  events: readonly SendEvent[];
};

function secretKeys(stored: Map<string, string>, had: Set<string>): SecretKeys {
  return {
    keyFor: (origin) => Promise.resolve(stored.get(origin)),
    hadKey: (origin) => had.has(origin),
    origins: () => [...had],
    isMark: () => false,
    store: (origin, key) => {
      stored.set(origin, key);
      had.add(origin);
      return Promise.resolve();
    },
    remove: (origin) => {
      stored.delete(origin);
      had.delete(origin);
      return Promise.resolve();
    },
  };
}

function settings(): Settings {
  return readSettings({ user: (key: SettingKey) => opened.settings.user?.[key], levels: () => [] });
}

/** Opens a desk over the settings of the editor's stand-in; `changes` replace its parts. */
export function openDesk(changes: Partial<DeskParts> = {}): Desk {
  const [stored, had] = [new Map<string, string>(), new Set<string>()];
  const desk: Omit<Desk, "parts"> & { parts?: DeskParts } = {
    ...{ stored, had, forgotten: [], steps: [], asked: [], links: [], events: [] },
  };
  const { forgotten, steps, asked, links } = desk;
  const providers = (): readonly ProviderConfig[] => [
    ollamaProvider(settings()["ollama.url"]),
    ...settings().providers,
  ];
  let now = 0;
  const parts: DeskParts = {
    ...{ providers, settings, policy: () => policy(), keys: secretKeys(stored, had) },
    sending: {
      send: async function* () {
        await Promise.resolve();
        yield* desk.events;
      },
    },
    run: (_, { url }) => {
      asked.push(url);
      return Promise.resolve({ ok: false, error: { kind: "notOffered" } });
    },
    offer: ({ models, id }) => {
      const listed = models.map((model) => ({ ref: { provider: id, model }, model, detail: "" }));
      const destination = { class: "device", origin: "", host: "", evidence: [], declared: false } as const;
      return Promise.resolve({
        models: listed.map((one) => ({ ...one, destination: { ...destination, mayForward: false } })),
      });
    },
    onKeysChanged: (changed) => forgotten.push(...changed.map(({ id }) => id)),
    onStep: (action, { id }) => steps.push(`${action} ${id}`),
    recordOpening: ({ href }) => {
      links.push(href);
      return { ok: true, value: () => undefined };
    },
    clock: () => (now += 50),
    ...changes,
  };
  return Object.assign(desk, { parts });
}

/** Takes back what a test made the editor show and hold. */
export function closeDesk(): void {
  opened.settings = {};
  messages.shown = [];
  messages.answer = undefined;
  lists.shown = [];
  lists.pick = () => undefined;
  typed.shown = [];
  typed.text = undefined;
  progress.titles = [];
  quickPicks.length = 0;
  inputBoxes.length = 0;
}
