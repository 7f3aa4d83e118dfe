import { FIRST_ITEM, itemPath } from "@nightlight/domain/record/path";
import { bandOfYears } from "@nightlight/domain/risk/age";
import type { Story } from "./story.ts";

/** Who a story is told of: a name that nobody bears, an age, where it lives. */
export type StoryChild = {
  readonly name: string;
  readonly gender: "girl" | "boy";
  readonly age: number;
  /** Code of the commune. */
  readonly commune: string;
};

/** The first person of concern of a record that was written by the demo. */
const FIRST_PERSON = "demo0001";

/** What a counsellor writes down of a story, by path. `saysWhere`: where it happened is known too. */
export function recordOfStory(story: Story, child: StoryChild, saysWhere: boolean): Readonly<Record<string, string>> {
  const ofChild = (key: string): string => itemPath("child", FIRST_ITEM, key);
  const values: Record<string, string> = { narrative: fillStory(story.narrative, child) };
  if (story.kind !== "information") {
    values[ofChild("name")] = child.name;
    values[ofChild("gender")] = child.gender;
    values[ofChild("ageBand")] = bandOfYears(child.age) ?? "unknown";
    values[ofChild("age")] = String(child.age);
    values[ofChild("homePlace")] = child.commune;
    if (saysWhere) values[ofChild("incidentPlace")] = child.commune;
  }
  if (story.summary !== undefined) values["summary"] = fillStory(story.summary, child);
  for (const [path, value] of Object.entries(story.record)) {
    const [group, key] = path.split(".");
    const isOfItem = (group === "child" || group === "person") && key !== undefined;
    values[isOfItem ? itemPath(group, group === "child" ? FIRST_ITEM : FIRST_PERSON, key) : path] = value;
  }
  return values;
}

/** A line with the child's own facts, and what whoever answers is called by their display name: cô or chú. */
export function fillStory(text: string, child: Pick<StoryChild, "name" | "age">, answers = "Cô"): string {
  const parts = child.name.split(" ");
  const given = parts.length > 2 ? (parts.at(-1) ?? child.name) : child.name;
  const called = answers.startsWith("Chú") ? ["chú", "Chú"] : ["cô", "Cô"];
  return text
    .replaceAll("{ten}", given)
    .replaceAll("{tuoi}", String(child.age))
    .replaceAll("{co}", called[0] ?? "")
    .replaceAll("{Co}", called[1] ?? "");
}
