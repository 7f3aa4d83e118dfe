import { useProblemText } from "@nightlight/door/client/problem-text";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { What } from "./floor-desk.ts";
import { previewQuery, type Preview } from "./use-moves.ts";

type MovePreviewProps = {
  readonly what: What;
  readonly to: string | null;
  /** What the person is called on this screen. */
  readonly name: string;
};

/** What will follow, in a sentence: how many go where, what that overrides, and what stays and why. */
export function MovePreview({ what, to, name }: MovePreviewProps) {
  const t = useTranslations("floor.move");
  const problemText = useProblemText();
  const preview = useQuery(previewQuery(what, to));
  if (preview.data === undefined) return preview.isError ? problemText(preview.error) : t("asking");
  return <Sentence preview={preview.data} name={name} />;
}

function Sentence({ preview: { plan, counts }, name }: { readonly preview: Preview; readonly name: string }) {
  const t = useTranslations("floor");
  const overrides = [...new Set(plan.flatMap((each) => each.overrides))];
  // Of several that cannot all go, those that stay are counted; that they are where they are needs no words.
  const obstacles = [...new Set(plan.flatMap(({ obstacle }) => obstacle ?? []))].filter(
    (each) => plan.length === 1 || each !== "already_there",
  );
  const parts = [
    counts.toPerson === 0 ? [] : t("move.toPerson", { count: counts.toPerson, name }),
    counts.toQueue === 0 ? [] : t("move.toQueue", { count: counts.toQueue }),
    counts.stay === 0 ? [] : t("move.stay", { count: counts.stay }),
  ].flat();
  const isKept = plan.some(({ does }) => does === "transfer");
  return (
    <>
      {t("move.preview", { all: plan.length, parts: parts.join(", ") })}
      {isKept ? ` ${t("move.keeps")}` : null}
      {overrides.length === 0 ? null : (
        <b> {t("move.overrides", { what: overrides.map((each) => t(`override.${each}`)).join(", ") })}</b>
      )}
      {obstacles.map((each) => ` ${t(`obstacle.${each}`)}`)} {t("move.undo")}
    </>
  );
}
