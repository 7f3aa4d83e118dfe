import { REMOVED, itemPath, type Values } from "./path.ts";

/** What to call whoever a record is about: the name in it, or that of its first child, or nothing yet. */
export function nameOf(values: Values): string {
  const own = values["name"]?.trim() ?? "";
  if (own !== "") return own;
  const names = Object.entries(values)
    .flatMap(([path, value]) => {
      const item = /^child\.([a-z0-9]{8})\.name$/u.exec(path)?.[1];
      const isThere = item !== undefined && values[itemPath("child", item, REMOVED)] !== "yes";
      return isThere && value.trim() !== "" ? [{ item, name: value.trim() }] : [];
    })
    .sort((a, b) => (a.item < b.item ? -1 : 1));
  return names[0]?.name ?? "";
}
