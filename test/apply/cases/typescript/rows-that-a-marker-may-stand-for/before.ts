export function page(): readonly string[] {
  const rows = list(
      all,
  );
  return [
    "# Settings",
    "",
    "Written by a script.",
    "",
    "| name | meaning |",
    ...rows,
  ];
}
