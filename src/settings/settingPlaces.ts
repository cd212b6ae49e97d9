import { parseTree, type Node } from "jsonc-parser";

/** A stretch of a text, in UTF-16 units. */
export type TextSpan = { readonly offset: number; readonly length: number };

/** The last of a name counts, as it does for the editor. */
function propertiesOf(object: Node): readonly Node[] {
  return object.type === "object" ? (object.children ?? []).toReversed() : [];
}

function nameOf({ children = [] }: Node): string {
  return String(children[0]?.value);
}

/** The property that sets a setting, dotted, nested or half-nested. */
function settingNode(object: Node, name: string): Node | undefined {
  for (const property of propertiesOf(object)) {
    const [, value] = property.children ?? [];
    const own = nameOf(property);
    if (own === name) return property;
    if (value === undefined || !name.startsWith(`${own}.`)) continue;
    const inside = settingNode(value, name.slice(own.length + 1));
    if (inside !== undefined) return inside;
  }
  return undefined;
}

function childOf(value: Node | undefined, name: string): Node | undefined {
  if (value?.type === "array") return value.children?.[Number(name)];
  return value && propertiesOf(value).find((property) => nameOf(property) === name);
}

/** A property of one line as a whole, of a longer one the name: a mark across many lines tells less. */
function spanOf(node: Node): TextSpan {
  const [name, value] = node.type === "property" ? (node.children ?? []) : [];
  const shown = name !== undefined && (value?.type === "object" || value?.type === "array") ? name : node;
  return { offset: shown.offset, length: shown.length };
}

function treeOf(text: string): Node | undefined {
  try {
    return parseTree(text);
  } catch (error) {
    // Nested deeper than the stack holds: no place in it can be named.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * Where in the text of a settings file something stands: the property that a path within a setting's value leads to, or the
 * nearest one above it that is there. `undefined` when the file does not set it.
 */
export function settingPlaces(
  text: string,
): (setting: string, path: readonly string[]) => TextSpan | undefined {
  const tree = treeOf(text);
  return (setting, path) => {
    let place = tree && settingNode(tree, setting);
    for (const name of path) {
      const inside: Node | undefined = childOf(
        place?.type === "property" ? place.children?.[1] : place,
        name,
      );
      if (inside === undefined) break;
      place = inside;
    }
    return place && spanOf(place);
  };
}
