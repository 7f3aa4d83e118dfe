import { directoryRoutes } from "@nightlight/contracts/admin/directory";
import { AUTHORITY_KINDS, AUTHORITY_LEVELS } from "@nightlight/domain/authority/authority";
import { UNKNOWN_PLACE } from "@nightlight/domain/place/place";
import { call } from "@nightlight/door/client/api";
import { useProblemText } from "@nightlight/door/client/problem-text";
import { now } from "@nightlight/door/time/clock";
import { Button } from "@nightlight/ui/components/button";
import { Field, Select } from "@nightlight/ui/components/field";
import { Icon } from "@nightlight/ui/components/icon";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslations } from "use-intl";
import { DayBox } from "../../shared/day-box.tsx";
import office from "../../shared/office.module.css";
import { PlacePicker } from "../../shared/place-picker.tsx";
import { startOfDay } from "../../shared/time.ts";
import { putUnit } from "./directory-queries.ts";
import { areHoursRight } from "./duty-list.tsx";
import { EMPTY, sentOf, UnitFields } from "./unit-fields.tsx";

type NewUnitProps = { readonly onClose: () => void; readonly onAdded: (id: string) => void };

/** A unit that is new, or begins on a day to come. What it is cannot be changed later: another one is another unit. */
export function NewUnit({ onClose, onAdded }: NewUnitProps) {
  const t = useTranslations("directory");
  const client = useQueryClient();
  const problemText = useProblemText();
  const [levelId, kindId, placeId, fromId] = [useId(), useId(), useId(), useId()];
  const [draft, setDraft] = useState(EMPTY);
  const [level, setLevel] = useState<(typeof AUTHORITY_LEVELS)[number]>("commune");
  const [kind, setKind] = useState<(typeof AUTHORITY_KINDS)[number]>("peoples_committee");
  const [place, setPlace] = useState("");
  const [from, setFrom] = useState("");
  const whyNot =
    draft.name.trim().length < 2 ? t("nameFirst") : areHoursRight(draft.duties) ? undefined : t("duty.hourFirst");
  const add = useMutation({
    mutationFn: () => {
      const placeCode = level === "ministry" || place === "" || place === UNKNOWN_PLACE ? null : place;
      const validFrom = (startOfDay(from) ?? new Date(now())).toISOString();
      return call(directoryRoutes.add, { body: { ...sentOf(draft), level, kind, placeCode, validFrom } });
    },
    onSuccess: (unit) => {
      putUnit(client, unit);
      onAdded(unit.id);
    },
  });
  return (
    <aside className={office["side"]} aria-label={t("newTitle")}>
      <header className={office["sideHead"]}>
        <h2>{t("newTitle")}</h2>
        <Button tone="plain" aria-label={t("close")} onClick={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      <form
        className={office["sideForm"]}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (whyNot === undefined && !add.isPending) add.mutate();
        }}
      >
        <div className={`${office["scroll"] ?? ""} ${office["form"] ?? ""}`}>
          <Field label={t("level.label")} htmlFor={levelId}>
            <Select
              id={levelId}
              autoFocus
              value={level}
              onChange={(event) => {
                setLevel(AUTHORITY_LEVELS.find((each) => each === event.target.value) ?? "commune");
              }}
            >
              {AUTHORITY_LEVELS.map((each) => (
                <option key={each} value={each}>
                  {t(`level.${each}`)}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t("kind.label")} htmlFor={kindId}>
            <Select
              id={kindId}
              value={kind}
              onChange={(event) => {
                setKind(AUTHORITY_KINDS.find((each) => each === event.target.value) ?? "peoples_committee");
              }}
            >
              {AUTHORITY_KINDS.map((each) => (
                <option key={each} value={each}>
                  {t(`kind.${each}`)}
                </option>
              ))}
            </Select>
          </Field>
          {level === "ministry" ? null : (
            <Field label={t("place")} htmlFor={placeId}>
              <PlacePicker id={placeId} value={place} onChange={setPlace} />
            </Field>
          )}
          <Field label={t("from")} htmlFor={fromId} hint={t("fromHint")}>
            <DayBox id={fromId} value={from} onDay={setFrom} />
          </Field>
          <UnitFields draft={draft} officers={[]} onChange={setDraft} />
        </div>
        <div className={office["keep"]}>
          <div role="status">{add.isError ? <p className={office["error"]}>{problemText(add.error)}</p> : null}</div>
          <Button type="submit" tone="lamp" whyNot={whyNot}>
            {t("create")}
          </Button>
        </div>
      </form>
    </aside>
  );
}
