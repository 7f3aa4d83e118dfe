import type { ReadingView } from "@nightlight/contracts/supervisor/access";
import { calendarDay, clockTime } from "@nightlight/door/time/time";
import { TableFrame } from "@nightlight/ui/components/table";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";
import { PlaceLink } from "../../shared/place-link.tsx";

type ReadingListProps = {
  readonly readings: readonly ReadingView[];
  /** What a row is called by: who read, or what was read. */
  readonly names: "person" | "contact";
  /** Where a contact leads: to itself for whoever supervises, else to everybody who read it. */
  readonly leadsTo?: "watch" | "readings";
};

const ID_SHOWN = 8;

/** Readings of the access log: who or what, when, why, and how they came there. */
export function ReadingList({ readings, names, leadsTo = "watch" }: ReadingListProps) {
  const t = useTranslations("access");
  return (
    <TableFrame>
      <thead>
        <tr>
          <th scope="col">{t("reading.at")}</th>
          <th scope="col">{t(`reading.${names}`)}</th>
          <th scope="col">{t("reading.why")}</th>
          <th scope="col">{t("reading.how")}</th>
        </tr>
      </thead>
      <tbody>
        {readings.map((reading) => (
          <tr key={reading.id}>
            <td className={office["number"]}>
              {clockTime(reading.at)} <span className={office["quiet"]}>{calendarDay(reading.at)}</span>
            </td>
            <td>
              {names === "person" ? (
                reading.by.name
              ) : (
                <PlaceLink
                  at={leadsTo}
                  filter={
                    leadsTo === "watch" ? { contact: reading.contactId, shown: "all" } : { contact: reading.contactId }
                  }
                >
                  …{reading.contactId.slice(-ID_SHOWN)}
                </PlaceLink>
              )}
            </td>
            <td>{t(`why.${reading.why}`)}</td>
            <td>{t(`how.${reading.how}`)}</td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
