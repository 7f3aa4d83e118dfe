import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const css = readFileSync(join(import.meta.dirname, "tokens.css"), "utf8");

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

/** What is drawn on what. A haze lies over a ground, so its worst ground counts. */
const GROUNDS = ["ground", "pane", "raised", "lifted"] as const;
const HAZES = ["moon-haze", "lamp-haze", "ember-haze"] as const;
const WORDS = ["text", "text-2", "text-3", "lamp-text", "moon", "ember"] as const;
const LINES = ["edge"] as const;
/** What carries no meaning by itself: hairlines, the haze's clear end, the veil behind a sheet. */
const DECORATION = ["line", "lamp-haze-0", "veil"] as const;
const LAMP = ["lamp", "lamp-edge", "lamp-ink"] as const;
const TEXT_MINIMUM = 4.5;
const LINE_MINIMUM = 3;

/** Third text never stands on a haze or on a lifted ground with a haze; these do. */
const HAZE_PAIRS = [
  ["text", "moon-haze"],
  ["text-2", "moon-haze"],
  ["moon", "moon-haze"],
  ["text", "lamp-haze"],
  ["text-2", "lamp-haze"],
  ["lamp-text", "lamp-haze"],
  ["text", "ember-haze"],
  ["text-2", "ember-haze"],
  ["ember", "ember-haze"],
] as const;

describe.each(["dark", "light"] as const)("the %s theme", (theme) => {
  const tokens = coloursOf(theme);
  const colour = (name: string): Colour => {
    const found = tokens.get(name);
    if (found === undefined) throw new Error(`no token --${name} in ${theme}`);
    return found;
  };

  test.each(WORDS.flatMap((word) => GROUNDS.map((ground) => [word, ground] as const)))(
    "--%s reads on --%s",
    (word, ground) => {
      expect(contrast(colour(word), colour(ground))).toBeGreaterThanOrEqual(TEXT_MINIMUM);
    },
  );

  test.each(HAZE_PAIRS)("--%s reads on --%s over the room and the panes", (word, haze) => {
    for (const ground of ["ground", "pane", "raised"]) {
      const surface = over(colour(haze), colour(ground));
      expect(contrast(colour(word), surface)).toBeGreaterThanOrEqual(TEXT_MINIMUM);
    }
  });

  test.each(LINES.flatMap((line) => [...GROUNDS, ...HAZES].map((ground) => [line, ground] as const)))(
    "--%s is seen on --%s",
    (line, ground) => {
      const surface = ground.endsWith("haze") ? over(colour(ground), colour("pane")) : colour(ground);
      expect(contrast(colour(line), surface)).toBeGreaterThanOrEqual(LINE_MINIMUM);
    },
  );

  test("every colour has its place here: what is new has to say on what it is drawn", () => {
    expect([...tokens.keys()].toSorted()).toEqual(
      [...GROUNDS, ...HAZES, ...WORDS, ...LINES, ...LAMP, ...DECORATION].toSorted(),
    );
  });

  test.each(GROUNDS)(
    "what a bar has filled is told from its track on --%s, and the bar from what is behind",
    (ground) => {
      expect(contrast(colour("text"), colour("lifted"))).toBeGreaterThanOrEqual(LINE_MINIMUM);
      expect(contrast(colour("text-2"), colour(ground))).toBeGreaterThanOrEqual(LINE_MINIMUM);
    },
  );

  test.each(HAZE_PAIRS)("--%s reads on --%s over a lifted row", (word, haze) => {
    expect(contrast(colour(word), over(colour(haze), colour("lifted")))).toBeGreaterThanOrEqual(TEXT_MINIMUM);
  });

  test("the words on the lamp read", () => {
    expect(contrast(colour("lamp-ink"), colour("lamp"))).toBeGreaterThanOrEqual(TEXT_MINIMUM);
  });

  test.each(GROUNDS)("the lamp's own edge is seen on --%s", (ground) => {
    expect(contrast(colour("lamp-edge"), colour(ground))).toBeGreaterThanOrEqual(LINE_MINIMUM);
  });
});

test("both themes have the same colours", () => {
  expect([...coloursOf("light").keys()]).toEqual([...coloursOf("dark").keys()]);
});

test("the measure knows the two ends of the scale", () => {
  expect(contrast([0, 0, 0, 1], [255, 255, 255, 1])).toBe(21);
  expect(contrast([18, 20, 26, 1], [18, 20, 26, 1])).toBe(1);
});

/** Reads the colours of one theme's block out of the style sheet itself, so that nobody can edit one without the other. */
function coloursOf(theme: "dark" | "light"): Map<string, Colour> {
  const block = new RegExp(`\\[data-theme="${theme}"\\] \\{([^}]*)\\}`, "u").exec(css)?.[1] ?? "";
  const declarations = block.matchAll(/--([\w-]+):\s*(#[\da-f]{6}|rgb\([^)]*\))\s*;/gu);
  return new Map([...declarations].map(([, name = "", value = ""]) => [name, parse(value)]));
}

function parse(value: string): Colour {
  if (value.startsWith("#")) {
    const [red = 0, green = 0, blue = 0] = (value.match(/[\da-f]{2}/gu) ?? []).map((pair) => Number.parseInt(pair, 16));
    return [red, green, blue, 1];
  }
  const [red = 0, green = 0, blue = 0, alpha = 1] = (value.match(/[\d.]+/gu) ?? []).map(Number);
  return [red, green, blue, alpha];
}

function over(top: Colour, below: Colour): Colour {
  const mixed = ([0, 1, 2] as const).map((channel) => top[channel] * top[3] + below[channel] * (1 - top[3]));
  return [mixed[0] ?? 0, mixed[1] ?? 0, mixed[2] ?? 0, 1];
}

/** WCAG 2 contrast ratio. */
function contrast(one: Colour, other: Colour): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = colour.slice(0, 3).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
