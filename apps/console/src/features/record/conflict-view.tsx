import type { Definition } from "@nightlight/domain/record/definition";
import { parsePath } from "@nightlight/domain/record/path";
import { wordsAt } from "@nightlight/domain/record/shared";
import { useLanguage } from "@nightlight/door/taste/taste";
import { clockTime } from "@nightlight/door/time/time";
import { Button } from "@nightlight/ui/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { placeLine, usePlaceOf } from "../../shared/place-lookup.ts";
import { fieldKey, useRecordFields } from "./record-fields.ts";
import { settleConflict } from "./record-keeper.ts";
import styles from "./record-pane.module.css";

type ConflictViewProps = { readonly contactId: string; readonly path: string; readonly definition: Definition };

/** When a field was written elsewhere meanwhile: both texts, and one press to choose. Nothing is lost until then. */
export function ConflictView({ contactId, path, definition }: ConflictViewProps) {
  const t = useTranslations("record.conflict");
  const client = useQueryClient();
  const language = useLanguage();
  const theirs = useRecordFields((fields) => fields[fieldKey(contactId, path)]?.theirs);
  const isPlace = parsePath(definition, path)?.field?.type === "place";
  const found = usePlaceOf(isPlace ? (theirs?.value ?? "") : "")?.place;
  if (theirs === undefined) return null;
  const words = found ? placeLine(found) : wordsAt(definition, path, theirs.value)?.[language];
  return (
    <div role="group" aria-label={t("label")} className={styles["conflict"]}>
      <p>
        <b>{t("title")}</b>
        {t("theirs", { time: clockTime(theirs.savedAt) })}
      </p>
      <blockquote>{theirs.value === "" ? t("emptied") : (words ?? theirs.value)}</blockquote>
      <div className={styles["choices"]}>
        <Button
          size="small"
          onClick={() => {
            settleConflict(client, contactId, path, "mine");
          }}
        >
          {t("keepMine")}
        </Button>
        <Button
          size="small"
          onClick={() => {
            settleConflict(client, contactId, path, "theirs");
          }}
        >
          {t("takeTheirs")}
        </Button>
      </div>
    </div>
  );
}
