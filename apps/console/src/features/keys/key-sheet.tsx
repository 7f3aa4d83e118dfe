import { ONE_KEY_ENDINGS } from "@nightlight/domain/contact/disposition";
import { KeyCap } from "@nightlight/ui/components/key-cap";
import { useTranslations } from "use-intl";
import { KEYS } from "../../shared/keys/key-table.ts";
import { changeSettings, useSettings } from "../../shared/settings.ts";
import { Sheet } from "@nightlight/ui/components/sheet";
import styles from "./key-sheet.module.css";

const DESK_KEYS = [
  "accept",
  "decline",
  "undo",
  "close",
  "available",
  "help",
  "hold",
  "mute",
  "third",
  "transfer",
  "risk",
  "by-hand",
  "next-pane",
] as const;
const FLOOR_KEYS = ["take", "move", "state", "undo"] as const;
const KEYS_OF_ALL = ["palette", "search", "lock", "sheet"] as const;

type KeySheetProps = {
  /** Whoever has no desk has no use for its keys. */
  readonly hasDesk: boolean;
  readonly hasFloor: boolean;
  readonly onClose: () => void;
};

/** Every key on one sheet. Escape closes it. */
export function KeySheet({ hasDesk, hasFloor, onClose }: KeySheetProps) {
  const t = useTranslations("keys");
  const words = useTranslations("words.disposition");
  const areBareKeysOn = useSettings((settings) => settings.areBareKeysOn);

  return (
    <Sheet title={t("title")} closeLabel={t("close")} onClose={onClose}>
      <ul className={styles["keys"]}>
        {[...new Set([...(hasDesk ? DESK_KEYS : []), ...(hasFloor ? FLOOR_KEYS : []), ...KEYS_OF_ALL])].map((name) => (
          <li key={name}>
            {t(`name.${name}`)} <KeyCap>{KEYS[name].cap}</KeyCap>
          </li>
        ))}
        {hasDesk ? (
          <>
            <li>
              {t("name.send")} <KeyCap>Enter</KeyCap>
            </li>
            {ONE_KEY_ENDINGS.map((ending, index) => (
              <li key={ending}>
                {t("name.ending", { ending: words(ending) })} <KeyCap>{`Alt ${index + 1}`}</KeyCap>
              </li>
            ))}
          </>
        ) : null}
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
