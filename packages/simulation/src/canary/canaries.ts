/** A marked value that nobody outside may ever be given, in any form. */
export type Canary = {
  /** What it stands for: "narrative", "phone". */
  readonly name: string;
  /** The part that survives folding, escaping and shortening: letters and digits only. */
  readonly mark: string;
  /** The mark within text as a person would write it, with marks and quotes that get escaped on the way. */
  readonly text: string;
};

/** Makes a canary; `random` gives hexadecimal digits. */
export function makeCanary(name: string, random: (digits: number) => string): Canary {
  const mark = `qz${random(14)}`;
  return { name, mark, text: `Bí mật “${name}” của đứa trẻ: ${mark} & <ẩn>` };
}

/** Makes a canary in the form of a Vietnamese phone number in E.164. */
export function makePhoneCanary(name: string, digits: (count: number) => string): Canary {
  const mark = `849${digits(8)}`;
  return { name, mark, text: `+${mark}` };
}

/** Looks for canaries in whatever came out, however it was encoded; gives the names of those found. */
export type CanaryFinder = (output: string) => string[];

/**
 * Makes a finder. Accents, JSON and URL escapes leave a mark as it is; base64 (all three alignments), base64url, hex,
 * escapes of every byte, mirrored text and separators between digits are looked for as well.
 */
export function createCanaryFinder(canaries: readonly Canary[]): CanaryFinder {
  const patterns = canaries.map(({ name, mark }) => ({ name, pattern: new RegExp(formsOf(mark).join("|"), "iu") }));
  const any = new RegExp(canaries.flatMap(({ mark }) => formsOf(mark)).join("|"), "iu");
  return (output) => {
    if (canaries.length === 0 || !any.test(output)) return [];
    return patterns.filter(({ pattern }) => pattern.test(output)).map(({ name }) => name);
  };
}

function formsOf(mark: string): string[] {
  const bytes = Buffer.from(mark);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0"));
  const spaced = /^\d+$/u.test(mark) ? Array.from(mark.slice(2)).join("[\\s.()-]?") : mark;
  return [
    spaced,
    Array.from(mark).reverse().join(""),
    hex.join(""),
    hex.map((byte) => `%${byte}`).join(""),
    hex.map((byte) => `\\\\u00${byte}`).join(""),
    hex.map((byte) => `&#x${byte};`).join(""),
    ...[0, 1, 2].map((offset) => base64Core(bytes, offset)),
  ];
}

/** The characters of a base64 text that depend on these bytes alone, when they begin at this place of a group of three. */
function base64Core(bytes: Buffer, offset: number): string {
  const padded = Buffer.concat([Buffer.alloc(offset), bytes]);
  const whole = padded.subarray(0, padded.length - (padded.length % 3)).toString("base64");
  return whole
    .slice(offset === 0 ? 0 : 4)
    .replaceAll("+", "[+-]")
    .replaceAll("/", "[/_]");
}
