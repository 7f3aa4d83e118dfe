import { CONTACT_REASONS } from "@nightlight/domain/contact/disposition";
import { Button } from "@nightlight/ui/components/button";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { clockTime } from "../../shared/time.ts";
import { fieldKey, useRecordFields, type FieldName } from "./record-fields.ts";
import { settleConflict } from "./record-keeper.ts";
import styles from "./record-pane.module.css";

/** When a field was written elsewhere meanwhile: both texts, and one press to choose. Nothing is lost until then. */
export function ConflictView({ contactId, field }: { readonly contactId: string; readonly field: FieldName }) {
  const t = useTranslations("record.conflict");
  const client = useQueryClient();
  const theirs = useRecordFields((fields) => fields[fieldKey(contactId, field)]?.theirs);
  const words = useTranslations("words.reason");
  if (theirs === undefined) return null;
  const reason = CONTACT_REASONS.find((each) => field === "reason" && each === theirs.value);
  return (
    <div role="group" aria-label={t("label")} className={styles["conflict"]}>
      <p>
        <b>{t("title")}</b>
        {t("theirs", { time: clockTime(theirs.savedAt) })}
      </p>
      <blockquote>{reason === undefined ? theirs.value || t("emptied") : words(reason)}</blockquote>
      <div className={styles["choices"]}>
        <Button
          size="small"
          onClick={() => {
            settleConflict(client, contactId, field, "mine");
          }}
        >
          {t("keepMine")}
        </Button>
        <Button
          size="small"
          onClick={() => {
            settleConflict(client, contactId, field, "theirs");
          }}
        >
          {t("takeTheirs")}
        </Button>
      </div>
    </div>
  );
}
