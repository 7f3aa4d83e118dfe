import { ONE_KEY_ENDINGS } from "@nightlight/domain/contact/disposition";
import { KeyCap } from "@nightlight/ui/components/key-cap";
import { useTranslations } from "use-intl";
import { KEYS } from "../../shared/keys/key-table.ts";
import { changeSettings, useSettings } from "../../shared/settings.ts";
import { Sheet } from "../../shared/sheet.tsx";
import styles from "./key-sheet.module.css";

const LISTED = ["accept", "decline", "undo", "close", "available", "lock", "next-pane", "sheet"] as const;

/** Every key on one sheet. Escape closes it. */
export function KeySheet({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations("keys");
  const words = useTranslations("words.disposition");
  const areBareKeysOn = useSettings((settings) => settings.areBareKeysOn);

  return (
    <Sheet title={t("title")} closeLabel={t("close")} onClose={onClose}>
      <ul className={styles["keys"]}>
        {LISTED.map((name) => (
          <li key={name}>
            {t(`name.${name}`)} <KeyCap>{KEYS[name].cap}</KeyCap>
          </li>
        ))}
        <li>
          {t("name.send")} <KeyCap>Enter</KeyCap>
        </li>
        {ONE_KEY_ENDINGS.map((ending, index) => (
          <li key={ending}>
            {t("name.ending", { ending: words(ending) })} <KeyCap>{`Alt ${index + 1}`}</KeyCap>
          </li>
        ))}
      </ul>
      <label className={styles["foot"]}>
        <input
          type="checkbox"
          checked={areBareKeysOn}
          onChange={(event) => {
            changeSettings({ areBareKeysOn: event.target.checked });
          }}
        />
        {t("bare")}
      </label>
    </Sheet>
  );
}
