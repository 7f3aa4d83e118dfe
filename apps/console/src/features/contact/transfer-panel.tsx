import type { ContactView } from "@nightlight/contracts/counsellor/contact";
import { talkRoutes, type TransferTo } from "@nightlight/contracts/counsellor/talk";
import { TRANSFER_KINDS, type TransferKind } from "@nightlight/domain/contact/talk";
import { call } from "@nightlight/door/client/api";
import { Failed, Loading } from "@nightlight/door/client/query-states";
import { Choice } from "@nightlight/ui/components/choice";
import { PickPanel } from "@nightlight/ui/components/pick-panel";
import type { Pick } from "@nightlight/ui/components/pick-option";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useLocale, useTranslations } from "use-intl";
import styles from "./talk.module.css";

type TransferPanelProps = {
  readonly view: ContactView;
  readonly onPick: (to: TransferTo, kind: TransferKind) => void;
  readonly onClose: () => void;
};

/** To whom, and how. Who cannot take it now stays listed with the reason. */
export function TransferPanel({ view, onPick, onClose }: TransferPanelProps) {
  const t = useTranslations("contact.talk.panel");
  const [kind, setKind] = useState<TransferKind>("warm");
  const { query, targets } = useTargets(view.summary.id);
  if (query.isPending) return <Frame onClose={onClose}>{<Loading />}</Frame>;
  if (query.isError) {
    return (
      <Frame onClose={onClose}>
        <Failed error={query.error} retry={() => void query.refetch()} />
      </Frame>
    );
  }
  return (
    <Frame onClose={onClose}>
      <PickPanel
        label={t("label")}
        head={
          <Choice
            label={t("kind")}
            options={TRANSFER_KINDS.map((value) => ({ value, word: t(value) }))}
            value={kind}
            onChoose={setKind}
          />
        }
        searchLabel={t("search")}
        nothingFound={t("nobody")}
        options={targets.map(({ option }) => option)}
        preview={(key) => {
          const to = targets.find(({ option }) => option.key === key)?.option.name ?? "";
          return t(kind === "warm" ? "warmNote" : "coldNote", { to });
        }}
        confirm={t("confirm")}
        onPick={(key) => {
          const target = targets.find(({ option }) => option.key === key);
          if (target !== undefined) onPick(target.to, kind);
        }}
        onClose={onClose}
        hasNumbers
      />
    </Frame>
  );
}

type Target = { readonly option: Pick; readonly to: TransferTo };

/** People first, then what somebody of them knows, then a supervisor: only what anybody can take now. */
function useTargets(contactId: string) {
  const t = useTranslations("contact.talk.panel");
  const because = useBecause();
  const locale = useLocale() === "en" ? "en" : "vi";
  const query = useQuery({
    queryKey: ["colleagues", contactId],
    queryFn: () => call(talkRoutes.colleagues, { params: { contactId } }),
    staleTime: 0,
  });
  const { colleagues = [], skills = [] } = query.data ?? {};
  const free = colleagues.filter(({ against }) => against === null);
  const people: Target[] = colleagues.map(({ id, name, isSupervisor, against }) => ({
    to: { kind: "person", id },
    option: {
      ...{ key: id, name },
      ...(isSupervisor ? { note: t("isSupervisor") } : {}),
      ...(against === null ? {} : { whyNot: because(against) }),
    },
  }));
  const bySkill: Target[] = skills
    .filter(({ code }) => free.some((each) => each.skills.includes(code)))
    .map(({ code, name }) => ({
      to: { kind: "skill", code },
      option: { key: `skill:${code}`, name: t("skill", { skill: name[locale] }), note: t("skillNote") },
    }));
  const supervisor: Target[] = free.some(({ isSupervisor }) => isSupervisor)
    ? [{ to: { kind: "supervisor" }, option: { key: "supervisor", name: t("supervisor"), note: t("supervisorNote") } }]
    : [];
  return { query, targets: [...people, ...bySkill, ...supervisor] };
}

const KNOWN = ["intent", "gate", "lease", "capacity", "language", "winding_down"] as const;

function useBecause(): (against: string) => string {
  const t = useTranslations("contact.talk.panel");
  const words = useTranslations("offer.because");
  return (against) => {
    const known = KNOWN.find((each) => each === against);
    return known === undefined ? t("else") : words(known);
  };
}

/** Opens under the tools; a press elsewhere closes it. */
function Frame({ children, onClose }: { readonly children: ReactNode; readonly onClose: () => void }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const leave = (event: Event) => {
      if (event.target instanceof Node && frame.current?.contains(event.target) !== true) onClose();
    };
    document.addEventListener("pointerdown", leave);
    return () => {
      document.removeEventListener("pointerdown", leave);
    };
  }, [onClose]);
  return (
    <div ref={frame} className={styles["over"]}>
      {children}
    </div>
  );
}
