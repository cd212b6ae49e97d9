export function parseUser(text: string): User {
  const data = JSON.parse(text);
  if (!data) {
    throw new Error("no data");
  }
  return data;
}

export function parseAdmin(text: string): Admin {
  const data = JSON.parse(text);
  if (data === null) {
    throw new Error("no data");
  }
  return data;
}
