const alphabet = new Intl.Collator("vi", { numeric: true });

/** The name somebody is called by: in Vietnamese the last word, after family and middle names. */
export function givenName(name: string): string {
  return words(name).at(-1) ?? "";
}

/**
 * The order of people in every list: by given name, then by the names before it from the family name on, as a
 * Vietnamese register does it. Đ comes after D, and á after a.
 */
export function byGivenName(one: { readonly name: string }, other: { readonly name: string }): number {
  const [first, second] = [words(one.name), words(other.name)];
  return (
    alphabet.compare(givenName(one.name), givenName(other.name)) ||
    alphabet.compare(first.slice(0, -1).join(" "), second.slice(0, -1).join(" "))
  );
}

/** The order of things that are not people by their names: as a Vietnamese index has it, numbers by their size. */
export function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return alphabet.compare(one.name, other.name);
}

/** Two letters for a small circle: the family name's and the given name's. One for somebody with a single name. */
export function initials(name: string): string {
  const [first = "", ...rest] = words(name);
  return `${first.charAt(0)}${(rest.at(-1) ?? "").charAt(0)}`.toLocaleUpperCase("vi");
}

function words(name: string): string[] {
  return name.normalize("NFC").trim().split(/\s+/u);
}
