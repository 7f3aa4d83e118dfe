import { contactRoutes, type ContactView } from "@nightlight/contracts/counsellor/contact";
import { recordOfStory } from "@nightlight/database/demo/stories/fill-story";
import type { ChildScript } from "../children/child-script.ts";
import { isOvertaken } from "../persist.ts";
import type { StaffClient } from "./staff-client.ts";

/**
 * Saves what of a story's record is not saved yet, at most `most` fields, by the desk's own door. What a person has written
 * there stays. Gives how many were saved.
 */
export async function keepRecord(
  { call }: Pick<StaffClient, "call">,
  view: Pick<ContactView, "summary" | "record">,
  script: ChildScript,
  most: number,
): Promise<number> {
  if (script.kind !== "story") return 0;
  const contactId = view.summary.id;
  const wanted = Object.entries(recordOfStory(script.story, script.child, script.story.kind === "intervention"));
  const open = wanted.filter(([path]) => (view.record[path]?.value ?? "") === "").slice(0, most);
  for (const [field, value] of open) {
    const body = { value, version: view.record[field]?.version ?? 0 };
    await call(contactRoutes.saveRecord, { params: { contactId, field }, body }).catch((error: unknown) => {
      if (!isOvertaken(error)) throw error;
    });
  }
  return open.length;
}
