/** Names of files that no person wrote, or that hold no text. */
const leftOut = new RegExp(
  [
    String.raw`(?:^|/)\.git/`,
    String.raw`\.min\.(?:js|css|mjs)$`,
    String.raw`\.(?:map|lock|sum|snap|svg|csv|tsv|log|ipynb)$`,
    String.raw`(?:^|/)(?:package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|composer\.lock)$`,
    String.raw`\.(?:png|jpe?g|gif|webp|avif|bmp|ico|icns|tiff?|psd|mp[34]|m4a|ogg|wav|flac|webm|mov|avi|pdf)$`,
    String.raw`\.(?:zip|gz|tgz|bz2|xz|zst|7z|rar|jar|war|whl|vsix|deb|rpm|dmg|iso|docx?|xlsx?|pptx?)$`,
    String.raw`\.(?:woff2?|ttf|otf|eot|wasm|exe|dll|so|dylib|o|a|lib|obj|class|pyc|node|bin|dat|db|sqlite3?)$`,
    String.raw`\.(?:gguf|onnx|safetensors|pt|npy|npz|parquet|pack|idx)$`,
  ].join("|"),
  "i",
);

/** Whether a file is left out of the index by its name alone, before anything of it is looked at. */
export function isLeftOut(path: string): boolean {
  return leftOut.test(path);
}
