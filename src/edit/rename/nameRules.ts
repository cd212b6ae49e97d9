import { keywords } from "../../context/keywords.ts";
import type { NameCase } from "./nameCase.ts";

/** What a language lets a name be. */
export type NameRules = {
  /** Words of its own, and names that every program in it knows, besides those that many languages have. */
  readonly reserved: ReadonlySet<string>;
  /** How several words become one name where the old name, a single word, does not show it. */
  readonly usual: NameCase;
};

const rules = (usual: NameCase, reserved: string): NameRules => ({
  usual,
  reserved: new Set(reserved.split(/\s+/)),
});

const script = rules("camel", "arguments eval get set accessor symbol object bigint unique NaN Infinity");
const c = rules("snake", "register restrict inline typedef size_t NULL main alignas alignof thread_local");

/** Of these languages it is known what a name may be: names are suggested in them. By the editor's names for them. */
const known: ReadonlyMap<string, NameRules> = new Map([
  ...["typescript", "typescriptreact", "javascript", "javascriptreact", "vue", "svelte"].map(
    (id) => [id, script] as const,
  ),
  ["python", rules("snake", "raise print exec match async cls exit list dict str id input object")],
  [
    "go",
    rules("camel", "chan fallthrough go map range select error string rune byte uint iota append len make"),
  ],
  [
    "rust",
    rules("snake", "dyn loop macro match mod move usize isize str become priv unsized box u8 i32 Option"),
  ],
  ["java", rules("camel", "byte native strictfp synchronized transient record sealed permits")],
  [
    "csharp",
    rules(
      "camel",
      "base byte checked decimal delegate event explicit fixed implicit lock object params sbyte get set",
    ),
  ],
  ["c", c],
  [
    "cpp",
    {
      ...c,
      reserved: new Set([...c.reserved, ..."friend mutable template typename explicit xor".split(" ")]),
    },
  ],
  [
    "php",
    rules(
      "camel",
      "array callable clone echo elseif empty eval exit fn insteadof isset list print unset xor",
    ),
  ],
  [
    "ruby",
    rules(
      "snake",
      "alias begin BEGIN END ensure module next redo rescue retry then undef unless until puts raise",
    ),
  ],
  ["kotlin", rules("camel", "fun object typealias by companion data inline infix it lateinit open suspend")],
  [
    "swift",
    rules(
      "camel",
      "associatedtype deinit extension fallthrough fileprivate guard init inout open repeat subscript",
    ),
  ],
  [
    "dart",
    rules(
      "camel",
      "covariant dynamic external factory get hide late library mixin on part rethrow set show sync",
    ),
  ],
  ["lua", rules("snake", "elseif local repeat then until")],
  ["scala", rules("camel", "given implicit lazy match object sealed then forSome")],
]);

/** What names a language allows, by the editor's name for it; `undefined`: that is not known, and none are suggested. */
export function nameRulesOf(languageId: string): NameRules | undefined {
  return known.get(languageId);
}

/** Whether a word is one that the language has taken for itself, in whatever case some languages write it. */
export function isReserved(word: string, { reserved }: NameRules): boolean {
  return [word, word.toLowerCase()].some((one) => keywords.has(one) || reserved.has(one));
}
