/**
 * Everything the built bundles ask of the world: per bundle, each module it requires and each URL written in it, with
 * what it is for. `npm run check` compares this table with what was built and fails on any difference, so a new way
 * out of the machine is seen by whoever reviews the change.
 */
export const bundleManifest: Readonly<Record<string, Readonly<Record<string, string>>>> = {};
