export function parts(): readonly Part[] {
  const seen = (source: Source): Part[] => {
    return made(source);
  };
  for (const { parts } of messages) {
    for (const part of parts) seen(part.source).push(part);
    tell(parts);
  }
  return found;
}
