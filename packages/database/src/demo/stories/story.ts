import type { WrapUpDisposition } from "@nightlight/domain/contact/disposition";

/**
 * A line of a conversation, in its order. `{ten}` stands for the child's name, `{tuoi}` for its age,
 * `{co}` and `{Co}` for what the counsellor is called (cô, chú).
 */
export type StoryLine = { readonly from: "child" | "counsellor"; readonly text: string };

/** How much there is to do: what the load model counts apart. */
export type StoryKind = "information" | "counselling" | "intervention";

/**
 * An invented contact of the demo: what was said, and what the counsellor wrote down. Nobody said it, and nothing in it
 * belongs to a real child. Gentle on purpose: whoever learns the system with it has had nights enough.
 */
export type Story = {
  readonly key: string;
  readonly kind: StoryKind;
  /** Who writes: the child itself, or somebody about a child. */
  readonly by: "child" | "adult";
  /** Youngest and oldest age of the child that it fits. */
  readonly ages: readonly [from: number, to: number];
  readonly gender?: "girl" | "boy";
  /** How often, beside the other stories of its kind. */
  readonly weight: number;
  readonly ending: WrapUpDisposition;
  /** Begins with the child's side. */
  readonly lines: readonly StoryLine[];
  readonly narrative: string;
  /** What an authority has to know, where there is one. */
  readonly summary?: string;
  /** Other answers of the record by path; `child.` and `person.` stand for the first of each. */
  readonly record: Readonly<Record<string, string>>;
};

/** Lines by turns, the child's side first. */
export function turns(...texts: readonly string[]): readonly StoryLine[] {
  return texts.map((text, index) => ({ from: index % 2 === 0 ? "child" : "counsellor", text }));
}

/** A value of a field that takes several codes. */
export function several(...codes: readonly string[]): string {
  return JSON.stringify(codes);
}
