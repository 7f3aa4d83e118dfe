import type { RosterShiftView, RosterWeekView } from "@nightlight/contracts/supervisor/roster";
import { shiftName } from "@nightlight/domain/shift/shift-names";
import { useLanguage } from "@nightlight/door/taste/taste";
import { clockTime, dayWithName } from "@nightlight/door/time/time";
import { classNames } from "@nightlight/ui/class-names";
import { Icon } from "@nightlight/ui/components/icon";
import type { KeyboardEvent } from "react";
import { useTranslations } from "use-intl";
import styles from "./roster.module.css";
import { named } from "./week.ts";

type RosterGridProps = {
  readonly week: RosterWeekView;
  readonly openId: string | undefined;
  readonly onOpen: (shiftId: string) => void;
};

const NAMES_SHOWN = 6;

/** A row for each shift of the day, a column for each day. Arrow keys go from shift to shift. */
export function RosterGrid({ week, openId, onOpen }: RosterGridProps) {
  const t = useTranslations("roster");
  const language = useLanguage();
  const dates = [...new Set(week.shifts.map(({ date }) => date))].toSorted();
  const names = [...new Set(week.shifts.map(({ name }) => name))];
  if (dates.length === 0) return null;
  return (
    <table className={styles["grid"]} onKeyDown={moveBetweenShifts} aria-label={t("title")}>
      <thead>
        <tr>
          <th scope="col">{t("shift")}</th>
          {dates.map((date) => (
            <th key={date} scope="col">
              {dayWithName(`${date}T05:00:00Z`, language).slice(0, -5)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {names.map((name) => (
          <tr key={name}>
            <th scope="row">{shiftName({ name }, language)}</th>
            {dates.map((date) => {
              const shift = week.shifts.find((each) => each.date === date && each.name === name);
              return (
                <td key={date}>
                  {shift === undefined ? null : (
                    <ShiftCell shift={shift} week={week} isOpen={shift.id === openId} onOpen={onOpen} />
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type ShiftCellProps = {
  readonly shift: RosterShiftView;
  readonly week: RosterWeekView;
  readonly isOpen: boolean;
  readonly onOpen: (shiftId: string) => void;
};

function ShiftCell({ shift, week, isOpen, onOpen }: ShiftCellProps) {
  const t = useTranslations("roster");
  const { startsAt, endsAt, people, absent, onCall } = shift;
  const counsellors = people.filter(({ id }) => week.people.find((each) => each.id === id)?.counsels === true);
  const names = named(people, week).map(({ name }) => name);
  const isOver = Date.parse(endsAt) <= Date.parse(week.now);
  const isEmpty = counsellors.length === 0 && !isOver;
  return (
    <button
      type="button"
      data-shift=""
      className={classNames(styles["cell"], isOver && styles["over"], isEmpty && styles["nobody"])}
      aria-pressed={isOpen}
      onClick={() => {
        onOpen(shift.id);
      }}
    >
      <span className={styles["times"]}>
        {clockTime(startsAt)}–{clockTime(endsAt)}
        <b>{isEmpty ? t("nobody") : t("people", { count: people.length })}</b>
      </span>
      {isEmpty ? <Icon name="warning" size={14} /> : null}
      <span className={styles["names"]}>
        {names.slice(0, NAMES_SHOWN).map((name, index) => (
          <span key={`${name}/${String(index)}`}>{name}</span>
        ))}
        {names.length > NAMES_SHOWN ? <span>{t("more", { count: names.length - NAMES_SHOWN })}</span> : null}
      </span>
      {absent.length > 0 ? <span className={styles["mark"]}>{t("absentCount", { count: absent.length })}</span> : null}
      {onCall.length > 0 ? <span className={styles["mark"]}>{t("onCallCount", { count: onCall.length })}</span> : null}
    </button>
  );
}

const STEPS: Readonly<Record<string, readonly [column: number, row: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

function moveBetweenShifts(event: KeyboardEvent<HTMLTableElement>) {
  const step = STEPS[event.key];
  const cell = event.target instanceof Element ? event.target.closest("td") : null;
  if (step === undefined || cell === null || !(cell.parentElement instanceof HTMLTableRowElement)) return;
  event.preventDefault();
  const [column, row] = step;
  const next = event.currentTarget.rows[cell.parentElement.rowIndex + row]?.cells[cell.cellIndex + column];
  next?.querySelector<HTMLElement>("[data-shift]")?.focus();
}
