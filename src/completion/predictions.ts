import { err, ok, type Result } from "../base/result.ts";
import { surroundings, type EditorSnapshot } from "../context/editorSnapshot.ts";
import { confidenceOf, isSureEnough, withVerdict, type Restraint } from "./confidence.ts";
import { Continuations, type Left } from "./continuations.ts";
import type { Flight } from "./flight.ts";
import { postprocess } from "./postprocess.ts";
import { reconciled } from "./postprocess/reconciled.ts";
import type { Spot } from "./requests.ts";
import type { Fitting, Unfit } from "./site.ts";
import { siteAt } from "./siteAt.ts";
import { createStopRule } from "./stopRule.ts";
import type { NoSuggestion, Origin, Suggestion } from "./suggestion.ts";
import type { Syntax } from "./syntax.ts";
import { vicinityOf } from "./vicinity.ts";
import { withInserted } from "./withInserted.ts";

/** What predictions are kept with. */
export type PredictionParts = {
  readonly syntax: Syntax;
  /** Milliseconds, monotonic. */
  readonly clock: () => number;
  readonly newId: () => string;
};

type Outcome = Result<Suggestion, NoSuggestion>;

/** What a model wrote at a position. */
type Written = { readonly snapshot: EditorSnapshot; readonly manual: boolean; readonly raw: string };

/** How long it is remembered that nothing comes of a position, in milliseconds. */
const nothingMs = 10_000;
/** Most pieces of one answer that are kept for after the first is taken. */
const mostPieces = 3;

/** What models wrote, cut and fitted to the document, and found again wherever it still goes on. */
export class Predictions {
  readonly #parts: PredictionParts;
  readonly #continuations = new Continuations();
  readonly #ids = new WeakMap<Flight, string>();
  readonly #unsure = new WeakMap<Flight, NoSuggestion | undefined>();
  /** What could be shown of a request, and became of it: at its end it is mostly the same. */
  readonly #shown = new WeakMap<Flight, { readonly raw: string; readonly fitted: Result<Fitting, Unfit> }>();
  #restraint: Restraint = { shown: 0, heldBack: 0 };
  #shownId: string | undefined;

  constructor(parts: PredictionParts) {
    this.#parts = parts;
  }

  /** What goes on from a position, or why nothing does, without asking anybody; `undefined` when nobody knows. */
  find({ snapshot, manual }: Pick<Spot, "snapshot" | "manual">): Outcome | undefined {
    // What is shown stays as long as it goes on: nobody likes to read something else at every key.
    const left = this.#continuations.find(snapshot, { manual, preferred: this.#shownId });
    if (left !== undefined) {
      const origin = this.#originOf(left);
      this.#shownId = left.id;
      return ok(asSuggestion(left, snapshot, origin));
    }
    const nothing = manual ? undefined : this.#continuations.findNothing(snapshot, this.#parts.clock());
    return nothing && err(nothing);
  }

  /** Whether it is known what goes on from a position, or that nothing does. */
  knows({ snapshot, manual }: Pick<Spot, "snapshot" | "manual">): boolean {
    if (this.#continuations.find(snapshot, { manual }) !== undefined) return true;
    return !manual && this.#continuations.findNothing(snapshot, this.#parts.clock()) !== undefined;
  }

  /** Keeps what a request writes, whoever waits for it. */
  follow(flight: Flight): void {
    flight.afterwards(() => {
      const isWhole = flight.failure === undefined && !flight.wasAborted;
      if (isWhole && flight.route !== undefined) this.#keep(flight);
    });
  }

  /**
   * What a request has written so far, for somebody who waits at a position; `undefined` when that says nothing about what
   * goes on from there.
   */
  take(flight: Flight, spot: Spot): Outcome | undefined {
    const kept = this.#keep(flight);
    const isJoined = flight.plan.snapshot !== spot.snapshot;
    if (!kept.ok) return isJoined && kept.error.kind !== "unsure" ? undefined : kept;
    if (flight.plan.variant !== undefined) return this.#other(flight, spot);
    const found = this.find(spot);
    if (found?.ok !== true) return found;
    return ok({ ...found.value, origin: isJoined ? "joined" : "server" });
  }

  /** Forgets everything. */
  forget(): void {
    this.#continuations.clear();
    this.#shownId = undefined;
  }

  /** What a request wrote beside what is shown already; `undefined` when it wrote the same. */
  #other(flight: Flight, { snapshot, manual }: Spot): Outcome | undefined {
    const preferred = this.#ids.get(flight);
    const left = this.#continuations.find(snapshot, { manual, preferred });
    return left !== undefined && left.id === preferred
      ? ok(asSuggestion(left, snapshot, "server"))
      : undefined;
  }

