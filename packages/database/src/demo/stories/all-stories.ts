import { EVERYDAY_STORIES } from "./everyday.ts";
import { FEELING_STORIES } from "./feelings.ts";
import { INFORMATION_STORIES } from "./information.ts";
import { INTERVENTION_STORIES } from "./interventions.ts";
import type { Story } from "./story.ts";

/** Every invented contact of the demo. */
export const STORIES: readonly Story[] = [
  ...INFORMATION_STORIES,
  ...EVERYDAY_STORIES,
  ...FEELING_STORIES,
  ...INTERVENTION_STORIES,
];
