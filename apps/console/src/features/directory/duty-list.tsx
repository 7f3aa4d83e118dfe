import type { DutyView, UnitView } from "@nightlight/contracts/admin/directory";
import { HOUSE } from "@nightlight/door/time/house";
import { Button } from "@nightlight/ui/components/button";
import { Field, Select, TextInput } from "@nightlight/ui/components/field";
import { useId } from "react";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { Ticks } from "../../shared/ticks.tsx";

const DAYS = ["1", "2", "3", "4", "5", "6", "7"] as const;
const FRESH: DutyView = {
  personId: null,
  name: "",
  phone: "",
  weekdays: [1, 2, 3, 4, 5],
  fromLocal: "07:30",
  durationMinutes: 570,
  timeZone: HOUSE.zone,
};

const LOCAL_TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/u;

/** Whether every duty begins at an hour as the clock on the wall says it: 07:30. */
export function areHoursRight(duties: readonly DutyView[]): boolean {
  return duties.every(({ fromLocal }) => LOCAL_TIME.test(fromLocal));
}

type DutyListProps = {
  readonly duties: readonly DutyView[];
  readonly officers: UnitView["officers"];
  readonly onChange: (duties: readonly DutyView[]) => void;
};

/** Whom to ring at the unit, on which days and at what hours of its own clock. */
export function DutyList({ duties, officers, onChange }: DutyListProps) {
  const t = useTranslations("directory.duty");
  return (
    <section className={office["form"]} aria-label={t("title")}>
      {duties.map((duty, at) => (
        <DutyFields
          // Rows have no id of their own; they are only ever added at the end.
          key={at}
          number={at + 1}
          duty={duty}
          officers={officers}
          onChange={(changed) => {
            onChange(duties.map((each, place) => (place === at ? changed : each)));
          }}
          onRemove={() => {
            onChange(duties.filter((_, place) => place !== at));
          }}
        />
      ))}
      <div className={office["acts"]}>
        <Button
          onClick={() => {
            onChange([...duties, FRESH]);
          }}
        >
          {t("add")}
        </Button>
      </div>
    </section>
  );
}

type DutyFieldsProps = {
  readonly number: number;
  readonly duty: DutyView;
  readonly officers: UnitView["officers"];
  readonly onChange: (duty: DutyView) => void;
  readonly onRemove: () => void;
};

function DutyFields({ number, duty, officers, onChange, onRemove }: DutyFieldsProps) {
  const t = useTranslations("directory.duty");
  const [nameId, phoneId, fromId, hoursId, personId] = [useId(), useId(), useId(), useId(), useId()];
  return (
    <fieldset className={office["block"]} aria-label={t("one", { number })}>
      <Field label={t("name")} htmlFor={nameId} layout="stacked">
        <TextInput
          id={nameId}
          maxLength={80}
          autoComplete="off"
          value={duty.name}
          onChange={(event) => {
            onChange({ ...duty, name: event.target.value });
          }}
        />
      </Field>
      <Field label={t("phone")} htmlFor={phoneId} layout="stacked">
        <TextInput
          id={phoneId}
          type="tel"
          maxLength={30}
          autoComplete="off"
          value={duty.phone}
          onChange={(event) => {
            onChange({ ...duty, phone: event.target.value });
          }}
        />
      </Field>
      {officers.length === 0 ? null : (
        <Field label={t("officer")} htmlFor={personId} layout="stacked">
          <Select
            id={personId}
            value={duty.personId ?? ""}
            onChange={(event) => {
              onChange({ ...duty, personId: event.target.value === "" ? null : event.target.value });
            }}
          >
            <option value="">{t("nobody")}</option>
            {officers.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <Field label={t("from")} htmlFor={fromId} layout="stacked">
        <TextInput
          id={fromId}
          fits
          inputMode="numeric"
          autoComplete="off"
          maxLength={5}
          placeholder="07:30"
          value={duty.fromLocal}
          onChange={(event) => {
            onChange({ ...duty, fromLocal: event.target.value });
          }}
        />
      </Field>
      <Field label={t("hours")} htmlFor={hoursId} layout="stacked">
        <TextInput
          id={hoursId}
          type="number"
          fits
          min={0.25}
          max={24}
          step={0.25}
          value={duty.durationMinutes / 60}
          onChange={(event) => {
            onChange({ ...duty, durationMinutes: Math.round(event.target.valueAsNumber * 60) || 0 });
          }}
        />
      </Field>
      <Ticks
        label={t("days")}
        chosen={duty.weekdays.map((day) => String(day) as (typeof DAYS)[number])}
        options={DAYS.map((value) => ({ value, word: t(`day.${value}`) }))}
        onChange={(days) => {
          onChange({ ...duty, weekdays: days.map(Number).sort((one, other) => one - other) });
        }}
      />
      <div>
        <Button size="small" aria-label={t("removeOne", { number })} onClick={onRemove}>
          {t("remove")}
        </Button>
      </div>
    </fieldset>
  );
}
