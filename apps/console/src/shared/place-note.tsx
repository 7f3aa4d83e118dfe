import type { CodeView } from "@nightlight/contracts/staff/place";
import { calendarDay } from "@nightlight/door/time/time";
import { Button } from "@nightlight/ui/components/button";
import { useTranslations } from "use-intl";
import { placeLine } from "./place-lookup.ts";
import styles from "./place-picker.module.css";

type PlaceNoteProps = {
  readonly id: string;
  /** Something was typed, and the field was left without choosing. */
  readonly isUnchosen: boolean;
  /** What stands in the record, as words. */
  readonly chosen: string;
  readonly answer: CodeView | undefined;
  readonly onChoose?: (value: string) => void;
};

/** Below the field: that nothing was chosen, or that the place of the record is no more, with what took its place. */
export function PlaceNote({ id, isUnchosen, chosen, answer, onChoose }: PlaceNoteProps) {
  const t = useTranslations("place");
  const was = answer?.was ?? undefined;
  return (
    <div id={id}>
      {isUnchosen ? (
        <p className={styles["note"]} role="status">
          {chosen === "" ? t("unchosen") : t("unchosenOver", { chosen })}
        </p>
      ) : null}
      {!isUnchosen && was !== undefined ? (
        <div className={styles["note"]}>
          <p>{t("gone", { was: [was.name, was.district].filter(Boolean).join(", "), day: calendarDay(was.until) })}</p>
          {answer?.successors.map((place) =>
            onChoose === undefined ? (
              <p key={place.code}>{placeLine(place)}</p>
            ) : (
              <Button
                key={place.code}
                size="small"
                onClick={() => {
                  onChoose(place.code);
                }}
              >
                {placeLine(place)}
              </Button>
            ),
          )}
        </div>
      ) : null}
    </div>
  );
}
