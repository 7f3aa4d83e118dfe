import { useTranslations } from "use-intl";
import type { Floor } from "../../shared/live/floor/use-floor.ts";
import styles from "./floor.module.css";
import { useFloorDesk } from "./floor-desk.ts";
import { useContactWords } from "./floor-words.ts";
import { ON_QUEUE } from "./use-dropped.ts";
import type { Drag } from "./use-drag.ts";

/** What is being carried, and where letting go would put it. */
export function DragGhost({ drag, floor }: { readonly drag: Drag; readonly floor: Floor }) {
  const t = useTranslations("floor.drag");
  const contactWords = useContactWords();
  const selected = useFloorDesk((desk) => desk.selected);
  const contact = floor.contacts.get(drag.contactId);
  if (contact === undefined) return null;
  const count = selected.has(drag.contactId) ? selected.size : 1;
  const what = count > 1 ? t("many", { count }) : contactWords(contact);
  const where = drag.over === undefined ? "" : drag.over === ON_QUEUE ? t("queue") : floor.people.get(drag.over)?.name;
  return (
    <div className={styles["ghost"]} style={{ left: drag.at.x + 12, top: drag.at.y + 12 }} aria-hidden="true">
      <b>{what}</b> {where === undefined || where === "" ? t("nowhere") : `→ ${where}`}
    </div>
  );
}