  #originOf({ id, reindented }: Left): Origin {
    if (reindented) return "reindented";
    return id === this.#shownId ? "shown" : "cache";
  }

  /** Why the first line is too unlikely to be shown, if it is; judged once for each request. */
  #doubt(flight: Flight): NoSuggestion | undefined {
    if (!this.#unsure.has(flight)) this.#unsure.set(flight, this.#judged(flight));
    return this.#unsure.get(flight);
  }

  #judged({ logprobs, plan, route }: Flight): NoSuggestion | undefined {
    const confidence = plan.site.manual ? undefined : confidenceOf(logprobs);
    if (confidence === undefined) return undefined;
    const isShown = isSureEnough(confidence, this.#restraint);
    this.#restraint = withVerdict(this.#restraint, isShown);
    return isShown ? undefined : { kind: "unsure", model: route?.model ?? "", meanLogprob: confidence.mean };
  }

  /** Keeps what can be shown of an answer, or that nothing can, and what comes after it for when that is taken. */
  #keep(flight: Flight): Result<Fitting, NoSuggestion> {
    const { snapshot, site } = flight.plan;
    const { manual } = site;
    const fitted = this.#fitted(flight);
    if (!fitted.ok) {
      this.#continuations.putNothing(snapshot, fitted.error, this.#parts.clock() + nothingMs);
      return fitted;
    }
    this.#put({ snapshot, manual, raw: fitted.value.text }, flight, 0);
    if (flight.isDone) this.#keepRest({ snapshot, manual, raw: flight.rest }, fitted.value, flight);
    return fitted;
  }

  #fitted(flight: Flight): Result<Fitting, NoSuggestion> {
    const doubt = this.#doubt(flight);
    if (doubt !== undefined) return err(doubt);
    const fitted = this.#fitShown(flight);
    if (fitted.ok) return fitted;
    const model = flight.route?.model ?? "";
    return err(
      fitted.error === "blank" ? { kind: "empty" } : { kind: "unfit", because: fitted.error, model },
    );
  }

  #fitShown(flight: Flight): Result<Fitting, Unfit> {
    const { plan, route, visible: raw } = flight;
    const known = this.#shown.get(flight);
    if (known?.raw === raw) return known.fitted;
    const { snapshot, site } = plan;
    const fitted = this.#fit({ snapshot, manual: site.manual, raw }, route?.infill?.stop ?? []);
    this.#shown.set(flight, { raw, fitted });
    return fitted;
  }

  #keepRest(written: Written, first: Fitting, flight: Flight): void {
    // Only what was shown as it came goes on with what came after it.
    if (!flight.visible.trimEnd().endsWith(first.text.trimEnd())) return;
    let [{ snapshot, raw }, fitting] = [written, first];
    for (let piece = 1; piece < mostPieces && raw !== ""; piece += 1) {
      snapshot = withInserted(snapshot, fitting);
      const { visible, rest } = cut({ ...written, snapshot, raw: wholeLines(raw, flight) });
      const next = this.#fit({ ...written, snapshot, raw: visible }, []);
      if (!next.ok) return;
      fitting = next.value;
      raw = rest;
      this.#put({ ...written, snapshot, raw: fitting.text }, flight, piece);
    }
  }

  #put({ snapshot, manual, raw }: Written, flight: Flight, piece: number): void {
    const id = this.#ids.get(flight) ?? this.#parts.newId();
    this.#ids.set(flight, id);
    this.#continuations.put(snapshot, {
      ...{ text: raw, manual, model: flight.route?.model ?? "" },
      ...(flight.plan.variant !== undefined && { isOther: true }),
      id: piece === 0 ? id : `${id}+${piece}`,
    });
  }

  #fit({ snapshot, manual, raw }: Written, stop: readonly string[]): Result<Fitting, Unfit> {
    const { syntax } = this.#parts;
    const keepsFences = snapshot.languageId === "markdown";
    return postprocess(raw, siteAt(snapshot, manual), { syntax, stop, keepsFences });
  }
}

function asSuggestion({ text, id, model }: Left, snapshot: EditorSnapshot, origin: Origin): Suggestion {
  return { ...refit(text, snapshot), id, model, origin };
}

/** What stands behind the position now, the editor's own closers among it, is not written twice. */
function refit(text: string, snapshot: EditorSnapshot): Fitting {
  const hasTail = surroundings(snapshot).lineSuffix.trim() !== "";
  return hasTail ? reconciled(text, vicinityOf(siteAt(snapshot, false))) : { text, replaced: 0 };
}

/** A line that was cut off, or is still being written, is not kept for later. */
function wholeLines(raw: string, { isWhole }: Flight): string {
  return isWhole ? raw : raw.slice(0, raw.lastIndexOf("\n") + 1);
}

function cut({ snapshot, manual, raw }: Written): { readonly visible: string; readonly rest: string } {
  const rule = createStopRule(siteAt(snapshot, manual), {
    stop: [],
    keepsFences: snapshot.languageId === "markdown",
  });
  rule.push(raw);
  return { visible: rule.visible(), rest: rule.rest() };
}
