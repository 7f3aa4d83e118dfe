import { Button } from "@nightlight/ui/components/button";
import { useTranslations } from "use-intl";
import office from "../../shared/office.module.css";

type MoreProps = {
  readonly list: { readonly hasNextPage: boolean; readonly isFetchingNextPage: boolean; fetchNextPage(): unknown };
};

/** The way to what is older; nothing when there is no more. */
export function More({ list }: MoreProps) {
  const t = useTranslations("access");
  if (!list.hasNextPage) return null;
  return (
    <p className={office["acts"]}>
      <Button
        size="small"
        whyNot={list.isFetchingNextPage ? t("loading") : undefined}
        onClick={() => {
          list.fetchNextPage();
        }}
      >
        {t("older")}
      </Button>
    </p>
  );
}
