/** One of the four ways in which every screen is drawn. */
export type Look = { readonly language: "vi" | "en"; readonly theme: "dark" | "light" };

export const LOOKS: readonly [Look, ...Look[]] = [
  { language: "vi", theme: "dark" },
  { language: "vi", theme: "light" },
  { language: "en", theme: "dark" },
  { language: "en", theme: "light" },
];

export const STAFF_SIZES = [
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const;

export const PHONE_SIZE = { width: 360, height: 740 } as const;

export type Size = { readonly width: number; readonly height: number };

/** What a picture's file is called: everything that tells it from the others, the scene first. */
export function pictureName(scene: string, look: Look, size: Size): string {
  return `${scene}.${look.language}.${look.theme}.${String(size.width)}.png`;
}
