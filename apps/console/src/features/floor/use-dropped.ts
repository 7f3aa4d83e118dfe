import { STEP_IN_REASONS } from "@nightlight/domain/contact/move";
import { useQueryClient } from "@tanstack/react-query";
import { use } from "react";
import { useFloorDesk, type What } from "./floor-desk.ts";
import { OnScreenContext, useOpenMove } from "./open-panels.ts";
import { previewQuery } from "./use-moves.ts";
import { useFloorActs } from "./use-floor-acts.ts";

/** Where the queue is, among the places that take a contact. */
export const ON_QUEUE = "queue";

/** A contact was dropped: it moves at once when nothing speaks against it; else the panel says what does. */
export function useDropped(): (contactId: string, on: string) => Promise<void> {
  const onScreen = use(OnScreenContext);
  const client = useQueryClient();
  const openMove = useOpenMove();
  const acts = useFloorActs();
  return async (contactId, on) => {
    const { floor, isStale } = onScreen();
    if (floor === undefined || isStale) return;
    const { selected } = useFloorDesk.getState();
    const ids = selected.has(contactId) ? [...selected] : [contactId];
    const versions = new Map(ids.flatMap((id) => floor.contacts.get(id) ?? []).map(({ id, version }) => [id, version]));
    const what: What = { contacts: [...versions.keys()] };
    const to = on === ON_QUEUE ? null : on;
    const preview = await client.query({ ...previewQuery(what, to), staleTime: 0 }).catch(() => undefined);
    const isPlain =
      preview?.plan.every(({ obstacle, overrides }) => obstacle === null && overrides.length === 0) ?? false;
    if (!isPlain) {
      // Where it was let go; news may have moved that place meanwhile, and the eye goes with it.
      openMove({ kind: "contact", id: contactId }, document.querySelector(`[data-drop="${CSS.escape(on)}"]`), to);
      return;
    }
    await acts.move(
      { what, to, reason: STEP_IN_REASONS[0], versions },
      to === null ? undefined : floor.people.get(to)?.name,
    );
  };
}
