import { useTranslations } from "use-intl";
import { lengthOf } from "./time.ts";

/** Says a length of time: "3 giờ 20", "12 phút", "2 ngày". */
export function useLengthWords(): (milliseconds: number) => string {
  const t = useTranslations("length");
  return (milliseconds) => {
    const length = lengthOf(milliseconds);
    switch (length.unit) {
      case "days":
        return t("days", { days: length.days });
      case "hours":
        return t("hours", { hours: length.hours, minutes: length.minutes });
      case "minutes":
        return length.minutes === 0 ? t("moment") : t("minutes", { minutes: length.minutes });
    }
  };
}
